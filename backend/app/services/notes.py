"""What colleagues tell each other about a quote; nothing of it ever leaves the shop."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError, ValidationError
from app.domain.notifications import NotificationKind
from app.domain.permissions import Permission
from app.domain.quotes.notes import may_change
from app.models.note import Note
from app.repositories.notes import notes
from app.schemas.notes import NoteWrite
from app.services import audit, notifications, users
from app.services.quotes.cards import QuoteCard, get_card
from app.services.users import Colleague

ENTITY: Final = "note"


class NoteNotFound(NotFoundError):
    """There is no such note of yours."""

    code = "note_not_found"


class NoteTooOld(ConflictError):
    """A note can be changed for a day: write another one beside it."""

    code = "note_too_old"


async def list_mentionable(session: Session, actor: Actor, quote_id: UUID) -> list[Colleague]:
    """Return who may see the quote, by name: they can be named in its notes.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    return await _list_seers(session, await get_card(session, actor, quote_id))


async def add_note(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: NoteWrite,
    *,
    origin: str,
    now: datetime,
) -> Note:
    """Write a note about a quote that the actor may see, whatever its status; tell who is named.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        ValidationError: somebody is named who may not see the quote.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    card = await get_card(session, actor, quote_id)
    mentions = await _mentions(session, card, data)
    note = Note(
        quote_id=quote_id,
        author_id=actor.user_id,
        body=data.body,
        mentions=mentions,
        written_at=now,
    )
    await notes.add(session, note)
    _record(session, actor, "note.added", note, card, after=_facts(note), now=now)
    await _tell(session, actor, card, note, mentions, origin=origin, now=now)
    return note


async def log_call(
    session: Session, actor: Actor, quote_id: UUID, body: str, *, now: datetime
) -> Note:
    """Keep that the actor called the customer, and what was said: the quote is silent no more.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    card = await get_card(session, actor, quote_id)
    note = Note(quote_id=quote_id, author_id=actor.user_id, kind="call", body=body, written_at=now)
    await notes.add(session, note)
    _record(session, actor, "note.added", note, card, after=_facts(note), now=now)
    return note


async def update_note(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    note_id: UUID,
    data: NoteWrite,
    *,
    origin: str,
    now: datetime,
) -> Note:
    """Change the words of one's own note; tell who is named in it now and was not before.

    What the words were stays in the audit log.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NoteNotFound: there is none of the actor's.
        NoteTooOld: it was written more than a day ago.
        ValidationError: somebody is named who may not see the quote.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    card = await get_card(session, actor, quote_id)
    mentions = await _mentions(session, card, data)
    note = await _get_own(session, actor, quote_id, note_id, now=now)
    before = _facts(note)
    note.body, note.mentions = data.body, mentions
    was, became = audit.changes(before, _facts(note))
    if became:
        note.edited_at = now
        await notes.flush(session)
        _record(session, actor, "note.edited", note, card, before=was, after=became, now=now)
        new = [one for one in mentions if one not in before["mentions"]]
        await _tell(session, actor, card, note, new, origin=origin, now=now)
    return note


async def delete_note(
    session: Session, actor: Actor, quote_id: UUID, note_id: UUID, *, now: datetime
) -> None:
    """Put one's own note out of sight.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NoteNotFound: there is none of the actor's.
        NoteTooOld: it was written more than a day ago.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    card = await get_card(session, actor, quote_id)
    note = await _get_own(session, actor, quote_id, note_id, now=now)
    await notes.tombstone(session, note, now=now)
    _record(session, actor, "note.deleted", note, card, before=_facts(note), now=now)


async def _list_seers(session: Session, card: QuoteCard) -> list[Colleague]:
    return [one for one in await users.list_colleagues(session) if one.sees(card.owner_id)]


async def _mentions(session: Session, card: QuoteCard, data: NoteWrite) -> list[str]:
    """Return the ids of who is named, each once, as they are kept."""
    if not data.mentions:
        return []
    known = {one.id for one in await _list_seers(session, card)}
    for place, user_id in enumerate(data.mentions):
        if user_id not in known:
            raise ValidationError.for_field(
                ("mentions", place), "Name somebody who may see this quote."
            )
    return [str(user_id) for user_id in dict.fromkeys(data.mentions)]


async def _tell(
    session: Session,
    actor: Actor,
    card: QuoteCard,
    note: Note,
    people: list[str],
    *,
    origin: str,
    now: datetime,
) -> None:
    news = notifications.News(
        kind=NotificationKind.MENTIONED,
        text=f"{actor.name} named you in a note",
        said=note.body,
    )
    await notifications.notify(
        session, actor, news, map(UUID, people), about=card, origin=origin, now=now
    )


async def _get_own(
    session: Session, actor: Actor, quote_id: UUID, note_id: UUID, *, now: datetime
) -> Note:
    note = await notes.find(session, note_id, lock=True)
    if note is None or note.quote_id != quote_id or note.author_id != actor.user_id:
        raise NoteNotFound(NoteNotFound.__doc__ or "")
    if not may_change(note.author_id, note.written_at, me=actor.user_id, now=now):
        raise NoteTooOld(NoteTooOld.__doc__ or "")
    return note


def _facts(note: Note) -> dict[str, Any]:
    return {"body": note.body, "mentions": note.mentions}


def _record(
    session: Session,
    actor: Actor,
    action: str,
    note: Note,
    card: QuoteCard,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    audit.record(
        session,
        actor,
        action,
        entity=ENTITY,
        entity_id=note.id,
        label=card.number,
        before=before,
        after=after,
        now=now,
    )
