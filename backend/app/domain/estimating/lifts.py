"""Cutting by lifts: set-up + lifts x (cuts x the time of one cut + jogging)."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from app.domain.estimating.items import a_minute, counted, timed_charge
from app.domain.estimating.paper import sheets_per_lift
from app.domain.estimating.rates import FinishingOperation
from app.domain.estimating.result import Charge
from app.domain.estimating.tariffs import Line, Tariff
from app.domain.money import ZERO, decimal_text, ratio_of

CACHED_LIFTS: Final = 1_024
ALL_AT_ONCE: Final = 10**15
"""The lift of a cutter without a limit: more sheets than any job has."""


def cut_charge(
    part: str,
    name: str,
    operation: FinishingOperation,
    *,
    sheets: int,
    cuts: int,
    caliper_in: Decimal,
) -> Charge:
    """Charge so many cuts through each lift of sheets of a caliper."""
    per_lift = sheets
    if operation.max_lift_in is not None:
        per_lift = sheets_per_lift(operation.max_lift_in, caliper_in)
    lifts = -(-sheets // per_lift)
    each = _minutes_a_lift(cuts, operation.minutes_per_cut, operation.minutes_per_lift)

    def told() -> tuple[str, dict[str, str]]:
        words = (
            f"{decimal_text(operation.setup_minutes)} min set-up + {counted(lifts, 'lift')} x "
            f"{counted(cuts, 'cut')} x {decimal_text(operation.minutes_per_cut)} min"
        )
        if operation.minutes_per_lift:
            jogging = decimal_text(operation.minutes_per_lift)
            words += f" + {counted(lifts, 'lift')} x {jogging} min"
        return words, {
            "sheets": str(sheets),
            "sheets_per_lift": str(per_lift),
            "lifts": str(lifts),
            "cuts": str(cuts),
            "minutes_per_cut": decimal_text(operation.minutes_per_cut),
            "setup_minutes": decimal_text(operation.setup_minutes),
        }

    return timed_charge(
        (part, operation.name, name),
        operation.bucket,
        units=(lifts * cuts, "cuts"),
        minutes=ratio_of(operation.setup_minutes) + lifts * each,
        rate=operation.hourly_rate,
        reference=f"operation:{operation.code}/hourly_rate",
        told=told,
    )


def cut_tariff(
    operation: FinishingOperation, *, cuts: int, caliper_in: Decimal, least: Decimal = ZERO
) -> Tariff:
    """Give what ``cut_charge`` comes to by the number of sheets, but at least so much."""
    per_lift = ALL_AT_ONCE
    if operation.max_lift_in is not None:
        per_lift = sheets_per_lift(operation.max_lift_in, caliper_in)
    minute = a_minute(operation.hourly_rate)
    each = _minutes_a_lift(cuts, operation.minutes_per_cut, operation.minutes_per_lift)
    line = Line(
        operation.bucket,
        base=minute * ratio_of(operation.setup_minutes),
        each=minute * each,
        least=ratio_of(least),
    )
    return Tariff.of([line], per_lift)


@lru_cache(maxsize=CACHED_LIFTS)
def _minutes_a_lift(cuts: int, minutes_per_cut: Decimal, minutes_per_lift: Decimal) -> Fraction:
    return cuts * ratio_of(minutes_per_cut) + ratio_of(minutes_per_lift)
