"""Fixtures that drive a real Chromium: `page`, `new_page` (a second, logged-out reader) and `assert_accessible`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    "No Chromium was found, so the browser tests did NOT run. Install one (Debian: apt-get install chromium; "
    "macOS: brew install --cask chromium; anywhere: uv run playwright install chromium) "
    "or name one in the environment variable CHROMIUM."
)
STEP_MILLISECONDS = 15_000  # two cores shared by several test processes are slow now and then


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    installed = next(filter(None, map(shutil.which, COMMANDS)), None)
    return installed or next((path for path in MACOS_APPLICATIONS if Path(path).exists()), None)


def in_ci() -> bool:
    """Say whether this is a run that must not leave anything out."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything that asks for a page as a browser test, so that `-m browser` selects it."""
    for item in items:
        if "new_page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly that tests were left out, and how to change that."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(ADVICE in str(report.longrepr) for report in skipped):
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(ADVICE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium; without one skip the test, or fail it in CI.

    It ends with its module: as long as Playwright runs, its event loop bars asynchronous code from the process.
    """
    with sync_playwright() as playwright:
        path = find_chromium()
        if path is None and Path(playwright.chromium.executable_path).exists():
            path = playwright.chromium.executable_path
        if path is None:
            pytest.fail(ADVICE) if in_ci() else pytest.skip(ADVICE)
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=path, args=as_root)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page with cookies of its own; options are those of Playwright's contexts.

    What the pages' scripts throw, or the content security policy refuses, fails the test at its end.
    """
    contexts = []
    troubles: list[str] = []

    def open_page(**options: Any) -> Page:
        if "live_server" in request.fixturenames:
            options.setdefault("base_url", request.getfixturevalue("live_server").url)
        context = browser.new_context(**{"locale": "de-DE", "timezone_id": "Europe/Berlin", **options})
        context.set_default_timeout(STEP_MILLISECONDS)
        contexts.append(context)
        context.on("weberror", lambda failure: troubles.append(str(failure.error)))
        context.on("console", lambda message: troubles.append(message.text) if _is_refusal(message) else None)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def _is_refusal(message: ConsoleMessage) -> bool:
    return message.type == "error" and "Content Security Policy" in message.text


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """Return a fresh page; with `live_server` its addresses may start with a slash."""
    return new_page()


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[..., None]:
    """Return a check that axe-core finds nothing against WCAG 2.2 AA on a page, or within a part of it: the admin's frame is the theme's."""
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def check(page: Page, within: str | None = None) -> None:
        only = {"type": "tag", "values": levels}
        results = Axe().run(page, within, options={"runOnly": only, "resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()

    return check
