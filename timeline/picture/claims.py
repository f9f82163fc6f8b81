"""Troop figures as a step chart: one line a claimant, low to high, for the forces of which most is said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .axis import number_axis, text_width
from .lanes import OTHERS, Lanes
from .scale import Scale
from .values import Claim, Item

HEIGHT = 110.0
MOST_LINES = 6
LABEL_HEIGHT = 13.0
FEWEST = 2  # days with figures; one is no development


@dataclass(frozen=True)
class Point:
    """What somebody says on a day; `until` is where it is said anew."""

    item: Item
    x: float
    until: float
    low: float
    high: float

    @property
    def direction(self) -> str:
        """Return "up" for "more than", "down" for "up to", or nothing."""
        qualifier = self.item.claim.qualifier if self.item.claim else ""
        return {"over": "up", "at_least": "up", "under": "down", "up_to": "down"}.get(qualifier, "")


@dataclass(frozen=True)
class Line:
    """All that one claimant says."""

    claimant: str  # the key of a lane
    name: str
    points: tuple[Point, ...]
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Chart:
    """The figures on one actor's forces."""

    whose: str
    strokes: tuple[tuple[int, float], ...]  # the axis: numbers, and where they stand
    lines: tuple[Line, ...]
    top: float
    bottom: float


def chart_claims(
    items: Iterable[Item], lanes: Lanes, names: dict[str, str], scale: Scale, top: float
) -> Chart | None:
    """Return the chart of those forces about which most figures are given; None where none are compared."""
    by_forces: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.claim and item.claim.is_strength:
            for whose in {lanes.home(key, item.day) for key in item.claim.whose} - {OTHERS}:
                by_forces[whose].append(item)
    whose = max(by_forces, key=lambda key: len(by_forces[key]), default="")
    claims = by_forces.get(whose, [])
    if len({item.day for item in claims}) < FEWEST:
        return None
    strokes = number_axis(max(_claim(item).high for item in claims))
    bottom = top + HEIGHT
    heights = tuple((stroke, bottom - stroke / strokes[-1] * HEIGHT) for stroke in strokes)
    unit = HEIGHT / strokes[-1]
    lines = _lines(claims, lanes, names, scale, (bottom, unit))
    return Chart(whose, heights, tuple(lines), top, bottom)


def _claim(item: Item) -> Claim:
    if item.claim is None:
        raise ValueError("no troop figure")
    return item.claim


def _lines(
    claims: list[Item], lanes: Lanes, names: dict[str, str], scale: Scale, ground: tuple[float, float]
) -> list[Line]:
    by_claimant: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(claims, key=lambda item: (item.day, item.pk)):
        by_claimant[_claimant(item, lanes)].append(item)
    ranked = Counter({key: len(same) for key, same in by_claimant.items()}).most_common(MOST_LINES)
    lines: list[Line] = []
    taken: list[tuple[float, float, float, float]] = []
    for key, _number in ranked:
        points = _points(by_claimant[key], scale, *ground)
        x, y, anchor = _free_place(names[key], points, scale, taken)
        lines.append(Line(key, names[key], tuple(points), x, y, anchor))
    return lines


def _claimant(item: Item, lanes: Lanes) -> str:
    claimants = _claim(item).claimants
    return lanes.home(claimants[0], item.day) if claimants else OTHERS


def _points(items: Sequence[Item], scale: Scale, bottom: float, unit: float) -> list[Point]:
    places = [scale.x(item.day) + scale.day_width / 2 for item in items]
    return [
        Point(item, x, until, bottom - _claim(item).low * unit, bottom - _claim(item).high * unit)
        for item, x, until in zip(items, places, [*places[1:], places[-1]], strict=True)
    ]


def _free_place(
    name: str, points: Sequence[Point], scale: Scale, taken: list[tuple[float, float, float, float]]
) -> tuple[float, float, str]:
    """Return the place of a line's label: near its last point, or its first, where no other label stands."""
    width = text_width(name)
    candidates = []
    for point in (points[-1], points[0]):
        at_end = point.x + width + 10 > scale.right
        x, anchor = (point.x - 7, "end") if at_end else (point.x + 7, "start")
        left = x - width if at_end else x
        for shift in (4, -9, 17, -22, 30, -35):
            candidates.append((x, point.high + shift, anchor, left))
    boxes = [(left, y - LABEL_HEIGHT, left + width, y) for _x, y, _anchor, left in candidates]
    free = (n for n, box in enumerate(boxes) if not any(_overlap(box, other) for other in taken))
    chosen = next(free, len(boxes) - 1)
    taken.append(boxes[chosen])
    x, y, anchor, _left = candidates[chosen]
    return x, y, anchor


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
