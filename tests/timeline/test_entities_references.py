"""Pronouns, bare titles, groups and descriptions find whom they mean."""

from datetime import datetime

import pytest

from tests.timeline.referring import PUBLISHED, meant
from timeline.extraction.entities import find_entities
from timeline.extraction.text import Document

REFERENCES = [
    # who speaks is a person, and one of the country
    ("Baerbock kam. Man stehe zur Ukraine, sagte sie danach.", "sie", "Annalena Baerbock"),
    ("Macron traf Selenskyj. Man rede weiter, fügte der Ukrainer hinzu.", "Ukrainer", "Wolodymyr Selenskyj"),
    ("Kim Jong Un wartet. Moon Jae In kam, er sprach mit dem Machthaber.", "Machthaber", "Kim Jong Un"),
    ("Baerbock kam nach Kiew. Die Grünen-Politikerin schwieg.", "Grünen-Politikerin", "Annalena Baerbock"),
    # pronouns
    ("Blinken flog nach Genf. Er bleibt dort zwei Tage.", "Er", "Antony Blinken"),
    ("Annalena Baerbock kam nach Kiew. Sie bleibt dort zwei Tage.", "Sie", "Annalena Baerbock"),
    ("Baerbock traf Blinken. Er lobte den Empfang.", "Er", "Antony Blinken"),
    ("Baerbock traf Blinken. Sie lobte den Empfang.", "Sie", "Annalena Baerbock"),
    ("Lawrow sprach mit Blinken. Er verließ Genf am Abend.", "Er", "Sergej Lawrow"),
    ("Lawrow sagte, er habe keine Zeit.", "er", "Sergej Lawrow"),
    ("Die USA prüfen den Vorschlag. Sie wollen bald antworten.", "Sie", "USA"),
    ("Die Türkei lehnt das ab. Sie will verhandeln.", "Sie", "Türkei"),
    ("Lawrow drohte. Der Westen spiele auf Zeit. Er werde das nicht dulden.", "Er", "Sergej Lawrow"),
    (
        "Scholz hat mit dem ukrainischen Präsidenten gesprochen. Dieser bat um Waffen.",
        "Dieser",
        "Wolodymyr Selenskyj",
    ),
    ("Lawrow traf Blinken. Letzterer schwieg.", "Letzterer", "Antony Blinken"),
    # bare titles
    ("US-Außenminister Antony Blinken kam. Der Minister schwieg.", "Minister", "Antony Blinken"),
    ("Kanzler Olaf Scholz kam. Der Kanzler schwieg.", "Kanzler", "Olaf Scholz"),
    ("Präsident Ivo Marand kam. Ein Sprecher des Präsidenten schwieg.", "Präsidenten", "Ivo Marand"),
    ("Die Abgeordnete Mira Solling (CDU) klagt. Die Politikerin will reden.", "Politikerin", "Mira Solling"),
    ("Blinken sprach mit seinem russischen Amtskollegen.", "russischen Amtskollegen", "Sergej Lawrow"),
    ("Der Autor Hanno Brix las vor. Der 62-Jährige war heiser.", "Der 62-Jährige", "Hanno Brix"),
    # organs of a state
    ("Die Ukraine bittet um Hilfe. Die Regierung hofft auf Europa.", "Regierung", "Ukraine"),
    ("Scholz zögert. Seine Regierung berät noch.", "Regierung", "Deutschland"),
    ("Das Europäische Parlament tagte. Das Parlament stimmte zu.", "Parlament", "Europäisches Parlament"),
    ("Die türkische Armee rückte vor. Die Armee meldete Verluste.", "Armee", "türkische Armee"),
    # descriptions
    ("Kanada hilft. Das Land hat 200 Soldaten geschickt.", "Land", "Kanada"),
    ("Die Nato wächst. Das Bündnis hat neue Mitglieder.", "Bündnis", "Nato"),
    ("Die Huthi-Rebellen griffen an. Die Aufständischen zogen ab.", "Aufständischen", "Huthi-Rebellen"),
    ("Die Huthi griffen an. Dabei starben 14 Aufständische.", "Aufständische", "Huthi-Rebellen"),
    ("Syrische Rebellen griffen an. Die Rebellen zogen ab.", "Rebellen", "syrische Rebellen"),
    (
        "Die Huthi griffen an. Die jemenitischen Rebellen zogen ab.",
        "jemenitischen Rebellen",
        "Huthi-Rebellen",
    ),
    ("Papst Franziskus kam. Der argentinische Papst winkte.", "argentinische Papst", "Franziskus"),
    ("Das meldet Reuters. Die Agentur beruft sich auf Zeugen.", "Agentur", "Reuters"),
    (
        "Das russische Außenministerium schwieg. Das Ministerium sei zuständig.",
        "Ministerium",
        "russisches Außenministerium",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), REFERENCES)
def test_a_reference_finds_whom_it_means(text, words, name):
    assert meant(text, words)[-1] == {name}


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "Blinken traf Lawrow in Genf. Beide Seiten lobten die Gespräche.",
            "Beide Seiten",
            {"USA", "Russland"},
        ),
        (
            "Scholz empfing Macron. Die beiden Politiker lachten.",
            "Die beiden Politiker",
            {"Olaf Scholz", "Emmanuel Macron"},
        ),
        (
            "Es trafen sich die Präsidenten Russlands und der Ukraine.",
            "Präsidenten Russlands",
            {"Wladimir Putin", "Wolodymyr Selenskyj"},
        ),
        ("Die Nato-Außenminister tagen.", "Nato-Außenminister", {"Nato"}),
        ("Die europäischen Außenminister tagen.", "europäischen Außenminister", {"EU"}),
        (
            "Putin lud ein. Macron kam, auch Lawrow war da. Die beiden Präsidenten lachten.",
            "Die beiden Präsidenten",
            {"Wladimir Putin", "Emmanuel Macron"},
        ),
        ("Scholz und Macron trafen sich. Sie sprachen über Mali.", "Sie", {"Olaf Scholz", "Emmanuel Macron"}),
        (
            "Scholz sprach mit Macron. Zuletzt hatten sie im Mai miteinander verhandelt.",
            "sie",
            {"Olaf Scholz", "Emmanuel Macron"},
        ),
        ("Putin traf Macron. Beide schwiegen danach.", "Beide", {"Wladimir Putin", "Emmanuel Macron"}),
        (
            "Scholz beriet mit Macron und Biden. Die drei sahen sich in Berlin.",
            "Die drei",
            {"Olaf Scholz", "Emmanuel Macron", "Joe Biden"},
        ),
        (
            "Blinken sprach mit Lawrow. Die Minister schwiegen.",
            "Minister",
            {"Antony Blinken", "Sergej Lawrow"},
        ),
        (  # the two of whom the article tells, not two named in passing
            "Abdel Fattah al-Sisi und Abiy Ahmed berieten am Montag über den Staudamm. Es kam auch US-Gesandter Mike Hammer, "
            "mit ihm Moussa Faki. Zum dritten Mal sahen sich die beiden Politiker.",
            "die beiden Politiker",
            {"Abdel Fattah al-Sisi", "Abiy Ahmed"},
        ),
        (  # the two leaders of the sentence before, not the ministers named earlier
            "Lawrow und Blinken berieten in Wien. Bald treffen Nicolás Maduro und Gustavo Petro in Bogotá mit Lula zusammen. "
            "Für Mai hat Biden beide nach Miami eingeladen.",
            "beide",
            {"Nicolás Maduro", "Gustavo Petro"},
        ),
        (
            "Charles Michel empfing Nikol Paschinjan und Ilham Alijew. Die Staatschefs schwiegen.",
            "Staatschefs",
            {"Nikol Paschinjan", "Ilham Alijew"},
        ),
    ],
)
def test_a_group_is_everybody_in_it(text, words, names):
    assert meant(text, words)[-1] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Es regnete. Er hörte nicht auf.", "Er"),
        ("Ein Sprecher der Nato kam. Ein Polizist half. Sie fragen, wir antworten.", "Sie"),
        ("Blinken kam. Finden Sie hier mehr dazu.", "Sie"),
        ("Blinken kam. Ein Sprecher schwieg.", "Sprecher"),
        ("Scholz kam. Der israelische Regierungssprecher schwieg.", "israelische Regierungssprecher"),
        ("China droht. Die tibetische Hauptstadt ist ruhig.", "tibetische Hauptstadt"),
        ("Frankreich zögert. Die Mainzer Polizei ermittelt.", "Mainzer Polizei"),
        ("Israel warnt. Die Führung der Hamas schweigt.", "Führung der Hamas"),
        ("Die Taliban drohen. Sie fürchten weitere Islamisten.", "Islamisten"),
        ("Blinken kam. Danach trat ein Soldat vor. Die Soldatin salutierte.", "Die Soldatin"),
        ("Blinken kam. Ein Beamter verhörte einen Zeugen. Der Kanzler schwieg.", "Kanzler"),
        ("Scholz kam. Danach sprach eine Ministerin. Sie lachte.", "Sie"),
        ("Josep Borrell kam. Die USA holen die Angehörigen ihrer Diplomaten heim.", "Diplomaten"),
        ("Blinken kam. Die Außenminister schwiegen.", "Außenminister"),
    ],
)
def test_a_reference_to_nobody_named_stays_open(text, words):
    assert meant(text, words)[-1] == set()


def test_a_pronoun_after_a_stranger_does_not_reach_past_them():
    assert meant("Putin schwieg. Ein Botschafter erklärte das Nötige. Er ging.", "Er") == [set()]


def test_pronouns_are_found_in_every_sentence():
    assert meant("Blinken kam. Er aß. Er trank. Er schlief.", "Er") == [{"Antony Blinken"}] * 3


def test_names_that_share_a_title_in_the_plural_are_people():
    text = "Die Außenminister der beiden Länder, Ararat Holm und Sefer Quint, sprachen in Wien."
    found = find_entities(Document(text), datetime.fromisoformat(PUBLISHED))
    assert {entity.name for entity in found if entity.kind == "person"} == {"Ararat Holm", "Sefer Quint"}


def test_the_belgian_capital_is_brussels():
    assert meant("Sie trafen sich in der belgischen Hauptstadt.", "belgischen Hauptstadt") == [{"Brüssel"}]


def test_a_town_behind_an_office_is_no_person():
    text = "Seit Jahren hatte kein Vertreter Pjöngjangs Washington besucht."
    found = find_entities(Document(text), datetime.fromisoformat(PUBLISHED))
    assert [entity.name for entity in found if entity.kind == "person"] == []


def test_a_council_of_ones_own_land_is_not_that_of_the_united_nations():
    assert meant("Putin rief den Sicherheitsrat seines Landes zusammen.", "Sicherheitsrat") == [set()]
