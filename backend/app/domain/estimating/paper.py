"""Paper: weights, areas, and what a number of sheets costs.

Ratios are exact. The constant that ties pounds to grams per square metre comes from the rate book:
K = 453.59237 / (500 x 0.00064516) = 1406.139159, for which the trade often writes 1406.5.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from app.domain.estimating.rates import Grade, Policy, Stock, StockPrice
from app.domain.money import decimal_from, ratio_of, round_money
from app.domain.units import inches

REAM: Final = 500
CACHED_LIFTS: Final = 1_024
SQUARE_INCHES_PER_FOOT: Final = 144
LARGE_SHEET: Final = 864
MEDIUM_SHEET: Final = 336
HALF_POUND: Final = Decimal("0.5")
HUNDREDTH: Final = Decimal("0.01")


def gsm_from_pounds(pounds: Decimal, grade: Grade, factor: Decimal) -> Fraction:
    """Give grams per square metre: lb x K / A, with A the basic size's area in square inches."""
    return ratio_of(pounds) * ratio_of(factor) / ratio_of(grade.basic_area)


def pounds_from_gsm(gsm: Decimal, grade: Grade, factor: Decimal) -> Fraction:
    """Give the basis weight in pounds: gsm x A / K."""
    return ratio_of(gsm) * ratio_of(grade.basic_area) / ratio_of(factor)


def sheet_area(stock: Stock) -> Fraction:
    """Give the area of a sheet in square inches; a roll has none."""
    return inches(stock.sheet_width) * inches(stock.sheet_height or 0)


def m_weight(stock: Stock, grade: Grade, *, round_ream_weight: bool = False) -> Fraction:
    """Give the pounds of 1,000 sheets: L x W x basis weight x 2 / A.

    With ``round_ream_weight`` the weight of a ream is rounded first, as some mills' lists do: to a
    pound for sheets over 864 sq in, to half a pound from 336, else to a hundredth.
    """
    area = sheet_area(stock)
    ream = area * ratio_of(stock.basis_weight) / ratio_of(grade.basic_area)
    if round_ream_weight:
        quantum = Decimal(1) if area > LARGE_SHEET else HALF_POUND
        if area < MEDIUM_SHEET:
            quantum = HUNDREDTH
        steps = decimal_from(ream / ratio_of(quantum))
        ream = Fraction(round_money(steps, quantum=Decimal(1))) * ratio_of(quantum)
    return ream * 2


def roll_length_feet(stock: Stock, grade: Grade, pounds: Decimal) -> Fraction:
    """Give the linear feet in a roll of so many pounds: lb x A x 500 / (BW x width x 12)."""
    area = ratio_of(grade.basic_area)
    width = inches(stock.sheet_width)
    return ratio_of(pounds) * area * REAM / (ratio_of(stock.basis_weight) * width * 12)


def pages_per_inch(caliper_in: Decimal) -> Fraction:
    """Give the pages (not the sheets) in an inch: each sheet has two, so 2 / caliper."""
    return 2 / ratio_of(caliper_in)


@lru_cache(maxsize=CACHED_LIFTS)
def sheets_per_lift(max_lift_in: Decimal, caliper_in: Decimal) -> int:
    """Give the whole sheets in a lift of a height; 0 where even one is too thick."""
    return int(ratio_of(max_lift_in) / ratio_of(caliper_in))


def sheets_weight(stock: Stock, grade: Grade, policy: Policy, sheets: int) -> Fraction:
    """Give the pounds of a number of sheets."""
    per_m = m_weight(stock, grade, round_ream_weight=policy.round_ream_weight)
    return sheets * per_m / 1000


def prices_on(stock: Stock, on: date) -> tuple[StockPrice, ...]:
    """Give the prices that hold on a day: of each weight bracket the latest that has begun."""
    latest: dict[Decimal, StockPrice] = {}
    begun = [price for price in stock.prices if price.effective_from <= on]
    if not begun:
        return ()
    start = max(price.effective_from for price in begun)
    for price in begun:
        if price.effective_from == start:
            latest[price.min_weight_lb] = price
    return tuple(latest[weight] for weight in sorted(latest))
