"""Colleagues' notes about a quote; they are read as a part of its timeline."""

from typing import Final

from app.deps import DB, CurrentActor, Links, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.notes import ColleagueResponse, NoteResponse, NoteWrite
from app.services import notes

router: Final = Router(prefix="/api/quotes/{quote_id}", tags=["notes"], **ROUTE_OPTIONS)


@router.get("/colleagues", response_model=list[ColleagueResponse], status_code=200)
async def list_mentionable(quote_id: Id, db: DB, actor: CurrentActor) -> object:
    """List who may see the quote, and so be named in its notes."""
    return await notes.list_mentionable(db, actor, quote_id)


@router.post("/notes", response_model=NoteResponse, status_code=201)
async def add_note(
    quote_id: Id, data: NoteWrite, *, db: DB, actor: CurrentActor, links: Links, now: Now
) -> object:
    """Write a note for colleagues."""
    return await notes.add_note(db, actor, quote_id, data, origin=links.origin, now=now)


@router.put("/notes/{note_id}", response_model=NoteResponse, status_code=200)
async def update_note(
    quote_id: Id,
    note_id: Id,
    data: NoteWrite,
    *,
    db: DB,
    actor: CurrentActor,
    links: Links,
    now: Now,
) -> object:
    """Change one's own note."""
    return await notes.update_note(db, actor, quote_id, note_id, data, origin=links.origin, now=now)


@router.delete("/notes/{note_id}", response_model=None, status_code=204)
async def delete_note(quote_id: Id, note_id: Id, *, db: DB, actor: CurrentActor, now: Now) -> None:
    """Put one's own note out of sight."""
    await notes.delete_note(db, actor, quote_id, note_id, now=now)
