"""What a typed price of one piece comes to."""

from decimal import Decimal
from typing import Final

from app.domain.entry.reading import Reading

LARGEST_TOTAL: Final = Decimal("9999999999.99")


def is_too_dear(reading: Reading) -> bool:
    """Whether a typed price comes to more than a quote can hold."""
    if reading.unit_price is None:
        return False
    largest = max(reading.quantities.value, default=0)
    return reading.unit_price.value * largest > LARGEST_TOTAL
