"""Hours of design, prepress and alterations, and proofs by the piece: work without a press."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.items import MINUTES_PER_HOUR, text, timed_item
from app.domain.estimating.parts import THE_JOB, Assembled, Plan
from app.domain.estimating.rates import RateBook
from app.domain.estimating.rates.services import Service
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import CostItem, shown
from app.domain.estimating.spec.hours import HoursSpec
from app.domain.money import decimal_text, ratio_of


@dataclass(frozen=True, slots=True)
class HoursAssembly:
    """A service as often as the quantity says; ``hours`` are those of one, if it takes hours."""

    service: Service
    hours: Decimal | None

    def assemble(self, quantity: int) -> Assembled:
        """Give the one item that it costs."""
        return Assembled((), (self._item(quantity),))

    def _item(self, quantity: int) -> CostItem:
        service, least = self.service, ratio_of(self.service.minimum)
        each = Fraction(1) if self.hours is None else ratio_of(self.hours)
        charged = max(quantity * each, least)
        at_least = f", at least {text(least)}" if charged > quantity * each else ""
        names = (THE_JOB, service.name, service.name)
        reference = f"service:{service.code}/rate"
        if self.hours is not None:
            times = "" if quantity == 1 else f" x {quantity:,}"
            return timed_item(
                names,
                "labour",
                units=(charged, "hours"),
                minutes=charged * MINUTES_PER_HOUR,
                rate=service.rate,
                reference=reference,
                words=f"{decimal_text(self.hours)} h{times}{at_least}",
                inputs={"hours": decimal_text(self.hours), "quantity": str(quantity)},
            )
        exact = charged * ratio_of(service.rate)
        return CostItem(
            part=names[0],
            resource=names[1],
            bucket="labour",
            operation=names[2],
            units=charged,
            unit_name="pieces",
            hours=None,
            rate=service.rate,
            rate_reference=reference,
            formula=f"{quantity:,}{at_least} x ${decimal_text(service.rate)}",
            inputs={"quantity": str(quantity)},
            exact=exact,
            amount=shown(exact),
        )


def plan_hours(spec: HoursSpec, rates: RateBook) -> Plan:
    """Plan a service; raises ``EstimateRefused`` where the book has none or its hours are amiss.

    The shop's minimum charge is for jobs: half an hour of design is sold for what it is.
    """
    service = rates.find_service(spec.service)
    if service is None:
        raise refuse_field((*SPEC_PATH, "service"), f"The rate book has no service {spec.service}.")
    path = (*SPEC_PATH, "hours")
    if service.unit == "hour" and spec.hours is None:
        raise refuse_field(path, f"{service.name} is charged by the hour: say how many.")
    if service.unit == "each" and spec.hours is not None:
        raise refuse_field(path, f"{service.name} is charged by the piece: leave the hours empty.")
    return Plan(parts=(), assembly=HoursAssembly(service, spec.hours), has_minimum=False)
