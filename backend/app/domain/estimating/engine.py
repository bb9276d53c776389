"""The engine: a specification, quantities and a rate book in, prices with their reasons out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.choosing import (
    Choice,
    Costs,
    bucket_costs,
    choose,
    marked_up,
)
from app.domain.estimating.listed import better_breaks, edition_on, sell_listed
from app.domain.estimating.parts import Part, PartCost, Plan
from app.domain.estimating.plans import plan_work
from app.domain.estimating.rates import BUCKETS, MarkUps, RateBook
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import (
    AMOUNT_QUANTUM,
    BucketPrice,
    CostItem,
    Estimate,
    OtherRoute,
    PartEstimate,
    QuantityEstimate,
    shown,
)
from app.domain.estimating.spec import ListedSpec, Specification
from app.domain.money import allocate, decimal_from, round_money
from app.domain.pricing.adjust import Adjustments, adjust_price
from app.domain.pricing.breaks import find_inversions

ENGINE_VERSION: Final[int] = 1
"""Goes up when the same specification and rate book would give another price."""

MAX_QUANTITY: Final = 10_000_000
MAX_QUANTITIES: Final = 20


def estimate(
    spec: Specification,
    quantities: Sequence[int],
    rates: RateBook,
    *,
    on: date,
    customer_level: str | None = None,
) -> Estimate:
    """Estimate a specification in each of the quantities, on the stock prices of a day.

    For each part every way that can make it is costed and the one with the lowest price is taken.
    Price, and not cost, decides: where presses carry different mark-ups, the cheapest to run is not
    the cheapest to buy, and going by cost would let a total fall as the quantity rises.

    Raises ``EstimateRefused``, a ``ValidationError`` that names the field, when the job cannot be
    made: an unknown or unfit stock, no press that takes it, a quantity out of bounds. Paths start
    with ``spec`` or ``quantities``.
    """
    _check_quantities(quantities)
    if isinstance(spec, ListedSpec):
        return _sell(spec, quantities, rates, on, customer_level)
    plan = plan_work(spec, rates, on)
    adjustments = adjustments_for(spec, rates, customer_level)
    if not plan.has_minimum:
        adjustments = replace(adjustments, minimum=Decimal(0))
    results = tuple(
        _estimate_quantity(quantity, plan, rates, adjustments) for quantity in quantities
    )
    return Estimate(
        engine_version=ENGINE_VERSION,
        rates_version=rates.version,
        description=spec.describe(rates),
        quantities=results,
        warnings=tuple(dict.fromkeys((*plan.warnings, *_remarks(results), *_inversions(results)))),
    )


def _sell(
    spec: ListedSpec,
    quantities: Sequence[int],
    rates: RateBook,
    on: date,
    customer_level: str | None,
) -> Estimate:
    """Read the prices off the list that holds, instead of estimating them."""
    edition = edition_on(spec, rates, on)
    adjustments = adjustments_for(spec, rates, customer_level)
    results = sell_listed(edition, quantities, adjustments, customer_level=customer_level)
    return Estimate(
        engine_version=ENGINE_VERSION,
        rates_version=rates.version,
        description=edition.content.name,
        quantities=results,
        warnings=tuple(dict.fromkeys((*better_breaks(results), *_inversions(results)))),
    )


def _inversions(results: Sequence[QuantityEstimate]) -> list[str]:
    prices = [(one.quantity, one.price) for one in results]
    return [inversion.sentence for inversion in find_inversions(prices)]


def _check_quantities(quantities: Sequence[int]) -> None:
    if not 1 <= len(quantities) <= MAX_QUANTITIES:
        raise refuse_field(("quantities",), f"Give between 1 and {MAX_QUANTITIES} quantities.")
    for place, quantity in enumerate(quantities):
        if type(quantity) is not int or not 1 <= quantity <= MAX_QUANTITY:
            raise refuse_field(
                ("quantities", place),
                f"A quantity is a whole number from 1 to {MAX_QUANTITY:,}.",
            )


def adjustments_for(
    spec: Specification, rates: RateBook, customer_level: str | None
) -> Adjustments:
    """Give what stands between a job's formula price and its price; refuses an unknown level."""
    level = None
    if customer_level is not None:
        level = rates.find_level(customer_level)
        if level is None:
            raise refuse_field(
                ("customer_level",), f"The rate book has no customer level {customer_level}."
            )
    days = spec.turnaround_days
    rush = None
    if days is not None:
        within = [band for band in rates.rush if days <= band.within_days]
        rush = min(within, key=lambda band: band.within_days, default=None)
    policy = rates.policy
    return Adjustments(
        minimum=policy.minimum_charge,
        level_name="" if level is None else level.name,
        level=None if level is None else level.multiplier,
        rush_days=days,
        rush=None if rush is None else rush.surcharge,
        rounding_mode=policy.rounding.mode,
        rounding_quantum=policy.rounding.quantum,
    )


def _estimate_quantity(
    quantity: int, plan: Plan, rates: RateBook, adjustments: Adjustments
) -> QuantityEstimate:
    assembled = plan.assembly.assemble(quantity)
    bids = [
        [way.bid(copies) for way in part.ways]
        for part, copies in zip(plan.parts, assembled.copies, strict=True)
    ]
    chosen = choose(bids, bucket_costs(assembled.items), rates.mark_ups)
    made = [one.best.make() for one in chosen]
    exact_items = (
        *(item.explain() for one in made for item in one.items),
        *assembled.items,
    )
    exact = bucket_costs(exact_items)
    formula = marked_up(exact, rates.mark_ups)
    cost = shown(sum(exact.values(), Fraction(0)))
    items = _with_amounts(exact_items, cost)
    steps = adjust_price(formula, quantity, adjustments)
    return QuantityEstimate(
        quantity=quantity,
        parts=tuple(
            _part_estimate(part, how, _others(one, _cents(formula)))
            for part, how, one in zip(plan.parts, made, chosen, strict=True)
        ),
        facts=assembled.facts,
        items=items,
        buckets=_buckets(exact, items, rates.mark_ups, steps[0].after),
        cost=cost,
        price_steps=steps,
        price=steps[-1].after,
    )


def _others(choice: Choice, price: Decimal) -> tuple[OtherRoute, ...]:
    """Say what the job would come to by a part's other routes, the least dear first."""
    return tuple(
        OtherRoute(
            press=one.press_code,
            name="" if one.press is None else one.press.name,
            method=one.method,
            words=one.words,
            price=dearer,
            dearer_by=dearer - price,
        )
        for dearer, one in ((_cents(exact), one) for exact, one in choice.others())
    )


def _part_estimate(part: Part, made: PartCost, others: tuple[OtherRoute, ...]) -> PartEstimate:
    press, stock = made.press, made.stock
    return PartEstimate(
        name=part.name,
        press="" if press is None else press.code,
        press_name="" if press is None else press.name,
        press_kind="" if press is None else press.kind,
        stock="" if stock is None else stock.code,
        stock_name="" if stock is None else stock.name,
        method=made.method,
        words=made.words,
        drawing=made.drawing,
        forms=made.forms,
        plates=made.plates,
        net_sheets=made.net_sheets,
        gross_sheets=made.gross_sheets,
        parents=made.parents,
        parent_out=made.parent_out,
        clicks=made.clicks,
        facts=made.facts,
        remarks=made.remarks,
        other_routes=others,
        refused_routes=part.refused,
    )


def _with_amounts(items: tuple[CostItem, ...], cost: Decimal) -> tuple[CostItem, ...]:
    """Let the shown amounts add up to the shown cost."""
    amounts = allocate(cost, [item.exact for item in items], quantum=AMOUNT_QUANTUM)
    return tuple(
        item if item.amount == amount else replace(item, amount=amount)
        for item, amount in zip(items, amounts, strict=True)
    )


def _buckets(
    exact: Costs,
    items: tuple[CostItem, ...],
    mark_ups: MarkUps,
    formula_price: Decimal,
) -> tuple[BucketPrice, ...]:
    """Sum the items by bucket; the buckets' prices add up to the formula's price."""
    present = [bucket for bucket in BUCKETS if bucket in exact]
    prices = [mark_ups.of(bucket).price(exact[bucket]) for bucket in present]
    shown_prices = allocate(formula_price, prices, quantum=AMOUNT_QUANTUM)
    return tuple(
        BucketPrice(
            bucket=bucket,
            cost=sum((item.amount for item in items if item.bucket == bucket), Decimal(0)),
            mark_up=mark_ups.of(bucket).effective(exact[bucket]),
            price=shown_price,
        )
        for bucket, shown_price in zip(present, shown_prices, strict=True)
    )


def _cents(amount: Fraction) -> Decimal:
    return round_money(decimal_from(amount))


def _remarks(results: tuple[QuantityEstimate, ...]) -> tuple[str, ...]:
    return tuple(remark for one in results for part in one.parts for remark in part.remarks)
