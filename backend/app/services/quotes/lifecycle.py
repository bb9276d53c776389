"""What becomes of a quote after it was written: deleted, restored, declined, expired."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, AnyActor, SystemActor
from app.domain.notifications import NotificationKind
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.status import Action, QuoteStatus, illegal, state_of, take
from app.repositories.quotes import freezing, writing
from app.repositories.quotes.loading import QuoteHead, find_state
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import QuoteDecline
from app.services import audit
from app.services.quotes.alerting import tell_owner
from app.services.quotes.context import (
    ENTITY,
    Desk,
    QuoteNotFound,
    get_document,
    get_locked,
    standing_of_head,
    written_standing,
)

BATCH: Final = 100


async def delete_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> None:
    """Put a draft out of sight; it can be restored.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.DELETE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    await mark(session, actor, head, state, {"deleted_at": now}, action="quote.deleted", now=now)


async def restore_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Bring a deleted draft back.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.RESTORE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    await mark(session, actor, head, state, {"deleted_at": None}, action="quote.restored", now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def decline_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteDecline,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Record that the customer said no, and why.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.DECLINE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    changed = {
        "status": QuoteStatus.DECLINED,
        "decided_at": now,
        "lost_reason": data.reason,
        "lost_note": data.note,
    }
    facts = {"reason": data.reason, "note": data.note}
    await mark(session, actor, head, state, changed, action="quote.declined", facts=facts, now=now)
    await tell_owner(
        session,
        actor,
        quote_id,
        NotificationKind.DECLINED,
        f"{actor.name} recorded that the customer declined",
        said=data.note,
        origin=desk.links.origin,
        now=now,
    )
    return await get_document(session, actor, quote_id, today=desk.today)


async def hold_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    note: str,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Let a quote wait: nothing of it is sent, accepted or ordered until it is released.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.HOLD, version=version, desk=desk)
    state = await get_state(session, quote_id)
    changed, facts = {"on_hold": True}, {"note": note}
    await mark(session, actor, head, state, changed, action="quote.held", facts=facts, now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def release_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    note: str,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Let a quote that was on hold go on from where it stood.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.RELEASE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    changed, facts = {"on_hold": False}, {"note": note}
    await mark(session, actor, head, state, changed, action="quote.released", facts=facts, now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def expire_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Write down that a sent quote's last day is over.

    Raises:
        QuoteNotFound, StaleQuote, NotYoursToDo
        IllegalTransition: it is not sent, or its last day is not over.
    """
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    # As it was written down, not as it is shown: shown, an overdue quote has expired already.
    written = written_standing(head)
    take(actor, Action.EXPIRE, written, head.owner_id)
    if head.valid_until >= desk.today:
        raise illegal(
            actor,
            Action.EXPIRE,
            written,
            head.owner_id,
            f"This quote is valid until {head.valid_until.isoformat()} and cannot expire before.",
        )
    state = await get_state(session, quote_id)
    changed = {"status": QuoteStatus.EXPIRED}
    await mark(session, actor, head, state, changed, action="quote.expired", now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def expire_overdue_quotes(
    session: Session, *, today: date, origin: str, now: datetime
) -> int:
    """Expire sent quotes whose last day is over in the shop, and tell their owners: nightly work.

    Returns:
        How many expired; call again while it is ``BATCH``.
    """
    expired = await freezing.expire_overdue(session, today=today, now=now, most=BATCH)
    for quote_id, base_number, valid_until in expired:
        audit.record(
            session,
            SystemActor(),
            "quote.expired",
            entity=ENTITY,
            entity_id=quote_id,
            label=quote_number(base_number),
            before={"status": QuoteStatus.SENT.value},
            after={
                "status": QuoteStatus.EXPIRED.value,
                "valid_until": valid_until.isoformat(),
            },
            now=now,
        )
        await tell_owner(
            session,
            SystemActor(),
            quote_id,
            NotificationKind.EXPIRED,
            "It expired without an answer",
            origin=origin,
            now=now,
        )
    return len(expired)


async def refresh_search(session: Session, customer_id: UUID) -> None:
    """Let a customer's quotes be found by its new name, or a contact's."""
    await freezing.refresh_search_text(session, customer_id)


async def get_state(session: Session, quote_id: UUID) -> dict[str, Any]:
    """Return the locked quote as it stands.

    Raises:
        QuoteNotFound: there is none.
    """
    state = await find_state(session, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return state


async def mark(
    session: Session,
    actor: AnyActor,
    head: QuoteHead,
    state: Mapping[str, Any],
    changed: Mapping[str, Any],
    *,
    action: str,
    facts: Mapping[str, Any] | None = None,
    now: datetime,
) -> None:
    """Write a step of the quote's life, one version on, with its audit entry."""
    fields = (
        "status",
        "lost_reason",
        "lost_note",
        "sent_at",
        "decided_at",
        "contact_id",
        "on_hold",
        "valid_until",
    )
    deleted_at = changed.get("deleted_at")
    row = {name: state[name] for name in fields} | {"deleted_at": deleted_at} | dict(changed)
    row |= {"id": head.id, "updated_at": now}
    row["changed_by"] = actor.user_id if isinstance(actor, Actor) else None
    await writing.mark_quote(session, row)
    was = state_of(QuoteStatus(head.status), deleted=head.deleted)
    became = state_of(QuoteStatus(row["status"]), deleted=row["deleted_at"] is not None)
    audit.record(
        session,
        actor,
        action,
        entity=ENTITY,
        entity_id=head.id,
        label=quote_number(state["base_number"]),
        before={"status": str(was)},
        after={"status": str(became), **(facts or {})},
        now=now,
    )


async def begin(
    session: Session, actor: Actor, quote_id: UUID, action: Action, *, version: int, desk: Desk
) -> QuoteHead:
    """Hold the quote for a step of its life that the actor may take now.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, action, standing_of_head(head, desk.today), head.owner_id)
    return head
