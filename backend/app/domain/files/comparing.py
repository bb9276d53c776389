"""A file beside its line: what does not fit, in sentences that can be read out to the customer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal

from app.domain.estimating.spec import Specification
from app.domain.files.facts import Facts, Run, measure_text, size_text
from app.domain.files.wanted import Wanted, wanted_of
from app.domain.units import UNITS_PER_INCH, UNITS_PER_MM, inches

# What a program rounds a size by, and what a cut may be off.
TOLERANCE: Final = UNITS_PER_INCH // 64
# What designers leave where nobody told them how much.
USUAL_BLEEDS: Final = (UNITS_PER_INCH // 8, 3 * UNITS_PER_MM)
USUAL_SCALES: Final = (2, 4, 5, 8, 10, 12, 20)
# By how much the shape of an image may differ from the piece's before it is seen.
SHAPE_TOLERANCE: Final = Fraction(2, 100)
NAMED_RANGES: Final = 3

type Level = Literal["problem", "notice", "fits"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a file beside its line; ``code`` is stable and meant for programs."""

    code: str
    level: Level
    text: str


class _Fit(StrEnum):
    EXACT = "exact"
    TURNED = "turned"
    SPREAD = "spread"
    SCALED = "scaled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a run of pages stands to what is wanted; ``bleed`` is what reaches beyond the trim."""

    fit: _Fit
    width: int
    height: int
    bleed: int
    scale: int = 1


def compare(facts: Facts, spec: Specification) -> list[Finding]:
    """Return what a person should know of a file before the line is printed from it.

    A line that prints nothing of its own has nothing to find; a file in which nothing is amiss has
    one finding, which says that it fits.
    """
    wanted = wanted_of(spec)
    if wanted is None:
        return []
    found = [*_of_pdf(facts, wanted)] if facts.medium == "pdf" else [*_of_image(facts, wanted)]
    if all(one.level == "notice" for one in found) and not any(
        one.code in {"turned", "scaled", "spreads"} for one in found
    ):
        found.append(Finding("fits", "fits", f"Fits the line: {_fitting(wanted, facts.pages)}."))
    return found


def _of_pdf(facts: Facts, wanted: Wanted) -> Iterator[Finding]:
    alike: dict[_Seen, list[Run]] = {}
    for run in facts.runs:
        alike.setdefault(_see(run, wanted), []).append(run)
    for seen, runs in alike.items():
        whole = len(alike) == 1
        yield from _of_size(seen, "The file is" if whole else _pages(runs), wanted)
    spread = any(seen.fit is _Fit.SPREAD for seen in alike)
    scale = max((seen.scale for seen in alike), default=1)
    yield from _of_pages(facts.pages, wanted, spread=spread)
    if facts.lowest_dpi is not None:
        dpi = facts.lowest_dpi // scale
        where = f"A picture on page {facts.lowest_dpi_page}"
        yield from _of_resolution(dpi, where, wanted, scale=scale)
    yield from _of_colours(facts, wanted)


def _see(run: Run, wanted: Wanted) -> _Seen:
    width, height = run.finished.width, run.finished.height
    bleed = max(0, (run.bleed or run.page).reach_beyond(run.finished))
    for fit, (across, down), scale in _ways(wanted):
        if _near(width, across) and _near(height, down):
            return _Seen(fit, width, height, bleed, scale)
        # Without a trim box the bleed is part of the size.
        for hidden in (wanted.bleed, *USUAL_BLEEDS) if run.trim is None else ():
            left = hidden // scale
            if hidden and _near(width, across + 2 * left) and _near(height, down + 2 * left):
                return _Seen(fit, across, down, left, scale)
    return _Seen(_Fit.OTHER, width, height, bleed)


def _ways(wanted: Wanted) -> Iterator[tuple[_Fit, tuple[int, int], int]]:
    """Give the sizes that would do, the best first."""
    across, down = wanted.width, wanted.height
    yield _Fit.EXACT, (across, down), 1
    if across != down:
        yield _Fit.TURNED, (down, across), 1
    if wanted.spreads:
        yield _Fit.SPREAD, (2 * across, down), 1
    for scale in USUAL_SCALES if wanted.scaled else ():
        yield _Fit.SCALED, (across // scale, down // scale), scale


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= TOLERANCE


def _of_size(seen: _Seen, subject: str, wanted: Wanted) -> Iterator[Finding]:
    size = _size(seen.width, seen.height, wanted)
    asked = _size(wanted.width, wanted.height, wanted)
    match seen.fit:
        case _Fit.OTHER:
            yield Finding("size_differs", "problem", f"{subject} {size}: the line says {asked}.")
            return
        case _Fit.TURNED:
            text = f"{subject} {size}, turned: the line says {asked}."
            yield Finding("turned", "notice", text)
        case _Fit.SPREAD:
            text = f"{subject} {size}, two pages side by side: the line's pages are {asked}."
            yield Finding("spreads", "notice", text)
        case _Fit.SCALED:
            text = f"{subject} {size}, 1/{seen.scale} of the size: the line says {asked}."
            yield Finding("scaled", "notice", text)
        case _Fit.EXACT:
            pass
    got, need = seen.bleed * seen.scale, wanted.bleed
    if need and got <= TOLERANCE * seen.scale:
        text = f"{subject} {size} without bleed: the line says {_measure(need, wanted)} bleed."
        yield Finding("no_bleed", "problem", text)
    elif got < need - TOLERANCE:
        text = (
            f"{subject} {size} with {_measure(got, wanted)} bleed: "
            f"the line says {_measure(need, wanted)}."
        )
        yield Finding("little_bleed", "problem", text)
    elif not need and got > TOLERANCE:
        text = f"{subject} {size} with {_measure(got, wanted)} bleed: the line says none."
        yield Finding("unasked_bleed", "notice", text)


def _of_pages(pages: int, wanted: Wanted, *, spread: bool) -> Iterator[Finding]:
    # Two pages side by side count once; the first and the last may stand alone.
    counts = {pages, 2 * pages, 2 * pages - 1, 2 * pages - 2} if spread else {pages}
    if not counts & set(wanted.pages):
        text = f"The file has {_count(pages)}: the line says {wanted.why_pages}."
        yield Finding("pages_differ", "problem", text)


def _of_image(facts: Facts, wanted: Wanted) -> Iterator[Finding]:
    if facts.pixels is None:
        return
    across, down = facts.pixels
    width, height = wanted.width, wanted.height
    if (across > down) != (width > height) and across != down and width != height:
        text = f"The image is turned: the line says {_size(width, height, wanted)}."
        yield Finding("turned", "notice", text)
        across, down = down, across
    bleed = 2 * wanted.bleed
    shapes = [Fraction(width, height), Fraction(width + bleed, height + bleed)]
    shape = Fraction(across, down)
    if all(abs(shape / one - 1) > SHAPE_TOLERANCE for one in shapes):
        text = (
            f"The image is {across:,} x {down:,} pixels, another shape than "
            f"{_size(width, height, wanted)}: something is cut off, or an edge stays white."
        )
        yield Finding("shape_differs", "problem", text)
    elif wanted.bleed:
        text = (
            f"An image has no bleed of its own: {_measure(wanted.bleed, wanted)} on each side of "
            "it will be cut off."
        )
        yield Finding("bleed_unknown", "notice", text)
    dpi = int(min(across / inches(width + bleed), down / inches(height + bleed)))
    yield from _of_resolution(dpi, "The image", wanted)
    yield from _of_pages(facts.pages, wanted, spread=False)
    yield from _of_colours(facts, wanted)


def _of_resolution(dpi: int, subject: str, wanted: Wanted, *, scale: int = 1) -> Iterator[Finding]:
    if dpi >= wanted.sharp * 3 // 4:
        return
    size = "" if scale == 1 else " at full size"
    text = f"{subject} has {dpi:,} dpi{size}: {wanted.sharp} print sharp."
    yield Finding("low_resolution", "problem" if dpi < wanted.coarse else "notice", text)


def _of_colours(facts: Facts, wanted: Wanted) -> Iterator[Finding]:
    what = "The image is" if facts.medium == "image" else "Pictures are"
    if wanted.most_colours == 1 and {"rgb", "cmyk"} & set(facts.colours):
        text = f"{what} in colour: the line prints one colour."
        yield Finding("more_colours", "notice", text)
    elif "rgb" in facts.colours and not wanted.scaled:
        text = f"{what} in RGB: colours may look different in print."
        yield Finding("rgb", "notice", text)


def _pages(runs: Sequence[Run]) -> str:
    """Say which pages: ``Page 3 is``, ``Pages 1 to 4 and 7 are``."""
    said = [
        f"{run.first:,}" if run.first == run.last else f"{run.first:,} to {run.last:,}"
        for run in runs[:NAMED_RANGES]
    ]
    if len(runs) > NAMED_RANGES:
        said.append("others")
    if len(runs) == 1 and runs[0].first == runs[0].last:
        return f"Page {said[0]} is"
    words = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"Pages {words} are"


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages:,} pages"


def _fitting(wanted: Wanted, pages: int) -> str:
    words = [_size(wanted.width, wanted.height, wanted)]
    if wanted.bleed:
        words.append(f"{_measure(wanted.bleed, wanted)} bleed")
    return ", ".join([*words, _count(pages)])


def _size(width: int, height: int, wanted: Wanted) -> str:
    return size_text(width, height, wanted.unit)


def _measure(length: int, wanted: Wanted) -> str:
    return measure_text(length, wanted.unit)
