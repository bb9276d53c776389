"""What a finishing step costs by the number of what goes into it, in whole numbers."""

from fractions import Fraction

from app.domain.estimating.finishing import (
    WHOLLY,
    Handled,
    charged_by,
    material_feet,
    minutes_each,
)
from app.domain.estimating.items import a_minute
from app.domain.estimating.paper import SQUARE_INCHES_PER_FOOT
from app.domain.estimating.rates import Bucket, FinishingOperation
from app.domain.estimating.tariffs import Line, Tariff
from app.domain.money import ratio_of


def step_tariff(handled: Handled, operation: FinishingOperation) -> Tariff:
    """Give what ``step_items`` come to by the number of units that go in, its minimum included."""
    group, each, _ = charged_by(handled, operation)
    own, minute = operation.bucket, a_minute(operation.hourly_rate)
    materials: Bucket = own if own in WHOLLY else "material"
    lines: list[Line] = []
    if operation.hourly_rate:
        minutes, _ = minutes_each(handled, operation)
        setup = ratio_of(operation.setup_minutes)
        lines.append(Line(own, base=minute * setup, each=minute * minutes * each))
    if operation.unit_price:
        bucket = materials if operation.hourly_rate else own
        lines.append(Line(bucket, each=ratio_of(operation.unit_price) * each))
    if operation.area_price:
        feet = material_feet(handled, operation)
        lines.append(Line(materials, apiece=feet * ratio_of(operation.area_price)))
    if operation.group_area_price and operation.is_grouped:
        feet = each * handled.area / SQUARE_INCHES_PER_FOOT
        lines.append(Line(materials, each=feet * ratio_of(operation.group_area_price)))
    work = [line for line in lines if line.bucket == own]
    beside = [line for line in lines if line.bucket != own]
    return Tariff.of([_together(own, work, ratio_of(operation.minimum)), *beside], group)


def _together(bucket: Bucket, lines: list[Line], least: Fraction) -> Line:
    """Add up the lines of the step's own work, which is what its minimum is for."""
    return Line(
        bucket,
        base=sum((line.base for line in lines), Fraction(0)),
        each=sum((line.each for line in lines), Fraction(0)),
        apiece=sum((line.apiece for line in lines), Fraction(0)),
        least=least,
    )
