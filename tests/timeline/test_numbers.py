"""Numbers in digits and words, with the words that qualify them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.numbers import find_quantities, word_value
from timeline.extraction.text import Document

NUMBERS = [
    ("8.000 Soldaten", "8.000", 8000, 8000, "exact"),
    ("rund 100.000 Soldaten", "rund 100.000", 100_000, 100_000, "about"),
    ("etwa 30 Panzer", "etwa 30", 30, 30, "about"),
    ("knapp tausend Mann", "knapp tausend", 1000, 1000, "about"),
    ("bis zu 8.000 Soldaten", "bis zu 8.000", 8000, 8000, "up_to"),
    ("nicht mehr als zwölf Schiffe", "nicht mehr als zwölf", 12, 12, "up_to"),
    ("mehr als 300 Kämpfer", "mehr als 300", 300, 300, "over"),
    ("über eine Million Mann", "über eine Million", 1_000_000, 1_000_000, "over"),
    ("weniger als zwei Dutzend Flugzeuge", "weniger als zwei Dutzend", 24, 24, "under"),
    ("mindestens ein Soldat", "mindestens ein", 1, 1, "at_least"),
    ("10.000 oder mehr Söldner", "10.000 oder mehr", 10_000, 10_000, "at_least"),
    ("rund noch 400 Mann", "rund noch 400", 400, 400, "about"),
    ("zwischen 3.000 und 5.000 Mann", "zwischen 3.000 und 5.000", 3000, 5000, "between"),
    ("3000 bis 5000 Mann", "3000 bis 5000", 3000, 5000, "between"),
    ("sechs-, sieben- oder 8 bis 9 Boote", "8 bis 9", 8, 9, "between"),
    ("zwei bis drei Tausend Mann", "zwei bis drei Tausend", 2000, 3000, "between"),
    ("100 000 Mann", "100 000", 100_000, 100_000, "exact"),
    ("100'000 Mann", "100'000", 100_000, 100_000, "exact"),
    ("1,5 Millionen Reservisten", "1,5 Millionen", 1_500_000, 1_500_000, "exact"),
    ("eine halbe Million Soldaten", "eine halbe Million", 500_000, 500_000, "exact"),
    ("ein halbes Dutzend Kampfjets", "ein halbes Dutzend", 6, 6, "exact"),
    ("Hunderte Soldaten", "Hunderte", 200, None, "at_least"),
    ("mehrere tausend Soldaten", "mehrere tausend", 2000, None, "at_least"),
    ("ein paar hundert Mann", "ein paar hundert", 200, None, "at_least"),
    ("Dutzende von Panzern", "Dutzende", 24, None, "at_least"),
    ("Zehntausende Soldaten", "Zehntausende", 20_000, None, "at_least"),
]

WORDS = [
    ("zwei", 2),
    ("zwölf", 12),
    ("einundzwanzig", 21),
    ("hundert", 100),
    ("zweihundertdreißig", 230),
    ("hundertfünf", 105),
    ("tausend", 1000),
    ("dreitausendfünfhundert", 3500),
    ("zweiundvierzigtausend", 42_000),
    ("hundertzwanzigtausenddreihundertvier", 120_304),
    ("einsam", None),
    ("Achtung", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "qualifier"), NUMBERS)
def test_it_reads_the_number_and_how_exact_it_is(text, words, low, high, qualifier):
    (found,) = [one for one in find_quantities(Document(text)) if text[one.start : one.end] == words]

    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(("word", "value"), WORDS)
def test_it_reads_numbers_written_as_one_word(word, value):
    assert word_value(word) == value


@pytest.mark.parametrize("text", ["um 2,9 Prozent", "9" * 40, "gegen 11.00 Uhr", "und", ""])
def test_it_leaves_alone_what_counts_nothing(text):
    assert find_quantities(Document(text)) == ()


def test_it_tells_a_possible_article_from_a_number():
    article, number = find_quantities(Document("ein Soldat und genau ein Offizier"))

    assert (article.indefinite, number.indefinite) == (True, False)


@given(st.text(alphabet="0123456789.,' einzwdrhut-–", max_size=200))
def test_it_raises_nothing_and_keeps_to_the_text(text):
    for found in find_quantities(Document(text)):
        assert 0 <= found.start <= found.number < found.end <= len(text)
        assert found.high is None or found.low <= found.high
