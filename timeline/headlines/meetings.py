"""Say in one line who met where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from timeline.chronicle.behalf import bodies_of, members_of, states_around
from timeline.describe import join_names
from timeline.extraction.lexicon import load_pattern

from . import english, names, parts

if TYPE_CHECKING:
    from timeline.models import Entity, Event, Meeting

Form = tuple[Any, Any, Any, Any]
# How a meeting is named with nobody, one, and several taking part, the several each by name, or in a German genitive ("der USA und Chinas").
FORMS: dict[str, Form] = {
    "talks": (_("Gespräch"), _("Gespräch mit %(who)s"), _("Gespräch zwischen %(who)s"), None),
    "meeting": (
        _("Treffen"),
        _("Treffen mit %(who)s"),
        _("Treffen von %(who)s"),
        _("Treffen %(of_whom)s"),
    ),
    "summit": (
        _("Gipfel"),
        _("Gipfel mit %(who)s"),
        _("Gipfeltreffen von %(who)s"),
        _("Gipfeltreffen %(of_whom)s"),
    ),
    "video summit": (
        _("Videogipfel"),
        _("Videogipfel mit %(who)s"),
        _("Videogipfel von %(who)s"),
        _("Videogipfel %(of_whom)s"),
    ),
    "call": (_("Telefonat"), _("Telefonat mit %(who)s"), _("Telefonat zwischen %(who)s"), None),
    "video call": (
        _("Videogespräch"),
        _("Videogespräch mit %(who)s"),
        _("Videogespräch zwischen %(who)s"),
        None,
    ),
    "visit": (_("Besuch"), _("Besuch von %(who)s"), None, None),
    "conference": (_("Konferenz"), _("Konferenz mit %(who)s"), _("Konferenz mit %(who)s"), None),
    "session": (
        pgettext_lazy("Überschrift", "Sitzung"),
        _("Sitzung mit %(who)s"),
        _("Sitzung mit %(who)s"),
        None,
    ),
}
# What the reports' own words make of a form: some speak of the first, none of the second.
OWN_WORDS = {
    "call": ("video", "phone", "video call"),
    "summit": ("video", "", "video summit"),
    "talks": ("meeting", "talks", "meeting"),
}
STANDING = {
    "planned": _("Geplant: %(meeting)s"),
    "proposed": _("Vorgeschlagen: %(meeting)s"),
    "cancelled": _("Abgesagt: %(meeting)s"),
}
MIXED = _("%(meeting)s zwischen %(who)s")  # people and states, which have no common case
HOSTED = ("summit", "conference")  # of an organisation with guests: "Gipfel der EU mit Anna Bär"


def meeting_headline(event: Event, meeting: Meeting) -> str:
    """Return "Gespräch zwischen Anna Bär und den USA in Genf", "Abgesagt: Sitzung des Nato-Rats mit Anna Bär"."""
    return with_standing(_meeting(event, meeting), meeting.status)


def with_standing(text: str, status: str) -> str:
    """Return the headline with what no reader must miss: that it is only planned, only proposed, or called off."""
    pattern = STANDING.get(status)
    return pattern % {"meeting": text if _is_german() else _within(text)} if pattern else text


def is_in_headline(headline: str, status: str) -> bool:
    """Say whether the headline, which may be one of an older version, says how the meeting stands."""
    pattern = STANDING.get(status)
    return bool(pattern) and headline.startswith(str(pattern).partition("%")[0])


def _meeting(event: Event, meeting: Meeting) -> str:
    people = parts.cast(event, "participant")
    is_visit = meeting.format == "visit"
    place = f" {_where(event.place, is_visit=is_visit)}" if event.place and event.place not in people else ""
    who = _visit(event, people, place) if is_visit else _talk(event, people, meeting.format) + place
    return names.contracted(who) if _is_german() else who


def _talk(event: Event, people: Sequence[Entity], form: str) -> str:
    host = _host(people, form)
    own = _in_own_words(event, form)
    return _hosted(host, _guests_of(host, people, event.day), own) if host else _between(people, own)


def _in_own_words(event: Event, form: str) -> str:
    """Return how the reports themselves have the form: a call by video, talks of which they say no more than that people met."""
    shows, rules_out, own = OWN_WORDS.get(form, ("", "", ""))
    sentences = parts.sentences_of(event) if not (event.place and shows == "video") else []
    if not any(_speaks_of(shows, one) for one in sentences) or any(
        _speaks_of(rules_out, one) for one in sentences
    ):
        return form
    return own


def _speaks_of(what: str, sentence: str) -> bool:
    return bool(what and load_pattern("meetings/headlines.toml", what).search(sentence))


def _host(people: Sequence[Entity], form: str) -> Entity | None:
    """Return whose meeting it is: a body's session, what a format of diplomacy or an organisation holds for its own."""
    bodies = [one for one in people if one.kind == "organisation"]
    if form == "session":
        return max(bodies, key=_is_body, default=None)
    if circle := next((one for one in bodies if names.is_circle(one)), None):
        return circle
    gathering = [one for one in bodies if names.gathers(one)]
    others = [one for one in people if one.kind != "person" and one not in gathering]
    is_own = len(people) == 1 or form in HOSTED
    return gathering[0] if len(gathering) == 1 and not others and is_own else None


def _is_body(organisation: Entity) -> bool:
    """Say whether it is part of another, as the Nato-Rat is: where both take part, the part sits."""
    return "-" in organisation.key


def _guests_of(host: Entity, people: Sequence[Entity], day: date) -> list[Entity]:
    """Return who takes part beside those who meet by themselves: not the members of the Nato-Russland-Rat, nor who stands for them."""
    own = {host.key} | members_of(host.key) | bodies_of(host.key, day)
    stands_for_own = members_of(host.key)
    return [
        one for one in people if one.key not in own and stands_for_own.isdisjoint(bodies_of(one.key, day))
    ]


def _hosted(host: Entity, guests: Sequence[Entity], form: str) -> str:
    kind = str(FORMS[form][0])
    text = f"{kind} {_genitive(host)}" if _is_german() else f"{english.label(host)} {_within(kind)}"
    if not guests:
        return text
    return gettext("%(meeting)s mit %(who)s") % {"meeting": text, "who": _several(guests)}


def _between(people: Sequence[Entity], form: str) -> str:
    nobody, one, several, of_bodies = FORMS.get(form, FORMS["meeting"])
    if len(people) < 2:
        return str(one if people else nobody) % {"who": _several(people)}
    kinds = {person.kind == "person" for person in people}
    if of_bodies and kinds == {False} and _is_german():
        return str(of_bodies) % {"of_whom": join_names(map(_genitive, people))}
    if of_bodies and len(kinds) > 1:
        several = MIXED
    return str(several) % {"meeting": nobody, "who": _several(people, among_their_like=len(kinds) == 1)}


def _visit(event: Event, people: Sequence[Entity], place: str) -> str:
    """Return who came to whom, as far as it is known for whom they stand; else only who was there."""
    around = states_around(event.place.key) if event.place else frozenset()
    standing = {one: bodies_of(one.key, event.day) | {one.key} for one in people}
    hosts = [one for one in people if standing[one] & around]
    guests = [one for one in people if not standing[one] & around and len(standing[one]) > 1]
    if len(people) < 2:
        hosts, guests = [], list(people)
    if len(hosts) + len(guests) < len(people) or (hosts and not guests):
        return gettext("Besuch%(where)s: %(who)s") % {"where": place, "who": join_names(map(_label, people))}
    if not guests:
        return str(FORMS["visit"][0]) + place
    text = str(FORMS["visit"][1]) % {"who": _several(guests)}
    if not hosts:
        return text + place
    return gettext("%(visit)s bei %(whom)s%(where)s") % {
        "visit": text,
        "whom": _several(hosts),
        "where": place,
    }


def _several(people: Sequence[Entity], *, among_their_like: bool = False) -> str:
    """Return the names, where states stand beside people or alone as those who act for them: "Anna Bär und Vertretern der USA"."""
    states = [] if among_their_like else [one for one in people if one.kind == "state"]
    named = [_dative(one) for one in people if one not in states]
    if states:
        of_whom = join_names(map(_genitive, states))
        named.append(gettext("Vertretern %(of_whom)s") % {"of_whom": of_whom})
    return join_names(named)


def _where(place: Entity, *, is_visit: bool) -> str:
    if _is_german():
        return names.where(place)
    return english.moved(place, "sent") if is_visit else english.where(place)


def _label(entity: Entity) -> str:
    return entity.name if _is_german() else english.label(entity)


def _dative(entity: Entity) -> str:
    return names.named(entity, "dative") if _is_german() else english.named(entity)


def _genitive(entity: Entity) -> str:
    return names.named(entity, "genitive") if _is_german() else english.named(entity)


def _within(text: str) -> str:
    """Return an English headline as it stands behind other words: "talks between …", but "EU summit"."""
    own = {str(pattern).partition(" ")[0] for form in FORMS.values() for pattern in form if pattern}
    return text[0].lower() + text[1:] if text.partition(" ")[0] in own else text


def _is_german() -> bool:
    return get_language() == "de"
