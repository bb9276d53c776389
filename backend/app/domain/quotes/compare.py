"""Why one edition of a quote comes to another total than the other, cause by cause.

A line's price is taken apart into what the engine made it from: each operation's cost with its
mark-up, or what its price list says; the steps from there to the asked price, what a person typed
over it, its discount. What one edition has of a cause less what the other has is that cause's part
of the difference, and discount and tax of the document are the last two; so the causes add up to it
exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.domain.estimating.result import AMOUNT_QUANTUM
from app.domain.money import CENT, ZERO, allocate, round_money
from app.domain.pricing.totals import DocumentTotals
from app.domain.quotes.changes import FieldChange, line_changes, order_change
from app.domain.quotes.pricing import PricedLine, PricedQuantity

WHOLE_LINE: Final = "The line"
PRICE: Final = "Price"
TYPED: Final = "Typed price"
LINE_DISCOUNT: Final = "Line discount"
DISCOUNT: Final = "Discount"
TAX: Final = "Tax"
LIST_PRICE: Final = "List price"
RUN_ON: Final = "Run-on"
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
    ``fields`` are what somebody wrote otherwise. A line that ``counts`` in neither edition, a note,
    an option or an open one, adds nothing.
    """

    kind: str
    title: str
    before: Decimal
    after: Decimal
    causes: tuple[Cause, ...]
    fields: tuple[FieldChange, ...] = ()
    counts: bool = True

    @property
    def amount(self) -> Decimal:
        """What the change adds to the subtotal."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole difference: the lines' changes, the document's discount, its tax.

    ``order`` tells of lines that stand in another order.
    """

    before: Decimal
    after: Decimal
    lines: tuple[LineChange, ...]
    discount: Decimal
    tax: Decimal
    order: tuple[FieldChange, ...] = ()

    @property
    def difference(self) -> Decimal:
        """By how much the second edition is dearer."""
        return self.after - self.before


def compare(before: Edition, after: Edition, names: Mapping[str, str] | None = None) -> Comparison:
    """Compare two editions; money moves by the lines that count: chosen, no options or alternates.

    Lines are the same where they are copies of one line; what is left is matched by kind and title
    in their order, since another quote has lines of its own. ``names`` are what the codes of the
    rate books stand for.
    """
    pairs = _matched(before.lines, after.lines)
    changes = [
        change for old, new in pairs if (change := _line_change(old, new, names or {})) is not None
    ]
    places = {id(line): place for place, line in enumerate(before.lines, 1)}
    kept = [places[id(old)] for old, new in pairs if old is not None and new is not None]
    return Comparison(
        before=_sum(before.totals),
        after=_sum(after.totals),
        lines=tuple(changes),
        discount=before.totals.discount - after.totals.discount,
        tax=after.totals.tax - before.totals.tax,
        order=order_change(sorted(kept), kept),
    )


def _sum(totals: DocumentTotals) -> Decimal:
    return totals.subtotal - totals.discount + totals.tax


def _counts(line: PricedLine | None) -> bool:
    return (
        line is not None
        and line.line.counts
        and line.selected is not None
        and line.selected.net is not None
    )


def _matched(
    before: Sequence[PricedLine], after: Sequence[PricedLine]
) -> list[tuple[PricedLine | None, PricedLine | None]]:
    """Pair the lines, in the order of the second edition; those that are gone come last."""
    left = {line.line.identity: line for line in before}
    same = {
        line.line.id: left.pop(line.line.identity) for line in after if line.line.identity in left
    }
    pairs: list[tuple[PricedLine | None, PricedLine | None]] = []
    for line in after:
        old = same.get(line.line.id)
        if old is None:
            old = next((one for one in left.values() if _alike(one, line)), None)
            if old is not None:
                del left[old.line.identity]
        pairs.append((old, line))
    pairs.extend((line, None) for line in left.values())
    return pairs


def _alike(one: PricedLine, other: PricedLine) -> bool:
    return (one.line.kind, one.line.title) == (other.line.kind, other.line.title)


def _line_change(
    old: PricedLine | None, new: PricedLine | None, names: Mapping[str, str]
) -> LineChange | None:
    was, now = _components(old), _components(new)
    before, after = _net(old), _net(new)
    fields = () if old is None or new is None else line_changes(old, new, names)
    present = new or old
    # Where a typed price stands, other costs behind it move nothing that a customer pays.
    stands = old is not None and new is not None and before == after
    if present is None or (stands and not fields):
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
        fields=fields,
        counts=_counts(old) or _counts(new),
    )


def _net(line: PricedLine | None) -> Decimal:
    if line is None or line.selected is None or line.selected.net is None or not _counts(line):
        return ZERO
    return line.selected.net


def _components(line: PricedLine | None) -> Components:
    """Take a line's net price apart; the components add up to it exactly."""
    one = None if line is None or not _counts(line) else line.selected
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
    listed: Mapping[str, Any] = {} if one.estimate is None else one.estimate.get("listed", {})
    for part in listed.get("parts", ()):
        key = (listed["name"], RUN_ON if part["name"] == "run_on" else LIST_PRICE)
        parts[key] = parts.get(key, ZERO) + Decimal(part["amount"])
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
