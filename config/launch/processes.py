"""The running parts of the site, watched until it is told to stop.

They are forked from the process that has loaded everything already, which saves each of them a second.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess

from django.utils.translation import gettext as _

from . import LaunchError
from .parts import serve, work
from .readiness import HOST

START_SECONDS = 60
STOP_SECONDS = 15  # a little more than both parts take for what they have begun
QUICK_DEATHS = 5  # so many within a minute are not an accident any more
MINUTE = 60.0

FORK = multiprocessing.get_context("fork")


@dataclass
class Part:
    """A process that runs as long as the site does."""

    name: str
    run: Callable[[], None]
    is_replaceable: bool
    process: ForkProcess = field(init=False)
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process."""
        self.process = FORK.Process(target=_live, args=(self.run, os.getpid()))
        self.process.start()

    def replace(self) -> None:
        """Start the process again after its death, unless it keeps dying."""
        now = time.monotonic()
        self.deaths = [*(death for death in self.deaths if now - death < MINUTE), now]
        if not self.is_replaceable or len(self.deaths) >= QUICK_DEATHS:
            raise LaunchError(_("%(part)s hat sich beendet; die Seite hält an.") % {"part": self.name})
        time.sleep(len(self.deaths) - 1)  # at once the first time, then more and more patiently
        self.start()


def site_parts(port: int) -> list[Part]:
    """Return the web server and the worker."""
    return [
        Part(_("Der Webserver"), partial(serve, f"{HOST}:{port}"), is_replaceable=False),
        Part(_("Der Arbeiter"), work, is_replaceable=True),
    ]


def wait_until_served(server: Part, port: int) -> None:
    """Return when the web server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while server.process.is_alive() and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.02)
    raise LaunchError(_("Der Webserver ist nicht gestartet; der Grund steht darüber."))


def watch(parts: list[Part]) -> None:
    """Keep the parts running until this process is interrupted."""
    while True:
        wait([part.process.sentinel for part in parts])
        for part in parts:
            if not part.process.is_alive():
                part.replace()


def stop(parts: list[Part]) -> None:
    """End all parts, first asking, then not."""
    for part in parts:
        part.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for part in parts:
        part.process.join(max(0.0, deadline - time.monotonic()))
        if part.process.is_alive():
            os.killpg(part.process.ident or 0, signal.SIGKILL)
            part.process.join()


def _live(run: Callable[[], None], parent: int) -> None:
    os.setsid()  # Ctrl-C in the terminal is for the parent, which stops its parts in order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()
    run()


def _end_after(parent: int) -> None:
    """Ask this process to end when its parent has been killed, so that it does not keep the port."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
