"""What a press run costs by the number of its good sheets, in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.estimating.costing import RunCost
from app.domain.estimating.items import a_minute
from app.domain.estimating.offset import OffsetCost
from app.domain.estimating.rates import WasteBand
from app.domain.estimating.runs import PressRun, run_speeds
from app.domain.estimating.tariffs import PLACES, Amounts, Tariff, common, in_parts
from app.domain.money import ratio_of

type WasteRow = tuple[int, int | None, int, int]
"""The first and the last good sheets of a band, and its waste: so many go in for so many good."""

MACHINE = PLACES["machine"]


@dataclass(frozen=True, slots=True)
class RunTariff:
    """The cost of a press run's sheets, apart from their paper.

    ``kinds`` are runs of their own in equal numbers, each with its ``make_ready`` sheets. An offset
    press is paid for ``ready`` and its running time by ``speeds`` (where a row of them begins and
    ends, and a sheet's share), but for ``least``.
    """

    parts: int
    kinds: int
    make_ready: int
    waste: tuple[WasteRow, ...]
    sheets: Tariff
    times: int
    speeds: tuple[tuple[int, int | None, int], ...] = ()
    ready: int = 0
    least: int = 0

    @classmethod
    def of(cls, run: PressRun) -> "RunTariff":
        """Reckon what does not depend on the number of sheets."""
        press = RunCost.of(run).press
        sheets = Tariff.of(press.lines())
        kinds, make_ready = run.separate
        if not isinstance(press, OffsetCost):
            waste = waste_rows(run.waste)
            return cls(sheets.parts, kinds, make_ready, waste, sheets, 1)
        rate = a_minute(run.press.hourly_rate)
        rows = run_speeds(run)
        shares = [rate * press.minutes(1, speed) for _, _, speed in rows]
        ready, least = rate * press.ready_minutes, rate * press.least_minutes
        parts = common((Fraction(1, sheets.parts), ready, least, *shares))
        return cls(
            parts=parts,
            kinds=kinds,
            make_ready=make_ready,
            waste=waste_rows(run.waste),
            sheets=sheets,
            times=parts // sheets.parts,
            speeds=tuple(
                (start, last, in_parts(share, parts))
                for (start, last, _), share in zip(rows, shares, strict=True)
            ),
            ready=in_parts(ready, parts),
            least=in_parts(least, parts),
        )

    def gross(self, net: int) -> int:
        """Give the sheets that the press takes for so many good ones, as ``press_sheets`` does."""
        of_each = most = -(-net // self.kinds)
        for start, last, inside, good in self.waste:
            if of_each < start:
                break
            sheets = of_each if last is None or of_each < last else last
            most = max(most, -(-sheets * inside // good))
        return self.kinds * (most + self.make_ready)

    def add(self, gross: int, amounts: Amounts, times: int) -> None:
        """Add what so many sheets through the press cost."""
        self.sheets.add(gross, amounts, times * self.times)
        if self.speeds:
            of_each, longest = gross // self.kinds, 0
            for start, last, share in self.speeds:
                if of_each < start:
                    break
                sheets = of_each if last is None or of_each < last else last
                longest = max(longest, sheets * share)
            cost = self.ready + longest * self.kinds
            amounts[MACHINE] += max(cost, self.least) * times


def waste_rows(bands: Sequence[WasteBand]) -> tuple[WasteRow, ...]:
    """Give where each band begins and ends, and what goes in for what comes out good."""
    rows: list[WasteRow] = []
    for place, band in enumerate(bands):
        waste = ratio_of(band.waste)
        last = bands[place + 1].from_sheets - 1 if place + 1 < len(bands) else None
        inside, good = waste.denominator, waste.denominator - waste.numerator
        rows.append((band.from_sheets, last, inside, good))
    return tuple(rows)
