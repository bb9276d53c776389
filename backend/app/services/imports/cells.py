"""Cells of a file as typed values, each refused in a sentence that says what to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from app.domain.imports.columns import Problem, TypedRow

type Read = Callable[[str], object]

YES: Final = frozenset({"yes", "y", "true", "1", "x", "on"})
NO: Final = frozenset({"no", "n", "false", "0", "off"})


class BadCell(ValueError):
    """A cell that cannot be used; the text says what to write instead."""


def typed(kind: Any) -> Callable[[object], object]:  # noqa: ANN401 - any type
    """Return a reader that holds a cell to the same rules as the API holds its field."""
    adapter: TypeAdapter[object] = TypeAdapter(kind)

    def read(text: object) -> object:
        try:
            return adapter.validate_python(text)
        except ValidationError as error:
            raise BadCell(_sentence(error.errors(include_url=False, include_input=False)[0])) from (
                error
            )

    return read


def _sentence(problem: Mapping[str, Any]) -> str:
    context = problem.get("ctx") or {}
    match problem["type"]:
        case "value_error":
            return str(context["error"])
        case "string_too_long":
            return f"Shorten this to at most {context['max_length']:,} characters."
        case _:
            message: str = problem["msg"]
            return f"{message.removesuffix('.')}."


def yes_or_no(text: str) -> object:
    """Read whether something holds."""
    word = text.casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadCell("Write yes or no.")


def one_of(words: Mapping[str, object], what: str) -> Read:
    """Return a reader of one of some words, whatever their case."""
    known = {word.casefold(): value for word, value in words.items()}
    listed = ", ".join(list(words)[:12])

    def read(text: str) -> object:
        try:
            return known[text.casefold()]
        except KeyError as error:
            hint = f": write one of {listed}." if listed else "."
            raise BadCell(f"The shop has no such {what}{hint}") from error

    return read


def read_cells(
    rows: Iterable[tuple[int, Sequence[str]]],
    mapping: Sequence[str | None],
    readers: Mapping[str, Read],
    required: Sequence[str],
) -> tuple[list[TypedRow], list[Problem]]:
    """Return the rows as typed values, and every cell that cannot be read."""
    places = {name: place for place, name in enumerate(mapping) if name is not None}
    typed_rows: list[TypedRow] = []
    problems: list[Problem] = []
    for number, cells in rows:
        values: dict[str, object] = {}
        for name, place in places.items():
            cell = cells[place] if place < len(cells) else ""
            if not cell:
                if name in required:
                    problems.append(Problem(number, place, "Fill this in."))
                continue
            try:
                values[name] = readers[name](cell)
            except BadCell as error:
                problems.append(Problem(number, place, str(error)))
        typed_rows.append(TypedRow(number, values, places))
    return typed_rows, problems
