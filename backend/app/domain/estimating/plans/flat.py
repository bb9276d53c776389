"""Flat sheets: one part, and nothing to assemble but its artwork."""

from dataclasses import dataclass
from datetime import date

from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.finishing import Handled, measure, square_inch_weight
from app.domain.estimating.goods import fold_refusal, folded_facts, goods_facts
from app.domain.estimating.parts import Assembled, Plan, PrintedPart
from app.domain.estimating.prepress import prepress_items
from app.domain.estimating.rates import Policy, RateBook
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import Fact
from app.domain.estimating.routing import plan_sheets
from app.domain.estimating.spec import FlatSpec
from app.domain.estimating.work import in_order
from app.domain.units import length_text


@dataclass(frozen=True, slots=True)
class FlatAssembly:
    """Every piece is a copy; each version has its artwork prepared."""

    policy: Policy
    versions: int
    goods: Handled
    folded: tuple[Fact, ...] = ()

    def assemble(self, quantity: int) -> Assembled:
        """Give the copies, which are the quantity, what the artwork costs and the goods weigh."""
        if quantity < self.versions:
            raise refuse_field(
                (*SPEC_PATH, "versions"),
                f"{self.versions:,} versions cannot share a quantity of {quantity:,}.",
            )
        return Assembled(
            copies=(quantity,),
            items=tuple(prepress_items(self.policy, self.versions)),
            facts=(*self.folded, *goods_facts(self.goods, quantity)),
        )


def plan_flat(spec: FlatSpec, rates: RateBook, on: date) -> Plan:
    """Plan a flat piece; raises ``EstimateRefused`` where it cannot be made."""
    part = flat_part(spec)
    warnings: list[str] = []
    if 0 < spec.bleed_length < rates.policy.bleed:
        warnings.append(
            f"A bleed of {length_text(spec.bleed_length)} in is less than the "
            f"{length_text(rates.policy.bleed)} in that we ask for."
        )
    planned = plan_sheets(part, rates, on)
    return Plan(
        parts=(planned,),
        assembly=_assembly(spec, rates),
        warnings=tuple(warnings),
    )


def flat_part(spec: FlatSpec) -> PrintedPart:
    """Give the one part of a flat piece: what a press has to print."""
    return PrintedPart(
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


def _assembly(spec: FlatSpec, rates: RateBook) -> FlatAssembly:
    """Measure the finished goods, of materials that are known to be in the book."""
    stock = rates.find_stock(spec.stock)
    grade = None if stock is None else rates.find_grade(stock.grade)
    if stock is None or grade is None:
        message = "A stock that is not in the book is refused before."
        raise AssertionError(message)
    named = (rates.find_operation(code) for code in spec.finishing)
    operations = in_order(one for one in named if one is not None)
    size = (spec.width, spec.height)
    refused = fold_refusal(size, stock, operations)
    if refused is not None:
        place = spec.finishing.index(refused[0].code)
        raise refuse_field((*SPEC_PATH, "finishing", place), refused[1])
    weight = square_inch_weight(stock, grade, rates.policy)
    return FlatAssembly(
        policy=rates.policy,
        versions=spec.versions,
        goods=measure("Sheet", stock, weight, size, operations),
        folded=folded_facts(size, spec.unit, operations),
    )
