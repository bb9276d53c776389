"""What a digital press costs: clicks on its meters, and its time."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.domain.estimating.items import a_minute, charge, counted, text, timed_charge
from app.domain.estimating.result import Charge
from app.domain.estimating.runs import PressRun, SheetCount
from app.domain.estimating.tariffs import Line
from app.domain.money import decimal_text, ratio_of


@dataclass(frozen=True, slots=True)
class DigitalCost:
    """The costs of one run's sheets on a digital press, reckoned once for every count of them.

    ``colour`` and ``mono`` are the sides of a sheet on each meter.
    """

    run: PressRun
    colour: int
    mono: int
    per_side: int
    speed: Fraction
    sheet_minutes: Fraction

    @classmethod
    def of(cls, run: PressRun) -> "DigitalCost":
        """Look up what the press takes for the run's sheet and stock."""
        colour = (run.front > 1) + (run.back > 1)
        speed = run.sides_per_minute
        return cls(
            run=run,
            colour=colour,
            mono=run.sides - colour,
            per_side=run.clicks_per_side,
            speed=speed,
            sheet_minutes=run.sides / speed,
        )

    def lines(self) -> list[Line]:
        """Give by the sheet what the press costs."""
        press, minute = self.run.press, a_minute(self.run.press.hourly_rate)
        return [
            Line("clicks", each=self.colour * self.per_side * ratio_of(press.click_colour)),
            Line("clicks", each=self.mono * self.per_side * ratio_of(press.click_mono)),
            Line(
                "machine",
                base=minute * ratio_of(press.setup_minutes),
                each=minute * self.sheet_minutes,
            ),
        ]

    def charges(self, count: SheetCount) -> Iterator[Charge]:
        """Give the clicks of each meter and the press's time."""
        if self.colour:
            yield self._clicks(count, self.colour, colour=True)
        if self.mono:
            yield self._clicks(count, self.mono, colour=False)
        yield self._time(count)

    def _clicks(self, count: SheetCount, sides: int, *, colour: bool) -> Charge:
        press = self.run.press
        rate = press.click_colour if colour else press.click_mono
        clicks = count.gross * sides * self.per_side

        def told() -> tuple[str, dict[str, str]]:
            formula = (
                f"{counted(count.gross, 'sheet')} x {counted(sides, 'side')} x {self.per_side} "
                f"= {counted(clicks, 'click')} x ${decimal_text(rate)}"
            )
            return formula, {
                "gross_sheets": str(count.gross),
                "sides": str(sides),
                "size_multiplier": str(self.per_side),
            }

        return charge(
            (self.run.part, press.name, "Colour clicks" if colour else "Black clicks"),
            "clicks",
            units=(clicks, "clicks"),
            rate=rate,
            reference=f"press:{press.code}/click_{'colour' if colour else 'mono'}",
            exact=clicks * ratio_of(rate),
            told=told,
        )

    def _time(self, count: SheetCount) -> Charge:
        run, press = self.run, self.run.press
        sides = count.gross * run.sides

        def told() -> tuple[str, dict[str, str]]:
            by_hand = "" if run.per_hour is None else " (overridden by hand)"
            words = (
                f"{decimal_text(press.setup_minutes)} min set-up + {counted(sides, 'side')} / "
                f"{text(self.speed)} a min{by_hand}"
            )
            return words, {
                "setup_minutes": decimal_text(press.setup_minutes),
                "gross_sheets": str(count.gross),
                "sides": str(run.sides),
                "sides_per_minute": text(self.speed),
            }

        return timed_charge(
            (run.part, press.name, "Press"),
            "machine",
            units=(sides, "sides"),
            minutes=ratio_of(press.setup_minutes) + count.gross * self.sheet_minutes,
            rate=press.hourly_rate,
            reference=f"press:{press.code}/hourly_rate",
            told=told,
        )
