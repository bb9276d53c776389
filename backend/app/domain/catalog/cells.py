"""A figure as a person types it, and as the engine's document holds it.

Every cell is one text: a length in inches (``8 1/2``), a share in per cent (``4.5``), a number with
or without its dollar sign, ``yes`` or ``no``. A table is a line for each row with its cells between
bars: ``0 | 4`` over ``250 | 3``; a table inside a table has its rows between semicolons and its
cells between colons. What is typed so can be pasted, imported and exported as it stands.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from app.domain.catalog.shapes import Shape
from app.domain.errors import ValidationError
from app.domain.money import decimal_from, decimal_text
from app.domain.units import InvalidLength, length_from, length_text

NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,10})?", re.ASCII)
GROUPED: Final = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
LENGTH: Final = re.compile(
    r"(?:(?P<whole>[0-9]{1,6}(?:\.[0-9]{1,4})?)(?:[ -](?P<part>[0-9]{1,3}/[0-9]{1,3}))?"
    r"|(?P<only>[0-9]{1,3}/[0-9]{1,3})) *(?P<unit>in|mm|″|\"|'')?",
    re.ASCII,
)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
YES: Final = frozenset({"yes", "y", "true", "x", "1"})
NO: Final = frozenset({"no", "n", "false", "0", ""})
LONGEST: Final = 20_000
# What an empty cell of these is: no text, no entries, no.
EMPTY: Final = frozenset({"text", "list", "flag"})
# The rows and the cells of a table, and of one inside it.
SEPARATORS: Final = (("\n", " | "), ("; ", ": "))


class BadCell(ValidationError):
    """What is typed there is not what the cell holds."""

    code = "bad_cell"


def cells_of(document: Mapping[str, Any], shapes: Sequence[Shape]) -> dict[str, str]:
    """Return the texts of a document's cells, by name."""
    return {shape.name: cell_text(_at(document, shape.name), shape) for shape in shapes}


def cell_text(value: Any, shape: Shape, *, depth: int = 0) -> str:  # noqa: ANN401 -- any JSON value
    """Return how a person would type a document's value; nothing for None."""
    if value is None:
        return ""
    if shape.kind == "table":
        rows, cells = SEPARATORS[depth]
        return rows.join(
            cells.join(
                cell_text(_at(row, column.name), column, depth=depth + 1)
                for column in shape.columns
            )
            for row in value
        )
    write = _WRITERS.get(shape.kind, str)
    return write(value)


def put_cell(document: dict[str, Any], shape: Shape, text: str, *, depth: int = 0) -> None:
    """Write what a person typed into a document, at the cell's dotted name.

    What is left empty is nothing where that may be, and else what the engine takes without it.

    Raises:
        BadCell: it is not what the cell holds; the sentence says what would be.
    """
    typed = text.strip()
    if len(typed) > LONGEST:
        raise BadCell("This is too long.")
    *path, last = shape.name.split(".")
    place = document
    for step in path:
        place = place.setdefault(step, {})
    if shape.kind == "table":
        place[last] = _read_table(typed, shape, depth)
    elif shape.kind == "choice" and typed:
        place[last] = _read_choice(typed, shape)
    elif typed or shape.kind in EMPTY:
        place[last] = _READERS[shape.kind](typed)
    elif shape.required:
        raise BadCell("Fill this in.")
    elif shape.nullable:
        place[last] = None
    else:
        place.pop(last, None)


def _at(document: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 -- any JSON value
    value: Any = document
    for step in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _read_number(typed: str) -> str:
    plain = typed.removeprefix("$").strip()
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not NUMBER.fullmatch(plain):
        raise BadCell("Write a number, like 12.50.")
    return decimal_text(Decimal(plain))


def _read_integer(typed: str) -> int:
    number = Decimal(_read_number(typed))
    if number != number.to_integral_value():
        raise BadCell("Write a whole number.")
    return int(number)


def _read_flag(typed: str) -> bool:
    word = typed.lower()
    if word not in YES | NO:
        raise BadCell("Write yes or no.")
    return word in YES


def _read_choice(typed: str, shape: Shape) -> str | int:
    word = typed.lower().replace(" ", "_")
    if word not in shape.choices:
        raise BadCell(f"Choose one of {', '.join(shape.choices)}.")
    return int(word) if shape.whole else word


def _read_length(typed: str) -> int:
    found = LENGTH.fullmatch(typed)
    if found is None:
        raise BadCell("Write a length in inches, like 8.5 or 8 1/2.")
    unit = "mm" if found["unit"] == "mm" else "in"
    try:
        exact = sum((Fraction(part) for part in _parts(found)), Fraction(0))
        return int(length_from(decimal_from(exact).quantize(Decimal("0.0001")), unit))
    except (InvalidLength, InvalidOperation, ZeroDivisionError) as error:
        raise BadCell("Write a length in inches, like 8.5 or 8 1/2.") from error


def _parts(found: re.Match[str]) -> list[str]:
    return [part for part in (found["whole"], found["part"], found["only"]) if part]


def _read_table(typed: str, shape: Shape, depth: int) -> list[dict[str, Any]]:
    between_rows, between_cells = (separator.strip(" ") for separator in SEPARATORS[depth])
    lines = [line for line in typed.split(between_rows) if line.strip()]
    return [
        _read_row(line.split(between_cells), shape, place, depth)
        for place, line in enumerate(lines, 1)
    ]


def _read_row(texts: list[str], shape: Shape, place: int, depth: int) -> dict[str, Any]:
    missing = len(shape.columns) - len(texts)
    if missing < 0:
        raise BadCell(f"Row {place} has {len(texts)} cells; there are {len(shape.columns)}.")
    row: dict[str, Any] = {}
    for text, column in zip((*texts, *[""] * missing), shape.columns, strict=True):
        try:
            put_cell(row, column, text, depth=depth + 1)
        except BadCell as error:
            raise BadCell(f"Row {place}, {column.label.lower()}: {error.message}") from error
    return row


def _read_share(typed: str) -> str:
    return decimal_text(Decimal(_read_number(typed.removesuffix("%").strip())) / 100)


def _read_list(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _read_day(typed: str) -> str:
    if not DAY.fullmatch(typed):
        raise BadCell("Write the day as YYYY-MM-DD.")
    return typed


_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "length": length_text,
    "share": lambda value: decimal_text(Decimal(value) * 100),
    "number": lambda value: decimal_text(Decimal(value)),
    "flag": lambda value: "yes" if value else "no",
    "list": lambda value: ", ".join(map(str, value)),
}
_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "text": str,
    "number": _read_number,
    "share": _read_share,
    "length": _read_length,
    "integer": _read_integer,
    "flag": _read_flag,
    "day": _read_day,
    "list": _read_list,
}
