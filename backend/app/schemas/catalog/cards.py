"""The card that new estimates are made by."""

from typing import Literal

from app.schemas.base import Instant, Output
from app.schemas.catalog.figures import Figure, Inches, Internal, NamedCode


class GradeResponse(Output):
    """A grade with the area of its basic size in square inches."""

    code: str
    name: str
    basic_area: Figure


class LevelResponse(Output):
    """What a class of customers pays of the price: 0.95 is 5 % less."""

    code: str
    name: str
    multiplier: Figure


class RushResponse(Output):
    """What is added for a job wanted within so many business days."""

    within_days: int
    surcharge: Figure


class PolicyResponse(Output):
    """How the shop works and sells."""

    bleed_in: Inches
    gap_in: Inches
    butt_gap_in: Inches
    layout: Literal["grid", "mixed"]
    minimum_charge: Figure
    rounding_mode: Literal["nearest", "up", "unit"]
    rounding_quantum: Figure
    tax_rate: Figure
    tax_label: str
    tax_rounding: Literal["document", "line"]


class MarkUpBandResponse(Output):
    """The mark-up on the slice of a cost from an amount on."""

    from_amount: Figure
    mark_up: Figure


class MarkUpResponse(Output):
    """The mark-ups on one kind of cost."""

    bucket: str
    bands: list[MarkUpBandResponse]


class RateCardInternals(Output):
    """What the shop earns by."""

    mark_ups: list[MarkUpResponse]
    margin_floor: Figure
    margin_target: Figure
    prepress_hours: Figure
    prepress_rate: Figure


class RateCardResponse(Output):
    """The rate card that new estimates are made by."""

    version: int
    published_at: Instant
    published_by: str | None
    note: str
    stocks: int
    presses: int
    operations: int
    grades: list[GradeResponse]
    families: list[NamedCode]
    levels: list[LevelResponse]
    rush: list[RushResponse]
    policy: PolicyResponse
    internal: RateCardInternals | None = Internal
