"""What encounters, positions and figures have in common: every state is an address, also as of an earlier day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils import timezone

from timeline import describe
from timeline.filters import Filters, describe_time, unless_ahead
from timeline.forms import MomentField
from timeline.models import Crisis, Event, EventQuerySet


@dataclass(frozen=True)
class ViewState:
    """The state of a view; `base` is the page without any."""

    base: str
    as_of: date | None = None  # a day, or a moment: what was known then
    was_partly_unreadable: bool = False  # whether something in the address meant nothing

    def parts(self) -> Mapping[str, Any]:
        """Return what is chosen, by its name in addresses; nothing for what is not."""
        raise NotImplementedError

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """Return the names and values of what is chosen, apart from the day."""
        return [(name, value) for name, value in self.parts().items() if value]

    @property
    def address(self) -> str:
        """Return the address of this state."""
        pairs = [*self.pairs, ("as_of", self.as_of_text)] if self.as_of else self.pairs
        return f"{self.base}?{urlencode(pairs)}" if pairs else self.base

    @property
    def address_today(self) -> str:
        """Return the address of this state as it is today."""
        return self.but(as_of=None).address

    @property
    def as_of_text(self) -> str:
        """Return the day or moment as addresses have it."""
        return self.as_of.isoformat() if self.as_of else ""

    @property
    def known_query(self) -> str:
        """Return the query that leads to what was known then elsewhere; nothing for today."""
        return f"?{urlencode({'as_of': self.as_of_text})}" if self.as_of else ""

    @property
    def known_day(self) -> date:
        """Return the day as of which everything is told: today, if no other."""
        moment = Filters(as_of=self.as_of).moment
        return timezone.localdate(moment) if moment else timezone.localdate()

    @property
    def known_label(self) -> str:
        """Return that day in words."""
        return describe.format_day(self.known_day)

    def but(self, **changes: Any) -> Self:
        """Return this state with some of it changed."""
        return replace(self, **changes)

    def events(self, crisis: Crisis) -> EventQuerySet:
        """Return what readers of the crisis may see, or what was known of it then."""
        moment = Filters(as_of=self.as_of).moment
        events = Event.objects.of_crisis(crisis, moment)
        events.as_of = moment
        return events


def known_label(as_of: date | None) -> str:
    """Return the day or the moment in words; nothing for today."""
    return describe_time("%(time)s", as_of)


def read_as_of(values: Mapping[str, str]) -> tuple[date | None, bool]:
    """Return the day or moment that the address names if it has passed, and whether it names one that cannot be read."""
    try:
        as_of = MomentField(takes_days=True, required=False).clean(values.get("as_of", ""))
    except ValidationError:
        return None, True
    return unless_ahead(as_of), False
