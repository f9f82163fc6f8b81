"""Compare the timeline page with TimelineJS 3: the same events, the same headless Chromium, the same server, side by side in one run.

    npm install --prefix FOLDER @knight-lab/timelinejs
    python tests/benchmarks/compare_timelinejs.py FOLDER [EVENTS ...]

Both are served by gunicorn as `manage.py start` sets it up, from a fresh data folder: ours as any reader gets it (Django makes the page
once for each of its workers and takes it from its cache after that; so the rounds before the measured ones are shown apart), TimelineJS
as ready files, compressed beforehand by WhiteNoise. Chromium loads pages of its own for every new window, so each visit waits for that first.

Ours counts as usable once the whole document is there and painted: its picture shows all events, its list the first thirty, the rest is
a link away. Every link and form of it works without a script; until ours have come (site.js at about that time, htmx later) they load
whole pages. TimelineJS counts as usable once it says that it is loaded and every event has its marker.
Neither waits for fonts. The browser's own cache is empty each time; what TimelineJS asks of foreign hosts is refused at once,
which helps it. Sizes are those of gzip for text, fonts included; times are the middle one of the rounds, in milliseconds; "cpu" is
what the page's main thread worked until then, which tells more than the clock where the machine has other things to do.
"""

# ruff: noqa: E402 - Django must be set up before its models can be imported

from __future__ import annotations

import gzip
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from shutil import copy, copytree
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
DATA = TemporaryDirectory(prefix="compare-", ignore_cleanup_errors=True)
os.environ |= {"DATA_DIR": DATA.name, "DJANGO_SETTINGS_MODULE": "config.settings"}
sys.path.insert(0, str(ROOT))

import django

django.setup()

from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, Response, sync_playwright

from config.launch import readiness
from tests.browsing import find_chromium
from tests.busy import DAYS, fill
from tests.factories import make_crisis, make_entity
from timeline.headlines import headline
from timeline.models import Crisis

SIZES = (300, 500, 5000)
ROUNDS = 7
FIRST_ROUNDS = 3  # in which the server's workers make our page, each for itself
SETTLING = 2_000  # milliseconds that a new window takes to draw itself
NO_FOREIGN = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
FIRST_DAY = date(2022, 1, 1)
STATES = ["USA", "Russland", "Ukraine", "Deutschland", "Frankreich", "Polen", "Türkei", "Italien"]
OURS_READY = "document.querySelector('.drawing svg') && document.querySelector('.event')"
THEIRS_READY = "window.isLoaded && document.querySelectorAll('.tl-timemarker').length >= %d"
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });
window.usable = new Promise((done) => {
  let isRead = false;
  document.addEventListener('DOMContentLoaded', () => { isRead = true; });
  const look = () => requestAnimationFrame(isRead && (%s) ? () => done(performance.now()) : look);
  look();
});
"""


@dataclass(frozen=True)
class Visit:
    """What one opening of a page took."""

    milliseconds: float
    cpu: float
    kilobytes: float
    requests: int
    foreign: int
    nodes: int
    shift: float


def main() -> None:
    """Print the figures of both, for each number of events."""
    sizes = [int(size) for size in sys.argv[2:]] or SIZES
    readiness.ensure_database()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    crises = [make_events(size) for size in sizes]
    site = Path(DATA.name) / "timelinejs"
    lay_out_timelinejs(Path(sys.argv[1]) / "node_modules" / "@knight-lab" / "timelinejs", site, crises)
    connections.close_all()
    with serve() as address, sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*as_root, NO_FOREIGN])
        for size, crisis in zip(sizes, crises, strict=True):
            compare(browser, size, f"{address}{crisis.get_absolute_url()}", f"{address}/timelinejs/{size}/")
        browser.close()


def compare(browser: Browser, size: int, ours_url: str, theirs_url: str) -> None:
    """Open both pages in turn and print what they took."""
    ours, theirs = [], []
    for _round in range(FIRST_ROUNDS + ROUNDS):
        ours.append(visit(browser, ours_url, OURS_READY))
        theirs.append(visit(browser, theirs_url, THEIRS_READY % size))
    report(size, ours[FIRST_ROUNDS:], theirs[FIRST_ROUNDS:])
    for label, visits in (("ours", ours), ("TimelineJS 3", theirs)):
        print(
            f"  the first rounds of {label}:",
            *(f"{one.milliseconds:.0f}" for one in visits[:FIRST_ROUNDS]),
            flush=True,
        )


def visit(browser: Browser, url: str, ready: str) -> Visit:
    """Open the page with an empty cache and wait until it is usable, which the page itself notes: a frame after the one that shows it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    page = context.new_page()
    page.add_init_script(WATCH % ready)
    watch = context.new_cdp_session(page)
    watch.send("Performance.enable", {"timeDomain": "threadTicks"})
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.wait_for_timeout(SETTLING)
    page.goto(url, wait_until="commit")
    milliseconds = page.evaluate("window.usable")
    metrics = watch.send("Performance.getMetrics")["metrics"]
    cpu = next(one["value"] for one in metrics if one["name"] == "TaskDuration")
    page.wait_for_load_state("networkidle")
    result = Visit(
        milliseconds,
        cpu * 1000,
        sum(weight(answer) for answer in answers) / 1000,
        len(answers),
        sum(host not in (urlsplit(url).netloc, "") for host in asked),
        page.evaluate("document.querySelectorAll('*').length"),
        page.evaluate("window.shift"),
    )
    context.close()
    return result


def weight(answer: Response) -> int:
    """Return the bytes of the answer, as gzip sends text."""
    body = answer.body()
    is_text = answer.headers.get("content-type", "").startswith(("text/", "application/j", "image/svg"))
    return len(gzip.compress(body)) if is_text else len(body)


def report(size: int, ours: list[Visit], theirs: list[Visit]) -> None:
    """Print both, and how many times faster ours is."""
    print(f"\n{size} events      usable ms  cpu ms   kB  requests  foreign  nodes  layout shift")
    for label, visits in (("ours", ours), ("TimelineJS 3", theirs)):
        middle = statistics.median(visit.milliseconds for visit in visits)
        cpu = statistics.median(visit.cpu for visit in visits)
        one = visits[-1]
        print(
            f"  {label:14} {middle:9.0f} {cpu:7.0f} {one.kilobytes:5.0f} {one.requests:8} {one.foreign:8} {one.nodes:7} {one.shift:10.3f}"
        )
    print(
        "  rounds (ours/theirs):",
        *(f"{a.milliseconds:.0f}/{b.milliseconds:.0f}" for a, b in zip(ours, theirs, strict=True)),
    )
    times = [one.milliseconds / other.milliseconds for other, one in zip(ours, theirs, strict=True)]
    work = [one.cpu / other.cpu for other, one in zip(ours, theirs, strict=True)]
    print(
        f"  ours takes 1/{statistics.median(times):.1f} of the time"
        f" (from 1/{min(times):.1f} to 1/{max(times):.1f}) and 1/{statistics.median(work):.1f} of the work",
        flush=True,
    )


def lay_out_timelinejs(package: Path, site: Path, crises: list[Crisis]) -> None:
    """Make the folder that holds TimelineJS with a page for each crisis, every file compressed as well."""
    copytree(package / "dist", site / "timelinejs" / "dist")
    for crisis in crises:
        folder = site / "timelinejs" / str(crisis.events.count())
        folder.mkdir()
        copy(Path(__file__).parent / "timelinejs" / "index.html", folder)
        (folder / "events.json").write_text(json.dumps(as_timelinejs(crisis)), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "whitenoise.compress", "--quiet", str(site)], check=True)
    os.environ["TIMELINEJS_SITE"] = str(site)


@contextmanager
def serve() -> Iterator[str]:
    """Serve both from one gunicorn, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
    command = ["-m", "gunicorn", "-c", "config/gunicorn.py", "-b", host, "tests.benchmarks.timelinejs.wsgi"]
    server = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    try:
        while socket.socket().connect_ex(("127.0.0.1", int(host.rpartition(":")[2]))):
            time.sleep(0.1)
        yield f"http://{host}"
    finally:
        server.terminate()
        server.wait()


def make_events(number: int) -> Crisis:
    """Return a crisis with that many events of all kinds, ten to an article, over ninety days."""
    last_day = FIRST_DAY + timedelta(days=DAYS - 1)
    crisis = make_crisis(f"krise-{number}", first_day=FIRST_DAY, last_day=last_day)
    fill(crisis, [make_entity(name, "state") for name in STATES], number, FIRST_DAY)
    return crisis


def as_timelinejs(crisis: Crisis) -> dict:
    """Return the crisis's events as TimelineJS takes them."""
    return {
        "title": {"text": {"headline": crisis.title, "text": ""}},
        "events": [
            {
                "start_date": {"year": event.day.year, "month": event.day.month, "day": event.day.day},
                "text": {"headline": headline(event), "text": f"<p>{event.evidence.all()[0].sentence}</p>"},
            }
            for event in crisis.events.with_details()
        ],
    }


if __name__ == "__main__":
    main()
