"""What finishing costs: cutting by lifts, and every other step from its operation's data."""

from collections.abc import Iterator
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


def finishing_items(job: Job, step: Step) -> Iterator[CostItem]:
    """Give what one finishing step costs: its time, its materials, and its minimum.

    The minimum is for the work alone. If it counted materials too, more of them at a lower mark-up
    would take the place of work at a higher one, and a larger job could come out cheaper.
    """
    operation = step.operation
    items: list[CostItem] = []
    if operation.kind is OperationKind.CUT:
        items.append(_cut(job, step))
    else:
        units, unit_name = _charged_units(job, step)
        if operation.hourly_rate:
            items.append(_handling(job, step, units, unit_name))
        if operation.unit_price:
            items.append(_per_unit(job, step, units, unit_name))
        if operation.area_price:
            items.append(_by_area(job, step))
    yield from items
    work = sum((item.exact for item in items if item.bucket == operation.bucket), Fraction(0))
    missing = ratio_of(operation.minimum) - work
    if missing > 0:
        yield _material(
            job,
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


def _charged_units(job: Job, step: Step) -> tuple[int, str]:
    """Give how many units an operation charges: sheets, pieces, lifts or groups, and their name."""
    operation = step.operation
    if operation.is_grouped:
        return ceil(Fraction(step.units_in, group_size(job, operation))), operation.group_name
    if operation.max_lift_in is not None:
        per_lift = sheets_per_lift(operation.max_lift_in, job.stock.caliper_in)
        return -(-step.units_in // per_lift), "lift"
    return step.units_in, "sheet" if stage_of(operation) == SHEETS else "piece"


def group_size(job: Job, operation: FinishingOperation) -> int:
    """Give how many go in a pad, bundle or carton, by count, weight and height; at least 1."""
    limits: list[int] = []
    if operation.group_size is not None:
        limits.append(operation.group_size)
    if operation.group_max_weight_lb is not None:
        one = sheets_weight(job.stock, job.grade, job.policy, 1)
        weight = one * _handled_area(job, operation) / sheet_area(job.stock)
        if weight:
            limits.append(int(ratio_of(operation.group_max_weight_lb) / weight))
    if operation.group_max_stack_in is not None:
        limits.append(sheets_per_lift(operation.group_max_stack_in, job.stock.caliper_in))
    return max(1, min(limits, default=1))


def _handled_area(job: Job, operation: FinishingOperation) -> Fraction:
    if stage_of(operation) == SHEETS:
        return sheet_area(job.stock)
    return inches(job.part.width) * inches(job.part.height)


def _handling(job: Job, step: Step, units: int, unit_name: str) -> CostItem:
    operation = step.operation
    each = ratio_of(operation.minutes_per_thousand) / 1000
    jogging = ""
    if operation.max_lift_in is not None:
        each += ratio_of(operation.minutes_per_lift)
        jogging = f" + {decimal_text(operation.minutes_per_lift)} min a lift"
    return timed_item(
        (job.part.name, operation.name, operation.name),
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


def _per_unit(job: Job, step: Step, units: int, unit_name: str) -> CostItem:
    operation = step.operation
    is_work = operation.bucket == "outwork" or not operation.hourly_rate
    return _material(
        job,
        operation,
        operation.bucket if is_work else "material",
        name=operation.name,
        units=(Fraction(units), f"{unit_name}s"),
        rate=("unit_price", operation.unit_price),
        amount=units * ratio_of(operation.unit_price),
        words=f"{counted(units, unit_name)} x ${decimal_text(operation.unit_price)}",
    )


def _by_area(job: Job, step: Step) -> CostItem:
    operation = step.operation
    feet = step.units_in * operation.sides * _handled_area(job, operation) / SQUARE_INCHES_PER_FOOT
    return _material(
        job,
        operation,
        "outwork" if operation.bucket == "outwork" else "material",
        name=f"{operation.name}, material",
        units=(feet, "sq ft"),
        rate=("area_price", operation.area_price),
        amount=feet * ratio_of(operation.area_price),
        words=f"{text(feet)} sq ft x ${decimal_text(operation.area_price)}",
    )


def _material(
    job: Job,
    operation: FinishingOperation,
    bucket: Bucket,
    *,
    name: str,
    units: tuple[Fraction, str],
    rate: tuple[str, Decimal],
    amount: Fraction,
    words: str,
) -> CostItem:
    return CostItem(
        part=job.part.name,
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
