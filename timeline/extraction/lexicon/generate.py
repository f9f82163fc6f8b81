"""Write the generated lexicon files: `python -m timeline.extraction.lexicon.generate`.

Territory names come from CLDR (babel), given names from the name lists of faker, a development tool. The hand-made files beside
them win where both speak.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import import_module

from babel import Locale

from . import FOLDER, load_rows

CLEAR_MAJORITY = 3  # times as many lists have the name for one sex as for the other
GIVEN_NAME_LOCALES = [
    "az_AZ",
    "bg_BG",
    "cs_CZ",
    "da_DK",
    "de_AT",
    "de_CH",
    "de_DE",
    "en_GB",
    "en_IE",
    "en_IN",
    "en_KE",
    "en_NG",
    "en_PK",
    "en_US",
    "es_AR",
    "es_CL",
    "es_CO",
    "es_ES",
    "es_MX",
    "et_EE",
    "fi_FI",
    "fr_FR",
    "fr_BE",
    "ga_IE",
    "hr_HR",
    "hu_HU",
    "id_ID",
    "is_IS",
    "it_IT",
    "lt_LT",
    "lv_LV",
    "nl_BE",
    "nl_NL",
    "no_NO",
    "pl_PL",
    "pt_BR",
    "pt_PT",
    "ro_RO",
    "ru_RU",
    "sk_SK",
    "sl_SI",
    "sv_SE",
    "sw",
    "tr_TR",
    "uk_UA",
    "uz_UZ",
]
CYRILLIC = {"ru_RU": ("ru",), "bg_BG": ("ru",), "uk_UA": ("ru", "uk")}
TERRITORIES_HEAD = """\
# Source: CLDR by way of babel, written by generate.py; do not edit. Licence: Unicode-3.0.
# Scope: the German names of the territories that states.csv lists. Known gaps: states without an ISO code.
code,name
"""
GIVEN_NAMES_HEAD = """\
# Source: the name lists of faker (MIT), Cyrillic ones respelt by transliteration.toml; written by generate.py; do not edit.
# Scope: given names and whether women or men bear them (x: both). Known gaps: China, Japan, Korea, much of Africa; see given_names.csv.
name,gender
"""


def territories() -> str:
    """Return territories.generated.csv."""
    names = Locale("de").territories
    codes = sorted(row["code"] for row in load_rows("entities/states.csv"))
    return TERRITORIES_HEAD + "".join(f"{code},{names[code]}\n" for code in codes if code in names)


def given_names() -> str:
    """Return given_names.generated.csv."""
    bearers: dict[str, Counter[str]] = {}
    for locale in GIVEN_NAME_LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in {_respelt(name, locale) for name in getattr(provider, attribute, ())}:
                bearers.setdefault(name, Counter())[gender] += 1
    rows = sorted((name, found) for name, found in bearers.items() if _is_plain(name))
    return GIVEN_NAMES_HEAD + "".join(f"{name},{_gender(found)}\n" for name, found in rows)


def _gender(bearers: Counter[str]) -> str:
    """Return whose name it is: by far most lists agree, or both bear it."""
    most, times = bearers.most_common(1)[0]
    return most if times >= CLEAR_MAJORITY * (bearers.total() - times) else "x"


def _respelt(name: str, locale: str) -> str:
    """Return a Cyrillic name as a German newspaper writes it, any other as it is."""
    letters = _letters(CYRILLIC.get(locale, ()))
    return "".join(letters.get(letter, letter) for letter in name.lower()).capitalize() if letters else name


def _letters(schemes: tuple[str, ...]) -> dict[str, str]:
    tables = tomllib.loads((FOLDER / "entities" / "transliteration.toml").read_text(encoding="utf-8"))[
        "cyrillic"
    ]
    return {letter: latin for scheme in schemes for letter, latin in tables[scheme].items()}


def _is_plain(name: str) -> bool:
    """Tell whether it is one capitalised word, not an initial and not in another script."""
    return (
        len(name) > 2
        and name.replace("-", "").isalpha()
        and name[0].isupper()
        and name.isascii() | (max(name) < "Ɏ")
    )


if __name__ == "__main__":
    (FOLDER / "entities" / "territories.generated.csv").write_text(territories(), encoding="utf-8")
    (FOLDER / "entities" / "given_names.generated.csv").write_text(given_names(), encoding="utf-8")
