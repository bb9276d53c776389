"""The customer's yes: to which quantities and options, and how we know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from app.db import Reader, Session
from app.domain.actor import Actor, AnyActor
from app.domain.errors import ConflictError
from app.domain.money import money_text
from app.domain.notifications import NotificationKind
from app.domain.quotes.choosing import Choice, check_choices, open_lines, take_choices
from app.domain.quotes.quote import PricedDraft, price_draft
from app.domain.quotes.status import Action, QuoteStatus
from app.models.quote import Acceptance
from app.repositories.quotes import freezing
from app.repositories.quotes.loading import QuoteHead
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import QuoteApprove
from app.services.quotes import mapping
from app.services.quotes.alerting import tell_owner
from app.services.quotes.context import Desk, QuoteNotFound, get_document
from app.services.quotes.lifecycle import begin, get_state, mark

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


class TotalChanged(ConflictError):
    """What was accepted comes to another total than the one that was shown."""

    code = "quote_total_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Yes:
    """A yes with all that is known of it; what came by link has no evidence but itself.

    ``total`` is what the customer was shown in dollars and cents; None where nobody knows.
    """

    name: str
    choices: Sequence[Choice] = ()
    po_number: str = ""
    evidence: str = ""
    total: str | None = None
    link_id: UUID | None = None
    address: str = ""
    user_agent: str = ""

    def choosing(self, choices: Sequence[Choice]) -> "Yes":
        """Return the same yes, to these quantities."""
        return replace(self, choices=choices)


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
    head = await begin(session, actor, quote_id, Action.APPROVE, version=version, desk=desk)
    yes = Yes(
        name=data.name,
        po_number=data.po_number,
        evidence=data.note,
        choices=[Choice(one.line_id, one.quantity_id) for one in data.choices],
    )
    await accept(session, actor, head, yes, desk=desk, now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def accept(
    session: Session, actor: AnyActor, head: QuoteHead, yes: Yes, *, desk: Desk, now: datetime
) -> Acceptance:
    """Write the yes down for a quote that is locked and waits for one.

    Raises:
        ValidationError: a choice names what the quote does not have.
        NotReadyToApprove: a required line has no chosen quantity.
        TotalChanged: it comes to another total than the one named.
        AlreadyAccepted: somebody accepted it before.
    """
    state = await get_state(session, head.id)
    priced, chosen = await price_choices(session, state, yes.choices, desk=desk)
    total = priced.totals.total
    if total is None:
        lines = open_lines(priced)
        raise NotReadyToApprove(f"Choose a quantity for: {', '.join(lines)}.", {"lines": lines})
    if yes.total not in {None, money_text(total)}:
        raise TotalChanged(
            f"What you chose comes to ${total:,}. Look at it once more before you accept.",
            {"total": money_text(total)},
        )
    if chosen:
        await freezing.choose_quantities(session, chosen)
        row = mapping.quote_row(priced)
        await freezing.write_totals(session, head.id, {name: row[name] for name in TOTALS})
    frozen = await get_frozen(session, head.id)
    accepted = await freezing.acceptances.add(
        session,
        Acceptance(
            quote_id=head.id,
            revision_number=state["revision"],
            total=total,
            accepted_at=now,
            accepted_name=yes.name,
            evidence=yes.evidence,
            po_number=yes.po_number,
            choices=_taken(state, priced),
            document_sha256=frozen.sha256,
            link_id=yes.link_id,
            address=yes.address,
            user_agent=yes.user_agent,
            recorded_by=actor.user_id if isinstance(actor, Actor) else None,
        ),
    )
    if yes.po_number:
        await freezing.write_po_number(session, head.id, yes.po_number)
    facts = {
        "name": yes.name,
        "note": yes.evidence,
        "po_number": yes.po_number,
        "total": money_text(total),
        "document_sha256": frozen.sha256,
        "choices": accepted.choices,
        "by_link": yes.link_id is not None,
    }
    changed = {"status": QuoteStatus.APPROVED, "decided_at": now}
    await mark(session, actor, head, state, changed, action="quote.approved", facts=facts, now=now)
    await tell_owner(
        session,
        actor,
        head.id,
        NotificationKind.ACCEPTED,
        f"{yes.name} accepted it at ${total:,}",
        # A yes by link has a receipt, of which the owner gets a copy.
        origin=None if yes.link_id is not None else desk.links.origin,
        now=now,
    )
    return accepted


async def price_choices(
    source: Session | Reader, state: Mapping[str, Any], choices: Sequence[Choice], *, desk: Desk
) -> tuple[PricedDraft, dict[UUID, UUID]]:
    """Return the sent revision with the customer's choices, and each chosen line's quantity.

    It is worked out from what the revision was frozen with: the rate card, the certificates and
    the day of then, whatever has changed since. Nothing is written.

    Raises:
        ValidationError: a choice names what the quote does not have.
    """
    frozen = await get_frozen(source, state["id"])
    draft, known = mapping.to_draft(state)
    chosen = check_choices(draft, choices)
    priced = price_draft(
        take_choices(draft, chosen),
        known,
        await desk.books.version(source, frozen.snapshot["rate_card_version"]),
        mapping.to_customer_terms(frozen.snapshot["customer"]),
        on=date.fromisoformat(frozen.snapshot["quoted_on"]),
    )
    return priced, chosen


async def get_frozen(source: Session | Reader, quote_id: UUID) -> freezing.Frozen:
    """Return what the quote's current revision was sent with.

    Raises:
        QuoteNotFound: it was never sent.
    """
    frozen = await freezing.find_frozen(source, quote_id)
    if frozen is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return frozen


def _taken(state: Mapping[str, Any], priced: PricedDraft) -> list[dict[str, Any]]:
    """Return the quantity of each line that the total counts, and whether it was an option."""
    optional = {line["id"] for line in state["lines"] if line["optional"]}
    return [
        {
            "line_id": str(line.line.id),
            "quantity_id": str(line.selected.written.id),
            "optional": str(line.line.id) in optional,
        }
        for line in priced.lines
        if line.selected is not None and line.line.counts
    ]
