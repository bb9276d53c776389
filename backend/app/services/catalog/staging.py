"""Staging changes of the rate book: nothing of it holds before it is published."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog.cells import cells_of
from app.domain.catalog.changes import Kind, shapes_of_kind
from app.domain.catalog.shapes import Shape
from app.domain.errors import ConflictError, ValidationError
from app.domain.permissions import Permission
from app.models.catalog import StagedBook, Stock
from app.repositories import catalog
from app.services import audit
from app.services.catalog import rows
from app.services.catalog.desk import EntryNotFound, Moment, find_entry, hold, save
from app.services.catalog.editing import Typed, locate, refuse_past, type_cells
from app.services.catalog.entries import (
    PRICE_CELLS,
    Entry,
    check_entry,
    editable_shapes,
    load_entries,
    put_prices,
    write_entry,
)
from app.services.catalog.publishing import compose_book


class EntryInUse(ConflictError):
    """This entry is in use; ``details`` name by what."""

    code = "entry_in_use"


class EntryArchived(ConflictError):
    """This entry is archived: restore it first."""

    code = "entry_archived"


class EntryNotArchived(ConflictError):
    """This entry is not archived, so there is nothing to restore."""

    code = "entry_not_archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What a stock costs from a weight in pounds on."""

    min_weight_lb: Decimal
    price: Decimal


async def change_cells(
    session: Session,
    actor: Actor,
    kind: Kind,
    typed: Sequence[Typed],
    *,
    effective_on: date | None = None,
    version: int,
    moment: Moment,
) -> int:
    """Write many cells at once, all or none, and return the staged book's new version.

    A price is never written over: the new one begins on ``effective_on``, which is today where none
    is named, and those before it stay as they are.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        EntryInUse: a customer level that would go has customers.
        ValidationError: every bad cell, at its path.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    day = effective_on or moment.today
    refuse_past(day, moment.today)
    levels = _levels(staged)
    entries = await load_entries(session, kind, staged)
    was = texts_of(entries[code] for code in {one.code for one in typed} & entries.keys())
    for entry in entries.values():
        entry.document = deepcopy(entry.document)
    touched = type_cells(entries, typed, effective_on=day)
    for entry in touched:
        await write_staged(session, entry, staged, moment)
    if kind == "terms":
        await _refuse_level_in_use(session, levels, staged)
    await check_book(session, typed)
    before, after = audit.changes(was, texts_of(touched))
    if after:
        await save(
            session, actor, staged, "rates.changed", before=before, after=after, now=moment.now
        )
    return staged.version


async def set_prices(
    session: Session,
    actor: Actor,
    stock_id: UUID,
    brackets: Sequence[Bracket],
    *,
    effective_on: date,
    basis: str,
    version: int,
    moment: Moment,
) -> int:
    """Say what a stock costs from a day on, by weight; no bracket withdraws that day's price.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        EntryNotFound: there is no such stock.
        EntryArchived: it must be restored first.
        ValidationError: the day is past, a weight is there twice, or the last price would go.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    refuse_past(effective_on, moment.today)
    stock = await find_entry(session, "stocks", stock_id)
    if stock.deleted_at is not None:
        raise EntryArchived(EntryArchived.__doc__ or "")
    entry = (await load_entries(session, "stocks", staged))[stock.code]
    day = effective_on.isoformat()
    was = entry.document["prices"]
    prices = [one for one in was if one["effective_from"] != day] + [
        {
            "effective_from": day,
            "basis": basis,
            "price": f"{one.price:f}",
            "min_weight_lb": f"{one.min_weight_lb:f}",
        }
        for one in brackets
    ]
    if len({one.min_weight_lb for one in brackets}) != len(brackets):
        raise ValidationError.for_field(("brackets",), "Give each weight once.")
    if not prices:
        raise ValidationError.for_field(("brackets",), "A stock needs at least one price.")
    entry.document["prices"] = prices
    check_entry(entry)
    await write_staged(session, entry, staged, moment)
    field = f"{stock.code}/prices"
    await save(
        session,
        actor,
        staged,
        "rates.changed",
        before={field: was},
        after={field: prices},
        now=moment.now,
    )
    return staged.version


async def add_entry(
    session: Session,
    actor: Actor,
    kind: Kind,
    cells: Mapping[str, str],
    *,
    like: str | None = None,
    effective_on: date | None = None,
    version: int,
    moment: Moment,
) -> int:
    """Add an entry from its cells, on top of those of another one if ``like`` names it.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        EntryNotFound: there is none like that.
        DuplicateCode: the code is there already.
        ValidationError: the bad cells, at ``["cells", "caliper_in"]``.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    day = effective_on or moment.today
    refuse_past(day, moment.today)
    document = await _document_like(session, kind, staged, like)
    code = cells.get("code", "").strip()
    entry = Entry(kind=kind, code=code, document=document)
    shapes = {shape.name: shape for shape in editable_shapes(kind)}
    missing = {
        name: ""
        for name, shape in shapes.items()
        if shape.required and name not in cells and document.get(name) is None
    }
    typed = [
        Typed(code=code, field=name, value=value, path=("cells", name))
        for name, value in {**cells, **missing}.items()
    ]
    type_cells({code: entry}, typed, effective_on=day)
    await write_new(session, entry, moment)
    await check_book(session, typed)
    await save(
        session,
        actor,
        staged,
        "rates.added",
        before=None,
        after=texts_of([entry]),
        label=code,
        now=moment.now,
    )
    return staged.version


async def archive_entry(
    session: Session, actor: Actor, kind: Kind, entry_id: UUID, *, version: int, moment: Moment
) -> int:
    """Put an entry that nothing starts from into the archive.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        EntryNotFound: there is none of this id.
        EntryArchived: it is there already.
        EntryInUse: a product starts with it.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    row = await find_entry(session, kind, entry_id)
    if row.deleted_at is not None:
        raise EntryArchived(EntryArchived.__doc__ or "")
    users = [
        product.name
        for product in await catalog.all_products(session)
        if row.code in _named_in(product.definition)
    ]
    if users:
        raise EntryInUse(
            f"{row.name} is in use by {', '.join(users)}: change these products first.",
            {"products": users},
        )
    row.deleted_at = moment.now
    await _tell_archive(session, actor, staged, row, archived=True, moment=moment)
    return staged.version


async def restore_entry(
    session: Session, actor: Actor, kind: Kind, entry_id: UUID, *, version: int, moment: Moment
) -> int:
    """Take an entry out of the archive.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        EntryNotFound: there is none of this id.
        EntryNotArchived: it is not in the archive.
        DuplicateCode: another entry has its code by now.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    row = await find_entry(session, kind, entry_id)
    if row.deleted_at is None:
        raise EntryNotArchived(EntryNotArchived.__doc__ or "")
    row.deleted_at = None
    await catalog.flush(session)
    await check_book(session, [])
    await _tell_archive(session, actor, staged, row, archived=False, moment=moment)
    return staged.version


async def _tell_archive(
    session: Session,
    actor: Actor,
    staged: StagedBook,
    row: catalog.Entry,
    *,
    archived: bool,
    moment: Moment,
) -> None:
    await save(
        session,
        actor,
        staged,
        "rates.archived" if archived else "rates.restored",
        before={"archived": not archived},
        after={"archived": archived},
        label=row.code,
        now=moment.now,
    )


async def _document_like(
    session: Session, kind: Kind, staged: StagedBook, like: str | None
) -> rows.Document:
    if like is None:
        return {}
    found = (await load_entries(session, kind, staged)).get(like)
    if found is None:
        raise EntryNotFound(EntryNotFound.__doc__ or "")
    # Words, prices and of which paper it is one size are an entry's own.
    own = {"code", "aliases", "prices", "paper"}
    return {name: deepcopy(part) for name, part in found.document.items() if name not in own}


async def write_staged(session: Session, entry: Entry, staged: StagedBook, moment: Moment) -> None:
    """Let the tables say what a checked entry says, a stock's prices included."""
    write_entry(entry, staged)
    if isinstance(entry.row, Stock):
        prices = entry.document["prices"]
        await put_prices(session, entry.row, entry.prices, prices, now=moment.now)


async def write_new(session: Session, entry: Entry, moment: Moment) -> None:
    """Write a checked entry that is not there yet.

    Raises:
        DuplicateCode: the code is there already.
    """
    row = rows.row_of(entry.kind, entry.document)
    await catalog.add_rows(session, [row])
    if isinstance(row, Stock):
        await put_prices(session, row, [], entry.document["prices"], now=moment.now)


async def check_book(session: Session, typed: Sequence[Typed]) -> None:
    """Pass if what is staged makes a whole book.

    Raises:
        ValidationError: it does not, at the cells that were typed.
    """
    await catalog.flush(session)
    try:
        await compose_book(session, 0)
    except ValidationError as error:
        raise (locate(error, typed) if typed else error) from error


async def _refuse_level_in_use(session: Session, were: set[str], staged: StagedBook) -> None:
    gone = sorted((were - _levels(staged)) & await catalog.levels_in_use(session))
    if gone:
        raise EntryInUse(
            f"Customers buy by the level {', '.join(gone)}: give them another one first.",
            {"levels": gone},
        )


def _levels(staged: StagedBook) -> set[str]:
    return {level["code"] for level in staged.terms.get("levels", [])}


def _named_in(definition: Mapping[str, Any]) -> set[Any]:
    """Return the values that a product's form starts with or offers."""
    found: set[Any] = {definition.get("default_stock")}
    for name in ("finishing", "default_finishing"):
        found.update(definition.get(name, []))
    for field in definition.get("fields", []):
        default = field.get("default")
        found.update(default if isinstance(default, list) else [default])
        found.update(option.get("value") for option in field.get("options", []))
    return found


def texts_of(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the cells of entries as the audit log tells them."""
    return {
        f"{entry.code}/{name}": text
        for entry in entries
        for name, text in cells_of(entry.document, _told_shapes(entry.kind)).items()
    }


def _told_shapes(kind: Kind) -> list[Shape]:
    """Return the cells of an entry, a stock's prices as they all stand."""
    plain = [shape for shape in editable_shapes(kind) if shape.name not in PRICE_CELLS]
    return plain + [shape for shape in shapes_of_kind(kind) if shape.name == "prices"]
