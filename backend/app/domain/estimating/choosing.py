"""Choosing each part's way by what the whole job would sell for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.estimating.parts import PartCost
from app.domain.estimating.rates import Bucket, MarkUps
from app.domain.estimating.result import Charged

Costs = dict[Bucket, Fraction]


@dataclass(frozen=True, slots=True)
class Costed:
    """One way to make a part for one quantity, with its exact costs by bucket."""

    made: PartCost
    costs: Costs

    @classmethod
    def of(cls, made: PartCost) -> "Costed":
        """Add up what a way costs."""
        return cls(made, bucket_costs(made.items))

    @property
    def press(self) -> str:
        """The code of its press, if it has one."""
        return "" if self.made.press is None else self.made.press.code

    @property
    def route(self) -> tuple[str, str, str]:
        """What a person tells it by: its press, its method and the stock that is bought for it."""
        stock = self.made.stock
        return self.press, self.made.method, "" if stock is None else stock.code


@dataclass(frozen=True, slots=True)
class Choice:
    """The way that a part is made by, and what the job would sell for with each of its ways."""

    best: Costed
    ranked: tuple[tuple[Fraction, Costed], ...]

    def others(self) -> Iterator[tuple[Fraction, Costed]]:
        """Give the price by every other route, the least dear first; of each route its best way."""
        seen = {self.best.route}
        for price, one in sorted(self.ranked, key=_standing):
            if one.route not in seen:
                seen.add(one.route)
                yield price, one


def choose(ways: Sequence[Sequence[Costed]], shared: Costs, mark_ups: MarkUps) -> list[Choice]:
    """Choose each part's way so that no other one would make the job cheaper.

    Mark-ups are graduated over the whole job, so what a way adds to the price depends on the rest.
    Each change lowers the price (at the same price the cost, then the press's code), so it ends.
    """
    choices = [_choice(costed, shared, mark_ups) for costed in ways]
    if len(choices) == 1:
        return choices
    changed = True
    while changed:
        changed = False
        for place, costed in enumerate(ways):
            others = (one.best.costs for i, one in enumerate(choices) if i != place)
            choice = _choice(costed, added(shared, *others), mark_ups)
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


def _choice(costed: Sequence[Costed], rest: Costs, mark_ups: MarkUps) -> Choice:
    ranked = tuple((marked_up(added(rest, one.costs), mark_ups), one) for one in costed)
    price = min(price for price, _ in ranked)
    alike = [one for its, one in ranked if its == price]
    best = alike[0] if len(alike) == 1 else min(alike, key=_tie)
    return Choice(best, ranked)


def _standing(pair: tuple[Fraction, Costed]) -> tuple[Fraction, str, str]:
    price, one = pair
    return price, one.press, one.made.words


def _tie(one: Costed) -> tuple[Fraction, str, str]:
    """Of ways at one price the cheaper to run is the better, then the first press's."""
    return sum(one.costs.values(), Fraction(0)), one.press, one.made.words
