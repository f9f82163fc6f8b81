"""Whether four workers give the chronicle that one gives, when one of the four is killed at work: real processes on one queue.

    python tests/benchmarks/four_workers.py [ARTICLES]

Each round has a database of its own in a temporary data folder. The articles are the sample dossier's, then generated ones. Printed are the times,
the jobs left over, everything that is there twice, and whether both chronicles are the same to the letter; the exit code tells the same.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).parents[2]
WORKER = ("procrastinate", "worker", "--concurrency", "1", "--one-shot")
FILL = "from tests.benchmarks.four_workers import fill; fill({count})"
AWAIT = "from tests.benchmarks.four_workers import await_work; await_work({workers})"
CHECK = "from tests.benchmarks.four_workers import check; check()"
RESCUE = "from tests.benchmarks.four_workers import rescue; rescue()"


def fill(count: int) -> None:
    """Store the sample and as many generated articles, all waiting to be extracted."""
    import tomllib

    from articles.ingest import store
    from articles.reading import read
    from tests.benchmarks.chronicle_growth import article
    from timeline.crises import add_article, crisis_of
    from timeline.sample import FOLDER

    crisis = crisis_of("probe")
    for entry in tomllib.loads((FOLDER / "dossier.toml").read_text(encoding="utf-8"))["articles"]:
        page = read((FOLDER / "dossier" / entry["file"]).read_bytes())
        add_article(crisis, store(page, source_name=entry["outlet"], url=entry["url"]).article)
    for number in range(count):
        url, page = article(number)
        add_article(crisis, store(page, source_name=f"Blatt {number % 12}", url=url).article)


def await_work(workers: int) -> None:
    """Return when so many workers are in the middle of an article."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    while ProcrastinateJob.objects.filter(status="doing").count() < workers:
        sleep(0.02)


def rescue() -> None:
    """Queue again what a killed worker was doing, as the site's own chore does once its heartbeat is old."""
    from asgiref.sync import async_to_sync
    from procrastinate.contrib.django import app

    async def _rescue() -> int:
        manager = app.job_manager
        stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=0))
        for job in stalled:
            await manager.retry_job(job)
        return len(stalled)

    print(async_to_sync(_rescue)())


def check() -> None:
    """Print what is left over and what is there twice, as JSON."""
    from django.db.models import Count
    from procrastinate.contrib.django.models import ProcrastinateJob

    from articles.models import Revision
    from timeline.models import Evidence, Extraction, Report

    jobs = ProcrastinateJob.objects.exclude(status="succeeded").filter(queue_name="extraction").order_by()
    twice = Evidence.objects.values("paragraph", "start", "end", "report__kind", "report__digest")
    findings = {
        "jobs": dict(jobs.values_list("status").annotate(Count("pk"))),
        "unextracted": Revision.objects.count() - Extraction.objects.count(),
        "reports": Report.objects.count(),
        "homeless": Report.objects.filter(event__isnull=True).count(),
        "twice": twice.annotate(number=Count("pk")).filter(number__gt=1).count(),
    }
    print(json.dumps(findings))


def main(count: int = 60) -> int:
    """Run both rounds and compare them."""
    with tempfile.TemporaryDirectory(prefix="workers-") as folder:
        one = _round(Path(folder, "one"), count, workers=1, kill=False)
        four = _round(Path(folder, "four"), count, workers=4, kill=True)
    same = bool(one) and one == four
    print(f"the chronicle of {one.count(chr(10))} events is {'the same' if same else 'NOT the same'}")
    return 0 if same else 1


def _round(data: Path, count: int, *, workers: int, kill: bool) -> str:
    """Extract all articles with so many workers and return the chronicle that they give."""
    data.mkdir()
    _manage(data, "migrate", "-v0")
    _manage(data, "shell", "-v0", "-c", FILL.format(count=count))
    start = perf_counter()
    running = [_start(data) for _ in range(workers)]
    if kill:
        _manage(data, "shell", "-v0", "-c", AWAIT.format(workers=workers))
        running[0].send_signal(signal.SIGKILL)
    codes = [worker.wait() for worker in running]
    if kill:
        rescued = _manage(data, "shell", "-v0", "-c", RESCUE).strip()
        print(f"killed one of {workers} at work, {rescued} jobs rescued")
        codes.append(_start(data).wait())
    print(f"{workers} workers: {perf_counter() - start:.1f} s, exit codes {codes}")
    print(_manage(data, "shell", "-v0", "-c", CHECK).strip())
    return _manage(data, "chronicle", "--crisis", "probe")


def _start(data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *WORKER], cwd=ROOT, env=_environment(data), stderr=subprocess.DEVNULL
    )


def _manage(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=_environment(data),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(data)}


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
