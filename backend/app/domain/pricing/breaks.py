"""Quantity breaks that make no sense: more pieces for less money, or dearer each."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from app.domain.money import money_text


@dataclass(frozen=True, slots=True)
class Inversion:
    """Two neighbouring quantities of which the larger has the lower total or the dearer unit."""

    kind: Literal["total", "unit"]
    quantity: int
    total: Decimal
    next_quantity: int
    next_total: Decimal

    @property
    def sentence(self) -> str:
        """Say it to the person who quotes."""
        totals = f"{money_text(self.next_total)} against {money_text(self.total)}"
        if self.kind == "total":
            return f"{self.next_quantity:,} are cheaper in all than {self.quantity:,}: {totals}."
        return f"{self.next_quantity:,} are dearer each than {self.quantity:,}: {totals} in all."


def find_inversions(prices: Iterable[tuple[int, Decimal]]) -> tuple[Inversion, ...]:
    """Find where a total falls, or a unit price rises, as the quantity rises.

    ``prices`` are quantities with their totals, in any order; each pair of neighbours is judged.
    """
    found: list[Inversion] = []
    for (quantity, total), (more, next_total) in pairwise(sorted(set(prices))):
        if next_total < total:
            found.append(Inversion("total", quantity, total, more, next_total))
        elif Fraction(next_total) * quantity > Fraction(total) * more:
            found.append(Inversion("unit", quantity, total, more, next_total))
    return tuple(found)
