"""Numbers as people type them: 1,000, 1k, 8 1/2, .125, 12.50."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from app.domain.money import decimal_from, decimal_text
from app.domain.units import SIZE_QUANTUM

MOST: Final = 10_000_000
MOST_QUANTITIES: Final = 8


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern whose digits are those that a price list has: 0 to 9 of no other script."""
    return re.compile(text.replace(r"\d", "[0-9]"))


# What a number must not be followed by, so that it ends where it seems to.
END: Final = r"(?!\w|[.,/]\d)"
# 8 1/2, 8-1/2, 1/2, .125, 8.5, 8; an eighth of an inch but never 4/4, which are colours.
_FRACTION: Final = r"(?:1/2|[12]/3|[13]/4|[1-4]/5|[1357]/8|\d{1,2}/(?:10|16|32|64))"
MEASURE: Final = (
    rf"(?:\d{{1,5}}[ -]{{1,2}}{_FRACTION}|{_FRACTION}|\d{{0,5}}\.\d{{1,6}}|\d{{1,5}}(?:\.(?!\d))?)"
)
AMOUNT: Final = r"(?:\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|\d{1,8}(?:\.\d{1,6})?|\.\d{1,6})"
_ONE: Final = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,10})(?:\.\d{1,3})?[km]?"
QUANTITIES: Final = pattern(rf"{_ONE}(?:\s?/\s?{_ONE}){{0,11}}(?!\w|[#\"'%]|[.,/-]\d)")
_PART: Final = re.compile(r"([0-9,]+)(?:\.([0-9]+))?([km]?)")
_ZEROS: Final = {"": 0, "k": 3}


def counts_of(text: str, zeros_of_m: int) -> tuple[int, ...] | None:
    """Read 500/1k/2,500; None where one of them is no quantity from 1 to 10,000,000."""
    counts: list[int] = []
    for part in re.split(r"\s?/\s?", text):
        found = _PART.fullmatch(part)
        if found is None:
            return None
        whole, fraction, letter = found.groups()
        zeros = _ZEROS.get(letter, zeros_of_m)
        fraction = fraction or ""
        if len(fraction) > zeros:
            return None
        count = int(whole.replace(",", "") + fraction.ljust(zeros, "0"))
        if not 1 <= count <= MOST:
            return None
        if count not in counts:
            counts.append(count)
    return tuple(counts)


def measure_of(text: str) -> Fraction | None:
    """Read a measure as it was typed; None for a fraction that is none, such as 4/4."""
    whole, _, fraction = text.replace("-", " ").rpartition(" ")
    if "/" not in fraction:
        return Fraction(text.rstrip(".").replace(" ", ""))
    top, _, bottom = fraction.partition("/")
    if not 0 < int(top) < int(bottom):
        return None
    return Fraction(int(whole.strip() or "0")) + Fraction(int(top), int(bottom))


def size_text(length: Fraction) -> Decimal:
    """Write a length with the four decimals that the shop keeps of one, and no idle zeros."""
    exact = decimal_from(length).quantize(SIZE_QUANTUM, rounding=ROUND_HALF_UP)
    return Decimal(decimal_text(exact))


def count_text(count: int) -> str:
    """Write a quantity for people: 2,500."""
    return f"{count:,}"


def counts_text(counts: Sequence[int]) -> str:
    """Write quantities for people: 500, 1,000 and 2,500."""
    written = [count_text(count) for count in counts]
    return " and ".join([", ".join(written[:-1]), written[-1]] if written[1:] else written)
