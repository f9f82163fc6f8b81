"""Which nouns tell what somebody's statements are about; all of it without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.positions.comparing import pieces
from timeline.positions.subjects import nouns_in, rank


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Man fordere einen Rückzug der Truppen.", {"Rückzug", "Truppen"}),
        ("Sanktionen seien möglich.", set()),  # the first word has a capital anyway
        ("Er sagte: Verhandlungen seien möglich.", set()),
        ("Er sprach von „Erpressung“ durch Nachbarn.", {"Nachbarn"}),
        ("Am Freitag im Januar, in dieser Woche.", set()),  # times are no subjects
        ("Dazu gebe es die Nato-Erweiterung.", {"Nato-Erweiterung", "Nato", "Erweiterung"}),
        ("Man habe 8 km, EU und ÖL.", set()),  # abbreviations of two letters
        ("", set()),
    ],
)
def test_nouns_are_words_with_a_capital_amid_a_sentence(sentence, expected):
    assert nouns_in(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Dann sprach Frau Bär von Vertrauen.", "Frau Bär", {"Vertrauen"}),
        ("Es gehe um die Nato-Erweiterung.", "Nato", {"Nato-Erweiterung", "Erweiterung"}),
    ],
)
def test_names_are_no_subjects_but_compounds_with_them_are(sentence, name, expected):
    start = sentence.index(name)
    assert nouns_in(sentence, [(start, start + len(name))]) == expected


def stems(*words):
    return {word: word.lower().rstrip("en") for word in words}


def test_a_subject_occurs_in_several_statements_whatever_its_form():
    subjects = rank(
        [{"Truppe"}, {"Truppen"}, {"Truppen", "Vertrag"}], [], stems("Truppe", "Truppen", "Vertrag")
    )
    assert [(subject.word, subject.count) for subject in subjects] == [("Truppen", 3)]


def test_what_everybody_speaks_of_comes_last():
    own = [{"Krise", "Gas"}] * 2
    subjects = rank(own, [{"Krise"}] * 9, stems("Krise", "Gas"))
    assert [subject.word for subject in subjects] == ["Gas", "Krise"]


def test_of_somebody_who_said_little_it_takes_what_others_speak_of_too():
    subjects = rank([{"Gas", "Kuchen"}], [{"Gas"}, {"Brot"}], stems("Gas", "Kuchen", "Brot"))
    assert [(subject.word, subject.count) for subject in subjects] == [("Gas", 1)]


def test_words_without_a_stem_are_left_out():
    assert rank([{"Sie"}, {"Sie"}], [], {}) == []


@given(st.text(), st.sets(st.text(min_size=1)))
def test_marking_words_changes_no_letter(text, marked):
    assert "".join(piece.text for piece in pieces(text, marked)) == text


@given(st.text())
def test_any_text_can_be_read_for_nouns(text):
    assert all(word in text for word in nouns_in(text))
