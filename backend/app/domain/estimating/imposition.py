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


Kind = Literal["grid", "guillotine"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pieces lie on a sheet, before any of them is placed.

    ``packing`` fills the ``width`` and ``height`` that can be printed; without one the piece is the
    whole sheet. No layout can hold more than ``max_up``. ``cuts`` free the pieces.
    """

    packing: Packing | None
    width: int
    height: int
    n_up: int
    max_up: int
    cuts: int


def count_up(sheet: Sheet, piece: Piece, kind: Kind) -> Counted | None:
    """Count the pieces that the kind of layout allows on a sheet; None where not one fits.

    Pieces in pairs always lie in a grid. A piece without bleed that is the whole sheet lies on it
    as it is.

    Raises ``PieceTooSmall`` rather than place thousands of them.
    """
    if not piece.bleed and sheet.even == "none" and _is_whole(sheet, piece):
        return Counted(None, sheet.width, sheet.height, 1, 1, 0)
    width = sheet.width - sheet.left - sheet.right + piece.gap - 2 * piece.bleed
    height = sheet.height - sheet.top - sheet.bottom + piece.gap - 2 * piece.bleed
    cells = piece.cells
    packing: Packing = pack_grid(width, height, cells, sheet.even)
    if kind == "guillotine" and sheet.even == "none":
        packing = pack_guillotine(width, height, cells)
    n_up = packing.count
    if not n_up:
        return None
    if n_up > MAX_UP:
        raise PieceTooSmall.for_field(
            (*SPEC_PATH, "trim_width"),
            f"This piece is too small: more than {MAX_UP:,} would lie on one sheet.",
        )
    cuts = Pieces(cells, piece.gap).count_cuts(packing)
    return Counted(packing, width, height, n_up, bound(width, height, cells), cuts)


def _is_whole(sheet: Sheet, piece: Piece) -> bool:
    size = sheet.width, sheet.height
    upright = piece.upright and size == (piece.width, piece.height)
    return upright or (piece.rotated and size == (piece.height, piece.width))


@dataclass(frozen=True, slots=True)
class Imposed:
    """Pieces counted on a sheet, of which ``n_up`` are printed; ``rough`` ones are cut apart only.

    What is left off a layout is cut as if it lay there.
    """

    sheet: Sheet
    piece: Piece
    kind: Kind
    n_up: int
    max_up: int
    cuts: int
    rough: bool = False

    @classmethod
    def of(cls, sheet: Sheet, piece: Piece, kind: Kind, *, rough: bool = False) -> "Imposed | None":
        """Count the pieces; None where not one fits."""
        counted = count_up(sheet, piece, kind)
        if counted is None:
            return None
        cuts = counted.cuts
        if rough:
            block = counted.packing
            cuts = block.columns + block.rows - 2 if isinstance(block, Block) else 0
        return cls(sheet, piece, kind, counted.n_up, counted.max_up, cuts, rough)

    def holding(self, n_up: int) -> "Imposed":
        """Give the layout with only the first so many pieces."""
        return replace(self, n_up=n_up)

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

    The layout is centred in what can be printed; a piece that is the whole sheet has its own white
    border for a margin. Raises ``PieceTooSmall`` as ``count_up`` does.
    """
    counted = count_up(sheet, piece, kind)
    if counted is None:
        return None
    packing, width, height, cells = counted.packing, counted.width, counted.height, piece.cells
    if packing is None:
        return _whole_sheet(sheet, piece)
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
        max_up=counted.max_up,
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
