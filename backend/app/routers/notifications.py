"""What one is told, and how one wants to be told."""

from typing import Annotated, Final

from fastapi import Query

from app.deps import DB, CurrentActor, Now, Read
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.base import PageNumber, PerPage
from app.schemas.notifications import (
    NotificationChoiceResponse,
    NotificationChoices,
    NotificationPage,
    NotificationsRead,
    UnreadCount,
)
from app.services import notifications

router: Final = Router(prefix="/api/notifications", tags=["notifications"], **ROUTE_OPTIONS)


@router.get("/unread", response_model=UnreadCount, status_code=200)
async def count_unread(read: Read, actor: CurrentActor) -> UnreadCount:
    """Count what one has not read yet."""
    return UnreadCount(unread=await notifications.count_unread(read, actor))


@router.get("", response_model=NotificationPage, status_code=200)
async def list_notifications(
    *,
    db: DB,
    read: Read,
    actor: CurrentActor,
    unread: Annotated[bool, Query()] = False,
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> object:
    """List what one was told, newest first."""
    return await notifications.list_notifications(
        db, read, actor, unread=unread, page=page, per_page=per_page
    )


@router.post("/read", response_model=None, status_code=204)
async def read_notifications(
    data: NotificationsRead, db: DB, actor: CurrentActor, now: Now
) -> None:
    """Mark some as read, or all."""
    await notifications.mark_read(db, actor, data.ids, now=now)


@router.get("/choices", response_model=list[NotificationChoiceResponse], status_code=200)
async def list_notification_choices(db: DB, actor: CurrentActor) -> object:
    """List how one is told of each kind."""
    return await notifications.list_choices(db, actor)


@router.put("/choices", response_model=list[NotificationChoiceResponse], status_code=200)
async def set_notification_choices(
    data: NotificationChoices, db: DB, actor: CurrentActor, now: Now
) -> object:
    """Choose how to be told."""
    return await notifications.set_choices(db, actor, data, now=now)
