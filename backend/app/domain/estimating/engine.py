"""The engine: a specification, quantities and a rate book in, prices with their reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.parts import Part, PartCost, Plan
from app.domain.estimating.plans import plan_work
from app.domain.estimating.rates import BUCKETS, Bucket, MarkUps, RateBook
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
from app.domain.estimating.spec import Specification
from app.domain.money import allocate, decimal_from, round_money
from app.domain.pricing.adjust import Adjustments, adjust_price
from app.domain.pricing.breaks import find_inversions

ENGINE_VERSION: Final[int] = 1
"""Goes up when the same specification and rate book would give another price."""

MAX_QUANTITY: Final = 10_000_000
MAX_QUANTITIES: Final = 20


Costs = dict[Bucket, Fraction]


@dataclass(frozen=True, slots=True)
class _Costed:
    """One way to make a part for one quantity, with its exact costs."""

    made: PartCost
    costs: Costs


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
    plan = plan_work(spec, rates, on)
    adjustments = _adjustments(spec, rates, customer_level)
    results = tuple(
        _estimate_quantity(quantity, plan, rates, adjustments) for quantity in quantities
    )
    prices = [(one.quantity, one.price) for one in results]
    inversions = (inversion.sentence for inversion in find_inversions(prices))
    return Estimate(
        engine_version=ENGINE_VERSION,
        rates_version=rates.version,
        description=spec.describe(rates),
        quantities=results,
        warnings=tuple(dict.fromkeys((*plan.warnings, *_remarks(results), *inversions))),
    )


def _check_quantities(quantities: Sequence[int]) -> None:
    if not 1 <= len(quantities) <= MAX_QUANTITIES:
        raise refuse_field(("quantities",), f"Give between 1 and {MAX_QUANTITIES} quantities.")
    for place, quantity in enumerate(quantities):
        if type(quantity) is not int or not 1 <= quantity <= MAX_QUANTITY:
            raise refuse_field(
                ("quantities", place),
                f"A quantity is a whole number from 1 to {MAX_QUANTITY:,}.",
            )


def _adjustments(spec: Specification, rates: RateBook, customer_level: str | None) -> Adjustments:
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
    ways = [
        [_costed(way.cost(copies)) for way in part.ways]
        for part, copies in zip(plan.parts, assembled.copies, strict=True)
    ]
    chosen = _choose(ways, _exact_buckets(assembled.items), rates.mark_ups)
    exact_items = (*(item for one in chosen for item in one.made.items), *assembled.items)
    exact = _exact_buckets(exact_items)
    cost = shown(sum(exact.values(), Fraction(0)))
    items = _with_amounts(exact_items, cost)
    steps = adjust_price(_marked_up(exact, rates.mark_ups), quantity, adjustments)
    return QuantityEstimate(
        quantity=quantity,
        parts=tuple(
            _part_estimate(part, one, _others(one, costed, exact, rates.mark_ups))
            for part, one, costed in zip(plan.parts, chosen, ways, strict=True)
        ),
        facts=assembled.facts,
        items=items,
        buckets=_buckets(exact, items, rates.mark_ups, steps[0].after),
        cost=cost,
        price_steps=steps,
        price=steps[-1].after,
    )


def _costed(made: PartCost) -> _Costed:
    return _Costed(made, _exact_buckets(made.items))


def _choose(ways: list[list[_Costed]], shared: Costs, mark_ups: MarkUps) -> list[_Costed]:
    """Choose each part's way so that no other one would make the job cheaper.

    Mark-ups are graduated over the whole job, so what a way adds to the price depends on the rest.
    Each change lowers the price (at the same price the cost, then the press's code), so it ends.
    """
    chosen = [_best(costed, {}, mark_ups) for costed in ways]
    changed = True
    while changed:
        changed = False
        for place, costed in enumerate(ways):
            rest = _added(shared, *(one.costs for i, one in enumerate(chosen) if i != place))
            best = _best(costed, rest, mark_ups)
            if best is not chosen[place]:
                chosen[place], changed = best, True
    return chosen


def _best(costed: list[_Costed], rest: Costs, mark_ups: MarkUps) -> _Costed:
    return min(costed, key=lambda one: _rank(one, rest, mark_ups))


def _rank(one: _Costed, rest: Costs, mark_ups: MarkUps) -> tuple[Fraction, Fraction, str, str]:
    price = _marked_up(_added(rest, one.costs), mark_ups)
    return price, sum(one.costs.values(), Fraction(0)), _press_code(one.made), one.made.words


def _press_code(made: PartCost) -> str:
    return "" if made.press is None else made.press.code


def _others(
    chosen: _Costed, costed: list[_Costed], whole: Costs, mark_ups: MarkUps
) -> tuple[OtherRoute, ...]:
    """Say what the job would come to with each of a part's other ways, the least dear first."""
    rest = {bucket: cost - chosen.costs.get(bucket, 0) for bucket, cost in whole.items()}
    best = _cents(_marked_up(whole, mark_ups))
    ranked = sorted(
        ((_rank(one, rest, mark_ups), one) for one in costed if one is not chosen),
        key=lambda pair: pair[0],
    )
    return tuple(
        OtherRoute(
            press=_press_code(one.made),
            name="" if one.made.press is None else one.made.press.name,
            words=one.made.words,
            price=_cents(rank[0]),
            dearer_by=_cents(rank[0]) - best,
        )
        for rank, one in ranked
    )


def _part_estimate(part: Part, chosen: _Costed, others: tuple[OtherRoute, ...]) -> PartEstimate:
    made = chosen.made
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


def _exact_buckets(items: tuple[CostItem, ...]) -> Costs:
    costs: Costs = {}
    for item in items:
        costs[item.bucket] = costs.get(item.bucket, Fraction(0)) + item.exact
    return costs


def _added(*parts: Costs) -> Costs:
    costs: Costs = {}
    for part in parts:
        for bucket, cost in part.items():
            costs[bucket] = costs.get(bucket, Fraction(0)) + cost
    return costs


def _marked_up(costs: Costs, mark_ups: MarkUps) -> Fraction:
    return sum((mark_ups.of(bucket).price(cost) for bucket, cost in costs.items()), Fraction(0))


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
