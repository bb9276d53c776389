"""What every cost item is made from."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from app.domain.estimating.layout import Layout
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.rates import Bucket, Grade, Policy, Stock
from app.domain.estimating.result import Charge, CostItem, shown
from app.domain.money import decimal_from, decimal_text, ratio_of, round_money
from app.domain.units import SIZE_QUANTUM

HUNDREDTH: Final = Decimal("0.01")
MINUTES_PER_HOUR: Final = 60
CACHED_RATES: Final = 1_024


@dataclass(frozen=True, slots=True)
class Job:
    """What finishing takes over from the press: what is printed, on what, laid out how."""

    part: PrintedPart
    stock: Stock
    grade: Grade
    policy: Policy
    layout: Layout


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


type Told = Callable[[], tuple[str, dict[str, str]]]


def charge(
    names: tuple[str, str, str],
    bucket: Bucket,
    *,
    units: tuple[Fraction | int, str],
    rate: Decimal,
    reference: str,
    exact: Fraction,
    told: Told,
) -> Charge:
    """Make a charge by units; ``told`` gives its formula in words and what it was fed."""

    def tell() -> CostItem:
        formula, inputs = told()
        return CostItem(
            part=names[0],
            resource=names[1],
            bucket=bucket,
            operation=names[2],
            units=Fraction(units[0]),
            unit_name=units[1],
            hours=None,
            rate=rate,
            rate_reference=reference,
            formula=formula,
            inputs=inputs,
            exact=exact,
            amount=shown(exact),
        )

    return Charge(bucket, exact, tell)


def timed_charge(
    names: tuple[str, str, str],
    bucket: Bucket,
    *,
    units: tuple[Fraction | int, str],
    minutes: Fraction,
    rate: Decimal,
    reference: str,
    told: Told,
) -> Charge:
    """Make a charge by the hour; ``told`` gives the words for its minutes and what it was fed."""

    def tell() -> CostItem:
        words, inputs = told()
        return timed_item(
            names,
            bucket,
            units=(Fraction(units[0]), units[1]),
            minutes=minutes,
            rate=rate,
            reference=reference,
            words=words,
            inputs=inputs,
        )

    return Charge(bucket, minutes * a_minute(rate), tell)


@lru_cache(maxsize=CACHED_RATES)
def a_minute(rate: Decimal) -> Fraction:
    """Give what a minute costs at an hourly rate."""
    return ratio_of(rate) / MINUTES_PER_HOUR
