"""What somebody said on a subject over time, as readers see it."""

from datetime import date

import pytest

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_mention, make_statement
from timeline.positions.page import STATEMENTS_PER_PAGE

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/positions/"
ANNA = f"{URL}?person=anna-bar"


@pytest.fixture
def crisis():
    return make_crisis()


@pytest.fixture
def anna():
    return make_entity("Anna Bär")


def say(speaker, text, crisis, **fields):
    """Return a statement that an article reports in a sentence of its own."""
    article = make_article(text, crisis=crisis)
    return make_statement(speaker, text, crisis=crisis, article=article, words=text, **fields)


def test_it_ranks_those_who_spoke_with_a_link_to_what_they_said(client, crisis, anna):
    make_statement(make_entity("Ben Öz"), crisis=crisis)
    make_statement(anna, crisis=crisis, day=date(2022, 1, 1))
    make_statement(anna, crisis=crisis, day=date(2022, 1, 9))
    page = client.get(URL).text
    assert "2 äußerten sich" in page
    assert page.index('href="/crises/testkrise/positions/?person=anna-bar"') < page.index("?person=ben-oz")
    assert "2 Aussagen</span>, 1. bis 9. Januar 2022" in page or "2 Aussagen, 1. bis 9. Januar 2022" in page


def test_it_shows_the_whole_words_with_stance_manner_cue_and_sentence(client, crisis, anna):
    words = "ein sehr langer Satz " * 30
    article = make_article(f"Sie warnte, es sei {words.strip()}.", crisis=crisis)
    event = make_statement(anna, words, stance="warns", crisis=crisis, article=article, words="es sei")
    event.statement.cue = "warnte"
    event.statement.save()
    page = client.get(ANNA).text
    assert words.strip() in page
    for part in ("warnt", "indirekte Rede", "„warnte“", "<mark>es sei</mark>"):
        assert part in page
    assert f'href="{article.get_absolute_url()}#e{event.pk}"' in page


def test_the_speakers_own_words_stand_in_quotation_marks_once(client, crisis, anna):
    make_statement(anna, "„Wir reden weiter“", mode="direct", crisis=crisis)
    page = client.get(ANNA).text
    assert "„Wir reden weiter“" in page
    assert "„„" not in page


def test_a_subject_is_found_in_any_form_of_its_words(client, crisis, anna):
    say(anna, "Man werde die Truppen verlegen.", crisis)
    say(anna, "Es gebe keinen Anlass.", crisis)
    page = client.get(f"{ANNA}&q=Truppe").text
    assert "1 Aussage: Anna Bär, Truppe" in page
    assert "keinen Anlass" not in page


def test_a_subject_without_a_speaker_shows_everybodys_words_on_it(client, crisis, anna):
    say(anna, "Man werde die Truppen verlegen.", crisis)
    say(make_entity("Ben Öz"), "Die Truppen blieben.", crisis)
    assert "2 Aussagen: Truppen" in client.get(f"{URL}?q=Truppen").text


def test_a_state_speaks_by_the_people_who_hold_its_offices_on_that_day(client, crisis):
    anna = make_entity("Anna Bär")
    anna.offices.create(title="Außenministerin der USA", since=date(2022, 1, 1))
    make_statement(anna, "Man sei bereit", crisis=crisis)
    make_statement(anna, "Das war früher", crisis=crisis, day=date(2021, 12, 31))
    page = client.get(f"{URL}?person=usa").text
    assert "Man sei bereit" in page
    assert "Das war früher" not in page


def test_it_suggests_subjects_of_which_somebody_speaks_repeatedly(client, crisis, anna):
    for text in ("Man wolle die Sanktionen.", "Es gebe neue Sanktionen.", "Es gebe auch Kuchen."):
        say(anna, text, crisis)
    page = client.get(ANNA).text
    assert 'href="/crises/testkrise/positions/?person=anna-bar&amp;q=Sanktionen"' in page
    assert "q=Kuchen" not in page


def test_names_are_not_suggested_as_subjects(client, crisis, anna):
    ben = make_entity("Ben Öz")
    for text in ("Man traf Ben Öz.", "Es kam Ben Öz."):
        event = say(anna, text, crisis)
        make_mention(ben, event.evidence.get().revision.article, "Ben Öz")
    assert "q=Ben" not in client.get(ANNA).text


def test_choosing_two_statements_sets_them_side_by_side(client, crisis, anna):
    first = make_statement(anna, "Man werde die Truppen nicht verlegen", crisis=crisis)
    last = make_statement(anna, "Die Truppe wird verlegt", crisis=crisis, day=date(2022, 2, 2))
    page = client.get(ANNA).text
    assert f'href="/crises/testkrise/positions/?person=anna-bar&amp;left={first.pk}#compare"' in page
    page = client.get(f"{ANNA}&left={first.pk}").text
    assert "Zum Vergleich gewählt" in page
    assert f"left={first.pk}&amp;right={last.pk}#compare" in page
    page = client.get(f"{ANNA}&left={first.pk}&right={last.pk}").text
    assert "12 Tage dazwischen" in page
    assert "1 Wort haben beide gemeinsam" in page
    assert "<mark>Truppen</mark>" in page
    assert "<mark>Truppe</mark>" in page
    assert "<mark>nicht</mark>" not in page


def test_two_speakers_can_be_compared(client, crisis, anna):
    ours = make_statement(anna, "Wir bleiben", crisis=crisis)
    theirs = make_statement(make_entity("Ben Öz"), "Sie gehen", crisis=crisis)
    page = client.get(f"{URL}?person=ben-oz&left={ours.pk}&right={theirs.pk}").text
    assert "Nebeneinander" in page
    assert "am selben Tag" in page
    assert "ohne gemeinsames Wort" in page


@pytest.mark.parametrize(
    "query", ["left=0", "left=x", "right=99999999999999999999", "person=niemand", "left=²"]
)
def test_what_the_address_names_wrongly_is_passed_over_with_a_word(client, crisis, anna, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert "war nicht zu verstehen" in response.text


def test_what_is_no_statement_of_this_crisis_is_not_compared(client, crisis, anna):
    other = make_statement(anna, "Anderswo gesagt", crisis=make_crisis("andere"))
    meeting = make_meeting(anna, crisis=crisis)
    make_statement(anna, crisis=crisis)
    page = client.get(f"{ANNA}&left={other.pk}&right={meeting.pk}").text
    assert "Anderswo gesagt" not in page
    assert "Nebeneinander" not in page


def test_empty_states_lead_on(client, crisis, anna):
    assert "noch keine Aussage gemeldet" in client.get(URL).text
    page = client.get(ANNA).text
    assert "Von Anna Bär ist in dieser Krise keine Aussage gemeldet." in page
    page = client.get(f"{ANNA}&q=Gas").text
    assert "Keine Aussage zu „Gas“." in page
    assert "Alle Aussagen von Anna Bär" in page


def test_many_statements_have_pages(client, crisis, anna):
    for _number in range(STATEMENTS_PER_PAGE + 1):
        make_statement(anna, crisis=crisis)
    assert "Seite 1 von 2" in client.get(ANNA).text
    assert client.get(f"{ANNA}&page=2").text.count('<article class="event said') == 1


def test_htmx_gets_the_view_without_the_page(client, crisis, anna):
    make_statement(anna, crisis=crisis)
    view = client.get(f"{ANNA}&q=reden", headers={"HX-Request": "true"}).text
    assert "<html" not in view
    assert "<title>Positionen: Anna Bär, reden" in view


@pytest.mark.parametrize("number", [2, 12])
def test_it_takes_few_queries_however_much_there_is(
    client, crisis, anna, number, django_assert_max_num_queries
):
    events = [say(anna, f"Man wolle die Sanktionen, zum {n}. Mal.", crisis) for n in range(number)]
    with django_assert_max_num_queries(12):
        client.get(f"{ANNA}&q=Sanktionen&left={events[0].pk}&right={events[1].pk}")
