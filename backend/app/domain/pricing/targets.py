"""Pricing towards a goal, both ways: from a margin to a price, and from a price to its margin.

A person asks for a margin, a mark-up, a total or a price of one piece. What comes back is the price
that the shop's rounding makes of it, and what that price really leaves: the margin after rounding,
not the one that was asked for. See section 7 of the estimating reference.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.money import ONE, decimal_from, divide, ratio_of, round_money
from app.domain.pricing.markup import ImpossibleMargin, margin_of
from app.domain.pricing.rounding import RoundingMode, round_price

TargetKind = Literal["margin", "mark_up", "total", "unit_price"]
UNIT_QUANTUM: Final = Decimal("0.0001")


class InvalidTarget(ValidationError):
    """A goal that no price can meet."""

    code = "invalid_target"


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted: a fraction for a margin or mark-up, money for a total or a unit price."""

    kind: TargetKind
    value: Decimal


@dataclass(frozen=True, slots=True)
class Reached:
    """What a target comes to.

    ``price`` is in cents, ``unit_price`` at four decimals, ``price_per_m`` in cents. ``margin`` is
    a fraction of the price and ``mark_up`` one of the cost; each is None where there is nothing to
    take it of. ``leaves`` is the money between price and cost. Where nobody knows the cost all
    three are None.
    """

    price: Decimal
    unit_price: Decimal
    price_per_m: Decimal
    leaves: Decimal | None
    margin: Decimal | None
    mark_up: Decimal | None


def reach(
    target: Target, *, cost: Decimal | None, quantity: int, mode: RoundingMode, quantum: Decimal
) -> Reached:
    """Price a quantity so that it meets a target, by the shop's rounding.

    A total that a person names is taken as it stands: the shop's rule rounds what is worked out,
    not what is asked for. ``cost`` is for all of the quantity, None where nobody knows it.

    Raises:
        ImpossibleMargin: all of the price, or more.
        InvalidTarget: a price below nothing, a mark-up below -100 %, a quantity below one, a margin
            or mark-up of a cost that nobody knows.
    """
    if quantity < 1:
        raise InvalidTarget.for_field(("quantity",), "Say how many: at least one.")
    exact = _exact(target, cost, quantity)
    if exact < 0:
        raise InvalidTarget.for_field(("value",), "This would be a price below nothing.")
    price = (
        round_money(target.value)
        if target.kind == "total"
        else round_price(exact, quantity, mode, quantum)
    )
    return look_back(price, cost=cost, quantity=quantity)


def look_back(price: Decimal, *, cost: Decimal | None, quantity: int) -> Reached:
    """Say what a price leaves: the way back from price to margin."""
    return Reached(
        price=price,
        unit_price=round_money(divide(price, Decimal(quantity)), quantum=UNIT_QUANTUM),
        price_per_m=round_money(divide(price * 1000, Decimal(quantity))),
        leaves=None if cost is None else price - cost,
        margin=None if cost is None else margin_of(price, cost),
        mark_up=divide(price - cost, cost) if cost else None,
    )


def _exact(target: Target, cost: Decimal | None, quantity: int) -> Fraction:
    wanted = ratio_of(target.value)
    match target.kind:
        case "unit_price":
            return wanted * quantity
        case "total":
            return wanted
        case _ if cost is None:
            raise InvalidTarget.for_field(
                ("kind",), "Nobody has said what this costs: aim at a price, not at a margin."
            )
        case "margin":
            if target.value >= ONE:
                raise ImpossibleMargin("A margin must be less than 100 %.")
            return ratio_of(cost) / (1 - wanted)
        case "mark_up":
            return ratio_of(cost) * (1 + wanted)


def contribution_per_hour(
    price: Decimal, *, bought_in: Decimal, press_hours: Fraction
) -> Decimal | None:
    """Give what an hour of the press earns: price less what is bought in, by its hours, in cents.

    ``bought_in`` is what leaves the shop for the job (paper, material, clicks, outwork, delivery),
    ``press_hours`` its time on the machine. None where it takes no time.
    """
    if press_hours <= 0:
        return None
    return round_money(decimal_from((ratio_of(price) - ratio_of(bought_in)) / press_hours))
