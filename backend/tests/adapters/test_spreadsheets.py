"""Spreadsheets are read as texts, refused before they unpack, and written without formulas."""

import io
import zipfile

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.spreadsheets import (
    IMPORT,
    Format,
    TableTooLarge,
    UnreadableTable,
    read_numbered,
    read_table,
    write_marked,
    write_table,
)

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20
)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@given(rows=st.lists(st.lists(LINES, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_written_is_read_again(form: Format, rows: list[list[str]]) -> None:
    header = ["Code", "Name", "Price", "Note"]
    table = [header, *[["x", *row[:3]] for row in rows]]
    width = max(len(row) for row in table)
    wanted = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in table]
    read = read_table(write_table(table, form))
    padded = [row + [""] * (width - len(row)) for row in read]
    assert [_plain(row) for row in padded] == [_plain(row) for row in wanted]


def _plain(row: list[str]) -> list[str]:
    """Leave numbers out: a spreadsheet keeps their value and not how they were written."""
    return [
        "#" if cell.lstrip("'-").replace(".", "").isdigit() else cell.lstrip("'") for cell in row
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "=HYPERLINK(1)"])
def test_nothing_that_goes_out_is_a_formula(cell: str) -> None:
    assert f"'{cell}".encode() in write_table([["Code"], [cell]], "csv")
    book = write_table([["Code"], [cell]], "xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert read_table(book)[1] == [cell]
    assert read_table(write_table([["Code"], [cell]], "csv"))[1] == [cell]


def test_a_spreadsheets_own_numbers_days_and_formulas_are_texts() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["Price", "From", "Active", "Sum"])
        sheet.write_number(1, 0, 134.4)
        sheet.write_number(1, 1, 46357, day)
        sheet.write_boolean(1, 2, True)
        sheet.write_formula(1, 3, "=1+1", None, 2)
    assert read_table(file.getvalue())[1] == ["134.4", "2026-12-01", "yes", "2"]


def test_semicolons_and_tabs_part_cells_as_well() -> None:
    assert read_table(b"Code;Price\nA;1,5\n") == [["Code", "Price"], ["A", "1,5"]]
    assert read_table("Code\tPrice\nÄ\t2\n".encode()) == [["Code", "Price"], ["Ä", "2"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_of_every_office_program_is_read(encoding: str, between: str) -> None:
    text = (
        f'"Name, or firm"{between}Note\r\nZoë{between}"one ""two""\r\nthree"\r\n\r\nÄ{between}4\r\n'
    )
    assert read_numbered(text.encode(encoding), IMPORT) == [
        (1, ["Name, or firm", "Note"]),
        (2, ["Zoë", 'one "two"\r\nthree']),
        (4, ["Ä", "4"]),
    ]
    with pytest.raises(UnreadableTable, match=r"Line 2 .* quotation mark"):
        read_table(b'Name\r\n"open')


def test_merged_cells_stand_in_their_first_and_marks_stand_in_theirs() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "City"])
        sheet.merge_range(2, 0, 3, 0, "Harbor")
        sheet.write(3, 1, "Durham")
    rows = read_numbered(file.getvalue(), IMPORT)
    assert rows == [(1, ["Name", "City"]), (3, ["Harbor"]), (4, ["", "Durham"])]
    marked = write_marked(rows[0][1], rows[1:], {4: {0: "Fill this in.", -1: "See row 3."}})
    assert read_table(marked)[2] == ["", "Durham", "Fill this in. See row 3."]


def bomb(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"Code\n\x81\x8d",
        b"Code\x00,Price",
        b"PK\x03\x04 and nothing more",
        bomb("xl/other.xml", b"<a/>"),
        bomb("[Content_Types].xml", b"<a/>"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableTable):
        read_table(content)


@pytest.mark.parametrize(
    "content",
    [
        bomb("xl/worksheets/sheet1.xml", b" " * 30_000_000),
        bomb("xl/worksheets/sheet1.xml", b'<row r="1048576"><c r="XFD1048576"/></row>'),
        bomb("xl/worksheets/sheet1.xml", b'<c r="A99999"/>'),
        b"a\n" * 6_000,
        b"a," * 300,
        b"Code\n" + b"x" * 20_000,
    ],
)
def test_what_would_unpack_to_too_much_is_refused_before(content: bytes) -> None:
    with pytest.raises(TableTooLarge):
        read_table(content)
