"""What a person types into the rate book, and what the engine reads of it."""

from typing import Any

import pytest

from app.domain.catalog import NOT_TERMS
from app.domain.catalog.cells import BadCell, cell_text, cells_of, put_cell
from app.domain.catalog.shapes import Shape, shapes_of
from app.domain.estimating import documents
from app.domain.estimating.rates import FinishingOperation, Press, RateBook, Stock
from app.seeds.rate_tables import read_tables

TABLES = read_tables()
ENTRIES: list[Any] = [
    *(one.stock for one in TABLES.stocks),
    *(one.press for one in TABLES.presses),
    *(one.operation for one in TABLES.operations),
]


def read(kind: str, text: str, **more: Any) -> Any:  # noqa: ANN401
    document: dict[str, Any] = {}
    put_cell(document, Shape(name="cell", label="Cell", kind=kind, **more), text)  # type: ignore[arg-type]
    return document.get("cell", "left out")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.code)
def test_every_seeded_entry_is_the_same_after_its_cells_were_typed_again(entry: Any) -> None:  # noqa: ANN401
    kind = entry.__class__
    shapes = shapes_of(kind)
    cells = cells_of(documents.to_document(entry), shapes)
    typed: dict[str, Any] = {}
    for shape in shapes:
        put_cell(typed, shape, cells[shape.name])
    assert documents.from_document(kind, typed) == entry


def test_the_selling_terms_are_the_same_after_their_cells_were_typed_again() -> None:
    shapes = shapes_of(RateBook, without=NOT_TERMS)
    cells = cells_of(TABLES.terms.to_document(), shapes)
    typed: dict[str, Any] = {"version": 0, "stocks": [], "presses": [], "operations": []}
    for shape in shapes:
        put_cell(typed, shape, cells[shape.name])
    assert RateBook.from_document(typed) == TABLES.terms


def test_the_trade_units_stand_beside_the_figures() -> None:
    units = {shape.name: (shape.kind, shape.unit) for shape in shapes_of(Press)}
    assert units["max_sheet_width"] == ("length", "in")
    assert units["hourly_rate"] == ("number", "$/h")
    waste = next(shape for shape in shapes_of(Press) if shape.name == "waste")
    assert [(one.kind, one.unit) for one in waste.columns] == [
        ("integer", "sheets"),
        ("share", "%"),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "$1,234.50", "1234.5"),
        ("number", " 12.50 ", "12.5"),
        ("share", "4.5 %", "0.045"),
        ("share", "4.5", "0.045"),
        ("length", "8 1/2", 345440),
        ("length", '8.5"', 345440),
        ("length", "1/8 in", 5080),
        ("length", "210 mm", 336000),
        ("integer", "1,000", 1000),
        ("flag", "Yes", True),
        ("flag", "", False),
        ("day", "2026-12-01", "2026-12-01"),
        ("list", "uv, matte ,", ["uv", "matte"]),
        ("text", "", ""),
    ],
)
def test_people_write_figures_as_they_are_used_to(kind: str, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("number", "abc", "Write a number, like 12.50."),
        ("number", "1,23", "Write a number, like 12.50."),
        ("number", "", "Fill this in."),
        ("integer", "1.5", "Write a whole number."),
        ("length", "eight", "Write a length in inches, like 8.5 or 8 1/2."),
        ("length", "1/0", "Write a length in inches, like 8.5 or 8 1/2."),
        ("flag", "perhaps", "Write yes or no."),
        ("day", "1/12/2026", "Write the day as YYYY-MM-DD."),
    ],
)
def test_what_is_no_such_figure_is_refused_in_a_sentence(
    kind: str, text: str, sentence: str
) -> None:
    with pytest.raises(BadCell) as refused:
        read(kind, text)
    assert refused.value.message == sentence


def test_an_empty_cell_is_nothing_or_what_the_engine_takes_without_it() -> None:
    assert read("number", "", required=False, nullable=True) is None
    assert read("number", "", required=False) == "left out"


def test_a_choice_is_typed_in_words_and_refused_with_the_choices() -> None:
    grain = next(shape for shape in shapes_of(Stock) if shape.name == "grain")
    assert read("choice", "Per M", choices=("per_m", "per_cwt")) == "per_m"
    assert read("choice", "2", choices=("1", "2"), whole=True) == 2
    with pytest.raises(BadCell, match="long, short, none"):
        put_cell({}, grain, "across")


def test_a_table_is_a_line_for_each_row_and_names_the_row_that_is_wrong() -> None:
    waste = next(shape for shape in shapes_of(Press) if shape.name == "waste")
    document: dict[str, Any] = {}
    put_cell(document, waste, "0 | 4\n250 | 3\n")
    assert document["waste"] == [
        {"from_sheets": 0, "waste": "0.04"},
        {"from_sheets": 250, "waste": "0.03"},
    ]
    assert cell_text(document["waste"], waste) == "0 | 4\n250 | 3"
    with pytest.raises(BadCell, match="Row 2, waste: Write a number"):
        put_cell(document, waste, "0 | 4\n250 | much")
    with pytest.raises(BadCell, match="Row 1 has 3 cells; there are 2"):
        put_cell(document, waste, "0 | 4 | 5")


def test_every_operation_has_a_cell_for_each_figure_of_the_engine() -> None:
    document = documents.to_document(TABLES.operations[0].operation)
    named = {shape.name.split(".")[0] for shape in shapes_of(FinishingOperation)}
    assert named == set(document)
