"""Selling from a price list where every other job is estimated: the same answer, read off a grid.

A list's prices are the shop's own decision, so its mark-ups and its minimum charge do not touch
them. Level, rush and rounding apply as they do to every price; a level with a column of its own has
its discount in there already.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.errors import ValidationError
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.list_account import ListAccount
from app.domain.estimating.parts import THE_JOB
from app.domain.estimating.rates import ListEdition, RateBook
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import CostItem, QuantityEstimate, shown
from app.domain.estimating.spec.listed import ListedSpec
from app.domain.money import ONE, decimal_from, money_text, round_money
from app.domain.pricing.adjust import Adjustments
from app.domain.pricing.list_costs import cost_from_list
from app.domain.pricing.list_selling import Buyer, sell
from app.domain.pricing.price_lists import EVERYONE, BelowTheList, NoListPrice

UNIT: Final = Decimal("0.000001")


def edition_on(spec: ListedSpec, rates: RateBook, on: date) -> ListEdition:
    """Find the edition that holds; raises ``EstimateRefused`` where none does."""
    edition = rates.find_list(spec.price_list, on)
    if edition is None:
        raise refuse_field(
            (*SPEC_PATH, "price_list"),
            f"No price list {spec.price_list} holds on this day: publish one, or estimate the job.",
        )
    return edition


def sell_listed(
    edition: ListEdition,
    quantities: Sequence[int],
    by: Adjustments,
    *,
    customer_level: str | None,
) -> tuple[QuantityEstimate, ...]:
    """Price each quantity from an edition of a list, for a customer level and a rush.

    Of ``by`` its level and rush are taken; a list rounds by its own rule and has no minimum.

    Raises ``EstimateRefused`` where the list has no price: too few pieces, or no column.
    """
    buyer = Buyer(
        level=customer_level or EVERYONE,
        level_name=by.level_name,
        multiplier=ONE if by.level is None else by.level,
        rush_days=by.rush_days,
        rush=by.rush,
    )
    return tuple(_sell_one(edition, quantity, buyer) for quantity in quantities)


def better_breaks(results: Sequence[QuantityEstimate]) -> list[str]:
    """Say where a larger break of the list costs less in all."""
    sentences: list[str] = []
    for one in results:
        if one.listed is not None and one.listed.better is not None:
            more, price = one.listed.better
            sentences.append(
                f"{one.quantity:,} cost {money_text(one.price)}: "
                f"{more:,} cost less in all, {money_text(price)}."
            )
    return sentences


def _sell_one(edition: ListEdition, quantity: int, buyer: Buyer) -> QuantityEstimate:
    try:
        sold = sell(edition.content, quantity, buyer)
    except (BelowTheList, NoListPrice) as error:
        raise _refused(error) from error
    item = _cost_item(edition, quantity)
    return QuantityEstimate(
        quantity=quantity,
        parts=(),
        facts=(),
        items=() if item is None else (item,),
        buckets=(),
        cost=None if item is None else item.amount,
        price_steps=sold.steps,
        price=sold.price,
        listed=ListAccount.of(edition, sold),
    )


def _refused(error: ValidationError) -> ValidationError:
    path = ("quantities",) if isinstance(error, BelowTheList) else (*SPEC_PATH, "price_list")
    return refuse_field(path, error.message)


def _cost_item(edition: ListEdition, quantity: int) -> CostItem | None:
    """Give the one item that a listed product costs, if its list says what it does."""
    cost = cost_from_list(edition.content, quantity)
    if cost is None:
        return None
    amount = shown(cost.exact)
    return CostItem(
        part=THE_JOB,
        resource=edition.content.name,
        bucket="material",
        operation="Cost in the list",
        units=None,
        unit_name="",
        hours=None,
        rate=round_money(decimal_from(cost.exact / quantity), quantum=UNIT),
        rate_reference=f"price_list:{edition.code}/cost",
        formula=cost.words,
        inputs={"quantity": str(quantity), "edition": str(edition.number)},
        exact=cost.exact,
        amount=amount,
    )
