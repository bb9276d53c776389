"""Making drafts: from nothing, or from another quote."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from app.db import Session
from app.domain.actor import Actor
from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.permissions import Permission
from app.domain.quotes.draft import (
    Author,
    Change,
    Draft,
    DraftLine,
    Header,
    InvalidQuote,
    PutLine,
    apply_changes,
    copy_lines,
)
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.status import Action, take
from app.repositories.quotes import writing
from app.repositories.quotes.loading import find_parties, find_state
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import QuoteCreate
from app.services import audit, idempotency, numbering
from app.services.quotes import describing, mapping
from app.services.quotes.context import (
    ENTITY,
    Desk,
    QuoteNotFound,
    get_document,
    get_head,
    standing_of_head,
)
from app.services.quotes.drafting import (
    check_parties,
    current_rates,
    price_aside,
    require_line_rights,
    require_production_rights,
)
from app.services.quotes.templates import find_template, lines_in


async def create_quote(
    session: Session,
    actor: Actor,
    data: QuoteCreate,
    *,
    desk: Desk,
    key: str | None,
    now: datetime,
) -> QuoteDocument:
    """Make a draft for a customer, or for a prospect whose name is all that is known.

    Raises:
        PermissionDenied: the actor writes no quotes.
        ValidationError: there is no such customer or contact, or a line makes no sense.
        KeyReused: the idempotency key belongs to another request.
        LineIdTaken: a line came under an id that is in use.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    asked = {"do": "quote.create", "role": actor.role, **data.model_dump(mode="json")}
    once, answered = await idempotency.claim(session, actor, key, asked)
    if answered is not None:
        return QuoteDocument(json.dumps(answered), answered["version"])
    header = Header(
        title=data.title,
        customer_id=data.customer_id,
        prospect_name=data.prospect_name or None,
        contact_id=data.contact_id,
        valid_until=desk.today + timedelta(days=desk.habits.valid_days),
    )
    if (header.customer_id is None) == (header.prospect_name is None):
        raise InvalidQuote.for_field(
            ("customer_id",), "Choose a customer, or write down the prospect's name."
        )
    require_line_rights(actor, data.lines)
    changes = mapping.to_new_lines(data.lines)
    lines = [change.line for change in changes if isinstance(change, PutLine)]
    require_production_rights(actor, (), lines)
    header, copies = await _begin_from(session, actor, data, header, desk=desk)
    quote_id = await write_new(
        session,
        actor,
        Draft(header=header),
        [*copies, *changes],
        desk=desk,
        action="quote.created",
        now=now,
    )
    document = await get_document(session, actor, quote_id, today=desk.today)
    if key is not None:
        await once.keep(session, json.loads(document.text))
    return document


async def _begin_from(
    session: Session, actor: Actor, data: QuoteCreate, header: Header, *, desk: Desk
) -> tuple[Header, list[Change]]:
    """Return the header and the lines that a new quote takes over from a quote or a template.

    A discount goes with the customer that it was given to.

    Raises:
        QuoteNotFound, TemplateNotFound: what is named is not there, or not the actor's to use.
        IllegalTransition: the quote is deleted.
    """
    lines: Sequence[DraftLine] = ()
    if data.from_quote is not None:
        head = await get_head(session, actor, data.from_quote, lock=False)
        take(actor, Action.DUPLICATE, standing_of_head(head, desk.today), head.owner_id)
        state = await find_state(session, data.from_quote)
        if state is None:
            raise QuoteNotFound(QuoteNotFound.__doc__ or "")
        old, _ = mapping.to_draft(state)
        lines, before = old.lines, old.header
        header = replace(header, customer_note=before.customer_note)
        if before.customer_id is not None and before.customer_id == header.customer_id:
            header = replace(
                header,
                terms=before.terms,
                discount_percent=before.discount_percent,
                discount_amount=before.discount_amount,
            )
    elif data.from_template is not None:
        template = await find_template(session, actor, data.from_template)
        lines = lines_in(template)
        header = replace(header, customer_note=template.content["customer_note"])
    return header, [
        PutLine(line, keep_cost=False, keep_vendor_costs=False)
        for line in copy_lines(lines, as_same=False)
    ]


async def duplicate_quote(
    session: Session, actor: Actor, quote_id: UUID, *, desk: Desk, now: datetime
) -> QuoteDocument:
    """Make a new draft of the actor's own from a quote in any state, at today's rates.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        IllegalTransition: it is deleted.
    """
    head = await get_head(session, actor, quote_id, lock=False)
    take(actor, Action.DUPLICATE, standing_of_head(head, desk.today), head.owner_id)
    state = await find_state(session, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    old, _ = mapping.to_draft(state)
    lines = copy_lines(old.lines, as_same=False)
    header = replace(
        old.header, valid_until=desk.today + timedelta(days=desk.habits.valid_days), po_number=""
    )
    new_id = await write_new(
        session,
        actor,
        Draft(header=header),
        [PutLine(line, keep_cost=False, keep_vendor_costs=False) for line in lines],
        desk=desk,
        action="quote.duplicated",
        now=now,
        of=quote_number(state["base_number"]),
    )
    return await get_document(session, actor, new_id, today=desk.today)


async def write_new(
    session: Session,
    actor: Actor,
    empty: Draft,
    changes: Sequence[Change],
    *,
    desk: Desk,
    action: str,
    now: datetime,
    of: str | None = None,
) -> UUID:
    """Price and write a new quote; its number is drawn last, for the series waits until the end."""
    header = empty.header
    parties = await find_parties(
        session,
        customer_id=header.customer_id,
        contact_id=header.contact_id,
        owner_id=actor.user_id,
    )
    check_parties(header, parties, path=())
    if not header.terms:
        customer = parties["customer"]
        terms = desk.habits.usual_terms if customer is None else customer["payment_terms"]
        empty = replace(empty, header=replace(header, terms=terms))
    draft = apply_changes(empty, changes, Author(actor.user_id, now))
    rates = await current_rates(session, parties, desk)
    priced = await price_aside(draft, {}, rates, parties, desk)
    quote_id = uuid4()
    number = await numbering.draw_quote_number(session)
    row = {
        **mapping.quote_row(priced),
        "id": quote_id,
        "base_number": number,
        "status": "draft",
        "owner_id": actor.user_id,
        "changed_by": actor.user_id,
        "updated_at": now,
        "search_text": describing.search_text(number, priced, parties),
    }
    rows = writing.LineRows(
        revision_id=uuid4(),
        lines=[mapping.line_row(line, place) for place, line in enumerate(priced.lines, 1)],
        quantities=[row for line in priced.lines for row in mapping.quantity_rows(line)],
    )
    await writing.create_quote(
        session,
        row,
        rows,
        engine_version=ENGINE_VERSION,
        rate_card_version=rates.version,
        now=now,
    )
    after = describing.creation_facts(priced)
    audit.record(
        session,
        actor,
        action,
        entity=ENTITY,
        entity_id=quote_id,
        label=quote_number(number),
        after=after if of is None else {**after, "of": of},
        now=now,
    )
    return quote_id
