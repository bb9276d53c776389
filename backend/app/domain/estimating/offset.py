"""What an offset press costs: plates, its time, wash-ups and ink."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.items import MINUTES_PER_HOUR, Timing, charge, counted, text
from app.domain.estimating.methods import spots
from app.domain.estimating.result import Charge
from app.domain.estimating.runs import PressRun, SheetCount
from app.domain.money import decimal_text, ratio_of
from app.domain.units import inches


@dataclass(frozen=True, slots=True)
class OffsetCost:
    """The costs of one run's sheets on an offset press, reckoned once for every count of them.

    ``area`` is that of a sheet in square inches, ``a_colour`` the pounds of ink of one colour on a
    side of one.
    """

    run: PressRun
    make_readies: int
    ready_minutes: Fraction
    wash_ups: int
    area: Fraction
    mileage: Decimal
    a_colour: Fraction

    @classmethod
    def of(cls, run: PressRun) -> "OffsetCost":
        """Look up what the press takes for the run's sheet, stock and method."""
        figures = run.press.offset
        make_readies = run.kinds * run.method.make_readies
        coated = run.paper.stock.coated
        mileage = figures.mileage_coated if coated else figures.mileage_uncoated
        area = inches(run.sheet.width) * inches(run.sheet.height)
        return cls(
            run=run,
            make_readies=make_readies,
            ready_minutes=make_readies * ratio_of(run.press.setup_minutes),
            wash_ups=run.method.wash_ups(run.kinds),
            area=area,
            mileage=mileage,
            a_colour=area * ratio_of(figures.coverage) / ratio_of(mileage),
        )

    def charges(self, count: SheetCount) -> Iterator[Charge]:
        """Give everything that the press costs; what a shop does not charge is left out."""
        figures = self.run.press.offset
        if figures.plate_price:
            yield self._plates()
        if figures.plate_minutes and figures.plate_rate:
            yield self._platemaking()
        yield self._time(count)
        if self.wash_ups and figures.wash_up_minutes:
            yield self._washing()
        yield from self._inks(count)

    def _plates(self) -> Charge:
        run, price = self.run, self.run.press.offset.plate_price

        def told() -> tuple[str, dict[str, str]]:
            forms, plates = counted(run.forms, "form"), counted(run.plates, "plate")
            inputs = {"forms": str(run.forms), "plates": str(run.plates)}
            return f"{forms}, {plates} x ${decimal_text(price)}", inputs

        return charge(
            (run.part, run.press.name, "Plates"),
            "material",
            units=(run.plates, "plates"),
            rate=price,
            reference=f"press:{run.press.code}/offset.plate_price",
            exact=run.plates * ratio_of(price),
            told=told,
        )

    def _platemaking(self) -> Charge:
        run, figures = self.run, self.run.press.offset

        def told() -> tuple[str, dict[str, str]]:
            minutes = decimal_text(figures.plate_minutes)
            return f"{counted(run.plates, 'plate')} x {minutes} min", {"plates": str(run.plates)}

        timing = Timing.of(figures.plate_rate, Fraction(0), ratio_of(figures.plate_minutes))
        return timing.charge(
            (run.part, "Platemaking", "Platemaking"),
            "labour",
            run.plates,
            units=(run.plates, "plates"),
            reference=f"press:{run.press.code}/offset.plate_rate",
            told=told,
        )

    def _time(self, count: SheetCount) -> Charge:
        """Make ready each form and pass, and run: make-readies x set-up + sheets x passes / speed.

        The press is charged for its minimum where that is more.
        """
        run, press, passes = self.run, self.run.press, self.run.method.passes
        sheets, speed = run.running(count.gross)
        worked = self.ready_minutes + Fraction(sheets * passes * MINUTES_PER_HOUR, speed)
        least = ratio_of(press.offset.minimum_minutes)

        def told() -> tuple[str, dict[str, str]]:
            ready = f"{self.make_readies:,} make-{'ready' if self.make_readies == 1 else 'readies'}"
            notes = " (overridden by hand)" if run.per_hour is not None else ""
            if sheets != count.gross:
                notes += ", as long as the shorter run takes"
            if least > worked:
                notes += f", at least {text(least)} min"
            words = (
                f"{ready} x {decimal_text(press.setup_minutes)} min + {counted(sheets, 'sheet')} x "
                f"{passes} pass{'' if passes == 1 else 'es'} / {speed:,} an hour{notes}"
            )
            return words, {
                "make_readies": str(self.make_readies),
                "setup_minutes": decimal_text(press.setup_minutes),
                "gross_sheets": str(count.gross),
                "passes": str(passes),
                "impressions_per_hour": str(speed),
            }

        timing = Timing.of(press.hourly_rate, max(worked, least), Fraction(0))
        return timing.charge(
            (run.part, press.name, "Press"),
            "machine",
            0,
            units=(count.gross * passes, "impressions"),
            reference=f"press:{press.code}/hourly_rate",
            told=told,
        )

    def _washing(self) -> Charge:
        run, press = self.run, self.run.press
        each = press.offset.wash_up_minutes

        def told() -> tuple[str, dict[str, str]]:
            words = f"{counted(self.wash_ups, 'wash-up')} x {decimal_text(each)} min"
            return words, {"wash_ups": str(self.wash_ups)}

        return Timing.of(press.hourly_rate, Fraction(0), ratio_of(each)).charge(
            (run.part, press.name, "Wash-ups"),
            "machine",
            self.wash_ups,
            units=(self.wash_ups, "wash-ups"),
            reference=f"press:{press.code}/hourly_rate",
            told=told,
        )

    def _inks(self, count: SheetCount) -> Iterator[Charge]:
        """Give black and process ink by the pound, and each spot ink with its minimum.

        Pounds are sheets x area x coverage x colours / mileage, over the sides that an ink is on.
        """
        run, figures = self.run, self.run.press.offset
        on_sides = spots(run.front), spots(run.back)
        standing = run.front + run.back - sum(on_sides)
        a_colour = count.gross * self.a_colour
        if standing and a_colour and figures.ink_price:
            yield self._ink(count, "Ink", standing * a_colour, standing)
        if sum(on_sides) and figures.spot_ink_price:
            least = ratio_of(figures.spot_ink_min_lb)
            both, one = min(on_sides), max(on_sides) - min(on_sides)
            pounds = both * max(2 * a_colour, least) + one * max(a_colour, least)
            if pounds:
                yield self._ink(count, "Spot ink", pounds, sum(on_sides))

    def _ink(self, count: SheetCount, name: str, pounds: Fraction, colours: int) -> Charge:
        run, figures = self.run, self.run.press.offset
        spot = name == "Spot ink"
        price = figures.spot_ink_price if spot else figures.ink_price

        def told() -> tuple[str, dict[str, str]]:
            least = ""
            if spot and figures.spot_ink_min_lb:
                least = f", at least {decimal_text(figures.spot_ink_min_lb)} lb of each"
            formula = (
                f"{counted(count.gross, 'sheet')} x {text(self.area)} sq in x "
                f"{decimal_text(figures.coverage * 100)} % x {counted(colours, 'colour')} / "
                f"{self.mileage:,} sq in a lb{least} = {text(pounds)} lb x ${decimal_text(price)}"
            )
            return formula, {"pounds": text(pounds), "colours": str(colours)}

        return charge(
            (run.part, run.press.name, name),
            "material",
            units=(pounds, "lb"),
            rate=price,
            reference=f"press:{run.press.code}/offset.{'spot_' if spot else ''}ink_price",
            exact=pounds * ratio_of(price),
            told=told,
        )
