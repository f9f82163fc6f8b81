from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from timeline.extraction import analyse
from timeline.extraction.statements import find_statements

PUBLISHED = datetime(2022, 1, 21, 17, tzinfo=ZoneInfo("Europe/Berlin"))


def statements_of(text):
    return find_statements(analyse(text, PUBLISHED))


def read(text):
    """Return (mode, quotation, speaker) of each statement."""
    return [
        (
            found.mode,
            " … ".join(text[start:end] for start, end in found.spans),
            text[found.speaker.start : found.speaker.end] if found.speaker else None,
        )
        for found in statements_of(text)
    ]


INDIRECT = [
    (
        "Die Ministerin sagte, dass die Brücke gesperrt bleibe.",
        "dass die Brücke gesperrt bleibe",
        "Die Ministerin",
    ),
    ("Der Rat teilte am Montag mit, die Fähre fahre wieder.", "die Fähre fahre wieder", "Der Rat"),
    ("Am Dienstag erklärte der Rat, die Fähre fahre wieder.", "die Fähre fahre wieder", "der Rat"),
    ("Der Senator drohte, das Gesetz zu kippen.", "das Gesetz zu kippen", "Der Senator"),
    ("Der Konzern gab bekannt, ein Werk bauen zu wollen.", "ein Werk bauen zu wollen", "Der Konzern"),
    ("Die Partei hatte angekündigt dort anzutreten.", "dort anzutreten", "Die Partei"),
    ("Der Damm halte stand, versicherte eine Sprecherin.", "Der Damm halte stand", "eine Sprecherin"),
    ("Die Lage, sagte der Major, sei ernst.", "Die Lage … sei ernst", "der Major"),
    ("Wie die Feuerwehr mitteilte, brannte das Lager aus.", "brannte das Lager aus", "die Feuerwehr"),
    ("Wie Lena Vogt, Chefin der Bahn, sagte, fehlt Geld.", "fehlt Geld", "Lena Vogt, Chefin der Bahn"),
    ("Er fragte, ob der Vertrag noch gelte.", "ob der Vertrag noch gelte", "Er"),
    ("Laut dem Betreiber fällt die Fähre aus.", "fällt die Fähre aus", "dem Betreiber"),
    ("Die Fähre fällt nach Angaben der Stadt aus.", "Die Fähre fällt … aus", "Angaben der Stadt"),
    ("Dem Betreiber zufolge fällt die Fähre aus.", "fällt die Fähre aus", "Dem Betreiber"),
    ("Die Fähre falle aus, so der Betreiber.", "Die Fähre falle aus", "der Betreiber"),
    ("Seiner Meinung nach reicht das Geld nicht.", "reicht das Geld nicht", "Seiner Meinung"),
    ("Die Forderung der Stadt, den Zaun abzubauen, blieb ohne Antwort.", "den Zaun abzubauen", "der Stadt"),
    ("Sie ist der Ansicht, dass der Plan scheitert.", "dass der Plan scheitert", "Sie"),
    ("Der Rat machte deutlich, dass er nicht weicht.", "dass er nicht weicht", "Der Rat"),
    ("In dem Bericht heißt es, die Kasse sei leer.", "die Kasse sei leer", "dem Bericht"),
    ("Das Wasser steigt, hieß es in dem Bericht.", "Das Wasser steigt", "dem Bericht"),
    ("Der Wirt, der seit Mai zahlt, sagte, er gebe auf.", "er gebe auf", "Der Wirt"),
    ("Sie sagte, der Mann, der gestern fiel, sei wohlauf.", "der Mann, der gestern fiel, sei wohlauf", "Sie"),
    ("Die Behörde prüft Berichte, wonach Öl ausläuft.", "Öl ausläuft", "Berichte"),
]


@pytest.mark.parametrize(("text", "quotation", "speaker"), INDIRECT)
def test_indirect_speech_is_found_with_its_speaker(text, quotation, speaker):
    assert ("indirect", quotation, speaker) in read(text)


DIRECT = [
    ("„Wir warten noch“, sagte Lena Vogt.", "„Wir warten noch“", "Lena Vogt"),
    ("Lena Vogt sagte: „Wir warten noch.“", "„Wir warten noch.“", "Lena Vogt"),
    ('"Wir warten noch", sagte die Chefin.', '"Wir warten noch"', "die Chefin"),
    ("»Wir warten noch«, sagte die Chefin.", "»Wir warten noch«", "die Chefin"),
    ("Lena Vogt gab sich gelassen: „Das schaffen wir.“", "„Das schaffen wir.“", "Lena Vogt"),
    ("Die Chefin nannte den Entwurf „völlig unbrauchbar“.", "„völlig unbrauchbar“", "Die Chefin"),
    ("Sie sagte, man habe „keine Eile“ mit dem Bau.", "„keine Eile“", "Sie"),
    ("„Er kam. Er ging“, so der Wirt.", "„Er kam. Er ging“", "der Wirt"),
    ("Eine Frau störte die Feier mit einem gerufenen „Lasst das“.", "„Lasst das“", "Eine Frau"),
    ("Der Sender zitierte Lena Vogt mit den Worten: „Es reicht jetzt.“", "„Es reicht jetzt.“", "Lena Vogt"),
    ("Die Menge rief „Freiheit“ vor dem Rathaus.", "„Freiheit“", "Die Menge"),
    ("Die Ministerin warnte vor „Panik“.", "„Panik“", "Die Ministerin"),
    ("Für Sergej Lawrow ist die Lage „alarmierend“.", "„alarmierend“", "Sergej Lawrow"),
    ("„Wieder da“, mit diesen Worten kam der Wirt herein.", "„Wieder da“", "der Wirt"),
    ("Der Rat bezeichnete den Weg, der am Ufer endet, als „riskant“.", "„riskant“", "Der Rat"),
    ("Der Wirt gab eine Antwort, die kurz war: „Nein.“", "„Nein.“", "Der Wirt"),
]


@pytest.mark.parametrize(("text", "quotation", "speaker"), DIRECT)
def test_direct_speech_is_found_with_its_speaker(text, quotation, speaker):
    assert ("direct", quotation, speaker) in read(text)


def test_a_split_quotation_is_two_statements_of_one_speaker():
    found = read("„Wir warten“, sagte Lena Vogt, „aber nicht ewig.“")
    assert found == [("direct", "„Wir warten“", "Lena Vogt"), ("direct", "„aber nicht ewig.“", "Lena Vogt")]


def test_a_quotation_may_run_over_paragraphs():
    text = "Lena Vogt sagte: „Der erste Teil ist fertig.\n\n„Der zweite Teil folgt im Mai.“"
    assert [quotation for _, quotation, _ in read(text)] == [text[17:]]


@pytest.mark.parametrize(
    "text",
    [
        "Die Fähre „Nordwind“ lief gestern aus.",
        "Der Film „Land ohne Ufer“ läuft heute an.",
        "Die sogenannte „Reform“ kostet viel Geld.",
        "Das Blatt gehört dem Verlag „Stern und Sohn“.",
        "Sie singt das Lied „Wir sind da!“ am Abend.",
        "Er las aus seinem Erstlingswerk: „Wir gehen jetzt nach Hause“.",
        "Die Messe gehört zum „3. Bremer Hafentag der Werften und Reeder“.",
        "Die Überschrift der Seite: „Wir übernehmen die Kosten“.",
        "Laut einem Test des Magazins „haus und hof“ fehlt Geld.",
        "Die Übung „Steel Rain“ („stählerner Regen“) begann am Montag.",
        "Der Name der Schlange lautet „große Boa vom Amur“.",
        "Dies nennt man einen „Halbtagspass“.",
        "Die Stadt räumte das als „Wald der Wünsche“ bekannte Gelände.",
        "Wie „weser online“ berichtet, fiel die Fähre aus.",
    ],
)
def test_names_and_titles_in_marks_are_no_quotations(text):
    assert not [found for found in read(text) if found[0] == "direct"]


def test_quotations_that_are_joined_have_one_speaker():
    text = "Die Menge skandierte Parolen wie zum Beispiel „Stoppt den Zaun“ oder „Ufer für alle“."
    assert read(text) == [
        ("direct", "„Stoppt den Zaun“", "Die Menge"),
        ("direct", "„Ufer für alle“", "Die Menge"),
    ]


REPORTED = [
    ("Die Opposition forderte den Rücktritt der Ministerin.", "Die Opposition"),
    ("Der Bürgermeister warnte vor einer Überlastung der Kliniken.", "Der Bürgermeister"),
    ("Die Polizei sprach von einem ruhigen Abend.", "Die Polizei"),
    ("Der Verein kündigte eine Klage an.", "Der Verein"),
]


@pytest.mark.parametrize(("text", "speaker"), REPORTED)
def test_a_verb_of_saying_with_an_object_is_reported_speech(text, speaker):
    assert [(mode, who) for mode, _, who in read(text)] == [("reported", speaker)]


def test_speech_goes_on_in_the_subjunctive_until_the_mood_changes():
    text = "Lena Vogt verteidigte den Plan. Die Kosten seien hoch. Sie müssten aber sein. Es regnete."
    assert ("indirect", "Die Kosten seien hoch. Sie müssten aber sein.", "Lena Vogt") in read(text)


def test_a_pronoun_may_stand_for_the_sentence_before():
    text = "Der Zoo schließt am Freitag. Dies gab die Stadt bekannt."
    assert ("indirect", "Der Zoo schließt am Freitag … Dies", "die Stadt") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Musik spielte laut und lange.",
        "Es war kalt, so dass die Fähre ausfiel.",
        "Er kam, um zu helfen.",
        "Sicher ist, dass es regnet.",
        "Nach dem Gespräch fuhr sie heim.",
        "Der Zug, der nach Rom fährt, hat Verspätung.",
        "Die Tür öffnete sich, und der Wirt trat ein.",
    ],
)
def test_plain_telling_is_no_statement(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russland bestreitet, dort Truppen zu haben.", "denies"),
        ("Russland bestätigte, dass dort Truppen stehen.", "confirms"),
        ("Die Ukraine fordert, dass die Truppen gehen.", "demands"),
        ("Die USA kündigten an, Waffen zu liefern.", "announces"),
        ("Polen warnte, dass die Lage kippen könne.", "warns"),
        ("Der Rat lehnte es ab, den Plan zu ändern.", "rejects"),
        ("Die Stadt befürchtet, dass der Damm bricht.", "fears"),
        ("Der Rat fragte, ob das Geld reiche.", "asks"),
        ("Der Rat sagte, dass das Geld reicht.", "asserts"),
    ],
)
def test_the_verb_tells_the_stance(text, stance):
    assert statements_of(text)[0].stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russland bestritt nicht, dass dort Truppen stehen.", "asserts"),
        ("Polen glaubt nicht, dass der Damm hält.", "denies"),
        ("Der Rat wollte nicht bestätigen, dass das Geld reicht.", "asserts"),
        ("Russland hat keine Absicht, die Stadt anzugreifen.", "denies"),
        ("Der Rat sagte nicht nur, dass das Geld reicht.", "asserts"),
    ],
)
def test_a_negation_turns_the_stance(text, stance):
    assert statements_of(text)[0].stance == stance


def test_speech_behind_a_colon_belongs_to_the_subject_before_it():
    text = "Lena Vogt sprach zuerst. Sergej Lawrow blieb kühl: Putin sei bereit, er habe Zeit."
    assert ("indirect", "Putin sei bereit, er habe Zeit.", "Sergej Lawrow") in read(text)


def test_a_sentence_between_two_in_the_subjunctive_is_speech_if_its_form_allows_it():
    text = (
        "Putin wolle reden, sagte Peskow. Man habe Zeit. Die Antworten der Nato reichten nicht. Das sei klar."
    )
    assert read(text)[-1] == (
        "indirect",
        "Man habe Zeit. Die Antworten der Nato reichten nicht. Das sei klar.",
        "Peskow",
    )


def test_somebody_named_after_another_speaks_himself():
    found = statements_of("Putins Berater Juri Uschakow sagte, man habe Zeit.")[0]
    text = "Putins Berater Juri Uschakow sagte, man habe Zeit."
    assert analyse(text, PUBLISHED).entity[found.speaker.entity].name == "Juri Uschakow"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Das sei die rote Linie, verlautete aus dem Élysée-Palast.",
            ("Das sei die rote Linie", "dem Élysée-Palast"),
        ),
        ("Lawrow warf Blinken vor, die USA schürten Angst.", ("die USA schürten Angst", "Lawrow")),
    ],
)
def test_content_without_a_plain_sign_is_read_by_its_verb(text, said):
    assert ("indirect", *said) in read(text)


def test_a_day_for_which_something_is_proposed_is_not_the_day_on_which_it_was_said():
    assert statements_of("Moskau hatte das Gespräch für Montag vorgeschlagen.")[0].days == (None, None)


def test_the_agency_in_a_dateline_says_nothing():
    text = "New York (dpa) - Die USA haben Russland vorgeworfen, die Lage anzuheizen."
    assert [who for _, _, who in read(text)] == ["Die USA"]


def test_a_clause_on_a_noun_ends_where_the_sentence_goes_on():
    text = "Eine Entscheidung, Helme zu schicken, sei nicht gefallen, sagte Lena Vogt."
    assert ("indirect", "Helme zu schicken", None) in read(text)


def test_the_speaker_is_resolved_to_an_entity():
    text = "US-Außenminister Antony Blinken reiste nach Genf. Man sei bereit, sagte Blinken."
    analysis = analyse(text, PUBLISHED)
    found = find_statements(analysis)[-1]
    assert analysis.entity[found.speaker.entity].name == "Antony Blinken"


def test_a_statement_has_the_day_that_its_frame_names():
    found = statements_of("Blinken sagte am Donnerstag, man werde reden.")[0]
    assert found.days == (date(2022, 1, 20), date(2022, 1, 20))


def test_a_date_in_the_content_is_not_the_day_on_which_it_was_said():
    found = statements_of("Blinken sagte, am Donnerstag habe man geredet.")[0]
    assert found.days == (None, None)


def test_statements_of_one_speaker_share_the_one_day_that_is_named():
    found = statements_of("„Wir reden weiter“, sagte Blinken am Freitag. Man sei bereit, so Blinken.")
    assert {statement.days for statement in found} == {(date(2022, 1, 21), date(2022, 1, 21))}


def test_whoever_is_addressed_is_named():
    text = "Blinken forderte Russland auf, die Truppen abzuziehen."
    analysis = analyse(text, PUBLISHED)
    found = find_statements(analysis)[0]
    assert [analysis.entity[entity].name for entity in found.addressees] == ["Russland"]
