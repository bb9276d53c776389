"""A job that cannot be made as it is specified: the sentence says why, the field where."""

from dataclasses import dataclass

from app.domain.errors import ValidationError
from app.domain.estimating.documents import Path, problem


class EstimateRefused(ValidationError):
    """The job cannot be made as it is specified; the sentence says why, and the field where."""

    code = "estimate_refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one way cannot do the work, and the field that would have to change."""

    field: Path
    sentence: str


def refuse_field(path: Path, message: str) -> EstimateRefused:
    """Make the refusal of one field."""
    return EstimateRefused(message, {"fields": [problem(path, message)]})
