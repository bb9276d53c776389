"""What changed between two editions of a quote, field by field, in the words of its readers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.domain.money import decimal_text, money_text
from app.domain.quotes.draft import DraftLine, LineKind
from app.domain.quotes.pricing import PricedLine, PricedQuantity

NOTHING: Final = "none"
OPEN: Final = "open"

_HEADER: Final[Mapping[str, str]] = {
    "title": "Title",
    "valid_until": "Valid until",
    "terms": "Terms",
    "po_number": "PO number",
    "customer_note": "Note to the customer",
    "discount_percent": "Discount",
    "discount_amount": "Discount in money",
}
_BILL_TO: Final[Mapping[str, str]] = {"customer": "Customer", "contact": "Contact"}
_KINDS: Final[Mapping[LineKind, str]] = {
    LineKind.PRODUCT: "product",
    LineKind.OUTSIDE: "outside purchase",
    LineKind.CHARGE: "charge",
    LineKind.NOTE: "note",
}
# Figures that only mean something together are told together.
_SIZE: Final = ("trim_width", "trim_height", "unit")
_COLOURS: Final[Mapping[str, str]] = {"": "Colours", "cover_": "Cover colours"}
_LABELS: Final[Mapping[str, str]] = {
    "product_type": "Product",
    "turnaround_days": "Turnaround in days",
    "overrides": "Set by hand",
    "cover_overrides": "Cover set by hand",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads otherwise now; both sides as a person reads them."""

    field: str
    before: str
    after: str


def header_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return what changed in the quote's own fields, from the snapshots of two editions."""
    return _differences(_header(before), _header(after))


def line_changes(
    before: PricedLine, after: PricedLine, names: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return what changed in a line; ``names`` are what codes of the rate books stand for."""
    return (
        *_differences(_fields(before.line, names), _fields(after.line, names)),
        *_typed_changes(before, after),
    )


def order_change(before: Sequence[int], after: Sequence[int]) -> tuple[FieldChange, ...]:
    """Return the change of the order in which the common lines stand, if it is one.

    Both say the lines' places in the first edition: as they stood, and as they stand now.
    """
    if list(before) == list(after):
        return ()
    was, now = (", ".join(map(str, places)) for places in (before, after))
    return (FieldChange("Order of the lines", was, now),)


def _header(snapshot: Mapping[str, Any]) -> dict[str, str]:
    fields = {label: str(snapshot["bill_to"][name]) for name, label in _BILL_TO.items()}
    for name, label in _HEADER.items():
        value = snapshot[name]
        if name == "valid_until":
            value = _day(date.fromisoformat(value))
        elif name == "discount_percent":
            value = _percent(Decimal(value))
        elif name == "discount_amount":
            value = _money(Decimal(value))
        fields[label] = value
    return fields


def _fields(line: DraftLine, names: Mapping[str, str]) -> dict[str, str]:
    fields = {
        "Kind": _KINDS[line.kind],
        "Title": line.title,
        "Section": line.section,
        "Description": line.description,
        **_quantity_fields(line),
        "Unit price": "" if line.unit_price is None else f"${decimal_text(line.unit_price)}",
        "Vendor": line.vendor,
        "Tax": line.tax_code,
        "Discount": _percent(line.discount_percent),
        "Optional": "yes" if line.optional else "no",
        "Alternate": "yes" if line.alternate_of else "no",
    }
    return fields | ({} if line.spec is None else _spec_fields(line.spec.to_document(), names))


def _quantity_fields(line: DraftLine) -> dict[str, str]:
    chosen = line.selected
    amounts = " / ".join(f"{one.quantity:,}" for one in line.quantities)
    fields = {"Quantity": amounts if chosen is None else f"{chosen.quantity:,}"}
    if len(line.quantities) > 1:
        fields["Quantities"] = amounts
        fields["Quantity"] = OPEN if chosen is None else fields["Quantity"]
    return fields


def _spec_fields(spec: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    rest = dict(spec)
    rest.pop("kind", None)
    fields: dict[str, str] = {}
    if all(name in rest for name in _SIZE):
        width, height, unit = (rest.pop(name) for name in _SIZE)
        fields["Size"] = f"{width} x {height} {unit}"
    for prefix, label in _COLOURS.items():
        sides = (f"{prefix}colours_front", f"{prefix}colours_back")
        if all(name in rest for name in sides):
            front, back = (rest.pop(name) for name in sides)
            fields[label] = f"{front}/{back}"
    for name, value in rest.items():
        fields.update(_flat(_LABELS.get(name, _words(name)), value, names))
    return fields


def _flat(label: str, value: object, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a value of a specification as one field, or each part of it as one."""
    match value:
        case dict():
            for name, part in value.items():
                yield from _flat(f"{label}: {_words(name).lower()}", part, names)
        case list() if any(isinstance(one, dict) for one in value):
            for place, one in enumerate(value, 1):
                yield from _flat(f"{label} {place}", one, names)
        case list():
            yield label, ", ".join(names.get(str(one), str(one)) for one in value)
        case bool():
            yield label, "yes" if value else "no"
        case None:
            yield label, ""
        case _:
            yield label, names.get(str(value), str(value))


def _typed_changes(before: PricedLine, after: PricedLine) -> Iterator[FieldChange]:
    """Tell of prices that a person typed, or gave back to the formula."""
    was = {one.written.quantity: one for one in before.quantities}
    for one in after.quantities:
        old = was.get(one.written.quantity)
        if old is not None and old.written.asked_price != one.written.asked_price:
            label = f"Price of {one.written.quantity:,}"
            yield FieldChange(label, _price_words(old), _price_words(one))


def _price_words(one: PricedQuantity) -> str:
    if one.price is None:
        return NOTHING
    return f"{_money(one.price)} {'typed' if one.written.is_typed else 'by formula'}"


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(label, before.get(label, "") or NOTHING, after.get(label, "") or NOTHING)
        for label in dict.fromkeys([*before, *after])
        if before.get(label, "") != after.get(label, "")
    )


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _percent(fraction: Decimal) -> str:
    return f"{decimal_text(fraction * 100)} %" if fraction else ""


def _money(amount: Decimal) -> str:
    return f"${Decimal(money_text(amount)):,}" if amount else ""


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
