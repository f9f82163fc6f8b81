import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.quotation_marks import pair_marks
from timeline.extraction.text import Document


def passages(text):
    return [text[quoted.start : quoted.end] for quoted in pair_marks(Document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sagte: „Ja“, und „nein“.", ["„Ja“", "„nein“"]),
        ('"Ich weiß", sagte er, "dass".', ['"Ich weiß"', '"dass"']),
        ("»Nein«, sagte sie. «Oui», sagte er.", ["»Nein«", "«Oui»"]),
        ("“Englisch” sagte er.", ["“Englisch”"]),
        ('Der „Anzeiger" schrieb.', ['„Anzeiger"']),
        ("„Außen ‚innen‘ außen“", ["„Außen ‚innen‘ außen“", "‚innen‘"]),
        ("„Erster Absatz.\n\n„Zweiter Absatz.“ Ende.", ["„Erster Absatz.\n\n„Zweiter Absatz.“"]),
        ("Offen „nie zu.\n\nNeu „mit“ Marken.", ["„mit“"]),
        ("Kein Zitat: er’s, 5' und 3″.", []),
        ("", []),
    ],
)
def test_marks_are_paired(text, expected):
    assert passages(text) == expected


@given(st.text(alphabet='„“”"»«‚‘ aB.\n', max_size=80))
def test_any_marks_give_passages_within_the_text(text):
    for quoted in pair_marks(Document(text)):
        assert 0 <= quoted.start < quoted.inner.start <= quoted.inner.end < quoted.end <= len(text)
