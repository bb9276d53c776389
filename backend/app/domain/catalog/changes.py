"""How two editions of the rate book differ, in words that a person can check.

Both are documents of :class:`app.domain.estimating.rates.RateBook`. What differs in one cell is one
change: it can be read, counted and taken back by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from app.domain.catalog.cells import cells_of
from app.domain.catalog.kept import NOT_TERMS
from app.domain.catalog.shapes import Shape, shapes_of
from app.domain.estimating.rates import FinishingOperation, Press, RateBook, Stock
from app.domain.money import divide, round_money
from app.domain.units import length_text

type Kind = Literal["stocks", "presses", "operations", "terms"]
type ChangeKind = Kind | Literal["price_lists"]
type Action = Literal["added", "removed", "changed"]
type Document = Mapping[str, Any]

ENGINE_TYPES: Final[Mapping[str, type]] = {
    "stocks": Stock,
    "presses": Press,
    "operations": FinishingOperation,
}
NAMES: Final = {"stocks": "stock", "presses": "press", "operations": "operation"}
TERMS: Final = "terms"
BASES: Final = {"per_m": "per M", "per_cwt": "per CWT", "per_area": "per sq ft"}
CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; ``field`` is empty where a whole entry came or went."""

    kind: ChangeKind
    code: str
    name: str
    field: str
    action: Action
    before: str
    after: str
    sentence: str

    @property
    def key(self) -> str:
        """What names the change among all of a book: ``stocks/C2S-14/caliper_in``."""
        return f"{self.kind}/{self.code}/{self.field}"


def shapes_of_kind(kind: Kind) -> tuple[Shape, ...]:
    """Return the cells of an entry of the book, as the engine reads them."""
    if kind == "terms":
        return shapes_of(RateBook, without=NOT_TERMS)
    return shapes_of(ENGINE_TYPES[kind])


def find_changes(before: Document, after: Document) -> list[Change]:
    """Return what ``after`` says otherwise than ``before``, kind by kind and code by code."""
    found: list[Change] = []
    kinds: tuple[Kind, ...] = ("stocks", "presses", "operations")
    for kind in kinds:
        found.extend(_changes_of_kind(kind, before.get(kind, []), after.get(kind, [])))
    found.extend(_changed_cells("terms", TERMS, "Selling terms", before, after))
    return found


def subject_of(kind: Kind, entry: Document) -> str:
    """Return what people call an entry: its name, and for a paper its size as well."""
    if kind != "stocks":
        return str(entry["name"])
    width, height = length_text(entry["sheet_width"]), entry["sheet_height"]
    size = f"{width} in roll" if height is None else f"{width} x {length_text(height)}"
    return f"{entry['name']} {size}"


def _changes_of_kind(
    kind: Kind, before: Iterable[Document], after: Iterable[Document]
) -> Iterator[Change]:
    old = {entry["code"]: entry for entry in before}
    new = {entry["code"]: entry for entry in after}
    for code in sorted({*old, *new}):
        if code not in new or code not in old:
            entry = new.get(code) or old[code]
            came = code in new
            yield Change(
                kind=kind,
                code=code,
                name=subject_of(kind, entry),
                field="",
                action="added" if came else "removed",
                before="" if came else code,
                after=code if came else "",
                sentence=f"{subject_of(kind, entry)}: "
                + (f"new {NAMES[kind]}" if came else "archived"),
            )
        elif old[code] != new[code]:
            subject = subject_of(kind, old[code])
            yield from _changed_cells(kind, code, subject, old[code], new[code])


def _changed_cells(
    kind: Kind, code: str, subject: str, before: Document, after: Document
) -> Iterator[Change]:
    shapes = shapes_of_kind(kind)
    old, new = cells_of(before, shapes), cells_of(after, shapes)
    for shape in shapes:
        if old[shape.name] == new[shape.name]:
            continue
        words = (
            price_words(before.get("prices", []), after.get("prices", []))
            if (kind, shape.name) == ("stocks", "prices")
            else cell_words(shape, old[shape.name], new[shape.name])
        )
        yield Change(
            kind=kind,
            code=code,
            name=subject,
            field=shape.name,
            action="changed",
            before=old[shape.name],
            after=new[shape.name],
            sentence=f"{subject}: {words}",
        )


def cell_words(shape: Shape, before: str, after: str) -> str:
    """Say how one cell differs: ``hourly rate $60.00/h → $66.00/h, +10.0 %``."""
    label = shape.label[:1].lower() + shape.label[1:]
    if shape.kind == "table":
        return f"{label} {_rows_words(before, after)}"
    words = f"{label} {_with_unit(before, shape)} → {_with_unit(after, shape)}"
    if shape.unit.startswith("$") and before and after:
        words += _percent(Decimal(before), Decimal(after))
    return words


def price_words(before: Sequence[Document], after: Sequence[Document]) -> str:
    """Say how a stock's prices differ: ``$128.00 → $134.40 per M from 1 Dec 2026, +5.0 %``."""
    old = {_price_key(price): price for price in before}
    new = {_price_key(price): price for price in after}
    words = [
        _new_price_words(price, _price_before(price, old.get(key), before))
        for key, price in sorted(new.items())
        if old.get(key) != price
    ]
    words += [
        f"the price from {day_words(price['effective_from'])} is withdrawn"
        for key, price in sorted(old.items())
        if key not in new
    ]
    return "; ".join(words)


def day_words(day: str) -> str:
    """Write a day for people: ``1 Dec 2026``."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%b %Y}"


def money_words(amount: Decimal) -> str:
    """Write a rate as money: two decimals, or as many as it has."""
    exact = round_money(amount)
    return f"${exact:,.2f}" if exact == amount else f"${amount.normalize():,f}"


def _price_key(price: Document) -> tuple[str, str, Decimal]:
    return price["effective_from"], price["basis"], Decimal(price["min_weight_lb"])


def _price_before(
    price: Document, replaced: Document | None, before: Sequence[Document]
) -> Document | None:
    """Return what would have held on the new price's day: the same day's, or the latest before."""
    if replaced is not None:
        return replaced
    day, basis, weight = _price_key(price)
    held = [
        one
        for one in before
        if one["effective_from"] <= day
        and (one["basis"], Decimal(one["min_weight_lb"])) == (basis, weight)
    ]
    return max(held, key=lambda one: str(one["effective_from"]), default=None)


def _new_price_words(price: Document, before: Document | None) -> str:
    amount = Decimal(price["price"])
    weight = Decimal(price["min_weight_lb"])
    old = "no price" if before is None else money_words(Decimal(before["price"]))
    bracket = f" from {weight.normalize():f} lb" if weight else ""
    rise = "" if before is None else _percent(Decimal(before["price"]), amount)
    return (
        f"{old} → {money_words(amount)} {BASES.get(price['basis'], price['basis'])}{bracket}"
        f" from {day_words(price['effective_from'])}{rise}"
    )


def _percent(before: Decimal, after: Decimal) -> str:
    if before in {Decimal(0), after}:
        return ""
    share = divide((after - before) * 100, before)
    return f", {round_money(share, quantum=Decimal('0.1')):+,.1f} %"


def _with_unit(text: str, shape: Shape) -> str:
    if not text:
        return "nothing"
    if shape.unit.startswith("$"):
        return f"{money_words(Decimal(text))}{shape.unit.removeprefix('$')}"
    return f"{text} {shape.unit}" if shape.unit else text


def _rows_words(before: str, after: str) -> str:
    """Name the rows that differ, by their first cell."""
    old = dict(_rows(before))
    new = dict(_rows(after))
    words = [
        f"{first}: {old.get(first, 'nothing')} → {new.get(first, 'nothing')}"
        for first in [*old, *(first for first in new if first not in old)]
        if old.get(first) != new.get(first)
    ]
    return "; ".join(words)


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        if line:
            first, _, rest = line.partition(" | ")
            yield first, rest or first
