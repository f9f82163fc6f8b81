"""What part of the forces a figure's words count."""

from datetime import UTC, datetime

import pytest

from timeline.extraction import analyse
from timeline.extraction.figures import find_figures
from timeline.extraction.figures.parts import english_part, is_share, part_of
from timeline.extraction.lexicon import load_rows

NOON = datetime(2022, 1, 21, 12, 0, tzinfo=UTC)
PARTS = load_rows("figures/parts.csv")


@pytest.mark.parametrize("row", PARTS, ids=lambda row: row["named"])
def test_its_example_names_the_part(row):
    assert part_of(row["example"]) == row["part"]
    assert english_part(row["part"]) == row["english"]


@pytest.mark.parametrize(
    "words", ["127.000 Soldaten", "rund 500 Bundeswehrsoldaten", "1000 Mann", "120 Schiffe", "150.000", ""]
)
def test_soldiers_and_ships_as_such_are_no_part(words):
    assert part_of(words) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Staat hat 9000 Soldaten stationiert, davon 4000 bei den Landstreitkräften.", "davon 4000"),
        ("Im Norden stehen 9000 Soldaten, davon rund 4000 an der Küste.", "davon rund 4000"),
        ("Im Norden stehen 9000 Soldaten, darunter 300 Fallschirmjäger.", "darunter 300 Fallschirmjäger"),
    ],
)
def test_a_share_of_another_number_is_read_with_the_word_that_says_so(text, words):
    whole, share = find_figures(analyse(text, NOON))
    assert text[slice(*share.evidence)] == words
    assert is_share(words)
    assert not is_share(text[slice(*whole.evidence)])
