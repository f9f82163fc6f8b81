"""German time expressions are found with their article and modifiers, and resolved to TIMEX3 values and days.

Unless a test says otherwise, the articles are published on Friday, 21 January 2022, at 17:04 in Berlin.
"""

import re
from datetime import datetime

import pytest

from timeline.extraction.dates import find_dates
from timeline.extraction.text import Document

PUBLISHED = "2022-01-21T17:04:00+01:00"
MARKED = re.compile(r"\[(.+?)\|(.+?)\]")


def read(text, published=PUBLISHED):
    return find_dates(Document(text), datetime.fromisoformat(published))


def marked_up(text, published=PUBLISHED):
    """Return the text with "[words|value]" for each expression that was found."""
    for found in reversed(read(text, published)):
        text = f"{text[: found.start]}[{text[found.start : found.end]}|{found.value}]{text[found.end :]}"
    return text


def check(expected, published=PUBLISHED):
    assert marked_up(MARKED.sub(r"\1", expected), published) == expected


ABSOLUTE = """
Die Gespräche begannen am [21.1.2022|2022-01-21] in Genf.
Die Gespräche begannen am [21. 1. 2022|2022-01-21] in Genf.
Die Gespräche begannen am [21.01.22|2022-01-21] in Genf.
Die Gespräche begannen am [21.1.|2022-01-21] in Genf.
Stand [2022-01-19|2022-01-19], alle Angaben ohne Gewähr.
Am [9. November 1989|1989-11-09] fiel die Mauer.
Am [Freitag, 21. Januar 2022|2022-01-21], trafen sie sich.
Am [Freitag, den 21. Januar|2022-01-21], trafen sie sich.
Am [Freitag, dem 21. Januar 2022|2022-01-21], trafen sie sich.
Am [21. Jänner|2022-01-21] beschloss der Rat die Reform.
Der Erlass vom [17. Dez. 2021|2021-12-17] gilt weiter.
Der Erlass vom [3. Sept. 2020|2020-09-03] gilt weiter.
Am [zweiten Februar 2021|2021-02-02] endete die Frist.
Der Krieg begann im [Februar 2014|2014-02] auf der Krim.
Der Krieg begann [Ende Februar 2014|2014-02] auf der Krim.
Seit [Mitte November|2021-11] wird dort gebaut.
Im [Oktober|2021-10] hatte er noch widersprochen.
Im [Juni|2022-06] soll er nach Peking reisen.
Das Abkommen von [2015|2015] ist zerrüttet.
Zwischen [1994|1994] und [1996|1996] gab die Ukraine ihre Atomwaffen ab.
Der Erste Weltkrieg ([1914|1914]-[1918|1918]) veränderte alles.
Im [Jahr 2008|2008] war Krieg in Georgien.
Die Verfassung [des Jahres 1996|1996] wurde geändert.
Im [ersten Quartal 2021|2021-Q1] stieg der Gaspreis.
Im [vierten Quartal|2022-Q4] rechnet die Bank mit Wachstum.
Im [ersten Halbjahr 2020|2020-H1] stand alles still.
Im [Sommer 2021|2021-SU] zogen die Truppen ab.
Seit [Herbst|2021-FA] wird aufgerüstet.
Im [Winter 2013/14|2013-WI] standen sie auf dem Maidan.
In [den 90er-Jahren|199] zerfiel der Bund.
In [den neunziger Jahren|199] zerfiel der Bund.
In [den Neunzigerjahren|199] zerfiel der Bund.
[Mitte der 90er-Jahre|199] zerfiel der Bund.
Seit [den 1970er Jahren|197] wird gezählt.
In [den 2010er-Jahren|201] wurde gebaut.
Im [19. Jahrhundert|18] war das Grenzland.
Der Vertrag stammt aus [dem 17. Jahrhundert|16].
In [der 12. Kalenderwoche|2022-W12] wird geliefert.
[MONTAG, 24. JANUAR|2022-01-24]
"""

LISTS = """
Sie tagen am [3.|2022-02-03], [4.|2022-02-04] und [7. Februar|2022-02-07] in Wien.
Die Schau läuft vom [18.|2022-02-18] bis [20. Februar|2022-02-20] in Wien.
Die Schau läuft vom [18.|2022-02-18] bis zum [20. Februar 2022|2022-02-20] in Wien.
Die Schau läuft vom [18.|2022-02-18]-[20. Februar|2022-02-20] in Wien.
Die Schau läuft vom [28. Februar|2022-02-28] bis [2. März|2022-03-02] in Wien.
Zwischen dem [7.|2022-03-07] und dem [15. März|2022-03-15] wird nicht getagt.
In der [Nacht|2022-02-05TNI] vom [5.|2022-02-05] auf den [6. Februar|2022-02-06] wird gesperrt.
Geöffnet ist von [9|2022-01-21T09:00] bis [12.30 Uhr|2022-01-21T12:30].
Geöffnet ist [14.30|2022-01-21T14:30]–[18 Uhr|2022-01-21T18:00].
Zwischen [18|2022-01-21T18:00] und [20 Uhr|2022-01-21T20:00] wird gesperrt.
"""

CLOCK = """
Um [11.00 Uhr|2022-01-21T11:00] begann das Gespräch.
Um [11:30 Uhr|2022-01-21T11:30] begann das Gespräch.
Um [9 Uhr 15|2022-01-21T09:15] begann das Gespräch.
Um [halb neun|2022-01-21T08:30] begann das Gespräch.
Um [Viertel nach acht|2022-01-21T08:15] begann das Gespräch.
Um [Viertel vor acht|2022-01-21T07:45] begann das Gespräch.
Gegen [acht Uhr|2022-01-21T08:00] begann das Gespräch.
Kurz nach [8 Uhr|2022-01-21T08:00] begann das Gespräch.
Um [8 Uhr abends|2022-01-21T20:00] begann das Gespräch.
Um [Mitternacht|2022-01-21T24:00] endete die Frist.
[Gestern|2022-01-20] um [20 Uhr|2022-01-20T20:00] trat er vor die Presse.
Um [20 Uhr|2022-01-20T20:00] am [Donnerstag|2022-01-20] trat er vor die Presse.
Am [Abend|2022-01-21TEV] trat er vor die Presse.
Am [Dienstag|2022-01-18] landete sie. Am [Abend|2022-01-18TEV] traf sie den Präsidenten.
Am [späten Nachmittag|2022-01-21TAF] trat er vor die Presse.
In der [Nacht|2022-01-21TNI] fielen Schüsse.
In [der Nacht zum Samstag|2022-01-21TNI] werden Schüsse erwartet.
In [der Nacht auf Donnerstag|2022-01-19TNI] fielen Schüsse.
"""

RELATIVE = """
[Gestern|2022-01-20] traf sie den Präsidenten, [heute|2022-01-21] reist sie weiter.
[Vorgestern|2022-01-19] war noch alles offen.
Die Wahl ist [übermorgen|2022-01-23].
[Gestern Abend|2022-01-20TEV] traf sie den Präsidenten.
Er reist [morgen früh|2022-01-22TMO] ab.
[Heute Nachmittag|2022-01-21TAF] spricht der Kanzler.
Am [Freitag|2022-01-21] sagte er das in Genf.
Am [Donnerstag|2022-01-20] hat er das bestätigt.
Am [Samstag|2022-01-22] wird er das bestätigen.
Am [Montag|2022-01-24] soll der Rat beraten.
Am [Montagabend|2022-01-17TEV] war der Rat zusammengekommen.
Am [Montag Abend|2022-01-17TEV] war der Rat zusammengekommen.
Am [vergangenen Mittwoch|2022-01-19] kam der Rat zusammen.
Am [kommenden Mittwoch|2022-01-26] kommt der Rat zusammen.
Am [nächsten Freitag|2022-01-28] kommt der Rat zusammen.
Am [Mittwoch kommender Woche|2022-01-26] kommt der Rat zusammen.
Am [Mittwoch der kommenden Woche|2022-01-26] kommt der Rat zusammen.
[Kommende Woche|2022-W04] wird verhandelt.
[Vergangene Woche|2022-W02] wurde verhandelt.
Seit [vergangener Woche|2022-W02] wird verhandelt.
In [dieser Woche|2022-W03] wurde verhandelt.
Im [vergangenen Monat|2021-12] wurde verhandelt.
Im [kommenden Jahr|2023] wird gewählt.
[Dieses Jahr|2022] wird gewählt.
Bis [Ende dieses Jahres|2022] wird gewählt.
Im [Vorjahr|2021] wurde gewählt.
Das war im [Dezember vergangenen Jahres|2021-12] anders.
Das war im [Dezember des vergangenen Jahres|2021-12] anders.
[Heuer|2022] wird nicht gewählt.
Am [Wochenende|2022-W02-WE] wurde gekämpft.
Am [kommenden Wochenende|2022-W03-WE] wird demonstriert.
In [den kommenden Wochen|FUTURE_REF] werden Waffen geliefert.
"""

NAMED_BEFORE = """
Am [3. Mai 2021|2021-05-03] kam er an, [tags darauf|2021-05-04] reiste er weiter.
Am [3. Mai 2021|2021-05-03] kam er an, am [nächsten Tag|2021-05-04] reiste er weiter.
Am [3. Mai 2021|2021-05-03] kam er an, am [selben Tag|2021-05-03] reiste er weiter.
Am [3. Mai 2021|2021-05-03] kam er an, am [Tag darauf|2021-05-04] reiste er weiter.
Am [3. Mai 2021|2021-05-03] kam er an, am [Tag zuvor|2021-05-02] war er in Rom.
Am [3. Mai 2021|2021-05-03] kam er an, am [Vortag|2021-05-02] war er in Rom.
Am [31. Dezember 2021|2021-12-31] kam er an, [tags darauf|2022-01-01] reiste er weiter.
"""

LENGTHS = """
Sie sprachen [rund eineinhalb Stunden|PT1.5H] miteinander.
Sie sprachen [anderthalb Stunden|PT1.5H] miteinander.
Sie sprachen [mehr als zwei Stunden|PT2H] miteinander.
Sie sprachen [90 Minuten|PT90M] miteinander.
Sie sprachen [eine halbe Stunde|PT0.5H] miteinander.
Sie sprachen [stundenlang|PTXH] miteinander.
Vor [fünf Jahren|P5Y] begann der Krieg.
Vor [knapp acht Jahren|P8Y] begann der Krieg.
Seit [Monaten|PXM] wird dort gebaut.
Seit [mehreren Monaten|PXM] wird dort gebaut.
Seit [einigen Wochen|PXW] wird dort gebaut.
In [den vergangenen drei Tagen|P3D] wurde geschossen.
In [den letzten zehn Jahren|P10Y] wurde gerüstet.
In [den kommenden zwei Wochen|P2W] wird verhandelt.
Der [zweitägige|P2D] Gipfel endete ohne Ergebnis.
Das [dreistündige|PT3H] Gespräch endete ohne Ergebnis.
Nach [jahrelangem|PXY] Streit einigten sie sich.
Er wartete [ein paar Tage|PXD].
Das dauert [Jahrzehnte|PXDE].
"""

SETS = """
Sie telefonieren [täglich|P1D].
Sie telefonieren [jeden Tag|P1D].
Sie telefonieren [jede Woche|P1W].
Sie telefonieren [zweimal im Monat|P1M].
Sie telefonieren [dreimal täglich|P1D].
Sie treffen sich [jeden Freitag|XXXX-WXX-5].
Sie treffen sich [jeden zweiten Freitag|XXXX-WXX-5].
Sie treffen sich [alle zwei Jahre|P2Y].
Sie treffen sich [montags|XXXX-WXX-1].
Das kostet zwei Milliarden Euro [pro Jahr|P1Y].
Das kostet zwei Milliarden Euro [jährlich|P1Y].
"""

REFERENCES = """
[Damals|PAST_REF] galt das als Erfolg.
[Derzeit|PRESENT_REF] gilt das als Erfolg.
Das bleibt [bislang|PRESENT_REF] folgenlos.
[Im Moment|PRESENT_REF] bleibt das folgenlos.
Das soll [demnächst|FUTURE_REF] enden.
"""

NO_DATES = """
Rund 2000 Soldaten zogen ab.
Etwa 100.000 Soldaten stehen dort.
Die 45-jährige Ministerin sagte ab.
Ein 30-Jähriger wurde verletzt.
Er ist 62 Jahre alt.
Sie starb im Alter von 91 Jahren.
Die Gäste gewannen 3:1.
Der Preis stieg auf 19,50 Euro.
Frau Mai widersprach.
Theresa May trat zurück.
Herr Sommer widersprach.
Im Grunde ist das richtig.
Zeitung und Zeitschrift berichten.
Die Resolution 1973 des Rates.
Auf Seite 2014 steht nichts.
Die Straße ist 1,5 Kilometer lang.
Der Bundestag tagt.
Guten Morgen, Kiew!
Die Boeing 747 landete.
"""


def lines(table):
    return [line for line in table.strip().splitlines() if line]


@pytest.mark.parametrize(
    "expected",
    [
        *lines(ABSOLUTE),
        *lines(LISTS),
        *lines(CLOCK),
        *lines(RELATIVE),
        *lines(NAMED_BEFORE),
        *lines(LENGTHS),
        *lines(SETS),
        *lines(REFERENCES),
        *lines(NO_DATES),
    ],
)
def test_it_finds_and_resolves(expected):
    check(expected)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-01-01T00:05:00+01:00", "[Gestern|2021-12-31] war Ruhe."),
        ("2021-12-31T23:55:00+01:00", "[Morgen|2022-01-01] ist Feiertag."),
        ("2024-02-28T12:00:00+01:00", "[Morgen|2024-02-29] wird gewählt, [übermorgen|2024-03-01] gezählt."),
        ("2022-03-01T08:00:00+01:00", "[Gestern|2022-02-28] wurde gewählt."),
        ("2022-03-27T12:00:00+02:00", "[Gestern|2022-03-26] galt noch die Winterzeit."),
        ("2022-10-30T02:30:00+01:00", "[Heute|2022-10-30] endet die Sommerzeit."),
        ("2022-01-21T01:30:00+03:00", "Am [Freitag|2022-01-21] sagte er das in Moskau."),
        ("2022-01-20T23:30:00-05:00", "[Gestern|2022-01-19] sagte er das in Washington."),
        ("2021-01-04T12:00:00+01:00", "[Vergangene Woche|2020-W53] war Ruhe."),
        ("2022-01-03T12:00:00+01:00", "Im [vergangenen Monat|2021-12] war Ruhe."),
        ("2022-01-03T12:00:00+01:00", "Im [Dezember|2021-12] war Ruhe."),
        ("2021-12-30T12:00:00+01:00", "Im [Januar|2022-01] wird gewählt."),
        ("2021-12-30T12:00:00+01:00", "Am [3. Januar|2022-01-03] wird gewählt."),
        ("2022-01-02T12:00:00+01:00", "Am [30. Dezember|2021-12-30] wurde gewählt."),
        ("2022-06-15T12:00:00+02:00", "Am [29. Februar 2020|2020-02-29] wurde gewählt."),
        ("2022-06-15T12:00:00+02:00", "Am [29. Februar|2020-02-29] wurde gewählt."),
        ("2022-06-15T12:00:00+02:00", "Am 31. Februar wird nie gewählt."),
        ("2022-01-22T12:00:00+01:00", "Am [Wochenende|2022-W03-WE] wird gewählt."),
    ],
)
def test_borders_of_days_months_and_years(published, expected):
    check(expected, published)


def test_it_tells_the_first_and_the_last_day():
    found = read("Seit vergangener Woche wird verhandelt, im Dezember 2021 war Ruhe, heute ist Ruhe.")
    assert [tuple(map(str, one.days)) for one in found] == [
        ("2022-01-10", "2022-01-16"),
        ("2021-12-01", "2021-12-31"),
        ("2022-01-21", "2022-01-21"),
    ]


def test_it_leaves_open_what_the_text_leaves_open():
    (coming,) = read("In den kommenden Wochen wird geliefert.")
    assert (coming.value, str(coming.days.earliest), coming.days.latest) == ("FUTURE_REF", "2022-01-21", None)


def test_it_explains_the_day():
    (found,) = read("Am Donnerstag war Ruhe.")
    assert (found.rule, found.explanation) == ("weekday", "der letzte bis zum Erscheinungstag 21.01.2022")


def test_a_report_is_read_as_a_whole():
    text = (
        "Am Freitag trafen sich die Minister gegen 11.00 Uhr in Genf. Nach rund eineinhalb Stunden trennten sie sich. In der"
        " kommenden Woche wollen sie antworten, in den kommenden Wochen wird verhandelt. Das läuft seit vergangener Woche."
    )
    found = [(text[one.start : one.end], one.type, one.value, *map(str, one.days)) for one in read(text)]
    assert found == [
        ("Freitag", "DATE", "2022-01-21", "2022-01-21", "2022-01-21"),
        ("11.00 Uhr", "TIME", "2022-01-21T11:00", "2022-01-21", "2022-01-21"),
        ("rund eineinhalb Stunden", "DURATION", "PT1.5H", "None", "None"),
        ("der kommenden Woche", "DATE", "2022-W04", "2022-01-24", "2022-01-30"),
        ("den kommenden Wochen", "DATE", "FUTURE_REF", "2022-01-21", "None"),
        ("vergangener Woche", "DATE", "2022-W02", "2022-01-10", "2022-01-16"),
    ]
