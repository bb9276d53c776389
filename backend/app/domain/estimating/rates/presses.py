"""Presses: their limits, speeds, waste and rates."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Items, Range
from app.domain.estimating.rates.limits import Amount, Code, Count, Positive, Share, Size
from app.domain.estimating.rates.offset import NO_LIMIT, NO_OFFSET, Offset
from app.domain.estimating.rates.wide import NO_WIDE, Wide
from app.domain.money import ONE, ZERO
from app.domain.units import NO_LENGTH


@dataclass(frozen=True, slots=True)
class Margins:
    """What a press cannot print, from each edge of the sheet with its gripper at the bottom."""

    left: Size = NO_LENGTH
    right: Size = NO_LENGTH
    top: Size = NO_LENGTH
    bottom: Size = NO_LENGTH


@dataclass(frozen=True, slots=True)
class SpeedBand:
    """The sides a minute for stocks up to a caliper; the band without one is for all thicker."""

    sides_per_minute: Annotated[Decimal, Range(Decimal("0.0001"))]
    max_caliper_in: Amount | None = None


@dataclass(frozen=True, slots=True)
class WasteBand:
    """The running waste, as a fraction, of runs of at least so many net sheets."""

    from_sheets: Count
    waste: Share


@dataclass(frozen=True, slots=True)
class SizeMultiplier:
    """How many clicks one side costs, up to a length of the sheet's longer edge."""

    up_to: Size
    multiplier: Positive


@dataclass(frozen=True, slots=True)
class Press:
    """A machine that prints, with its limits, speeds, waste and rates.

    ``colours`` is what one pass prints on a side: 4 for process, 1 for a black-only machine; more
    take an offset press more passes, and a digital one cannot. The gripper holds the sheet along
    its long or its short edge; the margin on that edge and the gripper are the same strip of paper,
    so the wider of the two counts, never their sum. ``colour_bar`` is the depth of the strip of
    test patches on the edge across from the gripper, inside the margin. An offset press has its
    speeds and whatever else it needs under ``offset``, a wide-format press under ``wide``.
    """

    code: Code
    name: str
    kind: Literal["digital", "offset", "wide_format"]
    max_sheet_width: Size
    max_sheet_height: Size
    hourly_rate: Amount
    speeds: Annotated[tuple[SpeedBand, ...], Items(50)] = ()
    min_sheet_width: Size = NO_LENGTH
    min_sheet_height: Size = NO_LENGTH
    margins: Margins = Margins()
    gripper: Size = NO_LENGTH
    gripper_edge: Literal["long", "short"] = "short"
    colour_bar: Size = NO_LENGTH
    min_caliper_in: Amount = ZERO
    max_caliper_in: Annotated[Decimal, Range(0)] = ONE
    colours: Annotated[int, Range(1, 12)] = 4
    duplex: bool = True
    setup_minutes: Amount = ZERO
    make_ready_sheets: Count = 0
    waste: Annotated[tuple[WasteBand, ...], Items(50)] = ()
    click_colour: Amount = ZERO
    click_mono: Amount = ZERO
    size_multipliers: Annotated[tuple[SizeMultiplier, ...], Items(50)] = ()
    offset: Offset = NO_OFFSET
    wide: Wide = NO_WIDE

    def __post_init__(self) -> None:
        """Refuse tables that do not rise, and a press without a speed."""
        own = {"offset": ("offset", self.offset.speeds), "wide_format": ("wide", self.wide.speeds)}
        place, speeds = own.get(self.kind, ("", self.speeds))
        if not speeds:
            path = (place, "speeds") if place else ("speeds",)
            raise ValidationError.for_field(path, "A press needs at least one speed.")
        tops = [band.max_caliper_in for band in self.speeds]
        _refuse_unless_rising("speeds", [NO_LIMIT if top is None else top for top in tops])
        starts = [Decimal(band.from_sheets) for band in self.waste]
        _refuse_unless_rising("waste", starts)
        if starts and starts[0] != 0:
            raise ValidationError.for_field(("waste",), "The first band must start at 0 sheets.")
        lengths = [Decimal(band.up_to) for band in self.size_multipliers]
        _refuse_unless_rising("size_multipliers", lengths)


def _refuse_unless_rising(name: str, values: list[Decimal]) -> None:
    if sorted(set(values)) != values:
        raise ValidationError.for_field((name,), "The bands must rise, each one only once.")
