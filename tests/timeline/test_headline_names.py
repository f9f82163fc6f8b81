"""Names in German phrases: article, case, preposition."""

from types import SimpleNamespace

import pytest

from timeline.extraction.lexicon import load_rows
from timeline.headlines import names, verbs

CASES = [
    ("USA", "die USA", "den USA", "der USA"),
    ("Kreml", "der Kreml", "dem Kreml", "des Kremls"),
    ("Weißes Haus", "das Weiße Haus", "dem Weißen Haus", "des Weißen Hauses"),
    ("Vereinte Nationen", "die Vereinten Nationen", "den Vereinten Nationen", "der Vereinten Nationen"),
    ("ukrainische Armee", "die ukrainische Armee", "der ukrainischen Armee", "der ukrainischen Armee"),
    ("Warschauer Pakt", "der Warschauer Pakt", "dem Warschauer Pakt", "des Warschauer Pakts"),
    ("Weimarer Dreieck", "das Weimarer Dreieck", "dem Weimarer Dreieck", "des Weimarer Dreiecks"),
    ("Europäischer Rat", "der Europäische Rat", "dem Europäischen Rat", "des Europäischen Rats"),
    ("Oberster Gerichtshof der USA", "der Oberste Gerichtshof der USA", "dem Obersten Gerichtshof der USA",
     "des Obersten Gerichtshofs der USA"),
    ("Niederlande", "die Niederlande", "den Niederlanden", "der Niederlande"),
    ("Polen", "Polen", "Polen", "Polens"),
    ("Laos", "Laos", "Laos", "Laos’"),
    ("Der Spiegel", "Der Spiegel", "Der Spiegel", "Der Spiegels"),
    ("Rebellengruppe XYZ", "Rebellengruppe XYZ", "Rebellengruppe XYZ", "Rebellengruppe XYZ"),
]  # fmt: skip

PLACES = [
    ("Genf", "in Genf", "nach Genf", "aus Genf"),
    ("Ukraine", "in der Ukraine", "in die Ukraine", "aus der Ukraine"),
    ("Iran", "im Iran", "in den Iran", "aus dem Iran"),
    ("Kreml", "im Kreml", "in den Kreml", "aus dem Kreml"),
    ("Weißes Haus", "im Weißen Haus", "ins Weiße Haus", "aus dem Weißen Haus"),
    ("Nato", "bei der Nato", "zur Nato", "von der Nato"),
    ("Krim", "auf der Krim", "auf die Krim", "von der Krim"),
    ("Malta", "auf Malta", "nach Malta", "von Malta"),
    ("Genfersee", "am Genfersee", "an den Genfersee", "vom Genfersee"),
    ("Schwarzes Meer", "im Schwarzen Meer", "ins Schwarze Meer", "aus dem Schwarzen Meer"),
    ("Grenze zur Ukraine", "an der Grenze zur Ukraine", "an die Grenze zur Ukraine", "von der Grenze zur Ukraine"),
    ("Düsseldorf", "in Düsseldorf", "nach Düsseldorf", "aus Düsseldorf"),
    ("Vereinigte Arabische Emirate", "in den Vereinigten Arabischen Emiraten",
     "in die Vereinigten Arabischen Emirate", "aus den Vereinigten Arabischen Emiraten"),
]  # fmt: skip


def entity(name: str, kind: str = "organisation") -> SimpleNamespace:
    return SimpleNamespace(name=name, kind=kind)


@pytest.mark.parametrize(("name", "nominative", "dative", "genitive"), CASES)
def test_names_stand_in_their_case(name, nominative, dative, genitive):
    assert names.named(entity(name)) == nominative
    assert names.named(entity(name), "dative") == dative
    assert names.named(entity(name), "genitive") == genitive


@pytest.mark.parametrize(("name", "where", "whither", "whence"), PLACES)
def test_places_take_their_prepositions(name, where, whither, whence):
    place = entity(name, "place")
    assert (names.where(place), names.whither(place), names.whence(place)) == (where, whither, whence)


def test_people_take_no_article():
    assert names.named(entity("Anna Haus", "person"), "dative") == "Anna Haus"


@pytest.mark.parametrize("file", ["organisations", "places"])
def test_every_name_of_the_lexicon_has_all_cases(file):
    for row in load_rows(f"entities/{file}.csv"):
        for case in ("nominative", "accusative", "dative", "genitive"):
            assert names.named(entity(row["name"]), case)


@pytest.mark.parametrize(
    ("cue", "plural", "expected"),
    [
        ("warnte", False, "warnt"),
        ("warnten", True, "warnen"),
        ("kündigte am Montag an", False, "kündigt an"),
        ("hatte am Mittwoch bekräftigt", False, "bekräftigt"),
        ("sagte", False, ""),
        ("nach", False, ""),
        ("die Botschaft", False, ""),
        ("", False, ""),
    ],
)
def test_verbs_of_saying_stand_in_the_present_tense(cue, plural, expected):
    assert verbs.verb_of(cue, plural=plural) == expected


def test_every_stance_has_a_verb():
    from timeline.models import Statement

    assert all(
        verbs.verb_for(stance, plural=plural) for stance in Statement.Stance for plural in (True, False)
    )
