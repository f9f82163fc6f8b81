"""The lexicon of meetings: every rule keeps what its own examples promise."""

import re
from datetime import UTC, datetime

import pytest

from timeline.extraction import analyse
from timeline.extraction.lexicon import load_rows, load_table, load_words
from timeline.extraction.meetings.counting import CHECKS
from timeline.extraction.meetings.distance import moved_to
from timeline.extraction.meetings.status import status_of
from timeline.extraction.meetings.triggers import noun_row, sentences_of, triggers_in
from timeline.extraction.meetings.whereabouts import days_of
from timeline.extraction.verbs import forms_of

RULES = load_table("meetings/status.toml")["rule"]
FORMATS = {"talks", "summit", "call", "visit", "conference", "session", "other"}
NOON = datetime(2022, 1, 21, 12, 0, tzinfo=UTC)


def statuses(text):
    analysis = analyse(text, NOON)
    return {
        status_of(
            text,
            trigger,
            days_of(analysis, trigger),
            NOON.date(),
            headline=False,
            moved=moved_to(analysis, trigger) is not None,
        )[0]
        for sentence in sentences_of(analysis.document)
        for trigger in triggers_in(analysis, sentence)
    }


@pytest.mark.parametrize(
    ("status", "text"), [(rule["status"], text) for rule in RULES for text in rule["examples"]]
)
def test_an_example_tells_the_rules_status(status, text):
    assert status in statuses(text)


@pytest.mark.parametrize(
    ("status", "text"), [(rule["status"], text) for rule in RULES for text in rule["counter_examples"]]
)
def test_a_counter_example_does_not(status, text):
    assert status not in statuses(text)


NOUNS = [
    ("Krisengespräch", "talks"),
    ("Vieraugengespräche", "talks"),
    ("Verhandlungsrunde", "talks"),
    ("Sondergipfels", "summit"),
    ("Gipfeltreffen", "summit"),
    ("G20-Gipfel", "summit"),
    ("Telefonats", "call"),
    ("Videokonferenz", "call"),
    ("Antrittsbesuch", "visit"),
    ("China-Reise", "visit"),
    ("Dringlichkeitssitzung", "session"),
    ("Sicherheitskonferenz", "conference"),
]


@pytest.mark.parametrize(("noun", "kind"), NOUNS)
def test_it_knows_a_compound_by_its_last_part(noun, kind):
    row = noun_row(noun)

    assert row is not None
    assert row["format"] == kind


@pytest.mark.parametrize(
    "noun",
    [
        "Pressekonferenz",
        "Pressekonferenzen",
        "Preise",
        "Landkreise",
        "Einreise",
        "Vertagung",
        "Tarifverhandlungen",
        "Arztbesuchs",
    ],
)
def test_it_leaves_out_what_only_sounds_like_one(noun):
    assert noun_row(noun) is None


def test_nouns_and_verbs_name_known_formats_and_conditions():
    for row in (*load_rows("meetings/nouns.csv"), *load_rows("meetings/verbs.csv")):
        assert row["format"] in FORMATS
        assert row["asks"] in CHECKS
        assert re.compile(row.get("forms", ""))


def test_the_grammar_knows_every_verb():
    unknown = [
        row["verb"]
        for row in load_rows("meetings/verbs.csv")
        if not any(form.lemma == row["verb"] for form in forms_of(row["verb"]))
    ]

    assert unknown == []


@pytest.mark.parametrize("name", ["bodies", "not_meetings", "representatives"])
def test_word_lists_are_in_lower_case(name):
    assert all(word == word.lower().strip() for word in load_words(f"meetings/{name}.txt"))
