"""Selling from a price list: what stands in it, then the customer's level, the rush, the rounding.

The order is that of every other price. A level that has a column of its own in the list has its
discount in there already, so its multiplier is not taken a second time.
"""

from dataclasses import dataclass
from decimal import Decimal

from app.domain.money import ONE, ZERO, divide, round_money
from app.domain.pricing.adjust import Adjustments, PriceStep, adjust_price
from app.domain.pricing.price_lists import EVERYONE, UNIT_QUANTUM, ListPrice, PriceList, look_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Who buys, and how soon: a customer level with its multiplier, and the rush's surcharge.

    ``rush_days`` are business days; ``rush`` is the fraction that they cost, or None.
    """

    level: str = EVERYONE
    level_name: str = ""
    multiplier: Decimal = ONE
    rush_days: int | None = None
    rush: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SoldPrice:
    """A price for a buyer with every step to it.

    ``better`` names a larger break that this buyer gets for less in all, with its price, or None.
    """

    looked_up: ListPrice
    steps: tuple[PriceStep, ...]
    better: tuple[int, Decimal] | None

    @property
    def price(self) -> Decimal:
        """What the buyer pays for all of it, in cents."""
        return self.steps[-1].after

    @property
    def unit_price(self) -> Decimal:
        """The price of one, at four decimals."""
        quantity = Decimal(self.looked_up.quantity)
        return round_money(divide(self.price, quantity), quantum=UNIT_QUANTUM)

    @property
    def price_per_m(self) -> Decimal:
        """The price of a thousand, in cents."""
        return round_money(divide(self.price * 1000, Decimal(self.looked_up.quantity)))


def sell(prices: PriceList, quantity: int, buyer: Buyer) -> SoldPrice:
    """Price a quantity from a list for a buyer.

    Raises:
        BelowTheList: the list begins with more pieces.
        NoListPrice: no column serves this buyer's level.
        ValidationError: the quantity is no whole number from 1 to 10,000,000.
    """
    found = look_up(prices, quantity, buyer.level)
    steps = _steps(prices, found, buyer)
    better = None
    if found.better is not None:
        larger = look_up(prices, found.better[0], buyer.level)
        asked = _steps(prices, larger, buyer)[-1].after
        better = (larger.quantity, asked) if asked < steps[-1].after else None
    return SoldPrice(found, steps, better)


def _steps(prices: PriceList, found: ListPrice, buyer: Buyer) -> tuple[PriceStep, ...]:
    own_column = found.tier == buyer.level
    return adjust_price(
        found.exact,
        found.quantity,
        Adjustments(
            minimum=ZERO,
            level_name=buyer.level_name,
            level=None if own_column or buyer.multiplier == ONE else buyer.multiplier,
            rush_days=buyer.rush_days,
            rush=buyer.rush,
            rounding_mode=prices.rounding.mode,
            rounding_quantum=prices.rounding.quantum,
        ),
        words=found.words,
    )
