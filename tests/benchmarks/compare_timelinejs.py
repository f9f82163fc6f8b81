"""Compare the timeline page with TimelineJS 3: the same events, the same headless Chromium, side by side in one run.

    npm install --prefix FOLDER @knight-lab/timelinejs
    python tests/benchmarks/compare_timelinejs.py FOLDER [EVENTS ...]

Ours counts as usable once the document is there, its scripts have run and it is painted: its picture shows all events, its list
the first hundred, the rest is a link away. TimelineJS counts as usable once it says that it is loaded and every event has its marker.
Neither waits for fonts. Ours includes the time in which Django makes the page, or takes it from its cache after the first round;
TimelineJS gets a ready file. The browser's own cache is empty each time; what TimelineJS asks of foreign hosts is refused at once,
which helps it. Sizes are those of gzip for text, fonts included; times are the middle one of the rounds, in milliseconds.
"""

# ruff: noqa: E402 - Django must be set up before its models can be imported

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from shutil import copy, copytree
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Response, sync_playwright

from tests.browsing import find_chromium
from tests.databases import drop_test_database, make_test_database
from tests.factories import make_article, make_crisis, make_entity, make_evidence
from timeline import describe
from timeline.models import Crisis, CrisisActor, Event, Meeting, Participation, Statement, TroopFigure

SIZES = (300, 500, 5000)
ROUNDS = 5
NO_FOREIGN = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE = 180_000  # milliseconds
FIRST_DAY = date(2022, 1, 1)
DAYS = 90
STATES = ["USA", "Russland", "Ukraine", "Deutschland", "Frankreich", "Polen", "Türkei", "Italien"]
SENTENCE = "Die Unterhändler beider Seiten kamen am Nachmittag zu einem längeren Gespräch zusammen und vertagten sich danach."
TEXT = "\n\n".join([SENTENCE] * 10)
OURS_READY = "window.isReady && document.querySelector('.drawing svg') && document.querySelector('.event')"
WATCH = """
window.shift = 0;
document.addEventListener('DOMContentLoaded', () => { window.isReady = true; });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });
"""


@dataclass(frozen=True)
class Visit:
    """What one opening of a page took."""

    milliseconds: float
    kilobytes: float
    requests: int
    foreign: int
    nodes: int
    shift: float


def main() -> None:
    """Print the figures of both, for each number of events."""
    folder = Path(sys.argv[1]) / "node_modules" / "@knight-lab" / "timelinejs"
    sizes = [int(size) for size in sys.argv[2:]] or SIZES
    name = make_test_database()
    try:
        with sync_playwright() as playwright:
            as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*as_root, NO_FOREIGN])
            for size in sizes:
                compare(browser, folder, make_events(size))
            browser.close()
    finally:
        drop_test_database(name)


def compare(browser: Browser, folder: Path, crisis: Crisis) -> None:
    """Open both pages in turn and print what they took."""
    size = crisis.events.count()
    with TemporaryDirectory() as site:
        copytree(folder / "dist", Path(site) / "dist")
        copy(Path(__file__).parent / "timelinejs" / "index.html", site)
        (Path(site) / "events.json").write_text(json.dumps(as_timelinejs(crisis)), encoding="utf-8")
        theirs_url, ours_url = serve(site), serve_ours()
        theirs_ready = f"window.isLoaded && document.querySelectorAll('.tl-timemarker').length >= {size}"
        ours, theirs = [], []
        for _round in range(ROUNDS):  # the first fills our server's cache, as any reader before does
            ours.append(visit(browser, f"{ours_url}{crisis.get_absolute_url()}", OURS_READY))
            theirs.append(visit(browser, theirs_url, theirs_ready))
    report(size, ours, theirs)


def visit(browser: Browser, url: str, ready: str) -> Visit:
    """Open the page with an empty cache and wait until it is usable."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="de-DE", bypass_csp=True
    )  # to look in
    page = context.new_page()
    page.add_init_script(WATCH)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.goto(url, wait_until="commit")
    page.wait_for_function(ready, polling="raf", timeout=PATIENCE)
    milliseconds = page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
    )
    page.wait_for_load_state("networkidle")
    result = Visit(
        milliseconds,
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
    print(f"\n{size} events      usable ms   kB  requests  foreign  nodes  layout shift")
    for label, visits in (("ours", ours), ("TimelineJS 3", theirs)):
        middle = statistics.median(visit.milliseconds for visit in visits)
        one = visits[-1]
        print(
            f"  {label:14} {middle:9.0f} {one.kilobytes:5.0f} {one.requests:8} {one.foreign:8} {one.nodes:7} {one.shift:10.3f}"
        )
    pairs = [
        theirs_one.milliseconds / ours_one.milliseconds
        for ours_one, theirs_one in zip(ours, theirs, strict=True)
    ]
    print(f"  ours takes 1/{statistics.median(pairs):.1f} of the time", flush=True)


def serve(folder: str) -> str:
    """Serve the folder's files, and return their address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def serve_ours() -> str:
    """Serve the site, and return its address."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    return f"http://127.0.0.1:{server.port}"


def make_events(number: int) -> Crisis:
    """Return a crisis with that many events of all kinds, ten to an article, over ninety days."""
    crisis = make_crisis(
        f"krise-{number}", first_day=FIRST_DAY, last_day=FIRST_DAY + timedelta(days=DAYS - 1)
    )
    states = [make_entity(name, "state") for name in STATES]
    for position, state in enumerate(states):
        CrisisActor.objects.create(crisis=crisis, entity=state, position=position)
    days = [FIRST_DAY + timedelta(days=index * 37 % DAYS) for index in range(number)]
    kinds = ["meeting", "statement", "statement", "troop_figure", "statement"]
    events = Event.objects.bulk_create(
        Event(kind=kinds[index % 5], earliest=day, latest=day) for index, day in enumerate(days)
    )
    crisis.events.set(events)
    for index, event in enumerate(events):
        add_particulars(event, states[index % 8], states[(index * 3 + 1) % 8], index)
    add_evidence(crisis, events)
    return crisis


def add_particulars(event: Event, one, other, index: int) -> None:
    """Give the event what its kind has, with two states that take part."""
    roles = {
        "meeting": ("participant", "participant"),
        "statement": ("speaker", "addressee"),
        "troop_figure": ("actor", "claimant"),
    }
    first, second = roles[event.kind]
    Participation.objects.create(event=event, entity=one, role=first, position=0)
    if other != one:
        Participation.objects.create(event=event, entity=other, role=second, position=1)
    if event.kind == "meeting":
        Meeting.objects.create(event=event, status=["held", "planned", "held"][index % 3])
    elif event.kind == "statement":
        Statement.objects.create(
            event=event, words=f"Man werde weiter miteinander reden ({index})", mode="indirect"
        )
    else:
        TroopFigure.objects.create(event=event, low=90_000 + index * 10, qualifier="about")


def add_evidence(crisis: Crisis, events: list[Event]) -> None:
    """Let each article report ten events, one a paragraph."""
    remaining = iter(events)
    while batch := list(islice(remaining, 10)):
        published = datetime(2022, 1, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
        article = make_article(TEXT, crisis=crisis, published_at=published)
        for event in batch:
            make_evidence(event, article)


def as_timelinejs(crisis: Crisis) -> dict:
    """Return the crisis's events as TimelineJS takes them."""
    return {
        "title": {"text": {"headline": crisis.title, "text": ""}},
        "events": [
            {
                "start_date": {"year": event.day.year, "month": event.day.month, "day": event.day.day},
                "text": {"headline": describe.headline(event), "text": f"<p>{SENTENCE}</p>"},
            }
            for event in crisis.events.with_details()
        ],
    }


if __name__ == "__main__":
    main()
