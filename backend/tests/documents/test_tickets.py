"""A job ticket is drawn whatever the work is, and says it to somebody at a press."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from app.documents.render import render_ticket_pdf
from app.documents.ticket_inputs import Ticket

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
INCH = 40_640


def layout(up: int, **changes: object) -> dict[str, Any]:
    cells = [
        {
            "x": INCH // 2 + place * INCH // 4,
            "y": INCH,
            "width": INCH // 4,
            "height": 2 * INCH,
            "rotated": place % 2 == 1,
        }
        for place in range(up)
    ]
    line = {"x1": 0, "y1": INCH, "x2": INCH // 4, "y2": INCH}
    return {
        "units_per_inch": INCH,
        "sheet_width": 25 * INCH,
        "sheet_height": 19 * INCH,
        "unprintable": {"left": 5_080, "right": 5_080, "top": 5_080, "bottom": INCH // 2},
        "gripper": INCH // 2,
        "grain": "width",
        "n_up": up,
        "cells": cells,
        "cuts": [{"x1": 0, "y1": INCH, "x2": 25 * INCH, "y2": INCH}],
        "folds": [line],
        "scores": [line],
        "perforations": [line],
        "line_notes": ["Half fold: 1 line."],
        **changes,
    }


def part(name: str, drawn: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "name": name,
        "press_name": "Press 2",
        "stock": "C1S-14-25X19",
        "stock_name": "14 pt C1S cover",
        "words": "Press 2, 19 x 25 in, work and turn",
        "forms": 1,
        "plates": 4,
        "net_sheets": 1_250,
        "gross_sheets": 1_420,
        "parents": 710,
        "parent_out": 2,
        "layout": drawn,
        "facts": [{"code": "spine", "label": "Spine", "value": "0.11 in"}],
        "remarks": ["The grain runs across the fold."],
    }


def work(*parts: dict[str, Any], **changes: object) -> dict[str, Any]:
    step = {
        "part": "Cover",
        "operation": "Cutting",
        "resource": "Polar 92",
        "units": "1250.5000",
        "unit_name": "cuts",
        "minutes": 125,
    }
    return {
        "position": 1,
        "kind": "product",
        "section": "",
        "title": "Brochure",
        "description": "Keep the proof",
        "specification": "8.5 x 11 in, 4/4",
        "vendor": "",
        "quantity": 2_500,
        "parts": list(parts),
        "steps": [step, {**step, "units": None, "resource": "Cutting", "minutes": 0}],
        "facts": [{"code": "weight", "label": "Shipping weight", "value": "35 lb"}],
        **changes,
    }


def ticket(*lines: dict[str, Any], **changes: object) -> Ticket:
    told: dict[str, Any] = {
        "number": "12345SO",
        "quote_number": "12345Q-R2",
        "shop": "Patriot Press & Print",
        "customer": "Harbor Coffee Roasters",
        "title": "Fall menu kit",
        "po_number": "PO 4471",
        "placed_on": date(2026, 11, 20),
        "due_on": date(2026, 12, 4),
        "note": "Pack by location",
        "contact": "Maya Okafor",
        "phone": "(717) 555-0199",
        "rep": "Nadia Osei",
        "lines": lines,
        **changes,
    }
    return Ticket(**told)


def words_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )


def test_it_says_what_is_made_on_what_how_many_and_until_when() -> None:
    made = ticket(work(part("Text", layout(16)), part("Cover", layout(80))))
    drawn = render_ticket_pdf(made, made_at=NOON)
    words = words_of(drawn)
    for wanted in (
        "12345SO",
        "12345Q-R2",
        "December 4, 2026",
        "Friday",
        "2,500",
        "14 pt C1S cover",
        "1,420 (1,250 good)",
        "710 parent sheets, 2 out of each",
        "1 form · 4 plates",
        "25 x 19 in, 16 up, grain along the width",
        "Half fold: 1 line.",
        "1,250.5 cuts",
        "2 h 5 min",
        "Polar 92",
        "Shipping weight",
        "Pack by location",
    ):
        assert wanted in words, wanted
    assert render_ticket_pdf(made, made_at=NOON) == drawn


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (work(quantity=None, kind="note", steps=[], facts=[]),),
        (work(part("Sheet", None)),),
        (work(part("Sheet", layout(1, grain="none", gripper=0, folds=[], cuts=[]))),),
        (work(title="#set page(width: 1pt) $x$ \\", vendor="شركة الطباعة", steps=[]),),
    ],
    ids=["nothing", "a note", "no drawing", "one up", "markup and Arabic"],
)
def test_it_is_drawn_whatever_there_is_to_say(lines: tuple[dict[str, Any], ...]) -> None:
    pdf = render_ticket_pdf(ticket(*lines, due_on=None, note="", contact=""), made_at=NOON)
    assert "12345SO" in words_of(pdf)
