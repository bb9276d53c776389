"""The shop's rounding rules: nearest, up, or the price of one rounded and multiplied."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from app.domain.money import CENT, decimal_text, ratio_of, round_money

RoundingMode = Literal["nearest", "up", "unit"]


def nearest(exact: Fraction, quantum: Decimal) -> Decimal:
    """Round a ratio that is not negative to the nearest ``quantum``, a half of one upwards."""
    steps = exact / ratio_of(quantum)
    return quantum * ((2 * steps.numerator + steps.denominator) // (2 * steps.denominator))


def upwards(exact: Fraction, quantum: Decimal) -> Decimal:
    """Round a ratio to the next ``quantum``; what is whole stays as it is."""
    steps = exact / ratio_of(quantum)
    return quantum * -(-steps.numerator // steps.denominator)


def round_price(exact: Fraction, quantity: int, mode: RoundingMode, quantum: Decimal) -> Decimal:
    """Give the price of ``quantity`` pieces in cents, from its exact ratio.

    ``nearest`` and ``up`` round the whole; ``unit`` rounds the price of one to the nearest
    ``quantum`` and multiplies, so that price list and invoice agree piece by piece.
    """
    if mode == "unit":
        return round_money(nearest(exact / quantity, quantum) * quantity)
    rounded = upwards(exact, quantum) if mode == "up" else nearest(exact, quantum)
    return round_money(rounded, quantum=CENT)


def rounding_words(quantity: int, mode: RoundingMode, quantum: Decimal) -> str:
    """Say what the rule does, for the *why* of a price."""
    if mode == "unit":
        return f"Unit price to the nearest {decimal_text(quantum)}, x {quantity:,}"
    if mode == "up":
        return f"Up to the next {decimal_text(quantum)}"
    return f"To the nearest {decimal_text(quantum)}"
