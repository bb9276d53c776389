"""Mail out: queued with its cause, delivered by the worker, failed where a person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from app.adapters.queue import DELIVER_MESSAGE, enqueue
from app.db import Session
from app.domain.actor import Actor, AnyActor, SystemActor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Permission
from app.models.message import Message
from app.repositories import messages
from app.services import audit

QUEUED: Final = "queued"
SENT: Final = "sent"
FAILED: Final = "failed"

# Mail whose text lets its reader in: once it has left, nobody else needs it.
SECRET_KINDS: Final = frozenset({"invitation"})

# The customer's link is put in here as the mail leaves: who reads stored mails gets into no quote.
LINK_HERE: Final = "{link}"
LINK_BELOW: Final = "See the quote, choose and answer it here:"

MOST_ATTEMPTS: Final = 5
FIRST_DELAY: Final = timedelta(seconds=30)

SYSTEM: Final = SystemActor()


class MessageNotFound(NotFoundError):
    """There is no such mail, or it is not yours to see."""

    code = "message_not_found"


class MessageNotFailed(ConflictError):
    """Only a mail that failed can be sent again."""

    code = "message_not_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAttachment:
    """A stored file that goes with a mail, by the hash of its bytes."""

    sha256: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """One page of mails."""

    total: int
    page: int
    per_page: int
    items: Sequence[Message]


async def queue_message(  # noqa: PLR0913 - the parts of a mail, each with its name
    session: Session,
    actor: AnyActor,
    *,
    kind: str,
    recipients: Sequence[str],
    subject: str,
    body: str,
    attachments: Sequence[StoredAttachment] = (),
    quote_id: UUID | None = None,
    link_id: UUID | None = None,
    now: datetime,
) -> Message:
    """Write a mail and queue its delivery, both in the session's transaction.

    Args:
        session: the transaction of what the mail tells.
        actor: who sends it.
        kind: quote, invitation, ...
        recipients: addresses, checked before.
        subject: one line.
        body: plain text.
        attachments: stored files.
        quote_id: the quote on whose timeline the mail stands.
        link_id: the customer's link that goes with it: where the text says ``{link}``, else below.
        now: the business time.
    """
    message_id = uuid4()
    message = Message(
        id=message_id,
        kind=kind,
        quote_id=quote_id,
        link_id=link_id,
        recipients=list(recipients),
        subject=subject,
        body=body,
        attachments=[
            {"sha256": one.sha256, "name": one.name, "media_type": one.media_type}
            for one in attachments
        ],
        message_id=f"<{message_id}@patriotforge.local>",
        created_by=actor.user_id if isinstance(actor, Actor) else None,
    )
    # The mail and what it tells of stand beside each other on the timeline: by one clock.
    message.created_at = message.updated_at = now
    await messages.add(session, message)
    audit.record(
        session,
        actor,
        "message.queued",
        entity="message",
        entity_id=message.id,
        label=kind,
        after={"recipients": list(recipients), "kind": kind},
        now=now,
    )
    await enqueue(session, DELIVER_MESSAGE, message.id)
    return message


async def find_deliverable(session: Session, message_id: UUID) -> Message | None:
    """Return the mail if it still waits to be sent: a repeated job finds None."""
    message = await messages.find(session, message_id)
    return message if message is not None and message.status == QUEUED else None


def with_link(body: str, address: str | None) -> str:
    """Return a mail's text with the customer's link in its place, else below; or without one."""
    lines = body.split("\n")
    if address is None:
        return "\n".join(line for line in lines if LINK_HERE not in line)
    if LINK_HERE in body:
        return body.replace(LINK_HERE, address)
    return f"{body.rstrip()}\n\n{LINK_BELOW}\n{address}\n"


def with_footer(body: str, footer: str) -> str:
    """Return a mail's text with the shop's last lines under it."""
    return f"{body.rstrip()}\n\n{footer.strip()}\n" if footer.strip() else body


async def record_delivery(session: Session, message_id: UUID, *, now: datetime) -> None:
    """Note that the mail left."""
    message = await _get_locked(session, message_id)
    message.status, message.sent_at, message.last_error = SENT, now, ""
    if message.kind in SECRET_KINDS:
        message.body = ""
    message.attempts += 1
    _audit_delivery(session, message, "message.sent", now=now)


async def record_refusal(
    session: Session, message_id: UUID, reason: str, *, permanent: bool, now: datetime
) -> timedelta | None:
    """Note that the mail did not leave.

    Returns:
        How long to wait before the next try, doubling each time; None after the last.
    """
    message = await _get_locked(session, message_id)
    message.attempts += 1
    message.last_error = reason
    if permanent or message.attempts >= MOST_ATTEMPTS:
        message.status = FAILED
        _audit_delivery(session, message, "message.failed", now=now)
        return None
    return FIRST_DELAY * (1 << (message.attempts - 1))


async def list_messages(
    session: Session,
    actor: Actor,
    *,
    status: str | None,
    quote_id: UUID | None,
    page: int,
    per_page: int,
) -> MessagePage:
    """Return mails, newest first: all quotes' for those who see them all, else one's own.

    Mails that let people in are shown to those who manage people.
    """
    only = None if actor.can(Permission.READ_ALL_QUOTES) else actor.user_id
    hidden = frozenset() if actor.can(Permission.MANAGE_USERS) else SECRET_KINDS
    query = messages.matching(
        status=status, quote_id=quote_id, created_by=only, without_kinds=hidden
    )
    items, total = await messages.list_page(session, query, page=page, per_page=per_page)
    return MessagePage(total=total, page=page, per_page=per_page, items=items)


async def retry_message(
    session: Session, actor: Actor, message_id: UUID, *, now: datetime
) -> Message:
    """Queue a failed mail again, with all its tries.

    Raises:
        MessageNotFound: there is none, or it is somebody else's.
        MessageNotFailed: it has not failed.
    """
    message = await messages.find(session, message_id, lock=True)
    if message is None or not _is_seen(actor, message):
        raise MessageNotFound("There is no such mail.")
    actor.require(Permission.SEND_QUOTES)
    if message.status != FAILED:
        raise MessageNotFailed(
            "Only a mail that failed can be sent again.", {"status": message.status}
        )
    message.status, message.attempts = QUEUED, 0
    audit.record(
        session,
        actor,
        "message.retried",
        entity="message",
        entity_id=message.id,
        label=message.kind,
        before={"status": FAILED, "last_error": message.last_error},
        after={"status": QUEUED},
        now=now,
    )
    await enqueue(session, DELIVER_MESSAGE, message.id)
    return message


def _is_seen(actor: Actor, message: Message) -> bool:
    if message.kind in SECRET_KINDS:
        return actor.can(Permission.MANAGE_USERS)
    return actor.can(Permission.READ_ALL_QUOTES) or message.created_by == actor.user_id


async def _get_locked(session: Session, message_id: UUID) -> Message:
    message = await messages.find(session, message_id, lock=True)
    if message is None:
        raise MessageNotFound("There is no such mail.")
    return message


def _audit_delivery(session: Session, message: Message, action: str, *, now: datetime) -> None:
    after: dict[str, Any] = {"status": message.status, "attempts": message.attempts}
    if message.last_error:
        after["last_error"] = message.last_error
    audit.record(
        session,
        SYSTEM,
        action,
        entity="message",
        entity_id=message.id,
        label=message.kind,
        before={"status": QUEUED},
        after=after,
        now=now,
    )
