"""Rows of mail."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import Select

from app.db import Session
from app.models.message import Message
from app.repositories.base import Repository

messages: Final = Repository(Message)


def matching(
    *,
    status: str | None = None,
    quote_id: UUID | None = None,
    created_by: UUID | None = None,
    without_kinds: Collection[str] = (),
    dismissed: bool | None = None,
) -> Select[Message]:
    """Return the query of the mails that fit, newest first."""
    query = messages.live()
    if status is not None:
        query = query.where(Message.status == status)
    if quote_id is not None:
        query = query.where(Message.quote_id == quote_id)
    if created_by is not None:
        query = query.where(Message.created_by == created_by)
    if without_kinds:
        query = query.where(Message.kind.not_in(without_kinds))
    if dismissed is not None:
        query = query.where(Message.dismissed_at.is_not(None) == dismissed)
    return query.order_by(Message.created_at.desc(), Message.id)


async def add(session: Session, message: Message) -> Message:
    """Write a new mail."""
    return await messages.add(session, message)


async def find(session: Session, message_id: UUID, *, lock: bool = False) -> Message | None:
    """Return one mail, or None."""
    return await messages.find(session, message_id, lock=lock)


async def find_newest(
    session: Session, quote_id: UUID, kinds: Collection[str], *, lock: bool = False
) -> Message | None:
    """Return the newest mail of these kinds about a quote, or None."""
    query = (
        messages.live()
        .where(Message.quote_id == quote_id, Message.kind.in_(kinds))
        .order_by(Message.created_at.desc(), Message.id)
    )
    return await messages.first(session, query, lock=lock)


async def list_page(
    session: Session, query: Select[Message], *, page: int, per_page: int
) -> tuple[list[Message], int]:
    """Return one page and the count."""
    return await messages.list_page(session, query, page=page, per_page=per_page)
