"""Cliffs and gaps between two quantities of a list, and the breaks that would smooth them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.money import decimal_from, decimal_text, ratio_of, round_money
from app.domain.pricing.ladder import Holds, Span, ahead, behind, on_the_line

Trouble = Literal["unit_drop", "total_jump", "wide_gap"]
# Quantities that a shop would write into a list: these times a power of ten.
NICE: Final = tuple(Fraction(one) for one in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "7.5"))
MOST_ADDED: Final = 20
PERCENT: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one break may be from the next.

    Quantity and total may grow by a ratio each; the unit price may fall by a fraction of itself.
    """

    quantity_ratio: Decimal = Decimal(10)
    total_ratio: Decimal = Decimal(5)
    unit_drop: Decimal = Decimal("0.6")

    def __post_init__(self) -> None:
        """Refuse limits that no list of whole quantities can keep."""
        for name in ("quantity_ratio", "total_ratio"):
            if getattr(self, name) < 2:  # noqa: PLR2004 - from one piece the next step is two
                raise ValidationError.for_field((name,), "Let it grow to twice as much at least.")
        if not Decimal("0.05") <= self.unit_drop <= 1:
            raise ValidationError.for_field(
                ("unit_drop",), "Let the unit price fall by a fraction from 0.05 to 1."
            )


@dataclass(frozen=True, slots=True)
class Rung:
    """A quantity with its exact total and the exact price of one."""

    quantity: int
    total: Fraction
    unit: Fraction


def trouble_between(fewer: Rung, more: Rung, limits: Limits) -> tuple[Trouble, str] | None:
    """Say what is abrupt between two neighbours: the worst of it, with its sentence."""
    if fewer.unit and 1 - more.unit / fewer.unit > ratio_of(limits.unit_drop):
        drop = round_money(decimal_from(100 - 100 * more.unit / fewer.unit), quantum=PERCENT)
        return "unit_drop", (
            f"From {fewer.quantity:,} to {more.quantity:,} the price of one falls by "
            f"{decimal_text(drop)} %: a break between them would soften it."
        )
    if fewer.total and more.total / fewer.total > ratio_of(limits.total_ratio):
        times = round_money(decimal_from(more.total / fewer.total), quantum=PERCENT)
        return "total_jump", (
            f"From {fewer.quantity:,} to {more.quantity:,} the total grows "
            f"{decimal_text(times)} times: a break between them is missing."
        )
    if Fraction(more.quantity, fewer.quantity) > ratio_of(limits.quantity_ratio):
        return "wide_gap", (
            f"Between {fewer.quantity:,} and {more.quantity:,} the list has no break."
        )
    return None


def add_between(
    holds: Holds, low: tuple[int, int], high: tuple[int, int], limits: Limits
) -> list[tuple[int, int]]:
    """Give the breaks, as quantities with prices in whole steps, that keep within the limits.

    Each is as far as the limits allow from the one before it. Nothing comes back where no break
    fits, or where it would take more than twenty.
    """
    added: list[tuple[int, int]] = []
    at = low
    while not _is_within(holds, at, high, limits):
        following = _next_break(holds, at, high, limits)
        if following is None or len(added) == MOST_ADDED:
            return []
        added.append(following)
        at = following
    return added


def _is_within(holds: Holds, low: tuple[int, int], high: tuple[int, int], limits: Limits) -> bool:
    return trouble_between(_rung(holds, low), _rung(holds, high), limits) is None


def _rung(holds: Holds, place: tuple[int, int]) -> Rung:
    """Read a price in whole steps; a slice is as dear as if all pieces cost what it costs."""
    quantity, price = place
    if holds == "total":
        return Rung(quantity, Fraction(price), Fraction(price, quantity))
    return Rung(quantity, Fraction(price * quantity), Fraction(price))


def _next_break(
    holds: Holds, low: tuple[int, int], high: tuple[int, int], limits: Limits
) -> tuple[int, int] | None:
    """Find the largest usual quantity, or the middle, or the next one, within the limits."""
    usual = _nice_between(low[0], high[0])
    for quantity in (*reversed(usual), (low[0] + high[0]) // 2, low[0] + 1):
        if not low[0] < quantity < high[0]:
            continue
        price = _price_at(holds, low, high, quantity)
        if price is not None and _is_within(holds, low, (quantity, price), limits):
            return quantity, price
    return None


def _nice_between(low: int, high: int) -> list[int]:
    found: list[int] = []
    power = 10 ** (len(str(low)) - 1)
    while power < high:
        found.extend(
            int(one * power)
            for one in NICE
            if low < one * power < high and (one * power).denominator == 1
        )
        power *= 10
    return found


def _price_at(
    holds: Holds, low: tuple[int, int], high: tuple[int, int], quantity: int
) -> int | None:
    """Price a quantity on the line, within what its neighbours allow; None where nothing is."""
    span = ahead(holds, low[0], quantity, Span(low[1], low[1])).both(
        behind(holds, quantity, high[0], Span(high[1], high[1]))
    )
    if span.is_empty():
        return None
    return span.nearest(on_the_line(holds, low, high, quantity))
