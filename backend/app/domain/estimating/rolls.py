"""One way to print on a roll: a press, a roll's width, and the nest that bills the least of it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.estimating.edges import size_in_feet
from app.domain.estimating.items import counted, text
from app.domain.estimating.layout import Cell, Layout
from app.domain.estimating.media import Media
from app.domain.estimating.nesting import MOST_DRAWN, Lane, Nest, lanes, nest
from app.domain.estimating.packing import Cells, bound
from app.domain.estimating.parts import Bid, PartCost
from app.domain.estimating.prints import Print
from app.domain.estimating.rates import Press
from app.domain.estimating.result import Fact
from app.domain.money import decimal_from, round_money
from app.domain.units import NO_LENGTH, Length, inches, length_text

WASTE_QUANTUM: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Panels:
    """A print in strips of its width or its height; each carries ``overlap`` to be joined."""

    count: int
    width: Length
    height: Length
    overlap: Length


def in_panels(width: Length, height: Length, roll: int, overlap: Length) -> tuple[Panels, ...]:
    """Give the panels that a print which fits no way across a roll is made in: ceil(w / (r - o)).

    Its width may be divided, or its height, whichever needs less of the roll; none where the
    overlap leaves nothing of it.
    """
    if overlap >= roll:
        return ()
    ways: list[Panels] = []
    for divided, along in ((width, height), (height, width)):
        count = -(-divided // (roll - overlap))
        ways.append(Panels(count, Length(-(-divided // count) + overlap), along, overlap))
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class RollWay:
    """One press with one roll. ``ways`` lay a print, or its panels, across it."""

    printed: Print
    press: Press
    media: Media
    ways: tuple[Lane, ...]
    panels: Panels | None = None

    def bid(self, copies: int) -> Bid:
        """Say what the way costs for so many copies."""
        return Bid.of(self.cost(copies))

    def cost(self, copies: int) -> PartCost:
        """Cost the least billed stretch of the roll: its width x (nest + leader + trailer)."""
        run = self.printed.run(self.press, copies)
        strips = 1 if self.panels is None else self.panels.count
        wide = self.press.wide
        laid = nest(run.prints * strips, self.ways, wide.gap)
        length = Length(laid.length + wide.leader + wide.trailer)
        width = self.media.stock.sheet_width
        feet = size_in_feet(width, length)
        reason = (
            f"{length_text(width)} in roll x ({length_text(laid.length)} in of "
            f"{counted(laid.prints, 'print' if strips == 1 else 'panel')} + "
            f"{length_text(Length(wide.leader + wide.trailer))} in leader and trailer) / 144"
            f"{self.printed.waste_words}"
        )
        return PartCost(
            press=self.press,
            stock=self.media.stock,
            method="roll",
            drawing=self._draw(laid),
            items=(
                self.media.buy(self.printed.name, feet, None, reason),
                *self.printed.printing(self.press, run, feet, (strips, self._strip_feet())),
                *self.printed.finishing(run),
            ),
            forms=self.printed.kinds * self.printed.sides,
            facts=(*self._facts(copies, laid, feet, length), *self.printed.edge_facts(copies)),
            words=f"{self.media.stock.name}, {length_text(width)} in roll{self._in_panels()}",
            remarks=self._remarks(),
        )

    def _strip_feet(self) -> Fraction:
        if self.panels is None:
            return self.printed.print_feet
        return size_in_feet(self.panels.width, self.panels.height)

    def _in_panels(self) -> str:
        return "" if self.panels is None else f", {self.panels.count} panels each"

    def _remarks(self) -> tuple[str, ...]:
        if self.panels is None:
            return self.printed.remarks
        overlap = length_text(self.panels.overlap)
        return (
            *self.printed.remarks,
            f"Wider than the roll: in {self.panels.count} panels with {overlap} in overlap.",
        )

    def _facts(self, copies: int, laid: Nest, feet: Fraction, length: Length) -> tuple[Fact, ...]:
        made = size_in_feet(self.printed.made_width, self.printed.made_height)
        across = " and ".join(str(lane.across) for lane, _ in laid.rows)
        return (
            Fact("billed_area", "Billed area", f"{text(feet)} sq ft"),
            Fact("piece_area", "Pieces", f"{text(copies * made)} sq ft"),
            Fact("run_length", "Roll used", f"{text(inches(length) / 12)} ft, {across} across"),
        )

    def _draw(self, laid: Nest) -> Layout:
        """Draw the run's beginning to scale, or all of it where it has few enough prints."""
        wide, margins = self.press.wide, self.press.margins
        bleed = NO_LENGTH if self.panels is not None else self.printed.bleed
        placed = tuple(laid.cells(margins.left, wide.leader, MOST_DRAWN))
        end = max(cell.y + cell.height for cell in placed)
        whole = len(placed) == laid.prints
        height = Length(end + (wide.trailer if whole else NO_LENGTH))
        width = self.media.stock.sheet_width
        area = sum(cell.width * cell.height for cell in placed)
        lane = laid.rows[0][0]
        one = Cells(lane.width + wide.gap, lane.length + wide.gap)
        across = width - margins.left - margins.right + wide.gap
        most = bound(across, end - wide.leader + wide.gap, one)
        unused = Fraction(width * height - area, width * height)
        return Layout(
            kind="roll",
            sheet_width=width,
            sheet_height=height,
            left=margins.left,
            right=margins.right,
            top=wide.trailer if whole else NO_LENGTH,
            bottom=wide.leader,
            gripper=NO_LENGTH,
            colour_bar=NO_LENGTH,
            grain="none",
            bleed=bleed,
            gap=wide.gap,
            columns=lane.across,
            rows=sum(count for _, count in laid.rows),
            cells=tuple(_inset(cell, bleed) for cell in placed),
            max_up=most,
            cuts=(),
            waste_fraction=round_money(decimal_from(unused), quantum=WASTE_QUANTUM),
        )


def _inset(cell: Cell, by: Length) -> Cell:
    return Cell(
        Length(cell.x + by),
        Length(cell.y + by),
        Length(cell.width - 2 * by),
        Length(cell.height - 2 * by),
        cell.rotated,
    )


def lay_on_roll(printed: Print, press: Press, media: Media) -> RollWay | None:
    """Find how prints lie across a roll: whole if they can, else in panels; None where neither."""
    wide, margins = press.wide, press.margins
    roll = media.stock.sheet_width - margins.left - margins.right
    longest = press.max_sheet_height
    width, height = printed.print_width, printed.print_height
    whole = lanes(width, height, roll, wide.gap, longest)
    if whole:
        return RollWay(printed, press, media, whole)
    found: list[RollWay] = []
    for panels in in_panels(width, height, roll, wide.panel_overlap):
        lane = Lane(
            (roll + wide.gap) // (panels.width + wide.gap),
            panels.width,
            panels.height,
            turned=False,
        )
        if panels.height <= longest:
            found.append(RollWay(printed, press, media, (lane,), panels))
    return min(found, key=_length_of_one, default=None)


def _length_of_one(way: RollWay) -> int:
    strips = 1 if way.panels is None else way.panels.count
    return nest(strips, way.ways, way.press.wide.gap).length
