"""The subjects of somebody's statements: nouns that occur in several of them, and oftener than in other people's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONArray, Substr

from timeline.extraction.lexicon import load_rows
from timeline.models import EntityMention, Event, EventQuerySet, Evidence

from .stemming import WORD, stems_of

MOST_STATEMENTS = 1_500  # of the speaker, and of everybody else
MOST_SUBJECTS = 14
FEWEST = 2  # statements; what somebody said once is no subject,
ENOUGH = 6  # unless there are fewer subjects than this, and others speak of it too
SHORTEST = 3  # letters
PART = re.compile(r"[^\W\d_]+")
Span = tuple[int, int]
OPENING = frozenset(".!?:…„“”\"»«‚‘’'(–-")  # after these every word has a capital


@dataclass(frozen=True)
class Subject:
    """A noun, and in how many statements it occurs."""

    word: str
    count: int


def subjects_of(own: Collection[int], others: EventQuerySet, name: str) -> list[Subject]:
    """Return what these statements are about, in contrast to the others; the speaker's own name is none. Two queries."""
    nouns = _nouns(own, others)
    stems = stems_of(word for words in nouns.values() for word in words)
    own_name = {stems.get(word) for word in WORD.findall(name)}
    said = [words for event, words in nouns.items() if event in own]
    elsewhere = [words for event, words in nouns.items() if event not in own]
    return rank(said, elsewhere, {word: stem for word, stem in stems.items() if stem not in own_name})


def rank(
    nouns: Collection[Collection[str]], others: Collection[Collection[str]], stems: Mapping[str, str]
) -> list[Subject]:
    """Return the most telling nouns first: frequent here, and rarer elsewhere. Pure."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for words in nouns:
        for word in set(words) & stems.keys():
            forms[stems[word]][word] += 1
    counts = Counter(stem for words in nouns for stem in {stems[word] for word in words if word in stems})
    known = Counter(stem for words in others for stem in {stems[word] for word in words if word in stems})
    telling = {
        stem: count * (1 + log((len(others) + 1) / (known[stem] + 1))) for stem, count in counts.items()
    }
    ranked = sorted(telling, key=lambda stem: (-telling[stem], stem))
    frequent = [stem for stem in ranked if counts[stem] >= FEWEST]
    shared = [
        stem for stem in sorted(known, key=lambda stem: (-known[stem], stem)) if 0 < counts[stem] < FEWEST
    ]
    ranked = (frequent if len(frequent) >= ENOUGH else frequent + shared[:ENOUGH])[:MOST_SUBJECTS]
    return [
        Subject(max(forms[stem], key=lambda w: (forms[stem][w], -len(w), w)), counts[stem]) for stem in ranked
    ]


def nouns_in(sentence: str, names: Iterable[Span] = ()) -> set[str]:
    """Return the words that have a capital where a sentence would not ask for one, and are neither names nor times; pure.

    Of compounds with a hyphen the parts count too, as they do in a search: "Nato" in "Nato-Erweiterung" is a name, the compound is not.
    """
    found: set[str] = set()
    known = list(names)
    for match in WORD.finditer(sentence):
        before = sentence[: match.start()].rstrip()
        if match[0][0].isupper() and before and before[-1] not in OPENING:
            parts = [match, *PART.finditer(sentence, *match.span())]
            found.update(part[0] for part in parts if not any(_covers(name, part.span()) for name in known))
    return {word for word in found if len(word) >= SHORTEST and word[0].isupper()} - times()


@cache
def times() -> frozenset[str]:
    """Return the words of which time expressions are made."""
    return frozenset(form for row in load_rows("dates/words.csv") for form in row["forms"].split("|"))


def _covers(name: Span, word: Span) -> bool:
    return name[0] <= word[0] and word[1] <= name[1]


def _nouns(own: Collection[int], others: EventQuerySet) -> dict[int, set[str]]:
    """Return the nouns of the newest of these statements, and of the newest of the others."""
    sample = others.filter(kind=Event.Kind.STATEMENT).exclude(pk__in=own).order_by("-pk")
    evidence = Evidence.objects.readable(others.as_of).order_by()
    rows = _sentences(evidence, sorted(own)[-MOST_STATEMENTS:]).union(
        _sentences(evidence, sample.values("pk")[:MOST_STATEMENTS]), all=True
    )
    nouns: dict[int, set[str]] = defaultdict(set)
    for event, sentence, start, names in rows:
        nouns[event] |= nouns_in(sentence, [(first - start, last - start) for first, last in names])
    return nouns


def _sentences(evidence: QuerySet[Evidence], events: Any) -> QuerySet[Evidence, Any]:
    length = F("sentence_end") - F("sentence_start")
    inside = EntityMention.objects.filter(
        paragraph=OuterRef("paragraph"),
        start__gte=OuterRef("sentence_start"),
        end__lte=OuterRef("sentence_end"),
    )
    return evidence.filter(event__in=events).values_list(
        "event",
        Substr("paragraph__text", F("sentence_start") + 1, length),
        "sentence_start",
        ArraySubquery(inside.values(place=JSONArray("start", "end"))),
    )
