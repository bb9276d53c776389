"""Money is Decimal, rounded half-up, and only where a person sees it.

Costs keep every decimal until they become a line's price, a tax or a total. Arithmetic runs under
``MONEY_CONTEXT``: 50 digits, so that quotients carry far more than the ten decimals the shop needs
and adding never rounds.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final

CENT: Final = Decimal("0.01")
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
MONEY_CONTEXT: Final = Context(prec=50, rounding=ROUND_HALF_UP)


def round_money(amount: Decimal, *, quantum: Decimal = CENT) -> Decimal:
    """Round half away from zero to ``quantum``: 2.265 gives 2.27. There is no negative zero."""
    rounded = amount.quantize(quantum, context=MONEY_CONTEXT)
    return rounded or rounded.copy_abs()


def money_text(amount: Decimal) -> str:
    """Write an amount with two decimals and no exponent, as it crosses the wire."""
    return f"{round_money(amount):f}"


def decimal_text(value: Decimal) -> str:
    """Write a number without exponent and without trailing zeros: 40, 0.045, 1406.139159."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


@lru_cache(maxsize=8_192)
def ratio_of(value: Decimal) -> Fraction:
    """Give a rate as an exact ratio; a book's few hundred rates are met again and again."""
    return Fraction(value)


def decimal_from(fraction: Fraction) -> Decimal:
    """Turn an exact ratio into a Decimal of 50 digits."""
    return MONEY_CONTEXT.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def divide(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Divide with 50 digits, whatever the thread's decimal context says."""
    return MONEY_CONTEXT.divide(dividend, divisor)


def allocate(
    total: Decimal, weights: Sequence[Decimal | Fraction], *, quantum: Decimal = CENT
) -> list[Decimal]:
    """Split ``total`` in proportion to ``weights`` so that the parts add up to it exactly.

    Largest remainder: every part is first cut down to whole quanta, then the quanta left over go
    one each to the largest remainders, the earlier part first where two are equal. A total that is
    not whole quanta is rounded half-up before it is split. A weight may be negative, as a credit
    is; where the weights add up to nothing the first part takes everything.
    """
    quanta = int(divide(round_money(total, quantum=quantum), quantum))
    if not weights:
        if quanta:
            message = "An amount cannot be allocated to nothing."
            raise ValueError(message)
        return []
    sign = -1 if quanta < 0 else 1
    shares = [Fraction(weight) for weight in weights]
    common = lcm(*{share.denominator for share in shares})
    whole_shares = [share.numerator * (common // share.denominator) for share in shares]
    whole = sum(whole_shares)
    if whole == 0:
        whole_shares = [1, *([0] * (len(weights) - 1))]
        whole = 1
    if whole < 0:
        whole, whole_shares = -whole, [-share for share in whole_shares]
    divided = [divmod(abs(quanta) * share, whole) for share in whole_shares]
    parts = [part for part, _ in divided]
    left = abs(quanta) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-divided[i][1], i))
    for index in by_remainder[:left]:
        parts[index] += 1
    return [sign * part * quantum for part in parts]
