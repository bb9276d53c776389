"""What a line's specification asks of its artwork: size, bleed, pages, colours, resolution."""

from dataclasses import dataclass
from typing import Final

from app.domain.estimating.spec import (
    BoundSpec,
    FlatSpec,
    SetSpec,
    Specification,
    WideSpec,
)
from app.domain.units import Length, Unit

COVER_PAGES: Final = 4
# What print is sharp at, and what it is coarse below, in dots to the inch: held in the hand, and
# seen from a few feet.
HAND_SHARP: Final = 300
HAND_COARSE: Final = 200
WALL_SHARP: Final = 100
WALL_COARSE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the artwork should be. ``pages`` are the counts that will do, the usual one first.

    ``why_pages`` says in words where that count comes from. ``most_colours`` is that of the side
    with most. ``spreads`` says that two pages may have come as one; ``scaled`` that the work is so
    large that its artwork may be drawn smaller.
    """

    width: Length
    height: Length
    bleed: Length
    unit: Unit
    pages: tuple[int, ...]
    why_pages: str
    most_colours: int
    sharp: int = HAND_SHARP
    coarse: int = HAND_COARSE
    spreads: bool = False
    scaled: bool = False


def wanted_of(spec: Specification) -> Wanted | None:
    """Return what a specification asks of its artwork; None where it prints nothing of its own."""
    if isinstance(spec, BoundSpec):
        return _wanted_of_bound(spec)
    if not isinstance(spec, FlatSpec | SetSpec | WideSpec):
        return None
    pages = [spec.sides * spec.versions]
    if isinstance(spec, SetSpec):
        # All plies have the same print; some send the artwork of each all the same.
        pages.append(pages[0] * len(spec.stocks))
    is_wide = isinstance(spec, WideSpec)
    return Wanted(
        width=spec.width,
        height=spec.height,
        bleed=spec.bleed_length,
        unit=spec.unit,
        pages=tuple(pages),
        why_pages=_sides(spec.sides, spec.versions),
        most_colours=max(spec.colours_front, spec.colours_back),
        sharp=WALL_SHARP if is_wide else HAND_SHARP,
        coarse=WALL_COARSE if is_wide else HAND_COARSE,
        scaled=is_wide,
    )


def _wanted_of_bound(spec: BoundSpec) -> Wanted:
    text, why = spec.pages, f"{spec.pages:,} pages"
    counts = [text]
    if spec.cover_stock is not None:
        # With the cover in the same file, or in one of its own.
        counts = [text + COVER_PAGES, text, COVER_PAGES]
        why += f" and a cover of {COVER_PAGES}"
    if spec.versions > 1:
        why += f", {spec.versions:,} versions"
    return Wanted(
        width=spec.width,
        height=spec.height,
        bleed=spec.bleed_length,
        unit=spec.unit,
        pages=tuple(dict.fromkeys(count * spec.versions for count in counts)),
        why_pages=why,
        most_colours=max(
            spec.colours_front,
            spec.colours_back,
            spec.cover_colours_front,
            spec.cover_colours_back,
        ),
        spreads=True,
    )


def _sides(sides: int, versions: int) -> str:
    said = "two sides" if sides > 1 else "one side"
    return said if versions == 1 else f"{said}, {versions:,} versions"
