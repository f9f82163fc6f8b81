"""A small chronicle that the browser tests walk through."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from articles.models import Article
from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_mention,
    make_place,
    make_revision,
    make_statement,
)
from timeline.models import Crisis, Entity, Event

TEXT = """Ministerin Anna Bär und ihr Kollege Ben Öz haben sich am Freitag in Genf getroffen.

Man werde weiter miteinander reden, sagte Bär nach dem Gespräch. An der Grenze stehen rund 100.000 Soldaten.

Bär kündigte eine schriftliche Antwort für die kommende Woche an."""


@dataclass(frozen=True)
class World:
    """What the tests walk through."""

    crisis: Crisis
    article: Article
    anna: Entity
    meeting: Event
    statement: Event


@pytest.fixture
def world(transactional_db: None) -> World:
    """Return a crisis with an article in two revisions and an event of each kind."""
    crisis = make_crisis(
        title="Die Krise am Fluss", title_en="The crisis at the river", description="Worum es geht."
    )
    article = make_article(TEXT, title="Gespräche in Genf", kicker="Diplomatie", crisis=crisis)
    make_revision(article, TEXT.replace("rund 100.000", "mehr als 100.000"), title="Lange Gespräche in Genf")
    anna, ben, genf = make_entity("Anna Bär"), make_entity("Ben Öz"), make_place("Genf")
    for entity, words in ((anna, "Anna Bär"), (ben, "Ben Öz"), (genf, "Genf")):
        make_mention(entity, article, words)
    shared = {"crisis": crisis, "article": article}
    meeting = make_meeting(anna, ben, place=genf, words="haben sich am Freitag in Genf getroffen", **shared)
    statement = make_statement(anna, words="Man werde weiter miteinander reden", **shared)
    make_figure(None, claimant=ben, words="mehr als 100.000 Soldaten", qualifier="over", **shared)
    make_announcement(anna, words="eine schriftliche Antwort", review="accepted", **shared)
    return World(crisis, article, anna, meeting, statement)
