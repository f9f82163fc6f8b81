"""The steps of the first start that a second one leaves out."""

import os

import pytest
from django.contrib.auth.models import User

from config.launch.accounts import make_first_editor
from config.launch.stamps import describe_files, when_changed


def run(stamp, *causes):
    """Go through a step and return whether it was to be done."""
    with when_changed(stamp, *causes) as changed:
        return changed


def test_a_step_is_done_once_for_each_state_of_its_causes(tmp_path):
    stamp = tmp_path / "stamp"
    assert [run(stamp, "a"), run(stamp, "a"), run(stamp, "b"), run(stamp, "a")] == [True, False, True, True]


def test_a_step_that_failed_is_done_again(tmp_path):
    stamp = tmp_path / "stamp"
    with pytest.raises(ValueError, match="interrupted"), when_changed(stamp, "a"):
        raise ValueError("interrupted")
    assert run(stamp, "a")


def test_a_changed_file_is_a_changed_cause(tmp_path):
    file = tmp_path / "größe.css"
    file.write_text("a")
    before = describe_files([file])
    assert describe_files([file]) == before
    os.utime(file, ns=(0, 0))
    assert describe_files([file]) != before


def test_the_first_account_is_an_editor_and_no_administrator(db):
    password = make_first_editor()
    editor = User.objects.get()
    assert editor.check_password(password)
    assert (editor.username, editor.is_staff, editor.is_superuser) == ("redaktion", True, False)
    assert editor.has_perm("timeline.change_event")
    assert not editor.has_perm("auth.change_user")


def test_where_there_is_an_account_no_other_is_made(db):
    User.objects.create_user("anna")
    assert make_first_editor() is None
    assert User.objects.count() == 1
