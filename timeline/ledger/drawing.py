"""Draw claims as small multiples: a strip for each side, all on one scale, behind each the claims of all others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timeline import describe
from timeline.claims import OPEN_ABOVE, OPEN_BELOW, Claim, Strip
from timeline.picture.axis import number_axis
from timeline.picture.fluid import NARROW, axis_strip, bar, grid, middle, share, strip, stroke
from timeline.picture.scale import Scale
from timeline.picture.svg import join, path, tag

from . import wording

HEIGHT = 104
TOP, BOTTOM = 10.0, 98.0
EVERYBODY = "claims-of-all"  # the id of the drawing that stands behind each strip
NUMBERS = 68.0  # pixels that the stylesheet leaves to the numbers before the strips
NARROWEST = 14.0  # a band of what holds for a day only, so that it is seen around its mark


@dataclass(frozen=True)
class Ground:
    """Days run across, numbers upwards."""

    scale: Scale
    strokes: tuple[int, ...]

    def x(self, claim: Claim) -> float:
        """Return where the claim's day stands."""
        return middle(self.scale, claim.day)

    def y(self, number: int) -> float:
        """Return how high the number stands."""
        return BOTTOM - number / self.strokes[-1] * (BOTTOM - TOP)


@dataclass(frozen=True)
class Chart:
    """The strips with the axis below them."""

    everybody: SafeString
    strips: list[SafeString]
    axis: SafeString


def draw(
    lines: Sequence[Strip], scale: Scale, contested: Collection[int], address: Callable[[int], str]
) -> Chart:
    """Return the chart; `contested` are the claims that others contradict, `address` is where the table has a claim."""
    ground = Ground(scale, tuple(number_axis(max(claim.high for line in lines for claim in line.claims))))
    steps = tag(
        "g", join(part for line in lines for part in _steps(_thinned(line, scale), ground)), id=EVERYBODY
    )
    everybody = tag("svg", tag("defs", steps), width=0, height=0, class_="everybody", aria_hidden="true")
    return Chart(
        everybody if len(lines) > 1 else SafeString(),
        [_strip(line, ground, contested, address, is_alone=len(lines) == 1) for line in lines],
        axis_strip(scale, describe.babel_locale(), NARROW - NUMBERS),
    )


def _strip(
    line: Strip, ground: Ground, contested: Collection[int], address: Callable[[int], str], *, is_alone: bool
) -> SafeString:
    claims = _thinned(line, ground.scale)
    return strip(
        HEIGHT,
        grid(ground.scale, describe.babel_locale(), HEIGHT),
        join(_numbers(ground)),
        "" if is_alone else tag("use", href=f"#{EVERYBODY}", class_="others"),
        join(_bands(claims, ground)),
        join(_steps(claims, ground)),
        join(_mark(claim, ground, claim.pk in contested, address(claim.pk)) for claim in claims),
        class_="strip claims",
    )


def _thinned(line: Strip, scale: Scale) -> list[Claim]:
    """Return the last claim of each day, or of each week or month where a day is too narrow to be seen."""
    return list({(scale.cell(claim.day), claim.is_alone): claim for claim in line.claims}.values())


def _numbers(ground: Ground) -> Iterator[SafeString]:
    """Draw the axis; its numbers stand before the strip, where no mark can cover them."""
    for number in ground.strokes:
        y = ground.y(number)
        yield stroke(0, ground.scale.width, y, y, class_="line" if not number else "grid")
        yield tag("text", describe.format_number(number), x=-8, y=y + 4, text_anchor="end")


def _bands(claims: Sequence[Claim], ground: Ground) -> Iterator[SafeString]:
    for claim, until in _with_ends(claims, ground):
        if claim.low < claim.high:
            x, top = ground.x(claim), ground.y(claim.high)
            first, last = (x - NARROWEST / 2, x + NARROWEST / 2) if until <= x else (x, until)
            yield bar(first, last, top, ground.y(claim.low) - top, class_="band")


def _steps(claims: Sequence[Claim], ground: Ground) -> Iterator[SafeString]:
    """Draw each claim up to the next; one that stands alone is a stroke, since nothing takes its place."""
    before = None
    for claim, until in _with_ends(claims, ground):
        x, y = ground.x(claim), _height(claim, ground)
        if claim.is_alone:
            yield stroke(x, x, BOTTOM, y, class_="step")
            continue
        if before is not None:
            yield stroke(x, x, before, y, class_="step")
        yield stroke(x, until, y, y, class_="step" if until < ground.scale.width else "step last")
        before = y


def _with_ends(claims: Sequence[Claim], ground: Ground) -> Iterator[tuple[Claim, float]]:
    """Yield each claim with the place up to which it holds: the next one's, or the end; its own where it stands alone."""
    successive = [ground.x(claim) for claim in claims if not claim.is_alone]
    ends = iter([*successive[1:], ground.scale.width])
    for claim in claims:
        yield claim, ground.x(claim) if claim.is_alone else next(ends)


def _height(claim: Claim, ground: Ground) -> float:
    return ground.y((claim.low + claim.high) // 2)


def _mark(claim: Claim, ground: Ground, is_contested: bool, url: str) -> SafeString:
    ring = tag("circle", r=7, class_="contested") if is_contested else ""
    x, y = share(ground.x(claim)), _height(claim, ground)
    mark = tag("svg", ring, _shape(claim), x=x, y=y, overflow="visible")
    return tag("a", tag("title", wording.hint(claim)), mark, href=url, tabindex=-1)


def _shape(claim: Claim) -> SafeString:
    """Return a dot, or a triangle that points to where the number may lie."""
    if claim.qualifier in OPEN_ABOVE:
        return tag("path", d=path("M", -4.5, 2, "h", 9, "l", -4.5, -7.5) + "z", class_="point")
    if claim.qualifier in OPEN_BELOW:
        return tag("path", d=path("M", -4.5, -2, "h", 9, "l", -4.5, 7.5) + "z", class_="point")
    return tag("circle", r=3.6, class_="point")
