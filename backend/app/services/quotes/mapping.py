"""Between the wire, the domain's values and the tables' rows: nothing is decided here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from app.domain.errors import ValidationError
from app.domain.estimating.spec import specification_from
from app.domain.money import ZERO
from app.domain.pricing.totals import CERTIFICATES, Certificate
from app.domain.quotes.draft import (
    Change,
    Costs,
    Draft,
    DraftLine,
    Header,
    LineKind,
    LineQuantity,
    OrderLines,
    PutLine,
    RemoveLine,
    SetFields,
    new_quantity_id,
)
from app.domain.quotes.pricing import PricedLine, PricedQuantity
from app.domain.quotes.quote import CustomerTerms, PricedDraft
from app.domain.quotes.vendors import VendorTable
from app.schemas import quotes as wire

# What null means where a column knows no null.
_EMPTY: Final[Mapping[str, Any]] = {
    "terms": "",
    "po_number": "",
    "customer_note": "",
    "internal_note": "",
    "discount_percent": ZERO,
    "discount_amount": ZERO,
}


def to_changes(sent: Sequence[wire.Change]) -> list[Change]:
    """Read changes from the wire.

    Raises:
        ValidationError: a field was cleared that must be filled, or a specification makes no sense.
    """
    return [_to_change(change, ("changes", place)) for place, change in enumerate(sent)]


def to_new_lines(sent: Sequence[wire.LineInput]) -> list[Change]:
    """Read the lines of a new quote, each as a change of its own."""
    return [
        PutLine(to_line(line, ("lines", place)), keep_cost=False) for place, line in enumerate(sent)
    ]


def _to_change(change: wire.Change, path: tuple[str | int, ...]) -> Change:
    match change:
        case wire.SetFields():
            return SetFields(_to_fields(change, path))
        case wire.PutLine():
            keep = "after_id" not in change.model_fields_set
            return PutLine(
                to_line(change.line, (*path, "line")),
                after="keep" if keep else change.after_id,
                keep_cost="cost" not in change.line.model_fields_set,
                keep_vendor_costs="vendor_costs" not in change.line.model_fields_set,
                copy_of=change.line.copy_of,
            )
        case wire.RemoveLine():
            return RemoveLine(change.id)
        case wire.OrderLines():
            return OrderLines(tuple(change.ids))


def _to_fields(change: wire.SetFields, path: tuple[str | int, ...]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name in change.model_fields_set - {"op"}:
        value = getattr(change, name)
        if value is None and name in {"title", "valid_until"}:
            raise ValidationError.for_field((*path, name), "Fill this in.")
        if name == "prospect_name":
            value = value or None
        fields[name] = _EMPTY.get(name) if value is None else value
    return fields


def to_line(sent: wire.LineInput, path: tuple[str | int, ...]) -> DraftLine:
    """Read one line from the wire.

    Raises:
        ValidationError: its specification makes no sense.
    """
    spec = None
    if sent.spec is not None and sent.kind == "product":
        spec = specification_from(sent.spec.to_document(), (*path, "spec"))
    return DraftLine(
        id=sent.id,
        kind=LineKind(sent.kind),
        title=sent.title,
        section=sent.section or "",
        description=sent.description or "",
        spec=spec,
        quantities=tuple(
            LineQuantity(
                id=one.id or new_quantity_id(),
                quantity=one.quantity,
                selected=one.selected,
                typed_price=one.typed_price,
                typed_unit_price=one.typed_unit_price,
                target_margin=one.target_margin,
                typed_reason=one.typed_reason or "",
            )
            for one in sent.quantities
        ),
        unit_price=sent.unit_price,
        cost=sent.cost,
        vendor=sent.vendor or "",
        vendor_costs=_to_vendor_table(sent, path),
        tax_code=sent.tax_code,
        discount_percent=sent.discount_percent,
        optional=sent.optional,
        alternate_of=sent.alternate_of,
    )


def _to_vendor_table(sent: wire.LineInput, path: tuple[str | int, ...]) -> VendorTable | None:
    if sent.vendor_costs is None:
        return None
    document = sent.vendor_costs.model_dump(mode="json")
    return VendorTable.from_document(document, (*path, "vendor_costs"))


def read_vendor_table(document: Mapping[str, Any] | None) -> VendorTable | None:
    """Read the vendor's table of a stored line, if it has one."""
    return None if document is None else VendorTable.from_document(document)


def to_draft(state: Mapping[str, Any]) -> tuple[Draft, dict[UUID, PricedLine]]:
    """Read a stored quote: what people wrote, and how each line was priced."""
    priced = [_to_priced_line(row) for row in state["lines"]]
    draft = Draft(header=_to_header(state["header"]), lines=tuple(one.line for one in priced))
    return draft, {one.line.id: one for one in priced}


def removed_costs(state: Mapping[str, Any]) -> dict[UUID, Costs]:
    """Read what lines cost that were taken out of a stored quote and may come back."""
    return {
        UUID(one["id"]): Costs(_decimal(one["cost"]), read_vendor_table(one["vendor_costs"]))
        for one in state["removed"]
    }


def _to_header(row: Mapping[str, Any]) -> Header:
    return Header(
        title=row["title"],
        customer_id=_id(row["customer_id"]),
        prospect_name=row["prospect_name"],
        contact_id=_id(row["contact_id"]),
        valid_until=date.fromisoformat(row["valid_until"]),
        terms=row["terms"],
        po_number=row["po_number"],
        customer_note=row["customer_note"],
        internal_note=row["internal_note"],
        discount_percent=Decimal(row["discount_percent"]),
        discount_amount=Decimal(row["discount_amount"]),
    )


def _to_priced_line(row: Mapping[str, Any]) -> PricedLine:
    line = DraftLine(
        id=UUID(row["id"]),
        kind=LineKind(row["kind"]),
        title=row["title"],
        section=row["section"],
        description=row["description"],
        spec=None if row["spec"] is None else specification_from(row["spec"]),
        quantities=tuple(_to_quantity(one) for one in row["quantities"]),
        unit_price=_decimal(row["unit_price"]),
        cost=_decimal(row["cost"]),
        vendor=row["vendor"],
        vendor_costs=read_vendor_table(row["vendor_costs"]),
        tax_code=row["tax_code"],
        discount_percent=Decimal(row["discount_percent"]),
        optional=row["optional"],
        alternate_of=_id(row["alternate_of"]),
        origin_id=_id(row["origin_id"]),
    )
    return PricedLine(
        line=line,
        spec_text=row["spec_text"],
        problem=row["problem"],
        repriced=False,
        rates_version=row["rates_version"],
        customer_level=row["customer_level"],
        priced_on=date.fromisoformat(row["priced_on"]),
        quantities=tuple(
            PricedQuantity(
                written=written,
                formula_price=_decimal(one["formula_price"]),
                cost=_decimal(one["cost"]),
                press_name=one["press_name"],
                sheets=one["sheets"],
            )
            for written, one in zip(line.quantities, row["quantities"], strict=True)
        ),
    )


def _to_quantity(row: Mapping[str, Any]) -> LineQuantity:
    return LineQuantity(
        id=UUID(row["id"]),
        quantity=row["quantity"],
        selected=row["selected"],
        typed_price=_decimal(row["typed_price"]),
        typed_unit_price=_decimal(row["typed_unit_price"]),
        typed_reason=row["typed_reason"],
        typed_by=_id(row["typed_by"]),
        typed_at=None if row["typed_at"] is None else datetime.fromisoformat(row["typed_at"]),
    )


def to_customer_terms(customer: Mapping[str, Any] | None) -> CustomerTerms:
    """Read by what terms a customer buys; a prospect buys by the shop's own."""
    if customer is None:
        return CustomerTerms()
    return CustomerTerms(
        price_level=customer["price_level"],
        certificates=tuple(
            Certificate(
                kind=one["kind"],
                state=one["state"],
                number=one["number"],
                expires_on=_date(one["expires_on"]),
            )
            for one in customer["certificates"]
            if one["kind"] in CERTIFICATES
        ),
    )


def quote_row(priced: PricedDraft) -> dict[str, Any]:
    """Return the columns of the quote's own row."""
    header, totals = priced.draft.header, priced.totals
    return {
        "customer_id": header.customer_id,
        "prospect_name": header.prospect_name,
        "contact_id": header.contact_id,
        "title": header.title,
        "valid_until": header.valid_until,
        "terms": header.terms,
        "po_number": header.po_number,
        "customer_note": header.customer_note,
        "internal_note": header.internal_note,
        "discount_percent": header.discount_percent,
        "discount_amount": header.discount_amount,
        "subtotal": totals.subtotal,
        "discount": totals.discount,
        "tax": totals.tax,
        "tax_rate": totals.tax_rate,
        "total": totals.total,
        "cost": totals.cost,
        "margin": priced.margin,
        "margin_amount": totals.margin,
        "light": priced.light,
        "warnings": priced.warnings,
        "sections": [one.to_document() for one in priced.sections],
    }


def line_row(line: PricedLine, position: int) -> dict[str, Any]:
    """Return the columns of a line."""
    written = line.line
    return {
        "id": written.id,
        "position": position,
        "kind": written.kind.value,
        "section": written.section,
        "title": written.title,
        "description": written.description,
        "specification": None if written.spec is None else written.spec.to_document(),
        "specification_text": line.spec_text,
        "vendor": written.vendor,
        "unit_price": written.unit_price,
        "purchase_cost": written.cost,
        "vendor_costs": None
        if written.vendor_costs is None
        else written.vendor_costs.to_document(),
        "tax_code": written.tax_code,
        "discount_percent": written.discount_percent,
        "optional": written.optional,
        "alternate_of": written.alternate_of,
        "problem": line.problem,
        "rate_card_version": line.rates_version,
        "customer_level": line.customer_level,
        "priced_on": line.priced_on,
        "origin_id": written.origin_id,
    }


def quantity_rows(line: PricedLine) -> list[dict[str, Any]]:
    """Return the columns of a line's quantities, in their order."""
    return [
        {
            "id": one.written.id,
            "line_id": line.line.id,
            "position": position,
            "quantity": one.written.quantity,
            "selected": one.written.selected,
            "price": one.price,
            "net_price": one.net,
            "unit_price": one.unit_price,
            "formula_price": one.formula_price,
            "typed_price": one.written.typed_price,
            "typed_unit_price": one.written.typed_unit_price,
            "typed_reason": one.written.typed_reason,
            "typed_by": one.written.typed_by,
            "typed_at": one.written.typed_at,
            "cost": one.cost,
            "margin": one.margin,
            "light": one.light,
            "press_name": one.press_name,
            "sheets": one.sheets,
            "estimate": one.estimate,
            "keep_estimate": not line.repriced,
        }
        for position, one in enumerate(line.quantities, 1)
    ]


def _id(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
