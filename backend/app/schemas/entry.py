"""Quick entry on the wire: typed text in; what was understood, word by word, out.

Places in a text count as a browser does, in UTF-16 units. What a role without ``costs:view`` may
not see stands under ``internal``, which is absent for it.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from app.domain.entry.blocks import LONGEST_BLOCK
from app.domain.entry.lines import LONGEST_LINE
from app.schemas.base import CONTROLS, Fraction, Id, Input, Output, Quantity, Rate
from app.schemas.catalog import Internal
from app.schemas.estimates import Specification

type EntryStatus = Literal["understood", "unknown", "ambiguous"]
type EntryShape = Literal["table", "list", "letter"]


def _clean(text: str) -> str:
    if CONTROLS.search(text):
        message = "Remove the control characters from this text."
        raise ValueError(message)
    return text


class EntryRequest(Input):
    """One line of typing."""

    text: Annotated[str, StringConstraints(max_length=LONGEST_LINE), AfterValidator(_clean)]


class EntryBlockRequest(Input):
    """Rows from a spreadsheet, a list or a letter."""

    text: Annotated[str, StringConstraints(max_length=LONGEST_BLOCK), AfterValidator(_clean)]


class EntryOffer(Output):
    """What may have been meant: ``text`` in the words' place reads as that; empty, they go."""

    text: str
    label: str
    hint: str


class EntryPiece(Output):
    """The characters from ``start`` to before ``end``, and what they were understood as."""

    start: int
    end: int
    status: EntryStatus
    field: str | None
    label: str
    message: str
    offers: list[EntryOffer]


class EntryField(Output):
    """One field as people read it, with the places of its pieces; none where it is the default."""

    name: str
    label: str
    text: str
    pieces: list[int]


class EntryProblem(Output):
    """What a line lacks that no word can be blamed for."""

    field: str | None
    message: str


class EntryInternals(Output):
    """The margin to price for, once the line is confirmed."""

    margin: Fraction


class EntryQuantity(Output):
    """One quantity of a typed line, with the price of one piece where that was typed too."""

    id: Id
    quantity: Quantity
    selected: bool
    typed_unit_price: Rate | None


class EntryLine(Output):
    """A line of a quote as it can be put: a LineInput with what a typed line says of one."""

    id: Id
    kind: Literal["product"]
    title: str
    spec: Specification
    quantities: list[EntryQuantity]


class EntryReading(Output):
    """One line as it was understood.

    ``line`` can be put into a quote as it is; it is null as long as a word is unknown or a product
    is not named. ``unit_price`` is a typed one, which the line's quantities hold too.
    """

    text: str
    is_complete: bool
    pieces: list[EntryPiece]
    fields: list[EntryField]
    problems: list[EntryProblem]
    unit_price: Rate | None
    line: EntryLine | None
    internal: EntryInternals | None = Internal


class EntrySpan(Output):
    """A place in a text."""

    start: int
    end: int


class EntryRow(Output):
    """One job of a longer text; its reading's places count from ``start``."""

    number: int
    start: int
    end: int
    reading: EntryReading


class EntryBlock(Output):
    """Every job of a text.

    ``columns`` are the fields that a table's header names; ``passed`` is what was read as no job;
    ``problem`` says why only a part was read, and is empty where all was.
    """

    shape: EntryShape
    columns: list[str | None]
    rows: list[EntryRow]
    passed: list[EntrySpan]
    problem: str
