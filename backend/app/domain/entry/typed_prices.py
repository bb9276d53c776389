"""Prices that a typed line names: of one piece, or by the margin that they leave."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from app.domain.entry.reading import Reading
from app.domain.money import CENT, ZERO
from app.domain.pricing.targets import Target, reach

LARGEST_TOTAL: Final = Decimal("9999999999.99")


def typed_totals(unit_price: Decimal, quantities: tuple[int, ...]) -> Mapping[int, Decimal]:
    """Give what each quantity comes to at a price for one piece, to the cent."""
    target = Target("unit_price", unit_price)
    return {
        quantity: reach(target, cost=ZERO, quantity=quantity, mode="nearest", quantum=CENT).price
        for quantity in quantities
    }


def is_too_dear(reading: Reading) -> bool:
    """Whether a typed price comes to more than a quote can hold."""
    if reading.unit_price is None:
        return False
    totals = typed_totals(reading.unit_price.value, reading.quantities.value)
    return any(total > LARGEST_TOTAL for total in totals.values())
