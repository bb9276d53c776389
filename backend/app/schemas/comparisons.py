"""Two editions of a quote beside each other, and why they differ."""

from typing import Literal

from app.schemas.base import Output
from app.schemas.estimates import Figure


class ComparedEdition(Output):
    """One of the two, with the sum of its chosen lines, less discount, with tax."""

    number: str
    total: Figure


class CauseResponse(Output):
    """What one cause adds; ``part`` is the job's part that it lies in."""

    part: str
    what: str
    amount: Figure


class LineChangeInternals(Output):
    """The causes of a line's difference, which add up to it; absent for who may not see costs."""

    causes: list[CauseResponse]


class FieldChangeResponse(Output):
    """A field that reads otherwise now; both sides in words."""

    field: str
    before: str
    after: str


class LineChangeResponse(Output):
    """What happened to a line, and what that adds to the subtotal.

    ``counts`` is false of a note, an option and an open line, which add nothing.
    """

    kind: Literal["added", "removed", "changed"]
    title: str
    counts: bool
    before: Figure
    after: Figure
    amount: Figure
    fields: list[FieldChangeResponse]
    internal: LineChangeInternals | None = None


class ComparisonResponse(Output):
    """The difference of two editions: lines, discount and tax add up to it.

    ``fields`` are what changed in the quote's own fields.
    """

    before: ComparedEdition
    after: ComparedEdition
    difference: Figure
    fields: list[FieldChangeResponse]
    lines: list[LineChangeResponse]
    discount: Figure
    tax: Figure
