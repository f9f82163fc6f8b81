"""Say in one line who met where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from timeline.describe import join_names

from . import english, names

if TYPE_CHECKING:
    from timeline.models import Entity, Event, Meeting

# How a meeting of that form is named with nobody, one, and several taking part.
FORMS: dict[str, tuple[Any, Any, Any]] = {
    "talks": (_("Gespräch"), _("Gespräch mit %(who)s"), _("Gespräch zwischen %(who)s")),
    "summit": (_("Gipfel"), _("Gipfel mit %(who)s"), _("Gipfeltreffen von %(who)s")),
    "call": (_("Telefonat"), _("Telefonat mit %(who)s"), _("Telefonat zwischen %(who)s")),
    "visit": (_("Besuch"), _("Besuch von %(who)s"), None),
    "conference": (_("Konferenz"), _("Konferenz mit %(who)s"), _("Konferenz mit %(who)s")),
    "session": (_("Sitzung"), _("Sitzung mit %(who)s"), _("Sitzung mit %(who)s")),
}
OTHER = (_("Treffen"), _("Treffen mit %(who)s"), _("Treffen von %(who)s"))


def meeting_headline(event: Event, meeting: Meeting) -> str:
    """Return "Gespräch zwischen Anna Bär und den USA in Genf", "Sitzung des Nato-Rats mit Anna Bär"."""
    people = [part.entity for part in event.participations.all() if part.role == "participant"]
    host = _host(people, meeting.format)
    is_visit = meeting.format == "visit"
    place = f" {_where(event.place, is_visit=is_visit)}" if event.place and event.place not in people else ""
    if is_visit and len(people) > 1:  # nobody knows who of them came
        return gettext("Besuch%(where)s: %(who)s") % {"where": place, "who": join_names(map(_label, people))}
    text = (_hosted(host, people, meeting.format) if host else _between(people, meeting.format)) + place
    return names.contracted(text) if get_language() == "de" else text


def _host(people: Sequence[Entity], form: str) -> Entity | None:
    """Return whose meeting it is: that of an organisation whose members meet, with nobody else; a session is that of a body."""
    if form == "session":
        bodies = [one for one in people if one.kind == "organisation"]
        return max(bodies, key=_is_body, default=None)
    return people[0] if len(people) == 1 and names.gathers(people[0]) else None


def _is_body(organisation: Entity) -> bool:
    """Say whether it is part of another, as the Nato-Rat is: where both take part, the part sits."""
    return "-" in organisation.key


def _hosted(host: Entity, people: Sequence[Entity], form: str) -> str:
    kind = str(FORMS.get(form, OTHER)[0])
    is_german = get_language() == "de"
    text = f"{kind} {_genitive(host)}" if is_german else f"{english.label(host)} {kind.lower()}"
    others = [one for one in people if one != host]
    if not others:
        return text
    return gettext("%(meeting)s mit %(who)s") % {"meeting": text, "who": join_names(map(_dative, others))}


def _between(people: Sequence[Entity], form: str) -> str:
    pattern = str(FORMS.get(form, OTHER)[min(len(people), 2)])
    if len(people) == 1 and people[0].kind == "state" and form != "visit":
        return pattern % {"who": gettext("Vertretern %(of_whom)s") % {"of_whom": _genitive(people[0])}}
    return pattern % {"who": join_names(map(_dative, people))}


def _where(place: Entity, *, is_visit: bool) -> str:
    if get_language() == "de":
        return names.where(place)
    return english.moved(place, "sent") if is_visit else english.where(place)


def _label(entity: Entity) -> str:
    return entity.name if get_language() == "de" else english.label(entity)


def _dative(entity: Entity) -> str:
    if get_language() != "de":
        return english.named(entity)
    return names.named(entity, "dative")


def _genitive(entity: Entity) -> str:
    if get_language() != "de":
        return f"of {english.named(entity)}"
    return names.named(entity, "genitive")
