"""One way to print on boards: a press and a board, of which whole ones or halves are billed."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from app.domain.estimating.imposition import Piece, Sheet, impose
from app.domain.estimating.items import counted, text, timed_item
from app.domain.estimating.layout import Layout
from app.domain.estimating.media import Media
from app.domain.estimating.parts import Bid, PartCost
from app.domain.estimating.prints import Print
from app.domain.estimating.rates import Press, Stock
from app.domain.estimating.result import CostItem, Fact
from app.domain.money import decimal_text, ratio_of
from app.domain.units import NO_LENGTH, Length, length_text

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class BoardWay:
    """One press with one board: the layout on a whole board, and how many half a board holds.

    ``half_up`` is 0 where only whole boards are billed.
    """

    printed: Print
    press: Press
    media: Media
    layout: Layout
    half_up: int = 0

    def bid(self, copies: int) -> Bid:
        """Say what the way costs for so many copies."""
        return Bid.of(self.cost(copies))

    def cost(self, copies: int) -> PartCost:
        """Cost the boards: each is billed whole, or the last one half where that holds the rest."""
        run = self.printed.run(self.press, copies)
        boards = self.boards(run.prints)
        laid = -(-run.prints // self.layout.n_up)
        feet = boards * self.media.sheet_feet
        said = f"{text(boards)} board" if boards <= 1 else f"{text(boards)} boards"
        reason = (
            f"{counted(run.prints, 'print')} / {self.layout.n_up:,} up on "
            f"{board_size(self.media.stock)} boards = {said}"
            f"{self.printed.waste_words}"
        )
        one = (1, self.printed.print_feet)
        return PartCost(
            press=self.press,
            stock=self.media.stock,
            method="board",
            drawing=self.layout,
            items=(
                self.media.buy(self.printed.name, feet, boards, reason),
                *self.printed.printing(self.press, run, feet, one),
                *self._laying_on(laid),
                *self.printed.finishing(run),
            ),
            forms=self.printed.kinds * self.printed.sides,
            net_sheets=-(-copies // self.layout.n_up),
            gross_sheets=laid,
            parents=laid,
            facts=(
                Fact("boards", "Boards billed", said),
                Fact("billed_area", "Billed area", f"{text(feet)} sq ft"),
                *self.printed.edge_facts(copies),
            ),
            words=f"{self.media.stock.name}, {self.layout.n_up:,} up",
            remarks=self.printed.remarks,
        )

    def boards(self, prints: int) -> Fraction:
        """Give the boards billed for so many prints, in halves."""
        full, rest = divmod(prints, self.layout.n_up)
        if not rest:
            return Fraction(full)
        return full + (HALF if rest <= self.half_up else Fraction(1))

    def _laying_on(self, laid: int) -> tuple[CostItem, ...]:
        minutes = self.press.wide.board_minutes
        if not minutes * self.press.hourly_rate:
            return ()
        sides = self.printed.sides
        on_both = "" if sides == 1 else f" x {sides} sides"
        return (
            timed_item(
                (self.printed.name, self.press.name, "Laying boards on"),
                "machine",
                units=(Fraction(laid * sides), "boards"),
                minutes=laid * sides * ratio_of(minutes),
                rate=self.press.hourly_rate,
                reference=f"press:{self.press.code}/hourly_rate",
                words=f"{counted(laid, 'board')}{on_both} x {decimal_text(minutes)} min",
                inputs={"boards": str(laid), "board_minutes": decimal_text(minutes)},
            ),
        )


def board_size(stock: Stock) -> str:
    """Write a board's size: ``48 x 96 in``."""
    height = stock.sheet_height or NO_LENGTH
    return f"{length_text(stock.sheet_width)} x {length_text(height)} in"


def lay_on_boards(printed: Print, press: Press, media: Media) -> BoardWay | None:
    """Lay prints on a board in whichever way holds the most; None where not one fits."""
    stock = media.stock
    layout = _lay(printed, press, stock.sheet_width, stock.sheet_height or NO_LENGTH)
    if layout is None:
        return None
    half_up = 0
    if stock.half_sheets:
        short, long = sorted((stock.sheet_width, stock.sheet_height or NO_LENGTH))
        half = _lay(printed, press, Length(long // 2), short)
        half_up = 0 if half is None else half.n_up
    return BoardWay(printed, press, media, replace(layout, kind="board"), half_up)


def _lay(printed: Print, press: Press, width: Length, height: Length) -> Layout | None:
    margins = press.margins
    sheet = Sheet(
        width=width,
        height=height,
        left=margins.left,
        right=margins.right,
        top=margins.top,
        bottom=margins.bottom,
    )
    piece = Piece(
        width=printed.made_width,
        height=printed.made_height,
        bleed=printed.bleed,
        gap=Length(max(press.wide.gap, 2 * printed.bleed)),
    )
    return impose(sheet, piece, "guillotine")
