"""Say in one line how many forces somebody counts where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from timeline.describe import join_names
from timeline.extraction.lexicon import load_pattern

from . import clauses, english, names, parts
from .counting import counted
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from timeline.models import Entity, Event, TroopFigure


def figure_headline(event: Event, figure: TroopFigure) -> str:
    """Return "Russland: rund 30.000 Soldaten in Belarus, nach Angaben der Nato"."""
    actors, claimants = parts.cast(event, "actor"), parts.cast(event, "claimant")
    where = whereabouts(event, figure.change)
    movement = [where, _change(figure)] if get_language() == "de" else [_change(figure), where]
    text = " ".join(filter(None, [counted(figure), *movement]))
    if (
        not (actors or claimants or where)
        and figure.change == "present"
        and (told := _told(event, figure, text))
    ):
        return told
    if actors:
        text = f"{join_names(map(_label, actors))}: {text}"
    if not claimants:
        return text
    if claimants == actors:
        return gettext("%(figure)s, nach eigenen Angaben") % {"figure": text}
    return gettext("%(figure)s, %(source)s") % {"figure": text, "source": _source(claimants, text)}


def _change(figure: TroopFigure) -> str:
    return "" if figure.change == "present" else str(figure.get_change_display())


def _told(event: Event, figure: TroopFigure, text: str) -> str:
    """Return the sentence that gives a number of which nothing else is known; the number leads where the sentence is somebody's, too."""
    sentence = next(iter(parts.sentences_of(event)), "")
    said = clauses.read(clauses.without_dateline(sentence))
    told = clauses.shortened(said.text)
    if not told:
        return ""
    is_said = said.is_indirect or load_pattern("speech/headlines.toml", "source").search(told)
    leads = is_said and not told.lower().startswith(figure.wording.lower() or told.lower())
    if get_language() != "de":
        return f"{text}: {english.quotation(told)}" if leads else english.reported(told)
    return f"{text}: {told}" if leads else told


def _label(entity: Entity) -> str:
    return entity.name if get_language() == "de" else english.label(entity)


def _source(claimants: Sequence[Entity], text: str) -> str:
    """Return whose figure it is; a state that the headline names already gives its adjective: "nach ukrainischen Angaben"."""
    if get_language() != "de":
        return gettext("laut %(who)s") % {"who": join_names(map(english.named, claimants))}
    adjective = names.adjective(claimants[0]) if len(claimants) == 1 and claimants[0].name in text else ""
    if adjective:
        return gettext("nach %(adjective)s Angaben") % {"adjective": f"{adjective}en"}
    is_person = any(one.kind == "person" for one in claimants)
    case: names.Case = "dative" if is_person else "genitive"
    pattern = gettext("laut %(who)s") if is_person else gettext("nach Angaben %(of_whom)s")
    return pattern % dict.fromkeys(
        ("who", "of_whom"), join_names(names.named(one, case) for one in claimants)
    )
