"""Events whose sentence is given, and what they are called in both languages."""

from django.utils.translation import override

from tests.factories import make_article, make_entity, make_evidence
from timeline.headlines import headline
from timeline.models import Entity, Event


def in_both(event: Event) -> tuple[str, str]:
    """Return the event's headline in German and English."""
    with override("de"):
        german = headline(event)
    with override("en"):
        return german, headline(event)


def reported(event: Event, sentence: str, words: str = "") -> Event:
    """Return the event with this sentence as its evidence."""
    make_evidence(event, make_article(text=sentence), words or sentence)
    return event


def known(name: str, kind: str) -> Entity:
    """Return the entity under the key that the lexicon gives it."""
    from timeline.extraction.entities.knowledge import slug

    return make_entity(name, kind, key=slug(name))
