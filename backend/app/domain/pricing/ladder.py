"""Mending a ladder of prices so that more pieces never cost less, nor one of them more.

Prices are whole numbers of the list's smallest step, so that a mended price is one that the list
can hold. A rung binds the next one to a range: with totals from the same total to the same price of
one, with unit prices the other way about. What a rung can reach is always one unbroken range, which
is why keeping as many prices as possible is a walk over ranges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Self

Holds = Literal["total", "unit", "slice"]


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: its quantity, its price in whole steps or None, and the least it may be."""

    quantity: int
    price: int | None
    floor: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """The prices from ``low`` to ``high``, both included; no ``high`` is no limit."""

    low: int
    high: int | None

    def holds(self, price: int) -> bool:
        """Say whether a price lies in the range."""
        return self.low <= price and (self.high is None or price <= self.high)

    def is_empty(self) -> bool:
        """Say whether no price lies in the range."""
        return self.high is not None and self.high < self.low

    def raised(self, floor: int) -> Self:
        """Give what of the range is at or above ``floor``."""
        return type(self)(max(self.low, floor), self.high)

    def both(self, other: Self) -> Self:
        """Give what lies in both ranges."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return type(self)(max(self.low, other.low), min(highs, default=None))

    def nearest(self, wanted: int) -> int:
        """Give the price of the range that is nearest to ``wanted``."""
        if self.high is not None and wanted > self.high:
            return self.high
        return max(wanted, self.low)


def _up(number: int, times: int, by: int) -> int:
    """Give number x times / by, rounded up."""
    return -(-number * times // by)


def ahead(holds: Holds, quantity: int, more: int, span: Span) -> Span:
    """Give what a larger quantity may cost where the smaller one costs something of ``span``.

    ``total``: at least as much in all, at most as much for one. ``unit``: the same of unit prices.
    ``slice``: a further slice costs at most what the one before it does.
    """
    low, high = span.low, span.high
    match holds:
        case "total":
            return Span(low, None if high is None else high * more // quantity)
        case "unit":
            return Span(_up(low, quantity, more), high)
        case "slice":
            return Span(0, high)


def behind(holds: Holds, quantity: int, more: int, span: Span) -> Span:
    """Give what a smaller quantity may cost where the larger one is to cost some of ``span``."""
    low, high = span.low, span.high
    match holds:
        case "total":
            return Span(_up(low, quantity, more), high)
        case "unit":
            return Span(low, None if high is None else high * more // quantity)
        case "slice":
            return Span(low, None)


def mend(steps: Sequence[Step], holds: Holds) -> tuple[int, ...]:
    """Give the sound ladder that changes as few prices as can be, each as little as can be.

    No price lies under its floor. Of ladders that keep equally many prices it is the one that keeps
    those of the smallest quantities. A missing price is filled on the straight line of totals
    between its neighbours, or at the unit price of the only one that it has.
    """
    wanted = _filled(steps, holds)
    kept = _longest_kept(steps, holds)
    mended: list[int] = []
    for start, end in pairwise((-1, *kept, len(steps))):
        mended.extend(_fill(steps, wanted, holds, (start, end)))
    return tuple(mended)


def _longest_kept(steps: Sequence[Step], holds: Holds) -> list[int]:
    """Choose which rungs keep their price: as many as can stand in one sound ladder."""
    tails = [-1] * (len(steps) + 1)  # of each rung, and last of the ground: how many follow
    follow = [-1] * (len(steps) + 1)
    for start in range(len(steps) - 1, -2, -1):
        tails[start], follow[start] = _best_after(steps, holds, start, tails)
    kept: list[int] = []
    at = follow[-1]
    while at >= 0:
        kept.append(at)
        at = follow[at]
    return kept


def _best_after(
    steps: Sequence[Step], holds: Holds, start: int, tails: Sequence[int]
) -> tuple[int, int]:
    """Say how many rungs can be kept after ``start``, and which is the next; -1 is none.

    The count is -1 where nothing sound can follow at all.
    """
    span = Span(0, None)
    if start >= 0:
        price = steps[start].price
        if price is None or price < steps[start].floor:
            return -1, -1
        span = Span(price, price)
    most, chosen = -1, -1
    for place in range(start + 1, len(steps)):
        step = steps[place]
        if place:
            span = ahead(holds, steps[place - 1].quantity, step.quantity, span)
        span = span.raised(step.floor)
        if span.is_empty():
            return most, chosen
        price = step.price
        if price is not None and span.holds(price) and tails[place] + 1 > max(most, 0):
            most, chosen = tails[place] + 1, place
    return max(most, 0), chosen


def _fill(
    steps: Sequence[Step], wanted: Sequence[int], holds: Holds, between: tuple[int, int]
) -> list[int]:
    """Price the rungs after the kept ``start`` up to the kept ``end``, which is included."""
    start, end = between
    spans: dict[int, Span] = {}
    span: Span | None = None
    for place in range(min(end, len(steps) - 1), start, -1):
        step = steps[place]
        if place == end:
            span = Span(wanted[end], wanted[end])
        elif span is None:
            span = Span(step.floor, None)
        else:
            span = behind(holds, step.quantity, steps[place + 1].quantity, span).raised(step.floor)
        spans[place] = span
    priced: list[int] = []
    before = Span(0, None) if start < 0 else Span(wanted[start], wanted[start])
    for place in range(start + 1, min(end + 1, len(steps))):
        if place:
            before = ahead(holds, steps[place - 1].quantity, steps[place].quantity, before)
        price = before.both(spans[place]).nearest(wanted[place])
        before = Span(price, price)
        priced.append(price)
    return priced


def _filled(steps: Sequence[Step], holds: Holds) -> list[int]:
    """Give each rung the price that it has or, where it has none, should have."""
    present = [place for place, step in enumerate(steps) if step.price is not None]
    return [
        step.price if step.price is not None else _between(steps, present, place, holds)
        for place, step in enumerate(steps)
    ]


def _between(steps: Sequence[Step], present: Sequence[int], place: int, holds: Holds) -> int:
    quantity = steps[place].quantity
    ends = [max((one for one in present if one < place), default=None)]
    ends.append(min((one for one in present if one > place), default=None))
    known = [(steps[one].quantity, steps[one].price or 0) for one in ends if one is not None]
    if not known:
        return steps[place].floor
    if len(known) == 1:
        (near, price) = known[0]
        return _up(price, quantity, near) if holds == "total" else price
    (low, low_price), (high, high_price) = known
    return on_the_line(holds, (low, low_price), (high, high_price), quantity)


def on_the_line(holds: Holds, low: tuple[int, int], high: tuple[int, int], quantity: int) -> int:
    """Price a quantity on the straight line between two totals, rounded up to a whole step.

    ``low`` and ``high`` are quantities with their prices; a unit price is turned into the total of
    its quantity, and the answer back again. Slices have a straight line between their own prices.
    """
    (fewer, price), (more, next_price) = low, high
    if holds != "unit":
        across = price * (more - quantity) + next_price * (quantity - fewer)
        return _up(across, 1, more - fewer)
    total, next_total = price * fewer, next_price * more
    across = total * (more - quantity) + next_total * (quantity - fewer)
    return _up(across, 1, (more - fewer) * quantity)
