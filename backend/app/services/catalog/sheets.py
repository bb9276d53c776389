"""The rate book as grids: the staged one, and any published card."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog import terms_of
from app.domain.catalog.cells import cell_text, cells_of
from app.domain.catalog.changes import TERMS, Kind, shapes_of_kind
from app.domain.catalog.shapes import Shape
from app.domain.permissions import Permission
from app.schemas import catalog_book as wire
from app.services.catalog.cards import get_card
from app.services.catalog.desk import find_staged
from app.services.catalog.entries import (
    PRICE_CELLS,
    Entry,
    editable_shapes,
    load_archived,
    load_entries,
)
from app.services.catalog.pending import find_pending, read_pending

TERMS_NAME = "Selling terms"


async def read_staged_book(session: Session, actor: Actor) -> wire.StagedBookResponse:
    """Return what publishing now would change."""
    pending = await read_pending(session, actor)
    return wire.StagedBookResponse(
        version=pending.staged.version,
        card_version=None if pending.card is None else pending.card.version,
        changes=[wire.RateChange.model_validate(change) for change in pending.changes],
    )


async def read_staged_sheet(
    session: Session, actor: Actor, kind: Kind, *, archived: bool = False
) -> wire.Sheet:
    """Return a sheet of the staged book, with the cells that differ from the card in force."""
    actor.require(Permission.STAGE_RATES)
    staged = await find_staged(session)
    entries = list((await load_entries(session, kind, staged)).values())
    if archived:
        entries.extend((await load_archived(session, kind)).values())
    changed: dict[str, list[str]] = {}
    for change in (await find_pending(session)).changes:
        if change.kind == kind:
            fields = ["price", "basis"] if change.field == "prices" else [change.field]
            changed.setdefault(change.code, []).extend(fields)
    shapes = editable_shapes(kind)
    return wire.Sheet(
        version=staged.version,
        kind=kind,
        columns=columns_of(shapes),
        entries=[
            wire.SheetEntry(
                id=entry.id,
                code=entry.code,
                name=entry.document.get("name", TERMS_NAME),
                archived=entry.archived,
                changed=[field for field in changed.get(entry.code, []) if field],
                cells=sheet_cells(entry, shapes),
            )
            for entry in entries
        ],
    )


async def read_card_sheet(session: Session, actor: Actor, version: int, kind: Kind) -> wire.Sheet:
    """Return a sheet of a published card, as it was on its day and for ever.

    Raises:
        RateCardNotFound: there is no such card.
    """
    card = await get_card(session, actor, version)
    shapes = shapes_of_kind(kind)
    documents: Iterable[Mapping[str, Any]] = (
        [{"code": TERMS, "name": TERMS_NAME, **terms_of(card.body)}]
        if kind == "terms"
        else card.body[kind]
    )
    return wire.Sheet(
        version=version,
        kind=kind,
        columns=columns_of(shapes),
        entries=[
            wire.SheetEntry(
                id=None,
                code=document["code"],
                name=document["name"],
                archived=False,
                changed=[],
                cells=cells_of(document, shapes),
            )
            for document in documents
        ],
    )


def columns_of(shapes: Iterable[Shape]) -> list[wire.SheetColumn]:
    """Return the columns as the wire says them."""
    return [
        wire.SheetColumn(
            name=shape.name,
            label=shape.label,
            kind=shape.kind,
            unit=shape.unit,
            required=shape.required,
            choices=list(shape.choices),
            columns=columns_of(shape.columns),
        )
        for shape in shapes
    ]


def sheet_cells(entry: Entry, shapes: Iterable[Shape]) -> dict[str, str]:
    """Return an entry's cells; a stock's price is its newest one, nothing where it has brackets."""
    cells = cells_of(entry.document, [shape for shape in shapes if shape.name not in PRICE_CELLS])
    if entry.kind != "stocks":
        return cells
    prices = entry.document["prices"]
    last = max((one["effective_from"] for one in prices), default="")
    newest = [one for one in prices if one["effective_from"] == last]
    only = newest[0] if len(newest) == 1 else {}
    return cells | {name: cell_text(only.get(name), shape) for name, shape in PRICE_CELLS.items()}
