"""Whatever readers see of an event counts as a change since their last visit, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from articles.models import Article
from tests.factories import (
    GENEVA_DAY,
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_place,
    make_revision,
    make_source,
    make_statement,
)
from tests.publishing import FRIDAY
from timeline import describe
from timeline.api.records import event_record
from timeline.cards import make_card
from timeline.models import Entry, Event, Participation, Withdrawal

pytestmark = pytest.mark.django_db
Edit = Callable[[Event], Any]


@pytest.fixture(params=["meeting", "statement", "figure", "announcement"])
def event(request) -> Event:
    return make(request.param)


def make(kind: str) -> Event:
    crisis = make_crisis()
    article = make_article(crisis=crisis)
    fields: dict[str, Any] = {"crisis": crisis, "article": article, "place": make_place("Genf")}
    made = {
        "meeting": lambda: make_meeting(make_entity("Anna Bär"), make_entity("Ben Öz"), **fields),
        "statement": lambda: make_statement(make_entity("Anna Bär"), **fields),
        "figure": lambda: make_figure(
            make_entity("Norland", "state"), claimant=make_entity("Anna Bär"), **fields
        ),
        "announcement": lambda: make_announcement(make_entity("Anna Bär"), **fields),
    }[kind]()
    Participation.objects.create(event=made, entity=make_entity("Cem Uhl"), role="addressee", position=9)
    Entry.objects.update(entered_at=FRIDAY, changed_at=FRIDAY)
    return made


def fields(**values: Any) -> Edit:
    """Return the edit of the event's own values."""
    return lambda event: Event.objects.filter(pk=event.pk).update(**values)


def particulars(**values: Any) -> Edit:
    """Return the edit of what only its kind has."""

    def edit(event: Event) -> None:
        own: Any = describe.particulars_of(event)
        type(own).objects.filter(pk=event.pk).update(**values)

    return edit


def seen(event: Event) -> Any:
    """Return all that pages, files and the API give out of the event, apart from when it was reported."""
    found = Event.objects.public().with_details().prefetch_related("crises").filter(pk=event.pk).first()
    if found is None:
        return None
    record = event_record(found, "").model_dump(exclude={"first_reported_at"})
    if record["troop_figure"]:
        record["troop_figure"]["high"] = record["troop_figure"]["high"] or record["troop_figure"]["low"]
    if record["meeting"]:
        record["meeting"]["begins_at"] = record["meeting"]["begins_at"] or None
    for one in record.pop("evidence"):
        record.setdefault("said", set()).add((one["sentence"], one["words"], one["article"]["outlet"]))
    card = make_card(found)
    quotes = [(quote.pieces, quote.source, quote.is_withdrawn) for quote in card.quotes]
    return record, card.headlines, quotes, describe.particulars(found)


def is_told(event: Event) -> bool:
    is_gone = Withdrawal.objects.filter(event=event, gone_at__gt=FRIDAY).exists()
    return is_gone or Entry.objects.known(None).filter(event=event, changed_at__gt=FRIDAY).exists()


def only_participant(event: Event) -> Participation:
    return event.participations.order_by("position").first()


def article_of(event: Event) -> Article:
    return event.evidence.get().revision.article


def change(row: Any, **values: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


SHARED: dict[str, Edit] = {
    "day": fields(earliest=date(2022, 1, 20)),
    "last day": fields(latest=date(2022, 1, 23)),
    "no day any more": fields(earliest=None, latest=None),
    "precision": fields(precision="about"),
    "place": lambda event: fields(place=make_place("Wien"))(event),
    "no place any more": fields(place=None),
    "accepted": fields(review="accepted"),
    "edited": fields(review="edited"),
    "participant added": lambda event: Participation.objects.create(
        event=event, entity=make_entity("Dora Wu"), role="participant", position=5
    ),
    "participant gone": lambda event: only_participant(event).delete(),
    "other participant": lambda event: Participation.objects.filter(pk=only_participant(event).pk).update(
        entity=make_entity("Dora Wu")
    ),
    "participant renamed": lambda event: change(only_participant(event).entity, name="Anna Neu"),
    "participant's English name": lambda event: change(only_participant(event).entity, name_en="Ann B."),
    "place renamed": lambda event: change(event.place, name="Genève"),
    "evidence added": lambda event: make_evidence(
        event, make_article(source="Tagblatt", crisis=make_crisis())
    ),
    "second sentence": lambda event: make_evidence(event, article_of(event), "Man werde"),
    "evidence gone": lambda event: event.evidence.all().delete(),
    "other words": lambda event: event.evidence.update(end=10),
    "article withdrawn": lambda event: change(article_of(event), status="withdrawn"),
    "article a draft again": lambda event: change(article_of(event), status="draft"),
    "article of another source": lambda event: change(article_of(event), source=make_source("Tagblatt")),
    "source renamed": lambda event: change(article_of(event).source, name="Neue Elbpost"),
    "confidence": fields(confidence=0.1),
    "version of the extraction": fields(extractor_version="99"),
    "first report of a dated event": fields(first_reported_at=FRIDAY - timedelta(days=3)),
    "rule of the evidence": lambda event: event.evidence.update(rule="other"),
    "an entity that has no part": lambda event: change(make_entity("Emil Noll"), name="Emil Null"),
    "nothing": lambda event: event.save(),
}
OWN: dict[str, dict[str, Edit]] = {
    "meeting": {
        "hour": particulars(begins_at="11:00"),
        "no hour in other words": particulars(begins_at=""),
        "duration": particulars(duration_minutes=90),
        "status": particulars(status="cancelled"),
        "format": particulars(format="call"),
        "order of participants": lambda event: event.participations.filter(entity__name="Anna Bär").update(
            position=8
        ),
    },
    "statement": {
        "words": particulars(words="Man werde nie wieder reden"),
        "stance": particulars(stance="denies"),
        "mode": particulars(mode="direct"),
        "verb": particulars(cue="sagte"),
    },
    "figure": {
        "low": particulars(low=90_000),
        "band": particulars(high=120_000),
        "the same number as a band": particulars(high=100_000),
        "qualifier": particulars(qualifier="over"),
        "unit": particulars(unit="vehicles"),
        "movement": particulars(change="withdrawn"),
        "wording": particulars(wording="rund hunderttausend Mann"),
    },
    "announcement": {
        "what": particulars(what="ein Anruf"),
        "from": particulars(due_earliest=GENEVA_DAY),
        "until": particulars(due_latest=GENEVA_DAY),
        "outcome": particulars(verdict="kept"),
    },
}


def own_edits() -> Iterable[Any]:
    for kind, edits in OWN.items():
        for name, edit in edits.items():
            yield pytest.param(kind, edit, id=f"{kind}: {name}")


def assert_told_if_seen(event: Event, edit: Edit) -> None:
    before = seen(event)
    edit(event)
    assert is_told(event) == (seen(event) != before)


@pytest.mark.parametrize("edit", SHARED.values(), ids=SHARED.keys())
def test_what_readers_see_of_any_event_is_told_when_it_changes_and_nothing_else(event, edit) -> None:
    assert_told_if_seen(event, edit)


@pytest.mark.parametrize(("kind", "edit"), [*own_edits()])
def test_what_readers_see_of_its_kind_is_told_when_it_changes_and_nothing_else(kind, edit) -> None:
    assert_told_if_seen(make(kind), edit)


def test_the_hour_alone_is_told() -> None:
    event = make("meeting")
    particulars(begins_at="11:00")(event)
    assert is_told(event)


def test_an_article_that_came_out_anew_with_the_same_sentence_changes_nothing() -> None:
    event = make("meeting")
    article = article_of(event)
    make_revision(article, title="Neuer Titel", changed_at=FRIDAY + timedelta(hours=5))
    make_evidence(event, article)
    assert event.evidence.count() == 2
    assert not is_told(event)


def test_an_event_is_new_from_when_it_is_checked_where_unchecked_ones_are_hidden() -> None:
    make_crisis(shows_unchecked=False)
    event = make("meeting")
    Event.objects.filter(pk=event.pk).update(review="accepted")
    assert Entry.objects.known(None).get(event=event).entered_at > FRIDAY
