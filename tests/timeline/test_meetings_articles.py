"""Meetings of whole articles: which sentences tell of one, which of another, and on which day. All texts are invented."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from timeline.extraction import analyse
from timeline.extraction.meetings import find_meetings


def told(text, published):
    """Return each meeting as (last names of who meets, days, status, sentences that report it)."""
    analysis = analyse(text, datetime.fromisoformat(published).replace(tzinfo=ZoneInfo("Europe/Berlin")))
    names = {entity.id: entity.name.split()[-1] for entity in analysis.entities}
    document = analysis.document
    return [
        (
            {names[one] for one in found.participants},
            days_of(found),
            found.status,
            len({document.sentence_at(span.start) for span in found.evidence}),
        )
        for found in find_meetings(analysis)
    ]


def days_of(found):
    first, last = found.days
    if first == last:
        return str(first)[5:] if first else ""
    return f"{str(first)[5:] if first else ''}..{str(last)[5:] if last else ''}"


PARTS = [
    (  # what somebody says "nach dem Treffen" is of the news, not of a meeting recalled in between
        "Antony Blinken beendete am Freitag in Dschidda die Gespräche mit Abdel Fattah al-Sisi und Abiy Ahmed vorzeitig. "
        "Zuletzt hatten sie Anfang Mai in Rom miteinander verhandelt. Abiy sagte nach dem Treffen, er sei enttäuscht.",
        [
            ({"Blinken", "al-Sisi", "Ahmed"}, "11-03", "held", 2),
            ({"al-Sisi", "Ahmed"}, "05-01..05-10", "held", 1),
        ],
    ),
    (  # who brought them together, how long it took, what they made of it
        "Abiy Ahmed und Isaias Afwerki trafen sich am Montag in Asmara. Vermittler war US-Außenminister Antony Blinken. "
        "Blinken sprach von einem schwierigen Treffen.",
        [({"Ahmed", "Afwerki", "Blinken"}, "11-06", "held", 3)],
    ),
    (
        "Noch am Montag war ein Spitzentreffen zwischen Abiy Ahmed und Isaias Afwerki gescheitert. Es hatte acht Stunden gedauert.",
        [({"Ahmed", "Afwerki"}, "11-06", "held", 2)],
    ),
    (
        "Abiy Ahmed und Isaias Afwerki trafen sich am Montag in Asmara. »Das war ein gutes Gespräch«, sagte Abiy.",
        [({"Ahmed", "Afwerki"}, "11-06", "held", 2)],
    ),
    (  # a house lies in the town told before
        "Bei einem Treffen mit Antony Blinken in Genf haben sich Präsident Abiy Ahmed und Staatschef Isaias Afwerki am Montag "
        "gestritten. Die Gespräche im Völkerbundpalast endeten nach drei Stunden ohne Ergebnis.",
        [({"Ahmed", "Afwerki", "Blinken"}, "11-06", "held", 2)],
    ),
    (  # "vor allem" tells no place
        "Abiy Ahmed und Isaias Afwerki verhandelten am Montag in Genf. António Guterres machte nach der Sitzung vor allem "
        "Äthiopien verantwortlich.",
        [({"Ahmed", "Afwerki", "Guterres"}, "11-06", "held", 2)],
    ),
    (  # who is told something at the talks
        "Emmanuel Macron hatte Präsident Wladimir Putin am Dienstag in einem Telefonat gebeten, die Waffenruhe zu verlängern.",
        [({"Macron", "Putin"}, "11-07", "held", 1)],
    ),
    (
        "Anfang Oktober hatten Macron und Scholz die beiden Kontrahenten Abiy Ahmed und Isaias Afwerki in Paris zusammengebracht.",
        [({"Macron", "Scholz", "Ahmed", "Afwerki"}, "10-01..10-10", "held", 1)],
    ),
    (  # an apposition with its own commas, in which each stands for a side
        "Am Montag haben die Außenminister, Sergej Lawrow für Russland und Antony Blinken für die USA, in Genf verhandelt.",
        [({"Lawrow", "Blinken"}, "11-06", "held", 1)],
    ),
    (
        "Am Montag hatte Blinken, der US-Außenminister, in Genf mit Abiy Ahmed verhandelt.",
        [({"Blinken", "Ahmed"}, "11-06", "held", 1)],
    ),
    (
        "Am Montag hatten die Unterhändler beider Seiten, Thomas Bekele für Äthiopien und Daniel Gebre für Eritrea, in Genf verhandelt.",
        [({"Bekele", "Gebre"}, "11-06", "held", 1)],
    ),
    (  # talks to which somebody does not go, and talks that came to nothing
        "Gustavo Petro will nicht zu einem für den 7. Dezember geplanten Treffen mit Präsident Nicolás Maduro nach Caracas reisen.",
        [({"Petro", "Maduro"}, "12-07", "cancelled", 1), ({"Petro"}, "12-07", "cancelled", 1)],
    ),
    (
        "Im Oktober war ein Treffen in Kairo geplatzt, weil Abiy Ahmed abgesagt hatte.",
        [({"Ahmed"}, "10-01..10-31", "cancelled", 1)],
    ),
    (  # mediators act for those who sent them
        "Die Vermittler der Afrikanischen Union und der USA sind am Dienstag in Addis Abeba mit Präsident Isaias Afwerki zusammengetroffen.",
        [({"Union", "USA", "Afwerki"}, "11-07", "held", 1)],
    ),
    (
        "Emmanuel Macron traf am Montag in Kairo Präsident Abdel Fattah al-Sisi, am Dienstag in Amman König Abdullah II.",
        [({"Macron", "al-Sisi"}, "11-06", "held", 1), ({"Macron", "II."}, "11-07", "held", 1)],
    ),
    (
        "Antony Blinken reist am Freitag nach Ankara und am Samstag nach Bagdad.",
        [({"Blinken"}, "11-10", "planned", 1), ({"Blinken"}, "11-11", "planned", 1)],
    ),
    (
        "Für Donnerstag ist eine Sitzung der Afrikanischen Union in Addis Abeba geplant, für Freitag eine Sitzung der Ecowas in Abuja.",
        [({"Union"}, "11-09", "planned", 1), ({"Ecowas"}, "11-10", "planned", 1)],
    ),
    (
        "Benjamin Netanjahu telefonierte am Dienstag mit Joe Biden, zuvor mit Wladimir Putin.",
        [({"Netanjahu", "Biden"}, "11-07", "held", 1), ({"Netanjahu", "Putin"}, "11-07", "held", 1)],
    ),
    (
        "Antony Blinken traf am Montag in Ramallah Mahmud Abbas und in Manama König Hamad.",
        [({"Blinken", "Abbas"}, "11-06", "held", 1), ({"Blinken", "Hamad"}, "11-06", "held", 1)],
    ),
    (
        "Heiko Maas trifft am Donnerstag zunächst Gabi Aschkenasi, danach Reuven Rivlin und am Freitag in Ramallah Mahmud Abbas.",
        [
            ({"Maas", "Aschkenasi"}, "11-09", "planned", 1),
            ({"Maas", "Rivlin"}, "11-09", "planned", 1),
            ({"Maas", "Abbas"}, "11-10", "planned", 1),
        ],
    ),
    (
        "Jens Stoltenberg wird am Donnerstag in Belgrad und am Freitag in Pristina erwartet.",
        [({"Stoltenberg"}, "11-09", "planned", 1), ({"Stoltenberg"}, "11-10", "planned", 1)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_each_part_of_a_clause_has_its_own_meeting_and_day(text, expected):
    assert told(text, "2023-11-08T12:00") == expected


APART = [
    # recalled, not the news
    (
        "Nikol Paschinjan und Ilham Alijew haben am Dienstag in Brüssel verhandelt. Zuletzt hatten sich Paschinjan und Alijew im Juli getroffen.",
        [
            ({"Paschinjan", "Alijew"}, "11-07", "held", 1),
            ({"Paschinjan", "Alijew"}, "07-01..07-31", "held", 1),
        ],
    ),
    # the next one
    (
        "Xi Jinping und Joe Biden sprachen am Dienstag zwei Stunden lang miteinander. Danach wollen Xi und Biden erneut miteinander sprechen.",
        [({"Jinping", "Biden"}, "11-07", "held", 1), ({"Jinping", "Biden"}, "11-08..", "planned", 1)],
    ),
    # before and after
    (
        "Einen Tag vor seiner Begegnung mit Wladimir Putin hat Viktor Orbán am Dienstag in Kiew mit Wolodymyr Selenskyj gesprochen.",
        [({"Orbán", "Putin"}, "11-08", "planned", 1), ({"Orbán", "Selenskyj"}, "11-07", "held", 1)],
    ),
    # one called off, one held
    (
        "Annalena Baerbock ist am Dienstag in Belgrad nicht wie geplant mit Präsident Aleksandar Vučić zusammengekommen. "
        "Baerbock sprach am Dienstag in Belgrad mit Ministerpräsidentin Ana Brnabić.",
        [({"Baerbock", "Vučić"}, "11-07", "cancelled", 1), ({"Baerbock", "Brnabić"}, "11-07", "held", 1)],
    ),
    # "unter vier Augen"
    (
        "Angela Merkel ist am Dienstag in Berlin mit Wladimir Putin und Recep Tayyip Erdogan zusammengetroffen. "
        "Putin und Erdogan hatten unter vier Augen beraten.",
        [({"Merkel", "Putin", "Erdoğan"}, "11-07", "held", 1), ({"Putin", "Erdoğan"}, "", "held", 1)],
    ),
    # "ein weiteres"
    (
        "Xi Jinping und Joe Biden sprachen am Dienstag zwei Stunden lang miteinander. Ein weiteres Treffen ist für Dezember geplant.",
        [({"Jinping", "Biden"}, "11-07", "held", 1), ({"Jinping", "Biden"}, "12-01..12-31", "planned", 1)],
    ),
    # a call and a visit
    (
        "Scholz besuchte am Montag Tirana. Am Dienstag telefonierte Scholz mit Emmanuel Macron.",
        [({"Scholz"}, "11-06", "held", 1), ({"Scholz", "Macron"}, "11-07", "held", 1)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_other_meetings_of_the_same_people_stay_apart(text, expected):
    assert told(text, "2023-11-08T12:00") == expected


ONE = [
    # nouns that refer back
    (
        "Luiz Inácio Lula da Silva und Nicolás Maduro haben am Dienstag in Brasília verhandelt.\n\n"
        "Die Unterredung endete nach zwei Stunden. Lula nannte das Gespräch offen.",
        "11-07",
        3,
    ),
    # the lead without a day
    (
        "Olaf Scholz und Recep Tayyip Erdogan haben in Ankara über Waffenlieferungen gesprochen.\n\n"
        "Scholz sagte am Dienstag in Ankara, man sei sich nähergekommen.",
        "11-07",
        1,
    ),
    # "die beiden"
    (
        "Präsident Recep Tayyip Erdogan empfing am Dienstag Wladimir Putin in Sotschi. Länger als vorgesehen sprachen die beiden miteinander.",
        "11-07",
        2,
    ),
    # "dabei"
    (
        "Joe Biden telefonierte am Dienstag mit Benjamin Netanjahu. Dabei verlangte Biden eine Feuerpause.",
        "11-07",
        2,
    ),
    # states, and then their ministers
    (
        "Die USA und China haben am Dienstag in Wien verhandelt. Mehr als acht Stunden saßen Antony Blinken und Wang Yi zusammen.",
        "11-07",
        2,
    ),
]


@pytest.mark.parametrize(("text", "day", "sentences"), ONE)
def test_all_that_tells_of_one_meeting_is_one_meeting(text, day, sentences):
    meetings = told(text, "2023-11-08T12:00")
    assert [(meeting[1], meeting[3]) for meeting in meetings] == [(day, sentences)]
    assert len(meetings[0][0]) == 2


DAYS = [
    ("Joe Biden und Xi Jinping kommen in zwei Tagen in Rom zusammen.", "11-10"),
    (
        "Am Freitag wird Ben Wallace erwartet. Boris Johnson traf am selben Tag in Brüssel Jens Stoltenberg.",
        "11-08",
    ),
    ("Heiko Maas wird am Freitag in Kairo erwartet. Dort trifft er zunächst Abdel Fattah al-Sisi.", "11-10"),
    ("Donald Trump hatte das Treffen mit Kim Jong Un am Donnerstag abgesagt.", ""),
    ("Für Freitag haben Blinken und Lawrow ein Treffen in Genf vereinbart.", "11-10"),
    ("Das für den 12. Dezember geplante Treffen in Singapur findet nicht statt.", "12-12"),
    ("Am Tag nach seinem Treffen mit Mahmud Abbas sprach Antony Blinken von Fortschritten.", "11-07"),
    ("Es war das erste Treffen von Scholz und Erdogan auf dieser Ebene seit elf Jahren.", ""),
    ("Anfang Oktober hatten Biden und Netanjahu miteinander telefoniert.", "10-01..10-10"),
    ("Eine Woche nach dem Gipfel von Biden und Xi Jinping in Genf steigt die Spannung.", "10-29..11-04"),
    ("Scholz kehrte am Dienstag aus Paris zurück, wo er mit Macron gesprochen hatte.", ""),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_meeting_has_only_its_own_day(text, day):
    assert [meeting[1] for meeting in told(text, "2023-11-08T12:00")][-1:] == [day]


WHO = [
    (
        "Olaf Scholz und Emmanuel Macron sind nach Kiew gereist. Die beiden wurden am Dienstag von Wolodymyr Selenskyj empfangen.",
        {"Scholz", "Macron"},
    ),
    (
        "Antony Blinken hat am Montag zum Abschluss seiner Nahostreise mit Abdel Fattah al-Sisi beraten.",
        {"Blinken", "al-Sisi"},
    ),
    (
        "Vertreter Chinas, Russlands und Frankreichs berieten am Montag mit der iranischen Delegation.",
        {"China", "Russland", "Frankreich", "Iran"},
    ),
    (
        "Annalena Baerbock empfing am Dienstag neben Antony Blinken auch den Briten David Cameron.",
        {"Baerbock", "Blinken", "Cameron"},
    ),
    ("Für Emmanuel Macron war es das dritte Treffen mit Xi Jinping.", {"Macron", "Jinping"}),
    ("Vier Stunden lang sprachen Modi und Putin am Montag im Süden von Sotschi.", {"Modi", "Putin"}),
    (
        "Am Dienstag saß Nancy Pelosi zwei Stunden lang bei Ursula von der Leyen in Brüssel.",
        {"Pelosi", "Leyen"},
    ),
    (
        "Im UN-Sicherheitsrat warf Israel am Dienstag dem Iran einen Angriff vor.",
        {"UN-Sicherheitsrat", "Israel"},
    ),
    ("In Doha trafen sich am Montag die Geheimdienstchefs der USA und Israels.", {"USA", "Israel"}),
    ("Putin unterrichtete am Dienstag Xi Jinping telefonisch über die Lage.", {"Putin", "Jinping"}),
    (
        "Scholz sprach am Montag in Paris mit Macron. Für Dienstag ist ein Besuch in Kairo geplant.",
        {"Scholz", "Macron"},
    ),
]


@pytest.mark.parametrize(("text", "who"), WHO)
def test_everybody_who_takes_part_is_found(text, who):
    assert told(text, "2023-11-08T12:00")[0][0] == who


NONE = [
    "Joe Biden und Kamala Harris haben am Freitag in Washington ihre Unterstützung bekräftigt.",
    "Angela Merkel und Emmanuel Macron sehen sich mit Kritik konfrontiert.",
    "Biden und Xi haben sich seit Jahren nicht getroffen.",
    "Baerbock verlangte, die Berater mit neuen Verhandlungen zu beauftragen.",
    "Scholz sprach am Dienstag über den Gipfel.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_speaks_of_meetings_is_none(text):
    assert told(text, "2023-11-08T12:00") == []


def test_a_colon_announces_the_meeting_that_follows_it():
    text = "Abgesagt ist auch das Gespräch in Paris: Emmanuel Macron wird Viktor Orbán am Freitag nicht empfangen."
    assert told(text, "2023-11-08T12:00") == [({"Macron", "Orbán"}, "11-10", "cancelled", 1)]


def test_a_clock_time_gives_way_to_the_day_told_elsewhere():
    text = (
        "Einen Tag nach dem Treffen der Unterhändler zieht Teheran Bilanz.\n\n"
        "Mehr als sieben Stunden hatten Antony Blinken und Hossein Amir-Abdollahian am Dienstag verhandelt. "
        "Begonnen hatte die Sitzung um 8.55 Uhr."
    )
    assert "11-07" in [meeting[1] for meeting in told(text, "2023-11-08T12:00")]
