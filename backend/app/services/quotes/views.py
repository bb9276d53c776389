"""A priced draft as the wire shows it, before it is written: what a preview answers.

What is written is read back as JSON made by the database (``repositories/quotes/reading.py``). A
test holds the two against each other.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from app.domain.money import divide, money_text, round_money
from app.domain.quotes.pricing import UNIT_QUANTUM, PricedLine, PricedQuantity
from app.domain.quotes.quote import PricedDraft


def line_view(
    line: PricedLine, position: int, *, names: dict[UUID, str], internals: bool
) -> dict[str, Any]:
    """Return a line as the wire shows it; ``names`` are of people who typed prices."""
    written = line.line
    chosen = line.selected
    view: dict[str, Any] = {
        "id": str(written.id),
        "position": position,
        "kind": written.kind.value,
        "section": written.section,
        "title": written.title,
        "description": written.description,
        "spec": None if written.spec is None else written.spec.to_document(),
        "spec_text": line.spec_text,
        "unit_price": _unit(written.unit_price),
        "vendor": written.vendor,
        "tax_code": written.tax_code,
        "discount_percent": _share(written.discount_percent),
        "optional": written.optional,
        "alternate_of": None if written.alternate_of is None else str(written.alternate_of),
        "problem": line.problem,
        "quantities": [_quantity(one, names, internals=internals) for one in line.quantities],
        "selected_total": None if chosen is None else _money(chosen.net),
    }
    if internals:
        view["internal"] = {
            "cost": None if written.cost is None else _trimmed(written.cost),
            "vendor_costs": None
            if written.vendor_costs is None
            else written.vendor_costs.to_document(),
        }
    return view


def _quantity(one: PricedQuantity, names: dict[UUID, str], *, internals: bool) -> dict[str, Any]:
    written = one.written
    per_m = None
    if one.price is not None:
        per_m = money_text(divide(one.price * 1000, Decimal(written.quantity)))
    view: dict[str, Any] = {
        "id": str(written.id),
        "quantity": written.quantity,
        "price": _money(one.price),
        "unit_price": _unit(one.unit_price),
        "price_per_m": per_m,
        "formula_price": _money(one.formula_price),
        "typed": written.is_typed,
        "typed_unit_price": _unit(written.typed_unit_price),
        "typed_reason": written.typed_reason,
        "typed_by": None if written.typed_by is None else names.get(written.typed_by),
        "typed_at": written.typed_at,
        "selected": written.selected,
        "press_name": one.press_name,
        "sheets": one.sheets,
        "light": one.light,
    }
    if internals:
        cost = None if one.cost is None else round_money(one.cost)
        margin = None if cost is None or one.net is None else one.net - cost
        view["internal"] = {
            "cost": _money(cost),
            "margin": _money(margin),
            "margin_percent": None if one.margin is None else _share(one.margin),
        }
    return view


def totals_view(priced: PricedDraft, *, internals: bool) -> dict[str, Any]:
    """Return the totals as the wire shows them."""
    totals = priced.totals
    view: dict[str, Any] = {
        "subtotal": money_text(totals.subtotal),
        "discount": money_text(totals.discount),
        "tax": money_text(totals.tax),
        "tax_rate": _share(totals.tax_rate),
        "total": _money(totals.total),
        "light": priced.light,
        "warnings": list(priced.warnings),
        "sections": [one.to_document() for one in priced.sections],
    }
    if internals:
        view["internal"] = {
            "cost": _money(totals.cost),
            "margin": _money(totals.margin),
            "margin_percent": None if priced.margin is None else _share(priced.margin),
        }
    return view


def estimate_view(line: PricedLine, *, internals: bool) -> dict[str, Any]:
    """Return what the engine said about a line, where it was asked just now."""
    answers = [one.estimate for one in line.quantities if one.estimate is not None]
    return {
        "line_id": str(line.line.id),
        "quantities": answers if internals else without_internals(answers),
    }


def without_internals(document: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the document without what only some roles may see, at whatever depth it stands."""
    if isinstance(document, dict):
        return {
            name: without_internals(value) for name, value in document.items() if name != "internal"
        }
    if isinstance(document, list):
        return [without_internals(value) for value in document]
    return document


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else money_text(amount)


def _unit(amount: Decimal | None) -> str | None:
    if amount is None:
        return None
    trimmed = _trimmed(amount)
    places = len(trimmed.partition(".")[2])
    if places > -int(UNIT_QUANTUM.as_tuple().exponent):
        return trimmed
    return f"{round_money(amount, quantum=UNIT_QUANTUM):f}"


def _trimmed(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _share(amount: Decimal) -> str:
    return f"{round_money(amount, quantum=UNIT_QUANTUM):f}"
