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
class Offer:
    """One of a day's prices: what a sheet costs at it, freight included, from how many pounds on.

    ``least`` is the fewest sheets that weigh so much; 0 where the price holds for any.
    """

    price: StockPrice
    a_sheet: Fraction
    least: Fraction
    pounds: Fraction


@dataclass(frozen=True, slots=True)
class Purchase:
    """So many sheets at one price, of which ``charged`` are paid."""

    offer: Offer
    sheets: int
    charged: Fraction | int
    bracket: bool
    exact: Fraction

    @property
    def price(self) -> StockPrice:
        """The price that they are bought at."""
        return self.offer.price


@dataclass(frozen=True, slots=True)
class Paper:
    """A stock as it is bought on one day; weight (lb) and area (sq in) are those of one sheet.

    ``density`` is the pounds of a square inch.
    """

    stock: Stock
    weight: Fraction
    area: Fraction
    density: Fraction
    grade: Grade
    offers: tuple[Offer, ...]

    @classmethod
    def of(
        cls, stock: Stock, grade: Grade, policy: Policy, prices: tuple[StockPrice, ...]
    ) -> "Paper":
        """Weigh and measure a sheet of a stock, and reckon what it costs at each price."""
        weight, area = sheets_weight(stock, grade, policy, 1), sheet_area(stock)
        offers = tuple(_offer(price, stock, weight, area) for price in prices)
        return cls(stock, weight, area, weight / area, grade, offers)

    @property
    def is_plain(self) -> bool:
        """Whether every sheet costs the same: one price, and neither a bracket nor packs."""
        (offer, *further) = self.offers
        return not (further or offer.pounds or self.stock.pack_sheets)

    def buy(self, sheets: int) -> Purchase:
        """Buy at the price that comes cheapest.

        In a bracket that begins above the weight of the sheets the buyer takes the bracket's least
        weight: nobody pays more for 24 lb than 25 lb cost. It also keeps a price from falling as
        the quantity rises.
        """
        charged = self._charged(sheets) if self.stock.pack_sheets else sheets
        purchases = [self._buy(offer, sheets, charged) for offer in self.offers]
        return purchases[0] if len(purchases) == 1 else min(purchases, key=lambda one: one.exact)

    def _charged(self, sheets: int) -> Fraction | int:
        """Count what is paid for: whole packs, or the surcharge on the sheets of a broken one.

        Whoever pays more for the broken pack than for a whole one takes the whole one.
        """
        pack = self.stock.pack_sheets
        full, rest = divmod(sheets, pack)
        if self.stock.full_packs or not rest:
            return (full + (rest > 0)) * pack
        broken = rest + rest * ratio_of(self.stock.broken_pack)
        return full * pack + min(Fraction(pack), broken)

    def _buy(self, offer: Offer, sheets: int, charged: Fraction | int) -> Purchase:
        bracket = bool(offer.least) and charged < offer.least
        if bracket:
            charged = offer.least if offer.price.basis == "per_cwt" else ceil(offer.least)
        return Purchase(offer, sheets, charged, bracket, charged * offer.a_sheet)

    def words(self, purchase: Purchase) -> str:
        """Say how a purchase comes to its amount."""
        price, each = purchase.price, decimal_text(purchase.price.price)
        if price.basis == "per_m":
            said = f"{_count(Fraction(purchase.charged))} sheets / 1,000 x ${each} per M"
        elif price.basis == "per_cwt":
            said = f"{_short(purchase.charged * self.weight)} lb / 100 x ${each} per CWT"
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


def _offer(price: StockPrice, stock: Stock, weight: Fraction, area: Fraction) -> Offer:
    units = {
        "per_m": Fraction(1, 1000),
        "per_cwt": weight / 100,
        "per_area": area / SQUARE_INCHES_PER_FOOT,
    }
    a_sheet = units[price.basis] * ratio_of(price.price) * (1 + ratio_of(stock.freight))
    pounds = ratio_of(price.min_weight_lb)
    return Offer(price, a_sheet, pounds / weight if weight else Fraction(0), pounds)


def _count(number: Fraction) -> str:
    return f"{int(number):,}" if number.denominator == 1 else _short(number)


def _short(number: Fraction) -> str:
    return decimal_text(round_money(decimal_from(number)))


def _percent(share: Decimal) -> str:
    return f"{decimal_text(share * PERCENT)} %"
