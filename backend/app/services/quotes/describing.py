"""What of a quote goes into the audit log and the search text: nothing of what it costs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.domain.money import decimal_text, money_text
from app.domain.quotes.draft import Draft, DraftLine, Header
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.pricing import PricedLine
from app.domain.quotes.quote import PricedDraft


def search_text(base_number: int, priced: PricedDraft, parties: Mapping[str, Any]) -> str:
    """Return everything that a person may look for; the database folds case and accents."""
    header = priced.draft.header
    customer, contact = parties.get("customer"), parties.get("contact")
    words = [
        quote_number(base_number),
        header.prospect_name if customer is None else customer["name"],
        None if contact is None else contact["name"],
        header.title,
        header.po_number,
        *(text for line in priced.lines for text in (line.line.title, line.spec_text)),
    ]
    return " ".join(word for word in words if word)


def header_facts(header: Header) -> dict[str, Any]:
    """Return the header as plain JSON values."""
    return {
        "title": header.title,
        "customer_id": _text(header.customer_id),
        "prospect_name": header.prospect_name,
        "contact_id": _text(header.contact_id),
        "valid_until": header.valid_until.isoformat(),
        "terms": header.terms,
        "po_number": header.po_number,
        "customer_note": header.customer_note,
        "internal_note": header.internal_note,
        "discount_percent": decimal_text(header.discount_percent),
        "discount_amount": money_text(header.discount_amount),
    }


def line_facts(line: DraftLine) -> dict[str, Any]:
    """Return a line as people wrote it, as plain JSON values."""
    return {
        "id": str(line.id),
        "kind": line.kind.value,
        "section": line.section,
        "title": line.title,
        "description": line.description,
        "spec": None if line.spec is None else line.spec.to_document(),
        "quantities": [
            {
                "quantity": one.quantity,
                "selected": one.selected,
                "typed_price": None if one.typed_price is None else money_text(one.typed_price),
                "typed_unit_price": (
                    None if one.typed_unit_price is None else decimal_text(one.typed_unit_price)
                ),
                "typed_reason": one.typed_reason,
            }
            for one in line.quantities
        ],
        "unit_price": None if line.unit_price is None else decimal_text(line.unit_price),
        "vendor": line.vendor,
        "tax_code": line.tax_code,
        "discount_percent": decimal_text(line.discount_percent),
        "optional": line.optional,
        "alternate_of": _text(line.alternate_of),
    }


def edit_facts(
    before: Draft, after: PricedDraft, *, old_total: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an edit changed: fields, whole lines, their order, the total."""
    was: dict[str, Any] = {}
    now: dict[str, Any] = {}
    old, new = header_facts(before.header), header_facts(after.draft.header)
    for name in old:
        if old[name] != new[name]:
            was[name], now[name] = old[name], new[name]
    old_lines = {line.id: line for line in before.lines}
    new_lines = {line.id: line for line in after.draft.lines}
    changed = [
        line_id
        for line_id in {**old_lines, **new_lines}
        if old_lines.get(line_id) != new_lines.get(line_id)
    ]
    if changed:
        was["lines"] = [line_facts(old_lines[one]) for one in changed if one in old_lines]
        now["lines"] = [line_facts(new_lines[one]) for one in changed if one in new_lines]
    if [one for one in old_lines if one in new_lines] != [
        one for one in new_lines if one in old_lines
    ]:
        was["order"] = [str(one) for one in old_lines]
        now["order"] = [str(one) for one in new_lines]
    total = total_text(after)
    if total != old_total:
        was["total"], now["total"] = old_total, total
    return was, now


def total_text(priced: PricedDraft) -> str | None:
    """Return the total as text, or None while it is open."""
    return None if priced.totals.total is None else money_text(priced.totals.total)


def creation_facts(priced: PricedDraft) -> dict[str, Any]:
    """Return what a new quote began with."""
    return {
        **header_facts(priced.draft.header),
        "lines": [line_facts(line.line) for line in priced.lines],
        "total": total_text(priced),
    }


def unchanged(before: PricedLine | None, after: PricedLine) -> bool:
    """Whether the line stands in the database as it is: written alike, priced by the same rates."""
    return (
        before is not None
        and before.line == after.line
        and before.rates_version == after.rates_version
        and before.problem == after.problem
        and not (after.repriced and after.line.spec is not None)
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
