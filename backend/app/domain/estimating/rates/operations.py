"""What happens after the press, with its rates."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from app.domain.estimating.documents import Items, Range
from app.domain.estimating.rates.binding import NO_BINDING, Binding, PocketSpeed
from app.domain.estimating.rates.limits import Amount, Code, Count, Positive, Share, Size
from app.domain.money import ZERO
from app.domain.units import NO_LENGTH, UNITS_PER_INCH, Length

Fold = Literal[
    "half",
    "letter",
    "z",
    "gate",
    "double_gate",
    "double_parallel",
    "accordion_4",
    "accordion_5",
    "accordion_6",
    "roll_4",
    "roll_5",
    "french",
    "map_4",
    "map_6",
]
Edges = Literal["all", "top_bottom", "left_right", "top", "bottom"]
Measure = Literal["unit", "square_foot", "foot", "grommet", "pound"]


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
    WIRE_O = "wire_o"
    SIGNATURE_FOLD = "signature_fold"
    COLLATE = "collate"
    THREE_KNIFE = "three_knife"
    SHRINK_WRAP = "shrink_wrap"
    GROMMET = "grommet"
    HEM = "hem"
    POLE_POCKET = "pole_pocket"
    TRIM = "trim"
    DIE_CUT = "die_cut"
    KISS_CUT = "kiss_cut"
    PERSONALIZE = "personalize"
    ADDRESS = "address"
    INSERT = "insert"
    KIT = "kit"
    MOUNT = "mount"
    PACK = "pack"
    SKID = "skid"
    POSTAGE = "postage"
    FREIGHT = "freight"


@dataclass(frozen=True, slots=True)
class FinishingOperation:
    """A step after the press, with what it handles, what it wastes and what it costs.

    It works on ``sheet``s before the cut or on ``piece``s after it. What it charges are *units*:
    the sheets or pieces themselves, lifts of ``max_lift_in`` where that is given, or groups (pads,
    bundles, cartons) limited by ``group_size``, ``group_max_weight_lb`` and ``group_max_stack_in``.
    ``per`` counts something else of each piece: the square feet of its ``sides``, the feet of the
    ``edges`` worked, the grommets every ``spacing`` along them (at the corners alone without one),
    or the pounds shipped. Each unit is worked at so many ``positions``: groups of holes, numbers,
    scores.

    Time is ``setup_minutes`` + units x ``minutes_per_thousand`` / 1,000; a cut takes
    ``minutes_per_cut`` for each cut of each lift and ``minutes_per_lift`` for jogging it; a folder
    of ``feet_per_minute`` lets each sheet travel its length and ``sheet_gap``.
    ``unit_price`` is a material, or without an hourly rate the price of the work; ``area_price`` (a
    square foot, for each side) is a material, of which ``overlap`` is used beyond each sheet's
    length, and ``group_area_price`` one of each group, such as a pad's backer. The work costs at
    least ``minimum``, materials apart. What is delivered costs in its own bucket, material and all.

    A ``fold`` divides the piece's long or short edge; no panel may be narrower than ``min_panel``,
    and paper thicker than ``max_unscored_caliper_in`` must be scored first. Each worked edge takes
    ``allowance`` more material; a carton weighs ``tare`` of what is in it. ``pockets`` are the
    speeds of what gathers, ``binding`` what a binding asks of a book.
    """

    code: Code
    name: str
    kind: OperationKind
    phrase: str
    handles: Literal["sheet", "piece"] = "piece"
    bucket: Literal["labour", "machine", "outwork", "delivery"] = "labour"
    per: Measure = "unit"
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
    group_area_price: Amount = ZERO
    overlap: Size = NO_LENGTH
    sides: Annotated[int, Range(1, 2)] = 1
    positions: Annotated[int, Range(1, 100)] = 1
    edges: Edges = "all"
    spacing: Annotated[Length, Range(UNITS_PER_INCH, 10_000 * UNITS_PER_INCH)] | None = None
    allowance: Size = NO_LENGTH
    fold: Fold | None = None
    fold_edge: Literal["long", "short"] = "long"
    feet_per_minute: Annotated[Decimal, Range(Decimal("0.01"))] | None = None
    sheet_gap: Size = NO_LENGTH
    min_panel: Size = NO_LENGTH
    max_unscored_caliper_in: Amount | None = None
    tare: Share = ZERO
    carton_width: Size = NO_LENGTH
    carton_length: Size = NO_LENGTH
    minimum: Amount = ZERO
    run_waste: Share = ZERO
    make_ready_units: Count = 0
    min_caliper_in: Amount = ZERO
    max_caliper_in: Amount | None = None
    pockets: Annotated[tuple[PocketSpeed, ...], Items(50)] = ()
    binding: Binding = NO_BINDING

    @property
    def is_grouped(self) -> bool:
        """Say whether the operation charges groups: pads, bundles, cartons."""
        limits = (self.group_size, self.group_max_weight_lb, self.group_max_stack_in)
        return any(limit is not None for limit in limits)
