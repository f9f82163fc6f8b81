"""The view's picture as a file: drawn as on the page, with title, sources and time of knowledge on the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from timeline import describe
from timeline.models import Evidence
from timeline.picture import Frame, picture_of
from timeline.picture.drawing import WIDTH
from timeline.picture.raster import png
from timeline.picture.standalone import PAPER, document, sheet_of, style
from timeline.picture.svg import join, tag
from timeline.selection import Selection
from timeline.social import cut, wrap

from .key import draw_key
from .texts import moment
from .view import View

EDGE = 24.0
TITLE, TITLE_LINE = 28, 34.0
NOTE, NOTE_LINE = 13, 20.0
PIXELS = 2400  # as wide as a printed column of 20 cm wants it
MOST_SOURCES = 500  # articles named inside the file
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
STYLES = """
.heading { fill: #1b1a17; font-family: Newsreader, serif; font-size: 28px; font-weight: 600 }
.note { fill: #57534b; font-size: 13px }
.key { fill: #57534b; font-size: 12px }
"""


def write_svg(view: View) -> Iterator[str]:
    """Yield the picture as SVG; its marks lead to the view of their days."""
    yield svg(view)


def write_png(view: View) -> Iterator[bytes]:
    """Yield the picture as PNG."""
    yield png(svg(view), PIXELS)


def svg(view: View) -> SafeString:
    """Return the sheet as a whole SVG document."""
    articles = list(_articles(view))
    heading = wrap(view.title, TITLE, WIDTH)
    drawing, height = _drawing(view)
    key_line = EDGE + len(heading) * TITLE_LINE + 20
    key = draw_key(drawing, EDGE, key_line, WIDTH)
    top = key_line + key.height + 16
    notes = _notes(view, articles)
    bottom = top + height + 12 + len(notes) * NOTE_LINE
    return document(
        WIDTH + 2 * EDGE,
        bottom + EDGE,
        tag("title", view.title),
        tag("metadata", join(_metadata(view, articles))),
        style(),
        tag("style", STYLES),
        tag("rect", width="100%", height="100%", fill=PAPER),
        join(_lines(heading, "heading", EDGE + TITLE, TITLE_LINE)),
        join(key.shapes),
        tag("g", drawing, transform=f"translate({EDGE:.0f} {top:.0f})"),
        join(_lines(notes, "note", top + height + 12 + NOTE, NOTE_LINE)),
    )


def _drawing(view: View) -> tuple[SafeString, float]:
    """Return the shapes of the picture, whose links lead to our site from wherever they are clicked, and their height."""
    day = timezone.localdate(view.known_at)
    picture = picture_of(
        Selection(view.crisis, view.filters), day, frame=Frame(is_frozen=True, is_alone=True)
    )
    if picture is None:
        note = tag("text", _("Keine Ereignisse in dieser Auswahl."), x=0, y=NOTE, class_="note")
        return note, NOTE_LINE
    sheet = sheet_of(picture.drawing)
    return mark_safe(sheet.shapes.replace(' href="/', f' href="{view.site}/')), sheet.height  # noqa: S308 - our own markup


def _lines(lines: Iterable[str], name: str, y: float, step: float) -> Iterator[SafeString]:
    for number, line in enumerate(lines):
        yield tag("text", line, x=EDGE, y=y + number * step, class_=name)


def _notes(view: View, articles: list[Article]) -> list[str]:
    outlets = sorted({article.source.name for article in articles})
    number = ngettext("%(count)s Artikel", "%(count)s Artikel", len(articles)) % {"count": len(articles)}
    if len(articles) == MOST_SOURCES:
        number = _("über %(number)s") % {"number": number}
    sources = _("Quellen: %(number)s (%(outlets)s).") % {
        "number": number,
        "outlets": describe.join_names(outlets),
    }
    known = _("Stand der Kenntnis: %(moment)s.") % {"moment": moment(view.known_at)}
    lines = wrap(f"{known} {sources}" if articles else known, NOTE, WIDTH)
    return [*lines[:3], cut(f"Krisenchronik, {view.address}", NOTE, WIDTH)]


def _articles(view: View) -> Iterable[Article]:
    """Return the articles that report the view's events, the oldest first."""
    events = view.filters.entries(view.crisis).values("event")
    evidence = Evidence.objects.readable(view.filters.moment).filter(event__in=events)
    told = Article.objects.filter(pk__in=evidence.order_by().values("revision__article"))
    return told.select_related("source", "current_revision").order_by("published_at", "pk")[:MOST_SOURCES]


def _metadata(view: View, articles: list[Article]) -> Iterator[SafeString]:
    """Name the sources for machines, as Dublin Core."""
    yield _core("identifier", view.address)
    yield _core("date", view.known_at.isoformat())
    for article in articles:
        where = article.url or view.site + article.get_absolute_url()
        published = article.published_at.isoformat()
        yield _core("source", f"{article.source.name}: {article.title}, {published}, {where}")


def _core(name: str, text: str) -> SafeString:
    return tag(f"dc:{name}", text, **{"xmlns:dc": DUBLIN_CORE})
