"""The changes that people make to a quote, applied in order, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from app.domain.money import ZERO
from app.domain.quotes.draft.alternates import gather, take_out
from app.domain.quotes.draft.values import (
    MOST_LINES,
    MOST_QUANTITIES,
    Draft,
    DraftLine,
    Header,
    InvalidQuote,
    LineKind,
    LineQuantity,
)
from app.domain.quotes.vendors import VendorTable


@dataclass(frozen=True, slots=True)
class SetFields:
    """New values for fields of the header, by name."""

    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PutLine:
    """A whole line. It goes behind ``after``, first if that is None, else where it stands or last.

    A quantity without a typed reason or an id, and a line with ``keep_cost`` or
    ``keep_vendor_costs``, leave what is there; a new line then takes what ``copy_of`` costs.
    """

    line: DraftLine
    after: UUID | Literal["keep"] | None = "keep"
    keep_cost: bool = True
    keep_vendor_costs: bool = True
    copy_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """What one piece of a line costs, or the vendor's table of what many do."""

    cost: Decimal | None
    vendor_costs: VendorTable | None

    @classmethod
    def of(cls, line: DraftLine) -> "Costs":
        """Return what a line costs."""
        return cls(line.cost, line.vendor_costs)


@dataclass(frozen=True, slots=True)
class RemoveLine:
    """Take a line out."""

    id: UUID


@dataclass(frozen=True, slots=True)
class OrderLines:
    """All lines in their new order."""

    ids: tuple[UUID, ...]


type Change = SetFields | PutLine | RemoveLine | OrderLines


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the draft, and when: a typed price remembers it."""

    id: UUID
    at: datetime


def apply_changes(
    draft: Draft,
    changes: Sequence[Change],
    author: Author,
    costs: Mapping[UUID, Costs] | None = None,
) -> Draft:
    """Return the draft after all the changes, in order.

    ``costs`` are those of lines that are not in the draft: a line that comes back or is a copy has
    them still, though whoever puts it may not know them.

    Raises:
        InvalidQuote: one of them makes no sense; its place is ``("changes", n, ...)``.
    """
    costs = {**(costs or {}), **{line.id: Costs.of(line) for line in draft.lines}}
    for place, change in enumerate(changes):
        path = ("changes", place)
        match change:
            case SetFields(fields):
                draft = replace(draft, header=_set_fields(draft.header, fields, path))
            case PutLine():
                draft = replace(draft, lines=_put_line(draft.lines, change, author, path, costs))
            case RemoveLine(line_id):
                # Taking out what is gone already is done already: two tabs may both do it.
                draft = replace(draft, lines=take_out(draft.lines, line_id))
            case OrderLines(ids):
                draft = replace(draft, lines=_order_lines(draft.lines, ids, path))
    ids_used = [one.id for line in draft.lines for one in line.quantities]
    if len(set(ids_used)) != len(ids_used):
        raise InvalidQuote.for_field(
            ("changes",), "Two lines share a quantity's id: draw a new one for each."
        )
    return replace(draft, lines=gather(draft.lines))


def check_line(line: DraftLine, path: tuple[str | int, ...]) -> DraftLine:
    """Return the line without what its kind does not have.

    Raises:
        InvalidQuote: a product has no specification, or the quantities contradict each other.
    """
    amounts = [one.quantity for one in line.quantities]
    if len(set(amounts)) != len(amounts):
        raise InvalidQuote.for_field((*path, "quantities"), "Name each quantity once.")
    if len({one.id for one in line.quantities}) != len(amounts):
        raise InvalidQuote.for_field((*path, "quantities"), "Two quantities share one id.")
    if len(amounts) > MOST_QUANTITIES:
        raise InvalidQuote.for_field(
            (*path, "quantities"), f"A line has at most {MOST_QUANTITIES} quantities."
        )
    for place, one in enumerate(line.quantities):
        _check_typed(one, (*path, "quantities", place))
    if sum(one.selected for one in line.quantities) > 1:
        raise InvalidQuote.for_field(
            (*path, "quantities"), "Choose one quantity, or none to quote them all."
        )
    match line.kind:
        case LineKind.PRODUCT if line.spec is None:
            raise InvalidQuote.for_field((*path, "spec"), "Say what is to be printed.")
        case LineKind.PRODUCT:
            return replace(line, unit_price=None, cost=None, vendor="", vendor_costs=None)
        case LineKind.NOTE:
            return replace(
                line,
                spec=None,
                quantities=(),
                unit_price=None,
                cost=None,
                vendor="",
                vendor_costs=None,
                discount_percent=ZERO,
                optional=False,
                alternate_of=None,
            )
        case LineKind.CHARGE:
            return replace(line, spec=None, vendor_costs=None)
        case _:
            return replace(line, spec=None)


def _check_typed(one: LineQuantity, path: tuple[str | int, ...]) -> None:
    wanted = (one.typed_price, one.typed_unit_price, one.target_margin)
    if sum(value is not None for value in wanted) > 1:
        raise InvalidQuote.for_field(
            path, "Type the whole price, the price of one, or a margin: only one of them."
        )
    if one.target_margin is not None and one.target_margin >= 1:
        raise InvalidQuote.for_field((*path, "target_margin"), "A margin must be less than 100 %.")


def _set_fields(header: Header, fields: dict[str, Any], path: tuple[str | int, ...]) -> Header:
    changed = replace(header, **fields)
    if fields.get("customer_id") is not None:
        changed = replace(changed, prospect_name=None)
    elif fields.get("prospect_name"):
        changed = replace(changed, customer_id=None)
    if changed.customer_id != header.customer_id and fields.get("contact_id") is None:
        changed = replace(changed, contact_id=None)
    if changed.customer_id is None and not changed.prospect_name:
        raise InvalidQuote.for_field(
            (*path, "customer_id"), "Choose a customer, or write down the prospect's name."
        )
    if changed.customer_id is None and changed.contact_id is not None:
        raise InvalidQuote.for_field(
            (*path, "contact_id"), "A prospect has no contacts: make it a customer first."
        )
    return changed


def _put_line(
    lines: tuple[DraftLine, ...],
    change: PutLine,
    author: Author,
    path: tuple[str | int, ...],
    costs: Mapping[UUID, Costs],
) -> tuple[DraftLine, ...]:
    before = next((one for one in lines if one.id == change.line.id), None)
    line = _carry_over(before, change, author, costs)
    line = check_line(line, (*path, "line"))
    if before is not None and change.after == "keep":
        return tuple(line if one.id == line.id else one for one in lines)
    rest = [one for one in lines if one.id != line.id]
    if len(rest) >= MOST_LINES:
        raise InvalidQuote.for_field((*path, "line"), f"A quote has at most {MOST_LINES} lines.")
    if change.after == "keep":
        return (*rest, line)
    if change.after is None:
        return (line, *rest)
    place = next((n for n, one in enumerate(rest) if one.id == change.after), None)
    if place is None:
        raise InvalidQuote.for_field((*path, "after_id"), "This quote has no such line.")
    return (*rest[: place + 1], line, *rest[place + 1 :])


def _carry_over(
    before: DraftLine | None, change: PutLine, author: Author, costs: Mapping[UUID, Costs]
) -> DraftLine:
    """Return the new line with what only the old one knows.

    That is its cost, who typed which price, and the line that it is a copy of.
    """
    line = change.line
    known = {} if before is None else {one.id: one for one in before.quantities}
    stands = Costs.of(before) if before is not None else costs.get(change.copy_of or line.id)
    cost = stands.cost if stands is not None and change.keep_cost else line.cost
    table = line.vendor_costs
    if stands is not None and change.keep_vendor_costs:
        table = stands.vendor_costs
    quantities = tuple(_sign(one, known.get(one.id), author) for one in line.quantities)
    origin_id = line.origin_id if before is None else before.origin_id
    return replace(line, cost=cost, vendor_costs=table, quantities=quantities, origin_id=origin_id)


def _sign(one: LineQuantity, before: LineQuantity | None, author: Author) -> LineQuantity:
    if not one.is_typed and one.target_margin is None:
        return replace(one, typed_reason="", typed_by=None, typed_at=None)
    # A margin that is asked for has no price yet, so it never equals what was typed before.
    if before is not None and _typed(before) == _typed(one):
        return replace(one, typed_by=before.typed_by, typed_at=before.typed_at)
    return replace(one, typed_by=author.id, typed_at=author.at)


def _typed(one: LineQuantity) -> tuple[Decimal | str | None, ...]:
    return one.typed_price, one.typed_unit_price, one.target_margin, one.typed_reason


def _order_lines(
    lines: tuple[DraftLine, ...], ids: tuple[UUID, ...], path: tuple[str | int, ...]
) -> tuple[DraftLine, ...]:
    by_id = {line.id: line for line in lines}
    if len(ids) != len(lines) or set(ids) != set(by_id):
        raise InvalidQuote.for_field((*path, "ids"), "Name each line of the quote once.")
    return tuple(by_id[line_id] for line_id in ids)
