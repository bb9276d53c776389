"""Paper arithmetic against the figures that the trade publishes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.estimating.buying import Paper
from app.domain.estimating.paper import (
    gsm_from_pounds,
    m_weight,
    pages_per_inch,
    pounds_from_gsm,
    prices_on,
    roll_length_feet,
    sheets_per_lift,
    sheets_weight,
)
from app.domain.estimating.rates import Grade, Stock, StockPrice
from app.domain.money import decimal_from, round_money
from tests.domain.estimating.shops import GOLDEN, inch, stock

TEXT = Grade("text", "Text", Decimal(950))
KRAFT = Grade("kraft", "Kraft", Decimal(864))
EXACT = Decimal("1406.139159")
TRADE = Decimal("1406.5")


def bought(price: StockPrice, sheet: Stock, sheets: int) -> tuple[Fraction, str]:
    paper = Paper.of(sheet, TEXT, GOLDEN.policy, (price,))
    purchase = paper.buy(sheets)
    return purchase.exact, paper.words(purchase)


def rounded(value: Fraction, places: str) -> Decimal:
    return round_money(decimal_from(value), quantum=Decimal(places))


def test_the_m_weight_of_11_x_17_in_70_lb_book_is_27_56_lb_with_the_ream_rounded_first() -> None:
    """Published by casepaper.com: ream 13.78 lb, M weight 27.56 lb."""
    book = stock("book", basis_weight=Decimal(70), sheet_width=inch("11"), sheet_height=inch("17"))
    assert m_weight(book, TEXT, round_ream_weight=True) == Fraction("27.56")
    assert rounded(m_weight(book, TEXT), "0.0001") == Decimal("27.5579")


@pytest.mark.parametrize(
    ("width", "height", "rounded_m", "step"),
    [
        ("19", "25", "100", "1"),
        ("25", "38", "200", "2"),
        ("23", "29", "140", "1"),
        ("9", "12", "22.74", "0.02"),
    ],
)
def test_a_ream_is_rounded_by_the_size_of_its_sheet(
    width: str, height: str, rounded_m: str, step: str
) -> None:
    text = stock("t", basis_weight=Decimal(100), sheet_width=inch(width), sheet_height=inch(height))
    weight = m_weight(text, TEXT, round_ream_weight=True)
    assert weight == Fraction(rounded_m)
    assert weight % Fraction(step) == 0


def test_kraft_of_36_x_48_in_basis_weight_50_weighs_200_lb_per_m() -> None:
    """Published by paperconverter.com."""
    kraft = stock("k", basis_weight=Decimal(50), sheet_width=inch("36"), sheet_height=inch("48"))
    assert m_weight(kraft, KRAFT) == 200


def test_67_3_gsm_is_45_lb_book_and_45_lb_is_67_gsm_by_the_trades_constant() -> None:
    """Published by casepaper.com with the constant 1406.5."""
    assert rounded(pounds_from_gsm(Decimal("67.3"), TEXT, TRADE), "1") == 45
    assert rounded(gsm_from_pounds(Decimal(45), TEXT, TRADE), "1") == 67


@pytest.mark.parametrize(
    ("area", "factor"), [(374, "3.760"), (520, "2.704"), (864, "1.627"), (950, "1.480")]
)
def test_a_pound_is_so_many_grams_per_square_metre(area: int, factor: str) -> None:
    """Published by printwiki.org, Grammage; tables differ by the constant, so within 0.05 %."""
    exact = gsm_from_pounds(Decimal(1), Grade("g", "G", Decimal(area)), EXACT)
    assert abs(exact / Fraction(factor) - 1) < Fraction("0.0005")


def test_the_constant_is_the_pound_over_the_ream_and_the_square_inch() -> None:
    assert rounded(Fraction("453.59237") / (500 * Fraction("0.00064516")), "0.000001") == EXACT
    assert GOLDEN.policy.gsm_factor == EXACT


def test_100_lb_of_a_26_in_roll_of_50_lb_book_is_3045_linear_feet() -> None:
    """Published by casepaper.com."""
    roll = stock("r", basis_weight=Decimal(50), sheet_width=inch("26"), sheet_height=None)
    assert rounded(roll_length_feet(roll, TEXT, Decimal(100)), "1") == 3045


def test_a_three_inch_lift_of_three_thousandths_is_a_thousand_sheets() -> None:
    """Published by dienamicmis.blogspot.com. In floats 3 / 0.003 is 1000.0 by luck."""
    assert sheets_per_lift(Decimal(3), Decimal("0.003")) == 1000
    assert sheets_per_lift(Decimal("0.3"), Decimal("0.1")) == 3
    assert sheets_per_lift(Decimal("0.01"), Decimal("0.014")) == 0


def test_pages_per_inch_counts_pages_and_not_sheets() -> None:
    """Published and wrong elsewhere: 1 / thickness counts sheets."""
    assert pages_per_inch(Decimal("0.004")) == 500


def test_a_price_holds_from_its_day_on_until_the_next() -> None:
    old = StockPrice(date(2026, 1, 1), "per_m", Decimal(80))
    new = StockPrice(date(2026, 7, 1), "per_m", Decimal(90))
    paper = stock("p", prices=(new, old))
    assert prices_on(paper, date(2025, 12, 31)) == ()
    assert prices_on(paper, date(2026, 6, 30)) == (old,)
    assert prices_on(paper, date(2026, 7, 1)) == (new,)


def test_a_new_price_list_replaces_all_brackets_of_the_old() -> None:
    old = (
        StockPrice(date(2026, 1, 1), "per_cwt", Decimal(90)),
        StockPrice(date(2026, 1, 1), "per_cwt", Decimal(70), Decimal(500)),
    )
    new = StockPrice(date(2026, 7, 1), "per_cwt", Decimal(95))
    assert prices_on(stock("p", prices=(*old, new)), date(2026, 8, 1)) == (new,)


def test_paper_by_the_hundredweight_is_its_weight_times_the_price() -> None:
    """$/M = M weight x $/CWT / 100: 200 lb per M at 112 is 224 per M, as in golden job B."""
    text = stock("t", basis_weight=Decimal(100), sheet_width=inch("25"), sheet_height=inch("38"))
    price = StockPrice(date(2026, 1, 1), "per_cwt", Decimal(112))
    amount, formula = bought(price, text, 798)
    assert m_weight(text, TEXT) == 200
    assert rounded(amount, "0.01") == Decimal("178.75")
    assert formula == "159.6 lb / 100 x $112 per CWT"


def test_paper_by_area_is_charged_by_the_square_foot() -> None:
    price = StockPrice(date(2026, 1, 1), "per_area", Decimal("0.10"))
    amount, formula = bought(price, stock("s"), 8)
    assert amount == Fraction("1.2")
    assert formula == "12.00 sq ft x $0.1 per sq ft"


def test_below_a_bracket_the_buyer_takes_its_least_weight() -> None:
    sheet = stock("t", basis_weight=Decimal(100), sheet_width=inch("25"), sheet_height=inch("38"))
    bracket = StockPrice(date(2026, 1, 1), "per_cwt", Decimal(50), Decimal(100))
    assert sheets_weight(sheet, TEXT, GOLDEN.policy, 499) == Fraction("99.8")
    low, formula = bought(bracket, sheet, 499)
    assert low == 50
    assert formula == "100 lb / 100 x $50 per CWT (buying 100 lb)"
    assert bought(bracket, sheet, 501)[0] == Fraction("50.1")


def test_a_bracket_bought_by_the_thousand_buys_whole_sheets() -> None:
    sheet = stock("t", basis_weight=Decimal(100), sheet_width=inch("25"), sheet_height=inch("38"))
    bracket = StockPrice(date(2026, 1, 1), "per_m", Decimal(100), Decimal("100.1"))
    amount, formula = bought(bracket, sheet, 400)
    assert amount == Fraction("50.1")
    assert formula == "501 sheets / 1,000 x $100 per M (buying 100.1 lb)"
