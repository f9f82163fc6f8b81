"""Who meets whom, and all that passed between two actors, as readers see it."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_meeting,
    make_mention,
    make_statement,
)
from timeline.encounters.exchange import EVENTS_PER_PAGE
from timeline.models import CrisisActor, Participation

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/encounters/"
PAIR = f"{URL}?a=anna-bar&b=ben-oz"


@pytest.fixture
def crisis():
    return make_crisis(first_day=date(2022, 1, 1), last_day=date(2022, 2, 24))


@pytest.fixture
def anna():
    return make_entity("Anna Bär")


@pytest.fixture
def ben():
    return make_entity("Ben Öz")


@pytest.fixture
def carla():
    return make_entity("Carla Ruß")


def test_it_ranks_the_pairs_that_met_with_links_to_each(client, crisis, anna, ben, carla):
    make_meeting(anna, ben, crisis=crisis)
    make_meeting(anna, ben, carla, crisis=crisis)
    page = client.get(URL).text
    assert "3 Paare, die zusammenkamen" in page
    assert page.index("Anna Bär – Ben Öz") < page.index("Anna Bär – Carla Ruß")
    assert 'href="/crises/testkrise/encounters/?a=anna-bar&amp;b=ben-oz"' in page


def test_people_count_for_the_states_whose_offices_they_hold_on_that_day(client, crisis):
    blinken = make_entity("Antony Blinken", key="antony-blinken")
    lavrov = make_entity("Sergej Lawrow", key="sergej-lawrow")
    make_meeting(blinken, lavrov, crisis=crisis)
    page = client.get(URL).text
    assert "Russland – USA" in page
    assert "Antony Blinken – Sergej Lawrow" not in page
    assert "Antony Blinken – Sergej Lawrow" in client.get(f"{URL}?by=people").text


def test_an_office_that_editors_know_counts_too(client, crisis, anna, ben):
    anna.offices.create(title="Außenministerin der USA", since=date(2022, 1, 1))
    make_meeting(anna, ben, crisis=crisis)
    page = client.get(f"{URL}?a=usa&b=ben-oz").text
    assert "Bilateral" in page
    assert "1 Gespräch" in page


def test_two_actors_with_their_contacts_in_a_nutshell(client, crisis, anna, ben, carla):
    make_meeting(anna, ben, crisis=crisis, day=date(2022, 1, 10))
    make_meeting(anna, ben, crisis=crisis, day=date(2022, 2, 12), format="call")
    make_meeting(anna, ben, carla, crisis=crisis, day=date(2022, 1, 20), format="summit")
    page = client.get(PAIR).text
    assert "Letzter Kontakt 12 Tage vor dem Ende der Krise" in page
    assert "Telefon- oder Videogespräch, 12. Februar 2022" in page
    assert "1 Gespräch, 1 Telefon- oder Videogespräch" in page
    assert "1 Gipfel" in page
    assert "23 Tage, 20. Januar bis 12. Februar 2022" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Letzter Kontakt heute"),
        (1, "Letzter Kontakt gestern"),
        (12, "Letzter Kontakt vor 12 Tagen"),
    ],
)
def test_in_a_crisis_that_goes_on_the_last_contact_is_counted_from_today(client, anna, ben, days, words):
    make_meeting(anna, ben, crisis=make_crisis(), day=date.today() - timedelta(days=days))
    assert words in client.get(PAIR).text


def test_what_is_planned_next_is_told(client, crisis, anna, ben):
    make_meeting(anna, ben, crisis=crisis, status="planned", day=date(2022, 2, 24), format="visit")
    page = client.get(PAIR).text
    assert "Als Nächstes geplant" in page
    assert "Besuch (geplant), 24. Februar 2022" in page
    assert "Kein Treffen von Anna Bär und Ben Öz ist gemeldet" in page


def test_words_of_one_to_the_other_or_about_it_are_part_of_the_exchange(client, crisis, anna, ben):
    article = make_article("Bär lobte Ben Öz als Partner.", crisis=crisis)
    about = make_statement(
        anna, "Öz ist ein Partner", crisis=crisis, article=article, words="Ben Öz als Partner"
    )
    make_mention(ben, article, "Ben Öz")
    told = make_statement(ben, "Sie möge kommen", crisis=crisis)
    Participation.objects.create(event=told, entity=anna, role=Participation.Role.ADDRESSEE)
    make_announcement(ben, "ein Besuch", crisis=crisis)  # names nobody
    page = client.get(PAIR).text
    assert "Anna Bär über Ben Öz" in page
    assert "Ben Öz an Anna Bär" in page
    assert "2 Aussagen" in page
    assert f'id="event-{about.pk}"' in page
    assert "ein Besuch" not in page


def test_a_name_beside_the_reported_words_makes_nobody_their_subject(client, crisis, anna, ben):
    article = make_article("Nach dem Treffen mit Ben Öz sagte Bär, sie sei müde.", crisis=crisis)
    make_statement(anna, "sie sei müde", crisis=crisis, article=article, words="sie sei müde")
    make_mention(ben, article, "Ben Öz")
    assert "Anna Bär über Ben Öz" not in client.get(PAIR).text


def test_one_part_of_what_passed_can_be_shown_alone(client, crisis, anna, ben, carla):
    alone = make_meeting(anna, ben, crisis=crisis)
    among_others = make_meeting(anna, ben, carla, crisis=crisis)
    page = client.get(f"{PAIR}&show=round").text
    assert f'id="event-{among_others.pk}"' in page
    assert f'id="event-{alone.pk}"' not in page
    assert "Nichts davon ist gemeldet." in client.get(f"{PAIR}&show=words").text


def test_two_that_never_met_are_told_so_and_led_to_those_whom_they_met(client, crisis, anna, ben, carla):
    make_meeting(anna, carla, crisis=crisis)
    page = client.get(PAIR).text
    assert "Anna Bär und Ben Öz sind in dieser Krise nach unseren Quellen nicht zusammengekommen" in page
    assert "Anna Bär traf am häufigsten" in page
    assert "Anna Bär – Carla Ruß" in page
    assert "Ben Öz traf am häufigsten" not in page


def test_the_partners_of_one_actor_are_ranked(client, crisis, anna, ben, carla):
    make_meeting(anna, ben, crisis=crisis)
    make_meeting(ben, carla, crisis=crisis)
    page = client.get(f"{URL}?a=anna-bar").text
    assert "Wen Anna Bär traf: 1" in page
    assert "Ben Öz – Carla Ruß" not in page


@pytest.mark.parametrize("query", ["?a=niemand", "?a=anna-bar&b=niemand", "?a=anna-bar&b=anna-bar", "?a=%00"])
def test_what_the_address_names_wrongly_is_passed_over_with_a_word(client, crisis, anna, query):
    response = client.get(URL + query)
    assert response.status_code == 200
    assert "war nicht zu verstehen" in response.text


def test_a_merged_actor_is_shown_as_what_it_became(client, crisis, anna, ben):
    make_entity("A. Bär", merged_into=anna)
    make_meeting(anna, ben, crisis=crisis)
    assert "1 Gespräch" in client.get(f"{URL}?a=a-bar&b=ben-oz").text


def test_a_crisis_without_meetings_says_so(client, crisis):
    assert "noch kein Treffen von zweien gemeldet" in client.get(URL).text


def test_what_readers_may_not_see_is_no_contact(client, anna, ben):
    crisis = make_crisis(shows_unchecked=False)
    make_meeting(anna, ben, crisis=crisis)
    assert "noch kein Treffen" in client.get(URL).text
    make_meeting(anna, ben, crisis=crisis, review="accepted")
    assert "1 Gespräch" in client.get(PAIR).text


def test_htmx_gets_the_view_without_the_page(client, crisis, anna, ben):
    make_meeting(anna, ben, crisis=crisis)
    view = client.get(PAIR, headers={"HX-Request": "true"}).text
    assert "<html" not in view
    assert "<title>Begegnungen: Anna Bär – Ben Öz" in view


def test_a_long_exchange_has_pages_and_its_drawing_leads_to_them(client, crisis, anna, ben):
    events = [make_meeting(anna, ben, crisis=crisis) for _number in range(EVENTS_PER_PAGE + 1)]
    page = client.get(PAIR).text
    assert "Seite 1 von 2" in page
    assert f'id="event-{events[-1].pk}"' not in page
    assert f'id="event-{events[-1].pk}"' in client.get(f"{PAIR}&page=2").text


@pytest.mark.parametrize("query", ["", "?by=people", "?a=anna-bar", "?a=anna-bar&b=ben-oz"])
@pytest.mark.parametrize("number", [2, 12])
def test_it_takes_few_queries_however_much_there_is(
    client, crisis, anna, ben, query, number, django_assert_max_num_queries
):
    CrisisActor.objects.create(crisis=crisis, entity=anna)
    for n in range(number):
        article = make_article(crisis=crisis)
        make_meeting(anna, ben, make_entity(f"Gast {n}"), crisis=crisis, article=article)
        make_statement(anna, crisis=crisis, article=article)
    with django_assert_max_num_queries(9):
        client.get(URL + query)


def test_it_speaks_english_to_who_chose_it(client, crisis, anna, ben):
    make_meeting(anna, ben, crisis=crisis, day=date(2022, 2, 12), format="call")
    client.cookies.load({"django_language": "en"})
    page = client.get(PAIR).text
    assert "Last contact 12 days before the end of the crisis" in page
    assert "Phone or video call, 12 February 2022" in page


def test_the_most_active_stand_against_each_other_in_a_square(client, crisis, anna, ben, carla):
    make_meeting(anna, ben, crisis=crisis)
    make_meeting(anna, ben, carla, make_entity("Dora Maß"), crisis=crisis)
    page = client.get(URL).text
    square = page[page.index('<div class="matrix"') : page.index("</table>")]
    assert square.count('class="matrix-self"') == 4
    assert square.count("a=anna-bar&amp;b=ben-oz") == 2
    assert "<b>1</b><small>+1</small>" in square
    assert 'class="matrix"' not in client.get(f"{URL}?a=anna-bar").text


def test_three_make_no_square(client, crisis, anna, ben, carla):
    make_meeting(anna, ben, carla, crisis=crisis)
    assert 'class="matrix"' not in client.get(URL).text
