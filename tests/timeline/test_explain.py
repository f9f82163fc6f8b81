"""The command that shows an article with everything found in it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

ARTICLE = """Außenministerin Annalena Baerbock hat am Dienstag in Kiew ihren Amtskollegen Dmytro Kuleba getroffen.

Nach Angaben der Nato stehen an der Grenze rund 90.000 russische Soldaten."""


def explain(tmp_path, text=ARTICLE, **options):
    file = tmp_path / "article.txt"
    file.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("explain", str(file), published="2022-02-09T12:00", stdout=out, **options)
    return out.getvalue()


def test_it_prints_the_article_and_lists_what_was_found_with_its_rule(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "220")

    printed = explain(tmp_path)

    assert ARTICLE.splitlines()[0] in printed
    assert "Meetings (1)" in printed
    assert "verb-treffen" in printed
    assert "Troop figures (1)" in printed
    assert "90000 about personnel" in printed
    assert "2022-02-08" in printed


def test_it_prints_an_article_without_findings(tmp_path):
    assert "Es regnet." in explain(tmp_path, "Es regnet.")


def test_it_prints_square_brackets_as_they_stand(tmp_path):
    assert "[bold]Kiew[/bold]" in explain(tmp_path, "Er sagte: [bold]Kiew[/bold] warte.")


@pytest.mark.parametrize(
    "options", [{"published": "gestern"}, {"published": "2022-02-09", "file": "/nowhere.txt"}]
)
def test_it_says_what_it_cannot_read(tmp_path, options):
    file = tmp_path / "article.txt"
    file.write_text("Kiew.", encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("explain", options.pop("file", str(file)), **options)


def test_it_reads_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("Es regnet in Genf."))
    out = StringIO()

    call_command("explain", "-", published="2022-02-09", stdout=out)

    assert "Es regnet in Genf." in out.getvalue()
