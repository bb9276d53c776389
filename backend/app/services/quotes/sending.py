"""Sending: check everything, freeze the revision, store its document, queue the mail."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.documents.render import render_quote_pdf_async
from app.domain.actor import Actor
from app.domain.errors import ConflictError, ValidationError
from app.domain.mail import Letter, MailKind
from app.domain.money import money_text
from app.domain.permissions import Permission
from app.domain.quotes.draft import Draft, price_lists_of
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.quote import PricedDraft, price_draft, problems_before_sending
from app.domain.quotes.status import Action, QuoteStatus, take
from app.models.document import StoredDocument
from app.repositories.quotes import freezing, schedules
from app.repositories.quotes.loading import find_parties, find_state
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import QuoteSend
from app.services import approvals, idempotency, links, mail_templates, messages
from app.services.quotes import letters, mapping, papers, reviewing
from app.services.quotes.context import (
    Desk,
    QuoteNotFound,
    get_document,
    get_head,
    get_locked,
    stale,
    standing_of_head,
)
from app.services.quotes.lifecycle import mark

# How long a person can take a sending back.
UNDO_TIME: Final = timedelta(seconds=10)


class NotReadyToSend(ConflictError):
    """Something must be mended before this quote can go out; ``details`` say all of it."""

    code = "quote_not_ready"


class RatesChanged(ConflictError):
    """The rates changed since this quote was priced: save it again, or accept the old prices."""

    code = "quote_rates_changed"


class PricesChanged(ConflictError):
    """The customer's terms or taxes changed since this quote was saved: save it again first."""

    code = "quote_prices_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A quote ready to go: what it is frozen as, and to whom it goes with what words."""

    snapshot: dict[str, Any]
    contact_id: UUID | None
    recipients: list[str]
    cc: list[str]
    kind: MailKind
    letter: Letter


async def send_quote(  # noqa: PLR0913 - what is sent, how, and when
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteSend,
    *,
    version: int,
    desk: Desk,
    key: str | None,
    undo: timedelta = UNDO_TIME,
    now: datetime,
) -> QuoteDocument:
    """Freeze the revision as it stands, store its document and queue the mail that carries it.

    The mail waits for ``undo`` before it leaves: until then the sending can be taken back.

    The document is drawn before the quote is locked, so that nobody waits for it; what was drawn
    is what is sent, because the version is looked at again under the lock.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
        NotReadyToSend: with everything that a person must mend.
        RatesChanged, PricesChanged: the prices are not those of today.
        ApprovalNeeded: it goes beyond the actor's own authority, with every rule that fired and
            that no colleague cleared.
        KeyReused: the idempotency key belongs to another request.
    """
    actor.require(Permission.SEND_QUOTES)
    asked = {
        "do": "quote.send",
        "role": actor.role,
        "id": str(quote_id),
        "version": version,
        **data.model_dump(mode="json"),
    }
    once, answered = await idempotency.claim(session, actor, key, asked)
    if answered is not None:
        return QuoteDocument(json.dumps(answered), answered["version"])
    parcel = await pack(session, actor, quote_id, data, version=version, desk=desk)
    view = papers.to_view(parcel.snapshot, draft=False)
    stored = await desk.files.put(await render_quote_pdf_async(view, made_at=now), ".pdf")

    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, Action.SEND, standing_of_head(head, desk.today), head.owner_id)
    state = await find_state(session, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    number = quote_number(state["base_number"], state["revision"])
    await freezing.freeze_revision(
        session, UUID(state["revision_id"]), parcel.snapshot, stored.sha256, now=now
    )
    await freezing.documents.add(
        session,
        StoredDocument(
            quote_id=quote_id,
            revision_number=state["revision"],
            sha256=stored.sha256,
            size_bytes=stored.size,
            made_at=now,
        ),
    )
    await mark(
        session,
        actor,
        head,
        state,
        {"status": QuoteStatus.SENT, "sent_at": now, "contact_id": parcel.contact_id},
        action="quote.sent",
        facts={
            "revision": state["revision"],
            "recipients": [*parcel.recipients, *parcel.cc],
            "total": parcel.snapshot["totals"]["total"],
            "valid_until": parcel.snapshot["valid_until"],
            "document_sha256": stored.sha256,
            "rate_card_version": parcel.snapshot["rate_card_version"],
        },
        now=now,
    )
    # A question that nobody answered is answered by the one who sent the quote.
    await approvals.take_back(session, quote_id, actor, "recalled", "The quote was sent.", now=now)
    link = await links.make_link(
        session,
        quote_id=quote_id,
        revision=state["revision"],
        contact_id=parcel.contact_id,
        recipient=", ".join(parcel.recipients),
        keys=desk.links,
    )
    await messages.queue_message(
        session,
        actor,
        kind=parcel.kind.value,
        recipients=parcel.recipients,
        cc=parcel.cc,
        subject=parcel.letter.subject,
        body=parcel.letter.body,
        attachments=[
            messages.StoredAttachment(
                sha256=stored.sha256, name=f"{number}.pdf", media_type="application/pdf"
            )
        ]
        if data.attach_pdf
        else [],
        quote_id=quote_id,
        link_id=link.id if data.include_link else None,
        due_at=now + undo if undo else None,
        now=now,
    )
    # However a quote goes out, nobody sends it a second time at a later hour.
    await schedules.settle_waiting(session, quote_id, "sent", now=now)
    document = await get_document(session, actor, quote_id, today=desk.today)
    if key is not None:
        await once.keep(session, json.loads(document.text))
    return document


async def pack(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteSend,
    *,
    version: int,
    desk: Desk,
) -> Parcel:
    """Return what would go out now, or refuse with all that is in the way; nothing is written.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo, NotReadyToSend, RatesChanged,
        PricesChanged, ApprovalNeeded, MailTemplateNotFound, UnknownField
    """
    if not data.attach_pdf and not data.include_link:
        raise ValidationError.for_field(
            ("include_link",), "Attach the PDF or put the link into the mail."
        )
    head = await get_head(session, actor, quote_id, lock=False)
    if head.version != version:
        raise stale(await get_document(session, actor, quote_id, today=desk.today))
    take(actor, Action.SEND, standing_of_head(head, desk.today), head.owner_id)
    state = await find_state(session, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    draft, known = mapping.to_draft(state)
    contact_id = data.contact_id or draft.header.contact_id
    draft = replace(draft, header=replace(draft.header, contact_id=contact_id))
    parties = await find_parties(
        session,
        customer_id=draft.header.customer_id,
        contact_id=contact_id,
        owner_id=head.owner_id,
    )
    recipients = _recipients(draft, parties, data)
    rates = await desk.books.version(session, state["rate_card_version"])
    current = parties["rate_card_version"]
    newest = await desk.books.version(session, current)
    if not data.accept_stale_rates and not rates.prices_like(newest, price_lists_of(draft)):
        raise RatesChanged(
            RatesChanged.__doc__ or "", {"priced_with": rates.version, "current": current}
        )
    terms = mapping.to_customer_terms(parties["customer"])
    priced = price_draft(draft, known, rates, terms, on=desk.today)
    problems = problems_before_sending(priced, today=desk.today)
    if not recipients:
        problems.append("Choose a contact with an e-mail address, or say where to send it.")
    problems += reviewing.missing_reasons(actor, priced)
    if problems:
        raise NotReadyToSend(problems[0], {"problems": problems})
    _compare_totals(state, priced)
    judged = reviewing.judged_of(head, priced, parties, floor=rates.policy.margin_floor)
    await reviewing.require_authority(session, actor, head, judged, desk=desk)
    snapshot = papers.take_snapshot(state, priced, parties, shop=desk.shop, quoted_on=desk.today)
    kind = letters.kind_of(snapshot)
    letter = await mail_templates.write_letter(
        session,
        kind,
        letters.offer_values(snapshot),
        written=mail_templates.Written(
            code=data.template, subject=data.subject, body=data.message.strip()
        ),
    )
    return Parcel(
        snapshot=snapshot,
        contact_id=contact_id,
        recipients=recipients,
        cc=[one for one in dict.fromkeys(data.cc) if one not in recipients],
        kind=kind,
        letter=letter,
    )


def _recipients(draft: Draft, parties: Mapping[str, Any], data: QuoteSend) -> list[str]:
    contact = parties["contact"]
    if data.contact_id is not None and (
        contact is None
        or contact["archived"]
        or contact["customer_id"] != str(draft.header.customer_id)
    ):
        raise ValidationError.for_field(("contact_id",), "This customer has no such contact.")
    if data.to:
        return list(dict.fromkeys(data.to))
    email = None if contact is None else contact["email"]
    return [email] if email else []


def _compare_totals(state: Mapping[str, Any], priced: PricedDraft) -> None:
    """Refuse to send other sums than the sender saw: a certificate may have run out overnight."""
    totals = priced.totals
    total = None if totals.total is None else money_text(totals.total)
    if (money_text(totals.subtotal), total) != (state["subtotal"], state["total"]):
        raise PricesChanged(PricesChanged.__doc__ or "", {"total": total})
