"""A sent revision in the hands of the customer: how it stands, and their own yes or no to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.db import Reader, Session
from app.domain.actor import AnyActor, CustomerActor
from app.domain.errors import ValidationError
from app.domain.notifications import NotificationKind
from app.domain.quotes.choosing import Choice, OfferState, offer_state, open_lines
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.quote import PricedDraft
from app.domain.quotes.status import Action, QuoteStatus, Standing, state_of, take_as_customer
from app.repositories.quotes.loading import QuoteHead, find_head, find_state
from app.repositories.quotes.offers import find_offer
from app.services import audit
from app.services.quotes.accepting import Yes, accept, price_choices
from app.services.quotes.alerting import tell_owner
from app.services.quotes.context import ENTITY, Desk, QuoteNotFound, standing_of_head
from app.services.quotes.lifecycle import get_state, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A sent revision as it stands; ``facts`` are its quote's, with the snapshot among them."""

    quote_id: UUID
    revision: int
    state: OfferState
    facts: Mapping[str, Any]

    @property
    def number(self) -> str:
        """The number that the revision went out under."""
        return quote_number(self.facts["base_number"], self.revision)

    @property
    def sha256(self) -> str:
        """The hash of the document that the customer sees."""
        found: str = self.facts["sha256"]
        return found

    @property
    def snapshot(self) -> Mapping[str, Any]:
        """What the revision was frozen as, costs among it."""
        found: Mapping[str, Any] = self.facts["snapshot"]
        return found


async def get_offer(
    source: Session | Reader, quote_id: UUID, revision: int, *, today: date
) -> Offer:
    """Return a sent revision as it stands today.

    Raises:
        QuoteNotFound: it was never sent.
    """
    facts = await find_offer(source, quote_id, revision, today=today)
    if facts is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    standing = Standing(
        state=state_of(QuoteStatus(facts["status"]), deleted=facts["deleted"]),
        on_hold=facts["on_hold"],
        converted=facts["converted"],
    )
    state = offer_state(standing, is_current=facts["current_revision"] == revision)
    return Offer(quote_id=quote_id, revision=revision, state=state, facts=facts)


async def lock_offer(session: Session, quote_id: UUID) -> QuoteHead:
    """Hold the quote until the transaction ends, for an answer to it.

    Raises:
        QuoteNotFound: there is none.
    """
    head = await find_head(session, quote_id, lock=True)
    if head is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return head


async def price_offer(
    source: Session | Reader,
    quote_id: UUID,
    choices: Sequence[tuple[int, int]],
    *,
    desk: Desk,
) -> tuple[PricedDraft, list[str]]:
    """Return what these lines and quantities come to, and the lines that are still open.

    Raises:
        QuoteNotFound: there is no such quote, or it was never sent.
        ValidationError: a choice names what the quote does not have.
    """
    state = await find_state(source, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    priced, _ = await price_choices(source, state, _named(state, choices), desk=desk)
    return priced, open_lines(priced)


async def accept_offer(
    session: Session,
    customer: CustomerActor,
    head: QuoteHead,
    yes: Yes,
    choices: Sequence[tuple[int, int]],
    *,
    desk: Desk,
    now: datetime,
) -> None:
    """Record the customer's own yes to a quote that is locked; choices are lines and quantities.

    Raises:
        IllegalTransition: the quote waits for no answer.
        ValidationError, NotReadyToApprove, TotalChanged, AlreadyAccepted
    """
    take_as_customer(Action.APPROVE, standing_of_head(head, desk.today))
    named = _named(await get_state(session, head.id), choices)
    await accept(session, customer, head, yes.choosing(named), desk=desk, now=now)


async def decline_offer(
    session: Session,
    customer: CustomerActor,
    head: QuoteHead,
    *,
    reason: str,
    note: str,
    desk: Desk,
    now: datetime,
) -> None:
    """Record the customer's own no to a quote that is locked.

    Raises:
        IllegalTransition: the quote waits for no answer.
    """
    take_as_customer(Action.DECLINE, standing_of_head(head, desk.today))
    state = await get_state(session, head.id)
    changed = {
        "status": QuoteStatus.DECLINED,
        "decided_at": now,
        "lost_reason": reason,
        "lost_note": note,
    }
    facts = {"reason": reason, "note": note, "by_link": True}
    await mark(
        session, customer, head, state, changed, action="quote.declined", facts=facts, now=now
    )
    await tell_owner(
        session,
        customer,
        head.id,
        NotificationKind.DECLINED,
        f"{customer.name} declined it",
        said=note,
        origin=None,
        now=now,
    )


def record_on_quote(
    session: Session,
    actor: AnyActor,
    quote_id: UUID,
    number: str,
    action: str,
    facts: dict[str, Any],
    *,
    now: datetime,
) -> None:
    """Write what happened around a quote, and changed nothing of it, on its timeline."""
    audit.record(
        session,
        actor,
        f"quote.{action}",
        entity=ENTITY,
        entity_id=quote_id,
        label=number,
        after=facts,
        now=now,
    )


def _named(state: Mapping[str, Any], choices: Sequence[tuple[int, int]]) -> list[Choice]:
    """Return the choices by the ids of lines and quantities, of which no customer knows."""
    found: list[Choice] = []
    for place, (position, quantity) in enumerate(choices):
        if not 1 <= position <= len(state["lines"]):
            raise ValidationError.for_field(
                ("choices", place, "line"), "This quote has no such line."
            )
        line = state["lines"][position - 1]
        one = next((one for one in line["quantities"] if one["quantity"] == quantity), None)
        if one is None:
            raise ValidationError.for_field(
                ("choices", place, "quantity"), "This line has no such quantity."
            )
        found.append(Choice(UUID(line["id"]), UUID(one["id"])))
    return found
