"""What is kept of lines to be used again: what they are, never what they once cost a customer.

A template's lines have ids of their own, by which a copy of one can take over what it costs without
its maker seeing that. Prices that a person typed, discounts and what was set by hand of the making
stay behind: they belonged to one job.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from app.domain.estimating.spec import Specification, specification_from
from app.domain.money import decimal_text
from app.domain.quotes.draft import DraftLine, InvalidQuote, LineKind, LineQuantity, copy_lines
from app.domain.quotes.draft import new_quantity_id as new_id
from app.domain.quotes.vendors import VendorTable

type TemplateKind = Literal["quote", "section", "line"]


def pick_lines(
    lines: Sequence[DraftLine], wanted: Sequence[UUID], kind: TemplateKind
) -> list[DraftLine]:
    """Return the lines that a template of this kind keeps, in the quote's order.

    A quote keeps all of its lines, a section those that are named, a line itself alone.

    Raises:
        InvalidQuote: a line is named that the quote does not have, or the number does not fit.
    """
    if kind == "quote":
        found = list(lines)
    else:
        found = [line for line in lines if line.id in set(wanted)]
        if len(found) != len(wanted) or (kind == "line" and len(found) != 1):
            raise InvalidQuote.for_field(("line_ids",), "Name lines of this quote, each once.")
    if not found:
        raise InvalidQuote.for_field(("line_ids",), "There is no line yet that could be kept.")
    kept = {line.id for line in found}
    return [
        replace(
            line,
            section="" if kind == "line" else line.section,
            alternate_of=line.alternate_of if line.alternate_of in kept else None,
        )
        for line in found
    ]


def to_content(lines: Sequence[DraftLine]) -> list[dict[str, Any]]:
    """Write lines as a template keeps them, under new ids."""
    return [_write(line) for line in copy_lines(lines, as_same=False)]


def lines_of(content: Sequence[Mapping[str, Any]]) -> list[DraftLine]:
    """Read a template's lines; its quantities get new ids.

    Raises:
        ValidationError: a specification is one that this program no longer reads.
    """
    return [_read(one) for one in content]


def _write(line: DraftLine) -> dict[str, Any]:
    table = line.vendor_costs
    return {
        "id": str(line.id),
        "kind": line.kind.value,
        "section": line.section,
        "title": line.title,
        "description": line.description,
        "spec": None if line.spec is None else _unset(line.spec),
        "quantities": [
            {"quantity": one.quantity, "selected": one.selected} for one in line.quantities
        ],
        "unit_price": None if line.unit_price is None else decimal_text(line.unit_price),
        "vendor": line.vendor,
        "tax_code": line.tax_code,
        "optional": line.optional,
        "alternate_of": None if line.alternate_of is None else str(line.alternate_of),
        "internal": {
            "cost": None if line.cost is None else decimal_text(line.cost),
            "vendor_costs": None if table is None else table.to_document(),
        },
    }


def _unset(spec: Specification) -> dict[str, Any]:
    return {name: value for name, value in spec.to_document().items() if name not in spec.by_hand}


def _read(one: Mapping[str, Any]) -> DraftLine:
    spec, unit_price, alternate_of = one["spec"], one["unit_price"], one["alternate_of"]
    cost, table = one["internal"]["cost"], one["internal"]["vendor_costs"]
    return DraftLine(
        id=UUID(one["id"]),
        kind=LineKind(one["kind"]),
        section=one["section"],
        title=one["title"],
        description=one["description"],
        spec=None if spec is None else specification_from(spec),
        quantities=tuple(
            LineQuantity(id=new_id(), quantity=row["quantity"], selected=row["selected"])
            for row in one["quantities"]
        ),
        unit_price=None if unit_price is None else Decimal(unit_price),
        cost=None if cost is None else Decimal(cost),
        vendor=one["vendor"],
        vendor_costs=None if table is None else VendorTable.from_document(table),
        tax_code=one["tax_code"],
        optional=one["optional"],
        alternate_of=None if alternate_of is None else UUID(alternate_of),
    )
