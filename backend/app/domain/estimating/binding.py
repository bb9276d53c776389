"""Binding: the steps that a book goes through, walked backward, and what each of them costs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from app.domain.estimating.documents import Path
from app.domain.estimating.finishing import Handled, material_item, step_items, up_to_minimum
from app.domain.estimating.items import MINUTES_PER_HOUR, counted, inches_text, text, timed_item
from app.domain.estimating.paper import SQUARE_INCHES_PER_FOOT
from app.domain.estimating.parts import Bid, PartCost, Shared, Way
from app.domain.estimating.rates import (
    BindingElement,
    FinishingOperation,
    OperationKind,
    PocketSpeed,
    RateBook,
)
from app.domain.estimating.refusals import refuse_field
from app.domain.estimating.result import CostItem
from app.domain.estimating.work import Step, walk_pieces
from app.domain.money import decimal_text, ratio_of


@dataclass(frozen=True, slots=True)
class Book:
    """A bound book in hand, and what its binding uses up: a coil's loops, a spine's glue.

    ``spine_area`` is in square inches, 0 for a book without a glued spine.
    """

    handled: Handled
    binding: FinishingOperation
    element: BindingElement | None = None
    loops: int = 0
    spine_area: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sections:
    """What of one copy comes from the press: signatures, leaves, or sheets for the fold.

    ``folded`` of them go through the folder, with a set-up for each of the ``folds``.
    """

    count: int
    folded: int = 0
    folds: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """What binding takes and costs: how many copies of the pages go in, its items, their sum."""

    needed: int
    items: tuple[CostItem, ...]
    sum: Shared


type Bindings = dict[tuple[int, tuple[str, ...], Sections, int], Bound]


@dataclass(frozen=True, slots=True, eq=False)
class BookWay:
    """A way to print a book's pages, with the steps that bring them together and its binding.

    ``before`` are in the order of the work. ``sections`` are what the press delivers of each copy,
    ``pockets`` how many the binder fills, the cover's among them. ``memory`` keeps what binding
    costs; the ways of a book share it.
    """

    way: Way
    before: tuple[FinishingOperation, ...]
    sections: Sections
    pockets: int
    book: Book
    memory: Bindings = field(default_factory=dict)

    def bid(self, copies: int) -> Bid:
        """Say what the pages cost for so many books that go into the binder, and their binding."""
        bound = self._bound(copies)
        pages = self.way.bid(bound.needed)
        parts = lcm(pages.parts, bound.sum.parts)
        own, more = parts // pages.parts, parts // bound.sum.parts
        amounts = [
            mine * own + its * more
            for mine, its in zip(pages.amounts, bound.sum.amounts, strict=True)
        ]

        def make() -> PartCost:
            made = pages.make()
            return replace(made, items=(*made.items, *bound.items))

        return replace(pages, parts=parts, amounts=amounts, make=make)

    def _bound(self, copies: int) -> Bound:
        key = copies, tuple(one.code for one in self.before), self.sections, self.pockets
        known = self.memory.get(key)
        if known is None:
            needed, steps = walk_pieces(copies, self.before)
            items = (
                *(item for step in steps for item in self._before(step)),
                *binding_items(self.book, copies, self.pockets),
            )
            known = self.memory[key] = Bound(needed, items, Shared.of(items))
        return known

    def _before(self, step: Step) -> Iterator[CostItem]:
        kind = step.operation.kind
        if kind is OperationKind.SIGNATURE_FOLD:
            yield from fold_items(self.book.handled.part, step, self.sections)
        elif kind is OperationKind.COLLATE:
            yield from gather_items(self.book.handled.part, step, self.sections.count)
        else:
            yield from step_items(self.book.handled, step)


def find_step(
    code: str, path: Path, rates: RateBook, allowed: frozenset[OperationKind], work: str
) -> FinishingOperation:
    """Find an operation for ``work``, such as a bound book; raises ``EstimateRefused``."""
    operation = rates.find_operation(code)
    if operation is None:
        raise refuse_field(path, f"The rate book has no finishing operation {code}.")
    if operation.kind not in allowed:
        raise refuse_field(path, f"{operation.name} is not done to {work}.")
    return operation


def check_thickness(
    operations: tuple[FinishingOperation, ...], handled: Handled, path: Path
) -> None:
    """Refuse what is thicker than an operation or its lift takes; raises ``EstimateRefused``."""
    for operation in operations:
        limits = [one for one in (operation.max_caliper_in, operation.max_lift_in) if one]
        if limits and handled.thickness > min(limits):
            raise refuse_field(
                path,
                f"This is {inches_text(handled.thickness)} in thick, thicker than "
                f"{operation.name} takes: {decimal_text(min(limits))} in.",
            )


def pocket_speed(operation: FinishingOperation, filled: int) -> PocketSpeed | None:
    """Give the row of the speeds for so many pockets; None where there are more than it has."""
    return next((row for row in operation.pockets if filled <= row.up_to_pockets), None)


def most_pockets(operation: FinishingOperation) -> int:
    """Give how many pockets an operation has; 0 where it has no table of them."""
    return max((row.up_to_pockets for row in operation.pockets), default=0)


def gathering_passes(operation: FinishingOperation, sections: int) -> tuple[int, ...]:
    """Give the pockets that each pass fills until all sections are together.

    Where there are more sections than pockets, what one pass has gathered takes a pocket in the
    next. One pocket alone gathers nothing.
    """
    most = most_pockets(operation)
    passes: list[int] = []
    left = sections
    while left > most:
        passes.append(most)
        left -= most - 1
    return (*passes, left)


def gather_items(part: str, step: Step, sections: int) -> Iterator[CostItem]:
    """Give what gathering the sections of each copy costs: by pockets, or by the piece."""
    operation = step.operation
    pieces = step.units_in * sections
    if most_pockets(operation) > 1:
        passes = gathering_passes(operation, sections)
        speeds = [pocket_speed(operation, filled) for filled in passes]
        each = sum(
            (MINUTES_PER_HOUR / ratio_of(speed.per_hour) for speed in speeds if speed), Fraction(0)
        )
        words = f"{counted(step.units_in, 'set')} x {text(each * 60)} s"
        if len(passes) > 1:
            words += f" in {len(passes)} passes"
        minutes = step.units_in * each
        setups = len(passes)
    else:
        minutes = pieces * ratio_of(operation.minutes_per_thousand) / 1000
        words = (
            f"{counted(pieces, 'piece')} x {decimal_text(operation.minutes_per_thousand)} min per M"
        )
        setups = 1
    item = _timed(part, operation, (pieces, "pieces"), setups, minutes, words)
    yield from (item, *up_to_minimum(part, operation, [item]))


def fold_items(part: str, step: Step, sections: Sections) -> Iterator[CostItem]:
    """Give what folding signatures costs: a set-up for each kind of fold, then by signature."""
    operation = step.operation
    pieces = step.units_in * sections.folded
    words = (
        f"{counted(pieces, 'signature')} x {decimal_text(operation.minutes_per_thousand)} min per M"
    )
    minutes = pieces * ratio_of(operation.minutes_per_thousand) / 1000
    item = _timed(part, operation, (pieces, "signatures"), sections.folds, minutes, words)
    yield from (item, *up_to_minimum(part, operation, [item]))


def binding_items(book: Book, copies: int, pockets: int) -> Iterator[CostItem]:
    """Give what binding costs: its time by the pockets filled, its coils or glue, its minimum."""
    operation, part = book.binding, book.handled.part
    speed = pocket_speed(operation, pockets)
    if speed is None:
        yield from step_items(book.handled, Step(operation, copies))
    else:
        minutes = copies * MINUTES_PER_HOUR / ratio_of(speed.per_hour)
        words = (
            f"{counted(copies, book.handled.name)} / {decimal_text(speed.per_hour)} an hour "
            f"with {counted(pockets, 'pocket')}"
        )
        item = _timed(part, operation, (copies, f"{book.handled.name}s"), 1, minutes, words)
        yield from (item, *up_to_minimum(part, operation, [item]))
    yield from _used_up(book, copies)


def _used_up(book: Book, copies: int) -> Iterator[CostItem]:
    operation, part, element = book.binding, book.handled.part, book.element
    if element is not None and element.loop_price:
        many = copies * book.loops
        yield material_item(
            part,
            operation,
            "material",
            name=f"{operation.name}, {decimal_text(element.diameter_in)} in",
            units=(Fraction(many), "loops"),
            rate=("binding.elements", element.loop_price),
            amount=many * ratio_of(element.loop_price),
            words=f"{counted(copies, book.handled.name)} x {counted(book.loops, 'loop')} "
            f"x ${decimal_text(element.loop_price)}",
        )
    price = operation.binding.glue_area_price
    feet = copies * book.spine_area / SQUARE_INCHES_PER_FOOT
    if feet * ratio_of(price):
        yield material_item(
            part,
            operation,
            "material",
            name=f"{operation.name}, glue",
            units=(feet, "sq ft"),
            rate=("binding.glue_area_price", price),
            amount=feet * ratio_of(price),
            words=f"{text(feet)} sq ft of spine x ${decimal_text(price)}",
        )


def _timed(
    part: str,
    operation: FinishingOperation,
    units: tuple[int, str],
    setups: int,
    minutes: Fraction,
    words: str,
) -> CostItem:
    setup = f"{decimal_text(operation.setup_minutes)} min set-up"
    if setups != 1:
        setup = f"{setups} set-ups x {decimal_text(operation.setup_minutes)} min"
    return timed_item(
        (part, operation.name, operation.name),
        operation.bucket,
        units=(Fraction(units[0]), units[1]),
        minutes=setups * ratio_of(operation.setup_minutes) + minutes,
        rate=operation.hourly_rate,
        reference=f"operation:{operation.code}/hourly_rate",
        words=f"{setup} + {words}",
        inputs={
            units[1]: str(units[0]),
            "set_ups": str(setups),
            "setup_minutes": decimal_text(operation.setup_minutes),
        },
    )
