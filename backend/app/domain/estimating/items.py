"""What every cost item is made from."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.layout import Layout
from app.domain.estimating.parts import PrintedPart
from app.domain.estimating.rates import Bucket, Grade, Policy, Stock
from app.domain.estimating.result import Charge, CostItem, shown
from app.domain.money import decimal_from, decimal_text, ratio_of, round_money
from app.domain.units import SIZE_QUANTUM

HUNDREDTH: Final = Decimal("0.01")
MINUTES_PER_HOUR: Final = 60


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


@dataclass(frozen=True, slots=True)
class Timing:
    """Time at a rate that grows with a count: a part that is always there and one for each."""

    rate: Decimal
    fixed: Fraction
    each: Fraction
    amount_fixed: Fraction
    amount_each: Fraction

    @classmethod
    def of(cls, rate: Decimal, fixed: Fraction, each: Fraction) -> "Timing":
        """Reckon with minutes: ``fixed``, and ``each`` for one of what is counted."""
        a_minute = ratio_of(rate) / MINUTES_PER_HOUR
        return cls(rate, fixed, each, fixed * a_minute, each * a_minute)

    def charge(
        self,
        names: tuple[str, str, str],
        bucket: Bucket,
        count: int,
        *,
        units: tuple[Fraction | int, str],
        reference: str,
        told: Told,
    ) -> Charge:
        """Charge the time for a count; ``told`` gives the words for its minutes."""

        def tell() -> CostItem:
            words, inputs = told()
            return timed_item(
                names,
                bucket,
                units=(Fraction(units[0]), units[1]),
                minutes=self.fixed + count * self.each,
                rate=self.rate,
                reference=reference,
                words=words,
                inputs=inputs,
            )

        return Charge(bucket, self.amount_fixed + count * self.amount_each, tell)
