"""Troop figures found in German news sentences, with everything they tell. All sentences are invented."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction import analyse
from timeline.extraction.figures import find_figures
from timeline.extraction.statements import find_statements

FRIDAY = datetime(2022, 1, 21, 17, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def figures(text):
    """Return the troop figures of a text with names instead of ids."""
    analysis = analyse(text, FRIDAY)
    names = {entity.id: entity.name for entity in analysis.entities}
    return [
        {
            "words": text[slice(*found.evidence)],
            "number": (found.low, found.high),
            "qualifier": found.qualifier,
            "unit": found.unit,
            "change": found.change,
            "actor": names.get(found.actor),
            "place": names.get(found.place),
            "claimed_by": names.get(found.claimed_by),
            "days": tuple(str(day) if day else None for day in found.days),
        }
        for found in find_figures(analysis, find_statements(analysis))
    ]


NUMBERS = [
    ("An der Grenze stehen rund 90.000 russische Soldaten.", 90_000, 90_000, "about", "personnel"),
    ("Die Nato verlegt bis zu 5000 zusätzliche Soldaten.", 5000, 5000, "up_to", "personnel"),
    ("Frankreich will mehrere Hundert Soldaten entsenden.", 200, None, "at_least", "personnel"),
    ("Zwischen 300 und 400 Rebellen haben sich verschanzt.", 300, 400, "between", "personnel"),
    ("Rund zweitausend Soldatinnen und Soldaten üben in Norwegen.", 2000, 2000, "about", "personnel"),
    ("Weniger als hundert Blauhelme blieben in Goma.", 100, 100, "under", "personnel"),
    ("Nicht mehr als 20 Beobachter der OSZE durften in den Donbass reisen.", 20, 20, "up_to", "personnel"),
    ("Etwa tausend Mann stark ist die Truppe der Separatisten.", 1000, 1000, "about", "personnel"),
    ("Dutzende Panzer rollten auf die Stadt zu.", 24, None, "at_least", "vehicles"),
    ("Deutschland liefert 14 Kampfpanzer vom Typ Leopard 2.", 14, 14, "exact", "vehicles"),
    ("Dänemark schickt vier Kampfflugzeuge nach Litauen.", 4, 4, "exact", "aircraft"),
    ("Die Armee ist mit drei Black Hawk Hubschraubern vor Ort.", 3, 3, "exact", "aircraft"),
    ("Im Schwarzen Meer kreuzen sechs russische Kriegsschiffe.", 6, 6, "exact", "ships"),
    ("Norwegen schickt eine Fregatte in die Ostsee.", 1, 1, "exact", "ships"),
    ("Zwei mit Munition und Fahrzeugen beladene Schiffe der Marine legten ab.", 2, 2, "exact", "ships"),
    ("Zehntausende Soldaten wurden an die Front verlegt.", 20_000, None, "at_least", "personnel"),
]

CHANGES = [
    ("Italien will vier Kampfflugzeuge in Litauen stationieren.", "planned"),
    ("Rund 900 Soldaten sind für Niger bestimmt.", "planned"),
    ("Nun verlassen 160 US-Soldaten das Land.", "withdrawn"),
    ("Der Sudan beziffert die Zahl seiner gefallenen Soldaten auf 40.", "killed"),
    ("Im Norden sind 600 Soldaten stationiert.", "present"),
    ("Kanada hat 200 Soldaten entsandt.", "sent"),
    ("Auf dem Flughafen landeten am Morgen 80 amerikanische Fallschirmjäger.", "sent"),
    ("Frankreich will 300 Soldaten nach Rumänien entsenden.", "planned"),
    ("Das Land plant, 300 Soldaten zu entsenden.", "planned"),
    ("Großbritannien zog am Montag 150 Soldaten aus dem Irak ab.", "withdrawn"),
    ("Die Regierung kündigte an, 1200 Soldaten abzuziehen.", "withdrawn"),
    ("Moskau verlangt den Abzug von 3000 Nato-Soldaten aus dem Baltikum.", "present"),
    ("Das Pentagon versetzte 8500 Soldaten in Alarmbereitschaft.", "ready"),
    ("Die 8500 Soldaten, die seit Montag in erhöhter Bereitschaft sind, warten.", "ready"),
    ("Zwei Soldaten wurden am Morgen getötet.", "killed"),
    ("Ein Soldat kam bei dem Gefecht ums Leben.", "killed"),
    ("Die Miliz meldete den Tod von 20 Soldaten.", "killed"),
    ("Unter den Toten sind drei Soldaten.", "killed"),
    ("Elf Soldaten wurden verwundet.", "wounded"),
    ("Die Miliz verschleppte am Freitag zwei Soldaten.", "captured"),
    ("Zwei Soldaten werden seit Dienstag vermisst.", "captured"),
]

WHOSE_AND_WHERE = [
    ("Washington schätzt, dass China 40.000 Soldaten in Fujian versammelt hat.", "China", None),
    ("An der Grenze zur Ukraine stehen rund 90.000 russische Soldaten.", "Russland", "Grenze zur Ukraine"),
    ("Dänemark schickt vier Kampfflugzeuge vom Typ F-16 nach Litauen.", "Dänemark", "Litauen"),
    ("In Mali starben drei UN-Soldaten.", "Vereinte Nationen", "Mali"),
    ("Mindestens zwölf Kämpfer der Hisbollah wurden getötet.", "Hisbollah", None),
    ("Die Türkei hat Dutzende Panzer an die syrische Grenze verlegt.", "Türkei", "syrische Grenze"),
    ("Die USA verlegen 800 Soldaten von Italien ins Baltikum.", "USA", "Baltikum"),
    ("Die 28.000 in Südkorea stationierten Soldaten bleiben.", None, "Südkorea"),
    ("Zwei Soldaten aus Malawi wurden in Goma verletzt.", "Malawi", "Goma"),
    ("Großbritannien zog am Montag 150 Soldaten aus dem Irak ab.", "Großbritannien", "Irak"),
    ("Die in London ansässige Stelle zählte in Aleppo 20 getötete Rebellen.", None, "Aleppo"),
]

CLAIMS = [
    (
        "Wolodymyr Selenskyj bezifferte die Zahl der russischen Soldaten auf mindestens 130.000.",
        "Wolodymyr Selenskyj",
    ),
    (
        "Joe Biden hatte die Zahl der Soldaten, die an der Grenze stehen, auf 150.000 beziffert.",
        "Joe Biden",
    ),
    ("Laut Jens Stoltenberg hat Russland etwa 30.000 Soldaten nach Belarus verlegt.", "Jens Stoltenberg"),
    (
        "Mindestens zwölf Kämpfer seien getötet worden, teilte die israelische Armee mit.",
        "Israelische Verteidigungsstreitkräfte",
    ),
    ("Nach Angaben der Vereinten Nationen wurden 40 Soldaten getötet.", "Vereinte Nationen"),
    ("Die Hisbollah sprach von 30 getöteten Soldaten.", "Hisbollah"),
    ("Der Nato zufolge stehen dort 5000 Soldaten.", "Nato"),
    ("Russland hat 5000 Soldaten verlegt.", None),
]

DAYS = [
    ("Am Mittwoch wurden zwei Soldaten getötet.", ("2022-01-19", "2022-01-19")),
    ("An der Grenze stehen 5000 Soldaten.", ("2022-01-21", "2022-01-21")),
    ("Seit Dienstag werden zwei Soldaten vermisst.", ("2022-01-18", "2022-01-21")),
    # a year that only dates a treaty, and a sentence that counts from the event
    (
        "In Abchasien überwachen rund 2000 russische Soldaten ein Abkommen von 2008.",
        ("2022-01-21", "2022-01-21"),
    ),
    ("Eine Woche nach den Kämpfen, bei denen 30 Soldaten verletzt wurden, ist es ruhig.", (None, None)),
]

NO_FIGURES = [
    "Bei der Explosion starben acht Zivilisten und ein Polizist.",
    "Ein Soldat sagte, er sei müde.",
    "Der 34 Jahre alte Soldat erhielt einen Orden.",
    "Die Rakete hat eine Reichweite von 500 Kilometern.",
    "Das Parlament billigte 200 Millionen Euro für die Armee.",
    "Seit 2014 dienen Frauen in der Truppe.",
    "40 Prozent der Soldaten sind krank.",
    "Drei frühere Soldaten traten vor Gericht als Zeugen auf.",
    "Das Gericht hat zwei Soldaten verurteilt.",
    "Die Luftwaffe flog 40 Angriffe.",
    "Am 6. Mai 2021 griffen Rebellen die Stadt an.",
    "Der Wahlkämpfer sprach vor 300 Wahlkämpfern.",
    "Drei Kreuzfahrtschiffe liegen im Hafen der Kriegsmarine.",
    "Zwei Männer kauften Brot.",
    "Der Täter wurde von einem Soldaten erschossen.",
    "Ein Dutzend Verletzte flog die Armee mit Hubschraubern aus.",
    "",
]


@pytest.mark.parametrize(("text", "low", "high", "qualifier", "unit"), NUMBERS)
def test_it_reads_the_number(text, low, high, qualifier, unit):
    (figure,) = figures(text)

    assert (figure["number"], figure["qualifier"], figure["unit"]) == ((low, high), qualifier, unit)


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_it_tells_what_happened(text, change):
    assert [one["change"] for one in figures(text)] == [change]


@pytest.mark.parametrize(("text", "actor", "place"), WHOSE_AND_WHERE)
def test_it_tells_whose_forces_and_where(text, actor, place):
    (figure,) = figures(text)

    assert (figure["actor"], figure["place"]) == (actor, place)


@pytest.mark.parametrize(("text", "claimed_by"), CLAIMS)
def test_it_tells_who_says_so(text, claimed_by):
    assert [one["claimed_by"] for one in figures(text)] == [claimed_by]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_it_tells_for_which_days(text, days):
    assert [one["days"] for one in figures(text)] == [days]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_it_leaves_alone_what_counts_no_forces(text):
    assert figures(text) == []


def test_numbers_share_a_noun_said_before():
    found = figures(
        "Bei dem Angriff in Mali wurden drei UN-Soldaten getötet und sieben weitere verletzt, zwei von ihnen schwer."
    )

    assert [(one["number"][0], one["change"], one["actor"]) for one in found] == [
        (3, "killed", "Vereinte Nationen"),
        (7, "wounded", "Vereinte Nationen"),
        (2, "wounded", "Vereinte Nationen"),
    ]


def test_numbers_share_a_noun_said_after():
    found = figures("30 polnische und 50 deutsche Soldaten üben in Litauen.")

    assert [(one["number"][0], one["actor"]) for one in found] == [(30, "Polen"), (50, "Deutschland")]


def test_a_part_is_a_figure_of_its_own():
    found = figures("Im Kongo sind 2000 Soldaten im Einsatz, davon 700 der Bundeswehr.")

    assert [one["number"][0] for one in found] == [2000, 700]


def test_a_figure_told_twice_is_one_figure():
    (figure,) = figures(
        "Kanada schickt 400 Soldaten nach Lettland.\n\nDie 400 Soldaten aus Kanada sollen im Mai in Lettland eintreffen. Kanada schickt 400 Soldaten."
    )[:1]

    assert figure["actor"] == "Kanada"


def test_each_figure_has_the_place_that_follows_it():
    first, second = figures(
        "Spanien schickt eine Fregatte ins Rote Meer und zwei Kampfflugzeuge nach Bulgarien."
    )
    assert (first["place"], second["place"]) == ("Rotes Meer", "Bulgarien")


# what is left of a number that somebody denies, supposes or contradicts
DENIED = [
    ("Russland habe nie 5000 Soldaten nach Belarus verlegt, sagte Sergej Lawrow.", []),
    ("Eine Zahl von 70.000 Soldaten habe man nie genannt, sagte Dmitri Peskow.", []),
    ("Das Verteidigungsministerium in Moskau bestritt, 40 Panzer verloren zu haben.", []),
    (
        "Kiew bestritt Angaben aus Moskau, wonach 500 ukrainische Soldaten gefallen seien.",
        [(500, "killed", "Moskau")],
    ),
    ("Nicht 60.000, sondern 90.000 Soldaten stehen dort.", [(90_000, "present", None)]),
    ("Litauen erhalte keine 200 Soldaten, sondern 4800 Soldaten.", [(4800, "present", None)]),
    ("Die USA ziehen ihre 2500 Soldaten nicht ab.", [(2500, "present", None)]),
    ("Die 400 Soldaten sind noch nicht in Mali eingetroffen.", [(400, "planned", None)]),
    ("Wenn die 2500 amerikanischen Soldaten abziehen, droht ein Vakuum.", [(2500, "present", None)]),
    ("Der Minister schloss nicht aus, 5000 Soldaten nach Riga zu schicken.", [(5000, "planned", None)]),
    ("Pjöngjang drohte, 3000 Soldaten an die Grenze zu verlegen.", [(3000, "planned", "Nordkorea")]),
    ("Washington warf Pjöngjang vor, 3000 Soldaten geschickt zu haben.", [(3000, "sent", "USA")]),
    ("Der Kreml nannte Berichte über 12.000 Söldner eine Ente.", []),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_it_claims_nothing_that_is_denied_or_supposed(text, expected):
    assert [(one["number"][0], one["change"], one["claimed_by"]) for one in figures(text)] == expected


def test_each_claim_is_a_figure_of_its_own():
    text = "Laut Nato stehen dort 5000 Soldaten. Laut OSZE stehen dort 5000 Soldaten."

    assert [one["claimed_by"] for one in figures(text)] == ["Nato", "OSZE"]


SCRAPS = [
    *(
        "zwei",
        "3.000",
        "Dutzende",
        "mehr als",
        "bis zu",
        "Soldaten",
        "Panzer",
        "Rebellen",
        "Schiffe",
        "weitere",
        "von ihnen",
    ),
    *(
        "russische",
        "die Armee",
        "Nato",
        "in Mali",
        "nach Kiew",
        "wurden",
        "getötet",
        "entsandt",
        "will",
        "abziehen",
        "sprach von",
    ),
    *("davon", "und", "der", "mit", "laut", "am Freitag", ",", ".", ":", " – ", "\n\n", "auf", "stehen"),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=40))
def test_it_raises_nothing_and_keeps_to_the_text(words):
    text = " ".join(words)
    for found in figures(text):
        assert found["words"] in text
        assert found["number"][0] >= 0
