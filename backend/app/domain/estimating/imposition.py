"""Laying pieces on a press sheet: margins, gripper, bleed and gap around a plain packing."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating.cutting import Pieces
from app.domain.estimating.documents import SPEC_PATH
from app.domain.estimating.layout import WASTE_QUANTUM, Cell, Layout
from app.domain.estimating.packing import (
    Block,
    Cells,
    Even,
    Packing,
    bound,
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


@lru_cache(maxsize=CACHED_LAYOUTS)
def impose(sheet: Sheet, piece: Piece, kind: Literal["grid", "guillotine"]) -> Layout | None:
    """Lay as many pieces on a sheet as the kind of layout allows; None where not one fits.

    The layout is centred in what can be printed. Pieces in pairs always lie in a grid. A piece
    without bleed that is the whole sheet lies on it as it is: nothing is cut and its own white
    border is the margin.

    Raises ``PieceTooSmall`` rather than place thousands of them.
    """
    whole = {(piece.width, piece.height)} if piece.upright else set()
    if piece.rotated:
        whole.add((piece.height, piece.width))
    if not piece.bleed and (sheet.width, sheet.height) in whole and sheet.even == "none":
        return _whole_sheet(sheet, piece)
    width = sheet.width - sheet.left - sheet.right + piece.gap - 2 * piece.bleed
    height = sheet.height - sheet.top - sheet.bottom + piece.gap - 2 * piece.bleed
    cells = piece.cells
    packing: Packing = pack_grid(width, height, cells, sheet.even)
    if kind == "guillotine" and sheet.even == "none":
        packing = pack_guillotine(width, height, cells)
    if not packing.count:
        return None
    if packing.count > MAX_UP:
        raise PieceTooSmall.for_field(
            (*SPEC_PATH, "trim_width"),
            f"This piece is too small: more than {MAX_UP:,} would lie on one sheet.",
        )
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
        max_up=bound(width, height, cells),
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
