"""Rows pasted from a spreadsheet: cells, the header that names them, and what stands in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.entry.folding import fold
from app.domain.entry.lexicon import Lexicon
from app.domain.entry.lines import Placed, place
from app.domain.entry.matching import Found, find
from app.domain.entry.senses import (
    Bleed,
    Colours,
    Face,
    Ink,
    MarginTarget,
    Measure,
    Neutral,
    OperationDescribed,
    OperationNamed,
    Pages,
    Quantities,
    Sense,
    Setting,
    Sides,
    Size,
    StockDescribed,
    StockNamed,
    Stranger,
    Turnaround,
    Versions,
    Without,
)
from app.domain.entry.words import TradeWords
from app.domain.units import Unit

_FEWEST_NAMED: Final = 2
_SPACES: Final = re.compile(r"\s+")
_MILLIMETRES: Final = re.compile(r"\bmm\b")
# Qty 1, Qty 2, Width (mm)
_NUMBERED: Final = re.compile(r"\s?(?:#?[0-9]{1,2}|\([^)]{1,20}\)|mm|in|inches)$")
_COUNT: Final = re.compile(r"([0-9]{1,4})(?:\.0+)?")
_PERCENT: Final = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})?)\s?%?")
_NOTHING: Final = frozenset({"-", "--", "n/a", "na", "none", "no", "n", "nil"})
_YES: Final = frozenset({"yes", "y", "x", "full"})
_PAPERS: Final = (StockNamed, StockDescribed)
_WORK: Final = (OperationNamed, OperationDescribed, Without)
_INKS: Final = (Colours, Ink, Face, Sides)
_FITTING: Final[dict[str, tuple[type, ...]]] = {
    "quantities": (Quantities,),
    "size": (Size,),
    "trim_width": (Measure,),
    "trim_height": (Measure,),
    "stock": _PAPERS,
    "colours": _INKS,
    "colours_front": _INKS,
    "colours_back": _INKS,
    "finishing": _WORK,
    "bleed": (Bleed,),
    "pages": (Pages,),
    "versions": (Versions,),
    "turnaround_days": (Turnaround,),
    "unit_price": (),
    "margin": (MarginTarget,),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its place in the whole text."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells."""

    number: int
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; an empty ``field`` is nothing of the job."""

    field: str
    unit: Unit | None = None


def rows_of(text: str) -> list[Line]:
    """Cut a text into rows of cells; rows without a word in them are none.

    A cell that begins with a quotation mark and has its own line breaks ends with one, as
    spreadsheets write it.
    """
    rows: list[Line] = []
    at, number = 0, 1
    while at <= len(text):
        cells: list[Cell] = []
        start = at
        while True:
            end, inner = _cell_end(text, at)
            cells.append(inner)
            at = end
            if at >= len(text) or text[at] == "\n":
                break
            at += 1
        if any(cell.text.strip() for cell in cells):
            rows.append(Line(number, start, at, tuple(cells)))
        number += 1 + text.count("\n", start, at)
        at += 1
    return rows


def _cell_end(text: str, at: int) -> tuple[int, Cell]:
    plain = min((text.find(mark, at) for mark in "\t\n" if text.find(mark, at) >= 0),
                default=len(text))  # fmt: skip
    if text.startswith('"', at):
        close = text.find('"', at + 1)
        if close > plain and text[close + 1 : close + 2] in {"", "\t", "\n"}:
            return close + 1, Cell(at + 1, text[at + 1 : close])
    return plain, Cell(at, text[at:plain])


def columns_of(header: Line, trade: TradeWords) -> tuple[Column, ...]:
    """Give the columns that a row names, or none where it is no header but a job."""
    columns: list[Column] = []
    strange = False
    for cell in header.cells:
        name = _SPACES.sub(" ", fold(cell.text).text).strip(" .:*")
        unit: Unit | None = "mm" if _MILLIMETRES.search(name) else None
        field = trade.headers.get(name) or trade.headers.get(_NUMBERED.sub("", name), "")
        columns.append(Column(field, unit))
        strange = strange or (not field and any(letter.isdigit() for letter in name))
    named = sum(bool(column.field) for column in columns)
    return tuple(columns) if named >= _FEWEST_NAMED and not strange else ()


def read_cell(
    cell: Cell, column: Column | None, lexicon: Lexicon, row_start: int, *, named: bool
) -> Iterator[Placed]:
    """Read one cell as what its column holds; places count from the start of its row.

    A cell without a column is read like a line, unless the others are ``named``: then it says
    nothing of the job.
    """
    field = "" if column is None else column.field
    if named and not field:
        return
    folded = fold(cell.text)
    whole = _SPACES.sub(" ", folded.text).strip()
    if not whole or (field and field != "product_type" and whole in _NOTHING and field != "bleed"):
        return
    sense = None if column is None else _as_column(whole, column, lexicon)
    if sense is not None:
        inner = folded.text.strip()
        start = folded.text.index(inner)
        found: Sequence[Found] = [Found(start, start + len(inner), (sense,))]
    else:
        found = [_fitting(one, field) for one in find(folded.text, lexicon)]
    yield from place(found, folded, cell.start - row_start)


def _fitting(found: Found, field: str) -> Found:
    """Keep only what can stand in a column; all else in it is a mistake."""
    kinds = _FITTING.get(field)
    if kinds is None:
        return found
    senses = tuple(sense for sense in found.senses if isinstance(sense, (*kinds, Neutral)))
    return Found(found.start, found.end, senses or (Stranger(),))


def _as_column(text: str, column: Column, lexicon: Lexicon) -> Sense | None:
    """Read a whole cell as a bare value of its column; None where it is written out in words."""
    count = _COUNT.fullmatch(text)
    match column.field:
        case "trim_width" | "trim_height" | "bleed":
            return _as_length(text, column, lexicon)
        case "unit_price":
            price = lexicon.patterns.amount_at(text, 0)
            return price[1] if price is not None and price[0] == len(text) else None
        case "margin":
            percent = _PERCENT.fullmatch(text)
            share = None if percent is None else Decimal(percent.group(1)) / 100
            return MarginTarget(share) if share else None
    return None if count is None else _as_count(int(count.group(1)), column.field)


def _as_length(text: str, column: Column, lexicon: Lexicon) -> Sense | None:
    if column.field == "bleed" and text in _NOTHING:
        return Bleed(Decimal(0))
    if column.field == "bleed" and text in _YES:
        return Bleed()
    found = lexicon.patterns.measure_at(text, 0)
    if found is None or found[0] != len(text):
        return None
    length = found[1]
    unit = length.unit or column.unit
    if column.field == "bleed":
        return Bleed(length.length, unit)
    return Measure(length.length, unit, column.field)


def _as_count(count: int, field: str) -> Sense | None:
    match field:
        case "pages" if count:
            return Pages(count)
        case "versions" if count:
            return Versions(count)
        case "turnaround_days":
            return Turnaround(count)
        case "colours" if count:
            return Ink(count)
        case "colours_front" | "colours_back":
            return Setting(field, count)
        case _:
            return None
