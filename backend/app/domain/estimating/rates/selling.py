"""How the shop sells: mark-ups, customer levels, rush, rounding and policy."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from app.domain.estimating.documents import Range
from app.domain.estimating.rates.limits import BUCKETS, Amount, Bucket, Code, Count, Share, Size
from app.domain.money import ONE, ZERO
from app.domain.pricing.markup import MarkUp
from app.domain.units import NO_LENGTH


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
    ``mixed_saving`` says. Lines are run together in a gang where that saves ``gang_min_saving``
    and makes of none more than ``gang_max_overrun`` too many, as a fraction of what it needs.
    """

    gap: Size
    bleed: Size
    minimum_charge: Amount = ZERO
    butt_gap: Size = NO_LENGTH
    layout: Literal["grid", "mixed"] = "grid"
    mixed_saving: Literal["money", "sheets"] = "money"
    mixed_min_saving: Amount = ONE
    gang_min_saving: Amount = Decimal(5)
    gang_max_overrun: Amount = Decimal("0.25")
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
