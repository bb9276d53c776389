"""Mails as people see them: listed, sent again where they failed, or let be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from app.adapters.queue import DELIVER_MESSAGE, enqueue
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError
from app.domain.permissions import Permission
from app.models.message import Message
from app.repositories import messages
from app.schemas.messages import MessageRetry
from app.services import audit
from app.services.messages.leaving import (
    FAILED,
    QUEUED,
    SECRET_KINDS,
    SENT,
    MessageNotFound,
)

# Mail for a customer, whose address somebody may have mistyped.
TO_CUSTOMERS: Final = frozenset({"quote", "revised", "reminder", "receipt"})


class MessageNotFailed(ConflictError):
    """Only a mail that failed can be sent again."""

    code = "message_not_failed"


class FixedAddress(ConflictError):
    """This mail is for one person: it is sent again to the same address only."""

    code = "message_fixed_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """One page of mails."""

    total: int
    page: int
    per_page: int
    items: Sequence[Message]


async def list_messages(
    session: Session,
    actor: Actor,
    *,
    status: str | None,
    quote_id: UUID | None,
    page: int,
    per_page: int,
    dismissed: bool = False,
) -> MessagePage:
    """Return mails, newest first: all quotes' for those who see them all, else one's own.

    Mails that let people in are shown to those who manage people. Failed ones that somebody has
    seen to stand among the others, or alone if ``dismissed`` are asked for.
    """
    only = None if actor.can(Permission.READ_ALL_QUOTES) else actor.user_id
    hidden = frozenset() if actor.can(Permission.MANAGE_USERS) else SECRET_KINDS
    query = messages.matching(
        status=status,
        quote_id=quote_id,
        created_by=only,
        without_kinds=hidden,
        dismissed=dismissed if status == FAILED else None,
    )
    items, total = await messages.list_page(session, query, page=page, per_page=per_page)
    return MessagePage(total=total, page=page, per_page=per_page, items=items)


async def retry_message(
    session: Session,
    actor: Actor,
    message_id: UUID,
    data: MessageRetry | None = None,
    *,
    now: datetime,
) -> Message:
    """Queue a mail again, with all its tries, for the addresses that it did not reach.

    ``data`` may name others in their place: a mail to a customer whose address was mistyped.

    Raises:
        MessageNotFound: there is none, or it is somebody else's.
        MessageNotFailed: it reached everybody, or has not failed yet.
        FixedAddress: this mail belongs to its address.
    """
    message = await _get_seen(session, actor, message_id)
    if message.status != FAILED and not (message.status == SENT and message.refused):
        raise MessageNotFailed(
            "Only a mail that failed can be sent again.", {"status": message.status}
        )
    before = {"status": message.status, "last_error": message.last_error}
    if data is not None and data.to:
        if message.kind not in TO_CUSTOMERS:
            raise FixedAddress(FixedAddress.__doc__ or "")
        reached = message.delivered
        message.recipients = list(
            dict.fromkeys([*(one for one in message.recipients if one in reached), *data.to])
        )
        message.cc = [one for one in message.cc if one in reached]
    message.status, message.attempts, message.refused = QUEUED, 0, []
    message.begun_at = message.due_at = message.dismissed_at = None
    audit.record(
        session,
        actor,
        "message.retried",
        entity="message",
        entity_id=message.id,
        label=message.kind,
        before=before,
        after={"status": QUEUED, "recipients": [*message.recipients, *message.cc]},
        now=now,
    )
    await enqueue(session, DELIVER_MESSAGE, message.id)
    return message


async def dismiss_message(
    session: Session, actor: Actor, message_id: UUID, *, now: datetime
) -> Message:
    """Let a failed mail be: it is seen to, and leaves the list of what waits for somebody.

    Raises:
        MessageNotFound: there is none, or it is somebody else's.
        MessageNotFailed: it has not failed.
    """
    message = await _get_seen(session, actor, message_id)
    if message.status != FAILED:
        raise MessageNotFailed("Only a mail that failed waits for you.", {"status": message.status})
    if message.dismissed_at is None:
        message.dismissed_at = now
        audit.record(
            session,
            actor,
            "message.dismissed",
            entity="message",
            entity_id=message.id,
            label=message.kind,
            before=None,
            after={"last_error": message.last_error},
            now=now,
        )
    return message


async def _get_seen(session: Session, actor: Actor, message_id: UUID) -> Message:
    message = await messages.find(session, message_id, lock=True)
    if message is None or not _is_seen(actor, message):
        raise MessageNotFound("There is no such mail.")
    actor.require(Permission.SEND_QUOTES)
    return message


def _is_seen(actor: Actor, message: Message) -> bool:
    if message.kind in SECRET_KINDS:
        return actor.can(Permission.MANAGE_USERS)
    return actor.can(Permission.READ_ALL_QUOTES) or message.created_by == actor.user_id
