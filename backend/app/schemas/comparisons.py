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


class LineChangeResponse(Output):
    """What happened to a line, and what that adds to the subtotal."""

    kind: Literal["added", "removed", "changed"]
    title: str
    before: Figure
    after: Figure
    amount: Figure
    internal: LineChangeInternals | None = None


class ComparisonResponse(Output):
    """The difference of two editions: lines, discount and tax add up to it."""

    before: ComparedEdition
    after: ComparedEdition
    difference: Figure
    lines: list[LineChangeResponse]
    discount: Figure
    tax: Figure
