"""From the formula's price to the price that is asked, one named step after the other.

The order is fixed: formula, minimum charge, customer level, rush, rounding. Line discount, document
discount and tax come after, on the whole document (see ``totals``).
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from app.domain.money import decimal_from, decimal_text, money_text, round_money
from app.domain.pricing.rounding import RoundingMode, round_price, rounding_words

StepName = Literal["formula", "minimum", "level", "rush", "rounding"]
SHOWN: Final = Decimal("0.0000000001")


@dataclass(frozen=True, slots=True)
class PriceStep:
    """One step from the formula's price to the asked one, in words, with before and after."""

    name: StepName
    words: str
    before: Decimal
    after: Decimal

    def to_document(self) -> dict[str, str]:
        """Write the step as JSON."""
        return {
            "name": self.name,
            "words": self.words,
            "before": decimal_text(self.before),
            "after": decimal_text(self.after),
        }


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What stands between the formula's price and the asked one; None where it does not apply."""

    minimum: Decimal
    level_name: str
    level: Decimal | None
    rush_days: int | None
    rush: Decimal | None
    rounding_mode: RoundingMode
    rounding_quantum: Decimal


def adjust_price(
    formula: Fraction, quantity: int, by: Adjustments, *, words: str = "Cost with mark-ups"
) -> tuple[PriceStep, ...]:
    """Walk the steps; each applies to the exact result of the one before it.

    ``words`` say how the formula's price came about.

    The last step's ``after`` is the price. A step that does not apply is left out; the formula and
    the rounding are always there.
    """
    exact = formula
    steps = [PriceStep("formula", words, _shown(exact), _shown(exact))]

    def take(name: StepName, words: str, after: Fraction) -> Fraction:
        steps.append(PriceStep(name, words, _shown(exact), _shown(after)))
        return after

    if exact < Fraction(by.minimum):
        said = f"Minimum charge {money_text(by.minimum)}"
        exact = take("minimum", said, Fraction(by.minimum))
    if by.level is not None:
        said = f"{by.level_name}: x {decimal_text(by.level)}"
        exact = take("level", said, exact * Fraction(by.level))
    if by.rush is not None:
        said = f"Rush, {by.rush_days} business days: + {decimal_text(by.rush * 100)} %"
        exact = take("rush", said, exact * (1 + Fraction(by.rush)))
    before = _shown(exact)
    price = round_price(exact, quantity, by.rounding_mode, by.rounding_quantum)
    said = rounding_words(quantity, by.rounding_mode, by.rounding_quantum)
    steps.append(PriceStep("rounding", said, before, price))
    return tuple(steps)


def _shown(amount: Fraction) -> Decimal:
    return round_money(decimal_from(amount), quantum=SHOWN)
