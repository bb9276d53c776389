"""Flat sheets: one part, and nothing to assemble but its artwork."""

from dataclasses import dataclass
from datetime import date

from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.parts import Assembled, Plan, PrintedPart
from app.domain.estimating.prepress import prepress_items
from app.domain.estimating.rates import Policy, RateBook
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.routing import plan_sheets
from app.domain.estimating.spec import FlatSpec
from app.domain.units import length_text


@dataclass(frozen=True, slots=True)
class FlatAssembly:
    """Every piece is a copy; each version has its artwork prepared."""

    policy: Policy
    versions: int

    def assemble(self, quantity: int) -> Assembled:
        """Give the copies, which are the quantity, and what the artwork costs."""
        if quantity < self.versions:
            raise refuse_field(
                (*SPEC_PATH, "versions"),
                f"{self.versions:,} versions cannot share a quantity of {quantity:,}.",
            )
        return Assembled((quantity,), tuple(prepress_items(self.policy, self.versions)))


def plan_flat(spec: FlatSpec, rates: RateBook, on: date) -> Plan:
    """Plan a flat piece; raises ``EstimateRefused`` where it cannot be made."""
    part = PrintedPart(
        name="Sheet",
        width=spec.width,
        height=spec.height,
        unit=spec.unit,
        bleed=spec.bleed_length,
        colours_front=spec.colours_front,
        colours_back=spec.colours_back,
        stock=spec.stock,
        press=spec.press,
        finishing=spec.finishing,
        kinds=spec.versions,
        grain=spec.grain,
        by_hand=spec.overrides,
    )
    warnings: list[str] = []
    if 0 < spec.bleed_length < rates.policy.bleed:
        warnings.append(
            f"A bleed of {length_text(spec.bleed_length)} in is less than the "
            f"{length_text(rates.policy.bleed)} in that we ask for."
        )
    return Plan(
        parts=(plan_sheets(part, rates, on),),
        assembly=FlatAssembly(rates.policy, spec.versions),
        warnings=tuple(warnings),
    )
