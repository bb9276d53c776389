"""Typing into an entry of the staged book: cell by cell, gathering everything that is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.domain.catalog.cells import BadCell, put_cell
from app.domain.catalog.shapes import Shape, label_of
from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.services.catalog.entries import PRICE_CELLS, Entry, check_entry, editable_shapes

type Path = tuple[str | int, ...]

NO_BRACKET: Final = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed into one cell; ``path`` is where the refusal of it points."""

    code: str
    field: str
    value: str
    path: Path


def type_cells(
    entries: Mapping[str, Entry], typed: Sequence[Typed], *, effective_on: date
) -> list[Entry]:
    """Write texts into the documents of their entries and return the entries that were named.

    Raises:
        ValidationError: every cell that is wrong, each at its own path.
    """
    problems: list[dict[str, Any]] = []
    touched: dict[str, Entry] = {}
    for one in typed:
        entry = entries.get(one.code)
        shape = None if entry is None else _shape_of(entry, one.field)
        if entry is None:
            problems.append(documents.problem(one.path, f"There is no entry {one.code}."))
        elif shape is None:
            problems.append(documents.problem(one.path, "This cell cannot be changed."))
        else:
            touched[one.code] = entry
            try:
                _put(entry, shape, one.value, effective_on)
            except BadCell as error:
                problems.append(documents.problem(one.path, error.message))
    if not problems:
        for entry in touched.values():
            if entry.kind == "stocks" and not entry.document.get("prices"):
                # A stock may be there without a price to the engine, and is of no use to anybody.
                entry.document.setdefault("prices", [])
                first = next(one.path for one in typed if one.code == entry.code)
                problems.append(documents.problem(first, "Price: Fill this in."))
            problems.extend(_problems_of(entry, typed))
    if problems:
        documents.refuse(problems)
    return list(touched.values())


def refuse_past(day: date, today: date) -> None:
    """Refuse to say what a price was: past prices stay as they are.

    Raises:
        ValidationError: the day is over.
    """
    if day < today:
        raise ValidationError.for_field(
            ("effective_on",), "A price that has begun stays as it is: choose today or a later day."
        )


def locate(error: ValidationError, typed: Sequence[Typed]) -> ValidationError:
    """Return the refusal of a whole book with its fields at the cells that caused it."""
    problems = [
        documents.problem(_path_of(found["path"], None, typed), found["message"])
        for found in error.fields
    ]
    return ValidationError(error.message, {"fields": problems})


def _shape_of(entry: Entry, field: str) -> Shape | None:
    if field == "code" and entry.row is not None:
        return None
    return next((shape for shape in editable_shapes(entry.kind) if shape.name == field), None)


def _put(entry: Entry, shape: Shape, text: str, effective_on: date) -> None:
    if entry.kind == "stocks" and shape.name in PRICE_CELLS:
        _put_price(entry.document, shape, text, effective_on.isoformat())
    else:
        put_cell(entry.document, shape, text)


def _put_price(document: dict[str, Any], shape: Shape, text: str, day: str) -> None:
    """Let a price begin on a day; the one that holds until then stays."""
    prices: list[dict[str, Any]] = document.setdefault("prices", [])
    begun = sorted({one["effective_from"] for one in prices if one["effective_from"] <= day})
    held = [one for one in prices if begun and one["effective_from"] == begun[-1]]
    if len(held) > 1:
        raise BadCell("This stock has a price for each weight: change them in its own form.")
    old = held[0] if held else {"basis": "per_m", "price": "0", "min_weight_lb": NO_BRACKET}
    new = {**old, "effective_from": day}
    put_cell(new, shape, text)
    if new[shape.name] != old[shape.name] or not held:
        document["prices"] = [new, *(one for one in prices if one["effective_from"] != day)]


def _problems_of(entry: Entry, typed: Sequence[Typed]) -> list[dict[str, Any]]:
    try:
        check_entry(entry)
    except ValidationError as error:
        return [_problem_of(found, entry, typed) for found in error.fields]
    return []


def _problem_of(found: Mapping[str, Any], entry: Entry, typed: Sequence[Typed]) -> dict[str, Any]:
    """Return a refused field at its cell, or under its name at a cell of its row."""
    field = ".".join(str(step) for step in found["path"])
    said = {one.field for one in typed if one.code == entry.code}
    path = _path_of(found["path"], entry.code, typed)
    if field in said or field.split(".")[0] in said or not _shape_of(entry, field):
        return documents.problem(path, found["message"])
    return documents.problem(path, f"{label_of(field)}: {found['message']}")


def _path_of(path: Sequence[str | int], code: str | None, typed: Sequence[Typed]) -> Path:
    """Return where the refused field was typed, or else the first cell of its entry."""
    names = [str(step) for step in path if isinstance(step, str)]
    dotted = {".".join(names[start:end]) for start in range(len(names)) for end in range(9)}
    if "prices" in dotted:
        dotted |= PRICE_CELLS.keys()
    own = [one for one in typed if code is None or one.code == code]
    named = [one for one in own if one.code in names] or own
    return next((one.path for one in named if one.field in dotted), named[0].path)
