"""Tables from and to spreadsheets: CSV and XLSX, read as texts and never as formulas.

A spreadsheet comes from outside, so it is looked at before it is unpacked: how large it would
become, and how far apart its cells stand, for a single cell in the last corner makes a reader lay
out all that lies between. What goes out is text wherever a spreadsheet could take it for a formula.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

import xlsxwriter  # type: ignore[import-untyped]  # it comes without types
from python_calamine import CalamineError, CalamineWorkbook

from app.domain.errors import ValidationError
from app.domain.money import decimal_text

type Format = Literal["csv", "xlsx"]
type Row = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read at once: rows under the header, columns, and bytes once unpacked."""

    rows: int
    columns: int = 200
    unpacked: int


RATE_SHEET: Final = Limits(rows=5_000, unpacked=20 * 1024 * 1024)
IMPORT: Final = Limits(rows=10_000, unpacked=64 * 1024 * 1024)
MOST_PARTS: Final = 500
LONGEST_CELL: Final = 10_000
MEDIA_TYPES: Final[dict[Format, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet program takes for the start of a formula.
FORMULA: Final = re.compile(r"[=+\-@\t\r]")
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
# What a spreadsheet keeps as a number without losing a digit: a ZIP code's first zero is one.
_KEPT_NUMBER: Final = re.compile(r"(?=[-0-9.]{1,16}$)-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_PLACE: Final = re.compile(rb'r="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
# What no text of an office program holds, and every file of another kind does.
_BINARY: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class UnreadableTable(ValidationError):
    """This file is no table that can be read: save it as XLSX or as CSV."""

    code = "unreadable_table"


class TableTooLarge(ValidationError):
    """This table is larger than what is read at once: split it."""

    code = "table_too_large"

    @classmethod
    def past(cls, limits: Limits) -> "TableTooLarge":
        """Make the refusal that names the limits."""
        return cls(
            f"This table is too large: send at most {limits.rows:,} rows of "
            f"{limits.columns:,} columns at once."
        )


def read_table(content: bytes, limits: Limits = RATE_SHEET) -> list[Row]:
    """Return the rows of a file's first sheet, the empty ones left out, every cell as its text.

    Raises:
        UnreadableTable: it is neither XLSX nor CSV.
        TableTooLarge: it holds, or would unpack to, more than is read at once.
    """
    return [row for _, row in read_numbered(content, limits)]


def read_numbered(content: bytes, limits: Limits) -> list[tuple[int, Row]]:
    """Return the same rows, each with its number as a spreadsheet program shows it, from 1.

    Raises:
        UnreadableTable: it is neither XLSX nor CSV.
        TableTooLarge: it holds, or would unpack to, more than is read at once.
    """
    rows = _read_xlsx(content, limits) if content.startswith(b"PK\x03\x04") else _read_csv(content)
    found: list[tuple[int, Row]] = []
    for number, cells in enumerate(rows, 1):
        row = [cell.strip() for cell in cells]
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        if len(found) > limits.rows or len(row) > limits.columns:
            raise TableTooLarge.past(limits)
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise TableTooLarge(
                f"A cell in row {number:,} is longer than {LONGEST_CELL:,} characters: shorten it."
            )
        found.append((number, row))
    return found


def write_table(rows: Iterable[Sequence[str]], form: Format) -> bytes:
    """Return a file of the rows; in it nothing is a formula."""
    return _write_csv(rows) if form == "csv" else _write_xlsx(rows)


def write_marked(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    marks: Mapping[int, Mapping[int, str]],
) -> bytes:
    """Return an XLSX of the rows with marked cells coloured, and what to do in a last column.

    ``marks`` are sentences by row number and column; column -1 stands for the whole row.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold, bad = book.add_format({"bold": True}), book.add_format({"bg_color": "#FFC7CE"})
        sheet.freeze_panes(1, 0)
        for column, title in enumerate([*header, "What to do"]):
            sheet.write_string(0, column, title, bold)
        for place, (number, row) in enumerate(rows, 1):
            own = marks.get(number, {})
            for column in range(len(header)):
                cell = row[column] if column < len(row) else ""
                if cell or column in own:
                    sheet.write_string(place, column, cell, bad if column in own else None)
            if own:
                sheet.write_string(place, len(header), " ".join(own.values()), bad)
    return file.getvalue()


def _read_csv(content: bytes) -> Iterator[Row]:
    text = _decode(content)
    between = max(",;\t", key=lambda one: len(_first_record(text, one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        for row in reader:
            yield [_without_guard(cell) for cell in row]
    except csv.Error as error:
        raise UnreadableTable(
            f"Line {reader.line_num:,} of this file cannot be read: a quotation mark in it is "
            "never closed, or stands where none belongs."
        ) from error


def _decode(content: bytes) -> str:
    """Return a text in any of the encodings that spreadsheet programs save CSV in."""
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UnreadableTable(UnreadableTable.__doc__ or "") from error
    if _BINARY.search(text):
        raise UnreadableTable(UnreadableTable.__doc__ or "")
    return text


def _first_record(text: str, between: str) -> Row:
    """Return the header as it would be with this separator; what is in quotes parts nothing."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=between), [])
    except csv.Error:
        return []


def _read_xlsx(content: bytes, limits: Limits) -> Iterator[Row]:
    _refuse_bomb(content, limits)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        values = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError) as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error
    for row in values:
        yield [_text_of(value) for value in row]


def _refuse_bomb(content: bytes, limits: Limits) -> None:
    """Pass if the archive unpacks to a table of the allowed size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
                raise TableTooLarge.past(limits)
            for part in parts:
                if _SHEET.fullmatch(part.filename):
                    with archive.open(part) as opened:
                        _refuse_far_cells(opened.read(limits.unpacked), limits)
    except (zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise UnreadableTable(UnreadableTable.__doc__ or "") from error


def _refuse_far_cells(sheet: bytes, limits: Limits) -> None:
    for letters, digits in _PLACE.findall(sheet):
        column = 0
        for letter in letters:
            column = column * 26 + letter - ord("A") + 1
        # A sheet may have empty rows between: they are left out, and so are not counted here.
        if column > limits.columns or int(digits) > 2 * limits.rows + 1:
            raise TableTooLarge.past(limits)


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
    # The mark by which spreadsheet programs know UTF-8.
    return codecs.BOM_UTF8 + write_csv_rows(rows)


def write_csv_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows that are added to a CSV file in UTF-8; in them nothing is a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([_with_guard(cell) for cell in row] for row in rows)
    return file.getvalue().encode()


def _write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if place and _KEPT_NUMBER.fullmatch(cell):
                    sheet.write_number(place, column, Decimal(cell))
                else:
                    sheet.write_string(place, column, cell, None if place else bold)
    return file.getvalue()


def _with_guard(cell: str) -> str:
    """Mark as text what a spreadsheet would calculate; a plain number is none."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
