"""Quick entry: what a typed line or a pasted text means."""

from app.deps import CurrentActor, RateBooks, Read, Shop, Today, Vocabularies
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.entry import (
    EntryBlock,
    EntryBlockRequest,
    EntryReading,
    EntryRequest,
)
from app.services import entry

router = Router(prefix="/api/entry", tags=["entry"], **ROUTE_OPTIONS)


@router.post("/read", response_model=EntryReading, status_code=200)
async def read_entry(
    data: EntryRequest,
    *,
    read: Read,
    actor: CurrentActor,
    books: RateBooks,
    vocabularies: Vocabularies,
    today: Today,
    shop: Shop,
) -> EntryReading:
    """Read one line of typing into a line of a quote; nothing is kept."""
    return await entry.read_line(
        read,
        actor,
        data.text,
        books=books,
        vocabularies=vocabularies,
        today=today,
        unit=shop.unit,
    )


@router.post("/read-block", response_model=EntryBlock, status_code=200)
async def read_entry_block(
    data: EntryBlockRequest,
    *,
    read: Read,
    actor: CurrentActor,
    books: RateBooks,
    vocabularies: Vocabularies,
    today: Today,
    shop: Shop,
) -> EntryBlock:
    """Read every job of a pasted table, list or letter; nothing is kept."""
    return await entry.read_block(
        read,
        actor,
        data.text,
        books=books,
        vocabularies=vocabularies,
        today=today,
        unit=shop.unit,
    )
