"""Where everything stands: columns of statements, ties of meetings, brackets of announcements, on lanes just high enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from .lanes import OTHERS, Lane, Lanes
from .scale import CLOSE_CELL, Cell, Hours, Scale
from .values import Item, count

DOT_STEP = 5.6  # units from one statement to the next
WIDE_DOT_STEP = 9.0  # where cells are wide
MOST_ROWS = 8  # statements above one another, before further ones begin a new column
FEWEST_ROWS = 3  # that are filled before a second column begins
BLOCK_ROWS = 3  # as high as a block is
STATEMENTS_SHARE = 0.5  # of a cell's width; the rest is for meetings, so that no tie runs through statements
WIDEST_BLOCK = 72.0
WIDE_EDGE = 0.08  # of a wide cell's width, by which its marks keep off its beginning
TIE_STEP = 4.8
WIDEST_STEP = 56.0
COARSE_STEP = 24.0  # with room for the numbers of ties
MOST_COARSE_TIES = 72  # where there are so many meetings that only the weightiest of a cell can be told
FEWEST_COLUMNS = 2  # of meetings in a cell, however narrow
DIGIT = 5.4  # the width of a digit in a mark
NUMBER_HEIGHT = 11.0
LINE_HEIGHT = 14.0
BRACKET_STEP = 7.0
LATE = 5.0  # by how much the bracket of what is overdue runs on
MOST_LEVELS = 4  # brackets below one another
HEAD_ROOM = 10.0
FOOT_ROOM = 9.0


@dataclass(frozen=True)
class Stack:
    """The statements of a lane in a cell, one dot each; too many become a block with their number."""

    lane: str
    cell: Cell
    items: tuple[Item, ...]
    x: float
    width: float
    rows: int  # 0 for a block
    step: float = DOT_STEP  # from one dot to the next

    @property
    def is_block(self) -> bool:
        """Say whether there are too many for dots."""
        return self.rows == 0

    @property
    def holds_number(self) -> bool:
        """Say whether a block is wide enough for its number; or else that stands above it."""
        return number_width(count(self.items)) <= self.width

    @property
    def height(self) -> float:
        """Return how high the dots, or the block with its number, stand."""
        if self.is_block:
            return BLOCK_ROWS * DOT_STEP + (0 if self.holds_number else NUMBER_HEIGHT)
        return min(self.rows, count(self.items)) * self.step

    def dots(self, items: Iterable[Item], skipped: int = 0) -> list[tuple[float, int]]:
        """Return for each event its place across and its row, from the line upwards, after those skipped."""
        return [
            (self.x + (index // self.rows) * self.step, index % self.rows)
            for index in range(skipped, skipped + count(items))
        ]


@dataclass(frozen=True)
class Tie:
    """Meetings of the same lanes in the same cell and of the same standing."""

    cell: Cell
    lanes: tuple[str, ...]
    status: str
    items: tuple[Item, ...]
    x: float


@dataclass(frozen=True)
class Bundle:
    """All meetings of a cell in which there is no room for some of them; their number stands above the lanes."""

    cell: Cell
    items: tuple[Item, ...]
    drawn: int  # of them, as ties
    x: float
    room: float  # for words beside the number
    level: int  # so that neighbours' numbers do not meet


@dataclass(frozen=True)
class Stretch:
    """A part of a lane: days on which an event may lie, or for which something is announced."""

    lane: str
    items: tuple[Item, ...]
    x1: float
    x2: float
    level: int = 0
    origin: float = 0.0  # where the announcement was made


@dataclass
class Row:
    """A lane with its height; `line` is where it runs."""

    lane: Lane
    height: float = 0.0  # of what stands on the line
    levels: int = 0
    top: float = 0.0

    @property
    def line(self) -> float:
        """Return where the lane's line runs."""
        labels = len(self.lane.lines) * LINE_HEIGHT
        return self.top + max(HEAD_ROOM + self.height, labels * 0.5 + 2)

    @property
    def bottom(self) -> float:
        """Return where the next lane may begin."""
        labels = len(self.lane.lines) * LINE_HEIGHT
        return self.line + max(FOOT_ROOM + self.levels * BRACKET_STEP, labels * 0.5 + 2)


@dataclass
class Layout:
    """The picture's upper part."""

    rows: dict[str, Row]
    stacks: list[Stack] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)
    spans: list[Stretch] = field(default_factory=list)
    brackets: list[Stretch] = field(default_factory=list)
    bottom: float = 0.0

    def line(self, lane: str) -> float:
        """Return where the lane's line runs."""
        return self.rows[lane].line


def lay_out(items: Sequence[Item], lanes: Lanes, names: dict[str, str], scale: Scale, top: float) -> Layout:
    """Return where the events stand; `top` is where the first lane begins."""
    homes = {item.pk: lanes.homes(item) for item in items}
    used = {lane for item in items if item.kind != "troop_figure" for lane in homes[item.pk]}
    layout = Layout({key: Row(Lane(key, names[key])) for key in (*lanes.keys, OTHERS) if key in used})
    layout.stacks = _stacks([item for item in items if item.kind == "statement"], homes, scale)
    meetings = [item for item in items if item.kind == "meeting"]
    timed = [item for item in meetings if item.begins_at] if isinstance(scale, Hours) else []
    untimed = [item for item in meetings if item not in timed]
    layout.ties, layout.bundles = _ties(untimed, homes, list(layout.rows), scale)
    if isinstance(scale, Hours):
        layout.ties += _ties_by_hours(timed, homes, list(layout.rows), scale)
    layout.spans = _spans(
        [item for item in items if item.is_span and item.kind != "troop_figure"], homes, scale
    )
    layout.brackets = _brackets([item for item in items if item.promise], homes, scale)
    _raise_rows(layout, top)
    return layout


def _middle(item: Item, scale: Scale) -> date:
    """Return the day on which the event's mark stands: amid the days that are drawn for it."""
    if item.earliest and item.latest and (item.latest - item.earliest).days < scale.days:
        return item.earliest + (item.latest - item.earliest) // 2
    return item.day


def _stacks(items: Iterable[Item], homes: dict[int, tuple[str, ...]], scale: Scale) -> list[Stack]:
    cells: dict[tuple[str, Cell], list[Item]] = defaultdict(list)
    for item in items:
        for lane in homes[item.pk]:
            cells[lane, scale.cell(_middle(item, scale))].append(item)
    return [_stack(lane, cell, same, scale) for (lane, cell), same in cells.items()]


def _stack(lane: str, cell: Cell, items: list[Item], scale: Scale) -> Stack:
    left, cell_width = scale.x(cell.first), scale.end(cell.last) - scale.x(cell.first)
    edge = cell_width * WIDE_EDGE if cell_width >= CLOSE_CELL else 0.6
    step = WIDE_DOT_STEP if scale.is_close else DOT_STEP
    room = cell_width * STATEMENTS_SHARE - (edge if cell_width >= CLOSE_CELL else 0)
    columns = max(1, int(room / step))
    items.sort(key=lambda item: (not item.is_checked, item.pk))
    number, most = count(items), 1 if scale.is_coarse else MOST_ROWS
    rows = max(ceil(number / columns), FEWEST_ROWS) if number <= columns * most else 0
    width = max(min(room - edge, WIDEST_BLOCK), DOT_STEP - 1)
    return Stack(lane, cell, tuple(items), left + edge + step / 2, width, rows, step)


def _ties(
    items: Iterable[Item], homes: dict[int, tuple[str, ...]], order: list[str], scale: Scale
) -> tuple[list[Tie], list[Bundle]]:
    cells: dict[Cell, dict[tuple[tuple[str, ...], str], list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        lanes = tuple(sorted(homes[item.pk], key=order.index))
        cells[scale.cell(_middle(item, scale))][lanes, item.status].append(item)
    ties, bundles = [], []
    levels: list[list[tuple[float, float]]] = []
    for cell, groups in sorted(cells.items(), key=lambda same: same[0].first):
        placed, left_over = _in_columns(cell, groups, order, scale)
        ties += placed
        if left_over:
            every = tuple(item for same in groups.values() for item in same)
            bundles.append(_bundle(cell, every, count(every) - count(left_over), levels, scale))
    return ties, bundles


def _bundle(
    cell: Cell, items: tuple[Item, ...], drawn: int, levels: list[list[tuple[float, float]]], scale: Scale
) -> Bundle:
    width = scale.end(cell.last) - scale.x(cell.first)
    middle = scale.x(cell.first) + width * (1 + STATEMENTS_SHARE) / 2
    half = number_width(count(items)) / 2 + 1
    room = width * (1 - STATEMENTS_SHARE)
    return Bundle(cell, items, drawn, middle, room, _level(levels, (middle - half, middle + half)))


def number_width(number: int) -> float:
    """Return how wide a mark must be that holds the number."""
    return len(f"{number:,}") * DIGIT + 3


def _ties_by_hours(
    items: Iterable[Item], homes: dict[int, tuple[str, ...]], order: list[str], scale: Hours
) -> list[Tie]:
    """Place each tie at its hour, those of the same hour beside one another."""
    hours: dict[str, dict[tuple[tuple[str, ...], str], list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        lanes = tuple(sorted(homes[item.pk], key=order.index))
        hours[item.begins_at][lanes, item.status].append(item)
    return [
        Tie(scale.cell(scale.first), lanes, status, tuple(same), scale.at(hour) + place * TIE_STEP)
        for hour, groups in hours.items()
        for place, ((lanes, status), same) in enumerate(groups.items())
    ]


def _in_columns(
    cell: Cell, groups: dict[tuple[tuple[str, ...], str], list[Item]], order: list[str], scale: Scale
) -> tuple[list[Tie], list[Item]]:
    """Place the widest ties first, each in the first column where it meets no other."""
    width = scale.end(cell.last) - scale.x(cell.first)
    room = width * (1 - STATEMENTS_SHARE)
    number, step = _columns(room, len(groups), scale)
    start = (
        scale.x(cell.first) + width * STATEMENTS_SHARE + (step / 2 if number == 1 or scale.is_close else 1)
    )
    columns: list[list[tuple[int, int]]] = [[] for _column in range(number)]
    ties: list[Tie] = []
    left_over: list[Item] = []
    ranked = sorted(groups.items(), key=lambda group: (-count(group[1]), -len(group[0][0]), group[1][0].pk))
    for (lanes, status), items in ranked:
        reach = order.index(lanes[0]), order.index(lanes[-1])
        free = (
            index for index, taken in enumerate(columns) if not any(_meet(reach, other) for other in taken)
        )
        column = next(free, None)
        if column is None or (scale.is_coarse and len(ties) == _most_ties(cell, scale)):
            left_over += items
            continue
        columns[column].append(reach)
        ties.append(Tie(cell, lanes, status, tuple(items), start + column * step))
    return ties, left_over


def _columns(room: float, ties: int, scale: Scale) -> tuple[int, float]:
    """Return how many ties may stand beside one another, and how far apart."""
    if scale.is_coarse:
        number = max(1, int(room / COARSE_STEP))
        return number, min(room / number, WIDEST_STEP)
    number = max(FEWEST_COLUMNS, int(room / TIE_STEP))
    return number, min(max(TIE_STEP, room / (min(ties, number) + 1)), WIDEST_STEP)


def _most_ties(cell: Cell, scale: Scale) -> int:
    """Return how many ties a cell of a coarse picture may have."""
    return max(FEWEST_COLUMNS, MOST_COARSE_TIES * ((cell.last - cell.first).days + 1) // scale.days)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _spans(items: Iterable[Item], homes: dict[int, tuple[str, ...]], scale: Scale) -> list[Stretch]:
    alike: dict[tuple[str, float, float], list[Item]] = defaultdict(list)
    for item in items:
        if item.earliest and item.latest:
            for lane in homes[item.pk]:
                alike[lane, scale.x(item.earliest), scale.end(item.latest)].append(item)
    return [Stretch(lane, tuple(same), x1, x2) for (lane, x1, x2), same in alike.items()]


def _brackets(items: Iterable[Item], homes: dict[int, tuple[str, ...]], scale: Scale) -> list[Stretch]:
    """Place the brackets of each lane below one another where they would meet."""
    alike: dict[tuple[str, str, tuple[float, float, float]], list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.day, item.pk)):
        for lane in homes[item.pk]:
            alike[lane, item.promise.outcome if item.promise else "", _promised(item, scale)].append(item)
    taken: dict[str, list[list[tuple[float, float]]]] = defaultdict(list)
    return [
        Stretch(lane, tuple(same), x1, x2, _level(taken[lane], _reach(x1, x2, origin, outcome)), origin)
        for (lane, outcome, (x1, x2, origin)), same in alike.items()
    ]


def _reach(x1: float, x2: float, origin: float, outcome: str) -> tuple[float, float]:
    return min(x1, origin) - 1, x2 + 1 + (LATE if outcome == "overdue" else 0)


def _level(levels: list[list[tuple[float, float]]], reach: tuple[float, float]) -> int:
    """Return the first level with room, and take the room; beyond the last one they lie over one another."""
    free = (n for n, used in enumerate(levels) if not any(_meet(reach, other) for other in used))
    level = next(free, min(len(levels), MOST_LEVELS - 1))
    if level == len(levels):
        levels.append([])
    levels[level].append(reach)
    return level


def _promised(item: Item, scale: Scale) -> tuple[float, float, float]:
    origin = scale.x(item.day) + min(scale.day_width / 2, DOT_STEP)
    promise = item.promise
    if promise is None or (promise.earliest is None and promise.latest is None):
        return origin - 3, origin + 3, origin
    first = promise.earliest or min(item.day, promise.latest or item.day)
    x1, x2 = scale.x(first), scale.end(promise.latest or first)
    if x1 >= scale.right:
        return scale.right, scale.right, origin
    return (x1, x2, origin) if x2 - x1 >= 6 else (x1, x1 + 6, origin)


def _raise_rows(layout: Layout, top: float) -> None:
    """Make each lane as high as its columns and brackets ask, and put the lanes below one another."""
    for stack in layout.stacks:
        row = layout.rows[stack.lane]
        row.height = max(row.height, stack.height)
    for bracket in layout.brackets:
        row = layout.rows[bracket.lane]
        row.levels = max(row.levels, bracket.level + 1)
    top += NUMBER_HEIGHT * max((bundle.level + 1 for bundle in layout.bundles), default=0)
    for row in layout.rows.values():
        row.top = top
        top = row.bottom
    layout.bottom = top
