"""Tables from and to spreadsheets: CSV and XLSX, read as texts and never as formulas.

A spreadsheet comes from outside, so it is looked at before it is unpacked: how large it would
become, and how far apart its cells stand, for a single cell in the last corner makes a reader lay
out all that lies between. What goes out is text wherever a spreadsheet could take it for a formula.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

import xlsxwriter  # type: ignore[import-untyped]  # it comes without types
from python_calamine import CalamineError, CalamineWorkbook

from app.domain.errors import ValidationError
from app.domain.money import decimal_text

type Format = Literal["csv", "xlsx"]
type Row = list[str]

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 200
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PARTS: Final = 500
LONGEST_CELL: Final = 10_000
MEDIA_TYPES: Final[dict[Format, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet program takes for the start of a formula.
FORMULA: Final = re.compile(r"[=+\-@\t\r]")
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_PLACE: Final = re.compile(rb'r="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")


class UnreadableTable(ValidationError):
    """This file is no table that can be read: save it as XLSX or as CSV in UTF-8."""

    code = "unreadable_table"


class TableTooLarge(ValidationError):
    """This table is too large: send at most 5,000 rows of 200 columns at once."""

    code = "table_too_large"


def read_table(content: bytes) -> list[Row]:
    """Return the rows of a file's first sheet, the empty ones left out, every cell as its text.

    Raises:
        UnreadableTable: it is neither XLSX nor CSV in UTF-8.
        TableTooLarge: it holds, or would unpack to, more than is read at once.
    """
    rows = _read_xlsx(content) if content.startswith(b"PK\x03\x04") else _read_csv(content)
    found = [[cell.strip() for cell in row] for row in rows]
    found = [row for row in found if any(row)]
    if len(found) > MOST_ROWS + 1 or any(len(row) > MOST_COLUMNS for row in found):
        raise TableTooLarge(TableTooLarge.__doc__ or "")
    if any(len(cell) > LONGEST_CELL for row in found for cell in row):
        raise TableTooLarge("A cell of this table is too long to be a figure.")
    return found


def write_table(rows: Iterable[Sequence[str]], form: Format) -> bytes:
    """Return a file of the rows; in it nothing is a formula."""
    return _write_csv(rows) if form == "csv" else _write_xlsx(rows)


def _read_csv(content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error
    if "\x00" in text:
        raise UnreadableTable(UnreadableTable.__doc__ or "")
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except csv.Error as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error
    return [[_without_guard(cell) for cell in row] for row in rows]


def _read_xlsx(content: bytes) -> list[Row]:
    _refuse_bomb(content)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        values = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError) as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error
    return [[_text_of(value) for value in row] for row in values]


def _refuse_bomb(content: bytes) -> None:
    """Pass if the archive unpacks to a table of the allowed size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise TableTooLarge(TableTooLarge.__doc__ or "")
            for part in parts:
                if _SHEET.fullmatch(part.filename):
                    with archive.open(part) as opened:
                        _refuse_far_cells(opened.read(MOST_BYTES))
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error


def _refuse_far_cells(sheet: bytes) -> None:
    for letters, digits in _PLACE.findall(sheet):
        column = 0
        for letter in letters:
            column = column * 26 + letter - ord("A") + 1
        if column > MOST_COLUMNS or int(digits) > MOST_ROWS + 1:
            raise TableTooLarge(TableTooLarge.__doc__ or "")


def _text_of(value: object) -> str:
    """Return a cell as a person reads it; a spreadsheet's numbers have fifteen digits."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = f"{value:.15g}" if isinstance(value, (int, float)) else str(value)
    return decimal_text(Decimal(text)) if isinstance(value, float) else text


def _write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([_with_guard(cell) for cell in row] for row in rows)
    # The mark by which spreadsheet programs know UTF-8.
    return file.getvalue().encode("utf-8-sig")


def _write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if place and NUMBER.fullmatch(cell):
                    sheet.write_number(place, column, Decimal(cell))
                else:
                    sheet.write_string(place, column, cell, None if place else bold)
    return file.getvalue()


def _with_guard(cell: str) -> str:
    """Mark as text what a spreadsheet would calculate; a plain number is none."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
