"""The way of a mail: queued with its cause, handed over by the worker, or taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from app.adapters.mail import AddressRefused
from app.adapters.queue import DELIVER_MESSAGE, enqueue
from app.db import Session
from app.domain.actor import Actor, AnyActor, SystemActor
from app.domain.errors import NotFoundError
from app.models.message import Message
from app.repositories import messages
from app.services import audit

QUEUED: Final = "queued"
SENT: Final = "sent"
FAILED: Final = "failed"
WITHDRAWN: Final = "withdrawn"

# Mail whose text lets its reader in: once it has left, nobody else needs it.
SECRET_KINDS: Final = frozenset({"invitation"})

MOST_ATTEMPTS: Final = 5
FIRST_DELAY: Final = timedelta(seconds=30)

SYSTEM: Final = SystemActor()


class MessageNotFound(NotFoundError):
    """There is no such mail, or it is not yours to see."""

    code = "message_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAttachment:
    """A stored file that goes with a mail, by the hash of its bytes."""

    sha256: str
    name: str
    media_type: str


async def queue_message(  # noqa: PLR0913 - the parts of a mail, each with its name
    session: Session,
    actor: AnyActor,
    *,
    kind: str,
    recipients: Sequence[str],
    cc: Sequence[str] = (),
    subject: str,
    body: str,
    attachments: Sequence[StoredAttachment] = (),
    quote_id: UUID | None = None,
    link_id: UUID | None = None,
    due_at: datetime | None = None,
    now: datetime,
) -> Message:
    """Write a mail and queue its delivery, both in the session's transaction.

    Args:
        session: the transaction of what the mail tells.
        actor: who sends it.
        kind: quote, invitation, ...
        recipients: addresses, checked before.
        cc: further addresses, which everybody sees.
        subject: one line.
        body: plain text, with ``LINK_HERE`` where the customer's link goes as the mail leaves.
        attachments: stored files.
        quote_id: the quote on whose timeline the mail stands.
        link_id: the customer's link that goes with it, below the text where none is marked.
        due_at: when it may leave, if not at once; until it does it can be taken back.
        now: the business time.
    """
    message_id = uuid4()
    message = Message(
        id=message_id,
        kind=kind,
        quote_id=quote_id,
        link_id=link_id,
        recipients=list(recipients),
        cc=list(cc),
        due_at=due_at,
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
        after={"recipients": [*recipients, *cc], "kind": kind},
        now=now,
    )
    wait = None if due_at is None else due_at - now
    await enqueue(session, DELIVER_MESSAGE, message.id, after=wait)
    return message


async def begin_delivery(
    session: Session, message_id: UUID, *, now: datetime
) -> Message | timedelta | None:
    """Return the mail that leaves now; how long it still waits; or None if there is nothing to do.

    Once it has begun to leave nobody takes it back, and a repeated job goes on with it: after a
    crash nobody knows whether it arrived, and twice is better than never.
    """
    message = await messages.find(session, message_id, lock=True)
    if message is None or message.status != QUEUED:
        return None
    if message.due_at is not None and message.due_at > now:
        return message.due_at - now
    message.begun_at = message.begun_at or now
    return message


def pending_of(message: Message) -> list[str]:
    """Return the addresses that the mail is still to be handed over for."""
    settled = {*message.delivered, *(one["address"] for one in message.refused)}
    return [one for one in [*message.recipients, *message.cc] if one not in settled]


async def record_outcome(
    session: Session, message_id: UUID, refused: Sequence[AddressRefused], *, now: datetime
) -> timedelta | None:
    """Note for which addresses the mail left, and for which it did not.

    Returns:
        How long to wait before it is tried again for those that were refused for now only,
        doubling each time; None when there is no more to try.
    """
    message = await _get_locked(session, message_id)
    again = [one for one in refused if not one.permanent]
    named = {one.address for one in refused}
    message.delivered = [
        *message.delivered,
        *(one for one in pending_of(message) if one not in named),
    ]
    message.attempts += 1
    final = message.attempts >= MOST_ATTEMPTS
    message.refused = [
        *message.refused,
        *(
            {"address": one.address, "reason": one.reason}
            for one in refused
            if one.permanent or final
        ),
    ]
    if again and not final:
        message.last_error = f"The mail server does not take mail for {_names(again)} just now."
        return FIRST_DELAY * (1 << (message.attempts - 1))
    _settle(session, message, now=now)
    return None


async def record_refusal(
    session: Session, message_id: UUID, reason: str, *, permanent: bool, now: datetime
) -> timedelta | None:
    """Note that the mail did not leave at all this time.

    Returns:
        How long to wait before the next try, doubling each time; None after the last.
    """
    message = await _get_locked(session, message_id)
    message.attempts += 1
    message.last_error = reason
    if not permanent and message.attempts < MOST_ATTEMPTS:
        return FIRST_DELAY * (1 << (message.attempts - 1))
    if message.delivered:
        message.refused = [
            *message.refused,
            *({"address": one, "reason": reason} for one in pending_of(message)),
        ]
        _settle(session, message, now=now)
        return None
    message.status = FAILED
    _audit_delivery(session, message, "message.failed", now=now)
    return None


async def find_failed(session: Session, message_id: UUID) -> Message | None:
    """Return the mail if it is not tried again and did not reach everybody."""
    message = await messages.find(session, message_id)
    if message is None or not (message.status == FAILED or message.refused):
        return None
    return message


def _settle(session: Session, message: Message, *, now: datetime) -> None:
    """Write what became of a mail that is not tried again."""
    refused = [one["address"] for one in message.refused]
    message.last_error = (
        f"The mail server refused {', '.join(refused)}. Check the address." if refused else ""
    )
    if not message.delivered:
        message.status = FAILED
        _audit_delivery(session, message, "message.failed", now=now)
        return
    message.status, message.sent_at = SENT, now
    if message.kind in SECRET_KINDS:
        message.body = ""
    _audit_delivery(session, message, "message.sent", now=now)


def _names(refused: Sequence[AddressRefused]) -> str:
    return ", ".join(one.address for one in refused)


async def withdraw_message(
    session: Session, actor: AnyActor, message: Message, *, now: datetime
) -> bool:
    """Take a locked mail back, unless it has begun to leave or its time is over.

    Returns:
        Whether it will stay in the house.
    """
    waits = message.due_at is not None and now < message.due_at
    if message.status != QUEUED or message.begun_at is not None or not waits:
        return False
    message.status = WITHDRAWN
    audit.record(
        session,
        actor,
        "message.withdrawn",
        entity="message",
        entity_id=message.id,
        label=message.kind,
        before={"status": QUEUED},
        after={"status": WITHDRAWN},
        now=now,
    )
    return True


async def find_newest(
    session: Session, quote_id: UUID, kinds: Collection[str], *, lock: bool = False
) -> Message | None:
    """Return the newest mail of these kinds about a quote."""
    return await messages.find_newest(session, quote_id, kinds, lock=lock)


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
