"""Choosing each part's way by what the whole job would sell for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from app.domain.estimating.parts import Bid, Shared
from app.domain.estimating.rates import BUCKETS, Bucket, MarkUps
from app.domain.estimating.result import Charged
from app.domain.estimating.tariffs import in_parts

Costs = dict[Bucket, Fraction]


@dataclass(frozen=True, slots=True)
class Choice:
    """The way that a part is made by, and what the job would sell for with each of its ways.

    Prices are in ``parts`` of a dollar.
    """

    best: Bid
    ranked: tuple[tuple[int, Bid], ...]
    parts: int

    def others(self) -> Iterator[tuple[Fraction, Bid]]:
        """Give the price by every other route, the least dear first; of each route its best way."""
        seen = {self.best.route}
        for price, one in sorted(self.ranked, key=_standing):
            if one.route not in seen:
                seen.add(one.route)
                yield Fraction(price, self.parts), one


def choose(bids: Sequence[Sequence[Bid]], shared: Costs, mark_ups: MarkUps) -> list[Choice]:
    """Choose each part's way so that no other one would make the job cheaper.

    Mark-ups are graduated over the whole job, so what a way adds to the price depends on the rest.
    Each change lowers the price (at the same price the cost, then the press's code), so it ends.
    """
    choices = [_choice(each, shared, mark_ups) for each in bids]
    if len(choices) == 1:
        return choices
    changed = True
    while changed:
        changed = False
        for place, each in enumerate(bids):
            others = (costs_of(one.best) for i, one in enumerate(choices) if i != place)
            choice = _choice(each, added(shared, *others), mark_ups)
            changed = changed or choice.best is not choices[place].best
            choices[place] = choice
    return choices


def bucket_costs(items: Iterable[Charged]) -> Costs:
    """Add amounts up by bucket."""
    costs: Costs = {}
    for item in items:
        known = costs.get(item.bucket)
        costs[item.bucket] = item.exact if known is None else known + item.exact
    return costs


def costs_of(bid: Bid) -> Costs:
    """Give what a bid comes to in each bucket, what it shares with others included."""
    costs = {
        bucket: Fraction(amount, bid.parts)
        for bucket, amount in zip(BUCKETS, bid.amounts, strict=True)
    }
    if bid.shared is not None:
        for bucket, amount in zip(BUCKETS, bid.shared.amounts, strict=True):
            costs[bucket] += Fraction(amount, bid.shared.parts)
    return costs


def added(*parts: Costs) -> Costs:
    """Add the costs of parts up by bucket."""
    costs: Costs = {}
    for part in parts:
        for bucket, cost in part.items():
            known = costs.get(bucket)
            costs[bucket] = cost if known is None else known + cost
    return costs


def marked_up(costs: Costs, mark_ups: MarkUps) -> Fraction:
    """Give what costs sell for before any adjustment."""
    price = Fraction(0)
    for bucket, cost in costs.items():
        price += mark_ups.of(bucket).price(cost)
    return price


def _choice(bids: Sequence[Bid], rest: Costs, mark_ups: MarkUps) -> Choice:
    scale = _Scale.of(bids, rest, mark_ups)
    ranked = tuple((scale.price(bid), bid) for bid in bids)
    price = min(price for price, _ in ranked)
    alike = [one for its, one in ranked if its == price]
    best = alike[0] if len(alike) == 1 else min(alike, key=_tie)
    return Choice(best, ranked, scale.price_parts)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The mark-ups in whole numbers, for ways to make one part beside the rest of a job.

    Costs are counted in ``cost_parts`` of a dollar and prices in ``price_parts``. ``slices`` are
    those of each bucket's mark-up, the dearest first: above which cost, what is added, and what
    each part of a dollar sells for. ``beside`` is the rest of the job with what ways share.
    """

    cost_parts: int
    price_parts: int
    slices: tuple[tuple[tuple[int, int, int], ...], ...]
    rest: list[int]
    beside: dict[int, list[int]]

    @classmethod
    def of(cls, bids: Sequence[Bid], rest: Costs, mark_ups: MarkUps) -> "_Scale":
        """Find the denominators that make all costs and prices whole."""
        shared = {id(bid.shared): bid.shared for bid in bids if bid.shared is not None}
        marked = [mark_ups.of(bucket).slices for bucket in BUCKETS]
        factor = lcm(*{each.denominator for slices in marked for _, _, each in slices})
        parts = lcm(
            *{start.denominator for slices in marked for start, _, _ in slices},
            *{bid.parts for bid in bids},
            *(one.parts for one in shared.values()),
            *(cost.denominator for cost in rest.values()),
        )
        slices = tuple(
            tuple(
                (in_parts(start, parts), in_parts(more, parts * factor), in_parts(each, factor))
                for start, more, each in reversed(own)
            )
            for own in marked
        )
        beside = [in_parts(rest[bucket], parts) if bucket in rest else 0 for bucket in BUCKETS]
        scale = cls(parts, parts * factor, slices, beside, {})
        for key, one in shared.items():
            scale.beside[key] = scale.with_rest(one)
        return scale

    def with_rest(self, shared: Shared) -> list[int]:
        """Add what ways share to the rest of the job."""
        times = self.cost_parts // shared.parts
        return [
            cost + amount * times for cost, amount in zip(self.rest, shared.amounts, strict=True)
        ]

    def price(self, bid: Bid) -> int:
        """Give what the job sells for with a way."""
        beside = self.rest if bid.shared is None else self.beside[id(bid.shared)]
        times, price = self.cost_parts // bid.parts, 0
        for own, other, slices in zip(bid.amounts, beside, self.slices, strict=True):
            cost = other + own * times
            if cost:
                for start, more, each in slices:
                    if cost > start:
                        price += more + cost * each
                        break
        return price


def _standing(pair: tuple[int, Bid]) -> tuple[int, str, str]:
    price, one = pair
    return price, one.press_code, one.words


def _tie(one: Bid) -> tuple[Fraction, str, str]:
    """Of ways at one price the cheaper to run is the better, then the first press's."""
    return sum(costs_of(one).values(), Fraction(0)), one.press_code, one.words
