"""In which order a list goes through the days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Order:
    """Oldest first, and last what may have been before the view begins; or newest first, but before it what lies ahead, the next first."""

    newest_first: bool = False
    since: date | None = None  # the first day of the view
    today: date | None = None  # none of what is over

    def is_ahead(self, day: date) -> bool:
        """Say whether the day has yet to come."""
        return self.today is not None and day > self.today

    def place(self, day: date) -> tuple[int, int]:
        """Return the place of a day among others."""
        if not self.newest_first:
            return int(self.since is not None and day < self.since), day.toordinal()
        return (0, day.toordinal()) if self.is_ahead(day) else (1, -day.toordinal())
