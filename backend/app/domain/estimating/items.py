"""What every cost item is made from."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.layout import Layout
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.rates import Bucket, Grade, Policy, Press, Stock, StockPrice
from app.domain.estimating.result import CostItem, shown
from app.domain.money import decimal_from, decimal_text, ratio_of, round_money
from app.domain.units import SIZE_QUANTUM

HUNDREDTH: Final = Decimal("0.01")
MINUTES_PER_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work on one press: what is printed, on what, laid out how."""

    part: PrintedPart
    stock: Stock
    grade: Grade
    press: Press
    policy: Policy
    layout: Layout
    prices: tuple[StockPrice, ...]
    sides_per_minute: Decimal


def text(value: Fraction | int) -> str:
    """Write a number for a formula: two decimals at most."""
    return decimal_text(round_money(decimal_from(Fraction(value)), quantum=HUNDREDTH))


def inches_text(exact: Fraction) -> str:
    """Write exact inches: four decimals at most."""
    return decimal_text(round_money(decimal_from(exact), quantum=SIZE_QUANTUM))


def counted(number: int, name: str) -> str:
    """Write a number of things: ``1 lift``, ``1,200 lifts``."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def timed_item(
    names: tuple[str, str, str],
    bucket: Bucket,
    *,
    units: tuple[Fraction, str],
    minutes: Fraction,
    rate: Decimal,
    reference: str,
    words: str,
    inputs: dict[str, str],
) -> CostItem:
    """Make the item of work by the hour; ``names`` are those of part, resource and operation."""
    hours = minutes / MINUTES_PER_HOUR
    amount = hours * ratio_of(rate)
    return CostItem(
        part=names[0],
        resource=names[1],
        bucket=bucket,
        operation=names[2],
        units=units[0],
        unit_name=units[1],
        hours=hours,
        rate=rate,
        rate_reference=reference,
        formula=f"{words} = {text(minutes)} min x ${decimal_text(rate)} an hour",
        inputs={**inputs, "minutes": text(minutes)},
        exact=amount,
        amount=shown(amount),
    )
