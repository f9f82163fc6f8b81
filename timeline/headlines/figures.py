"""Say in one line how many forces somebody counts where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from timeline.describe import format_figure, join_names
from timeline.extraction.words import word_classes

from . import clauses, english, names

if TYPE_CHECKING:
    from timeline.models import Entity, Event, TroopFigure

NEXT_WORD = re.compile(r"\s*(\w*)")


def figure_headline(event: Event, figure: TroopFigure) -> str:
    """Return "Russland: rund 30.000 Soldaten in Belarus, nach Angaben der Nato"."""
    actors, claimants = _cast(event, "actor"), _cast(event, "claimant")
    where = _whereabouts(event, figure.change)
    movement = [where, _change(figure)] if get_language() == "de" else [_change(figure), where]
    text = " ".join(filter(None, [format_figure(figure), *movement]))
    if not (actors or claimants or where) and figure.change == "present" and (told := _told(event)):
        return told
    if actors:
        text = f"{join_names(map(_label, actors))}: {text}"
    if not claimants:
        return text
    if claimants == actors:
        return gettext("%(figure)s, nach eigenen Angaben") % {"figure": text}
    return gettext("%(figure)s, %(source)s") % {"figure": text, "source": _source(claimants)}


def _cast(event: Event, role: str) -> list[Entity]:
    return [part.entity for part in event.participations.all() if part.role == role]


def _change(figure: TroopFigure) -> str:
    return "" if figure.change == "present" else str(figure.get_change_display())


def _whereabouts(event: Event, change: str) -> str:
    """Return where the forces are, or go, if a sentence says so in these words: forces near a place are not in it."""
    if event.place is None or not any(_says(one.sentence, event.place) for one in event.told):
        return ""
    return english.moved(event.place, change) if get_language() != "de" else names.moved(event.place, change)


def _says(sentence: str, place: Entity) -> bool:
    """Say whether the sentence places something just there: "in der Ukraine", not "in der Ukraine und um sie herum"."""
    for phrase in {names.where(place), names.whither(place), names.whence(place)}:
        found = re.search(rf"\b{re.escape(phrase)}\b", sentence)
        if found and "coordinator" not in word_classes().get(_next_word(sentence, found.end()), ()):
            return True
    return False


def _next_word(sentence: str, offset: int) -> str:
    match = NEXT_WORD.match(sentence, offset)
    return match[1].lower() if match else ""


def _told(event: Event) -> str:
    """Return the sentence that gives a number of which nothing else is known."""
    sentence = next((one.sentence for one in event.told), "")
    text = clauses.shortened(clauses.read(clauses.without_dateline(sentence)).text)
    return text if get_language() == "de" or not text else english.reported(text)


def _label(entity: Entity) -> str:
    return entity.name if get_language() == "de" else english.label(entity)


def _source(claimants: Sequence[Entity]) -> str:
    if get_language() != "de":
        return gettext("laut %(who)s") % {"who": join_names(map(english.named, claimants))}
    is_person = any(one.kind == "person" for one in claimants)
    case: names.Case = "dative" if is_person else "genitive"
    pattern = gettext("laut %(who)s") if is_person else gettext("nach Angaben %(of_whom)s")
    return pattern % dict.fromkeys(
        ("who", "of_whom"), join_names(names.named(one, case) for one in claimants)
    )
