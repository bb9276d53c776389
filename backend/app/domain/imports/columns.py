"""Which column of a file fills which field, guessed from the headers that people write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ImportState(StrEnum):
    """How far an import is; the three in the middle are the worker's and a person's by turns."""

    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Duplicates(StrEnum):
    """What becomes of a row whose record is in the book already."""

    SKIP = "skip"
    UPDATE = "update"
    CREATE = "create"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportField:
    """A field that a column can fill; ``also`` are other headers that mean it.

    One that is ``once`` may stand in the first of several rows of a record alone.
    """

    name: str
    label: str
    group: str
    required: bool = False
    once: bool = False
    also: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row: in one column of the file, or with the row as a whole."""

    row: int
    column: int | None
    message: str


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of the file as typed values by field name; a field whose cell is empty is not there.

    ``columns`` says which column of the file fills a field, filled or empty.
    """

    number: int
    values: Mapping[str, object]
    columns: Mapping[str, int]

    def text(self, field: str) -> str:
        """Return a field's text, or nothing."""
        return str(self.values.get(field, ""))

    def wrong(self, field: str, message: str) -> Problem:
        """Return a problem at a field's cell."""
        return Problem(self.number, self.columns.get(field), message)


def plain(header: str) -> str:
    """Return what is compared of a header: its letters and digits, in lower case."""
    return "".join(letter for letter in header.lower() if letter.isalnum())


def guess_mapping(
    header: Sequence[str],
    fields: Sequence[ImportField],
    remembered: Mapping[str, str | None],
) -> list[str | None]:
    """Return the field of each column: as it was mapped before, else by the header; each once.

    ``remembered`` maps plain headers to field names, or to None where the column was left out.
    """
    known: dict[str, str] = {}
    for field in fields:
        for name in (field.name, field.label, f"{field.group} {field.label}", *field.also):
            known.setdefault(plain(name), field.name)
    names = {field.name for field in fields}
    found: list[str | None] = []
    for text in header:
        name = plain(text)
        field_name = remembered[name] if name in remembered else known.get(name)
        free = field_name in names and field_name not in found
        found.append(field_name if free else None)
    return found


def missing_fields(
    mapping: Sequence[str | None], fields: Sequence[ImportField]
) -> list[ImportField]:
    """Return the required fields that no column fills."""
    return [field for field in fields if field.required and field.name not in mapping]
