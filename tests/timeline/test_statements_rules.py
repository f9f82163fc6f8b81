import csv
from datetime import UTC, datetime
from functools import cache

import pytest

from timeline.extraction import analyse
from timeline.extraction.clauses import clauses_in
from timeline.extraction.lexicon import FOLDER, load_rows, load_table
from timeline.extraction.statements import find_statements
from timeline.extraction.statements.lexicon import speech_noun, speech_verb
from timeline.extraction.text import Document
from timeline.extraction.verbs import forms_of, principal_parts
from timeline.models import Statement

PUBLISHED = datetime(2022, 1, 21, 12, tzinfo=UTC)
STANCES = set(Statement.Stance.values)
VERBS = load_rows("speech/verbs.csv")
PHRASES = load_rows("speech/phrases.csv")
NOUNS = load_rows("speech/nouns.csv")
FRAMES = load_table("speech/sources.toml")["frame"]


def rules_in(text):
    return {found.rule for found in find_statements(analyse(text, PUBLISHED))}


def phrases_in(text):
    document = Document(text)
    clauses = clauses_in(document, document.sentences[0])
    found = [speech_verb(verb, clause.words) for clause in clauses for verb in clause.verbs]
    return {(entry.verb, entry.words) for entry in found if entry and entry.words}


@pytest.mark.parametrize(
    ("name", "text"), [(frame["name"], text) for frame in FRAMES for text in frame["examples"]]
)
def test_each_frame_matches_its_examples(name, text):
    assert name in rules_in(text)


@pytest.mark.parametrize(
    ("name", "text"), [(frame["name"], text) for frame in FRAMES for text in frame["counter_examples"]]
)
def test_no_frame_matches_its_counter_examples(name, text):
    assert name not in rules_in(text)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: f"{row['verb']} {row['words'][:20]}")
def test_each_phrase_matches_its_example_only(row):
    wanted = (row["verb"], tuple(frozenset(choice.split("/")) for choice in row["words"].split()))
    assert wanted in phrases_in(row["example"])
    assert wanted not in phrases_in(row["counter_example"])


@pytest.mark.parametrize("verb", sorted({row["verb"] for row in VERBS}))
def test_each_verb_of_saying_is_known_to_the_grammar(verb):
    assert any(form.mood == "infinitive" and form.lemma == verb for form in forms_of(verb))


def takes(complement):
    return sorted(
        {row["verb"] for row in VERBS if complement in row["complements"].split() and not row["reflexive"]}
    )


def past_of(verb):
    """Return the perfect participle, with which every verb makes a sentence without splitting."""
    if verb.endswith("ieren"):
        return verb.removesuffix("en") + "t"
    return next(parts.participle for parts in all_parts() if parts.infinitive == verb)


@cache
def all_parts():
    return tuple(principal_parts())


@pytest.mark.parametrize("verb", takes("dass"))
def test_each_verb_takes_the_dass_clause_it_promises(verb):
    text = f"Der Rat hat gestern {past_of(verb)}, dass der Damm hält."
    found = find_statements(analyse(text, PUBLISHED))
    assert [text[slice(*one.spans[0])] for one in found if one.rule == "dass-clause"] == [
        "dass der Damm hält"
    ]


@pytest.mark.parametrize("verb", takes("v2"))
def test_each_verb_takes_the_subjunctive_clause_it_promises(verb):
    text = f"Der Rat hat gestern {past_of(verb)}, der Damm halte."
    found = find_statements(analyse(text, PUBLISHED))
    assert [text[slice(*one.spans[0])] for one in found if one.rule == "subjunctive clause"] == [
        "der Damm halte"
    ]


@pytest.mark.parametrize("verb", takes("zu"))
def test_each_verb_takes_the_infinitive_it_promises(verb):
    text = f"Der Rat hat gestern {past_of(verb)}, den Damm zu bauen."
    found = find_statements(analyse(text, PUBLISHED))
    assert [text[slice(*one.spans[0])] for one in found if one.rule == "infinitive"] == ["den Damm zu bauen"]


def test_the_lexicon_holds_at_least_three_hundred_verbs_and_nouns():
    assert len({row["verb"] for row in VERBS}) >= 300
    assert len(NOUNS) >= 150


def test_the_lexicon_is_well_formed():
    for row in (*VERBS, *PHRASES, *NOUNS):
        stance, *others = row["stance"].split()  # the others with one complement each
        assert {stance, *(other.partition(":")[2] for other in others)} <= STANCES
        assert {other.partition(":")[0] for other in others} <= set(row.get("complements", "").split())
    for row in (*VERBS, *PHRASES):
        assert set(row["complements"].split()) <= {"dass", "w", "v2", "zu", "quote"}
        objects = {name.removesuffix("?") for name in row["object"].split()}
        assert objects <= {"acc", "dat", *load_table("grammar/prepositions.toml")}
    assert len({row["noun"] for row in NOUNS}) == len(NOUNS)
    keys = [(row["verb"], row["reflexive"]) for row in VERBS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["verbs.csv", "nouns.csv", "phrases.csv"])
def test_each_table_has_a_cell_for_every_column(name):
    lines = (FOLDER / "speech" / name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("Polizeiangaben", "Angabe"),
        ("Medienberichten", "Medienbericht"),
        ("Ansicht", "Ansicht"),
        ("UN-Bericht", "Bericht"),
    ],
)
def test_a_noun_of_saying_is_known_in_every_form_and_compound(word, noun):
    assert speech_noun(word).noun == noun


@pytest.mark.parametrize("word", ["Haus", "Vorrat", "Anschluss", "Wald"])
def test_other_nouns_say_nothing(word):
    assert speech_noun(word) is None
