"""Why one edition of a quote comes to another total than the other, cause by cause.

A line's price is taken apart into what the engine made it from: each operation's cost with its
mark-up, the steps from the formula to the asked price, what a person typed over it, its discount.
What one edition has of a cause less what the other has is that cause's part of the difference, and
discount and tax of the document are the last two; so the causes add up to it exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.domain.estimating.result import AMOUNT_QUANTUM
from app.domain.money import CENT, ZERO, allocate, round_money
from app.domain.pricing.totals import DocumentTotals
from app.domain.quotes.draft import LineKind
from app.domain.quotes.pricing import PricedLine, PricedQuantity

WHOLE_LINE: Final = "The line"
PRICE: Final = "Price"
TYPED: Final = "Typed price"
LINE_DISCOUNT: Final = "Line discount"
DISCOUNT: Final = "Discount"
TAX: Final = "Tax"
STEPS: Final[Mapping[str, str]] = {
    "minimum": "Minimum charge",
    "level": "Customer level",
    "rush": "Rush",
    "rounding": "Rounding",
}

type Components = dict[tuple[str, str], Decimal]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a quote, priced."""

    lines: Sequence[PricedLine]
    totals: DocumentTotals


@dataclass(frozen=True, slots=True)
class Cause:
    """What one cause adds to the total, in cents; ``part`` and ``what`` say where it lies."""

    part: str
    what: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LineChange:
    """What happened to a line: ``kind`` is added, removed or changed.

    ``before`` and ``after`` are what it adds to the subtotal; ``causes`` add up to the difference.
    """

    kind: str
    title: str
    before: Decimal
    after: Decimal
    causes: tuple[Cause, ...]

    @property
    def amount(self) -> Decimal:
        """What the change adds to the subtotal."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole difference: the lines' changes, the document's discount, its tax."""

    before: Decimal
    after: Decimal
    lines: tuple[LineChange, ...]
    discount: Decimal
    tax: Decimal

    @property
    def difference(self) -> Decimal:
        """By how much the second edition is dearer."""
        return self.after - self.before


def compare(before: Edition, after: Edition) -> Comparison:
    """Compare two editions over the lines that count: chosen, and not optional.

    Lines are the same where their ids are; what is left is matched by kind and title in their
    order, since a copy of a quote has lines of its own.
    """
    changes = [
        change
        for old, new in _matched(_counted(before.lines), _counted(after.lines))
        if (change := _line_change(old, new)) is not None
    ]
    return Comparison(
        before=_sum(before.totals),
        after=_sum(after.totals),
        lines=tuple(changes),
        discount=before.totals.discount - after.totals.discount,
        tax=after.totals.tax - before.totals.tax,
    )


def _sum(totals: DocumentTotals) -> Decimal:
    return totals.subtotal - totals.discount + totals.tax


def _counted(lines: Iterable[PricedLine]) -> list[PricedLine]:
    return [
        line
        for line in lines
        if line.line.kind is not LineKind.NOTE
        and not line.line.optional
        and line.selected is not None
        and line.selected.net is not None
    ]


def _matched(
    before: list[PricedLine], after: list[PricedLine]
) -> list[tuple[PricedLine | None, PricedLine | None]]:
    left = {line.line.id: line for line in before}
    pairs: list[tuple[PricedLine | None, PricedLine | None]] = []
    unknown: list[PricedLine] = []
    for line in after:
        same = left.pop(line.line.id, None)
        if same is None:
            unknown.append(line)
        else:
            pairs.append((same, line))
    for line in unknown:
        alike = next((one for one in left.values() if _alike(one, line)), None)
        if alike is not None:
            del left[alike.line.id]
        pairs.append((alike, line))
    pairs.extend((line, None) for line in left.values())
    return pairs


def _alike(one: PricedLine, other: PricedLine) -> bool:
    return (one.line.kind, one.line.title) == (other.line.kind, other.line.title)


def _line_change(old: PricedLine | None, new: PricedLine | None) -> LineChange | None:
    was, now = _components(old), _components(new)
    before, after = _net(old), _net(new)
    present = new or old
    if present is None or was == now:
        return None
    differences = {
        key: now.get(key, ZERO) - was.get(key, ZERO) for key in dict.fromkeys([*was, *now])
    }
    kind = "added" if old is None else "removed" if new is None else "changed"
    return LineChange(
        kind=kind,
        title=present.line.title,
        before=before,
        after=after,
        causes=_in_cents(differences, after - before),
    )


def _net(line: PricedLine | None) -> Decimal:
    if line is None or line.selected is None or line.selected.net is None:
        return ZERO
    return line.selected.net


def _components(line: PricedLine | None) -> Components:
    """Take a line's net price apart; the components add up to it exactly."""
    one = None if line is None else line.selected
    if one is None or one.price is None or one.net is None:
        return {}
    parts = _engine_parts(one)
    formula = sum(parts.values(), ZERO)
    if not parts:
        parts[(WHOLE_LINE, PRICE)] = one.price
    elif one.price != formula:
        parts[(WHOLE_LINE, TYPED)] = one.price - formula
    if one.net != one.price:
        parts[(WHOLE_LINE, LINE_DISCOUNT)] = one.net - one.price
    return parts


def _engine_parts(one: PricedQuantity) -> Components:
    internal: Mapping[str, Any] = {} if one.estimate is None else one.estimate.get("internal", {})
    parts: Components = {}
    for bucket in internal.get("buckets", ()):
        items = [item for item in internal["items"] if item["bucket"] == bucket["bucket"]]
        amounts = [Decimal(item["amount"]) for item in items]
        prices = allocate(Decimal(bucket["price"]), amounts, quantum=AMOUNT_QUANTUM)
        for item, price in zip(items, prices, strict=True):
            key = (item["part"], item["operation"])
            parts[key] = parts.get(key, ZERO) + price
    for step in internal.get("price_steps", ())[1:]:
        key = (WHOLE_LINE, STEPS[step["name"]])
        parts[key] = Decimal(step["after"]) - Decimal(step["before"])
    return parts


def _in_cents(exact: Components, total: Decimal) -> tuple[Cause, ...]:
    """Round each cause to cents; the cents that are missing go where rounding took the most."""
    rounded = {key: round_money(amount) for key, amount in exact.items()}
    missing = total - sum(rounded.values(), ZERO)
    step = CENT if missing > 0 else -CENT
    by_need = sorted(exact, key=lambda key: (exact[key] - rounded[key]) * step, reverse=True)
    for key in by_need[: int(abs(missing) / CENT)]:
        rounded[key] += step
    return tuple(
        Cause(part, what, rounded[(part, what)])
        for part, what in sorted(rounded, key=lambda key: abs(exact[key]), reverse=True)
        if rounded[(part, what)]
    )
