"""Which spellings are one name, and which names are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extraction.entities.editors import offices_agree
from timeline.extraction.entities.knowledge import load_knowledge, slug
from timeline.extraction.entities.spelling import (
    is_bare_surname,
    sounds_of,
    spelled_alike,
    surnames_alike,
)


def found_by(kind, one: str, other: str) -> bool:
    """Tell whether the index proposes one name for the other."""
    return any(not key.startswith("s:") for key in {*sounds_of(kind, one)} & {*sounds_of(kind, other)})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Walid Dschumblat", "Walid Dschumblatt"),
        ("Walid Joumblatt", "Walid Dschumblat"),
        ("Hanna Flint", "Hanna J. Flint"),
        ("Hanna Jolanda Flint", "Hanna J. Flint"),
        ("Karl-Heinz Öz", "Karl Heinz Oez"),
        ("Jörg Zeisig", "Joerg Zeisig"),
        ("Georgi Petrow", "Georgi Petrov"),
        ("Wiktor Mychailjuk", "Viktor Mychailyuk"),
        ("Abdelhamid Kerimi", "Abdul Hamid Karimi"),
        ("Hafis al-Nuri", "Hafiz el Nuri"),
        ("Zoran Đurić", "Zoran Djuric"),
        ("Ursula von der Aue", "Ursula Von der Aue"),
        ("Hassan Rohani", "Hassan Rouhani"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert spelled_alike("person", one, other)
    assert spelled_alike("person", other, one)
    assert found_by("person", one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petrow", "Petrow"),
        ("Petrow", "Georgi Petrow"),
        ("Anna Petrow", "Hanna Petrow"),
        ("Jan Öz", "Jana Öz"),
        ("Andrea Weiher", "Andreas Weiher"),
        ("Michail Berger", "Michael Berger"),
        ("G. Petrow", "Georgi Petrow"),
        ("Hanna J. Flint", "Hanna B. Flint"),
        ("Hanna J. Flint", "Hanna B. J. Flint"),
        ("Michael Müller", "Michael Möller"),
        ("Peter Meier", "Peter Maier"),
        ("Hans Schmidt", "Hans Schmitt"),
        ("Sergej Iwanow", "Sergej Iwanowa"),
        ("", ""),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not spelled_alike("person", one, other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ost-Hügelau", "Osthügelau", True),
        ("Sahl al-Nur", "Sahl el Nur", True),
        ("Hafenbüro Süd", "Hafenbuero Süd", True),
        ("Mariupol", "Mariopol", True),
        ("1. Division", "2. Division", False),
        ("Korps Nord I", "Korps Nord II", False),
        ("Provinz Nord", "Provinz Süd", False),
        ("Basra", "Bosra", False),
    ],
)
def test_spellings_of_places_and_organisations(one: str, other: str, alike: bool) -> None:
    assert spelled_alike("place", one, other) is spelled_alike("organisation", other, one) is alike
    assert not alike or found_by("place", one, other)


def test_no_two_known_people_are_spelled_alike() -> None:
    people = [entry for entry in load_knowledge().entries.values() if entry.kind == "person"]
    by_start: dict[str, list[str]] = {}
    for entry in people:
        by_start.setdefault(slug(entry.name)[:1], []).append(entry.name)
    pairs = [
        (one, other)
        for names in by_start.values()
        for i, one in enumerate(names)
        for other in names[i + 1 :]
        if spelled_alike("person", one, other)
    ]
    assert pairs == []


LETTERS = st.sampled_from("aeioubdfgklmnprstwzüß’- ")
NAMES = st.builds(
    " ".join, st.lists(st.text(LETTERS, min_size=1, max_size=12).map(str.title), min_size=1, max_size=4)
)


@given(NAMES, st.data())
def test_the_index_proposes_every_name_that_is_spelled_alike(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.one_of(st.just(""), LETTERS))
    other = name[:place] + letter + name[place + data.draw(st.integers(0, 1)) :]
    for kind in ("person", "place"):
        if spelled_alike(kind, name, other):
            assert found_by(kind, name, other)
        if kind == "person" and surnames_alike(name, other):
            assert {*sounds_of(kind, name)} & {*sounds_of(kind, other)}


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_mutual_and_never_fails(one: str, other: str) -> None:
    for kind in ("person", "place"):
        assert spelled_alike(kind, one, other) == spelled_alike(kind, other, one)


@pytest.mark.parametrize(
    ("name", "is_bare"), [("Petrow", True), ("Georgi Petrow", False), (" Petrow ", True)]
)
def test_a_bare_surname_has_no_given_name(name: str, is_bare: bool) -> None:
    assert is_bare_surname("person", name) is is_bare


def test_surnames_are_compared_with_or_without_given_names() -> None:
    assert surnames_alike("Georgi Petrow", "Petrov")
    assert not surnames_alike("Georgi Petrow", "Petkow")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Außenminister", "bulgarischer Außenminister", True),
        ("bulgarische Außenminister", "Außenminister Bulgariens", True),
        ("Außenminister Bulgariens", "Außenminister Serbiens", False),
        ("Außenminister", "Verteidigungsminister", False),
        ("Sprecher", "Sprecher", False),
        ("", "Außenminister", False),
    ],
)
def test_wordings_of_one_office(one: str, other: str, agree: bool) -> None:
    assert offices_agree(one, other) is agree


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zoran Đinđić", "zoran-dindic"),
        ("Þórdís Ægir", "thordis-aegir"),
        ("Əli Həsənov", "eli-hesenov"),
        ("Björn Öz-Weiß", "bjoern-oez-weiss"),
        ("Bjo\u0308rn", "bjoern"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Łódź", "lodz"),
        ("„Neue Zeit“", "neue-zeit"),
    ],
)
def test_keys_are_in_plain_letters(name: str, key: str) -> None:
    assert slug(name) == key
