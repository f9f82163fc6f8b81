"""The lexicon of names is well-formed, complete where it promises to be, and what is generated is what the generator writes."""

import csv
import re
import unicodedata
from datetime import date
from itertools import pairwise

import pytest

from timeline.extraction.entities.forms import forms_of
from timeline.extraction.entities.knowledge import OFFICE, load_knowledge
from timeline.extraction.entities.patterns import PATTERNS, pattern
from timeline.extraction.entities.respelling import respellings, schemes_by_state
from timeline.extraction.lexicon import FOLDER, generate, load_rows, load_table

FILES = sorted((FOLDER / "entities").iterdir())
UNITED_NATIONS = [
    "AD",
    "AE",
    "AF",
    "AG",
    "AL",
    "AM",
    "AO",
    "AR",
    "AT",
    "AU",
    "AZ",
    "BA",
    "BB",
    "BD",
    "BE",
    "BF",
    "BG",
    "BH",
    "BI",
    "BJ",
    "BN",
    "BO",
    "BR",
    "BS",
    "BT",
    "BW",
    "BY",
    "BZ",
    "CA",
    "CD",
    "CF",
    "CG",
    "CH",
    "CI",
    "CL",
    "CM",
    "CN",
    "CO",
    "CR",
    "CU",
    "CV",
    "CY",
    "CZ",
    "DE",
    "DJ",
    "DK",
    "DM",
    "DO",
    "DZ",
    "EC",
    "EE",
    "EG",
    "ER",
    "ES",
    "ET",
    "FI",
    "FJ",
    "FM",
    "FR",
    "GA",
    "GB",
    "GD",
    "GE",
    "GH",
    "GM",
    "GN",
    "GQ",
    "GR",
    "GT",
    "GW",
    "GY",
    "HN",
    "HR",
    "HT",
    "HU",
    "ID",
    "IE",
    "IL",
    "IN",
    "IQ",
    "IR",
    "IS",
    "IT",
    "JM",
    "JO",
    "JP",
    "KE",
    "KG",
    "KH",
    "KI",
    "KM",
    "KN",
    "KP",
    "KR",
    "KW",
    "KZ",
    "LA",
    "LB",
    "LC",
    "LI",
    "LK",
    "LR",
    "LS",
    "LT",
    "LU",
    "LV",
    "LY",
    "MA",
    "MC",
    "MD",
    "ME",
    "MG",
    "MH",
    "MK",
    "ML",
    "MM",
    "MN",
    "MR",
    "MT",
    "MU",
    "MV",
    "MW",
    "MX",
    "MY",
    "MZ",
    "NA",
    "NE",
    "NG",
    "NI",
    "NL",
    "NO",
    "NP",
    "NR",
    "NZ",
    "OM",
    "PA",
    "PE",
    "PG",
    "PH",
    "PK",
    "PL",
    "PT",
    "PW",
    "PY",
    "QA",
    "RO",
    "RS",
    "RU",
    "RW",
    "SA",
    "SB",
    "SC",
    "SD",
    "SE",
    "SG",
    "SI",
    "SK",
    "SL",
    "SM",
    "SN",
    "SO",
    "SR",
    "SS",
    "ST",
    "SV",
    "SY",
    "SZ",
    "TD",
    "TG",
    "TH",
    "TJ",
    "TL",
    "TM",
    "TN",
    "TO",
    "TR",
    "TT",
    "TV",
    "TZ",
    "UA",
    "UG",
    "US",
    "UY",
    "UZ",
    "VC",
    "VE",
    "VN",
    "VU",
    "WS",
    "YE",
    "ZA",
    "ZM",
    "ZW",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_plain_text_with_a_header(path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not [line for line in lines if line != line.rstrip()]
    header = " ".join(line for line in lines[:6] if line.startswith("#"))
    assert "nown gaps" in header or "Gap" in header


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".csv"], ids=lambda path: path.name
)
def test_every_row_has_every_cell(path):
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    rows = list(csv.reader(lines))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [
        cell for row in rows for cell in row if cell != cell.strip() or "||" in cell or cell.endswith("|")
    ]


@pytest.mark.parametrize(
    ("name", "column"),
    [("people.csv", "name"), ("organisations.csv", "key"), ("places.csv", "name"), ("states.csv", "code")],
)
def test_nothing_is_listed_twice(name, column):
    values = [row[column] for row in load_rows(f"entities/{name}")]
    assert sorted({value for value in values if values.count(value) > 1}) == []


def test_all_members_of_the_united_nations_are_states():
    rows = {row["code"]: row for row in load_rows("entities/states.csv")}
    assert len(UNITED_NATIONS) == 193
    assert set(UNITED_NATIONS) <= set(rows)
    assert [code for code in UNITED_NATIONS if not rows[code]["capital"] and code not in CITY_STATES] == []


CITY_STATES = {
    "BE",
    "DJ",
    "GD",
    "LU",
    "MC",
    "NR",
    "PW",
    "SG",
    "SM",
    "AG",
    "KI",
}  # their name or none is their capital's


def test_people_are_many_and_their_offices_are_of_known_bodies():
    entries = load_knowledge().entries
    people = [entry for entry in entries.values() if entry.kind == "person"]
    assert len(people) >= 400
    organs = re.compile(r"(aussenministerium|verteidigungsministerium|armee|parlament)\Z")
    for person in people:
        for office in person.offices:
            assert office.body in entries or organs.search(office.body), (person.name, office)


def test_every_office_is_written_as_one():
    for row in load_rows("entities/people.csv"):
        for office in filter(None, row["offices"].split(";")):
            assert OFFICE.fullmatch(office), row


def test_offices_begin_before_they_end_and_not_in_the_future():
    for entry in load_knowledge().entries.values():
        for office in entry.offices:
            assert office.start is not None
            assert office.end is None or office.start < office.end, (entry.name, office)
            assert office.start < date(2026, 1, 1)


def test_roles_are_those_of_titles():
    roles = {role for row in load_rows("entities/titles.csv") for role in row["roles"].split("|")}
    used = {office.role for entry in load_knowledge().entries.values() for office in entry.offices}
    assert sorted(used - roles) == []


def test_no_two_people_hold_a_states_highest_office_for_long():
    """A new holder may begin on the last day of the old one, or in its month; who came back is listed twice."""
    holders = load_knowledge().holders
    for (role, body), held in holders.items():
        if (
            role not in ("president", "prime_minister", "chancellor", "foreign_minister")
            or body == "vereinte-nationen"
        ):
            continue
        spans = sorted((office.start, office.end or date.max, entry.name) for office, entry in held)
        for (_, end, name), (start, _, other) in pairwise(spans):
            assert name == other or (end - start).days <= 31, (role, body, name, other)


def test_bodies_and_states_that_rows_name_exist():
    codes = {row["code"] for row in load_rows("entities/states.csv")}
    for name in ("organisations.csv", "places.csv"):
        for row in load_rows(f"entities/{name}"):
            assert not row["state"] or row["state"] in codes, row


def test_a_written_form_does_not_mean_two_things_of_one_kind():
    """Where two states, organisations or places share a name, the first in the file is meant; the list says which."""
    shared = {
        "Kongo",
        "kongolesisch",
        "Kongolesisch",
        "Kongolese",
        "Kongolesen",
        "Kongolesin",
        "Kongolesinnen",
        "Senat",
    }
    owners: dict[tuple[str, str], str] = {}
    for entry in load_knowledge().entries.values():
        if entry.kind == "person":
            continue
        for text, _ in forms_of(entry):
            other = owners.setdefault((entry.kind, text), entry.key)
            assert other == entry.key or text in shared, (text, other, entry.key)


def test_generated_files_are_what_the_generator_writes():
    folder = FOLDER / "entities"
    assert (folder / "territories.generated.csv").read_text(encoding="utf-8") == generate.territories()
    assert (folder / "given_names.generated.csv").read_text(encoding="utf-8") == generate.given_names()


ENTRIES = load_table(PATTERNS)["pattern"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_a_pattern_fits_its_examples_and_nothing_else(entry):
    compiled = pattern(entry["name"])
    search = compiled.fullmatch if entry.get("whole") else compiled.search
    assert entry["examples"]
    assert [text for text in entry["examples"] if not search(text)] == []
    assert [text for text in entry["counter_examples"] if search(text)] == []


@pytest.mark.parametrize(
    ("name", "state", "spelling"),
    [
        ("Sergej Lawrow", "RU", "Sergey Lavrov"),
        ("Wolodymyr Selenskyj", "UA", "Volodymyr Zelensky"),
        ("Wiktor Janukowitsch", "UA", "Viktor Yanukovych"),
        ("Michail Mischustin", "RU", "Mikhail Mishustin"),
        ("Michail Saakaschwili", "GE", "Mikhail Saakashvili"),
        ("Baschar al-Assad", "SY", "Bashar el-Assad"),
        ("Ali Chamenei", "IR", "Ali Khamenei"),
        ("Jarosław Kaczyński", "PL", "Jaroslaw Kaczynski"),
        ("Recep Tayyip Erdoğan", "TR", "Recep Tayyip Erdogan"),
    ],
)
def test_names_are_respelt_as_other_papers_do(name, state, spelling):
    assert spelling in set(respellings(name, schemes_by_state().get(state)))
