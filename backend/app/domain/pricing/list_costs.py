"""What a quantity of a price list costs the shop, where somebody wrote costs into the list."""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.money import decimal_from, money_text, ratio_of
from app.domain.pricing.price_lists import PriceList


@dataclass(frozen=True, slots=True)
class ListCost:
    """The exact cost of a quantity, with its formula in words."""

    exact: Fraction
    words: str


def cost_from_list(prices: PriceList, quantity: int) -> ListCost | None:
    """Read a quantity's cost off the list, or None where it says too little.

    Between two breaks with a cost it lies on the straight line between their totals; above the last
    one each piece costs what it does there, which is rather too much than too little. Below the
    first one nobody knows: a part of its cost is for setting up, and the list does not say which.
    """
    known = [(one.quantity, ratio_of(one.cost)) for one in prices.breaks if one.cost is not None]
    below = [one for one in known if one[0] <= quantity]
    above = [one for one in known if one[0] > quantity]
    if not below:
        return None
    low, low_cost = below[-1]
    if low == quantity:
        return ListCost(low_cost, f"{low:,} cost {_money(low_cost)}, as the list says")
    if not above:
        said = f"{quantity:,} x the cost of one at {low:,}, of {_money(low_cost)} in all"
        return ListCost(low_cost / low * quantity, said)
    high, high_cost = above[0]
    share = Fraction(quantity - low, high - low)
    said = (
        f"{share.numerator:,}/{share.denominator:,} of the way from {_money(low_cost)} "
        f"at {low:,} to {_money(high_cost)} at {high:,}"
    )
    return ListCost(low_cost + (high_cost - low_cost) * share, said)


def _money(amount: Fraction) -> str:
    return money_text(decimal_from(amount))
