import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.lexicon import load_rows, load_words
from timeline.extraction.verbs import forms_of, is_attributive, joined

READINGS = [
    ("sagte", "sagen", "indicative", "past"),
    ("sei", "sein", "subjunctive1", "present"),
    ("seien", "sein", "subjunctive1", "present"),
    ("habe", "haben", "subjunctive1", "present"),
    ("hätten", "haben", "subjunctive2", "past"),
    ("müsse", "müssen", "subjunctive1", "present"),
    ("dürfte", "dürfen", "subjunctive2", "past"),
    ("käme", "kommen", "subjunctive2", "past"),
    ("stünde", "stehen", "subjunctive2", "past"),
    ("gäben", "geben", "subjunctive2", "past"),
    ("handele", "handeln", "subjunctive1", "present"),
    ("bestritt", "bestreiten", "indicative", "past"),
    ("beschloss", "beschließen", "indicative", "past"),
    ("arbeitet", "arbeiten", "indicative", "present"),
    ("rechnete", "rechnen", "indicative", "past"),
    ("lernt", "lernen", "indicative", "present"),
    ("ankündigte", "ankündigen", "indicative", "past"),
    ("angekündigt", "ankündigen", "participle", ""),
    ("anzukündigen", "ankündigen", "zu_infinitive", ""),
    ("mitgeteilt", "mitteilen", "participle", ""),
    ("anerkannt", "anerkennen", "participle", ""),
    ("versprochen", "versprechen", "participle", ""),
    ("gefordert", "fordern", "participle", ""),
    ("gebetet", "beten", "participle", ""),
    ("demilitarisierten", "demilitarisieren", "indicative", "past"),
]


@pytest.mark.parametrize(("word", "lemma", "mood", "tense"), READINGS)
def test_a_form_is_read_with_its_lemma_mood_and_tense(word, lemma, mood, tense):
    assert (lemma, mood, tense) in [(form.lemma, form.mood, form.tense) for form in forms_of(word)]


@pytest.mark.parametrize("word", ["haus", "gestern", "schnelle", "minister", "brücken", "", "ß", "…"])
def test_other_words_are_no_verbs(word):
    assert forms_of(word) == ()


@pytest.mark.parametrize(
    ("particle", "lemma", "verb"),
    [("an", "kündigen", "ankündigen"), ("mit", "teilen", "mitteilen"), ("zurück", "weisen", "zurückweisen")],
)
def test_a_split_prefix_joins_its_verb(particle, lemma, verb):
    assert joined(particle, lemma) == verb


def test_a_preposition_is_not_taken_for_a_prefix():
    assert joined("an", "sagen") == "ansagen"
    assert joined("über", "sagen") is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("geplanten", True), ("anhaltende", True), ("verletzter", True), ("schweren", False)],
)
def test_inflected_participles_are_told_from_adjectives(word, expected):
    assert is_attributive(word) is expected


def test_the_lexicon_is_sorted_and_consistent():
    strong = {row["infinitive"] for row in load_rows("verbs/strong.csv")}
    weak = load_words("verbs/weak.txt")
    assert not strong & weak - {"bewegen", "schaffen", "senden", "wiegen"}
    bases = [row["base"] for row in load_rows("verbs/prefixed.csv")]
    assert bases == sorted(bases)
    assert len(bases) == len(set(bases))
    assert all(forms_of(base) for base in bases)


@given(st.text())
def test_any_word_can_be_asked_for(word):
    for form in forms_of(word):
        assert form.lemma
    is_attributive(word)
