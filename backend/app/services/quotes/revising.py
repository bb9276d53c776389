"""Revisions: what was sent is written anew under the same number, and the old one stays."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.permissions import Permission
from app.domain.quotes.approval import fingerprint
from app.domain.quotes.draft import Draft, copy_lines
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.status import Action, QuoteStatus, take
from app.repositories.quotes import reading, revisions, writing
from app.repositories.quotes.loading import find_parties, find_state
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import QuoteRevise
from app.services import approvals, audit
from app.services.quotes import describing, mapping
from app.services.quotes.context import (
    ENTITY,
    Desk,
    QuoteNotFound,
    RevisionNotFound,
    get_document,
    get_locked,
    sight_of,
    standing_of_head,
)
from app.services.quotes.drafting import current_rates, price_aside


async def revise_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteRevise,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Write a sent quote anew: the next revision is a draft with its lines, and takes its place.

    The draft is priced by today's rates, as every draft is; prices that a person typed stand. The
    old revision keeps its status and outcome and is superseded; its acceptance is set aside.

    Raises:
        QuoteNotFound, StaleQuote, NotYoursToDo
        IllegalTransition: it was not sent, its newest revision is open, or it became an order.
    """
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, Action.REVISE, standing_of_head(head, desk.today), head.owner_id)
    state = await find_state(session, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    old, _ = mapping.to_draft(state)
    parties = await find_parties(
        session,
        customer_id=old.header.customer_id,
        contact_id=old.header.contact_id,
        owner_id=head.owner_id,
    )
    contact = parties["contact"]
    gone = contact is not None and contact["archived"]
    header = replace(
        old.header,
        valid_until=desk.today + timedelta(days=desk.habits.valid_days),
        contact_id=None if gone else old.header.contact_id,
    )
    draft = Draft(header=header, lines=tuple(copy_lines(old.lines, as_same=True)))
    rates = await current_rates(session, parties, desk)
    priced = await price_aside(draft, {}, rates, parties, desk)
    revision_id, number = uuid4(), state["base_number"]
    await revisions.supersede(
        session,
        quote_id,
        revision_id=revision_id,
        engine_version=ENGINE_VERSION,
        rate_card_version=rates.version,
        reason=data.reason,
        made_by=actor.user_id,
        now=now,
    )
    await writing.write_lines(
        session,
        writing.LineRows(
            revision_id=revision_id,
            lines=[mapping.line_row(line, place) for place, line in enumerate(priced.lines, 1)],
            quantities=[row for line in priced.lines for row in mapping.quantity_rows(line)],
        ),
        now=now,
    )
    await writing.update_quote(
        session,
        {
            **mapping.quote_row(priced),
            "id": quote_id,
            "changed_by": actor.user_id,
            "updated_at": now,
            "search_text": describing.search_text(number, priced, parties),
        },
        revision_id=revision_id,
        engine_version=ENGINE_VERSION,
        rate_card_version=rates.version,
    )
    if state["approved"]:
        await approvals.void_unless(session, quote_id, fingerprint(priced), by=actor.name, now=now)
    audit.record(
        session,
        actor,
        "quote.revised",
        entity=ENTITY,
        entity_id=quote_id,
        label=quote_number(number),
        before={"status": head.status, "revision": head.revision, "total": state["total"]},
        after={
            "status": QuoteStatus.DRAFT.value,
            "revision": head.revision + 1,
            "total": describing.total_text(priced),
            "note": data.reason,
            "rate_card_version": rates.version,
        },
        now=now,
    )
    return await get_document(session, actor, quote_id, today=desk.today)


async def discard_revision(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Drop a draft revision: the one before it is current again, with its status and acceptance.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, Action.DISCARD, standing_of_head(head, desk.today), head.owner_id)
    state = await find_state(session, quote_id)
    number = await revisions.discard(session, quote_id, changed_by=actor.user_id, now=now)
    if state is None or number is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    after = await find_state(session, quote_id)
    audit.record(
        session,
        actor,
        "quote.revision_discarded",
        entity=ENTITY,
        entity_id=quote_id,
        label=quote_number(state["base_number"]),
        before={"status": head.status, "revision": head.revision, "total": state["total"]},
        after=None
        if after is None
        else {"status": after["status"], "revision": number, "total": after["total"]},
        now=now,
    )
    return await get_document(session, actor, quote_id, today=desk.today)


async def list_revisions(reader: Reader, actor: Actor, quote_id: UUID, *, desk: Desk) -> str:
    """Return all revisions of a quote with their outcomes as JSON, the first one first.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await revisions.list_documents(reader, quote_id, sight_of(actor), today=desk.today)
    if found is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return found


async def read_revision(
    reader: Reader, actor: Actor, quote_id: UUID, number: int, *, desk: Desk
) -> QuoteDocument:
    """Return one revision with its lines and totals, in the quote's own shape.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        RevisionNotFound: the quote has no such revision.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    await get_document(reader, actor, quote_id, today=desk.today)
    found = await reading.find_revision(reader, quote_id, number, sight_of(actor), today=desk.today)
    if found is None:
        raise RevisionNotFound(RevisionNotFound.__doc__ or "")
    return found
