"""Mail that was sent, and mail that could not be."""

from typing import Annotated

from fastapi import Query

from app.deps import DB, CurrentActor, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.base import Id, Page, PageNumber, PerPage
from app.schemas.messages import MessageResponse, MessageRetry, MessageStatus
from app.services import messages

router = Router(prefix="/api/messages", tags=["messages"], **ROUTE_OPTIONS)


@router.get("", response_model=Page[MessageResponse], status_code=200)
async def list_messages(
    db: DB,
    actor: CurrentActor,
    status: Annotated[MessageStatus | None, Query()] = None,
    quote_id: Annotated[Id | None, Query()] = None,
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
    *,
    dismissed: Annotated[bool, Query()] = False,
) -> messages.MessagePage:
    """List mails, newest first; of the failed ones, those that nobody has seen to."""
    return await messages.list_messages(
        db,
        actor,
        status=status,
        quote_id=quote_id,
        page=page,
        per_page=per_page,
        dismissed=dismissed,
    )


@router.post("/{message_id}/retry", response_model=MessageResponse, status_code=200)
async def retry_message(
    message_id: Id, db: DB, actor: CurrentActor, now: Now, data: MessageRetry | None = None
) -> object:
    """Send a mail again to whom it did not reach, or to others in their place."""
    return await messages.retry_message(db, actor, message_id, data, now=now)


@router.post("/{message_id}/dismiss", response_model=MessageResponse, status_code=200)
async def dismiss_message(message_id: Id, db: DB, actor: CurrentActor, now: Now) -> object:
    """Let a failed mail be."""
    return await messages.dismiss_message(db, actor, message_id, now=now)
