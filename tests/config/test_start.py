"""`manage.py start` as its users meet it: a program in a terminal."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds, on a machine that has other things to do

pytestmark = pytest.mark.xdist_group("start")  # the tests share one running site


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(data_dir, *arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "start", *arguments],
        cwd=ROOT,
        env={
            **clean,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(data_dir),
            "LANG": "de_DE",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def outcome(process):
    output, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, output, errors


class Site:
    """A site that was started and says that it runs."""

    def __init__(self, data_dir):
        self.data_dir = data_dir
        self.port = free_port()
        self.process = start(data_dir, "--no-sample", "--port", str(self.port))
        self.lines = []
        while not any("/admin/" in line for line in self.lines):
            line = self.process.stdout.readline()
            assert line, self.process.stderr.read()
            self.lines.append(line)

    def status(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
            return answer.status

    def worker(self):
        """Return the worker: the one child that has no children itself."""
        return next(part for part in psutil.Process(self.process.pid).children() if not part.children())

    def stop(self, sign=signal.SIGTERM):
        self.process.send_signal(sign)
        return outcome(self.process)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("Ordner mit Ümläuten")


@pytest.fixture(scope="module")
def first_start(data_dir):
    site = Site(data_dir)
    yield site
    if site.process.poll() is None:
        site.stop()


def test_it_prints_the_addresses_and_the_editors_password(first_start):
    output = "".join(first_start.lines)
    assert f"http://127.0.0.1:{first_start.port}/admin/" in output
    assert "redaktion" in output
    assert first_start.status("/admin/login/") == 200


def test_a_second_start_beside_it_names_its_address(first_start):
    code, output, errors = outcome(start(first_start.data_dir, "--port", str(free_port())))
    assert (code, output, errors.count("\n")) == (1, "", 1)
    assert f"http://127.0.0.1:{first_start.port}/" in errors


def test_a_taken_port_is_told_in_one_line(first_start, tmp_path):
    code, output, errors = outcome(start(tmp_path, "--port", str(first_start.port)))
    assert (code, output, errors.count("\n")) == (1, "", 1)
    assert str(first_start.port) in errors


def test_a_killed_worker_is_replaced(first_start):
    killed = first_start.worker()
    killed.kill()
    deadline = time.monotonic() + PATIENCE
    while (parts := psutil.Process(first_start.process.pid).children()) and time.monotonic() < deadline:
        if killed.pid not in [part.pid for part in parts] and len(parts) == 2:
            break
        time.sleep(0.05)
    assert first_start.worker().pid != killed.pid


def test_it_stops_everything_and_starts_again_without_a_new_password(first_start):
    parts = psutil.Process(first_start.process.pid).children(recursive=True)
    postmaster = int((first_start.data_dir / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    code, _, errors = first_start.stop()
    assert (code, errors) == (0, "")
    assert not any(part.is_running() for part in parts)
    assert not (first_start.data_dir / "postgres" / "data" / "postmaster.pid").exists(), postmaster

    again = Site(first_start.data_dir)
    assert "redaktion" not in "".join(again.lines)
    assert again.stop(signal.SIGINT)[0] == 0


def test_a_data_folder_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    code, output, errors = outcome(start(tmp_path / "file" / "data"))
    assert (code, output, errors.count("\n")) == (1, "", 1)
    assert "Datenordner" in errors


@pytest.mark.parametrize(
    "url", ["postgres://nobody@127.0.0.1:1/none", "postgres://nobody@host.invalid/none", "nonsense"]
)
def test_an_unreachable_database_is_told_in_one_line(tmp_path, url):
    code, output, errors = outcome(start(tmp_path, "--port", str(free_port()), DATABASE_URL=url))
    assert (code, output, errors.count("\n")) == (1, "", 1)


def test_a_nonsensical_port_is_told_in_one_line(tmp_path):
    code, output, errors = outcome(start(tmp_path, "--port", "99999"))
    assert (code, output, errors.count("\n")) == (1, "", 1)
