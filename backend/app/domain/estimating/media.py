"""Media of wide format: what a stretch of a roll or a number of boards weighs and costs."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.domain.estimating.items import text
from app.domain.estimating.paper import REAM, SQUARE_INCHES_PER_FOOT, sheet_area
from app.domain.estimating.rates import Grade, Policy, Stock, StockPrice
from app.domain.estimating.result import CostItem, shown
from app.domain.money import decimal_text, ratio_of

HUNDRED: Final = 100


def square_foot_weight(stock: Stock, grade: Grade, policy: Policy) -> Fraction:
    """Give the pounds of a square foot: by basis weight, or by grammage where there is none."""
    if stock.basis_weight:
        per_inch = ratio_of(stock.basis_weight) / (REAM * ratio_of(grade.basic_area))
    else:
        per_inch = ratio_of(stock.gsm) / (REAM * ratio_of(policy.gsm_factor))
    return per_inch * SQUARE_INCHES_PER_FOOT


@dataclass(frozen=True, slots=True)
class Media:
    """A roll or board stock as it is bought on one day; ``foot_weight`` is in pounds."""

    stock: Stock
    prices: tuple[StockPrice, ...]
    foot_weight: Fraction

    @property
    def sheet_feet(self) -> Fraction:
        """The square feet of a board; a roll has none."""
        return sheet_area(self.stock) / SQUARE_INCHES_PER_FOOT

    def buy(self, part: str, feet: Fraction, boards: Fraction | None, reason: str) -> CostItem:
        """Buy so many square feet at the price that comes cheapest; ``reason`` says why so many.

        In a bracket that begins above their weight the buyer takes the bracket's least weight.
        """
        offers = [self._offer(price, feet, boards) for price in self.prices]
        price, exact, words = min(offers, key=lambda offer: offer[1])
        if self.stock.freight:
            exact *= 1 + ratio_of(self.stock.freight)
            words += f" + {decimal_text(self.stock.freight * HUNDRED)} % freight"
        units, name = (feet, "sq ft") if boards is None else (boards, "boards")
        return CostItem(
            part=part,
            resource=self.stock.name,
            bucket="paper",
            operation="Media",
            units=units,
            unit_name=name,
            hours=None,
            rate=price.price,
            rate_reference=f"stock:{self.stock.code}/{price.basis}",
            formula=f"{reason} = {words}",
            inputs={
                "square_feet": text(feet),
                "weight_lb": text(feet * self.foot_weight),
                "effective_from": price.effective_from.isoformat(),
            },
            exact=exact,
            amount=shown(exact),
        )

    def _offer(
        self, price: StockPrice, feet: Fraction, boards: Fraction | None
    ) -> tuple[StockPrice, Fraction, str]:
        least = ratio_of(price.min_weight_lb)
        bracket = ""
        if 0 < feet * self.foot_weight < least:
            grown = least / self.foot_weight / feet
            feet, boards = feet * grown, None if boards is None else boards * grown
            bracket = f" (buying {decimal_text(price.min_weight_lb)} lb)"
        rate, each = ratio_of(price.price), decimal_text(price.price)
        if price.basis == "per_cwt":
            pounds = feet * self.foot_weight
            return price, pounds / 100 * rate, f"{text(pounds)} lb / 100 x ${each}{bracket}"
        if price.basis == "per_m" and boards is not None:
            said = f"{text(boards)} boards / 1,000 x ${each} per M{bracket}"
            return price, boards / 1000 * rate, said
        return price, feet * rate, f"{text(feet)} sq ft x ${each}{bracket}"


def by_area(prices: tuple[StockPrice, ...], *, sheets: bool) -> tuple[StockPrice, ...]:
    """Give the prices that media may be bought at; a roll has no price for 1,000 sheets."""
    return tuple(price for price in prices if sheets or price.basis != "per_m")
