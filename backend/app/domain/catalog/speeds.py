"""How fast a press runs, of whatever kind it is: one figure an hour for each row of its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.estimating.fitness import points
from app.domain.estimating.rates import Press

MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class Speed:
    """So many ``unit``s an hour where the ``condition`` holds; it is empty where nothing asks."""

    condition: str
    per_hour: Decimal
    unit: str


def press_speeds(press: Press) -> tuple[Speed, ...]:
    """Return the press's speeds in the order of its table."""
    if press.kind == "offset":
        return tuple(_runs(press))
    if press.kind == "wide_format":
        return tuple(_areas(press))
    tops = [band.max_caliper_in for band in press.speeds]
    return tuple(
        Speed(_caliper(top, tops), band.sides_per_minute * MINUTES, "sides")
        for band, top in zip(press.speeds, tops, strict=True)
    )


def _runs(press: Press) -> Iterator[Speed]:
    tops = list(dict.fromkeys(row.max_caliper_in for row in press.offset.speeds))
    for row in press.offset.speeds:
        words = [_caliper(row.max_caliper_in, tops)]
        if row.from_sheets:
            words.append(f"from {row.from_sheets:,} sheets")
        condition = ", ".join(word for word in words if word)
        yield Speed(condition, Decimal(row.impressions_per_hour), "impressions")


def _areas(press: Press) -> Iterator[Speed]:
    for row in press.wide.speeds:
        other = "all else" if len(press.wide.speeds) > 1 else ""
        yield Speed(row.grade.replace("_", " ") or other, row.square_feet_per_hour, "sq ft")


def _caliper(top: Decimal | None, tops: list[Decimal | None]) -> str:
    """Say which stocks a row is for; nothing where there is only one row."""
    if top is not None:
        return f"up to {points(top)}"
    under = [one for one in tops if one is not None]
    return f"over {points(max(under))}" if under else ""
