"""What becomes of a quote after it was written: deleted, restored, approved, declined, expired."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, SystemActor
from app.domain.errors import ConflictError, ValidationError
from app.domain.money import money_text
from app.domain.quotes.draft import Draft, LineKind
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.quote import PricedDraft, price_draft
from app.domain.quotes.status import Action, QuoteStatus, illegal, state_of, take
from app.models.quote import Acceptance
from app.repositories.quotes import freezing, writing
from app.repositories.quotes.loading import QuoteHead, find_state
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import QuantityChoice, QuoteApprove, QuoteDecline
from app.services import audit
from app.services.quotes import mapping
from app.services.quotes.context import (
    ENTITY,
    Desk,
    QuoteNotFound,
    get_document,
    get_locked,
    standing_of_head,
    written_standing,
)

BATCH: Final = 500
# What a choice of quantities moves in the quote's own row.
TOTALS: Final = (
    "subtotal",
    "discount",
    "tax",
    "total",
    "sections",
    "cost",
    "margin",
    "margin_amount",
    "light",
)


class NotReadyToApprove(ConflictError):
    """The customer's yes is to one quantity of each line; ``details`` say which are open."""

    code = "quote_choice_missing"


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
    head = await _begin(session, actor, quote_id, Action.DELETE, version=version, desk=desk)
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
    head = await _begin(session, actor, quote_id, Action.RESTORE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    await mark(session, actor, head, state, {"deleted_at": None}, action="quote.restored", now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def approve_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteApprove,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Record that the customer said yes to the sent revision, and to which quantities.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
        ValidationError: a choice names what the quote does not have.
        NotReadyToApprove: a required line has no chosen quantity.
        AlreadyAccepted: somebody accepted it before.
    """
    head = await _begin(session, actor, quote_id, Action.APPROVE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    priced = await _choose(session, quote_id, state, data.choices, desk=desk)
    if priced.totals.total is None:
        open_lines = [
            line.line.title
            for line in priced.lines
            if line.line.kind is not LineKind.NOTE
            and not line.line.optional
            and line.selected is None
        ]
        raise NotReadyToApprove(
            f"Choose a quantity for: {', '.join(open_lines)}.", {"lines": open_lines}
        )
    await freezing.acceptances.add(
        session,
        Acceptance(
            quote_id=quote_id,
            revision_number=state["revision"],
            total=priced.totals.total,
            accepted_at=now,
            accepted_name=data.name,
            evidence=data.note,
            recorded_by=actor.user_id,
        ),
    )
    facts = {
        "name": data.name,
        "note": data.note,
        "total": money_text(priced.totals.total),
        "choices": [choice.model_dump(mode="json") for choice in data.choices],
    }
    changed = {"status": QuoteStatus.APPROVED, "decided_at": now}
    await mark(session, actor, head, state, changed, action="quote.approved", facts=facts, now=now)
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
    head = await _begin(session, actor, quote_id, Action.DECLINE, version=version, desk=desk)
    state = await get_state(session, quote_id)
    changed = {
        "status": QuoteStatus.DECLINED,
        "decided_at": now,
        "lost_reason": data.reason,
        "lost_note": data.note,
    }
    facts = {"reason": data.reason, "note": data.note}
    await mark(session, actor, head, state, changed, action="quote.declined", facts=facts, now=now)
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


async def expire_overdue_quotes(session: Session, *, today: date, now: datetime) -> int:
    """Expire sent quotes whose last day is over in the shop: the nightly work.

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
    actor: Actor,
    head: QuoteHead,
    state: Mapping[str, Any],
    changed: Mapping[str, Any],
    *,
    action: str,
    facts: Mapping[str, Any] | None = None,
    now: datetime,
) -> None:
    """Write a step of the quote's life, one version on, with its audit entry."""
    fields = ("status", "lost_reason", "lost_note", "sent_at", "decided_at", "contact_id")
    deleted_at = changed.get("deleted_at")
    row = {name: state[name] for name in fields} | {"deleted_at": deleted_at} | dict(changed)
    row |= {"id": head.id, "changed_by": actor.user_id, "updated_at": now}
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


async def _begin(
    session: Session, actor: Actor, quote_id: UUID, action: Action, *, version: int, desk: Desk
) -> QuoteHead:
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, action, standing_of_head(head, desk.today), head.owner_id)
    return head


async def _choose(
    session: Session,
    quote_id: UUID,
    state: Mapping[str, Any],
    choices: Sequence[QuantityChoice],
    *,
    desk: Desk,
) -> PricedDraft:
    """Return the sent revision with the customer's choices, written down where they are new.

    It is worked out from what the revision was frozen with: the rate card, the certificates and
    the day of then, whatever has changed since.
    """
    frozen = await freezing.find_frozen(session, quote_id)
    if frozen is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    draft, known = mapping.to_draft(state)
    chosen = _check_choices(draft, choices)
    draft = replace(
        draft,
        lines=tuple(
            replace(
                line,
                quantities=tuple(
                    replace(one, selected=one.id == chosen[line.id]) for one in line.quantities
                ),
            )
            if line.id in chosen
            else line
            for line in draft.lines
        ),
    )
    priced = price_draft(
        draft,
        known,
        await desk.books.version(session, frozen.snapshot["rate_card_version"]),
        mapping.to_customer_terms(frozen.snapshot["customer"]),
        on=date.fromisoformat(frozen.snapshot["quoted_on"]),
    )
    if chosen:
        await freezing.choose_quantities(session, chosen)
        row = mapping.quote_row(priced)
        await freezing.write_totals(session, quote_id, {name: row[name] for name in TOTALS})
    return priced


def _check_choices(draft: Draft, choices: Sequence[QuantityChoice]) -> dict[UUID, UUID]:
    lines = {line.id: line for line in draft.lines}
    chosen: dict[UUID, UUID] = {}
    for place, choice in enumerate(choices):
        line = lines.get(choice.line_id)
        path = ("choices", place)
        if line is None or choice.line_id in chosen:
            raise ValidationError.for_field(
                (*path, "line_id"), "Name each line of the quote at most once."
            )
        if choice.quantity_id not in {one.id for one in line.quantities}:
            raise ValidationError.for_field(
                (*path, "quantity_id"), "This line has no such quantity."
            )
        # Who sent it had the authority for the chosen quantity, and perhaps not for the others.
        if line.selected is not None and line.selected.id != choice.quantity_id:
            raise ValidationError.for_field(
                (*path, "quantity_id"), "Another quantity of this line was chosen and sent."
            )
        chosen[choice.line_id] = choice.quantity_id
    return chosen
