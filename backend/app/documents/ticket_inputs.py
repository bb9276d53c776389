"""A job ticket as the text that its template reads; it has no field for a price or a cost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.documents.inputs import Json, long_date, typed

_HOUR: Final = 60
# Past so many pieces on a sheet a number on each is only noise.
_NUMBERED: Final = 60
_LINES: Final = ("folds", "scores", "perforations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What the shop floor is given; ``lines`` are the order's work as it was written down."""

    number: str
    quote_number: str
    shop: str
    customer: str
    title: str
    po_number: str
    placed_on: date
    due_on: date | None
    note: str
    contact: str
    phone: str
    rep: str
    lines: Sequence[Mapping[str, Any]]


def ticket_inputs(ticket: Ticket) -> dict[str, str]:
    """Return what ``sys.inputs`` of the template holds: the ticket as one JSON text."""
    content: Json = {
        "number": ticket.number,
        "quote_number": ticket.quote_number,
        "shop": typed(ticket.shop),
        "customer": typed(ticket.customer),
        "title": typed(ticket.title),
        "po_number": typed(ticket.po_number),
        "placed_on": long_date(ticket.placed_on),
        "due_on": "" if ticket.due_on is None else long_date(ticket.due_on),
        "weekday": "" if ticket.due_on is None else f"{ticket.due_on:%A}",
        "note": [typed(row) for row in ticket.note.splitlines() if row.strip()],
        "contact": typed(" · ".join(filter(None, (ticket.contact, ticket.phone)))),
        "rep": typed(ticket.rep),
        "lines": [_line(line) for line in ticket.lines],
    }
    return {"ticket": json.dumps(content, ensure_ascii=True, sort_keys=True)}


def _line(line: Mapping[str, Any]) -> Json:
    quantity = line["quantity"]
    return {
        "position": str(line["position"]),
        "kind": line["kind"],
        "section": typed(line["section"]),
        "title": typed(line["title"]),
        "description": [typed(row) for row in line["description"].splitlines() if row.strip()],
        "specification": typed(line["specification"]),
        "vendor": typed(line["vendor"]),
        "quantity": "" if quantity is None else f"{quantity:,}",
        "parts": [_part(part, one_of=len(line["parts"])) for part in line["parts"]],
        "steps": [_step(step) for step in line["steps"]],
        "facts": _facts(line["facts"]),
    }


def _part(part: Mapping[str, Any], *, one_of: int) -> Json:
    bought = ""
    if part["parents"] and part["parent_out"] > 1:
        bought = f"{part['parents']:,} parent sheets, {part['parent_out']} out of each"
    gross, net = part["gross_sheets"], part["net_sheets"]
    rows = [
        ("Stock", _joined(part["stock_name"], part["stock"])),
        ("Press", part["words"] or part["press_name"]),
        ("Sheets to run", f"{gross:,} ({net:,} good)" if gross else ""),
        ("Cut from", bought),
        ("Forms", _joined(_many(part["forms"], "form"), _many(part["plates"], "plate"))),
        *((fact["label"], fact["value"]) for fact in part["facts"]),
    ]
    return {
        "name": typed(part["name"] if one_of > 1 else ""),
        "rows": [[label, typed(value)] for label, value in rows if value],
        "remarks": [typed(remark) for remark in part["remarks"]],
        "layout": None if part["layout"] is None else _layout(part["layout"]),
    }


def _layout(layout: Mapping[str, Any]) -> Json:
    """Return a drawing with all its lengths as text, measured from the sheet's top left corner."""
    height = layout["sheet_height"]
    cells = layout["cells"]
    margins = layout["unprintable"]
    return {
        "caption": _caption(layout),
        "width": str(layout["sheet_width"]),
        "height": str(height),
        "gripper": str(layout["gripper"]),
        "margins": {name: str(margins[name]) for name in ("left", "right", "top", "bottom")},
        "grain": layout["grain"],
        "numbered": len(cells) <= _NUMBERED,
        "cells": [
            {
                "x": str(cell["x"]),
                "y": str(height - cell["y"] - cell["height"]),
                "width": str(cell["width"]),
                "height": str(cell["height"]),
            }
            for cell in cells
        ],
        "cuts": [
            [str(cut["x1"]), str(height - cut["y1"]), str(cut["x2"]), str(height - cut["y2"])]
            for cut in layout["cuts"]
        ],
        "lines": [
            [name, *_on_sheet(line, cell, height)]
            for name in _LINES
            for line in layout.get(name, [])
            for cell in cells
        ],
        "notes": [typed(note) for note in layout.get("line_notes", [])],
    }


def _on_sheet(line: Mapping[str, int], cell: Mapping[str, Any], height: int) -> list[Json]:
    """Return a piece's own line where the piece lies; a rotated piece lies on its side."""
    ends = [(line["x1"], line["y1"]), (line["x2"], line["y2"])]
    if cell["rotated"]:
        ends = [(y, x) for x, y in ends]
    return [str(one) for x, y in ends for one in (cell["x"] + x, height - cell["y"] - y)]


def _caption(layout: Mapping[str, Any]) -> str:
    per_inch = layout["units_per_inch"]
    sides = [
        f"{(Decimal(layout[side]) / per_inch).quantize(Decimal('0.001')).normalize():f}"
        for side in ("sheet_width", "sheet_height")
    ]
    grain = {"width": ", grain along the width", "height": ", grain along the height"}
    return f"{' x '.join(sides)} in, {layout['n_up']:,} up{grain.get(layout['grain'], '')}"


def _step(step: Mapping[str, Any]) -> Json:
    units = step["units"]
    noun = step["unit_name"]
    if units is not None and Decimal(units) == 1:
        noun = noun.removesuffix("s")
    count = "" if units is None else f"{Decimal(units).normalize():,f} {noun}"
    return {
        "part": typed(step["part"]),
        "operation": typed(step["operation"]),
        "resource": typed("" if step["resource"] == step["operation"] else step["resource"]),
        "count": count.strip(),
        "time": _time(step["minutes"]),
    }


def _time(minutes: int) -> str:
    if not minutes:
        return ""
    hours, rest = divmod(minutes, _HOUR)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))


def _facts(facts: Sequence[Mapping[str, str]]) -> Json:
    return [[fact["label"], typed(fact["value"])] for fact in facts]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _many(count: int, noun: str) -> str:
    return "" if not count else f"{count} {noun}{'' if count == 1 else 's'}"
