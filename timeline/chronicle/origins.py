"""Find out where texts come from: agency credits, and copies of one text in several papers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from django.db import connection
from django.db.models import Count, QuerySet

from articles.models import Revision
from articles.reading.credits import is_agency
from timeline.extraction.text import Document
from timeline.models import Provenance

TELLING = 6  # words from which a sentence is no accident
RARE = 50  # texts in which a sentence may stand and still tell of a copy
MANY = 200  # texts that are looked at, at most
COUNT = "(SELECT count(*) FROM (SELECT FROM timeline_provenance WHERE sentences @> ARRAY[%s::bigint] LIMIT %s) AS texts)"
COPIED = 0.5  # the share of the shorter text's sentences that stand in the other word for word
AGENCY, OWN = "agency:", "source:"
NO_LETTERS = re.compile(r"\W+")


def trace(revision: Revision, text: str) -> str:
    """Store where the revision's text comes from and return it; copies known already get the same origin.

    Whole sentences are compared, not their mixture: papers shorten agency texts from the end, which leaves the sentences as they are.
    """
    sentences = fingerprints(text)
    copies = [other for other in _similar(sentences, revision.pk) if _is_copy(sentences, other.sentences)]
    families = {other.family for other in copies}
    agency = next((credit for credit in revision.credits if is_agency(credit)), "").strip(" .").lower()
    provenance = Provenance(
        revision=revision,
        agency=agency,
        sentences=sentences,
        family=min({revision.pk} | families),
        origin=AGENCY + agency if agency else OWN + revision.article.source.name,
    )
    fields = ["agency", "sentences", "family", "origin"]
    Provenance.objects.bulk_create(
        [provenance], update_conflicts=True, unique_fields=["revision"], update_fields=fields
    )
    return _unite(families, provenance.family) if families else provenance.origin


def fingerprints(text: str) -> list[int]:
    """Return a number for each sentence that is long enough to tell, in order of size."""
    sentences = (text[span.start : span.end] for span in Document(text).sentences)
    words = (NO_LETTERS.sub(" ", sentence).casefold().split() for sentence in sentences)
    return sorted({_number(" ".join(some)) for some in words if len(some) >= TELLING})


def origin_of(revision: Revision) -> str:
    """Return where the revision's text comes from; before it is traced, its outlet."""
    traced = getattr(revision, "provenance", None)
    return traced.origin if traced else OWN + revision.article.source.name


def agency_of(origin: str) -> str:
    """Return the agency's name, nothing where the text is an outlet's own."""
    return origin.removeprefix(AGENCY) if origin.startswith(AGENCY) else ""


def _number(sentence: str) -> int:
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest(), signed=True)


def _similar(sentences: list[int], revision: int) -> QuerySet[Provenance]:
    """Return the texts that may be copies, the oldest first: a copy has one of the rarer sentences, more than half of all.

    Common ones, which stand below every article of a paper, would lead to all of these.
    """
    counted = sorted(_counts(sentences))
    rarest = len(sentences) // 2 + 1
    telling = [sentence for place, (count, sentence) in enumerate(counted) if place < rarest or count <= RARE]
    others = Provenance.objects.filter(sentences__overlap=telling).exclude(revision=revision)
    return others.order_by("revision")[:MANY]


def _counts(sentences: list[int]) -> list[tuple[int, int]]:
    """Return in how many texts each of the sentences stands, counted up to MANY."""
    with connection.cursor() as cursor:
        # one by one, as only for a sentence that it sees does the database know whether its index or the table is read faster
        counts = ", ".join([COUNT] * len(sentences))
        cursor.execute("SELECT " + counts, [part for sentence in sentences for part in (sentence, MANY)])
        return list(zip(cursor.fetchone(), sentences, strict=True))


def _is_copy(one: Iterable[int], other: Iterable[int]) -> bool:
    ours, theirs = set(one), set(other)
    return bool(ours and theirs) and len(ours & theirs) >= COPIED * min(len(ours), len(theirs))


def _unite(families: set[int], family: int) -> str:
    """Make one family of the copies' families and give all of it one origin: an agency that any of them credits, else who had it first."""
    Provenance.objects.filter(family__in=families - {family}).update(family=family)
    relatives = Provenance.objects.filter(family=family)
    origin = _agency(relatives) or _first_source(relatives)
    relatives.exclude(origin=origin).update(origin=origin)
    return origin


def _agency(relatives: QuerySet[Provenance]) -> str:
    credited = relatives.exclude(agency="").values_list("agency").annotate(number=Count("pk"))
    agencies = sorted(credited.order_by(), key=lambda row: (-row[1], row[0]))
    return AGENCY + agencies[0][0] if agencies else ""


def _first_source(relatives: QuerySet[Provenance]) -> str:
    first = relatives.order_by("revision__published_at", "revision__article__source__name")
    return OWN + (first.values_list("revision__article__source__name", flat=True).first() or "")
