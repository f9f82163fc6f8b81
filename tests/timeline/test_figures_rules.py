"""The lexicon of troop figures: every rule keeps what its own examples promise."""

import re
from datetime import UTC, datetime

import pytest

from timeline.extraction import analyse
from timeline.extraction.figures import find_figures
from timeline.extraction.lexicon import load_rows, load_table, load_words
from timeline.extraction.verbs import forms_of

RULES = load_table("figures/changes.toml")["rule"]
DENIALS = load_table("figures/denials.toml")["rule"]
NOON = datetime(2022, 1, 21, 12, 0, tzinfo=UTC)


def changes(text):
    return [figure.change for figure in find_figures(analyse(text, NOON))]


@pytest.mark.parametrize(
    ("change", "text"), [(rule["change"], text) for rule in RULES for text in rule["examples"]]
)
def test_an_example_tells_the_rules_change(change, text):
    assert changes(text) == [change]


@pytest.mark.parametrize(
    ("change", "text"), [(rule["change"], text) for rule in RULES for text in rule["counter_examples"]]
)
def test_a_counter_example_does_not(change, text):
    assert change not in changes(text)


@pytest.mark.parametrize("text", [text for rule in DENIALS for text in rule["examples"]])
def test_a_denied_supposed_or_former_number_is_no_figure(text):
    assert changes(text) == []


@pytest.mark.parametrize("text", [text for rule in DENIALS for text in rule["counter_examples"]])
def test_what_only_looks_denied_is_one(text):
    assert len(changes(text)) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_the_grammar_knows_a_rules_verbs(rule):
    unknown = [
        verb
        for verb in (rule["undergoes"] + " " + rule["suffers"]).split()
        if not any(form.lemma == verb for form in forms_of(verb))
    ]

    assert unknown == []


@pytest.mark.parametrize("words", ["denying", "worldly", "confirming", "believing", "returning", "needing"])
def test_the_grammar_knows_the_verbs_of_denial(words):
    table = load_table("figures/denials.toml")

    assert [verb for verb in table[words].split() if not any(f.lemma == verb for f in forms_of(verb))] == []


def test_every_noun_of_forces_is_a_whole_pattern_with_a_known_unit():
    for row in load_rows("figures/forces.csv"):
        assert re.compile(row["forms"])
        assert row["unit"] in ("personnel", "vehicles", "aircraft", "ships", "other")
        assert row["needs"] in ("", "context", "mission", "men", "armed", "member", "target", "name")


@pytest.mark.parametrize("name", ["military_context", "missions", "court", "not_forces"])
def test_word_lists_are_in_lower_case(name):
    assert all(word == word.lower().strip() for word in load_words(f"figures/{name}.txt"))
