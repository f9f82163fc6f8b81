"""The running parts of the site, watched until it is told to stop."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from . import LaunchError
from .readiness import HOST

POLL_SECONDS = 0.1
START_SECONDS = 60
STOP_SECONDS = 15  # a little more than both children take for what they have begun
QUICK_DEATHS = 5  # so many within a minute are not an accident any more
MINUTE = 60.0


@dataclass
class Child:
    """A program that runs as long as the site does."""

    name: str
    command: list[str]
    is_replaceable: bool
    deaths: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program in a session of its own, so that Ctrl-C reaches this process only."""
        self.process = subprocess.Popen(  # noqa: S603
            [*_dying_with_parent(), *self.command],
            cwd=settings.BASE_DIR,
            stdout=subprocess.DEVNULL,  # what matters is logged to stderr
            start_new_session=True,
        )

    def is_alive(self) -> bool:
        """Say whether the program runs."""
        return self.process is not None and self.process.poll() is None

    def replace(self) -> None:
        """Start the program again after its death, unless it keeps dying."""
        now = time.monotonic()
        self.deaths = [*(death for death in self.deaths if now - death < MINUTE), now]
        if not self.is_replaceable or len(self.deaths) >= QUICK_DEATHS:
            raise LaunchError(_("%(part)s hat sich beendet; die Seite hält an.") % {"part": self.name})
        time.sleep(len(self.deaths) - 1)  # at once the first time, then more and more patiently
        self.start()


def site_parts(port: int) -> list[Child]:
    """Return the web server and the worker."""
    server = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "-b", f"{HOST}:{port}"]
    worker = [
        sys.executable,
        str(settings.BASE_DIR / "manage.py"),
        "procrastinate",
        "--skip-checks",
        "worker",
    ]
    return [
        Child(_("Der Webserver"), [*server, "config.wsgi"], is_replaceable=False),
        Child(_("Der Arbeiter"), worker, is_replaceable=True),
    ]


def wait_until_served(server: Child, port: int) -> None:
    """Return when the web server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while server.is_alive() and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(POLL_SECONDS / 4)
    raise LaunchError(_("Der Webserver ist nicht gestartet; der Grund steht darüber."))


def watch(children: list[Child]) -> None:
    """Keep the children running until this process is interrupted."""
    while True:
        for child in children:
            if not child.is_alive():
                child.replace()
        time.sleep(POLL_SECONDS)


def stop(children: list[Child]) -> None:
    """End all children, first asking, then not."""
    running = [child.process for child in children if child.process and child.is_alive()]
    for process in running:
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _dying_with_parent() -> list[str]:
    """Return the words that end a program when this process is killed, where the system knows how."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig=TERM"] if setpriv and Path("/proc").exists() else []
