"""People, states, organisations and places are found under one name each, by whatever words the text calls them.

Unless a test says otherwise, the articles are published on Friday, 21 January 2022.
"""

from datetime import date, datetime

import pytest

from timeline.extraction.entities import KnownEntity, entity_at, find_entities, gender_of
from timeline.extraction.text import Document

PUBLISHED = "2022-01-21T17:04:00+01:00"


def read(text, published=PUBLISHED, known=()):
    return find_entities(Document(text), datetime.fromisoformat(published), known)


def mentions(text, published=PUBLISHED):
    """Return (words, entity's name) of every mention."""
    return {
        (text[mention.start : mention.end], entity.name)
        for entity in read(text, published)
        for mention in entity.mentions
    }


def names(text, kind=None, published=PUBLISHED):
    return {entity.name for entity in read(text, published) if kind in (None, entity.kind)}


STATES = [
    ("Russland bestreitet das.", "Russland", "Russland"),
    ("Die Truppen Russlands rücken vor.", "Russlands", "Russland"),
    ("Das Parlament der Vereinigten Staaten berät.", "Vereinigten Staaten", "USA"),
    ("Er flog in die Vereinigten Staaten von Amerika.", "Vereinigten Staaten von Amerika", "USA"),
    ("Die US-Delegation reiste ab.", "US", "USA"),
    ("In den Niederlanden regnet es.", "Niederlanden", "Niederlande"),
    ("Die Bundesrepublik stimmt zu.", "Bundesrepublik", "Deutschland"),
    ("Weißrussland schließt die Grenze.", "Weißrussland", "Belarus"),
    ("Die Republik Moldau wählt.", "Republik Moldau", "Moldau"),
    ("Das Vereinigte Königreich zahlt.", "Vereinigte Königreich", "Großbritannien"),
    ("Viele russische Soldaten blieben.", "russische", "Russland"),
    ("Französische Hilfe kam an.", "Französische", "Frankreich"),
    ("Zwei Ukrainerinnen berichten.", "Ukrainerinnen", "Ukraine"),
    ("Der Vertrag mit den Iranern gilt.", "Iranern", "Iran"),
    ("Die russisch-ukrainische Grenze ist zu.", "russisch", "Russland"),
    ("Die russisch-ukrainische Grenze ist zu.", "ukrainische", "Ukraine"),
]

ORGANISATIONS = [
    ("Die NATO tagt.", "NATO", "Nato"),
    ("Das Nato-Treffen begann.", "Nato", "Nato"),
    ("Der Beschluss der Vereinten Nationen gilt.", "Vereinten Nationen", "Vereinte Nationen"),
    ("Die UNO half.", "UNO", "Vereinte Nationen"),
    ("Ein Sprecher des Weißen Hauses schwieg.", "Weißen Hauses", "Weißes Haus"),
    ("Der Kreml dementiert.", "Kreml", "Kreml"),
    ("Wie die New York Times schreibt, droht Streit.", "New York Times", "New York Times"),
    ("Das meldet die Agentur Interfax.", "Interfax", "Interfax"),
    ("Der Weltsicherheitsrat tagt.", "Weltsicherheitsrat", "UN-Sicherheitsrat"),
    (
        "Das russische Außenministerium wies das zurück.",
        "russische Außenministerium",
        "russisches Außenministerium",
    ),
    ("Das Auswärtige Amt warnt.", "Auswärtige Amt", "Auswärtiges Amt"),
    ("Das deutsche Außenministerium warnt.", "deutsche Außenministerium", "Auswärtiges Amt"),
    ("Die türkische Armee marschiert.", "türkische Armee", "türkische Armee"),
    ("Talibankämpfer griffen an.", "Taliban", "Taliban"),
    ("Die Rebellengruppe Nordwind griff an.", "Nordwind", "Nordwind"),
    ("Die Zeitung „Heller Morgen“ berichtet.", "Heller Morgen", "Heller Morgen"),
    ("Die Freie Union Nordwald (FUN) protestiert. Die FUN klagt.", "FUN", "Freie Union Nordwald"),
    ("In Kairo verhandeln Israel und die Hamas.", "Hamas", "Hamas"),
    ("Die Tigray-Rebellen verhandelten in Kairo. Die Rebellen schwiegen.", "Rebellen", "Tigray-Rebellen"),
]

PLACES = [
    ("Sie trafen sich in Genf.", "Genf", "Genf"),
    ("Die Genfer Gespräche endeten.", "Genfer", "Genf"),
    ("Am Ufer des Genfer Sees liegt ein Hotel.", "Genfer Sees", "Genfersee"),
    ("Er reiste nach Kyjiw.", "Kyjiw", "Kiew"),
    ("Die Stadt Tolmezk wurde beschossen.", "Tolmezk", "Tolmezk"),
    ("Die Hafenstadt Mirbala ist umkämpft.", "Mirbala", "Mirbala"),
    ("In Tolmezk brannte es.", "Tolmezk", "Tolmezk"),
    ("Sie landeten auf dem Flughafen Nordhain.", "Flughafen Nordhain", "Flughafen Nordhain"),
    ("An der Grenze zur Ukraine ist es ruhig.", "Grenze zur Ukraine", "Grenze zur Ukraine"),
    ("Schüsse fielen auf der Krim.", "Krim", "Krim"),
    ("Sie landeten auf dem Flughafen Santa Rosa.", "Flughafen Santa Rosa", "Flughafen Santa Rosa"),
    ("Im Bezirk Altfeld brannte es.", "Altfeld", "Altfeld"),
    ("Truppen stehen an der ukrainischen Grenze.", "ukrainischen Grenze", "ukrainische Grenze"),
]

PEOPLE = [
    ("Nato-Chef Stoltenberg kam.", "Stoltenberg", "Jens Stoltenberg"),
    ("Der Nato-Chef kam.", "Nato-Chef", "Jens Stoltenberg"),
    ("Die Chefin der EU-Kommission kam.", "Chefin der EU-Kommission", "Ursula von der Leyen"),
    ("Scholz und sein spanischer Kollege kamen.", "spanischer Kollege", "Pedro Sánchez"),
    (
        "Die Außenminister Deutschlands und Frankreichs kamen.",
        "Außenminister Deutschlands",
        "Annalena Baerbock",
    ),
    ("Papst Franziskus kam. Das Kirchenoberhaupt schwieg.", "Kirchenoberhaupt", "Franziskus"),
    ("US-Außenminister Antony Blinken flog ab.", "Antony Blinken", "Antony Blinken"),
    ("US-Außenminister Antony Blinken flog ab.", "US-Außenminister", "Antony Blinken"),
    ("Blinken flog ab.", "Blinken", "Antony Blinken"),
    ("Lawrows Antwort kam spät.", "Lawrows", "Sergej Lawrow"),
    ("Sergey Lavrov kam spät.", "Sergey Lavrov", "Sergej Lawrow"),
    ("Präsident Zelensky sprach.", "Zelensky", "Wolodymyr Selenskyj"),
    ("Recep Tayyip Erdogan sprach.", "Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
    ("Ursula von der Leyen kam. Dann sprach von der Leyen.", "von der Leyen", "Ursula von der Leyen"),
    ("Der russische Präsident sprach lange.", "russische Präsident", "Wladimir Putin"),
    ("Russlands Präsident sprach lange.", "Russlands Präsident", "Wladimir Putin"),
    ("Der Präsident der Ukraine sprach lange.", "Präsident der Ukraine", "Wolodymyr Selenskyj"),
    ("Kremlsprecher Peskow winkte ab.", "Peskow", "Dmitri Peskow"),
    (
        "Die Sprecherin des russischen Außenministeriums rief an.",
        "Sprecherin des russischen Außenministeriums",
        "Maria Sacharowa",
    ),
    ("Der EU-Außenbeauftragte warnt.", "EU-Außenbeauftragte", "Josep Borrell"),
    ("Der deutsche Regierungssprecher warnt.", "deutsche Regierungssprecher", "Steffen Hebestreit"),
    ("Nato-Generalsekretär Stoltenberg warnt.", "Stoltenberg", "Jens Stoltenberg"),
    ("Innenminister Jonas Hellwege trat zurück.", "Jonas Hellwege", "Jonas Hellwege"),
    (
        "Innenminister Jonas Hellwege trat zurück. Hellweges Nachfolge ist offen.",
        "Hellweges",
        "Jonas Hellwege",
    ),
    ("Die Forscherin Marta Lindquist warnt. Lindquist lebt in Bonn.", "Lindquist", "Marta Lindquist"),
    ("Der Rebellenchef Osman bin Karif floh.", "Osman bin Karif", "Osman bin Karif"),
    ("General Tukur Ombasi (Nigeria) leitet die Truppe.", "Tukur Ombasi", "Tukur Ombasi"),
    ("Filbert Ngoma, der Anführer der Gruppe, floh.", "Anführer", "Filbert Ngoma"),
    ("Der Chefunterhändler der Regierung, Pedro Alcanza, kam.", "Pedro Alcanza", "Pedro Alcanza"),
]


@pytest.mark.parametrize(("text", "words", "name"), [*STATES, *ORGANISATIONS, *PLACES, *PEOPLE])
def test_words_mean_their_entity(text, words, name):
    assert (words, name) in mentions(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Er nahm den Mund nicht zu voll und sah ins Weite.", None),
        ("Die Zeit heilt alle Wunden.", "Die Zeit"),
        ("Ein Bild sagt mehr als tausend Worte.", "Bild"),
        ("Der Spiegel hing schief an der Wand.", "Der Spiegel"),
        ("Sie saßen im Park und warteten.", "Park Geun Hye"),
        ("Der Sprecher gab Auskunft.", "Auskunft"),
        ("In Haft sitzen viele.", "Haft"),
        ("Nach Angaben aus Kreisen geht es weiter.", "Angaben"),
        ("Bei Gefechten starben Menschen.", "Gefechten"),
        ("Er trank einen Amerikano.", "USA"),
        ("Der Euro steigt.", "EU"),
        ("Die Usambaraveilchen blühen.", "USA"),
        ("Ein Chilene und ein Chili.", "Chili"),
    ],
)
def test_ordinary_words_are_no_names(text, name):
    assert name not in names(text)


def test_one_person_under_all_names_is_one_entity():
    text = (
        "US-Außenminister Antony Blinken sprach. Blinken lobte das Treffen. Der US-Außenminister reist weiter. "
        "Antony J. Blinken bleibt zuversichtlich."
    )
    people = [entity for entity in read(text) if entity.kind == "person"]
    assert [(person.name, person.key, person.office) for person in people] == [
        ("Antony Blinken", "antony-blinken", "US-Außenminister")
    ]
    assert len(people[0].mentions) == 5


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2004-06-01", "Joschka Fischer"),
        ("2008-06-01", "Frank-Walter Steinmeier"),
        ("2015-06-01", "Frank-Walter Steinmeier"),
        ("2010-06-01", "Guido Westerwelle"),
        ("2020-06-01", "Heiko Maas"),
    ],
)
def test_an_office_means_its_holder_on_the_day(day, name):
    assert ("deutsche Außenminister", name) in mentions("Der deutsche Außenminister reist ab.", day)


def test_an_office_without_a_known_holder_is_nobody():
    assert names("Der tongaische Fischereiminister reist ab.", "person") == set()


def test_a_womans_title_is_no_mans():
    assert names("Die deutsche Kanzlerin reist ab.", "person") == set()
    assert names("Die deutsche Kanzlerin reist ab.", "person", "2020-01-21T12:00:00+01:00") == {
        "Angela Merkel"
    }


def test_an_office_is_never_given_to_the_other_sex():
    assert names("Der deutsche Bundeskanzler reist ab.", "person", "2015-06-01") == set()


def test_the_article_decides_who_holds_an_office():
    text = "Tongas Präsident Tomasi Falani sprach in Nukuʻalofa. Später reiste der tongaische Präsident ab."
    assert ("tongaische Präsident", "Tomasi Falani") in mentions(text)


def test_two_people_of_one_surname_stay_apart():
    text = "Außenministerin Hillary Clinton kam. Ihr Mann Bill Clinton blieb daheim."
    assert names(text, "person") == {"Hillary Clinton", "Bill Clinton"}


def test_a_title_tells_two_people_of_one_surname_apart():
    text = "Bill Clinton und Hillary Clinton kamen. Später sprach Außenministerin Clinton allein."
    spot = text.rindex("Clinton")
    entities = read(text, "2010-06-01")
    assert [e.name for e in entities if e.id == entity_at(entities, (spot, spot + 7))] == ["Hillary Clinton"]


@pytest.mark.parametrize(
    ("full", "key"), [("Sergey Lawrow", "sergej-lawrow"), ("Anton Lawrow", None), ("Gerhard Müller", None)]
)
def test_another_given_name_is_another_person_unless_it_is_a_spelling(full, key):
    assert [entity.key for entity in read(f"{full} kam.") if entity.kind == "person"] == [key]


def test_an_unknown_word_before_a_known_surname_is_somebody_else():
    assert "wladimir-putin" not in {entity.key for entity in read("Gestern siegte Arvo Putin im Schach.")}


def test_a_common_surname_alone_is_nobody_known():
    assert "Boris Johnson" not in names("Torwart Johnson hielt den Ball.")


def test_a_person_long_before_or_after_their_time_is_not_guessed():
    assert names("Scholz gewann das Turnier.", "person", "1994-05-01") == set()


CAPITALS = [
    ("Moskau weist die Vorwürfe zurück.", "Russland"),
    ("Die Gespräche mit Moskau stocken.", "Russland"),
    ("Der Streit zwischen Moskau und Kiew dauert an.", "Russland"),
    ("Der Streit zwischen Moskau und Kiew dauert an.", "Ukraine"),
    ("Auch Berlin fordert Aufklärung.", "Deutschland"),
    ("Dazu hat Brüssel nichts gesagt.", "EU"),
    ("Moskau und Washington haben Gespräche vereinbart.", "Russland"),
    ("Wien und Havanna nehmen Gespräche auf.", "Österreich"),
    ("Unterhändler aus Moskau und Kiew haben sich in Minsk getroffen.", "Russland"),
    ("Unterhändler aus Moskau und Kiew haben sich in Minsk getroffen.", "Ukraine"),
    ("Eine Delegation aus Wien reiste ab.", "Österreich"),
    ("Vertreter Moskaus und Kiews trafen sich in Minsk.", "Russland"),
    ("Vertreter Moskaus und Kiews trafen sich in Minsk.", "Ukraine"),
]


@pytest.mark.parametrize(("text", "state"), CAPITALS)
def test_a_capital_that_acts_is_its_government(text, state):
    assert state in {
        entity.name for entity in read(text) for mention in entity.mentions if mention.form == "capital"
    }


@pytest.mark.parametrize(
    "text",
    [
        "In Moskau schneit es.",
        "Er flog nach Moskau.",
        "Moskau – Am Freitag begann die Konferenz.",
        "Moskau (dpa) – Am Freitag begann die Konferenz.",
        "Der Zug von Moskau nach Minsk fiel aus.",
        "Sie besuchte Moskau zum ersten Mal.",
        "Die Hauptstadt Moskau ist verschneit.",
        "Proteste gab es in Minsk und Moskau.",
        "In Moskau und Minsk haben Proteste begonnen.",
        "Moskau/Minsk – Am Freitag begann die Konferenz.",
        "Ein Zug aus Moskau kam an.",
        "Der Außenminister besuchte Moskau.",
        "Eine Delegation aus Wien traf in Moskau ein.",
    ],
)
def test_a_capital_as_a_location_is_a_place(text):
    assert ("Moskau", "Moskau") in mentions(text)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Russland bestreitet das.", True),
        ("Die Lage in Russland ist ernst.", False),
        ("Viele russische Panzer rollen.", False),
        ("Russen leben hier.", False),
        ("Unterhändler aus Russland und der Ukraine trafen sich.", True),
        ("Russland/Ukraine – Am Freitag begann die Konferenz.", False),
    ],
)
def test_a_state_acts_unless_it_is_a_location_or_only_describes(text, acts):
    (russia,) = [entity for entity in read(text) if entity.key == "russland"]
    assert [mention.acts for mention in russia.mentions] == [acts]


def test_the_government_in_a_capital_is_the_state():
    found = mentions("Die Regierung in Kiew stimmt zu.")
    assert ("Regierung in Kiew", "Ukraine") in found
    assert ("Kiew", "Kiew") in found


def test_editors_knowledge_is_used():
    known = [
        KnownEntity(
            "mila-tarkow", "person", "Mila Tarkow", ("M. Tarkow",), (("Kapitänin der Fähre", None, None),)
        ),
        KnownEntity("russland", "state", "Russland", ("Das Bärenland",)),
    ]
    text = "Mila Tarkow kam aus dem Bärenland. Tarkow winkte."
    found = {entity.key: entity for entity in read("Das Bärenland jubelt. " + text, known=known)}
    assert len(found["mila-tarkow"].mentions) == 2
    assert found["russland"].name == "Russland"


def test_an_office_that_editors_added_is_understood_on_its_days():
    offices = (("Außenministerin Tongas", date(2021, 5, 1), date(2022, 6, 30)),)
    known = [KnownEntity("mila-tarkow", "person", "Mila Tarkow", (), offices)]
    text = "Der tongaische König ruft an. Die tongaische Außenministerin bleibt."
    assert {entity.key for entity in read(text, known=known) if entity.kind == "person"} == {"mila-tarkow"}
    assert not [entity for entity in read(text, "2023-01-21", known) if entity.kind == "person"]


def test_editors_knowledge_of_one_call_does_not_leak_into_the_next():
    known = [KnownEntity("mila-tarkow", "person", "Mila Tarkow")]
    assert [entity.key for entity in read("Mila Tarkow kam.", known=known)] == ["mila-tarkow"]
    assert [entity.key for entity in read("Mila Tarkow kam.")] == [None]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Der russische Außenminister Sergej Lawrow", "Sergej Lawrow"),
        ("Er", "Sergej Lawrow"),
        ("die deutsche Regierung", "Deutschland"),
        ("das russische Außenministerium", "russisches Außenministerium"),
        ("niemand", None),
    ],
)
def test_a_noun_phrase_is_looked_up(phrase, name):
    text = (
        "Der russische Außenminister Sergej Lawrow kam. Er lobte das Treffen, wie die deutsche Regierung und das russische "
        "Außenministerium mitteilten, niemand widersprach."
    )
    entities = read(text)
    start = text.index(phrase)
    found = entity_at(entities, (start, start + len(phrase)))
    assert {entity.id: entity.name for entity in entities}.get(found) == name


def test_entities_come_in_the_order_of_their_first_mention():
    entities = read("In Wien sprach die OSZE mit Russland über Georgien.")
    assert [(entity.id, entity.name) for entity in entities] == [
        ("e1", "Wien"),
        ("e2", "OSZE"),
        ("e3", "Russland"),
        ("e4", "Georgien"),
    ]


def test_the_day_is_that_of_the_newsroom():
    new_year = datetime.fromisoformat("2005-11-22T00:10:00+01:00")
    assert new_year.date() == date(2005, 11, 22)
    assert ("deutsche Bundeskanzlerin", "Angela Merkel") in mentions(
        "Die deutsche Bundeskanzlerin kam.", new_year.isoformat()
    )


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Annalena Baerbock kam.", "f"),
        ("Martina Hellwege kam.", "f"),
        ("Die USA zögern.", "p"),
        ("Die Nato tagt.", "f"),
        ("Der Kreml schweigt.", "m"),
        ("Innenminister Ombasi kam.", ""),
    ],
)
def test_an_entity_has_the_gender_of_its_name(text, gender):
    assert [gender_of(entity) for entity in read(text)] == [gender]
