from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import Page, ReadingError, read_text

REPORT = """\
Treffen in Riga

Lettlands Außenministerin: Vertrag noch vor dem Sommer

9. März 2023 - 17:04 Uhr

Die Außenministerin hat nach den Gesprächen mit ihrem estnischen Kollegen einen Vertrag angekündigt. Offen blieb, wer die Kosten trägt.

Keine Einigung über die Häfen

"Wir sind weiter, als viele glauben", sagte die Ministerin am Donnerstag. Die Fachleute sollen sich im April wieder treffen.

Lese-Tipp: Warum die Häfen so wichtig sind

Der Streit dauert seit drei Jahren. Beide Seiten hatten ihre Botschafter zurückgerufen.

BALTIKUM HEUTE empfiehlt

Anzeige:

"Geduld oder Bruch"

Ein Sprecher erklärte, man werde warten. (dpa/lmn)

Im Video: So liefen die Gespräche

(dpa/afp/lmn/xy)

Nachrichten und Gespräche finden Sie hier in der Videoplaylist
"""


def kinds(page: Page) -> list[str]:
    return [paragraph.kind for paragraph in page.paragraphs]


def texts(page: Page) -> list[str]:
    return [paragraph.text for paragraph in page.paragraphs]


@pytest.fixture(scope="module")
def report() -> Page:
    return read_text(REPORT)


def test_a_pasted_report_has_kicker_title_and_time(report):
    assert report.kicker == "Treffen in Riga"
    assert report.title == "Lettlands Außenministerin: Vertrag noch vor dem Sommer"
    assert report.published_at == datetime(2023, 3, 9, 17, 4, tzinfo=ZoneInfo("Europe/Berlin"))
    assert report.has_time


def test_its_lead_subheads_and_paragraphs_are_told_apart(report):
    assert kinds(report) == ["lead", "heading", "text", "text", "heading", "text"]
    assert report.lead.startswith("Die Außenministerin hat")
    assert report.paragraphs[1].text == "Keine Einigung über die Häfen"


def test_its_teasers_become_links_and_its_credits_credits(report):
    assert [link.title for link in report.related] == [
        "Warum die Häfen so wichtig sind",
        "So liefen die Gespräche",
    ]
    assert report.credits == ("dpa", "afp", "lmn", "xy")
    assert texts(report)[-1] == "Ein Sprecher erklärte, man werde warten."


def test_advertisements_and_promotions_vanish(report):
    assert not any(word in report.text for word in ("empfiehlt", "Anzeige", "Videoplaylist", "Lese-Tipp"))


def test_title_date_and_paragraphs_are_enough():
    page = read_text("Gipfel ohne Ergebnis\n09.03.2023\nDie Runde ging auseinander.\nEin neuer Termin fehlt.")
    assert (page.title, page.kicker, page.has_time) == ("Gipfel ohne Ergebnis", "", False)
    assert kinds(page) == ["text", "text"]


def test_a_text_without_a_date_has_no_time():
    page = read_text("Gipfel ohne Ergebnis\n\nDie Runde ging auseinander.")
    assert page.published_at is None
    assert texts(page) == ["Die Runde ging auseinander."]


def test_the_lead_may_stand_before_the_date():
    page = read_text(
        "Gipfel ohne Ergebnis\n\nDie Runde ging am Abend auseinander.\n\nStand: 09.03.2023, 17:04 Uhr\n\nEs regnete."
    )
    assert page.title == "Gipfel ohne Ergebnis"
    assert page.lead == "Die Runde ging am Abend auseinander."


def test_the_date_may_stand_first():
    page = read_text("Donnerstag, 9. März 2023\n\nGipfel ohne Ergebnis\n\nDie Runde ging auseinander.")
    assert page.title == "Gipfel ohne Ergebnis"
    assert page.published_at == datetime(2023, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("line", "authors", "credits"),
    [
        ("Von Eva Probe", ("Eva Probe",), ()),
        ("Von Eva Probe und Jan van der Muster, Riga", ("Eva Probe", "Jan van der Muster"), ()),
        ("Eine Analyse von Dr. Eva Probe", ("Dr. Eva Probe",), ()),
        ("Text: Eva Probe / dpa", ("Eva Probe",), ("dpa",)),
        ("Von Eva Probe | 09.03.2023, 17:04 Uhr", ("Eva Probe",), ()),
    ],
)
def test_bylines_name_people_and_agencies(line, authors, credits):
    page = read_text(f"Gipfel ohne Ergebnis\n\n{line}\n\nDie Runde ging auseinander.")
    assert (page.authors, page.credits) == (authors, credits)
    assert texts(page) == ["Die Runde ging auseinander."]


def test_lines_broken_by_a_mail_program_are_joined():
    page = read_text(
        "Gipfel ohne Ergebnis\n\n09.03.2023\n\n"
        "Die Runde ging am späten Abend ohne Ergebnis auseinander, und die Unter-\n"
        "händler reisten ab. Ein neuer Termin für weitere Gespräche steht noch\n"
        "nicht fest.\n\nEs regnete."
    )
    assert texts(page)[0].endswith(
        "und die Unterhändler reisten ab. Ein neuer Termin für weitere Gespräche steht noch nicht fest."
    )
    assert len(page.paragraphs) == 2


def test_a_shelf_of_links_is_no_text():
    page = read_text(
        "Gipfel ohne Ergebnis\n\nDie Runde ging auseinander.\n\nMehr zum Thema\n\n- Der lange Streit (https://example.org/streit)\n"
        "- Die Häfen\n\nEin neuer Termin fehlt."
    )
    assert [tuple(link) for link in page.related] == [
        ("Der lange Streit", "https://example.org/streit"),
        ("Die Häfen", ""),
    ]
    assert texts(page) == ["Die Runde ging auseinander.", "Ein neuer Termin fehlt."]


def test_dates_inside_the_text_are_no_date_line():
    page = read_text(
        "Chronik eines Streits\n\n"
        + "Absatz um Absatz geht es weiter.\n\n" * 10
        + "9. März 2023\n\nEin Tag.\n\n"
        + "Und weiter geht es.\n\n" * 10
    )
    assert page.published_at is None
    assert ("heading", "9. März 2023") in [paragraph[:2] for paragraph in page.paragraphs]


def test_invisible_characters_go_and_quotation_marks_stay():
    page = read_text(
        "\ufeffGip\u00adfel in Zu\u0308rich\r\n\r\n„Ja“, sagte sie, »nein« er.\u200b\r\n\r\nEnde\u00a0gut."
    )
    assert page.title == "Gipfel in Zürich"
    assert texts(page) == ["„Ja“, sagte sie, »nein« er.", "Ende gut."]


@pytest.mark.parametrize("text", ["", " \n\t\n ", "Nur ein Titel", "Anzeige", "09.03.2023", "Mehr zum Thema"])
def test_what_is_no_article_is_refused_with_a_reason(text):
    with pytest.raises(ReadingError, match="Text"):
        read_text(text)


@given(st.text(alphabet=st.sampled_from('aÄß .\n:,-("„“09'), max_size=300) | st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        page = read_text(text)
    except ReadingError:
        return
    assert page.title
    assert page.text
