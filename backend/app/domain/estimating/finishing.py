"""What finishing costs: cutting by lifts, and every other step from its operation's data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.edges import edge_feet, grommets, sides_worked
from app.domain.estimating.folds import fold_piece, slowed_by, travel_minutes
from app.domain.estimating.items import Job, counted, text, timed_item
from app.domain.estimating.lifts import cut_charge
from app.domain.estimating.paper import (
    SQUARE_INCHES_PER_FOOT,
    sheet_area,
    sheets_weight,
)
from app.domain.estimating.rates import (
    Bucket,
    FinishingOperation,
    Grade,
    OperationKind,
    Policy,
    Stock,
)
from app.domain.estimating.rates.operations import Fold
from app.domain.estimating.result import Charged, CostItem, shown
from app.domain.estimating.work import SHEETS, Step, stage_of
from app.domain.money import ONE, decimal_text, ratio_of
from app.domain.units import NO_LENGTH, Length, inches

WHOLLY: Final = frozenset({"outwork", "delivery"})
"""Buckets that take an operation's materials too."""
MEASURES: Final = frozenset({"sq ft", "ft", "lb"})
"""Units that are measured and not counted, so they have no plural."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What a step takes in hand: one sheet, piece or book, of a part of the job.

    ``thickness`` is in inches, ``weight`` in pounds, ``area`` in square inches. ``width`` and
    ``height`` are its edges, for what is worked along them; ``done`` is all that is done to it.
    """

    part: str
    name: str
    thickness: Fraction
    weight: Fraction
    area: Fraction
    width: Length = NO_LENGTH
    height: Length = NO_LENGTH
    done: tuple[FinishingOperation, ...] = ()

    @property
    def shipped(self) -> Fraction:
        """The pounds of one, with its share of the cartons that it is packed in."""
        cartons = [one.tare for one in self.done if one.kind is OperationKind.PACK]
        return self.weight * (1 + sum(map(ratio_of, cartons), Fraction(0)))


def finishing_items(
    job: Job, step: Step, done: tuple[FinishingOperation, ...] = ()
) -> Iterator[Charged]:
    """Give what one finishing step of a printed part costs: its time, materials and minimum.

    ``done`` is all that is done to the part's pieces.
    """
    if step.operation.kind is OperationKind.CUT:
        operation = step.operation
        cut = cut_charge(
            job.part.name,
            operation.name,
            operation,
            sheets=step.units_in,
            cuts=len(job.layout.cuts),
            caliper_in=job.stock.caliper_in,
        )
        yield cut
        yield from up_to_minimum(job.part.name, operation, [cut])
    else:
        yield from step_items(handled_of(job, step.operation, done), step)


def step_items(handled: Handled, step: Step) -> Iterator[CostItem]:
    """Give what a step costs on what it handles: its time, its materials, and its minimum."""
    operation = step.operation
    units, unit_name = charged_units(handled, step)
    items: list[CostItem] = []
    if operation.hourly_rate:
        items.append(_handling(handled, step, units, unit_name))
    if operation.unit_price:
        items.append(_per_unit(handled, step, units, unit_name))
    if operation.area_price:
        items.append(_by_area(handled, step))
    if operation.group_area_price and operation.is_grouped:
        items.append(_with_each_group(handled, step, units))
    yield from (*items, *up_to_minimum(handled.part, operation, items))


def up_to_minimum(
    part: str, operation: FinishingOperation, items: Sequence[Charged]
) -> Iterator[CostItem]:
    """Give what the work of a step lacks of the operation's minimum, if it lacks anything.

    The minimum is for the work alone. If it counted materials too, more of them at a lower mark-up
    would take the place of work at a higher one, and a larger job could come out cheaper.
    """
    work = sum((item.exact for item in items if item.bucket == operation.bucket), Fraction(0))
    missing = ratio_of(operation.minimum) - work
    if missing > 0:
        yield material_item(
            part,
            operation,
            operation.bucket,
            name=f"{operation.name}, up to its minimum",
            units=(Fraction(1), "minimum"),
            rate=("minimum", operation.minimum),
            amount=missing,
            words=f"at least ${decimal_text(operation.minimum)}",
        )


def charged_units(handled: Handled, step: Step) -> tuple[Fraction, str]:
    """Give how many units an operation charges, at all its positions, and their name."""
    group, each, name = charged_by(handled, step.operation)
    return -(-step.units_in // group) * each, name


def charged_by(handled: Handled, operation: FinishingOperation) -> tuple[int, Fraction, str]:
    """Give how many pieces make a group, the units charged for each group, and their name."""
    group, each, name = 1, Fraction(1), handled.name
    if operation.per != "unit":
        each, name = _measured(handled, operation)
    elif operation.is_grouped:
        group, name = group_size(handled, operation), operation.group_name
    elif operation.max_lift_in is not None:
        group, name = int(ratio_of(operation.max_lift_in) / handled.thickness), "lift"
    if operation.positions == 1:
        return group, each, name
    return group, each * operation.positions, f"{name} position"


def _measured(handled: Handled, operation: FinishingOperation) -> tuple[Fraction, str]:
    """Give what an operation measures of one piece, and the unit."""
    if operation.per == "square_foot":
        return operation.sides * handled.area / SQUARE_INCHES_PER_FOOT, "sq ft"
    if operation.per == "pound":
        return handled.shipped, "lb"
    sides = sides_worked(operation, handled.done)
    if operation.per == "foot":
        return edge_feet(handled.width, handled.height, sides), "ft"
    each = grommets(handled.width, handled.height, sides, operation.spacing)
    return Fraction(each), "grommet"


def _many(name: str) -> str:
    return name if name in MEASURES else f"{name}s"


def _said(units: Fraction, name: str) -> str:
    """Say a number of units: ``3 lifts``, ``88 ft``."""
    if name in MEASURES:
        return f"{text(units)} {name}"
    return counted(int(units), name)


def group_size(handled: Handled, operation: FinishingOperation) -> int:
    """Give how many go in a pad, bundle or carton, by count, weight and height; at least 1."""
    limits: list[int] = []
    if operation.group_size is not None:
        limits.append(operation.group_size)
    if operation.group_max_weight_lb is not None and handled.weight:
        weight = handled.weight * (1 + ratio_of(operation.tare))
        limits.append(int(ratio_of(operation.group_max_weight_lb) / weight))
    if operation.group_max_stack_in is not None:
        high = int(ratio_of(operation.group_max_stack_in) / handled.thickness)
        limits.append(high * _stacks(handled, operation))
    return max(1, min(limits, default=1))


def _stacks(handled: Handled, operation: FinishingOperation) -> int:
    """Give how many stacks stand side by side in a carton; one where its inside is not given."""
    width, length = operation.carton_width, operation.carton_length
    if not handled.width or not handled.height:
        return 1
    ways = ((handled.width, handled.height), (handled.height, handled.width))
    return max(1, *((width // across) * (length // along) for across, along in ways))


def handled_of(
    job: Job, operation: FinishingOperation, done: tuple[FinishingOperation, ...]
) -> Handled:
    """Measure what a step of a part takes in hand: a press sheet, or a piece as folded so far."""
    weight = square_inch_weight(job.stock, job.grade, job.policy)
    sheet = job.layout.sheet_width, job.layout.sheet_height
    size = sheet if stage_of(operation) == SHEETS else (job.part.width, job.part.height)
    return handled_at(job.part.name, job.stock, weight, size, operation, done)


def handled_at(
    part: str,
    stock: Stock,
    weight: Fraction,
    size: tuple[Length, Length],
    operation: FinishingOperation,
    done: tuple[FinishingOperation, ...],
) -> Handled:
    """Measure a sheet or a piece of a size as it comes to a step; ``weight`` as in ``measure``."""
    name = "sheet" if stage_of(operation) == SHEETS else "piece"
    before = done[: done.index(operation)] if operation in done else ()
    return replace(measure(part, stock, weight, size, before), name=name, done=done)


def square_inch_weight(stock: Stock, grade: Grade, policy: Policy) -> Fraction:
    """Give the pounds of a square inch of a stock in sheets."""
    return sheets_weight(stock, grade, policy, 1) / sheet_area(stock)


def measure(
    part: str,
    stock: Stock,
    weight: Fraction,
    size: tuple[Length, Length],
    done: tuple[FinishingOperation, ...],
) -> Handled:
    """Measure a piece of an open size after its folds; ``weight`` is that of a square inch."""
    width, height = size
    layers = 1
    for operation in done:
        if operation.fold is not None:
            folded = fold_piece(width, height, operation.fold, operation.fold_edge)
            width, height = folded.width, folded.height
            layers *= folded.kind.layers
    return Handled(
        part=part,
        name="piece",
        thickness=ratio_of(stock.caliper_in) * layers,
        weight=weight * inches(size[0]) * inches(size[1]),
        area=inches(width) * inches(height),
        width=width,
        height=height,
        done=done,
    )


def _handling(handled: Handled, step: Step, units: Fraction, unit_name: str) -> CostItem:
    operation = step.operation
    each, words = minutes_each(handled, operation)
    return timed_item(
        (handled.part, operation.name, operation.name),
        operation.bucket,
        units=(units, _many(unit_name)),
        minutes=ratio_of(operation.setup_minutes) + units * each,
        rate=operation.hourly_rate,
        reference=f"operation:{operation.code}/hourly_rate",
        words=f"{decimal_text(operation.setup_minutes)} min set-up + {_said(units, unit_name)} x "
        + words,
        inputs={
            "units_in": str(step.units_in),
            _many(unit_name).replace(" ", "_"): text(units),
            "setup_minutes": decimal_text(operation.setup_minutes),
            "minutes_per_thousand": decimal_text(operation.minutes_per_thousand),
        },
    )


def minutes_each(handled: Handled, operation: FinishingOperation) -> tuple[Fraction, str]:
    """Give the minutes of a charged unit beyond the set-up, and the words for them."""
    if operation.feet_per_minute is not None and operation.fold is not None:
        return _travel(handled, operation, operation.fold)
    each = ratio_of(operation.minutes_per_thousand) / 1000
    jogging = ""
    if operation.max_lift_in is not None:
        each += ratio_of(operation.minutes_per_lift)
        jogging = f" + {decimal_text(operation.minutes_per_lift)} min a lift"
    return each, f"{decimal_text(operation.minutes_per_thousand)} min per M{jogging}"


def _travel(handled: Handled, operation: FinishingOperation, fold: Fold) -> tuple[Fraction, str]:
    """Give the minutes of a piece that travels through a folder, and the words for them."""
    folded = fold_piece(handled.width, handled.height, fold, operation.fold_edge)
    length = inches(handled.width if folded.upright else handled.height)
    speed = operation.feet_per_minute or ONE
    gap, turns = inches(operation.sheet_gap), folded.kind.direction_changes
    slower = f" x {text(slowed_by(turns))}" if turns else ""
    words = f"({text(length)} + {text(gap)} in) / 12 / {decimal_text(speed)} ft a min{slower}"
    return travel_minutes(Fraction(1), length, gap, ratio_of(speed), turns), words


def _per_unit(handled: Handled, step: Step, units: Fraction, unit_name: str) -> CostItem:
    operation = step.operation
    is_work = operation.bucket in WHOLLY or not operation.hourly_rate
    return material_item(
        handled.part,
        operation,
        operation.bucket if is_work else "material",
        name=operation.name,
        units=(units, _many(unit_name)),
        rate=("unit_price", operation.unit_price),
        amount=units * ratio_of(operation.unit_price),
        words=f"{_said(units, unit_name)} x ${decimal_text(operation.unit_price)}",
    )


def _with_each_group(handled: Handled, step: Step, groups: Fraction) -> CostItem:
    """Charge what goes with each group by its area: a pad's backer."""
    operation = step.operation
    feet = groups * handled.area / SQUARE_INCHES_PER_FOOT
    return material_item(
        handled.part,
        operation,
        operation.bucket if operation.bucket in WHOLLY else "material",
        name=f"{operation.name}, backers",
        units=(feet, "sq ft"),
        rate=("group_area_price", operation.group_area_price),
        amount=feet * ratio_of(operation.group_area_price),
        words=f"{_said(groups, operation.group_name)} x "
        f"{text(handled.area / SQUARE_INCHES_PER_FOOT)} sq ft "
        f"x ${decimal_text(operation.group_area_price)}",
    )


def _by_area(handled: Handled, step: Step) -> CostItem:
    operation = step.operation
    feet = step.units_in * material_feet(handled, operation)
    return material_item(
        handled.part,
        operation,
        operation.bucket if operation.bucket in WHOLLY else "material",
        name=f"{operation.name}, material",
        units=(feet, "sq ft"),
        rate=("area_price", operation.area_price),
        amount=feet * ratio_of(operation.area_price),
        words=f"{text(feet)} sq ft x ${decimal_text(operation.area_price)}",
    )


def material_feet(handled: Handled, operation: FinishingOperation) -> Fraction:
    """Give the square feet of material that one piece takes on all its sides."""
    used = handled.area
    if operation.overlap:
        # Film runs on between the sheets, which follow each other long edge by long edge.
        used += inches(operation.overlap) * inches(min(handled.width, handled.height))
    return operation.sides * used / SQUARE_INCHES_PER_FOOT


def material_item(
    part: str,
    operation: FinishingOperation,
    bucket: Bucket,
    *,
    name: str,
    units: tuple[Fraction, str],
    rate: tuple[str, Decimal],
    amount: Fraction,
    words: str,
) -> CostItem:
    """Make the item of what is paid by units: of material, or of work without hours."""
    return CostItem(
        part=part,
        resource=operation.name,
        bucket=bucket,
        operation=name,
        units=units[0],
        unit_name=units[1],
        hours=None,
        rate=rate[1],
        rate_reference=f"operation:{operation.code}/{rate[0]}",
        formula=words,
        inputs={units[1].replace(" ", "_"): text(units[0])},
        exact=amount,
        amount=shown(amount),
    )
