"""A wide-format print: the piece with what is turned over at its edges, its ink and finishing."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.domain.estimating.edges import (
    edge_feet,
    grommets,
    sides_worked,
    size_in_feet,
    with_allowances,
)
from app.domain.estimating.finishing import Handled, step_items
from app.domain.estimating.items import MINUTES_PER_HOUR, counted, text, timed_item
from app.domain.estimating.paper import SQUARE_INCHES_PER_FOOT
from app.domain.estimating.rates import (
    FinishingOperation,
    OperationKind,
    Press,
    Stock,
    WasteBand,
)
from app.domain.estimating.rates.wide import Coverage
from app.domain.estimating.result import CostItem, Fact, shown
from app.domain.estimating.spec.overrides import Overrides
from app.domain.estimating.work import Step, press_sheets, units_into
from app.domain.money import ZERO, decimal_text, ratio_of
from app.domain.units import Length


@dataclass(frozen=True, slots=True)
class PrintRun:
    """The prints that a run takes with all its waste, and what goes into each finishing step."""

    prints: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A piece of wide format: its finished size, the bleed around it, its sides and finishing.

    ``operations`` are in the order of the work. The made size is the finished one with what hems
    and pole pockets turn over; the print is the made size with its bleed.
    """

    name: str
    width: Length
    height: Length
    bleed: Length
    sides: int
    kinds: int
    coverage: Coverage
    stock: Stock
    foot_weight: Fraction
    operations: tuple[FinishingOperation, ...]
    remarks: tuple[str, ...] = ()
    by_hand: Overrides | None = None

    @property
    def made_width(self) -> Length:
        """The width with what is turned over."""
        return with_allowances(self.width, self.height, self.operations)[0]

    @property
    def made_height(self) -> Length:
        """The height with what is turned over."""
        return with_allowances(self.width, self.height, self.operations)[1]

    @property
    def print_width(self) -> Length:
        """The width that comes off the press."""
        return Length(self.made_width + 2 * self.bleed)

    @property
    def print_height(self) -> Length:
        """The height that comes off the press."""
        return Length(self.made_height + 2 * self.bleed)

    @property
    def print_feet(self) -> Fraction:
        """The square feet that come off the press for one piece."""
        return size_in_feet(self.print_width, self.print_height)

    @property
    def handled(self) -> Handled:
        """What finishing takes in hand: one finished piece."""
        made = size_in_feet(self.made_width, self.made_height)
        return Handled(
            part=self.name,
            name="piece",
            thickness=ratio_of(self.stock.caliper_in),
            weight=made * self.foot_weight,
            area=size_in_feet(self.width, self.height) * SQUARE_INCHES_PER_FOOT,
            width=self.width,
            height=self.height,
            done=self.operations,
        )

    def run(self, press: Press, copies: int) -> PrintRun:
        """Walk copies back through finishing and the press: its waste and make-ready in prints."""
        needed, steps = copies, list[Step]()
        for operation in reversed(self.operations):
            needed = units_into(needed, ratio_of(operation.run_waste), operation.make_ready_units)
            steps.append(Step(operation, needed))
        bands = press.waste
        if self.by_hand is not None and self.by_hand.waste is not None:
            bands = (WasteBand(0, self.by_hand.waste),)
        prints = press_sheets(needed, bands, press.make_ready_sheets)
        return PrintRun(prints, tuple(reversed(steps)))

    def printing(
        self, press: Press, run: PrintRun, feet: Fraction, each: tuple[int, Fraction]
    ) -> Iterator[CostItem]:
        """Give ink and press time.

        ``feet`` pass through the press; ``each`` print is so many strips of so many square feet.
        """
        strips, strip = each
        number, name = run.prints * strips, "print" if strips == 1 else "panel"
        inked = number * strip * self.sides
        rate = press.wide.ink_for(self.coverage) or ZERO
        on_both = "" if self.sides == 1 else f" x {self.sides} sides"
        if rate:
            exact = inked * ratio_of(rate)
            yield CostItem(
                part=self.name,
                resource=press.name,
                bucket="material",
                operation="Ink",
                units=inked,
                unit_name="sq ft",
                hours=None,
                rate=rate,
                rate_reference=f"press:{press.code}/wide.inks",
                formula=f"{counted(number, name)} x {text(strip)} sq ft{on_both} "
                f"of {self.coverage} coverage x ${decimal_text(rate)}",
                inputs={"square_feet": text(inked), "coverage": self.coverage},
                exact=exact,
                amount=shown(exact),
            )
        yield self._press_time(press, feet, self.speed(press), on_both)

    def _press_time(self, press: Press, feet: Fraction, speed: Decimal, on_both: str) -> CostItem:
        setup = decimal_text(press.setup_minutes)
        minutes = feet * self.sides / ratio_of(speed) * MINUTES_PER_HOUR
        return timed_item(
            (self.name, press.name, "Press"),
            "machine",
            units=(feet * self.sides, "sq ft"),
            minutes=ratio_of(press.setup_minutes) + minutes,
            rate=press.hourly_rate,
            reference=f"press:{press.code}/hourly_rate",
            words=f"{setup} min set-up + {text(feet)} sq ft{on_both} / "
            f"{decimal_text(speed)} sq ft an hour{self._by_hand_words}",
            inputs={
                "setup_minutes": setup,
                "square_feet": text(feet * self.sides),
                "square_feet_per_hour": decimal_text(speed),
            },
        )

    def speed(self, press: Press) -> Decimal:
        """Give the square feet an hour on this stock, or those set by hand; there must be one."""
        if self.by_hand is not None and self.by_hand.per_hour is not None:
            return Decimal(self.by_hand.per_hour)
        speed = press.wide.speed_for(self.stock.grade)
        if speed is None:
            message = "A press without a speed is refused."
            raise AssertionError(message)
        return speed

    @property
    def _by_hand_words(self) -> str:
        set_by_hand = self.by_hand is not None and self.by_hand.per_hour is not None
        return " (overridden by hand)" if set_by_hand else ""

    @property
    def waste_words(self) -> str:
        """What was set by hand of the waste, in words for a formula."""
        return "" if self.by_hand is None else self.by_hand.waste_words

    def finishing(self, run: PrintRun) -> Iterator[CostItem]:
        """Give what finishing costs, step by step."""
        for step in run.steps:
            yield from step_items(self.handled, step)

    def edge_facts(self, copies: int) -> tuple[Fact, ...]:
        """Say how many grommets there are, and the feet of hems and pole pockets."""
        facts: list[Fact] = []
        for operation in self.operations:
            sides = sides_worked(operation, self.operations)
            if operation.kind is OperationKind.GROMMET:
                each = grommets(self.width, self.height, sides, operation.spacing)
                words = f"{copies * each:,}, {each} each"
                facts.append(Fact("grommets", operation.name, words))
            elif operation.kind in {OperationKind.HEM, OperationKind.POLE_POCKET}:
                feet = edge_feet(self.width, self.height, sides)
                words = f"{text(copies * feet)} ft, {text(feet)} ft each"
                facts.append(Fact(str(operation.kind), operation.name, words))
        return tuple(facts)
