"""Every rule of time expressions finds what its examples say, and nothing in its counter-examples."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from timeline.extraction import dates
from timeline.extraction.dates import find_dates
from timeline.extraction.dates.rules import rule_files, words
from timeline.extraction.lexicon import FOLDER, load_rows, load_table
from timeline.extraction.text import Document

PUBLISHED = datetime.fromisoformat("2022-01-21T17:04:00+01:00")
RULES = [rule for file in rule_files() for rule in file.rules]
EXAMPLES = [(rule, text, value) for rule in RULES if rule.type for text, value in rule.examples]
NOT_DATES = [(rule, text) for rule in RULES if not rule.type for text in rule.examples]
COUNTER_EXAMPLES = [(rule, text) for rule in RULES for text in rule.counter_examples]
MARKED = re.compile(r"\[(.+?)\]")


def name(value):
    return getattr(value, "name", None)


@pytest.mark.parametrize(("rule", "marked", "value"), EXAMPLES, ids=name)
def test_a_rule_finds_its_examples(rule, marked, value):
    expected = MARKED.search(marked)
    text = marked.replace("[", "").replace("]", "")
    found = {(one.start, one.end): one for one in find_dates(Document(text), PUBLISHED)}
    span = (expected.start(), expected.end() - 2)
    assert span in found, [text[slice(*other)] for other in found]
    assert (found[span].value, found[span].rule) == (value, rule.name)


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES, ids=name)
def test_a_rule_leaves_its_counter_examples_alone(rule, text):
    assert rule.name not in {one.rule for one in find_dates(Document(text), PUBLISHED)}


@pytest.mark.parametrize(("rule", "text"), NOT_DATES, ids=name)
def test_what_only_looks_like_a_date_is_none(rule, text):
    assert rule.pattern.search(text)
    assert [text[one.start : one.end] for one in find_dates(Document(text), PUBLISHED)] == []


def test_every_rule_has_examples():
    assert [rule.name for rule in RULES if not rule.examples] == []


def test_rule_names_are_unique():
    assert len({rule.name for rule in RULES}) == len(RULES)


FORMS = [
    form
    for file in ("holidays", "references")
    for row in load_rows(f"dates/{file}.csv")
    for form in row["forms"].split("|")
]


@pytest.mark.parametrize("form", FORMS)
def test_every_listed_holiday_and_reference_is_found(form):
    text = f"Sie trafen sich {form} in Genf."
    assert form in [text[one.start : one.end] for one in find_dates(Document(text), PUBLISHED)]


def test_every_word_class_and_piece_is_used():
    folder = FOLDER / "dates"
    patterns = "".join(path.read_text() for path in (*folder.glob("rules/*.toml"), folder / "pieces.toml"))
    code = "".join(path.read_text() for path in Path(dates.__file__).parent.glob("*.py"))
    names = {*words(), *load_table("dates/pieces.toml")}
    assert [name for name in names if not re.search(rf'[<{{="\']{name}[>}}"\']', patterns + code)] == []


def test_every_way_to_conclude_a_day_is_explained():
    code = "".join(path.read_text() for path in Path(dates.__file__).parent.glob("*.py"))
    assert [reason for reason in load_table("dates/explanations.toml") if f'"{reason}"' not in code] == []
