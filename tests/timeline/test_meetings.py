"""Meetings found in German news sentences, with everything they tell. All sentences are invented."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction import analyse
from timeline.extraction.meetings import find_meetings

FRIDAY = datetime(2022, 1, 21, 17, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def meetings(text, published=FRIDAY):
    """Return the meetings of a text with names instead of ids."""
    analysis = analyse(text, published)
    names = {entity.id: entity.name for entity in analysis.entities}
    return [
        {
            "format": found.format,
            "status": found.status,
            "who": {names[one].split()[-1] for one in found.participants},
            "place": names.get(found.place),
            "days": tuple(str(day) if day else None for day in found.days),
            "minutes": found.duration_minutes,
            "evidence": [text[slice(*span)] for span in found.evidence],
        }
        for found in find_meetings(analysis)
    ]


KINDS = [
    # verbs
    (
        "Außenministerin Annalena Baerbock traf am Mittwoch in Berlin ihren Kollegen Jean-Yves Le Drian.",
        "talks",
        "held",
    ),
    ("Scholz und Macron kamen zu einem Vieraugengespräch zusammen.", "talks", "held"),
    ("US-Präsident Joe Biden telefonierte am Donnerstag mit Wolodymyr Selenskyj.", "call", "held"),
    ("Am Mittwoch rief Emmanuel Macron den russischen Präsidenten Wladimir Putin an.", "call", "held"),
    (
        "Scholz und Biden berieten am Mittwoch in einer Videokonferenz mit Polens Präsident Andrzej Duda.",
        "call",
        "held",
    ),
    ("Außenministerin Baerbock reist am Montag nach Kiew.", "visit", "planned"),
    ("Der chinesische Staatschef Xi Jinping besucht kommende Woche Moskau.", "visit", "planned"),
    ("Kanzlerin Angela Merkel stattete Präsident Erdogan einen Besuch ab.", "visit", "held"),
    ("Der UN-Sicherheitsrat tritt am Montag zu einer Sondersitzung zusammen.", "session", "planned"),
    ("Die Nato-Verteidigungsminister wollen am Mittwoch in Brüssel beraten.", "session", "planned"),
    (
        "Litauens Außenminister Gabrielius Landsbergis bestellte den russischen Botschafter ein.",
        "talks",
        "held",
    ),
    ("Am Montag empfing Präsident Macron seinen Amtskollegen Selenskyj.", "talks", "held"),
    ("Emmanuel Macron wurde am Montag in Moskau von Wladimir Putin empfangen.", "talks", "held"),
    ("Am Montag sprach Scholz in Kiew mit dem ukrainischen Präsidenten.", "talks", "held"),
    ("Vier Stunden lang haben Scholz und Putin am Dienstag in Moskau gesprochen.", "talks", "held"),
    ("Das Nahost-Quartett will im Januar in München tagen.", "session", "planned"),
    ("Der Weltsicherheitsrat stimmt am Samstag über den Entwurf ab.", "session", "planned"),
    ("Das Parlament in Kiew billigte am Donnerstag mit großer Mehrheit den Vertrag.", "session", "held"),
    ("Der libysche Parlamentspräsident Aguila Saleh kam am Montag zu Gesprächen nach Rom.", "visit", "held"),
    ("Eine Delegation der Taliban hält sich seit Montag in Peking auf.", "visit", "ongoing"),
    ("Erdogan, der am Donnerstag mit Trump telefoniert hatte, kündigte eine Offensive an.", "call", "held"),
    (
        "Südsudans Präsident Salva Kiir weigert sich, Rebellenchef Riek Machar zu treffen.",
        "talks",
        "cancelled",
    ),
    ("Am Dienstag haben Biden und Putin per Video miteinander gesprochen.", "call", "held"),
    # nouns
    (
        "Die Außenminister der Arabischen Liga halten am Donnerstag in Kairo eine Sondersitzung ab.",
        "session",
        "planned",
    ),
    ("Bei ihrem Gipfel auf Sizilien haben die G7-Staaten ein Abkommen geschlossen.", "summit", "held"),
    ("Nach dem Treffen mit Lawrow in Genf sagte Blinken, man habe offen gesprochen.", "talks", "held"),
    (
        "Beim EU-Gipfel in Brüssel wollen die Staats- und Regierungschefs am Donnerstag beraten.",
        "summit",
        "planned",
    ),
    ("Bei einem Telefonat mit Wladimir Putin warb Emmanuel Macron für eine Feuerpause.", "call", "held"),
    (
        "Vertreter der Nato und Russlands haben sich am Mittwoch in Brüssel zu Gesprächen getroffen.",
        "talks",
        "held",
    ),
    ("Die Sitzung der OSZE am Donnerstag in Wien dauerte drei Stunden.", "session", "held"),
    # headlines
    ("Putin empfängt Scholz im Kreml", "talks", "held"),
    ("Baerbock trifft Lawrow in Moskau", "talks", "held"),
    ("Selenskyj sagt Besuch in Berlin ab", "visit", "cancelled"),
    # under way
    ("Die Verhandlungen zwischen Russland und der Ukraine in Istanbul laufen weiter.", "talks", "ongoing"),
    # planned
    ("Macron will in den kommenden Tagen mit Putin sprechen.", "talks", "planned"),
    ("Das Treffen zwischen Blinken und Lawrow ist für den 4. März geplant.", "talks", "planned"),
    ("Außenminister Sergej Lawrow wird am Montag in Peking erwartet.", "visit", "planned"),
    # proposed
    ("Kiew schlug ein Treffen von Präsident Selenskyj mit Putin in Jerusalem vor.", "talks", "proposed"),
    ("Der ukrainische Präsident Selenskyj forderte ein direktes Treffen mit Putin.", "talks", "proposed"),
    ("Ein Gipfel zwischen Biden und Putin könnte helfen.", "summit", "proposed"),
    ("Der türkische Präsident Erdogan hat Putin zu einem Besuch in Ankara eingeladen.", "visit", "proposed"),
    ("Ob sich Blinken und Lawrow noch einmal treffen, blieb offen.", "talks", "proposed"),
    ("Guterres bot an, selbst nach Moskau zu reisen.", "visit", "proposed"),
    # called off
    ("Der für Ende Januar geplante Gipfel zwischen Biden und Putin wurde abgesagt.", "summit", "cancelled"),
    ("Moskau lehnt ein Treffen mit der Nato ab.", "talks", "cancelled"),
    (
        "Die für Dienstag angesetzten Verhandlungen zwischen Armenien und Aserbaidschan sind geplatzt.",
        "talks",
        "cancelled",
    ),
    (
        "Polens Ministerpräsident Mateusz Morawiecki hat eine Reise nach Kiew verschoben.",
        "visit",
        "cancelled",
    ),
]

WHO = [
    (
        "Blinken sprach mit seinem russischen Amtskollegen Sergej Lawrow über die Ukraine.",
        {"Blinken", "Lawrow"},
    ),
    ("Die Verhandlungen zwischen Armenien und Aserbaidschan laufen.", {"Armenien", "Aserbaidschan"}),
    ("Vertreter der Nato und Russlands trafen sich in Brüssel.", {"Nato", "Russland"}),
    ("Der UN-Sicherheitsrat tritt am Montag zusammen.", {"UN-Sicherheitsrat"}),
    (
        "Litauens Außenminister Gabrielius Landsbergis bestellte den russischen Botschafter ein.",
        {"Landsbergis", "Russland"},
    ),
    (
        "Bundeskanzler Scholz beriet in einer Videoschalte mit den Staats- und Regierungschefs der G7.",
        {"Scholz", "G7"},
    ),
    ("Boris Johnson ist nach Kiew gereist.", {"Johnson"}),
    (
        "Damaskus – Der UN-Sondergesandte Staffan de Mistura hat Außenminister Walid al-Muallem getroffen.",
        {"Mistura", "al-Muallem"},
    ),
    (
        "Im Jänner beginnen Syrien-Gespräche unter Beteiligung Russlands, der Türkei und des Iran.",
        {"Russland", "Türkei", "Iran"},
    ),
    (
        "Die Präsidenten der USA und Russlands, Joe Biden und Wladimir Putin, sprachen miteinander.",
        {"Biden", "Putin"},
    ),
    ("Der Kreml schloss ein Treffen zwischen Putin und Selenskyj vorerst aus.", {"Putin", "Selenskyj"}),
    ("An dem Treffen in Antalya nahmen Mevlüt Cavusoglu und Dmytro Kuleba teil.", {"Çavuşoğlu", "Kuleba"}),
]

WHERE_AND_WHEN = [
    ("Scholz traf Putin am Dienstag in Moskau.", "Moskau", ("2022-01-18", "2022-01-18")),
    (
        "Baerbock reiste am Donnerstag nach Niamey und traf dort Präsident Mohamed Bazoum.",
        "Niamey",
        ("2022-01-20", "2022-01-20"),
    ),
    (
        "Blinken und Lawrow berieten am Freitag in Genf über die Lage in der Ukraine.",
        "Genf",
        ("2022-01-21", "2022-01-21"),
    ),
    (
        "Die Nato-Verteidigungsminister beraten am Mittwoch und Donnerstag in Brüssel.",
        "Brüssel",
        ("2022-01-26", "2022-01-27"),
    ),
    ("Xi Jinping besucht kommende Woche Moskau.", "Moskau", ("2022-01-24", "2022-01-30")),
    ("Ein Treffen zwischen Biden und Putin wäre hilfreich.", None, (None, None)),
    ("Das Genfer Treffen von Blinken und Lawrow verlief sachlich.", "Genf", (None, None)),
    (
        "Zum ersten Mal seit 2019 tagte am Mittwoch der Nato-Russland-Rat in Brüssel.",
        "Brüssel",
        ("2022-01-19", "2022-01-19"),
    ),
    (
        "Kurz vor dem Gipfel in Madrid traf Jens Stoltenberg in Ankara Präsident Erdogan.",
        "Ankara",
        (None, None),
    ),
]

NO_MEETINGS = [
    "Auf einer Pressekonferenz in Kiew sprach Selenskyj über den Krieg.",
    "Im Gespräch mit der Zeitung sagte Habeck, er sei dagegen.",
    "Das Land hat am Montag eine Entscheidung getroffen.",
    "Die Sängerin reist nach München und anschließend nach Wien.",
    "Im Gespräch mit Reportern nannte Biden den Angriff eine Tragödie.",
    "Die Wahl fand am Sonntag statt. Tausende demonstrierten in Minsk.",
    "Der Prozess gegen den Minister beginnt am Montag vor dem Gericht in Den Haag.",
    "Beim Spiel in Mailand trifft Italien auf Deutschland.",
    "Das Ministerium traf die Entscheidung am Montag.",
    "Die Beziehungen zwischen Ankara und Athen sind schlecht.",
    "Die Nahrungsmittelpreise steigen seit Jahren.",
    "Die Koalitionsgespräche von SPD und FDP gehen weiter.",
    "Am Montag traf eine Lieferung aus den USA in Kiew ein, die der Armee gehört.",
    "",
]


SCRAPS = [
    *(
        "Blinken",
        "Lawrow",
        "Putin",
        "Genf",
        "Kiew",
        "am Freitag",
        "beide Seiten",
        "die Nato",
        "der russische Außenminister",
    ),
    *(
        "traf",
        "sich",
        "reist",
        "wollen",
        "sprechen",
        "telefonierte",
        "Gespräch",
        "Gipfel",
        "Besuch",
        "nicht",
        "ob",
        "dort",
    ),
    *(
        "mit",
        "in",
        "nach",
        "von",
        "zwischen",
        "zu",
        "und",
        "der",
        "das",
        "seinem",
        "anschließend",
        ",",
        ".",
        " – ",
        ":",
        "\n\n",
    ),
]


@pytest.mark.parametrize(("text", "kind", "status"), KINDS)
def test_it_tells_kind_and_status(text, kind, status):
    assert [(one["format"], one["status"]) for one in meetings(text)] == [(kind, status)]


@pytest.mark.parametrize(("text", "who"), WHO)
def test_it_names_people_before_their_states(text, who):
    (meeting,) = meetings(text)

    assert meeting["who"] == who


@pytest.mark.parametrize(("text", "place", "days"), WHERE_AND_WHEN)
def test_it_tells_where_and_when(text, place, days):
    meeting = meetings(text)[-1]

    assert (meeting["place"], meeting["days"]) == (place, days)


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_it_leaves_alone_what_is_no_meeting(text):
    assert meetings(text) == []


def test_one_meeting_told_five_times_is_one_meeting():
    (meeting,) = meetings(
        "Kanzler Scholz hat am Dienstag in Moskau den russischen Präsidenten Wladimir Putin getroffen. Das Gespräch dauerte vier Stunden.\n\n"
        "Nach dem Treffen mit Putin sprach Scholz von einem offenen Austausch. Scholz und Putin berieten auch über Gas. "
        "Die Unterredung sei nützlich gewesen, sagte Putin."
    )

    assert meeting["who"] == {"Scholz", "Putin"}
    assert meeting["place"] == "Moskau"
    assert meeting["minutes"] == 240
    assert len(meeting["evidence"]) == 5


def test_a_headline_adds_what_the_report_leaves_out():
    (meeting,) = meetings(
        "Krisentreffen in Genf\n\nBlinken und Lawrow haben am Freitag miteinander gesprochen."
    )

    assert meeting["place"] == "Genf"
    assert "Krisentreffen in Genf" in meeting["evidence"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Ministerpräsident Naftali Bennett telefonierte am Freitag zunächst mit Putin und anschließend mit Selenskyj.",
            [{"Bennett", "Putin"}, {"Bennett", "Selenskyj"}],
        ),
        (
            "Macron traf am Montag in Moskau Wladimir Putin. Am Dienstag sprach Macron in Kiew mit Selenskyj.",
            [{"Macron", "Putin"}, {"Macron", "Selenskyj"}],
        ),
        (
            "Blinken und Lawrow trafen sich am Freitag in Genf. Im Dezember hatten Blinken und Lawrow in Stockholm verhandelt.",
            [{"Blinken", "Lawrow"}, {"Blinken", "Lawrow"}],
        ),
        (
            "Biden telefonierte am Freitag mit Putin. Am Montag wollen sich Biden und Putin in Genf treffen.",
            [{"Biden", "Putin"}, {"Biden", "Putin"}],
        ),
    ],
)
def test_two_meetings_stay_two(text, parties):
    assert [one["who"] for one in meetings(text)] == parties


def test_those_who_join_in_are_added():
    (meeting,) = meetings(
        "Am Donnerstag beriet Biden in einer Videokonferenz mit den Spitzen der Verbündeten. "
        "Zugeschaltet waren Kanzler Olaf Scholz und Präsident Emmanuel Macron."
    )

    assert meeting["who"] == {"Biden", "Scholz", "Macron"}
    assert meeting["format"] == "call"


def test_a_journey_has_its_stops():
    stops = meetings("Außenministerin Baerbock reist am Montag nach Kiew und anschließend nach Moskau.")

    assert [stop["place"] for stop in stops] == ["Kiew", "Moskau"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(SCRAPS),
        max_size=40,
    )
)
def test_it_raises_nothing_and_keeps_to_the_text(words):
    text = " ".join(words)
    for found in find_meetings(analyse(text, FRIDAY)):
        assert all(0 <= start < end <= len(text) for start, end in found.evidence)


def test_the_clock_time_of_a_meeting_is_its_hour():
    text = "Außenministerin Anna Berg und Außenminister Ben Tal haben sich am Freitag gegen 11 Uhr in Bergen getroffen."
    found = find_meetings(analyse(text, datetime(2022, 1, 21, 17, tzinfo=ZoneInfo("Europe/Berlin"))))
    assert [meeting.hour for meeting in found] == ["11:00"]
