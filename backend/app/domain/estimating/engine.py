"""The engine: a specification, quantities and a rate book in, prices with their reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.costing import clicks_per_side, cost_items
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.items import Job
from app.domain.estimating.rates import BUCKETS, Bucket, MarkUps, RateBook
from app.domain.estimating.result import (
    AMOUNT_QUANTUM,
    BucketPrice,
    CostItem,
    Estimate,
    OtherRoute,
    QuantityEstimate,
    RefusedRoute,
    shown,
)
from app.domain.estimating.routing import Route, find_materials, find_routes, refuse_field
from app.domain.estimating.spec import FlatSpec
from app.domain.estimating.work import Run, walk_back
from app.domain.money import allocate, decimal_from, ratio_of, round_money
from app.domain.pricing.adjust import Adjustments, adjust_price
from app.domain.pricing.breaks import find_inversions
from app.domain.units import length_text

ENGINE_VERSION: Final[int] = 1
"""Goes up when the same specification and rate book would give another price."""

MAX_QUANTITY: Final = 10_000_000
MAX_QUANTITIES: Final = 20


@dataclass(frozen=True, slots=True)
class _Costed:
    """One way to make one quantity, with its exact cost and marked-up price."""

    job: Job
    run: Run
    items: tuple[CostItem, ...]
    cost: Fraction
    price: Fraction


def estimate(
    spec: FlatSpec,
    quantities: Sequence[int],
    rates: RateBook,
    *,
    on: date,
    customer_level: str | None = None,
) -> Estimate:
    """Estimate a flat printed piece in each of the quantities, on the stock prices of a day.

    Every digital press that can do the work is costed and the one with the lowest price is taken.
    Price, and not cost, decides: where presses carry different mark-ups, the cheapest to run is not
    the cheapest to buy, and going by cost would let a total fall as the quantity rises.

    Raises ``EstimateRefused``, a ``ValidationError`` that names the field, when the job cannot be
    made: an unknown or unfit stock, no press that takes it, a quantity out of bounds. Paths start
    with ``spec`` or ``quantities``.
    """
    _check_quantities(spec, quantities)
    materials = find_materials(spec, rates, on)
    routes, refused = find_routes(spec, materials, rates)
    adjustments = _adjustments(spec, rates, customer_level)
    results = tuple(
        _estimate_quantity(quantity, routes, refused, rates, adjustments) for quantity in quantities
    )
    return Estimate(
        engine_version=ENGINE_VERSION,
        rates_version=rates.version,
        description=spec.describe(rates),
        quantities=results,
        warnings=_warnings(spec, rates, results),
    )


def _check_quantities(spec: FlatSpec, quantities: Sequence[int]) -> None:
    if not 1 <= len(quantities) <= MAX_QUANTITIES:
        raise refuse_field(("quantities",), f"Give between 1 and {MAX_QUANTITIES} quantities.")
    for place, quantity in enumerate(quantities):
        if type(quantity) is not int or not 1 <= quantity <= MAX_QUANTITY:
            raise refuse_field(
                ("quantities", place),
                f"A quantity is a whole number from 1 to {MAX_QUANTITY:,}.",
            )
        if quantity < spec.versions:
            raise refuse_field(
                (*SPEC_PATH, "versions"),
                f"{spec.versions:,} versions cannot share a quantity of {quantity:,}.",
            )


def _adjustments(spec: FlatSpec, rates: RateBook, customer_level: str | None) -> Adjustments:
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
    quantity: int,
    routes: tuple[Route, ...],
    refused: tuple[RefusedRoute, ...],
    rates: RateBook,
    adjustments: Adjustments,
) -> QuantityEstimate:
    costed = sorted(
        (_cost_route(route, quantity, rates) for route in routes),
        key=lambda one: (one.price, one.cost, one.job.press.code),
    )
    best = costed[0]
    job = best.job
    cost = shown(best.cost)
    amounts = allocate(cost, [item.exact for item in best.items], quantum=AMOUNT_QUANTUM)
    items = tuple(
        item if item.amount == amount else replace(item, amount=amount)
        for item, amount in zip(best.items, amounts, strict=True)
    )
    steps = adjust_price(best.price, quantity, adjustments)
    return QuantityEstimate(
        quantity=quantity,
        press=job.press.code,
        press_name=job.press.name,
        stock=job.stock.code,
        stock_name=job.stock.name,
        layout=job.layout,
        net_sheets=best.run.net_sheets,
        gross_sheets=best.run.gross_sheets,
        parents=best.run.gross_sheets,
        clicks=best.run.gross_sheets * job.spec.sides * clicks_per_side(job.press, job.layout),
        items=items,
        buckets=_buckets(items, rates.mark_ups, steps[0].after),
        cost=cost,
        price_steps=steps,
        price=steps[-1].after,
        other_routes=tuple(
            OtherRoute(
                one.job.press.code,
                one.job.press.name,
                _cents(one.price),
                _cents(one.price) - _cents(best.price),
            )
            for one in costed[1:]
        ),
        refused_routes=refused,
    )


def _cost_route(route: Route, quantity: int, rates: RateBook) -> _Costed:
    """Cost a press's layouts; the mixed one is taken where it saves what the policy asks."""
    ways = [_cost_job(job, route, quantity, rates) for job in route.jobs]
    grid = ways[0]
    if len(ways) == 1:
        return grid
    mixed = ways[1]
    saved = grid.cost - mixed.cost
    if rates.policy.mixed_saving == "sheets":
        saved = Fraction(grid.run.gross_sheets - mixed.run.gross_sheets)
    return mixed if saved >= ratio_of(rates.policy.mixed_min_saving) else grid


def _cost_job(job: Job, route: Route, quantity: int, rates: RateBook) -> _Costed:
    run = walk_back(quantity, job.layout.n_up, job.spec.versions, route.operations, job.press)
    items = cost_items(job, run, clicks_per_side(job.press, job.layout))
    price = sum(
        (rates.mark_ups.of(bucket).price(cost) for bucket, cost in _exact_buckets(items).items()),
        Fraction(0),
    )
    return _Costed(job, run, items, sum((item.exact for item in items), Fraction(0)), price)


def _exact_buckets(items: tuple[CostItem, ...]) -> dict[Bucket, Fraction]:
    costs: dict[Bucket, Fraction] = {}
    for item in items:
        costs[item.bucket] = costs.get(item.bucket, Fraction(0)) + item.exact
    return costs


def _buckets(
    items: tuple[CostItem, ...], mark_ups: MarkUps, formula_price: Decimal
) -> tuple[BucketPrice, ...]:
    """Sum the items by bucket; the buckets' prices add up to the formula's price."""
    exact = _exact_buckets(items)
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


def _warnings(
    spec: FlatSpec, rates: RateBook, results: tuple[QuantityEstimate, ...]
) -> tuple[str, ...]:
    warnings: list[str] = []
    if 0 < spec.bleed_length < rates.policy.bleed:
        warnings.append(
            f"A bleed of {length_text(spec.bleed_length)} in is less than the "
            f"{length_text(rates.policy.bleed)} in that we ask for."
        )
    if any(not one.layout.cuts for one in results):
        warnings.append(
            "The piece is the whole sheet: what lies in the press's unprintable edge stays white."
        )
    prices = [(one.quantity, one.price) for one in results]
    warnings.extend(inversion.sentence for inversion in find_inversions(prices))
    return tuple(warnings)
