"""Where everything stands: columns of statements, ties of meetings, brackets of announcements, on lanes of one height in every view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from .lanes import OTHERS, Lane, Lanes
from .scale import CLOSE_CELL, Cell, Hours, Scale
from .values import Item, count

PITCH = 38.0  # units from one lane to the next
BELOW = 11.0  # of these for announcements, below the line
ABOVE_LINE = 7.0  # where statements begin, free of the knots
LINE_HEIGHT = 14.0  # of a lane's name
DOT_STEP = 4.0  # from one statement to the next
WIDE_DOT_STEP = 7.0  # where cells are wide
FEWEST_ROWS = 3  # that are filled before a second column begins
STATEMENTS_SHARE = 0.5  # of a cell's width; the rest is for meetings, so that no tie runs through statements
FREE_SHARE = 0.9  # where none does
WIDE_EDGE = 0.08  # of a wide cell's width, by which its marks keep off its beginning
WIDEST_BAR, THIN_BAR = 36.0, 7.0
COARSE_SHARE = 12.0  # units of a cell for the bar of its statements, where there are many events
LOWEST_BAR = 1.5
TIE_STEP = 4.8
WIDEST_STEP = 56.0
COARSE_STEP, WIDEST_COARSE_STEP = 9.0, 14.0
MOST_COARSE_TIES = 240  # where there are so many meetings that only the weightiest of a cell can be told
FEWEST_COLUMNS = 2  # of meetings in a cell, however narrow
DIGIT = 5.4  # the width of a digit in a mark
NUMBER_HEIGHT = 10.0
ABOVE_BAR = 8.0  # room for the number above a bar, so that it stays in the bar's own lane
SHRUNK = 0.75  # the share of its width to which the picture may shrink before neighbours' numbers meet
BRACKET_STEP = 5.5
LATE = 5.0  # by how much the bracket of what is overdue runs on
MOST_LEVELS = 3  # brackets below one another
NARROWEST_BRACKET = 6.0
Homes = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Stack:
    """The statements of a lane in a cell, one dot each; too many become a bar that is as high as they are many."""

    lane: str
    cell: Cell
    items: tuple[Item, ...]
    x: float  # of the first column, or of the bar's left edge
    width: float
    height: float
    rows: int = 0  # none in a bar
    step: float = DOT_STEP  # from one dot to the next
    has_number: bool = False

    @property
    def is_bar(self) -> bool:
        """Say whether there are too many for dots."""
        return self.rows == 0

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
    is_open: tuple[bool, bool] = (False, False)  # whether it goes on before the picture, and after it


@dataclass(frozen=True)
class Row:
    """A lane with the place of its line."""

    lane: Lane
    line: float


@dataclass
class Layout:
    """The picture's upper part."""

    rows: dict[str, Row]
    room: float  # for statements, above each line
    bottom: float
    stacks: list[Stack] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)
    spans: list[Stretch] = field(default_factory=list)
    brackets: list[Stretch] = field(default_factory=list)

    def line(self, lane: str) -> float:
        """Return where the lane's line runs."""
        return self.rows[lane].line


def lay_out(
    items: Sequence[Item],
    lanes: Lanes,
    names: Mapping[str, str],
    scale: Scale,
    top: float,
    *,
    pitch: float = PITCH,
    levels: int = 0,
    has_others: bool = False,
    keeps_empty: bool = True,
) -> Layout:
    """Return where the events stand; `top` is where the first lane begins, below room for so many `levels` of numbers at least.

    Lanes without events stay where they are, so that nothing jumps between two views, unless the picture is the only one.
    """
    homes = {item.pk: lanes.homes(item) for item in items}
    has_others = has_others or any(OTHERS in homes[item.pk] for item in items if item.kind != "troop_figure")
    order = [*lanes.keys, *([OTHERS] if has_others else [])]
    if not keeps_empty:
        used = {home for item in items if item.kind != "troop_figure" for home in homes[item.pk]}
        order = [key for key in order if key in used] or order
    meetings = [item for item in items if item.kind == "meeting"]
    timed = [item for item in meetings if item.begins_at] if isinstance(scale, Hours) else []
    ties, bundles = _ties([item for item in meetings if item not in timed], homes, order, scale)
    if isinstance(scale, Hours):
        ties += _ties_by_hours(timed, homes, order, scale)
    levels = max(levels, *(bundle.level + 1 for bundle in bundles), 0)
    rows, bottom = _rows(order, names, top + levels * NUMBER_HEIGHT, pitch)
    layout = Layout(rows, pitch - BELOW - ABOVE_LINE, bottom, ties=ties, bundles=bundles)
    statements = [item for item in items if item.kind == "statement"]
    layout.stacks = _stacks(statements, homes, scale, layout.room, _crossed(ties, order))
    layout.spans = _spans(
        [item for item in items if item.is_span and item.kind != "troop_figure"], homes, scale
    )
    layout.brackets = _brackets([item for item in items if item.promise], homes, scale)
    return layout


def _rows(
    order: Iterable[str], names: Mapping[str, str], top: float, pitch: float
) -> tuple[dict[str, Row], float]:
    """Return the lanes one below the other, all as far apart unless a name of many lines needs more, and where they end."""
    rows: dict[str, Row] = {}
    line, before = top - BELOW, 0.0
    for key in order:
        lane = Lane(key, names[key])
        half = len(lane.lines) * LINE_HEIGHT / 2
        line += max(pitch, before + half + 2)
        rows[key] = Row(lane, line)
        before = half
    return rows, line + max(BELOW, before)


def _middle(item: Item, scale: Scale) -> date:
    """Return the day on which the event's mark stands: amid the days that are drawn for it."""
    if item.earliest and item.latest and (item.latest - item.earliest).days < scale.days:
        return item.earliest + (item.latest - item.earliest) // 2
    return item.day


def _crossed(ties: Iterable[Tie], order: Sequence[str]) -> set[tuple[str, Cell]]:
    """Return above which lanes ties run in which cells."""
    places = {lane: place for place, lane in enumerate(order)}
    return {
        (lane, tie.cell)
        for tie in ties
        for lane in order[places[tie.lanes[0]] + 1 : places[tie.lanes[-1]] + 1]
    }


def _stacks(
    items: Iterable[Item], homes: Homes, scale: Scale, room: float, crossed: set[tuple[str, Cell]]
) -> list[Stack]:
    cells: dict[tuple[str, Cell], list[Item]] = defaultdict(list)
    for item in items:
        for lane in homes[item.pk]:
            cells[lane, scale.cell(_middle(item, scale))].append(item)
    if scale.is_coarse:
        most = max((count(same) for same in cells.values()), default=1)
        return [_bar(lane, cell, same, scale, (room, most)) for (lane, cell), same in cells.items()]
    return [
        _stack(lane, cell, same, scale, room, is_free=(lane, cell) not in crossed)
        for (lane, cell), same in cells.items()
    ]


def _stack(lane: str, cell: Cell, items: list[Item], scale: Scale, room: float, *, is_free: bool) -> Stack:
    """Return the dots; of so many that they find no room a bar with their number."""
    left, width = scale.x(cell.first), scale.end(cell.last) - scale.x(cell.first)
    is_wide = width >= CLOSE_CELL
    edge = width * WIDE_EDGE if is_wide else 0.6
    step = WIDE_DOT_STEP if scale.is_close else DOT_STEP
    across = width * (FREE_SHARE if is_free and not is_wide else STATEMENTS_SHARE) - edge
    most_rows, columns = max(1, int(room / step)), max(1, int((across + 1) / step))
    items.sort(key=lambda item: (not item.is_checked, item.pk))
    number = count(items)
    if number <= most_rows * columns:
        rows = min(max(ceil(number / columns), FEWEST_ROWS), most_rows)
        used = ceil(number / rows)
        height = min(rows, number) * step
        return Stack(lane, cell, tuple(items), left + edge + step / 2, used * step, height, rows, step)
    bar = min(max(across, step), WIDEST_BAR)
    return Stack(
        lane, cell, tuple(items), left + edge, bar, max(room - ABOVE_BAR, LOWEST_BAR), has_number=True
    )


def _bar(lane: str, cell: Cell, items: list[Item], scale: Scale, measure: tuple[float, int]) -> Stack:
    """Return a bar on the scale of all bars; `measure` is the room of the highest, and its number."""
    left, width = scale.x(cell.first), scale.end(cell.last) - scale.x(cell.first)
    (room, most), number = measure, count(items)
    has_number = width >= CLOSE_CELL
    height = max(LOWEST_BAR, (room - (ABOVE_BAR if has_number else 0)) * number / most)
    thin = min(THIN_BAR, width / 2)
    edge = min((COARSE_SHARE - thin) / 2, width / 8)
    return Stack(lane, cell, tuple(items), left + edge, thin, height, has_number=has_number)


def _ties(
    items: Iterable[Item], homes: Homes, order: list[str], scale: Scale
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
    first, room = _room_of_meetings(cell, scale)
    half = number_width(count(items)) / 2 / SHRUNK
    middle = first + room / 2
    return Bundle(cell, items, drawn, middle, room, _level(levels, (middle - half, middle + half), 2))


def number_width(number: int) -> float:
    """Return how wide a mark must be that holds the number."""
    return len(f"{number:,}") * DIGIT + 3


def _ties_by_hours(items: Iterable[Item], homes: Homes, order: list[str], scale: Hours) -> list[Tie]:
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


def _room_of_meetings(cell: Cell, scale: Scale) -> tuple[float, float]:
    """Return where the part of a cell begins that is the meetings', and how wide it is."""
    left, width = scale.x(cell.first), scale.end(cell.last) - scale.x(cell.first)
    words = min(COARSE_SHARE, width / 2) if scale.is_coarse else width * STATEMENTS_SHARE
    return left + words, width - words


def _in_columns(
    cell: Cell, groups: dict[tuple[tuple[str, ...], str], list[Item]], order: list[str], scale: Scale
) -> tuple[list[Tie], list[Item]]:
    """Place the widest ties first, each in the first column where it meets no other."""
    first, room = _room_of_meetings(cell, scale)
    number, step = _columns(room, len(groups), scale)
    start = first + (step / 2 if number == 1 or scale.is_close or scale.is_coarse else 1)
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
        number = max(FEWEST_COLUMNS, int(room / COARSE_STEP))
        return number, min(room / number, WIDEST_COARSE_STEP)
    number = max(FEWEST_COLUMNS, int(room / TIE_STEP))
    return number, min(max(TIE_STEP, room / (min(ties, number) + 1)), WIDEST_STEP)


def _most_ties(cell: Cell, scale: Scale) -> int:
    """Return how many ties a cell of a coarse picture may have."""
    return max(FEWEST_COLUMNS, MOST_COARSE_TIES * ((cell.last - cell.first).days + 1) // scale.days)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _spans(items: Iterable[Item], homes: Homes, scale: Scale) -> list[Stretch]:
    alike: dict[tuple[str, float, float], list[Item]] = defaultdict(list)
    for item in items:
        if item.earliest and item.latest:
            for lane in homes[item.pk]:
                alike[lane, scale.x(item.earliest), scale.end(item.latest)].append(item)
    return [Stretch(lane, tuple(same), x1, x2) for (lane, x1, x2), same in alike.items()]


def _brackets(items: Iterable[Item], homes: Homes, scale: Scale) -> list[Stretch]:
    """Place the brackets of each lane below one another where they would meet."""
    alike: dict[tuple[str, str, Stretch], list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.day, item.pk)):
        for lane in homes[item.pk]:
            alike[lane, item.promise.outcome if item.promise else "", _promised(item, scale)].append(item)
    taken: dict[str, list[list[tuple[float, float]]]] = defaultdict(list)
    found = []
    for (lane, outcome, days), same in alike.items():
        level = _level(taken[lane], _reach(days, outcome), MOST_LEVELS)
        found.append(Stretch(lane, tuple(same), days.x1, days.x2, level, days.origin, days.is_open))
    return found


def _reach(days: Stretch, outcome: str) -> tuple[float, float]:
    return min(days.x1, days.origin) - 1, days.x2 + 1 + (LATE if outcome == "overdue" else 0)


def _level(levels: list[list[tuple[float, float]]], reach: tuple[float, float], most: int) -> int:
    """Return the first level with room, and take the room; beyond the last one they lie over one another."""
    free = (n for n, used in enumerate(levels) if not any(_meet(reach, other) for other in used))
    level = next(free, min(len(levels), most - 1))
    if level == len(levels):
        levels.append([])
    levels[level].append(reach)
    return level


def _promised(item: Item, scale: Scale) -> Stretch:
    """Return the days promised, on no lane yet; those of a promise without days are where it was made."""
    origin = scale.x(item.day) + min(scale.day_width / 2, DOT_STEP)
    promise = item.promise
    if promise is None or (promise.earliest is None and promise.latest is None):
        return Stretch("", (), origin - 3, origin + 3, origin=origin)
    first = promise.earliest or min(item.day, promise.latest or item.day)
    last = promise.latest or first
    x1, x2 = scale.begin_of(first), scale.end_of(last)
    is_open = first < scale.first, last > scale.last
    if x1 >= scale.right:
        return Stretch("", (), scale.right, scale.right, origin=origin)
    return Stretch("", (), x1, max(x2, x1 + NARROWEST_BRACKET), origin=origin, is_open=is_open)
