"""The specification of hours: design, prepress, alterations and proofs, sold by themselves."""

from dataclasses import dataclass
from typing import Any, Literal

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.rates import Code, RateBook
from app.domain.estimating.spec.fields import Measure, ProductType, TurnaroundDays
from app.domain.money import decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSpec:
    """A service of the rate book, and the hours that one of it takes.

    A service that is charged by the piece has no ``hours``: the quantity says how many.
    """

    kind: Literal["hours"] = "hours"
    product_type: ProductType
    service: Code
    hours: Measure | None = None
    turnaround_days: TurnaroundDays | None = None

    def __post_init__(self) -> None:
        """Refuse no time at all."""
        if self.hours is not None and not self.hours:
            raise ValidationError.for_field(("hours",), "Say how many hours it takes.")

    def to_document(self) -> dict[str, Any]:
        """Write the specification as JSON; hours as text."""
        return documents.to_document(self)

    def describe(self, rates: RateBook) -> str:
        """Say it in one line: ``Design, 2.5 h``."""
        service = rates.find_service(self.service)
        name = self.service if service is None else service.name
        return name if self.hours is None else f"{name}, {decimal_text(self.hours)} h"
