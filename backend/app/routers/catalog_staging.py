"""The staged rate book: grids to type into, what has changed, and taking it back.

Every answer carries the staged book's version as ETag, and every change names in If-Match the one
that it was made on. Nothing of it holds before it is published.
"""

from typing import Annotated, Final

from fastapi import Depends, Query, Response

from app.deps import DB, CurrentActor, Now, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.catalog_book import (
    CellsUpdate,
    DiscardRequest,
    EntryCreate,
    EntryKind,
    PricesUpdate,
    Sheet,
    SheetKind,
    SheetQuery,
    StagedBookResponse,
)
from app.services import catalog

router: Final = Router(prefix="/api/catalog/staged", tags=["catalog"], **ROUTE_OPTIONS)


async def get_moment(now: Now, today: Today) -> catalog.Moment:
    """Return when the request happens."""
    return catalog.Moment(now=now, today=today)


Moment = Annotated[catalog.Moment, Depends(get_moment)]


async def _sheet(response: Response, db: DB, actor: CurrentActor, kind: SheetKind) -> Sheet:
    return tagged(response, await catalog.read_staged_sheet(db, actor, kind))


@router.get("", response_model=StagedBookResponse, status_code=200)
async def get_staged_book(response: Response, db: DB, actor: CurrentActor) -> StagedBookResponse:
    """Return every difference between what is staged and the card in force, in words."""
    return tagged(response, await catalog.read_staged_book(db, actor))


@router.post("/discard", response_model=StagedBookResponse, status_code=200)
async def discard_changes(
    data: DiscardRequest,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> StagedBookResponse:
    """Take staged changes back, one by one or all of them."""
    await catalog.discard_changes(db, actor, data.keys, version=version, moment=moment)
    return await get_staged_book(response, db, actor)


@router.get("/{kind}", response_model=Sheet, status_code=200)
async def get_staged_sheet(
    kind: SheetKind,
    query: Annotated[SheetQuery, Query()],
    response: Response,
    db: DB,
    actor: CurrentActor,
) -> Sheet:
    """Return one sheet of the staged book as a grid of texts."""
    sheet = await catalog.read_staged_sheet(db, actor, kind, archived=query.archived)
    return tagged(response, sheet)


@router.patch("/{kind}", response_model=Sheet, status_code=200)
async def change_cells(
    kind: SheetKind,
    data: CellsUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> Sheet:
    """Write many cells at once, all or none; each bad one is named by its place."""
    await catalog.change_cells(
        db,
        actor,
        kind,
        [
            catalog.Typed(
                code=cell.code, field=cell.field, value=cell.value, path=("cells", place, "value")
            )
            for place, cell in enumerate(data.cells)
        ],
        effective_on=data.effective_on,
        version=version,
        moment=moment,
    )
    return await _sheet(response, db, actor, kind)


@router.post("/{kind}", response_model=Sheet, status_code=201)
async def add_entry(
    kind: EntryKind,
    data: EntryCreate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> Sheet:
    """Add a stock, a press or an operation."""
    await catalog.add_entry(
        db,
        actor,
        kind,
        data.cells,
        like=data.like,
        effective_on=data.effective_on,
        version=version,
        moment=moment,
    )
    return await _sheet(response, db, actor, kind)


@router.post("/{kind}/{entry_id}/archive", response_model=Sheet, status_code=200)
async def archive_entry(
    kind: EntryKind,
    entry_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> Sheet:
    """Put an entry that no product starts with into the archive."""
    await catalog.archive_entry(db, actor, kind, entry_id, version=version, moment=moment)
    return await _sheet(response, db, actor, kind)


@router.post("/{kind}/{entry_id}/restore", response_model=Sheet, status_code=200)
async def restore_entry(
    kind: EntryKind,
    entry_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> Sheet:
    """Take an entry out of the archive."""
    await catalog.restore_entry(db, actor, kind, entry_id, version=version, moment=moment)
    return await _sheet(response, db, actor, kind)


@router.put("/stocks/{stock_id}/prices", response_model=Sheet, status_code=200)
async def set_stock_prices(
    stock_id: Id,
    data: PricesUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    moment: Moment,
) -> Sheet:
    """Say what a stock costs from a day on, by brackets of weight."""
    await catalog.set_prices(
        db,
        actor,
        stock_id,
        [catalog.Bracket(min_weight_lb=b.min_weight_lb, price=b.price) for b in data.brackets],
        effective_on=data.effective_on,
        basis=data.basis,
        version=version,
        moment=moment,
    )
    return await _sheet(response, db, actor, "stocks")
