"""Days and times as readers write them, and an article's text with its marks."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Revision
from timeline import describe
from timeline.annotated import AnnotatedText
from timeline.annotated import annotate as annotate_revision
from timeline.cards import Quote

register = template.Library()

QUOTATION = re.compile(r"“(.*)”")
WORD = re.compile(r"\w+")


@register.simple_tag
def annotate(revision: Revision) -> AnnotatedText:
    """Return the revision's text with everything marked that was found in it."""
    return annotate_revision(revision)


@register.filter
def moment(value: datetime | None, with_time: bool = True) -> SafeString | str:
    """Return `<time>` with the newsroom's day and hour: "21. Januar 2022, 17:04 Uhr"."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    text = describe.format_moment(here) if with_time else describe.format_day(here.date())
    return format_html('<time datetime="{}">{}</time>', here.isoformat(timespec="minutes"), text)


@register.filter
def day(value: date | None) -> SafeString | str:
    """Return `<time>` with the day in words: "21. Januar 2022"."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), describe.format_day(value))


@register.filter
def with_language(headline: str) -> SafeString | str:
    """Mark the German words that stand in the quotation marks of an English headline."""
    quotation = QUOTATION.search(headline) if get_language() != settings.LANGUAGE_CODE else None
    if quotation is None:
        return headline
    before, words, after = headline[: quotation.start(1)], quotation[1], headline[quotation.end(1) :]
    return format_html('{}<span lang="{}">{}</span>{}', before, settings.LANGUAGE_CODE, words, after)


@register.filter
def is_word_for_word(headline: str, quote: Quote) -> bool:
    """Say whether the headline holds the whole sentence, which then need not be repeated below it."""
    sentence = " ".join(WORD.findall("".join(piece.text for piece in quote.pieces)))
    return f" {sentence} " in f" {' '.join(WORD.findall(headline))} "


@register.filter
def number(value: int | None) -> str:
    """Return the number with its thousands set apart."""
    return describe.format_number(value or 0)


@register.filter
def is_web_address(value: str | None) -> bool:
    """Say whether a link may lead there: addresses come from foreign pages, which may hold `javascript:` and worse."""
    return (value or "").startswith(("https://", "http://"))


@register.simple_tag
def span(first: date | None, last: date | None) -> str:
    """Return a span of days in words, or nothing."""
    return describe.format_days(first, last) if first or last else ""


@register.simple_tag(takes_context=True)
def page_query(context: dict[str, Any], name: str, number: int) -> str:
    """Return the address's query string with another page in it."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"
