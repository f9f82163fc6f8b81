import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.text import Document


def sentences(text):
    return [text[start:end] for start, end in Document(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es regnet. Der Damm hält.", ["Es regnet.", "Der Damm hält."]),
        ("Am 21. Januar traf er Dr. Vogt. Sie kam.", ["Am 21. Januar traf er Dr. Vogt.", "Sie kam."]),
        ("Das gilt für 2012/13. Bisher galt es nicht.", ["Das gilt für 2012/13.", "Bisher galt es nicht."]),
        ("Sie wurde 3. Der Rest fiel ab.", ["Sie wurde 3.", "Der Rest fiel ab."]),
        ("„Komm! Jetzt gleich.“ Er ging.", ["„Komm!", "Jetzt gleich.“", "Er ging."]),
        ("J. R. Vogt kam. Er blieb.", ["J. R. Vogt kam.", "Er blieb."]),
        ("Ohne Punkt\n\nNeuer Absatz.", ["Ohne Punkt", "Neuer Absatz."]),
        ("", []),
        ("   \n\n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert sentences(text) == expected


@given(st.text(max_size=300))
def test_sentences_keep_every_visible_character(text):
    joined = "".join(sentences(text))
    assert [c for c in joined if not c.isspace()] == [c for c in text if not c.isspace()]


def test_a_short_line_above_a_sentence_is_a_heading():
    assert sentences("Lage am Damm\nDas Wasser steigt.") == ["Lage am Damm", "Das Wasser steigt."]


def test_a_wrapped_line_goes_on():
    line = "Das Wasser steigt seit gestern am gesamten unteren Lauf der Weser bei"
    assert sentences(f"{line}\nBremen weiter an.") == [f"{line}\nBremen weiter an."]
