"""What happens after the press, with its rates."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from app.domain.estimating.documents import Range
from app.domain.estimating.rates.limits import Amount, Code, Count, Positive, Share
from app.domain.money import ZERO


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
