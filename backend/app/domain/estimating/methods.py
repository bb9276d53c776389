"""Work methods: how the two sides of a sheet come to be printed, with what forms and passes.

A form is what one set of plates prints on one side of a sheet. Sheetwise, front and back are forms
of their own. Work-and-turn and work-and-tumble put both on one form, print the sheet with it on
both sides and cut it in two, so every sheet gives as many pieces with half of the plates; turning
keeps the gripper edge, tumbling changes it. A perfector prints both forms in one pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.estimating.rates import Press
from app.domain.estimating.spec.overrides import METHOD_WORDS, Printing

PROCESS: Final = 4
BOTH: Final = 2


@dataclass(frozen=True, slots=True)
class WorkMethod:
    """A way to print both sides; ``forms`` gives the colours of each form of one kind of sheet.

    ``units`` is how many colours one pass prints of a form.
    """

    name: Printing
    forms: tuple[int, ...]
    units: int

    @property
    def words(self) -> str:
        """The method as the trade says it."""
        return METHOD_WORDS[self.name]

    @property
    def plates(self) -> int:
        """The plates of one kind of sheet: one for each colour of each form."""
        return sum(self.forms)

    @property
    def make_readies(self) -> int:
        """How often the press is made ready for one kind of sheet: for each form and its passes."""
        return sum(-(-colours // self.units) for colours in self.forms)

    @property
    def passes(self) -> int:
        """How often a sheet goes through the press."""
        if self.name == "perfecting":
            return 1
        turned = self.name in {"work_and_turn", "work_and_tumble"}
        return self.make_readies * (BOTH if turned else 1)

    def wash_ups(self, kinds: int) -> int:
        """Count the units washed up in all: for spot inks as they come in, and between passes.

        Black and process inks stand in the press, and a spot ink stays once it is in. The inks of a
        form that needs more than one pass change between them, for every form again.
        """
        in_press = washed = changes = 0
        for colours in self.forms:
            change = max(0, colours - self.units)
            washed += max(change, spots(colours) - in_press)
            in_press = max(in_press, spots(colours))
            changes += change
        return washed + changes * (kinds - 1)


def spots(colours: int) -> int:
    """Count the spot inks of a side: 1 is black, 4 are process, others add spots to either."""
    return colours - PROCESS if colours >= PROCESS else max(0, colours - 1)


def methods_of(press: Press, front: int, back: int) -> Iterator[WorkMethod]:
    """Give the methods by which a press could print these colours, whatever the layout allows."""
    if press.kind == "digital":
        both = front > 0 and back > 0
        colours = tuple(side for side in (front, back) if side)
        yield WorkMethod("duplex" if both else "one_side", colours, press.colours)
        return
    if not (front and back):
        yield WorkMethod("one_side", (front or back,), press.colours)
        return
    yield WorkMethod("sheetwise", (front, back), press.colours)
    if front == back:
        yield WorkMethod("work_and_turn", (front,), press.colours)
        yield WorkMethod("work_and_tumble", (front,), press.colours)
    if max(front, back) <= press.offset.perfecting_colours:
        yield WorkMethod("perfecting", (front, back), press.offset.perfecting_colours)


def methods_refused(press: Press, front: int, back: int) -> Iterator[str]:
    """Say why an offset press cannot print these colours by its other methods."""
    if press.kind != "offset" or not (front and back):
        return
    if front != back:
        yield (
            f"{press.name} cannot work and turn {front}/{back}: one form prints both sides, so "
            "both need the same colours."
        )
    most = press.offset.perfecting_colours
    if most and max(front, back) > most:
        yield f"{press.name} perfects {most} colours a side at most, and this is {front}/{back}."
