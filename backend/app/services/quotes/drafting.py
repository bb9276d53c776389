"""Changing drafts and pricing them; a preview is a change that is not written."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.estimating.rates import RateBook
from app.domain.permissions import Permission
from app.domain.quotes.approval import fingerprint
from app.domain.quotes.draft import (
    Author,
    Change,
    Costs,
    Draft,
    DraftLine,
    Header,
    LineKind,
    PutLine,
    apply_changes,
)
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.pricing import PricedLine
from app.domain.quotes.quote import PricedDraft, price_draft
from app.domain.quotes.status import Action, take
from app.repositories.quotes import writing
from app.repositories.quotes.loading import find_parties, find_state
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.quotes import LineInput, QuoteUpdate
from app.services import approvals, audit
from app.services.quotes import describing, mapping
from app.services.quotes.context import (
    ENTITY,
    Desk,
    QuoteNotFound,
    get_document,
    get_locked,
    standing_of_head,
)
from app.services.quotes.templates import find_template, lines_in

# Some twenty milliseconds of the engine: the thousands of a long quote take it a second and more.
PRICED_AT_ONCE: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """A quote before and after changes, with what they were worked out from."""

    state: Mapping[str, Any]
    before: Draft
    known: Mapping[UUID, PricedLine]
    after: PricedDraft
    parties: Mapping[str, Any]


async def edit_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteUpdate,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Apply changes to a draft, all or none, if it is still the version that the actor saw.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        StaleQuote: somebody changed it meanwhile.
        IllegalTransition: it is no draft.
        ValidationError: a change makes no sense.
        LineIdTaken: a line came under an id that belongs elsewhere.
    """
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, Action.EDIT, standing_of_head(head, desk.today), head.owner_id)
    change = await work_out(session, actor, quote_id, data, desk=desk, now=now)
    was, became = describing.edit_facts(
        change.before, change.after, old_total=change.state["total"]
    )
    number = change.state["base_number"]
    revision_id = UUID(change.state["revision_id"])
    await writing.write_lines(session, changed_rows(revision_id, change), now=now)
    await writing.update_quote(
        session,
        {
            **mapping.quote_row(change.after),
            "id": quote_id,
            "changed_by": actor.user_id,
            "updated_at": now,
            "search_text": describing.search_text(number, change.after, change.parties),
        },
        revision_id=revision_id,
        engine_version=ENGINE_VERSION,
        rate_card_version=change.after.rates_version,
    )
    if change.state["approved"]:
        await approvals.void_unless(
            session, quote_id, fingerprint(change.after), by=actor.name, now=now
        )
    audit.record(
        session,
        actor,
        "quote.edited",
        entity=ENTITY,
        entity_id=quote_id,
        label=quote_number(number),
        before=was,
        after=became,
        now=now,
    )
    return await get_document(session, actor, quote_id, today=desk.today)


def changed_rows(revision_id: UUID, change: WorkedOut) -> writing.LineRows:
    """Return what of the lines must be written; those that only moved get a position."""
    rows = writing.LineRows(revision_id=revision_id)
    old_places = {line.id: place for place, line in enumerate(change.before.lines, 1)}
    for place, line in enumerate(change.after.lines, 1):
        if not describing.unchanged(change.known.get(line.line.id), line):
            rows.lines.append(mapping.line_row(line, place))
            rows.quantities.extend(mapping.quantity_rows(line))
        elif old_places[line.line.id] != place:
            rows.moved.append({"id": line.line.id, "position": place})
    stays = {line.line.id for line in change.after.lines}
    rows.removed.extend(line_id for line_id in old_places if line_id not in stays)
    return rows


async def work_out(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteUpdate,
    *,
    desk: Desk,
    now: datetime,
) -> WorkedOut:
    """Return the quote as the changes would make it; nothing is written.

    Raises:
        ValidationError: a change makes no sense.
    """
    require_line_rights(actor, [one.line for one in data.changes if one.op == "put_line"])
    changes = mapping.to_changes(data.changes)
    if not actor.can(Permission.VIEW_COSTS):
        changes = [_keep_cost(one) for one in changes]
    state = await find_state(session, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    before, known = mapping.to_draft(state)
    costs = mapping.removed_costs(state) | await _costs_in_templates(session, actor, data)
    draft = apply_changes(before, changes, Author(actor.user_id, now), costs)
    require_production_rights(actor, before.lines, draft.lines)
    parties = await find_parties(
        session,
        customer_id=draft.header.customer_id,
        contact_id=draft.header.contact_id,
        owner_id=UUID(state["owner_id"]),
    )
    if (draft.header.customer_id, draft.header.contact_id) != (
        before.header.customer_id,
        before.header.contact_id,
    ):
        check_parties(draft.header, parties, path=("changes",))
    rates = await current_rates(session, parties, desk)
    after = await price_aside(draft, known, rates, parties, desk)
    return WorkedOut(state=state, before=before, known=known, after=after, parties=parties)


async def _costs_in_templates(
    session: Session, actor: Actor, data: QuoteUpdate
) -> dict[UUID, Costs]:
    """Return what the lines of the templates cost that the changes copy from."""
    puts = (one.line for one in data.changes if one.op == "put_line")
    costs: dict[UUID, Costs] = {}
    for template_id in {line.template_id for line in puts if line.template_id is not None}:
        template = await find_template(session, actor, template_id)
        costs |= {line.id: Costs.of(line) for line in lines_in(template)}
    return costs


async def current_rates(session: Session, parties: Mapping[str, Any], desk: Desk) -> RateBook:
    """Return the newest rate book, whose version came with the parties.

    Raises:
        NoRateCardError: none has been published.
    """
    version = parties["rate_card_version"]
    if version is None:
        return await desk.books.current(session)
    return await desk.books.version(session, version)


def price(
    draft: Draft,
    known: Mapping[UUID, PricedLine],
    rates: RateBook,
    parties: Mapping[str, Any],
    desk: Desk,
) -> PricedDraft:
    """Price a draft by the terms of its customer on the shop's day."""
    terms = mapping.to_customer_terms(parties["customer"])
    return price_draft(draft, known, rates, terms, on=desk.today)


async def price_aside(
    draft: Draft,
    known: Mapping[UUID, PricedLine],
    rates: RateBook,
    parties: Mapping[str, Any],
    desk: Desk,
) -> PricedDraft:
    """Price a draft; a long one in a thread, so that everybody else's requests go on meanwhile."""
    wanted = sum(len(line.quantities) for line in draft.lines if line.kind is LineKind.PRODUCT)
    if wanted <= PRICED_AT_ONCE:
        return price(draft, known, rates, parties, desk)
    return await asyncio.to_thread(price, draft, known, rates, parties, desk)


def require_line_rights(actor: Actor, lines: Sequence[LineInput]) -> None:
    """Refuse a cost from somebody who may not know costs, a price from who may not set one.

    A margin that is asked for tells the cost: whoever asks must be one who may know it.
    """
    quantities = [one for line in lines for one in line.quantities]
    aimed = any(one.target_margin is not None for one in quantities)
    costed = any(line.cost is not None or line.vendor_costs is not None for line in lines)
    if aimed or costed:
        actor.require(Permission.VIEW_COSTS)
    typed = any(
        one.typed_price is not None or one.typed_unit_price is not None for one in quantities
    )
    if aimed or typed:
        actor.require(Permission.OVERRIDE_PRICES)


def require_production_rights(
    actor: Actor, before: Sequence[DraftLine], after: Sequence[DraftLine]
) -> None:
    """Refuse a change to what was set by hand of a line's making from who may not set it.

    A line that keeps what somebody else set by hand, or goes with it, is anybody's to write.
    """
    known = {line.id: line.by_hand for line in before}
    if any(line.by_hand != known.get(line.id, {}) for line in after):
        actor.require(Permission.OVERRIDE_PRODUCTION)


def _keep_cost(change: Change) -> Change:
    """Leave a line's cost to those who may know it: null from others does not take it away."""
    return (
        replace(change, keep_cost=True, keep_vendor_costs=True)
        if isinstance(change, PutLine)
        else change
    )


def check_parties(header: Header, parties: Mapping[str, Any], *, path: tuple[str, ...]) -> None:
    """Refuse a customer or contact that is not there, or a contact of somebody else.

    Raises:
        ValidationError: the field that is wrong.
    """
    customer, contact = parties["customer"], parties["contact"]
    if header.customer_id is not None and (customer is None or customer["archived"]):
        raise ValidationError.for_field((*path, "customer_id"), "There is no such customer.")
    if header.contact_id is not None and (
        contact is None or contact["archived"] or contact["customer_id"] != str(header.customer_id)
    ):
        raise ValidationError.for_field((*path, "contact_id"), "This customer has no such contact.")
