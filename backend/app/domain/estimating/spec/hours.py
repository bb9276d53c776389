"""The specification of hours: design, prepress, alterations and proofs, sold by themselves."""

from dataclasses import dataclass
from typing import Literal

from app.domain.errors import ValidationError
from app.domain.estimating.rates import Code, RateBook
from app.domain.estimating.spec.base import Spec
from app.domain.estimating.spec.fields import Measure, TurnaroundDays
from app.domain.money import decimal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSpec(Spec):
    """A service of the rate book, and the hours that one of it takes.

    A service that is charged by the piece has no ``hours``: the quantity says how many.
    """

    kind: Literal["hours"] = "hours"
    service: Code
    hours: Measure | None = None
    turnaround_days: TurnaroundDays | None = None

    def __post_init__(self) -> None:
        """Refuse no time at all."""
        if self.hours is not None and not self.hours:
            raise ValidationError.for_field(("hours",), "Say how many hours it takes.")

    def describe(self, rates: RateBook) -> str:
        """Say it in one line: ``Design, 2.5 h``."""
        service = rates.find_service(self.service)
        name = self.service if service is None else service.name
        return name if self.hours is None else f"{name}, {decimal_text(self.hours)} h"
