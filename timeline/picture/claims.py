"""Troop figures as a step chart: the lines of the ledger of figures, for the forces of which most is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.claims import Claim, Strip, placed, strips

from .axis import number_axis
from .labels import Box, Label, place_labels, shortened
from .lanes import Lanes
from .scale import Scale
from .values import Item

HEIGHT = 88.0
MOST_LINES = 5  # of claimants
COLOURS = 8  # of lanes, in their order; one more is for whoever has no lane, and for what nobody claims
FEWEST = 2  # days with figures; one is no development
MARK = 5.0  # the reach of a figure's mark, on which no label stands
STROKE = 2.0
ABOVE = 3.0  # the axis, and the highest stroke


@dataclass(frozen=True)
class Point:
    """What somebody says on a day; `until` is where it is said anew."""

    item: Item
    x: float
    until: float
    low: float
    high: float
    is_alone: bool  # no other figure takes its place
    days: tuple[float, float]  # from where to where it may lie

    @property
    def middle(self) -> float:
        """Return where the mark stands."""
        return (self.low + self.high) / 2

    @property
    def direction(self) -> str:
        """Return "up" for "more than", "down" for "up to", or nothing."""
        qualifier = self.item.claim.qualifier if self.item.claim else ""
        return {"over": "up", "at_least": "up", "under": "down", "up_to": "down"}.get(qualifier, "")

    @property
    def is_share(self) -> bool:
        """Say whether it is a part of another number."""
        return bool(self.item.claim and self.item.claim.is_share)


@dataclass(frozen=True)
class Line:
    """All that one claimant says of the same."""

    name: str
    colour: int
    points: tuple[Point, ...]
    label: Label


@dataclass(frozen=True)
class Chart:
    """The figures on one actor's forces."""

    whose: str
    strokes: tuple[tuple[int, float], ...]  # the axis: numbers, and where they stand
    lines: tuple[Line, ...]
    top: float
    bottom: float


def chart_claims(
    items: Iterable[Item], lanes: Lanes, name: Callable[[Strip], str], scale: Scale, top: float
) -> Chart | None:
    """Return the chart of those forces about which most figures are given; None where none are compared."""
    told = {item.pk: item for item in items if item.claim and item.claim.is_strength}
    claims = placed(_claim(item, lanes) for item in told.values())
    whose = _most_discussed(claims)
    if not whose:
        return None
    shown = _shown(strips([claim for claim in claims if whose in claim.forces], by_force=False))
    axis = number_axis(max(claim.high for strip in shown for claim in strip.claims))
    bottom, unit = top + HEIGHT, HEIGHT / axis[-1]
    points = [tuple(_points(strip.claims, told, scale, (bottom, unit))) for strip in shown]
    heights = tuple((number, bottom - number * unit) for number in axis)
    frame = scale.left, top - ABOVE, scale.right, bottom - ABOVE
    return Chart(whose, heights, tuple(_lines(shown, points, (name, lanes), frame)), top, bottom)


def _claim(item: Item, lanes: Lanes) -> Claim:
    if item.claim is None:
        raise ValueError("no troop figure")
    said = item.claim
    return Claim(
        item.pk,
        item.day,
        said.low,
        said.high,
        said.qualifier,
        unit="personnel",
        change="present",
        forces=tuple(dict.fromkeys(lanes.side(key, item.day) for key in said.whose)),
        claimants=said.claimants,
        side=lanes.side(said.claimants[0], item.day) if said.claimants else "",
        where=said.where,
        part=said.part,
        is_share=said.is_share,
    )


def _most_discussed(claims: Sequence[Claim]) -> str:
    """Return the forces on which most figures are given, of those that have figures on several days."""
    numbers = Counter(force for claim in claims for force in claim.forces)
    for force, _number in sorted(numbers.items(), key=lambda counted: (-counted[1], counted[0])):
        if len({claim.day for claim in claims if force in claim.forces}) >= FEWEST:
            return force
    return ""


def _shown(found: Sequence[Strip]) -> list[Strip]:
    named = [strip for strip in found if strip.side]
    return [*named[:MOST_LINES], *(strip for strip in found if not strip.side)]


def _points(
    claims: Sequence[Claim], told: dict[int, Item], scale: Scale, ground: tuple[float, float]
) -> Iterator[Point]:
    """Yield the marks, each amid the days on which it may lie."""
    bottom, unit = ground
    days = {claim.pk: _days(told[claim.pk], scale) for claim in claims}
    places = {pk: (first + last) / 2 for pk, (first, last) in days.items()}
    ordered = sorted(claims, key=lambda claim: places[claim.pk])
    successive = [places[claim.pk] for claim in ordered if not claim.is_alone]
    ends = iter([*successive[1:], *successive[-1:]])
    for claim in ordered:
        x = places[claim.pk]
        until = x if claim.is_alone else next(ends)
        low, high = bottom - claim.low * unit, bottom - claim.high * unit
        yield Point(told[claim.pk], x, until, low, high, claim.is_alone, days[claim.pk])


def _days(item: Item, scale: Scale) -> tuple[float, float]:
    if item.is_span and item.earliest and item.latest:
        return scale.x(item.earliest), scale.end(item.latest)
    return scale.x(item.day), scale.x(item.day) + scale.day_width


def _lines(
    shown: Sequence[Strip],
    points: Sequence[tuple[Point, ...]],
    naming: tuple[Callable[[Strip], str], Lanes],
    frame: Box,
) -> Iterator[Line]:
    name, lanes = naming
    names = [name(strip) for strip in shown]
    taken = [box for line in points for box in _boxes(line)]
    anchors = [[(point.x, point.middle) for point in line] for line in points]
    labels = place_labels([shortened(text) for text in names], anchors, frame, taken)
    for index, strip in enumerate(shown):
        yield Line(names[index], _colour(strip.side, lanes), points[index], labels[index])


def _colour(side: str, lanes: Lanes) -> int:
    """Return the colour of the side's lane, which is the same in every view of the crisis."""
    return lanes.keys.index(side) % COLOURS if side in lanes.keys else COLOURS


def _boxes(points: Sequence[Point]) -> Iterator[Box]:
    """Yield the room that a line's marks, steps and bands take."""
    before = None
    for point in points:
        yield point.x - MARK, point.middle - MARK, point.x + MARK, point.middle + MARK
        if point.is_alone:
            continue
        yield point.x, point.high - STROKE, point.until, point.low + STROKE
        if before is not None:
            yield point.x - STROKE, min(before, point.middle), point.x + STROKE, max(before, point.middle)
        before = point.middle
