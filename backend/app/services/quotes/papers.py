"""A quote on paper: what a revision is frozen as, and the document that is drawn from it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from app.db import Reader, Session
from app.documents.quote_view import (
    BillTo,
    Person,
    QuantityRow,
    QuoteLine,
    QuoteView,
    Section,
    Totals,
)
from app.documents.render import render_quote_pages_async, render_quote_pdf_async
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.money import decimal_text, divide, money_text, round_money
from app.domain.permissions import Permission
from app.domain.quotes.draft import LineKind
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.pricing import UNIT_QUANTUM, PricedLine
from app.domain.quotes.quote import PricedDraft
from app.domain.shop import ShopProfile
from app.repositories.quotes.freezing import Frozen, find_frozen
from app.repositories.quotes.loading import find_parties, find_state
from app.services.quotes import mapping
from app.services.quotes.context import Desk, QuoteNotFound, RevisionNotFound, get_document
from app.services.quotes.drafting import price

COUNTRY_OF_THE_SHOP: Final = "US"


class PageNotFound(NotFoundError):
    """The document has no such page."""

    code = "page_not_found"


def take_snapshot(
    state: Mapping[str, Any],
    priced: PricedDraft,
    parties: Mapping[str, Any],
    *,
    shop: ShopProfile,
    quoted_on: date,
) -> dict[str, Any]:
    """Return everything that the paper says and that its prices came from, as plain JSON values.

    It is all that pricing the revision again reads. What a purchase costs stands under ``internal``
    and never reaches the paper.
    """
    header, totals = priced.draft.header, priced.totals
    customer, contact, owner = parties["customer"], parties["contact"], parties["owner"]
    return {
        "shop": asdict(shop),
        "number": quote_number(state["base_number"]),
        "revision": state["revision"],
        "engine_version": ENGINE_VERSION,
        "rate_card_version": priced.rates_version,
        "quoted_on": quoted_on.isoformat(),
        "valid_until": header.valid_until.isoformat(),
        "title": header.title,
        "po_number": header.po_number,
        "terms": header.terms,
        "customer_note": header.customer_note,
        "prepared_by": {"name": owner["name"], "email": owner["email"]},
        "bill_to": {
            "customer": header.prospect_name if customer is None else customer["name"],
            "contact": "" if contact is None else contact["name"],
            "address_lines": _address_lines(customer),
        },
        "customer": customer,
        "discount_percent": decimal_text(header.discount_percent),
        "discount_amount": money_text(header.discount_amount),
        "lines": [_line_snapshot(line, place) for place, line in enumerate(priced.lines, 1)],
        "sections": [one.to_document() for one in priced.sections],
        "totals": {
            "subtotal": money_text(totals.subtotal),
            "discount": money_text(totals.discount),
            "tax": money_text(totals.tax),
            "tax_rate": decimal_text(totals.tax_rate),
            "tax_label": totals.tax_label,
            "total": None if totals.total is None else money_text(totals.total),
        },
    }


def _line_snapshot(line: PricedLine, position: int) -> dict[str, Any]:
    written = line.line
    return {
        "id": str(written.id),
        "origin_id": None if written.origin_id is None else str(written.origin_id),
        "position": position,
        "kind": written.kind.value,
        "section": written.section,
        "title": written.title,
        "description": written.description,
        "spec": None if written.spec is None else written.spec.to_document(),
        "spec_text": line.spec_text,
        "unit_price": None if written.unit_price is None else decimal_text(written.unit_price),
        "tax_code": written.tax_code,
        "discount_percent": decimal_text(written.discount_percent),
        "optional": written.optional,
        "alternate_of": None if written.alternate_of is None else str(written.alternate_of),
        "customer_level": line.customer_level,
        "priced_on": line.priced_on.isoformat(),
        "internal": {
            "cost": None if written.cost is None else decimal_text(written.cost),
            "vendor_costs": None
            if written.vendor_costs is None
            else written.vendor_costs.to_document(),
        },
        "quantities": [
            {
                "id": str(one.written.id),
                "quantity": one.written.quantity,
                "selected": one.written.selected,
                "price": None if one.price is None else money_text(one.price),
                "net_price": None if one.net is None else money_text(one.net),
                "formula_price": None
                if one.formula_price is None
                else money_text(one.formula_price),
                "unit_price": None if one.unit_price is None else decimal_text(one.unit_price),
                "typed": one.written.is_typed,
            }
            for one in line.quantities
        ],
    }


def _address_lines(customer: Mapping[str, Any] | None) -> list[str]:
    """Return the billing address as an envelope has it, or the first that there is."""
    addresses = [] if customer is None else customer["addresses"]
    found = next((one for one in addresses if one["kind"] == "billing"), None)
    if found is None:
        if not addresses:
            return []
        found = addresses[0]
    place = " ".join(part for part in (found["region"], found["postal_code"]) if part)
    town = ", ".join(part for part in (found["city"], place) if part)
    country = "" if found["country"] == COUNTRY_OF_THE_SHOP else found["country"]
    return [part for part in (found["line1"], found["line2"], town, country) if part]


def to_view(snapshot: Mapping[str, Any], *, draft: bool) -> QuoteView:
    """Return the paper's view of a snapshot."""
    totals = snapshot["totals"]
    shop = dict(snapshot["shop"])
    shop["address_lines"] = tuple(shop["address_lines"])
    shop["terms"] = tuple(shop["terms"])
    bill_to = snapshot["bill_to"]
    return QuoteView(
        shop=ShopProfile(**shop),
        number=snapshot["number"],
        revision=snapshot["revision"],
        quoted_on=date.fromisoformat(snapshot["quoted_on"]),
        valid_until=date.fromisoformat(snapshot["valid_until"]),
        prepared_by=Person(**snapshot["prepared_by"]),
        bill_to=BillTo(
            customer=bill_to["customer"],
            contact=bill_to["contact"],
            address_lines=tuple(bill_to["address_lines"]),
        ),
        title=snapshot["title"],
        po_number=snapshot["po_number"],
        terms=snapshot["terms"],
        sections=_sections(snapshot["lines"], snapshot["sections"]),
        customer_note=snapshot["customer_note"],
        totals=Totals(
            subtotal=Decimal(totals["subtotal"]),
            discount=Decimal(totals["discount"]),
            tax_label=totals["tax_label"],
            tax_rate=Decimal(totals["tax_rate"]),
            tax=Decimal(totals["tax"]),
            total=None if totals["total"] is None else Decimal(totals["total"]),
        ),
        draft=draft,
    )


def _sections(
    lines: Sequence[Mapping[str, Any]], sums: Sequence[Mapping[str, Any]]
) -> tuple[Section, ...]:
    by_id = {line["id"]: line for line in lines}
    grouped = groupby(lines, key=lambda line: line["section"])
    return tuple(
        Section(
            heading=heading,
            lines=tuple(_line_view(line, by_id) for line in group),
            subtotal=Decimal(one["subtotal"]),
        )
        for (heading, group), one in zip(grouped, sums, strict=True)
    )


def _line_view(line: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> QuoteLine:
    # Revisions that were frozen before there were alternates do not speak of them.
    root = by_id.get(line.get("alternate_of") or "")
    return QuoteLine(
        position=line["position"],
        title=line["title"],
        specification=(line["spec_text"],) if line["spec_text"] else (),
        quantities=tuple(
            _quantity_view(one, discounted=Decimal(line["discount_percent"]) > 0)
            for one in line["quantities"]
        )
        if line["kind"] != LineKind.NOTE
        else (),
        discount_percent=Decimal(line["discount_percent"]),
        note=line["description"],
        optional=(root or line)["optional"],
        alternate_of=None if root is None else root["position"],
    )


def _quantity_view(one: Mapping[str, Any], *, discounted: bool) -> QuantityRow:
    """Return a quantity at what the customer pays; without a discount, at the unit price named."""
    if one["net_price"] is None:
        return QuantityRow(quantity=one["quantity"], price=None, selected=one["selected"])
    net, quantity = Decimal(one["net_price"]), Decimal(one["quantity"])
    unit_price = round_money(divide(net, quantity), quantum=UNIT_QUANTUM)
    return QuantityRow(
        quantity=one["quantity"],
        price=net,
        unit_price=unit_price if discounted else Decimal(one["unit_price"]),
        price_per_m=round_money(divide(net * 1000, quantity)),
        selected=one["selected"],
    )


async def read_paper(
    reader: Reader,
    actor: Actor,
    quote_id: UUID,
    number: int | None = None,
    *,
    desk: Desk,
    now: datetime,
) -> tuple[bytes, str | None]:
    """Return the PDF, and its hash if it is the stored one: the same bytes for ever.

    It is that of the current revision, or of the one with the number. What was never sent is drawn
    as it stands, marked as a draft.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        RevisionNotFound: the quote has no such revision.
        UnavailableError: the stored document cannot be read.
    """
    frozen = await _find_sent(reader, actor, quote_id, number, desk=desk)
    if frozen is not None:
        return await desk.files.read(frozen.sha256), frozen.sha256
    view = to_view(await snapshot_of_draft(reader, quote_id, desk=desk), draft=True)
    return await render_quote_pdf_async(view, made_at=now), None


async def read_page(
    reader: Reader,
    actor: Actor,
    quote_id: UUID,
    page: int,
    number: int | None = None,
    *,
    desk: Desk,
    now: datetime,
) -> tuple[bytes, int]:
    """Return one page of the document as an image, and how many there are; they count from 1.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        RevisionNotFound: the quote has no such revision.
        PageNotFound: the document is shorter.
    """
    frozen = await _find_sent(reader, actor, quote_id, number, desk=desk)
    if frozen is not None:
        view, made_at = to_view(frozen.snapshot, draft=False), frozen.frozen_at
    else:
        view = to_view(await snapshot_of_draft(reader, quote_id, desk=desk), draft=True)
        made_at = now
    pages = await render_quote_pages_async(view, made_at=made_at)
    if page > len(pages):
        raise PageNotFound(f"The document has {len(pages)} pages.", {"pages": len(pages)})
    return pages[page - 1], len(pages)


async def find_snapshot(
    reader: Reader, actor: Actor, quote_id: UUID, number: int | None = None, *, desk: Desk
) -> dict[str, Any]:
    """Return what a revision was frozen as, or would be if it were sent today.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        RevisionNotFound: the quote has no such revision.
    """
    frozen = await _find_sent(reader, actor, quote_id, number, desk=desk)
    if frozen is not None:
        return frozen.snapshot
    return await snapshot_of_draft(reader, quote_id, desk=desk)


def number_of(snapshot: Mapping[str, Any]) -> str:
    """Return the number under which a revision goes out: 12345Q, then 12345Q-R2."""
    number: str = snapshot["number"]
    revision: int = snapshot["revision"]
    return number if revision == 1 else f"{number}-R{revision}"


async def _find_sent(
    reader: Reader, actor: Actor, quote_id: UUID, number: int | None, *, desk: Desk
) -> Frozen | None:
    """Return the revision if it was sent; None if it is the draft that the quote is now."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    document = await get_document(reader, actor, quote_id, today=desk.today)
    frozen = await find_frozen(reader, quote_id, number)
    if frozen is None and number is not None and json.loads(document.text)["revision"] != number:
        raise RevisionNotFound(RevisionNotFound.__doc__ or "")
    return frozen


async def snapshot_of_draft(
    reader: Session | Reader, quote_id: UUID, *, desk: Desk
) -> dict[str, Any]:
    """Return what the quote would be frozen as if it were sent today."""
    state = await find_state(reader, quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    draft, known = mapping.to_draft(state)
    parties = await find_parties(
        reader,
        customer_id=draft.header.customer_id,
        contact_id=draft.header.contact_id,
        owner_id=UUID(state["owner_id"]),
    )
    rates = await desk.books.version(reader, state["rate_card_version"])
    priced = price(draft, known, rates, parties, desk)
    return take_snapshot(state, priced, parties, shop=desk.shop, quoted_on=desk.today)
