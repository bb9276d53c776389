"""Laying pieces on a press sheet: margins, gripper, bleed and gap around a plain packing."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from app.domain.errors import ValidationError
from app.domain.estimating.cutting import Pieces, grid_cuts
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.layout import WASTE_QUANTUM, Cell, Layout
from app.domain.estimating.packing import (
    Block,
    Cells,
    Even,
    Packing,
    bound,
    grid_of,
    pack_grid,
    pack_guillotine,
)
from app.domain.estimating.parents import Along, PressSheet
from app.domain.estimating.rates import Press
from app.domain.estimating.spec.overrides import Printing
from app.domain.money import decimal_from, round_money
from app.domain.units import NO_LENGTH, Length

CACHED_LAYOUTS: Final = 1_024
MAX_UP: Final = 2_000
"""More pieces on one sheet are confetti, and a drawing of them is no drawing."""
TURNED: Final[dict[Along, Along]] = {"width": "height", "height": "width", "none": "none"}


class PieceTooSmall(ValidationError):
    """More than ``MAX_UP`` pieces would lie on one sheet."""

    code = "piece_too_small"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A press sheet with its gripper edge at the bottom, and what cannot be printed.

    ``grain`` is the edge that the paper's grain runs along. ``even`` asks for columns or rows that
    come in pairs, where one form prints both sides.
    """

    width: Length
    height: Length
    left: Length = NO_LENGTH
    right: Length = NO_LENGTH
    top: Length = NO_LENGTH
    bottom: Length = NO_LENGTH
    gripper: Length = NO_LENGTH
    colour_bar: Length = NO_LENGTH
    grain: Along = "none"
    even: Even = "none"

    @classmethod
    def on_press(cls, paper: PressSheet, press: Press, method: Printing = "one_side") -> "Sheet":
        """Turn a sheet so that the press's gripper edge is at the bottom.

        Gripper and bottom margin are the same strip of paper: the wider counts, not their sum. The
        colour bar lies inside the top margin. Turning needs columns in pairs, as far from either
        side; tumbling needs rows in pairs and, as perfecting does, a gripper margin at both edges.
        """
        wide = press.gripper_edge == "long"
        lies_wide = paper.width > paper.height
        width, height = paper.width, paper.height
        grain = paper.grain_along
        if wide != lies_wide and width != height:
            width, height = height, width
            grain = TURNED[grain]
        margins = press.margins
        sheet = cls(
            width=width,
            height=height,
            left=margins.left,
            right=margins.right,
            top=Length(margins.top + press.colour_bar),
            bottom=max(margins.bottom, press.gripper),
            gripper=press.gripper,
            colour_bar=press.colour_bar,
            grain=grain,
        )
        if method == "work_and_turn":
            side = max(sheet.left, sheet.right)
            return replace(sheet, left=side, right=side, even="columns")
        if method in {"work_and_tumble", "perfecting"}:
            edge = max(sheet.top, sheet.bottom)
            even: Even = "rows" if method == "work_and_tumble" else "none"
            return replace(sheet, top=edge, bottom=edge, even=even)
        return sheet


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece to lay: its trimmed size, its bleed, the gap between two, how it may lie."""

    width: Length
    height: Length
    bleed: Length = NO_LENGTH
    gap: Length = NO_LENGTH
    upright: bool = True
    rotated: bool = True

    @property
    def cells(self) -> Cells:
        """The cell of the packing: the piece with the gap after it."""
        return Cells(self.width + self.gap, self.height + self.gap, self.upright, self.rotated)


Kind = Literal["grid", "guillotine"]


class Room(NamedTuple):
    """What of a sheet cells can fill, and the number that no layout of them can exceed."""

    width: int
    height: int
    max_up: int


def room_on(sheet: Sheet, piece: Piece, cells: Cells) -> Room:
    """Give what is left of a sheet within its margins and the outermost bleed."""
    around = piece.gap - 2 * piece.bleed
    width = sheet.width - sheet.left - sheet.right + around
    height = sheet.height - sheet.top - sheet.bottom + around
    return Room(width, height, bound(width, height, cells))


class Count(NamedTuple):
    """How many pieces lie on a sheet, before any is placed; ``cuts`` free them."""

    n_up: int
    max_up: int
    cuts: int


ONE: Final = Count(1, 1, 0)


def count_grid(sheet: Sheet, piece: Piece, cells: Cells, *, rough: bool) -> Count | None:
    """Count the pieces of a grid on a sheet; None where not one fits.

    A piece without bleed that is the whole sheet lies on it as it is. Rough pieces are cut apart
    and no more. Raises ``PieceTooSmall`` rather than place thousands of them.
    """
    if not piece.bleed and sheet.even == "none" and _is_whole(sheet, piece):
        return ONE
    room = room_on(sheet, piece, cells)
    columns, rows, _ = grid_of(room.width, room.height, cells, sheet.even)
    n_up = columns * rows
    if not n_up:
        return None
    _refuse_confetti(n_up)
    cuts = columns + rows - 2 if rough else grid_cuts(columns, rows, piece.gap)
    return Count(n_up, room.max_up, cuts)


def count_mixed(sheet: Sheet, piece: Piece, cells: Cells) -> Count:
    """Count the pieces of the best guillotine layout, on a sheet that is larger than one piece."""
    packing = _mixed(sheet, piece, cells)
    _refuse_confetti(packing.count)
    cuts = Pieces(cells, piece.gap).count_cuts(packing)
    return Count(packing.count, room_on(sheet, piece, cells).max_up, cuts)


def _mixed(sheet: Sheet, piece: Piece, cells: Cells) -> Packing:
    """Pack a sheet as well as a guillotine can; pieces in pairs always lie in a grid."""
    room = room_on(sheet, piece, cells)
    if sheet.even != "none":
        return pack_grid(room.width, room.height, cells, sheet.even)
    return pack_guillotine(room.width, room.height, cells)


def _refuse_confetti(n_up: int) -> None:
    if n_up > MAX_UP:
        raise PieceTooSmall.for_field(
            (*SPEC_PATH, "trim_width"),
            f"This piece is too small: more than {MAX_UP:,} would lie on one sheet.",
        )


def _is_whole(sheet: Sheet, piece: Piece) -> bool:
    size = sheet.width, sheet.height
    upright = piece.upright and size == (piece.width, piece.height)
    return upright or (piece.rotated and size == (piece.height, piece.width))


@dataclass(frozen=True, slots=True, eq=False)
class Imposed:
    """Pieces that are counted on a sheet, of which ``n_up`` are printed, and not yet placed.

    ``rough`` ones are only cut apart. What is left off a layout is cut as if it lay there.
    """

    sheet: Sheet
    piece: Piece
    kind: Kind
    n_up: int
    cuts: int
    rough: bool = False

    def layout(self) -> Layout:
        """Place the pieces."""
        found = impose(self.sheet, self.piece, self.kind)
        if found is None:
            message = "Pieces that were counted can be placed."
            raise AssertionError(message)
        if self.rough:
            found = found.cut_apart()
        return found.holding(self.n_up)


@lru_cache(maxsize=CACHED_LAYOUTS)
def impose(sheet: Sheet, piece: Piece, kind: Kind) -> Layout | None:
    """Lay as many pieces on a sheet as the kind of layout allows; None where not one fits.

    The layout is centred in what can be printed. Pieces in pairs always lie in a grid. A piece
    without bleed that is the whole sheet lies on it as it is: nothing is cut and its own white
    border is the margin.

    Raises ``PieceTooSmall`` rather than place thousands of them.
    """
    if not piece.bleed and sheet.even == "none" and _is_whole(sheet, piece):
        return _whole_sheet(sheet, piece)
    cells = piece.cells
    width, height, max_up = room_on(sheet, piece, cells)
    packing: Packing = pack_grid(width, height, cells, sheet.even)
    if kind == "guillotine":
        packing = _mixed(sheet, piece, cells)
    if not packing.count:
        return None
    _refuse_confetti(packing.count)
    pieces = Pieces(cells, piece.gap)
    taken_width, taken_height = pieces.extent(packing)
    x = sheet.left + piece.bleed + (width - taken_width) // 2
    y = sheet.bottom + piece.bleed + (height - taken_height) // 2
    placed = tuple(pieces.place(packing, x, y))
    area = sheet.width * sheet.height
    unused = Fraction(area - len(placed) * piece.width * piece.height, area)
    grid = packing if isinstance(packing, Block) else Block(0, 0, rotated=False)
    return Layout(
        kind="grid" if isinstance(packing, Block) else "guillotine",
        sheet_width=sheet.width,
        sheet_height=sheet.height,
        left=sheet.left,
        right=sheet.right,
        top=sheet.top,
        bottom=sheet.bottom,
        gripper=sheet.gripper,
        colour_bar=sheet.colour_bar,
        grain=sheet.grain,
        bleed=piece.bleed,
        gap=piece.gap,
        columns=grid.columns,
        rows=grid.rows,
        cells=placed,
        max_up=max_up,
        cuts=tuple(pieces.cut(packing, x, y, (sheet.width, sheet.height))),
        waste_fraction=round_money(decimal_from(unused), quantum=WASTE_QUANTUM),
    )


def _whole_sheet(sheet: Sheet, piece: Piece) -> Layout:
    turned = (sheet.width, sheet.height) != (piece.width, piece.height)
    return Layout(
        kind="grid",
        sheet_width=sheet.width,
        sheet_height=sheet.height,
        left=NO_LENGTH,
        right=NO_LENGTH,
        top=NO_LENGTH,
        bottom=NO_LENGTH,
        gripper=NO_LENGTH,
        colour_bar=NO_LENGTH,
        grain=sheet.grain,
        bleed=NO_LENGTH,
        gap=NO_LENGTH,
        columns=1,
        rows=1,
        cells=(Cell(NO_LENGTH, NO_LENGTH, sheet.width, sheet.height, turned),),
        max_up=1,
        cuts=(),
        waste_fraction=Decimal(0),
    )
