"""Buying paper: packs, brackets by weight, freight, and the cheapest of a day's prices."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from app.domain.estimating.paper import SQUARE_INCHES_PER_FOOT, sheet_area, sheets_weight
from app.domain.estimating.rates import Grade, Policy, Stock, StockPrice
from app.domain.money import decimal_from, decimal_text, money_text, ratio_of, round_money

PERCENT: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Purchase:
    """So many sheets at one price: ``charged`` of them are paid, or a bracket's ``pounds``."""

    price: StockPrice
    sheets: int
    charged: Fraction
    pounds: Fraction
    bracket: bool
    exact: Fraction


@dataclass(frozen=True, slots=True)
class Paper:
    """A stock as it is bought on one day; weight (lb) and area (sq in) are those of one sheet."""

    stock: Stock
    grade: Grade
    prices: tuple[StockPrice, ...]
    weight: Fraction
    area: Fraction

    @classmethod
    def of(
        cls, stock: Stock, grade: Grade, policy: Policy, prices: tuple[StockPrice, ...]
    ) -> "Paper":
        """Weigh and measure a sheet of a stock."""
        weight = sheets_weight(stock, grade, policy, 1)
        return cls(stock, grade, prices, weight, sheet_area(stock))

    def buy(self, sheets: int) -> Purchase:
        """Buy at the price that comes cheapest.

        In a bracket that begins above the weight of the sheets the buyer takes the bracket's least
        weight: nobody pays more for 24 lb than 25 lb cost. It also keeps a price from falling as
        the quantity rises.
        """
        charged = self._charged(sheets)
        offers = [self._offer(price, sheets, charged) for price in self.prices]
        return offers[0] if len(offers) == 1 else min(offers, key=lambda offer: offer.exact)

    def _charged(self, sheets: int) -> Fraction:
        """Count what is paid for: whole packs, or the surcharge on the sheets of a broken one.

        Whoever pays more for the broken pack than for a whole one takes the whole one.
        """
        pack = self.stock.pack_sheets
        if not pack:
            return Fraction(sheets)
        if self.stock.full_packs:
            return Fraction(ceil(Fraction(sheets, pack)) * pack)
        full, rest = divmod(sheets, pack)
        return full * pack + min(rest * (1 + ratio_of(self.stock.broken_pack)), Fraction(pack))

    def _offer(self, price: StockPrice, sheets: int, charged: Fraction) -> Purchase:
        pounds, least = charged * self.weight, ratio_of(price.min_weight_lb)
        bracket = bool(self.weight) and pounds < least
        if bracket:
            charged, pounds = Fraction(ceil(least / self.weight)), least
        if price.basis == "per_m":
            units = charged / 1000
        elif price.basis == "per_cwt":
            units = pounds / 100
        else:
            units = charged * self.area / SQUARE_INCHES_PER_FOOT
        exact = units * ratio_of(price.price)
        if self.stock.freight:
            exact *= 1 + ratio_of(self.stock.freight)
        return Purchase(price, sheets, charged, pounds, bracket, exact)

    def words(self, purchase: Purchase) -> str:
        """Say how a purchase comes to its amount."""
        price, each = purchase.price, decimal_text(purchase.price.price)
        if price.basis == "per_m":
            said = f"{_count(purchase.charged)} sheets / 1,000 x ${each} per M"
        elif price.basis == "per_cwt":
            said = f"{_short(purchase.pounds)} lb / 100 x ${each} per CWT"
        else:
            feet = money_text(decimal_from(purchase.charged * self.area / SQUARE_INCHES_PER_FOOT))
            said = f"{feet} sq ft x ${each} per sq ft"
        return said + self._terms(purchase)

    def _terms(self, purchase: Purchase) -> str:
        stock, terms = self.stock, ""
        if purchase.bracket:
            terms = f" (buying {decimal_text(purchase.price.min_weight_lb)} lb)"
        elif purchase.charged != purchase.sheets:
            broken = f"{_percent(stock.broken_pack)} on the broken one"
            how = "in full ones" if stock.full_packs else broken
            terms = f" (packs of {stock.pack_sheets:,}, {how})"
        return f"{terms} + {_percent(stock.freight)} freight" if stock.freight else terms


def _count(number: Fraction) -> str:
    return f"{int(number):,}" if number.denominator == 1 else _short(number)


def _short(number: Fraction) -> str:
    return decimal_text(round_money(decimal_from(number)))


def _percent(share: Decimal) -> str:
    return f"{decimal_text(share * PERCENT)} %"
