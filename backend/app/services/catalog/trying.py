"""Trying a finishing operation by itself, by its staged rates or by those that somebody types."""

from copy import deepcopy
from decimal import Decimal
from fractions import Fraction

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.items import HUNDREDTH, MINUTES_PER_HOUR
from app.domain.estimating.rates import FinishingOperation
from app.domain.estimating.result import CostItem
from app.domain.estimating.trials import Trial, Tried, try_operation
from app.domain.money import decimal_from, round_money
from app.domain.permissions import Permission
from app.domain.units import SIZE_QUANTUM, length_from
from app.schemas import catalog_book as wire
from app.services.catalog import rows
from app.services.catalog.desk import EntryNotFound, Moment, find_staged
from app.services.catalog.editing import Typed, type_cells
from app.services.catalog.entries import Entry, load_entries
from app.services.catalog.publishing import compose_book


async def try_finishing(
    session: Session, actor: Actor, code: str, data: wire.TrialRequest, *, moment: Moment
) -> wire.TrialResponse:
    """Return what an operation takes for a quantity, and for who may see it what that costs.

    Raises:
        PermissionDenied: the actor types rates and stages none.
        EntryNotFound: there is no such operation.
        ValidationError: a typed cell is wrong, the stock is unknown, or the operation cannot take
            what it is tried on.
    """
    actor.require(Permission.READ_RATES)
    if data.cells:
        actor.require(Permission.STAGE_RATES)
    entries = await load_entries(session, "operations", await find_staged(session))
    entry = entries.get(code)
    if entry is None:
        raise EntryNotFound(EntryNotFound.__doc__ or "")
    book = await compose_book(session, 0)
    stock = book.find_stock(data.stock)
    grade = None if stock is None else book.find_grade(stock.grade)
    if stock is None or grade is None:
        raise ValidationError.for_field(
            ("stock",), f"There is no stock {data.stock} in the rate book."
        )
    trial = Trial(
        quantity=data.quantity,
        stock=stock,
        grade=grade,
        policy=book.policy,
        width=length_from(data.width_in, "in"),
        height=length_from(data.height_in, "in"),
        leaves=data.leaves,
        cuts=data.cuts,
        sections=data.sections,
    )
    tried = try_operation(_as_typed(entry, data.cells or {}, moment), trial)
    return _answer(tried, costs=actor.can(Permission.VIEW_COSTS))


def _as_typed(entry: Entry, cells: dict[str, str], moment: Moment) -> FinishingOperation:
    """Return the operation with what somebody types into it; nothing is written."""
    tried = Entry(
        kind="operations", code=entry.code, document=deepcopy(entry.document), row=entry.row
    )
    typed = [
        Typed(code=entry.code, field=name, value=value, path=("cells", name))
        for name, value in cells.items()
    ]
    type_cells({entry.code: tried}, typed, effective_on=moment.today)
    part = rows.engine_part("operations", tried.document)
    return documents.from_document(FinishingOperation, part, ("operations", entry.code))


def _answer(tried: Tried, *, costs: bool) -> wire.TrialResponse:
    internal = wire.TrialInternals(
        amount=_rounded(tried.cost), each=_rounded(tried.each, SIZE_QUANTUM)
    )
    return wire.TrialResponse(
        handles=tried.name,
        units_in=tried.units_in,
        spoiled=tried.spoiled,
        minutes=_rounded(tried.minutes),
        items=[_item(item, costs=costs) for item in tried.items],
        internal=internal if costs else None,
    )


def _rounded(exact: Fraction, quantum: Decimal = HUNDREDTH) -> Decimal:
    return round_money(decimal_from(exact), quantum=quantum)


def _item(item: CostItem, *, costs: bool) -> wire.TrialItem:
    return wire.TrialItem(
        name=item.operation,
        units=_rounded(item.units or Fraction(0)),
        unit_name=item.unit_name,
        minutes=None if item.hours is None else _rounded(item.hours * MINUTES_PER_HOUR),
        internal=wire.TrialItemInternals(
            formula=item.formula, rate=item.rate, amount=_rounded(item.exact)
        )
        if costs
        else None,
    )
