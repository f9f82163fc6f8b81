"""What a timeline counts equals what anybody counts who goes through its events one by one, whatever has happened to them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_place,
    make_source,
    make_statement,
)
from tests.timeline.stories import Story, Talk, tell
from timeline.filters import Filters
from timeline.models import Entry, Event, Participation
from timeline.picture import fetching
from timeline.picture.drawing import LEFT, WIDTH
from timeline.picture.scale import Scale
from timeline.picture.whole import whole_of
from timeline.selection import Selection

pytestmark = pytest.mark.django_db
FIRST, DAYS = date(2022, 1, 1), 90
SOURCES = ("Elbpost", "Neckar-Kurier", "D'Bote")
SENTENCES = {
    "Getreide": "Über Getreide und Visa wurde gesprochen.",
    "d'Orsay": "Am Quai d'Orsay\\Nord 4/7 ging es um Häfen.",
    "Grenze": "An der Grenze stehen Soldaten.",
}


class Chronicle:
    """Two crises whose events are made and changed by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.crises = [make_crisis("erste"), make_crisis("zweite")]
        self.actors = [make_entity(name) for name in ("Anna Bär", "Bo Öz", "Cem Groß", "Dora Ude")]
        self.places = [make_place(name) for name in ("Genf", "Wien")]
        self.articles = [
            make_article(sentence, source=source) for source in SOURCES for sentence in SENTENCES.values()
        ]
        for _event in range(40):
            self.make()

    def make(self) -> None:
        chance = self.chance
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        fields = {
            "crisis": chance.choice(self.crises),
            "earliest": day,
            "latest": day + timedelta(days=chance.choice((0, 0, 0, 3, 20))),
            "review": chance.choice(("extracted", "accepted")),
        }
        kind, actor = chance.choice(Event.Kind.values), chance.choice(self.actors)
        if kind == Event.Kind.MEETING:
            people = chance.sample(self.actors, chance.randint(0, 4))
            status = chance.choice(("held", "planned", "cancelled"))
            event = make_meeting(*people, status=status, place=chance.choice(self.places), **fields)
        elif kind == Event.Kind.STATEMENT:
            event = make_statement(chance.choice((None, actor)), **fields)
        elif kind == Event.Kind.TROOP_FIGURE:
            make = chance.randint(1, 9) * 1000
            change = chance.choice(("present", "withdrawn"))
            event = make_figure(
                actor, make, claimant=chance.choice((None, *self.actors)), change=change, **fields
            )
        else:
            event = make_announcement(actor, **fields)
        if chance.random() < 0.2:
            event.crises.add(self.crises[0])
        for article in chance.sample(self.articles, chance.randint(0, 2)):
            make_evidence(event, article)

    def change(self) -> None:
        """Do what editors, newsrooms and the extraction do to an event, by chance."""
        event = self.chance.choice(list(Event.objects.order_by("pk")))
        other = self.chance.choice(list(Event.objects.exclude(pk=event.pk).order_by("pk")))
        match self.chance.randrange(9):
            case 0:
                Event.objects.filter(pk=event.pk).update(review="rejected")
            case 1:
                Event.objects.filter(pk=event.pk).update(merged_into=other)
            case 2:
                event.delete()
            case 3:
                event.earliest = event.latest = FIRST + timedelta(days=self.chance.randrange(DAYS))
                event.save()
            case 4:
                event.crises.remove(self.crises[0])
            case 5:
                event.participations.all().delete()
            case 6:
                role = Participation.Role.SPEAKER
                Participation.objects.get_or_create(event=event, entity=self.actors[0], role=role)
            case 7:
                event.evidence.all().delete()
                make_evidence(event, self.chance.choice(self.articles))
            case _:
                self.make()


def passing(crisis, filters):
    """Return the events that pass, asked one by one."""
    events = Event.objects.of_crisis(crisis).with_details()
    return [event for event in events if passes(event, filters)]


def passes(event, filters):
    first, last = event.earliest or event.day, event.latest or event.day
    evidence = list(event.evidence.all())
    return (
        (not filters.kinds or event.kind in filters.kinds)
        and all(entity.pk in cast_of(event) for entity in filters.entities)
        and (not filters.since or last >= filters.since)
        and (not filters.until or first <= filters.until)
        and (not filters.source or filters.source in (one.revision.article.source for one in evidence))
        and (not filters.words or any(filters.words in one.paragraph.text for one in evidence))
        and (not filters.status or (event.kind == "meeting" and event.meeting.status == filters.status))
        and (not filters.review or (event.review == "extracted") == (filters.review == "unchecked"))
    )


def cast_of(event):
    return {part.entity_id for part in event.participations.all()} | ({event.place_id} - {None})


def views(chronicle):
    anna, bo, *_ = chronicle.actors
    source = make_source(chronicle.chance.choice(SOURCES))
    yield Filters()
    yield Filters(kinds=("meeting",))
    yield Filters(kinds=("statement", "troop_figure"), since=FIRST + timedelta(days=30))
    yield Filters(entities=(anna,))
    yield Filters(entities=(anna, bo), until=FIRST + timedelta(days=60))
    yield Filters(entities=(chronicle.places[0],))
    yield Filters(since=date(2022, 2, 1), until=date(2022, 2, 28))
    yield Filters(source=source, review="checked")
    yield Filters(status="planned")
    yield from (Filters(words=word) for word in SENTENCES)
    yield Filters(words="Grenze", source=source, entities=(bo,), review="unchecked")


def assert_counts(crisis, filters):
    expected, selection = passing(crisis, filters), Selection(crisis, filters)
    outside_the_days = passing(crisis, filters.but(since=None, until=None))
    assert selection.total == len(expected)
    assert set(selection.events()) == set(expected)
    assert +selection.by_day_inside() == Counter(event.day for event in expected)
    assert +selection.by_day() == Counter(event.day for event in outside_the_days)
    assert +selection.by_kind() == Counter(event.kind for event in passing(crisis, filters.but(kinds=())))
    assert Counter({member.pk: member.number for member in selection.cast}) == Counter(
        entity for event in expected for entity in cast_of(event)
    )


def assert_pictured(crisis, filters):
    scale = Scale(FIRST + timedelta(days=10), FIRST + timedelta(days=70), LEFT, WIDTH - LEFT)
    selection = Selection(crisis, filters)
    items = fetching.fetch(selection, whole_of(selection), scale, FIRST).items
    drawn = Counter()
    for item in items:
        drawn[item.kind] += item.number
    assert drawn == Counter(event.kind for event in passing(crisis, filters))


@pytest.mark.parametrize("seed", range(3))
def test_every_number_of_a_view_is_the_number_of_its_events(seed, monkeypatch):
    chronicle = Chronicle(seed)
    monkeypatch.setattr(fetching, "FEW", -1)  # so that the database counts for the picture, too
    for _round in range(3):
        for crisis in chronicle.crises:
            for filters in views(chronicle):
                assert_counts(crisis, filters)
                assert_pictured(crisis, filters)
        for _change in range(12):
            chronicle.change()


def test_words_are_found_in_their_crisis_alone():
    one, other = make_crisis("erste"), make_crisis("zweite")
    make_statement(crisis=one, article=make_article("Sie kamen zum Quai d'Orsay: http://a.example/b!'c(d)."))
    for words in ("d'Orsay", "kamen -Häfen", '"zum Quai"', "Hafen or Quai", "a.example"):
        assert Selection(one, Filters(words=words)).total == 1, words
        assert Selection(other, Filters(words=words)).total == 0, words
    for words in ("Hafen", "kamen -Quai", '"Quai kamen"', "und", "'", '"', "\\", "7/Quai"):
        assert Selection(one, Filters(words=words)).total == 0, words


def test_words_are_found_beside_quotation_marks():
    crisis = make_crisis()
    make_statement(
        crisis=crisis, article=make_article("Er nannte es einen „Frieden ohne ‚Sieger‘“, andere »Verrat«.")
    )
    for words in ("Frieden", "Sieger", "Verrat", "„Frieden ohne Sieger“", "»Verrat«"):
        assert Selection(crisis, Filters(words=words)).total == 1, words
    assert Selection(crisis, Filters(words="„Sieger ohne Frieden“")).total == 0


def test_a_word_without_end_is_stored_but_not_found():
    crisis = make_crisis()
    make_statement(crisis=crisis, article=make_article("Zum Hafen " + "x" * 2_040))
    assert Selection(crisis, Filters()).total == 1
    assert Selection(crisis, Filters(words="Hafen")).total == 0


def test_words_are_found_as_they_were_known():
    crisis = make_crisis()
    tell(Story("https://blatt1.example/a", (Talk(),), 1, source="Blatt 1"))
    crisis.events.set(Event.objects.all())
    [entry] = Entry.objects.filter(crisis=crisis, state__isnull=False)
    word = str(entry.told).split("'")[1]
    for as_of, number in ((entry.since - timedelta(minutes=1), 0), (entry.since, 1)):
        assert Selection(crisis, Filters(words=word, as_of=as_of)).total == number
    assert Selection(make_crisis("andere"), Filters(words=word, as_of=entry.since)).total == 0
