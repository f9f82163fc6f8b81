"""Sentences as newspapers print them: what is found in each, and its value. Published on Friday, 21 January 2022, at 17:04 in Berlin."""

import re
from datetime import datetime

import pytest

from timeline.extraction.dates import find_dates
from timeline.extraction.text import Document

PUBLISHED = datetime.fromisoformat("2022-01-21T17:04:00+01:00")
MARKED = re.compile(r"\[([^|\]]+)\|[^\]]+\]")
SENTENCES = """
[Anfang der Woche|2022-W03] trafen sie sich.
Zu [Wochenbeginn|2022-W03] reiste er ab.
[Ende vergangener Woche|2022-W02] zogen sie ab.
[Ende letzten Jahres|2021] zogen sie ab.
[Mitte dieses Monats|2022-01] wird gewählt.
Im Laufe [der Woche|P1W] wird verhandelt.
Im Laufe [des Tages|P1D] wird verhandelt.
Am [Vormittag|2022-01-21TMO] sprach er, am [frühen Freitagmorgen|2022-01-21TMO] schwieg er.
Am [späten Freitagabend|2022-01-21TEV] landete er.
[Freitag früh|2022-01-21TMO] beginnt die Sitzung.
Am [Freitag, 21. Jänner|2022-01-21], um [20 Uhr|2022-01-21T20:00].
Am [Montag, den 24.1.|2022-01-24], tagt der Rat.
Am [24.|2022-01-24]/[25. Januar|2022-01-25] tagt der Rat.
Der Rat tagt [24.|2022-01-24]-[26. Januar 2022|2022-01-26] in Wien.
Vom [1.|2021-05-01] bis [3. Mai 2021|2021-05-03] tagte er.
Von [Montag|2022-01-17] bis [Mittwoch|2022-01-19] tagte er.
Zwischen [Montag|2022-01-17] und [Mittwoch|2022-01-19] tagte er.
Am [Donnerstag|2022-01-20] und [Freitag|2022-01-21] tagte er.
Seit [Dienstag|2022-01-18] wird geschossen.
Bis [kommenden Freitag|2022-01-28] muss er antworten.
Ab [Mittwoch|2022-01-26] gilt die Regel.
Am [Mittwoch voriger Woche|2022-01-12] war Ruhe.
Am [Mittwoch letzter Woche|2022-01-12] war Ruhe.
In [drei Tagen|2022-01-24] wird gewählt.
Binnen [48 Stunden|PT48H] muss er antworten.
Innerhalb von [24 Stunden|PT24H] zog er ab.
Am [3. Mai 2021|2021-05-03] kam er, [zwei Tage zuvor|2021-05-01] war er in Rom. [Drei Wochen später|2021-W20] ging er.
[Wenige Stunden später|XXXX-XX-XXTXX:XX] war Ruhe.
Kurz darauf war Ruhe.
[2015|2015] kam er an, [ein Jahr zuvor|2014] war er in Rom, im [Jahr darauf|2015] ging er.
[20 Jahre|P20Y] nach dem Krieg ist Ruhe.
Seit [2014|2014] ist Krieg, seit [dem Jahr 2014|2014].
In [den Jahren 2014|2014] und [2015|2015] war Krieg.
Von [2014|2014] bis [2016|2016] war Krieg.
Bis [2030|2030] soll er bleiben.
Im [Januar|2021-01] und [Februar 2021|2021-02] war Ruhe.
Von [Januar|2021-01] bis [März 2021|2021-03] war Ruhe.
Im [Frühjahr 2021|2021-SP] war Ruhe.
Zu [Ostern|2021-04-04] war Ruhe, über [Pfingsten|2021-05-23] auch, nach [Neujahr|2022-01-01] nicht.
In [den frühen 80er Jahren|198] war Ruhe.
[Ende der Sechzigerjahre|196] war Ruhe.
In [den Achtzigern|198] war Ruhe.
Um [1900|1900] war Ruhe.
[Anfang des 20. Jahrhunderts|19] war Ruhe.
Seit [Jahrzehnten|PXDE] ist Krieg.
Die [fünfjährige|P5Y] Amtszeit endet.
Das [dreimonatige|P3M] Training endet.
[Alle fünf Minuten|PT5M] fällt ein Schuss.
[Alle paar Wochen|PXW] fällt ein Schuss.
[Jede zweite Woche|P2W] fällt ein Schuss.
An [jedem ersten Montag im Monat|P1M] tagt er.
An [Sonntagen|XXXX-WXX-7] tagt er nicht.
In der [Früh|2022-01-21TMO] tagt er, gegen [Mittag|2022-01-21TMI] ruht er.
Kurz vor [Mitternacht|2022-01-21T24:00] tagte er.
Um [14 Uhr|2022-01-21T14:00] Ortszeit ([13 Uhr|2022-01-21T13:00] MEZ) begann es.
Um [15.30|2022-01-21T15:30] begann es, um [6:45 Uhr|2022-01-21T06:45] endete es.
[Einen Tag später|P1D] ging er.
[Einen Tag|P1D] nach dem Treffen ging er.
[Zwei Tage|P2D] vor dem Gipfel sprach er.
Noch in [diesem Jahr|2022] will er nach Peking.
[Anfang kommender Woche|2022-W04] reist sie.
Am [Wochenende|2022-W03-WE] treffen sich die Minister.
Am [kommenden Montag|2022-01-24] und [Dienstag|2022-01-25].
Der für [Montag|2022-01-24] geplante Gipfel fällt aus.
Der am [Montag|2022-01-17] begonnene Gipfel geht weiter.
Er war von [1990|1990] bis [1998|1998] Kanzler.
[Vor kurzem|PAST_REF] sprach er, kurz zuvor nicht.
Das Treffen war für [vergangenen Mittwoch|2022-01-19] angesetzt.
Vor [einer Woche|P1W] sprach er.
Vor [rund 30 Jahren|P30Y] zerfiel die Sowjetunion.
Vor [mehr als acht Jahren|P8Y] begann es.
[In nächster Zeit|FUTURE_REF] ist nichts geplant.
In [den nächsten Tagen|FUTURE_REF] ist etwas geplant.
In [den letzten Tagen|PAST_REF] wurde geschossen.
[Dieser Tage|PXD] wurde geschossen.
In [diesen Tagen|PXD] wird geschossen.
Nach Angaben vom [Dienstag|2022-01-18] sind es 100.
Er will [2024|2024] wieder antreten.
Die Frist endet am [Montag|2022-01-24] um [24 Uhr|2022-01-24T24:00].
Am [Dienstag|2022-01-18] ([18. Januar|2022-01-18]) sprach er.
Am [Dienstag, dem 18. Januar|2022-01-18], um [9.30 Uhr|2022-01-18T09:30] sprach er.
Im [Herbst dieses Jahres|2022-FA] wird gewählt.
Im [kommenden Frühjahr|2022-SP] wird gewählt.
Im [vergangenen Herbst|2021-FA] wurde gewählt.
In [der zweiten Jahreshälfte|2022-H2] wird gewählt.
Am [letzten Sonntag im Mai|2022-05-29] wird gewählt.
Am [ersten Montag des Monats|2022-01-03] wird gewählt.
[Mitte kommender Woche|2022-W04].
In [wenigen Wochen|PXW] ist Wahl.
Am [20. April|2022-04-20] jährt sich das.
Das dauert [bis zu sechs Monate|P6M].
Er sprach [eine gute Stunde|PT1H] lang.
Seit dem [Morgen|2022-01-21TMO] wird gekämpft.
Bis zum [Abend|2022-01-21TEV] zogen sie ab.
Am [Tag der Deutschen Einheit|2021-10-03] sprach er.
Nach [fast zwei Jahrzehnten|P2DE] zogen sie ab.
Die Inflation lag [2021|2021] bei 5,3 Prozent, [2020|2020] waren es 0,5 Prozent.
Im [Jahr 2021|2021] lieferte Russland 1800 Panzer und 2300 Geschütze.
Die Nato hat [1999|1999] Belgrad bombardiert.
Mit 2000 Mann rückten sie vor, [1998|1998] waren es 1500 Mann.
Die Agenda 2010 und der Plan [2030|2030] sind umstritten.
Bei der WM [2006|2006] in Deutschland und den Olympischen Spielen [2014|2014] in Sotschi.
Er trägt die Nummer 1905.
Der Preis kletterte auf 2014 Euro je Tonne.
Das Flugzeug vom Typ A320 und die Rakete RS-24.
Auf der Autobahn 24 kam es zu Staus.
Er wohnt in der Straße des 17. Juni.
Der Platz des 18. März liegt in Berlin.
Das Attentat vom [20. Juli 1944|1944-07-20] jährt sich.
Die Anschläge vom [11. September 2001|2001-09-11] veränderten die Welt.
Paragraf 218 und Artikel 5 des Vertrags.
Kapitel 1.2 und Absatz 3.
Er gewann 6:4, 7:5.
Die Partie begann um [15.30 Uhr|2022-01-21T15:30] und endete 2:1.
Er fuhr 100 Meter in [9,58 Sekunden|PT9.58S].
Die Strecke ist [20 Minuten|PT20M] entfernt.
Das Fußballspiel dauerte [90 Minuten|PT90M].
In der 90. Minute fiel das Tor.
In der 23. Minute traf er.
Der 1. FC Köln spielt am [1. Mai|2022-05-01].
Die 3. Division rückte vor.
Das 2. Bataillon wurde verlegt.
Zum 100. Geburtstag kamen viele.
Am 75. Jahrestag des Kriegsendes sprach er.
Seit dem [24. Februar|2021-02-24] tobt der Krieg.
Der [8. Mai|2022-05-08] ist ein Feiertag.
Am [Sonntag, 23.1.2022|2022-01-23], [20.15 Uhr|2022-01-23T20:15], wird gesendet.
[Sa., 22. Jan.|2022-01-22], [10 Uhr|2022-01-22T10:00]: Demo in Wien.
[Montag|2022-01-24] bis [Freitag|2022-01-28] von [8|2022-01-28T08:00] bis [12 Uhr|2022-01-28T12:00] geöffnet.
Tel. 0471/123456, [täglich|P1D] [9|T09:00]–[17 Uhr|T17:00].
Stand: [17.30 Uhr|2022-01-21T17:30].
([21.01.2022|2022-01-21], [17:04 Uhr|2022-01-21T17:04])
[21. Januar 2022|2022-01-21] - [17:04 Uhr|2022-01-21T17:04]
Berlin, [21.1.|2022-01-21] (dpa) - Der Kanzler sprach.
Moskau (dpa) - Russland hat am [Freitag|2022-01-21] gewarnt.
WIEN/MOSKAU, [20. JÄNNER|2022-01-20]. Der Minister sprach.
Frau August und Herr Mai trafen April Meier.
[Der Mai|2021-05] ist gekommen.
Im [Mai|2021-05] und [Juni|2021-06] wurde gewählt, im [August|2021-08] nicht.
August Bebel war dabei.
Er sagte dies vor dem Treffen am [Morgen danach|2022-01-22TMO].
Der Morgen war kalt.
Bis [morgen Mittag|2022-01-22TMI] soll es fertig sein.
Von [morgen|2022-01-22] an gilt das.
Ab [morgen|2022-01-22] gilt das.
Das gehört der Vergangenheit an.
[Heute früh|2022-01-21TMO] um [sieben Uhr|2022-01-21T07:00] begann es.
Die Zeit drängt.
Zur Zeit des Kalten Krieges war das anders.
Zu [dieser Zeit|PAST_REF] war das anders.
Erstmals seit [20 Jahren|P20Y].
Zum ersten Mal seit [2014|2014].
Er wird seit [Tagen|PXD] erwartet.
Es ist das dritte Mal binnen [weniger Wochen|PXW].
Innerhalb [weniger Stunden|PTXH] brach alles zusammen.
In letzter Minute einigten sie sich.
In letzter Sekunde einigten sie sich.
Im letzten Augenblick einigten sie sich.
Das Tagesgeschäft und der Jahresbericht.
Der Jahresbericht [2021|2021] liegt vor.
In [der Nacht auf heute|2022-01-20TNI] fielen Schüsse.
[Letzte Nacht|2022-01-20TNI] fielen Schüsse.
[Vergangene Nacht|2022-01-20TNI] fielen Schüsse.
[Heute Nacht|2022-01-21TNI] fielen Schüsse.
[Die ganze Nacht|PT1NI] fielen Schüsse.
In [der vergangenen Nacht|2022-01-20TNI] fielen Schüsse.
Am [nächsten Morgen|2022-01-22TMO] war Ruhe.
Am [Abend des 3. Mai|2021-05-03TEV] war Ruhe.
Am [Morgen des 24. Dezember|2021-12-24TMO] griff er an.
Am [Freitag Vormittag|2022-01-21TMO] und am [Freitagnachmittag|2022-01-21TAF].
Gegen [15 Uhr|2022-01-27T15:00] am [Donnerstag|2022-01-27].
Am [Donnerstag|2022-01-27] gegen [15 Uhr|2022-01-27T15:00].
In den [Abendstunden|2022-01-21TEV] griffen sie an.
Im [Morgengrauen|2022-01-21TMO] griffen sie an.
Am [späten Abend|2022-01-21TEV].
Am [Donnerstag|2022-01-27] ab [18 Uhr|2022-01-27T18:00] und am [Freitag|2022-01-21] bis [12 Uhr|2022-01-21T12:00].
Geöffnet von [8|2022-01-21T08:00] bis [12|2022-01-21T12:00] und von [14|2022-01-21T14:00] bis [18 Uhr|2022-01-21T18:00].
Geöffnet von [8|2022-01-21T08:00] - [12 Uhr|2022-01-21T12:00] und [14|2022-01-21T14:00] - [18 Uhr|2022-01-21T18:00].
Beginn: [Freitag|2022-01-21], [20.30 Uhr|2022-01-21T20:30]; [Samstag|2022-01-22], [18|2022-01-22T18:00] und [20 Uhr|2022-01-22T20:00].
[Do, 3. März|2022-03-03], [20 Uhr|2022-03-03T20:00], und [Fr 4. März|2022-03-04], [19 Uhr|2022-03-04T19:00].
Vom [1.10.|2021-10-01] bis [31.12.|2021-12-31] gilt das.
Am [24.12.|2021-12-24] und [31.12.|2021-12-31] ist zu.
Am [5.|2022-03-05]–[7. März|2022-03-07] und am [5.|2022-04-05] - [7. April|2022-04-07].
Am [5.|2022-03-05] + [6. März|2022-03-06].
[Ende Mai|2022-05]/[Anfang Juni|2022-06] kommt er.
In [den Jahren 1994|1994], [1998|1998] und [2002|2002] gewann er.
[1998|1998] bis [2003|2003] regierte er.
Goethe ([1749|1749]–[1832|1832]) war Dichter.
[Gestern abend|2022-01-20TEV] kam er, [heute nachmittag|2022-01-21TAF] geht er.
Am [Freitag abend|2022-01-21TEV] kam er, am [Samstag morgen|2022-01-15TMO] ging er.
Er wartete [eine Viertelstunde|PT15M] und [eine Dreiviertelstunde|PT45M].
Er wartete [zwei|P2D] bis [drei Tage|P3D].
Er wartete [ein|P1W] bis [zwei Wochen|P2W].
Sie sind seit [drei|P3Y] oder [vier Jahren|P4Y] da.
[Drei Mal täglich|P1D] und [zweimal die Woche|P1W].
[Einmal pro Woche|P1W], [einmal im Jahr|P1Y].
[Jeden Abend|PT1EV] und [jede Nacht|PT1NI], [jedes Wochenende|P1WE].
[Jeden Montag|XXXX-WXX-1] und [Donnerstag|XXXX-WXX-4].
Jeweils [montags|XXXX-WXX-1] und [donnerstags|XXXX-WXX-4] um [20 Uhr|T20:00].
[Montag|2022-01-24] und [Dienstag|2022-01-25], jeweils um [20 Uhr|T20:00].
Er kam am [Sonntag|2022-01-16] kurz vor [18 Uhr|2022-01-16T18:00].
Bis [Ende des Monats|2022-01], bis zum [Ende der Woche|2022-W03].
Zu [Beginn des Jahres|2022], am [Ende des Jahres|2022], gegen [Ende des Jahres|2022].
Am [Anfang des Jahrhunderts|20].
In [den ersten drei Monaten|P3M] [des Jahres|2022] stieg es.
In [den ersten sechs Monaten|P6M] [2013|2013] stieg es.
In [den ersten neun Monaten|P9M] [dieses Jahres|2022].
Im [zweiten Jahr|P1Y], im [dritten Monat|P1M].
Nach dem Zweiten Weltkrieg, seit [1945|1945].
In der Zeit von [1970|1970] bis [1980|1980].
[Mitte 2012|2012], [Ende 2011|2011]/[Anfang 2012|2012].
Im [Sommer|2012-SU] und [Herbst 2012|2012-FA].
Im [Frühjahr|2022-SP] und [Sommer|2022-SU].
Im [Winter 2012/2013|2012-WI].
Im [heurigen Jahr|2022], in der [heurigen|2022] Saison.
[Voriges Jahr|2021], [vergangenes Jahr|2021], [letztes Jahr|2021], [letzten Sommer|2021-SU].
[Nächsten Monat|2022-02], [nächsten Dienstag|2022-01-25], [letzten Mittwoch|2022-01-19].
[Diesen Samstag|2022-01-15], [diesen Sommer|2022-SU], [dieses Wochenende|2022-W03-WE].
Am [Tag vorher|2022-01-20], am [Abend zuvor|2022-01-19TEV], in [der Nacht zuvor|2022-01-19TNI].
[Ein Jahr danach|P1Y], [zwei Jahre danach|P2Y], [drei Jahre davor|P3Y].
Das liegt [Jahre|PXY] zurück. Das ist [zehn Jahre|P10Y] her.
Am [11.11.|2022-11-11] um [11.11 Uhr|2022-11-11T11:11].
Seit [gestern|2022-01-20], ab [heute|2022-01-21], bis [morgen|2022-01-22].
Über Nacht, Tag und Nacht.
Erst [jetzt|PRESENT_REF], bis [jetzt|PRESENT_REF], ab [jetzt|PRESENT_REF], von [jetzt|PRESENT_REF] an.
In [den kommenden fünf Jahren|P5Y], in [den nächsten zwei Wochen|P2W].
Innerhalb [der nächsten 48 Stunden|PT48H].
Während [der letzten 20 Jahre|P20Y].
Seit [1. Jänner|2022-01-01], ab [15. Februar|2022-02-15], bis [30. Juni|2022-06-30].
Am [Donnerstag, 7. November 2013|2013-11-07], [20 Uhr|2013-11-07T20:00].
[Mittwoch, 6. 11. 2013|2013-11-06].
Der [24. Mai 1915|1915-05-24] war [ein Montag|XXXX-WXX-1].
[25 Jahre|P25Y] lang, [25 Jahre|P25Y] Haft, [25-jähriges|P25Y] Bestehen, 25-Jahr-Feier.
Die 24-Stunden-Pflege und das 10-Minuten-Gespräch.
Der 100-Meter-Lauf und die 5-Tage-Woche.
Ein Sieg in 1:52,30 Minuten.
Er lief 2:05 Stunden.
In [den 90ern|199], in [den Neunzigern|199].
Im [19. Jh.|18] und im [20. Jhdt.|19]
An [Allerheiligen|2021-11-01], zu [Mariä Himmelfahrt|2021-08-15], am [Nikolaustag|2021-12-06].
Er ist Anfang 30 und Mitte 50.
[Ende der Woche|2022-W03], [Ende dieser Woche|2022-W03].
Die Minister treffen sich am Rande der Konferenz am [Samstag|2022-01-22].
Das für [Dienstag|2022-01-25] geplante Treffen wurde auf [Mittwoch|2022-01-26] verschoben.
Das Treffen wurde auf den [15. Februar|2022-02-15] verschoben.
Russland hatte im [Frühjahr 2021|2021-SP] erstmals Truppen zusammengezogen.
Bereits im [November|2021-11] hatten die USA gewarnt.
Erst im [Dezember|2021-12] war Biden mit Putin zusammengekommen.
Biden und Putin hatten im [Dezember|2021-12] zweimal telefoniert.
Putin hatte im [vergangenen Juni|2021-06] Biden in Genf getroffen.
Scholz reist [Anfang Februar|2022-02] nach Washington.
Baerbock war am [Montag|2022-01-17] in Kiew und am [Dienstag|2022-01-18] in Moskau.
Am [Mittwoch|2022-01-19] traf sie Selenskyj, am [Donnerstag|2022-01-20] flog sie nach Berlin.
In [der Nacht auf Freitag|2022-01-20TNI] wurde geschossen.
Die Nato-Verteidigungsminister beraten am [16.|2022-02-16] und [17. Februar|2022-02-17] in Brüssel.
Das Manöver soll vom [10.|2022-02-10] bis [20. Februar|2022-02-20] dauern.
Das Manöver dauert noch bis zum [20. Februar|2022-02-20].
Die Botschaft bleibt bis auf Weiteres geschlossen.
Seit [Ende vergangenen Jahres|2021] zieht Russland Truppen zusammen.
Seit [dem Herbst|2021-FA] zieht Russland Truppen zusammen.
[2014|2014] hatte Russland die Krim annektiert.
In [den vergangenen acht Jahren|P8Y] starben 14.000 Menschen.
Seit [2014|2014] starben nach UN-Angaben 14.000 Menschen.
Das Minsker Abkommen vom [Februar 2015|2015-02] liegt auf Eis.
Beim Gipfel im [Dezember 2019|2019-12] in Paris trafen sie sich zuletzt.
Die USA kündigten an, binnen [Tagen|PXD] zu antworten.
Die Antwort soll noch in [dieser Woche|2022-W03] übergeben werden.
Am heutigen [Freitag|2022-01-21] trifft Blinken Lawrow.
Am gestrigen [Donnerstag|2022-01-20] sprach er mit Scholz.
Für den morgigen [Samstag|2022-01-22] ist ein Telefonat geplant.
Das Gespräch ist für [kommenden Dienstag|2022-01-25] angesetzt.
Der nächste Termin ist der [8. Februar|2022-02-08].
Schon am [Vormittag|2022-01-21TMO] hatte er mit Macron telefoniert.
Am [frühen Freitagmorgen|2022-01-21TMO] landete die Maschine.
Am [Freitagnachmittag|2022-01-21TAF] (Ortszeit) sprach Biden.
Um [15 Uhr|2022-01-21T15:00] MEZ beginnt die Sitzung.
Gegen [23.30 Uhr|2022-01-20T23:30] am [Donnerstagabend|2022-01-20TEV] endete das Gespräch.
Das Gespräch dauerte [knapp zwei Stunden|PT2H], [eine Stunde|PT1H] länger als geplant.
Nach [vierstündigen|PT4H] Verhandlungen gingen sie auseinander.
Das sechste Treffen binnen [drei Wochen|P3W] brachte nichts.
Die Truppen sollen mindestens bis [März|2022-03] bleiben.
Ab dem [1. März|2022-03-01] gilt die neue Regel.
Bis zum [Sommer|2022-SU] sollen 5000 Soldaten verlegt werden.
Seit [Jahresbeginn|2022] wurden 300 Verstöße gezählt.
Zum [Jahresende|2021] waren es 90.000 Soldaten.
Im [Dezember|2021-12] waren es noch 90.000 Soldaten gewesen.
Vor genau [80 Jahren|P80Y] begann die Belagerung.
Vor [30 Jahren|P30Y], am [25. Dezember 1991|1991-12-25], trat Gorbatschow zurück.
Am [8. Dezember 1991|1991-12-08] zerfiel die Sowjetunion, [zwei Wochen später|1991-W51] trat er zurück.
Nach dem Treffen in [der Vorwoche|2022-W02] sind die Erwartungen gering.
Ein Treffen in [den nächsten Tagen|FUTURE_REF] sei möglich.
Er werde in [wenigen Tagen|PXD] nach Kiew reisen.
Die Lage hat sich in [den letzten 24 Stunden|PT24H] verschärft.
[Zwei Tage|P2D] nach dem Gipfel in Genf meldete sich der Kreml.
Die Kämpfe dauern seit nunmehr [acht Jahren|P8Y] an.
Die jüngste Runde fand [Mitte Januar|2022-01] statt.
Die nächste Runde findet [Mitte Februar|2022-02] statt.
[Vergangenen Sonntag|2022-01-16] demonstrierten Tausende.
Noch am [selben Abend|2022-01-21TEV] reiste er ab.
Am [Abend|2022-01-21TEV] desselben Tages reiste er ab.
Der Rat tagt am [Montag, 24. Januar|2022-01-24], ab [10 Uhr|2022-01-24T10:00].
Das Ultimatum lief um [Mitternacht|2022-01-21T24:00] ab.
Im [Jänner|2022-01] hatte der Kanzler noch gezögert.
Am [Dreikönigstag|2022-01-06] sprach der Patriarch.
Der Ständige Rat tagt [jeden Donnerstag|XXXX-WXX-4].
[Einmal jährlich|P1Y] treffen sich die Generäle.
Der Vertrag läuft [2026|2026] aus und wurde [2021|2021] um [fünf Jahre|P5Y] verlängert.
Der Etat [2022|2022] liegt bei 50 Milliarden Euro, [2021|2021] waren es 47.
Die Kosten stiegen von [2019|2019] bis [2021|2021] um 20 Prozent.
Die 27 EU-Staaten einigten sich auf ein Sanktionspaket.
Am [11. September|2021-09-11] jährt sich der Anschlag.
"""


@pytest.mark.parametrize("expected", SENTENCES.strip().splitlines())
def test_a_sentence_of_a_newspaper(expected):
    text = MARKED.sub(r"\1", expected)
    for found in reversed(find_dates(Document(text), PUBLISHED)):
        text = f"{text[: found.start]}[{text[found.start : found.end]}|{found.value}]{text[found.end :]}"
    assert text == expected
