"""What finishing costs: cutting by lifts, and every other step from its operation's data."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from app.domain.estimating.items import Job, counted, text, timed_item
from app.domain.estimating.paper import (
    SQUARE_INCHES_PER_FOOT,
    sheet_area,
    sheets_per_lift,
    sheets_weight,
)
from app.domain.estimating.rates import Bucket, FinishingOperation, OperationKind
from app.domain.estimating.result import CostItem, shown
from app.domain.estimating.work import SHEETS, Step, stage_of
from app.domain.money import decimal_text, ratio_of
from app.domain.units import inches


@dataclass(frozen=True, slots=True)
class Handled:
    """What a step takes in hand: one sheet, piece or book, of a part of the job.

    ``thickness`` is in inches, ``weight`` in pounds, ``area`` in square inches.
    """

    part: str
    name: str
    thickness: Fraction
    weight: Fraction
    area: Fraction


def finishing_items(job: Job, step: Step) -> Iterator[CostItem]:
    """Give what one finishing step of a printed part costs: its time, materials and minimum."""
    if step.operation.kind is OperationKind.CUT:
        cut = _cut(job, step)
        yield from (cut, *up_to_minimum(job.part.name, step.operation, [cut]))
    else:
        yield from step_items(_handled(job, step.operation), step)


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
    yield from (*items, *up_to_minimum(handled.part, operation, items))


def up_to_minimum(
    part: str, operation: FinishingOperation, items: list[CostItem]
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


def _cut(job: Job, step: Step) -> CostItem:
    """Cut by lifts: set-up + lifts x (cuts x time of one cut + jogging)."""
    operation, cuts = step.operation, len(job.layout.cuts)
    per_lift = step.units_in
    if operation.max_lift_in is not None:
        per_lift = sheets_per_lift(operation.max_lift_in, job.stock.caliper_in)
    lifts = -(-step.units_in // per_lift)
    each = cuts * ratio_of(operation.minutes_per_cut) + ratio_of(operation.minutes_per_lift)
    jogging = ""
    if operation.minutes_per_lift:
        jogging = f" + {counted(lifts, 'lift')} x {decimal_text(operation.minutes_per_lift)} min"
    return timed_item(
        (job.part.name, operation.name, operation.name),
        operation.bucket,
        units=(Fraction(lifts * cuts), "cuts"),
        minutes=ratio_of(operation.setup_minutes) + lifts * each,
        rate=operation.hourly_rate,
        reference=f"operation:{operation.code}/hourly_rate",
        words=f"{decimal_text(operation.setup_minutes)} min set-up + "
        f"{counted(lifts, 'lift')} x {counted(cuts, 'cut')} "
        f"x {decimal_text(operation.minutes_per_cut)} min{jogging}",
        inputs={
            "sheets": str(step.units_in),
            "sheets_per_lift": str(per_lift),
            "lifts": str(lifts),
            "cuts": str(cuts),
            "minutes_per_cut": decimal_text(operation.minutes_per_cut),
            "setup_minutes": decimal_text(operation.setup_minutes),
        },
    )


def charged_units(handled: Handled, step: Step) -> tuple[int, str]:
    """Give how many units an operation charges: sheets, pieces, lifts or groups, and their name."""
    operation = step.operation
    if operation.is_grouped:
        size = group_size(handled, operation)
        return ceil(Fraction(step.units_in, size)), operation.group_name
    if operation.max_lift_in is not None:
        per_lift = int(ratio_of(operation.max_lift_in) / handled.thickness)
        return -(-step.units_in // per_lift), "lift"
    return step.units_in, handled.name


def group_size(handled: Handled, operation: FinishingOperation) -> int:
    """Give how many go in a pad, bundle or carton, by count, weight and height; at least 1."""
    limits: list[int] = []
    if operation.group_size is not None:
        limits.append(operation.group_size)
    if operation.group_max_weight_lb is not None and handled.weight:
        limits.append(int(ratio_of(operation.group_max_weight_lb) / handled.weight))
    if operation.group_max_stack_in is not None:
        limits.append(int(ratio_of(operation.group_max_stack_in) / handled.thickness))
    return max(1, min(limits, default=1))


def _handled(job: Job, operation: FinishingOperation) -> Handled:
    whole = sheet_area(job.stock)
    on_sheets = stage_of(operation) == SHEETS
    area = whole if on_sheets else inches(job.part.width) * inches(job.part.height)
    return Handled(
        part=job.part.name,
        name="sheet" if on_sheets else "piece",
        thickness=ratio_of(job.stock.caliper_in),
        weight=sheets_weight(job.stock, job.grade, job.policy, 1) * area / whole,
        area=area,
    )


def _handling(handled: Handled, step: Step, units: int, unit_name: str) -> CostItem:
    operation = step.operation
    each = ratio_of(operation.minutes_per_thousand) / 1000
    jogging = ""
    if operation.max_lift_in is not None:
        each += ratio_of(operation.minutes_per_lift)
        jogging = f" + {decimal_text(operation.minutes_per_lift)} min a lift"
    return timed_item(
        (handled.part, operation.name, operation.name),
        operation.bucket,
        units=(Fraction(units), f"{unit_name}s"),
        minutes=ratio_of(operation.setup_minutes) + units * each,
        rate=operation.hourly_rate,
        reference=f"operation:{operation.code}/hourly_rate",
        words=f"{decimal_text(operation.setup_minutes)} min set-up + {counted(units, unit_name)} x "
        f"{decimal_text(operation.minutes_per_thousand)} min per M{jogging}",
        inputs={
            "units_in": str(step.units_in),
            f"{unit_name}s": str(units),
            "setup_minutes": decimal_text(operation.setup_minutes),
            "minutes_per_thousand": decimal_text(operation.minutes_per_thousand),
        },
    )


def _per_unit(handled: Handled, step: Step, units: int, unit_name: str) -> CostItem:
    operation = step.operation
    is_work = operation.bucket == "outwork" or not operation.hourly_rate
    return material_item(
        handled.part,
        operation,
        operation.bucket if is_work else "material",
        name=operation.name,
        units=(Fraction(units), f"{unit_name}s"),
        rate=("unit_price", operation.unit_price),
        amount=units * ratio_of(operation.unit_price),
        words=f"{counted(units, unit_name)} x ${decimal_text(operation.unit_price)}",
    )


def _by_area(handled: Handled, step: Step) -> CostItem:
    operation = step.operation
    feet = step.units_in * operation.sides * handled.area / SQUARE_INCHES_PER_FOOT
    return material_item(
        handled.part,
        operation,
        "outwork" if operation.bucket == "outwork" else "material",
        name=f"{operation.name}, material",
        units=(feet, "sq ft"),
        rate=("area_price", operation.area_price),
        amount=feet * ratio_of(operation.area_price),
        words=f"{text(feet)} sq ft x ${decimal_text(operation.area_price)}",
    )


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
