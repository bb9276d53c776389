"""What an offset press costs: plates, its time, wash-ups and ink."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.items import MINUTES_PER_HOUR, charge, counted, text, timed_charge
from app.domain.estimating.methods import spots
from app.domain.estimating.result import Charge
from app.domain.estimating.runs import PressRun, SheetCount
from app.domain.estimating.tariffs import Line
from app.domain.money import decimal_text, ratio_of
from app.domain.units import inches


@dataclass(frozen=True, slots=True)
class OffsetCost:
    """The costs of one run's sheets on an offset press, reckoned once for every count of them.

    ``area`` is that of a sheet in square inches, ``a_colour`` the pounds of ink of one colour on a
    side of one. ``before`` and ``washing`` cost the same whatever the count.
    """

    run: PressRun
    make_readies: int
    ready_minutes: Fraction
    area: Fraction
    mileage: Decimal
    a_colour: Fraction
    before: tuple[Charge, ...]
    washing: tuple[Charge, ...]

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
            area=area,
            mileage=mileage,
            a_colour=area * ratio_of(figures.coverage) / ratio_of(mileage),
            before=tuple(_plates(run)),
            washing=tuple(_washing(run)),
        )

    def lines(self) -> list[Line]:
        """Give by the sheet what the press costs apart from its running time."""
        lines = [Line(one.bucket, base=one.exact) for one in (*self.before, *self.washing)]
        standing, on_sides = self._colours()
        figures = self.run.press.offset
        ink, spot_ink = ratio_of(figures.ink_price), ratio_of(figures.spot_ink_price)
        least = ratio_of(figures.spot_ink_min_lb)
        both, one = min(on_sides), max(on_sides) - min(on_sides)
        return [
            *lines,
            Line("material", each=standing * self.a_colour * ink),
            Line(
                "material",
                each=2 * both * self.a_colour * spot_ink,
                least=both * least * spot_ink,
            ),
            Line("material", each=one * self.a_colour * spot_ink, least=one * least * spot_ink),
        ]

    @property
    def least_minutes(self) -> Fraction:
        """The minutes that the press is paid for at least."""
        return ratio_of(self.run.press.offset.minimum_minutes)

    def minutes(self, sheets: int, speed: int) -> Fraction:
        """Give the minutes of so many sheets through all passes, at impressions an hour."""
        return Fraction(sheets * self.run.method.passes * MINUTES_PER_HOUR, speed)

    def _colours(self) -> tuple[int, tuple[int, int]]:
        """Count the inks that stand in the press on both sides, and the spot inks of each."""
        on_sides = spots(self.run.front), spots(self.run.back)
        return self.run.front + self.run.back - sum(on_sides), on_sides

    def charges(self, count: SheetCount) -> Iterator[Charge]:
        """Give everything that the press costs; what a shop does not charge is left out."""
        yield from self.before
        yield self._time(count)
        yield from self.washing
        yield from self._inks(count)

    def _time(self, count: SheetCount) -> Charge:
        """Make ready each form and pass, and run: make-readies x set-up + sheets x passes / speed.

        The press is charged for its minimum where that is more.
        """
        run, press, passes = self.run, self.run.press, self.run.method.passes
        sheets, speed = run.running(count.gross)
        worked = self.ready_minutes + self.minutes(sheets, speed)
        least = self.least_minutes

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

        return timed_charge(
            (run.part, press.name, "Press"),
            "machine",
            units=(count.gross * passes, "impressions"),
            minutes=max(worked, least),
            rate=press.hourly_rate,
            reference=f"press:{press.code}/hourly_rate",
            told=told,
        )

    def _inks(self, count: SheetCount) -> Iterator[Charge]:
        """Give black and process ink by the pound, and each spot ink with its minimum.

        Pounds are sheets x area x coverage x colours / mileage, over the sides that an ink is on.
        """
        figures = self.run.press.offset
        standing, on_sides = self._colours()
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


def _plates(run: PressRun) -> Iterator[Charge]:
    """Give the plates of all forms, and the time of making them."""
    press, figures, plates = run.press, run.press.offset, counted(run.plates, "plate")
    inputs = {"forms": str(run.forms), "plates": str(run.plates)}
    if figures.plate_price:
        price = decimal_text(figures.plate_price)
        words = f"{counted(run.forms, 'form')}, {plates} x ${price}"
        yield charge(
            (run.part, press.name, "Plates"),
            "material",
            units=(run.plates, "plates"),
            rate=figures.plate_price,
            reference=f"press:{press.code}/offset.plate_price",
            exact=run.plates * ratio_of(figures.plate_price),
            told=lambda: (words, inputs),
        )
    if figures.plate_minutes and figures.plate_rate:
        time = f"{plates} x {decimal_text(figures.plate_minutes)} min"
        yield timed_charge(
            (run.part, "Platemaking", "Platemaking"),
            "labour",
            units=(run.plates, "plates"),
            minutes=run.plates * ratio_of(figures.plate_minutes),
            rate=figures.plate_rate,
            reference=f"press:{press.code}/offset.plate_rate",
            told=lambda: (time, inputs),
        )


def _washing(run: PressRun) -> Iterator[Charge]:
    press, each = run.press, run.press.offset.wash_up_minutes
    wash_ups = run.method.wash_ups(run.kinds)
    if wash_ups and each:
        words = f"{counted(wash_ups, 'wash-up')} x {decimal_text(each)} min"
        yield timed_charge(
            (run.part, press.name, "Wash-ups"),
            "machine",
            units=(wash_ups, "wash-ups"),
            minutes=wash_ups * ratio_of(each),
            rate=press.hourly_rate,
            reference=f"press:{press.code}/hourly_rate",
            told=lambda: (words, {"wash_ups": str(wash_ups)}),
        )
