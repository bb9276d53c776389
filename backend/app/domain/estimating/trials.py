"""One operation tried by itself: what a person would write on paper to check its rates.

The same functions reckon it as in an estimate, so what a trial says is what a job would cost.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from app.domain.estimating.binding import (
    Book,
    Sections,
    binding_items,
    check_thickness,
    fold_items,
    gather_items,
    most_pockets,
)
from app.domain.estimating.finishing import Handled, measure, step_items, up_to_minimum
from app.domain.estimating.fitness import unfit
from app.domain.estimating.goods import fold_refusal
from app.domain.estimating.items import MINUTES_PER_HOUR, inches_text
from app.domain.estimating.lifts import cut_charge
from app.domain.estimating.media import square_foot_weight
from app.domain.estimating.pages import choose_element, loops
from app.domain.estimating.paper import SQUARE_INCHES_PER_FOOT
from app.domain.estimating.rates import FinishingOperation, Grade, OperationKind, Policy, Stock
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import CostItem
from app.domain.estimating.work import SHEETS, Step, stage_of, walk_pieces
from app.domain.money import decimal_text, ratio_of
from app.domain.units import Length, inches

BINDINGS: Final = frozenset(
    {
        OperationKind.SADDLE_STITCH,
        OperationKind.PERFECT_BIND,
        OperationKind.COIL,
        OperationKind.WIRE_O,
    }
)
THE_TRIAL: Final = "Trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What an operation is tried on: so many good ones must come out of it.

    One is ``width`` x ``height`` and as thick as ``leaves`` of the stock. A cutter makes ``cuts``
    through each lift; what gathers, folds signatures or binds has ``sections`` of each copy.
    """

    quantity: int
    stock: Stock
    grade: Grade
    policy: Policy
    width: Length
    height: Length
    leaves: int = 1
    cuts: int = 4
    sections: int = 1


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial takes: how many go in, under what name, and each cost with its formula."""

    quantity: int
    units_in: int
    name: str
    items: tuple[CostItem, ...]

    @property
    def spoiled(self) -> int:
        """How many go in and do not come out good."""
        return self.units_in - self.quantity

    @property
    def minutes(self) -> Fraction:
        """The minutes of all hours."""
        hours = (item.hours for item in self.items if item.hours is not None)
        return sum(hours, Fraction(0)) * MINUTES_PER_HOUR

    @property
    def cost(self) -> Fraction:
        """What it costs in all, exactly."""
        return sum((item.exact for item in self.items), Fraction(0))

    @property
    def each(self) -> Fraction:
        """What each good one costs, exactly."""
        return self.cost / self.quantity


def try_operation(operation: FinishingOperation, trial: Trial) -> Tried:
    """Reckon one operation by itself.

    Raises ``EstimateRefused`` where it cannot take what it is tried on: a stock too thick, panels
    too narrow, more sections than it has pockets, no coil wide enough.
    """
    handled = _in_hand(operation, trial)
    _check(operation, trial, handled)
    _, (step,) = walk_pieces(trial.quantity, (operation,))
    items = tuple(_items(step, trial, handled))
    return Tried(trial.quantity, step.units_in, handled.name, items)


def _in_hand(operation: FinishingOperation, trial: Trial) -> Handled:
    weight = square_foot_weight(trial.stock, trial.grade, trial.policy) / SQUARE_INCHES_PER_FOOT
    one = measure(THE_TRIAL, trial.stock, weight, (trial.width, trial.height), ())
    name = "piece"
    if operation.kind in BINDINGS:
        name = "book"
    elif stage_of(operation) == SHEETS or operation.kind is OperationKind.CUT:
        name = "sheet"
    return replace(
        one,
        name=name,
        thickness=one.thickness * trial.leaves,
        weight=one.weight * trial.leaves,
        done=(operation,),
    )


def _check(operation: FinishingOperation, trial: Trial, handled: Handled) -> None:
    sentence = unfit(operation, trial.stock)
    if sentence is not None:
        raise refuse_field(("stock",), sentence)
    refused = fold_refusal((trial.width, trial.height), trial.stock, (operation,))
    if refused is not None:
        raise refuse_field(("width_in",), refused[1])
    check_thickness((operation,), handled, ("leaves",))
    most = operation.binding.max_thickness_in
    if most is not None and handled.thickness > most:
        raise refuse_field(
            ("leaves",),
            f"This is {inches_text(handled.thickness)} in thick, and {operation.name} takes "
            f"{decimal_text(most)} in at most.",
        )
    pockets = most_pockets(operation)
    if operation.kind in BINDINGS and 0 < pockets < trial.sections:
        raise refuse_field(("sections",), f"{operation.name} has {pockets} pockets.")


def _items(step: Step, trial: Trial, handled: Handled) -> Iterator[CostItem]:
    operation = step.operation
    if operation.kind is OperationKind.CUT:
        cut = cut_charge(
            THE_TRIAL,
            operation.name,
            operation,
            sheets=step.units_in,
            cuts=trial.cuts,
            caliper_in=trial.stock.caliper_in * trial.leaves,
        ).explain()
        yield from (cut, *up_to_minimum(THE_TRIAL, operation, [cut]))
    elif operation.kind is OperationKind.SIGNATURE_FOLD:
        yield from fold_items(THE_TRIAL, step, Sections(trial.sections, trial.sections, 1))
    elif operation.kind is OperationKind.COLLATE:
        yield from gather_items(THE_TRIAL, step, trial.sections)
    elif operation.kind in BINDINGS:
        book = _bound(operation, trial, handled)
        yield from binding_items(book, step.units_in, trial.sections)
    else:
        yield from step_items(handled, step)


def _bound(operation: FinishingOperation, trial: Trial, handled: Handled) -> Book:
    """Take a book in hand that is bound along its height."""
    rules, edge = operation.binding, inches(trial.height)
    if not rules.elements:
        spine = handled.thickness + ratio_of(rules.spine_glue_in)
        return Book(handled, operation, spine_area=spine * edge)
    element = choose_element(rules, handled.thickness)
    if element is None:
        raise refuse_field(
            ("leaves",),
            f"This is {inches_text(handled.thickness)} in thick, too thick for the widest of "
            f"{operation.name}, {decimal_text(rules.elements[-1].diameter_in)} in.",
        )
    return Book(handled, operation, element, loops(element, edge))
