"""Forms in sets: a part for each ply, collated, numbered and padded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final

from app.domain.estimating.binding import check_thickness, find_step, gather_items
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.finishing import Handled, step_items
from app.domain.estimating.items import inches_text
from app.domain.estimating.paper import sheet_area, sheets_weight
from app.domain.estimating.parts import THE_JOB, Assembled, Plan, PrintedPart
from app.domain.estimating.prepress import prepress_items
from app.domain.estimating.rates import (
    FinishingOperation,
    OperationKind,
    Policy,
    RateBook,
    Stock,
)
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import Fact
from app.domain.estimating.routing import plan_sheets
from app.domain.estimating.spec import SetSpec
from app.domain.estimating.work import SHEETS, in_order, stage_of, walk_pieces
from app.domain.money import decimal_from, decimal_text, ratio_of, round_money
from app.domain.units import SIZE_QUANTUM, inches

FOR_PLIES: Final = frozenset(
    {
        OperationKind.CUT,
        OperationKind.PERFORATE,
        OperationKind.SCORE,
    }
)
FOR_SETS: Final = frozenset(
    {
        OperationKind.COLLATE,
        OperationKind.NUMBER,
        OperationKind.ROUND_CORNER,
        OperationKind.DRILL,
        OperationKind.PAD,
        OperationKind.SHRINK_WRAP,
        OperationKind.PACK,
        OperationKind.SKID,
        OperationKind.POSTAGE,
        OperationKind.FREIGHT,
    }
)
COATED_BACK: Final = frozenset({"coated back", "coated front and back"})
COATED_FRONT: Final = frozenset({"coated front", "coated front and back"})


@dataclass(frozen=True, slots=True)
class SetAssembly:
    """Sets that are collated from their plies, and what is done to each set.

    ``steps`` begin with the collating; the others are in the order of the work.
    """

    policy: Policy
    versions: int
    plies: int
    sets_per_pad: int | None
    handled: Handled
    steps: tuple[FinishingOperation, ...]

    def assemble(self, quantity: int) -> Assembled:
        """Walk the delivered sets back to the plies that are collated."""
        if quantity < self.versions:
            raise refuse_field(
                (*SPEC_PATH, "versions"),
                f"{self.versions:,} versions cannot share a quantity of {quantity:,}.",
            )
        copies, walked = walk_pieces(quantity, self.steps)
        items = list(prepress_items(self.policy, self.versions))
        items.extend(gather_items(self.handled.part, walked[0], self.plies))
        for step in walked[1:]:
            items.extend(step_items(self.handled, step))
        return Assembled((copies,) * self.plies, tuple(items), tuple(self._facts(quantity)))

    def _facts(self, quantity: int) -> Iterator[Fact]:
        thick, pounds = self.handled.thickness, decimal_from(self.handled.weight)
        weight = decimal_text(round_money(pounds, quantum=SIZE_QUANTUM))
        yield Fact("thickness", "Thickness of a set", f"{inches_text(thick)} in")
        yield Fact("weight", "Weight of a set", f"{weight} lb")
        if self.sets_per_pad is not None:
            pads = -(-quantity // self.sets_per_pad)
            said = f"{pads:,} of {self.sets_per_pad:,} sets"
            yield Fact("pads", "Pads", said)


def plan_sets(spec: SetSpec, rates: RateBook, on: date) -> Plan:
    """Plan sets of plies.

    Raises ``EstimateRefused`` where they cannot be made: a book that does not collate, an operation
    that is not for sets, sets for pads that nothing pads, and whatever refuses a ply.
    """
    named = [
        find_step(code, (*SPEC_PATH, "finishing", place), rates, _allowed(code, rates), "sets")
        for place, code in enumerate(spec.finishing)
    ]
    for_plies = tuple(one.code for one in named if _is_for_plies(one))
    parts = tuple(
        plan_sheets(_ply(spec, place, for_plies), rates, on) for place in range(len(spec.stocks))
    )
    plies = tuple(stock for code in spec.stocks if (stock := rates.find_stock(code)) is not None)
    steps = _steps(spec, [one for one in named if not _is_for_plies(one)], rates)
    handled = replace(_set_of(spec, plies, rates), done=steps)
    check_thickness(steps, handled, (*SPEC_PATH, "stocks"))
    return Plan(
        parts=parts,
        assembly=SetAssembly(
            policy=rates.policy,
            versions=spec.versions,
            plies=len(parts),
            sets_per_pad=spec.sets_per_pad,
            handled=handled,
            steps=steps,
        ),
        warnings=tuple(_warnings(plies)),
    )


def _is_for_plies(operation: FinishingOperation) -> bool:
    return operation.kind in FOR_PLIES or stage_of(operation) == SHEETS


def _allowed(code: str, rates: RateBook) -> frozenset[OperationKind]:
    """Give the kinds that a set may have; what works on press sheets is for any ply."""
    operation = rates.find_operation(code)
    if operation is not None and stage_of(operation) == SHEETS:
        return frozenset({operation.kind})
    return FOR_PLIES | FOR_SETS


def _ply(spec: SetSpec, place: int, finishing: tuple[str, ...]) -> PrintedPart:
    return PrintedPart(
        name=f"Ply {place + 1}",
        width=spec.width,
        height=spec.height,
        unit=spec.unit,
        bleed=spec.bleed_length,
        colours_front=spec.colours_front,
        colours_back=spec.colours_back,
        stock=spec.stocks[place],
        press=spec.press,
        finishing=finishing,
        kinds=spec.versions,
        by_hand=spec.overrides,
        fields={"stock": "stocks"},
    )


def _steps(
    spec: SetSpec, named: list[FinishingOperation], rates: RateBook
) -> tuple[FinishingOperation, ...]:
    """Put collating first, which every set needs, and give each pad its sets."""
    collating = [one for one in named if one.kind is OperationKind.COLLATE]
    in_book = (one for one in rates.operations if one.kind is OperationKind.COLLATE)
    collate = collating[0] if collating else next(in_book, None)
    path = (*SPEC_PATH, "finishing")
    if collate is None:
        raise refuse_field(path, "The rate book has no operation that collates sets.")
    padding = [one for one in named if one.kind is OperationKind.PAD]
    if spec.sets_per_pad is not None and not padding:
        raise refuse_field(path, "Choose how the sets are padded, or leave them unpadded.")
    others = (_padding(one, spec) for one in named if one.kind is not OperationKind.COLLATE)
    return (collate, *in_order(others))


def _padding(operation: FinishingOperation, spec: SetSpec) -> FinishingOperation:
    """Count a pad in sets: as many as were asked for, or what its sheets make."""
    if operation.kind is not OperationKind.PAD or operation.group_size is None:
        return operation
    sets = spec.sets_per_pad or max(1, operation.group_size // len(spec.stocks))
    return replace(operation, group_size=sets)


def _set_of(spec: SetSpec, plies: tuple[Stock, ...], rates: RateBook) -> Handled:
    area = inches(spec.width) * inches(spec.height)
    weight = Fraction(0)
    for stock in plies:
        grade = rates.find_grade(stock.grade)
        if grade is not None:
            weight += sheets_weight(stock, grade, rates.policy, 1) * area / sheet_area(stock)
    return Handled(
        part=THE_JOB,
        name="set",
        thickness=sum((ratio_of(stock.caliper_in) for stock in plies), Fraction(0)),
        weight=weight,
        area=area,
        width=spec.width,
        height=spec.height,
    )


def _warnings(plies: tuple[Stock, ...]) -> Iterator[str]:
    """Say where carbonless plies lie so that one does not write through to the next."""
    finishes = [stock.finish.lower() for stock in plies]
    if not any(finish in COATED_BACK | COATED_FRONT for finish in finishes):
        return
    for place, (upper, lower) in enumerate(pairwise(finishes), start=1):
        if upper not in COATED_BACK or lower not in COATED_FRONT:
            yield (
                f"Ply {place} does not write through to ply {place + 1}: carbonless paper needs a "
                "coated back above a coated front."
            )
