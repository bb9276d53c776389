"""A press run: the sheets of one part that go through one press by one method."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.domain.estimating.buying import Paper
from app.domain.estimating.methods import WorkMethod
from app.domain.estimating.parents import PressSheet
from app.domain.estimating.rates import FinishingOperation, Press, WasteBand
from app.domain.estimating.spec.overrides import Overrides
from app.domain.estimating.work import press_sheets
from app.domain.money import ratio_of

MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class SheetCount:
    """The sheets of a run: good ones wanted, those that the press takes, and those bought."""

    net: int
    gross: int
    parents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRun:
    """Sheets through one press by one method: everything that their cost depends on.

    A part is one run, or several where its signatures differ. ``front`` and ``back`` are the
    colours of the sides. ``kinds`` is how many different sheets there are, each with forms of its
    own (versions, or signatures), in equal numbers. ``cut`` is the operation that cuts bought
    sheets to the press's size, needed where the sheet is cut.
    """

    part: str
    press: Press
    sheet: PressSheet
    paper: Paper
    method: WorkMethod
    front: int
    back: int
    cut: FinishingOperation | None = None
    kinds: int = 1
    n_up: int = 1
    by_hand: Overrides | None = None

    @property
    def sides(self) -> int:
        """How many sides of each sheet are printed."""
        return (self.front > 0) + (self.back > 0)

    @property
    def plates(self) -> int:
        """The plates of all kinds; a digital press has none."""
        return 0 if self.press.kind == "digital" else self.kinds * self.method.plates

    @property
    def forms(self) -> int:
        """The forms of all kinds."""
        return self.kinds * len(self.method.forms)

    @property
    def clicks_per_side(self) -> int:
        """What one side counts on the click meter."""
        return clicks_per_side(self.press, self.sheet)

    def clicks(self, gross: int) -> int:
        """Give the clicks of both meters; an offset press has no meter."""
        return gross * self.sides * self.clicks_per_side if self.press.kind == "digital" else 0

    def count(self, net: int) -> SheetCount:
        """Count the sheets for ``net`` good ones: with running waste and make-ready, and bought.

        A digital press is made ready once. An offset press is made ready for every form and pass of
        every kind, and each kind is a run of its own with its own waste band.
        """
        kinds, make_ready = self.separate
        gross = kinds * press_sheets(-(-net // kinds), self.waste, make_ready)
        return SheetCount(net, gross, -(-gross // self.sheet.out))

    @property
    def separate(self) -> tuple[int, int]:
        """Give how many runs of their own there are, and the make-ready sheets of each."""
        if self.press.kind == "digital":
            return 1, self.press.make_ready_sheets
        return self.kinds, self.press.make_ready_sheets * self.method.make_readies

    @property
    def waste(self) -> tuple[WasteBand, ...]:
        """The running waste by length of run: the press's, or what was set by hand."""
        if self.by_hand is not None and self.by_hand.waste is not None:
            return (WasteBand(0, self.by_hand.waste),)
        return self.press.waste

    @property
    def per_hour(self) -> int | None:
        """The sides or impressions an hour that were set by hand, if any were."""
        return None if self.by_hand is None else self.by_hand.per_hour

    @property
    def waste_words(self) -> str:
        """What was set by hand of the waste, in words for a formula."""
        return "" if self.by_hand is None else self.by_hand.waste_words

    def running(self, gross: int) -> tuple[int, int]:
        """Give the sheets and the impressions an hour that an offset press's time comes from.

        They are the run's own sheets at its length's speed, save where a run just over the border
        of a faster row would take less time than one just under it, which no press does: then it
        takes the time of the longest run of the slower row.
        """
        of_each = gross // self.kinds
        rows = run_speeds(self)
        taken = 0, rows[0][2]
        for start, last, speed in rows:
            if of_each < start:
                break
            sheets = of_each if last is None else min(of_each, last)
            if sheets * taken[1] >= taken[0] * speed:
                taken = sheets, speed
        return taken[0] * self.kinds, taken[1]

    @property
    def sides_per_minute(self) -> Fraction:
        """The speed of a digital press on this stock; it takes the thickest row's beyond them."""
        if self.per_hour is not None:
            return Fraction(self.per_hour, MINUTES)
        caliper = self.paper.stock.caliper_in
        for band in self.press.speeds:
            if band.max_caliper_in is None or caliper <= band.max_caliper_in:
                return ratio_of(band.sides_per_minute)
        return ratio_of(self.press.speeds[-1].sides_per_minute)


def clicks_per_side(press: Press, sheet: PressSheet) -> int:
    """Give what one side counts on the click meter, by the sheet's longer edge.

    The table's last row is for all longer sheets too.
    """
    longer, rows = max(sheet.width, sheet.height), press.size_multipliers
    for row in rows:
        if longer <= row.up_to:
            return row.multiplier
    return rows[-1].multiplier if rows else 1


def run_speeds(run: PressRun) -> tuple[tuple[int, int | None, int], ...]:
    """Give an offset press's speeds for a run: the first and last sheets of a row, and its speed.

    What was set by hand holds for any number.
    """
    if run.per_hour is not None:
        return ((0, None, run.per_hour),)
    rows = run.press.offset.speeds_for(run.paper.stock.caliper_in)
    lasts = (*(row.from_sheets - 1 for row in rows[1:]), None)
    return tuple(
        (row.from_sheets, last, row.impressions_per_hour)
        for row, last in zip(rows, lasts, strict=True)
    )
