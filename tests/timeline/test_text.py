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
