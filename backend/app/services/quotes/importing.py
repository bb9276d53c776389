"""Many drafts at once, as a file brings them; their numbers are drawn together, at the end.

The series of numbers waits for whoever has drawn one. So all is priced and written first, under
numbers that no quote has, and the real ones are given in one statement before the transaction ends.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any, Final
from uuid import UUID, uuid4

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.imports.quotes import QuoteEntry, QuoteRow
from app.domain.quotes.draft import (
    Author,
    Draft,
    DraftLine,
    Header,
    LineKind,
    LineQuantity,
    PutLine,
    apply_changes,
    new_quantity_id,
)
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.quote import PricedDraft, price_draft
from app.domain.shop import QuoteHabits
from app.repositories.quotes import numbers, writing
from app.repositories.quotes.loading import find_parties
from app.services import audit, numbering
from app.services.quotes import describing, mapping
from app.services.quotes.context import ENTITY

AT_ONCE: Final = 200
REASON: Final = "As in the old system"

type Tell = Callable[[int], Awaitable[None]]


async def add_imported_quotes(
    session: Session,
    actor: Actor,
    entries: Sequence[QuoteEntry],
    *,
    books: RateBookCache,
    habits: QuoteHabits,
    today: date,
    now: datetime,
    tell: Tell,
) -> list[tuple[UUID, str]]:
    """Write a draft for each entry; return their ids and numbers, in the same order.

    Raises:
        NoRateCardError: none has been published.
    """
    if not entries:
        return []
    rates = await books.current(session)
    parties: dict[UUID | None, dict[str, Any]] = {}
    written: list[tuple[UUID, PricedDraft, dict[str, Any]]] = []
    for batch in batched(entries, AT_ONCE):
        for entry in batch:
            if entry.customer_id not in parties:
                parties[entry.customer_id] = await find_parties(
                    session,
                    customer_id=entry.customer_id,
                    contact_id=None,
                    owner_id=actor.user_id,
                )
            own = parties[entry.customer_id]
            customer = own["customer"]
            terms = habits.usual_terms if customer is None else customer["payment_terms"]
            header = _header(entry, terms, today + timedelta(days=habits.valid_days))
            draft = apply_changes(
                Draft(header=header),
                [PutLine(_line(line), keep_cost=False) for line in entry.lines],
                Author(actor.user_id, now),
            )
            buyer = mapping.to_customer_terms(customer)
            priced = price_draft(draft, {}, rates, buyer, on=today)
            quote_id = uuid4()
            row = {
                **mapping.quote_row(priced),
                "id": quote_id,
                "base_number": -len(written) - 1,
                "status": "draft",
                "owner_id": actor.user_id,
                "changed_by": actor.user_id,
                "updated_at": now,
                "search_text": "",
            }
            await writing.create_quote(
                session,
                row,
                _rows(priced),
                engine_version=ENGINE_VERSION,
                rate_card_version=rates.version,
                now=now,
            )
            written.append((quote_id, priced, own))
        await tell(sum(len(entry.rows) for entry in batch))
    first = await numbering.draw_quote_numbers(session, len(written))
    given = [
        numbers.Given(
            id=one, number=number, search_text=describing.search_text(number, priced, own)
        )
        for number, (one, priced, own) in enumerate(written, first)
    ]
    await numbers.give_numbers(session, given)
    for one, entry, (_, priced, _) in zip(given, entries, written, strict=True):
        audit.record(
            session,
            actor,
            "quote.imported",
            entity=ENTITY,
            entity_id=one.id,
            label=quote_number(one.number),
            after={**describing.creation_facts(priced), "of": entry.reference},
            now=now,
        )
    await session.flush()
    return [(one.id, quote_number(one.number)) for one in given]


def _header(entry: QuoteEntry, terms: str, valid_until: date) -> Header:
    prospect = None if entry.customer_id is not None else str(entry.values["customer_name"])
    return Header(
        title=str(entry.values["title"]),
        customer_id=entry.customer_id,
        prospect_name=prospect,
        contact_id=None,
        valid_until=entry.valid_until or valid_until,
        terms=terms,
        po_number=str(entry.values.get("po_number", "")),
        customer_note=str(entry.values.get("customer_note", "")),
        internal_note=entry.internal_note,
    )


def _line(line: QuoteRow) -> DraftLine:
    """Return a line at the price that was typed: what it cost elsewhere, nobody knows here."""
    priced = line.price is not None or line.unit_price is not None
    quantity = LineQuantity(
        id=new_quantity_id(),
        quantity=line.quantity,
        selected=True,
        typed_price=line.price,
        typed_unit_price=line.unit_price,
        typed_reason=REASON if priced else "",
    )
    return DraftLine(
        id=uuid4(),
        kind=LineKind.OUTSIDE,
        title=line.title,
        description=line.description,
        quantities=(quantity,),
    )


def _rows(priced: PricedDraft) -> writing.LineRows:
    return writing.LineRows(
        revision_id=uuid4(),
        lines=[mapping.line_row(line, place) for place, line in enumerate(priced.lines, 1)],
        quantities=[one for line in priced.lines for one in mapping.quantity_rows(line)],
    )
