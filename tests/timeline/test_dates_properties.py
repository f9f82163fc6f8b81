"""No text makes the reader of dates raise or contradict itself."""

import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction.dates import days_of_clause, find_dates
from timeline.extraction.dates.rules import words
from timeline.extraction.text import Document

PUBLICATIONS = st.datetimes(
    min_value=datetime(1000, 1, 1),
    max_value=datetime(9000, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=14))]),
)
LEXICON = sorted({form for forms in words().values() for form in forms})
JOINS = [" ", "  ", ". ", ", ", "-", "–", "/", "\n", "\n\n", ".", ": ", " (", ") "]
NUMBERS = st.one_of(
    st.integers(0, 3000).map(str),
    st.integers(0, 31).map("{}.".format),
    st.just("14.30"),
    st.just("29. Februar"),
)
WORDS = st.one_of(
    st.sampled_from(LEXICON),
    st.sampled_from(LEXICON).map(str.title),
    st.sampled_from(LEXICON).map(str.upper),
    NUMBERS,
    st.sampled_from(
        [
            "am",
            "im",
            "bis",
            "und",
            "vom",
            "Uhr",
            "war",
            "wird",
            "hatte",
            "geplante",
            "Treffen",
            "Jedes Jahr",
            "KW",
        ]
    ),
)
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from(JOINS)), max_size=25).map(
    lambda parts: "".join(map("".join, parts))
)


def check(text, published):
    document = Document(text)
    found = find_dates(document, published)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        assert one.value
        assert one.rule
        assert one.explanation
        earliest, latest = one.days
        assert not (earliest and latest) or earliest <= latest
    for sentence in document.sentences:
        earliest, latest = days_of_clause(document, found, sentence, published)
        assert not (earliest and latest) or earliest <= latest


@settings(deadline=None)
@given(st.text(), PUBLICATIONS)
def test_arbitrary_text_is_read_without_an_error(text, published):
    check(text, published)


@settings(max_examples=400, deadline=None)
@given(SENTENCES, PUBLICATIONS)
def test_sentences_of_the_lexicon_are_read_without_an_error(text, published):
    check(text, published)


@settings(deadline=None)
@given(st.text(alphabet="0123456789./-–: ,", max_size=200), PUBLICATIONS)
def test_digits_and_marks_are_read_without_an_error(text, published):
    check(text, published)


@settings(deadline=None)
@given(SENTENCES, PUBLICATIONS)
def test_the_same_text_is_read_the_same_way_twice(text, published):
    assert find_dates(Document(text), published) == find_dates(Document(text), published)


def test_pieces_of_a_found_text_are_offsets_in_code_points():
    text = "😀 Ünïcödé 😀: Am 3. Mai 2021 war Ruhe."
    (found,) = find_dates(Document(text), datetime(2022, 1, 21, tzinfo=UTC))
    assert text[found.start : found.end] == re.search(r"3\. Mai 2021", text).group()
