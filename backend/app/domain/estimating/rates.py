"""The rate book: everything that is the shop's own and not arithmetic.

One published rate-card version is one ``RateBook``, kept as a JSON document. The engine reads
nothing else, so a quote recomputes from the book it was priced with. Lengths are whole engine
units (see ``domain/units.py``), times are minutes, fractions are 0.05 for 5 %.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, get_args

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.documents import Range, Text
from app.domain.money import ONE, ZERO
from app.domain.pricing.markup import MarkUp
from app.domain.units import NO_LENGTH, UNITS_PER_INCH, Length

Code = Annotated[
    str,
    Text(
        r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}",
        "Must be a code of letters, digits, dots, dashes or underscores.",
    ),
]
Amount = Annotated[Decimal, Range(0)]
Share = Annotated[Decimal, Range(0, 1, below=True)]
Size = Annotated[Length, Range(0, 10_000 * UNITS_PER_INCH)]
Count = Annotated[int, Range(0, 1_000_000_000)]
Positive = Annotated[int, Range(1, 1_000_000_000)]

Bucket = Literal["paper", "material", "clicks", "machine", "labour", "outwork", "delivery"]
BUCKETS: Final[tuple[Bucket, ...]] = get_args(Bucket)


@dataclass(frozen=True, slots=True)
class Grade:
    """A kind of paper with the basic size that its pound weights refer to, in square inches."""

    code: Code
    name: str
    basic_area: Annotated[Decimal, Range(1)]


@dataclass(frozen=True, slots=True)
class StockPrice:
    """What a stock costs from a day on, from a weight in pounds on.

    ``per_m`` is for 1,000 sheets, ``per_cwt`` for 100 lb, ``per_area`` for a square foot.
    """

    effective_from: date
    basis: Literal["per_m", "per_cwt", "per_area"]
    price: Amount
    min_weight_lb: Amount = ZERO


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper or substrate. A roll has a width and no height."""

    code: Code
    name: str
    grade: Code
    basis_weight: Amount
    gsm: Amount
    caliper_in: Annotated[Decimal, Range(Decimal("0.0001"), 10)]
    sheet_width: Annotated[Length, Range(1, 10_000 * UNITS_PER_INCH)]
    sheet_height: Annotated[Length, Range(1, 10_000 * UNITS_PER_INCH)] | None
    prices: tuple[StockPrice, ...]
    colour: str = "White"
    finish: str = ""
    grain: Literal["long", "short", "none"] = "none"

    @property
    def is_roll(self) -> bool:
        """Say whether the stock comes on a roll."""
        return self.sheet_height is None


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

    ``colours`` is the most on one side: 4 for process, 1 for a black-only machine. The gripper
    holds the sheet along its long or its short edge; the margin on that edge and the gripper are
    the same strip of paper, so the wider of the two counts, never their sum.
    """

    code: Code
    name: str
    kind: Literal["digital", "offset", "wide_format"]
    max_sheet_width: Size
    max_sheet_height: Size
    speeds: Annotated[tuple[SpeedBand, ...], documents.Items(50)]
    hourly_rate: Amount
    min_sheet_width: Size = NO_LENGTH
    min_sheet_height: Size = NO_LENGTH
    margins: Margins = Margins()
    gripper: Size = NO_LENGTH
    gripper_edge: Literal["long", "short"] = "short"
    min_caliper_in: Amount = ZERO
    max_caliper_in: Annotated[Decimal, Range(0)] = ONE
    colours: Annotated[int, Range(1, 12)] = 4
    duplex: bool = True
    setup_minutes: Amount = ZERO
    make_ready_sheets: Count = 0
    waste: Annotated[tuple[WasteBand, ...], documents.Items(50)] = ()
    click_colour: Amount = ZERO
    click_mono: Amount = ZERO
    size_multipliers: Annotated[tuple[SizeMultiplier, ...], documents.Items(50)] = ()

    def __post_init__(self) -> None:
        """Refuse tables that do not rise, and a press without a speed."""
        if not self.speeds:
            raise ValidationError.for_field(("speeds",), "A press needs at least one speed.")
        tops = [band.max_caliper_in for band in self.speeds]
        _refuse_unless_rising("speeds", [ONE * 1000 if top is None else top for top in tops])
        starts = [Decimal(band.from_sheets) for band in self.waste]
        _refuse_unless_rising("waste", starts)
        if starts and starts[0] != 0:
            raise ValidationError.for_field(("waste",), "The first band must start at 0 sheets.")
        lengths = [Decimal(band.up_to) for band in self.size_multipliers]
        _refuse_unless_rising("size_multipliers", lengths)


def _refuse_unless_rising(name: str, values: list[Decimal]) -> None:
    if sorted(set(values)) != values:
        raise ValidationError.for_field((name,), "The bands must rise, each one only once.")


class OperationKind(StrEnum):
    """What a finishing operation does."""

    CUT = "cut"
    FOLD = "fold"
    SCORE = "score"
    PERFORATE = "perforate"
    DRILL = "drill"
    PAD = "pad"
    NUMBER = "number"
    LAMINATE = "laminate"
    COAT = "coat"
    ROUND_CORNER = "round_corner"
    SADDLE_STITCH = "saddle_stitch"
    PERFECT_BIND = "perfect_bind"
    COIL = "coil"
    COLLATE = "collate"
    SHRINK_WRAP = "shrink_wrap"
    GROMMET = "grommet"
    HEM = "hem"
    MOUNT = "mount"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class FinishingOperation:
    """A step after the press, with what it handles, what it wastes and what it costs.

    It works on ``sheet``s before the cut or on ``piece``s after it. What it charges are *units*:
    the sheets or pieces themselves, lifts of ``max_lift_in`` where that is given, or groups (pads,
    bundles, cartons) limited by ``group_size``, ``group_max_weight_lb`` and ``group_max_stack_in``.
    Time is ``setup_minutes`` + units x ``minutes_per_thousand`` / 1,000; a cut takes
    ``minutes_per_cut`` for each cut of each lift and ``minutes_per_lift`` for jogging it.
    ``unit_price`` is a material, or without an hourly rate the price of the work; ``area_price`` (a
    square foot, for each side) is a material. The work costs at least ``minimum``, materials apart.
    """

    code: Code
    name: str
    kind: OperationKind
    phrase: str
    handles: Literal["sheet", "piece"] = "piece"
    bucket: Literal["labour", "machine", "outwork"] = "labour"
    hourly_rate: Amount = ZERO
    setup_minutes: Amount = ZERO
    minutes_per_thousand: Amount = ZERO
    minutes_per_cut: Amount = ZERO
    minutes_per_lift: Amount = ZERO
    max_lift_in: Amount | None = None
    group_name: str = "bundle"
    group_size: Positive | None = None
    group_max_weight_lb: Annotated[Decimal, Range(Decimal("0.01"))] | None = None
    group_max_stack_in: Annotated[Decimal, Range(Decimal("0.01"))] | None = None
    unit_price: Amount = ZERO
    area_price: Amount = ZERO
    sides: Annotated[int, Range(1, 2)] = 1
    minimum: Amount = ZERO
    run_waste: Share = ZERO
    make_ready_units: Count = 0
    min_caliper_in: Amount = ZERO
    max_caliper_in: Amount | None = None

    @property
    def is_grouped(self) -> bool:
        """Say whether the operation charges groups: pads, bundles, cartons."""
        limits = (self.group_size, self.group_max_weight_lb, self.group_max_stack_in)
        return any(limit is not None for limit in limits)


@dataclass(frozen=True, slots=True)
class MarkUps:
    """The mark-up on each bucket of cost."""

    paper: MarkUp
    material: MarkUp
    clicks: MarkUp
    labour: MarkUp
    machine: MarkUp
    outwork: MarkUp
    delivery: MarkUp

    @classmethod
    def flat(cls, **mark_ups: str) -> "MarkUps":
        """Make flat mark-ups from texts: ``MarkUps.flat(paper="0.40", ...)``; others are 0."""
        return cls(
            **{bucket: MarkUp.flat(Decimal(mark_ups.get(bucket, "0"))) for bucket in BUCKETS}
        )

    def of(self, bucket: Bucket) -> MarkUp:
        """Give one bucket's mark-up."""
        found: MarkUp = getattr(self, bucket)
        return found


@dataclass(frozen=True, slots=True)
class CustomerLevel:
    """What a class of customers pays of the price: 0.95 is 5 % less."""

    code: Code
    name: str
    multiplier: Annotated[Decimal, Range(Decimal("0.01"), 100)]


@dataclass(frozen=True, slots=True)
class RushBand:
    """What is added for a job wanted within so many business days: 0.25 is a quarter more."""

    within_days: Count
    surcharge: Amount


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a price is rounded: to the nearest or next ``quantum``, or its unit price to one."""

    mode: Literal["nearest", "up", "unit"] = "nearest"
    quantum: Annotated[Decimal, Range(Decimal("0.0001"), 1000)] = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Policy:
    """How this shop works and sells, where the trade leaves a choice.

    ``gap`` is between trimmed pieces that bleed (never less than two bleeds), ``butt_gap`` between
    pieces that do not. With the ``mixed`` layout a guillotine layout replaces the grid where it
    saves at least ``mixed_min_saving`` in money after its extra cuts, or in sheets, as
    ``mixed_saving`` says.
    """

    gap: Size
    bleed: Size
    minimum_charge: Amount = ZERO
    butt_gap: Size = NO_LENGTH
    layout: Literal["grid", "mixed"] = "grid"
    mixed_saving: Literal["money", "sheets"] = "money"
    mixed_min_saving: Amount = ONE
    prepress_hours: Amount = ZERO
    prepress_rate: Amount = ZERO
    rounding: Rounding = Rounding()
    margin_floor: Share = ZERO
    margin_target: Share = ZERO
    tax_rate: Share = ZERO
    tax_label: str = "Sales tax"
    tax_rounding: Literal["document", "line"] = "document"
    round_ream_weight: bool = False
    gsm_factor: Annotated[Decimal, Range(1000, 2000)] = Decimal("1406.139159")


@dataclass(frozen=True, slots=True)
class RateBook:
    """One published version of all the rates. Codes are unique within their kind."""

    version: Annotated[int, Range(0, 1_000_000_000)]
    grades: tuple[Grade, ...]
    stocks: tuple[Stock, ...]
    presses: tuple[Press, ...]
    operations: tuple[FinishingOperation, ...]
    mark_ups: MarkUps
    policy: Policy
    levels: tuple[CustomerLevel, ...] = ()
    rush: tuple[RushBand, ...] = ()
    _index: dict[tuple[str, str], object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Index the book by code; refuse a code that is there twice and a grade that is missing."""
        for kind in ("grades", "stocks", "presses", "operations", "levels"):
            for place, entry in enumerate(getattr(self, kind)):
                if (kind, entry.code) in self._index:
                    raise ValidationError.for_field(
                        (kind, place, "code"), f"The code {entry.code} is there twice."
                    )
                self._index[(kind, entry.code)] = entry
        for place, stock in enumerate(self.stocks):
            if self.find_grade(stock.grade) is None:
                raise ValidationError.for_field(
                    ("stocks", place, "grade"), f"There is no grade {stock.grade}."
                )

    def find_grade(self, code: str) -> Grade | None:
        """Find a grade by its code."""
        found = self._index.get(("grades", code))
        return found if isinstance(found, Grade) else None

    def find_stock(self, code: str) -> Stock | None:
        """Find a stock by its code."""
        found = self._index.get(("stocks", code))
        return found if isinstance(found, Stock) else None

    def find_press(self, code: str) -> Press | None:
        """Find a press by its code."""
        found = self._index.get(("presses", code))
        return found if isinstance(found, Press) else None

    def find_operation(self, code: str) -> FinishingOperation | None:
        """Find a finishing operation by its code."""
        found = self._index.get(("operations", code))
        return found if isinstance(found, FinishingOperation) else None

    def find_level(self, code: str) -> CustomerLevel | None:
        """Find a customer level by its code."""
        found = self._index.get(("levels", code))
        return found if isinstance(found, CustomerLevel) else None

    @classmethod
    def from_document(cls, document: object) -> "RateBook":
        """Read a book from JSON; raises ``ValidationError`` naming every field that is wrong."""
        return documents.from_document(cls, document)

    def to_document(self) -> dict[str, Any]:
        """Write the book as JSON: decimals as text, lengths as whole units, days as YYYY-MM-DD."""
        return documents.to_document(self)


STANDARD_GRADES: Final[tuple[Grade, ...]] = tuple(
    Grade(code, name, Decimal(area))
    for code, name, area in (
        ("bond", "Bond, writing, ledger", "374"),
        ("text", "Book, text, offset, coated", "950"),
        ("cover", "Cover", "520"),
        ("index", "Index", "777.75"),
        ("bristol", "Bristol", "641.25"),
        ("tag", "Tag, newsprint, kraft", "864"),
        ("board", "Board, blanks", "616"),
    )
)
"""The trade's usual basic sizes, for a book to start from; published tables disagree on tag."""
