import stat

from config.secret import read_or_make_secret


def test_it_is_made_once_and_read_by_its_owner_only(tmp_path):
    path = tmp_path / "Daten" / "secret_key"
    made = read_or_make_secret(path)
    assert len(made) >= 50
    assert read_or_make_secret(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_still_lets_the_commands_say_so(tmp_path):
    (tmp_path / "file").touch()
    assert len(read_or_make_secret(tmp_path / "file" / "secret_key")) >= 50
