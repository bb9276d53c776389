"""A view as the text that the template reads: every figure written out, every string literal.

The template never sees a number or a date, so that there is one way in which money is written. What
people typed goes in as JSON strings and stays text.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from app.documents.quote_view import QuantityRow, QuoteLine, QuoteView, Section, Totals

type Json = str | bool | list["Json"] | dict[str, "Json"] | None

# Written here because the library's names follow the machine's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MINUS = "−"
_CENT = Decimal("0.01")
_UNIT = Decimal("0.0001")
_FINE_UNIT = Decimal("0.000001")

# A word longer than this finds no place to break; past it, breaks are allowed after every so many.
# Scripts that break without spaces (Thai to Khmer, Chinese, Japanese, Korean) and emoji need none.
_LONGEST_WORD = 24
_LONG_WORD = re.compile(
    rf"[^\s\u0e00-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\U0010ffff]"
    rf"{{{_LONGEST_WORD + 1},}}"
)
_ALLOWED_BREAK = "\N{ZERO WIDTH SPACE}"
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
# The Unicode standard's own limit for text that streams safely; no language comes near it.
_LARGEST_HEAP = 30
# Past this many characters a line may run over the page's end; below it, it moves to the next.
_KEPT_TOGETHER = 1_500
# A note up to this long introduces the lines; a longer one follows them.
_SHORT_NOTE = 600
# A clause's first sentence is its heading when it is this short: "Payment. The terms shown ..."
_LONGEST_LEAD = 40
# What the head of a further page has room for.
_RUNNING_TITLE = 50
_RUNNING_CUSTOMER = 30
# Nobody asks what a thousand banners would be.
_LEAST_PER_M = 100


def to_inputs(view: QuoteView) -> dict[str, str]:
    """Return what ``sys.inputs`` of the template holds: the quote as one JSON text."""
    return {"quote": json.dumps(_quote(view), ensure_ascii=True, sort_keys=True)}


def money(amount: Decimal) -> str:
    """Write an amount: 1,234.5 as $1,234.50."""
    return _signed(amount, _CENT)


def unit_money(amount: Decimal) -> str:
    """Write a price for one piece, to four decimals, or to as many as six where it has them."""
    plain, fine = _signed(amount, _UNIT), _signed(amount, _FINE_UNIT).rstrip("0")
    return max(plain, fine, key=len)


def percent(fraction: Decimal) -> str:
    """Write a fraction as a percentage without idle zeros: 0.0825 as 8.25%."""
    return f"{(fraction * 100).normalize():f}%"


def long_date(day: date) -> str:
    """Write a day as a letter does: November 21, 2026."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _signed(amount: Decimal, quantum: Decimal) -> str:
    rounded = amount.quantize(quantum, rounding=ROUND_HALF_UP)
    return f"{_MINUS if rounded < 0 else ''}${abs(rounded):,f}"


def _quote(view: QuoteView) -> Json:
    shop, person, bill_to = view.shop, view.prepared_by, view.bill_to
    return {
        "language": view.language,
        "draft": view.draft,
        "shop": {
            "name": _text(shop.name),
            "tagline": _text(shop.tagline),
            "address": [_text(line) for line in shop.address_lines],
            "phone": _text(shop.phone),
            "email": _text(shop.email),
            "web": _text(shop.web),
            "logo": shop.logo_svg,
        },
        "number": _text(view.full_number),
        "quoted_on": long_date(view.quoted_on),
        "valid_until": long_date(view.valid_until),
        "prepared_by": [typed(part) for part in (person.name, person.phone, person.email) if part],
        "bill_to": [
            typed(part)
            for part in (bill_to.customer, bill_to.contact, *bill_to.address_lines)
            if part
        ],
        "title": typed(view.title),
        "running_title": typed(_shortened(view.title, _RUNNING_TITLE)),
        "running_customer": typed(_shortened(bill_to.customer, _RUNNING_CUSTOMER)),
        "po_number": typed(view.po_number),
        "terms": typed(view.terms),
        "sections": _sections(view),
        "options": _lines(view.lines, optional=True),
        "choices": _choices(view),
        "note": _paragraphs(view.customer_note),
        "note_is_short": 0 < len(view.customer_note) <= _SHORT_NOTE,
        "totals": _totals(view.totals),
        "conditions": [_clause(clause) for clause in shop.terms],
    }


def _sections(view: QuoteView) -> list[Json]:
    """Return the sections that hold more than options; what each comes to, where that says more.

    One section alone comes to the subtotal at the foot, and a section of notes to nothing.
    """
    shown = [
        section for section in view.sections if any(not line.optional for line in section.lines)
    ]
    summed = len(shown) > 1 and view.totals.total is not None
    return [
        {
            "heading": typed(section.heading),
            "subtotal": (
                money(section.subtotal)
                if summed and section.subtotal is not None and _is_priced(section)
                else ""
            ),
            "lines": _lines(section.lines, optional=False),
        }
        for section in shown
    ]


def _is_priced(section: Section) -> bool:
    return any(line.counts for line in section.lines)


def _lines(lines: Iterable[QuoteLine], *, optional: bool) -> list[Json]:
    return [_line(line) for line in lines if line.optional is optional]


def _line(line: QuoteLine) -> Json:
    length = len(line.title) + len(line.note) + sum(map(len, line.specification))
    return {
        "position": str(line.position),
        "title": typed(line.title),
        "instead": "" if line.alternate_of is None else f"Instead of item {line.alternate_of}",
        "specification": [part for text in line.specification for part in _rows(text)],
        "note": _paragraphs(line.note),
        "discount": (
            f"{percent(line.discount_percent)} discount included" if line.discount_percent else ""
        ),
        "annotated": bool(line.discount_percent or line.note.strip()),
        "keep": length <= _KEPT_TOGETHER,
        "rows": [_row(row) for row in line.quantities],
        "chosen": line.selected is not None,
    }


def _row(row: QuantityRow) -> Json:
    return {
        "quantity": f"{row.quantity:,}",
        "each": "" if row.unit_price is None else unit_money(row.unit_price),
        "per_m": (
            money(row.price_per_m)
            if row.price_per_m is not None and row.quantity >= _LEAST_PER_M
            else ""
        ),
        "price": "" if row.price is None else money(row.price),
        "selected": row.selected,
    }


def _choices(view: QuoteView) -> list[Json]:
    """Return the required lines that still want a quantity, when they keep the quote from a sum."""
    if view.totals.total is not None:
        return []
    return [_line(line) for line in view.lines if line.counts and line.selected is None]


def _totals(totals: Totals) -> Json:
    if totals.total is None or totals.subtotal is None or totals.tax is None:
        return None
    rate = "" if totals.tax_rate is None else f" {percent(totals.tax_rate)}"
    return {
        "subtotal": money(totals.subtotal),
        "discount": money(-totals.discount) if totals.discount else "",
        "discount_label": _text(totals.discount_label),
        "tax_label": f"{_text(totals.tax_label)}{rate}",
        "tax": money(totals.tax),
        "total": money(totals.total),
    }


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _clause(text: str) -> Json:
    lead, stop, rest = _text(text).partition(". ")
    if stop and len(lead) <= _LONGEST_LEAD:
        return {"lead": f"{lead}.", "text": rest}
    return {"lead": "", "text": _text(text)}


def _paragraphs(text: str) -> list[Json]:
    """Split what was typed at its empty lines; each paragraph is a list of its lines."""
    return [_rows(part) for part in re.split(r"\n\s*\n", _normal(text)) if part.strip()]


def _rows(text: str) -> list[Json]:
    return [typed(row) for row in _normal(text).split("\n") if row.strip()]


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{PARAGRAPH SEPARATOR}", "\n\n")


def typed(text: str) -> Json:
    """Return what a person wrote, marked where it reads from right to left."""
    drawable = _text(text)
    strong = (unicodedata.bidirectional(character) for character in drawable)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return drawable if first == "L" else {"rtl": drawable}


def _text(text: str) -> str:
    """Return the text on one line, composed, drawable, and breakable where a word is too long."""
    composed = unicodedata.normalize("NFC", text)
    drawable = "".join(map(_drawable, composed)).strip()
    return _LONG_WORD.sub(lambda found: _divided(found.group()), _without_heaps(drawable))


def _drawable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return character


def _divided(word: str) -> str:
    """Allow a long word to break; never before a mark or within a joined sequence."""
    parts: list[str] = []
    since = 0
    for before, character in pairwise(f" {word}"):
        since += 1
        if since > _LONGEST_WORD and not _hangs_on(before, character):
            parts.append(_ALLOWED_BREAK)
            since = 1
        parts.append(character)
    return "".join(parts)


def _without_heaps(text: str) -> str:
    """Cut what is heaped on one letter: it takes seconds to draw, and readers of PDF refuse it."""
    parts: list[str] = []
    heap = 0
    for before, character in pairwise(f" {text}"):
        heap = heap + 1 if _hangs_on(before, character) else 0
        if heap <= _LARGEST_HEAP:
            parts.append(character)
    return "".join(parts)


def _hangs_on(before: str, character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or bool({before, character} & _JOINERS)
