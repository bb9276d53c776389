"""Where notifications, and how each person wants them, are kept.

What tells of a quote is shown only as long as the quote may be seen: it may have changed hands.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select, text, update

from app.db import Reader, Session
from app.models.notification import Notification, NotificationChoice
from app.models.quote import Quote
from app.repositories.base import Repository

notifications: Final = Repository(Notification)
choices: Final = Repository(NotificationChoice)

# Asked every few seconds by everybody who has the app open: one probe of one small index.
_UNREAD: Final = text("""
  SELECT count(*) FROM (
    SELECT FROM forge_notifications n JOIN forge_quotes q ON q.id = n.quote_id
    WHERE n.user_id = CAST(:me AS uuid) AND n.read_at IS NULL AND n.deleted_at IS NULL
      AND (CAST(:everything AS boolean) OR q.owner_id = n.user_id)
    LIMIT :most) found
""")


async def count_unread(reader: Reader, me: UUID, *, everything: bool, most: int) -> int:
    """Return how many the person has not read, up to ``most``."""
    row = await reader.first(_UNREAD, {"me": me, "everything": everything, "most": most})
    return 0 if row is None else int(row[0])


async def list_page(
    session: Session, me: UUID, *, everything: bool, unread: bool, page: int, per_page: int
) -> tuple[list[Notification], int]:
    """Return one page of what the person was told, the newest first, and the count."""
    query = notifications.live().where(Notification.user_id == me)
    if unread:
        query = query.where(Notification.read_at.is_(None))
    if not everything:
        query = query.where(_is_own(me))
    ordered = query.order_by(Notification.told_at.desc(), Notification.created_at.desc())
    return await notifications.list_page(session, ordered, page=page, per_page=per_page)


def _is_own(me: UUID) -> ColumnElement[bool]:
    return select(Quote.id).where(Quote.id == Notification.quote_id, Quote.owner_id == me).exists()


async def mark_read(
    session: Session, me: UUID, ids: Collection[UUID] | None, *, now: datetime
) -> None:
    """Mark some of the person's own as read, or all."""
    await session.execute(
        update(Notification)
        .where(
            Notification.user_id == me,
            Notification.read_at.is_(None),
            Notification.deleted_at.is_(None),
            *([] if ids is None else [Notification.id.in_(ids)]),
        )
        .values(read_at=now)
    )


async def list_choices(
    session: Session, user_ids: Collection[UUID], kind: str | None = None
) -> Sequence[NotificationChoice]:
    """Return what these people chose, of one kind or of all."""
    query = choices.live().where(NotificationChoice.user_id.in_(user_ids))
    if kind is not None:
        query = query.where(NotificationChoice.kind == kind)
    return await choices.list_all(session, query)


async def lock_choices(session: Session, me: UUID) -> Sequence[NotificationChoice]:
    """Return what the person chose, held until the transaction ends."""
    query = choices.live().where(NotificationChoice.user_id == me).with_for_update()
    return await choices.list_all(session, query)
