"""The files that a view can be taken along as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import calendar, feed, image, linked, table, timelinejs
from .view import View


@dataclass(frozen=True)
class Format:
    """A kind of file, what it is good for, and how a view is written to it."""

    key: str  # as the address ends
    media_type: str
    label: Any
    use: Any
    write: Callable[[View], Iterator[str] | Iterator[bytes]]
    is_subscribed: bool = False  # programs ask for it again and again, nobody saves it
    is_bounded: bool = False  # however many events the view has

    @property
    def is_drawn(self) -> bool:
        """Say whether it is a picture, in which a line stands at today."""
        return self.media_type.startswith("image/")

    @property
    def plain_type(self) -> str:
        """Return the media type without parameters."""
        return self.media_type.split(";")[0]


FORMATS = {
    format.key: format
    for format in (
        Format(
            "csv",
            "text/csv; charset=utf-8",
            _("Tabelle (CSV)"),
            _("Für Excel und andere Tabellen: eine Zeile je Ereignis, mit allen Quellen."),
            table.write_events,
        ),
        Format(
            "evidence.csv",
            "text/csv; charset=utf-8",
            _("Belege (CSV)"),
            _("Zum Auszählen und Zitieren: eine Zeile je Satz, der ein Ereignis belegt."),
            table.write_evidence,
        ),
        Format(
            "ics",
            "text/calendar; charset=utf-8",
            _("Kalender (iCalendar)"),
            _(
                "Zum Abonnieren (Adresse des Links kopieren): Treffen und angekündigte Tage im eigenen Kalender."
            ),
            calendar.write,
            is_subscribed=True,
        ),
        Format(
            "atom",
            "application/atom+xml; charset=utf-8",
            _("Feed (Atom)"),
            _("Zum Abonnieren (Adresse des Links kopieren): was zuletzt gemeldet wurde, im Feedreader."),
            feed.write,
            is_subscribed=True,
            is_bounded=True,
        ),
        Format(
            "svg",
            "image/svg+xml",
            _("Bild (SVG)"),
            _("Zum Weiterbearbeiten und für den Druck, in jeder Größe scharf."),
            image.write_svg,
        ),
        Format(
            "png",
            "image/png",
            _("Bild (PNG)"),
            _("Für Präsentationen und Nachrichten."),
            image.write_png,
        ),
        Format(
            "json",
            "application/ld+json",
            _("Daten (JSON)"),
            _("Für Programme: alle Felder, mit den Begriffen von schema.org (JSON-LD)."),
            linked.write,
        ),
        Format(
            "timeline.json",
            "application/json",
            _("TimelineJS (JSON)"),
            _("Für Seiten, die Zeitleisten mit TimelineJS zeigen."),
            timelinejs.write,
        ),
    )
}
