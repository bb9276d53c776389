"""How pieces lie on the press sheet."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from app.domain.estimating.lines import NO_LINES, PieceLines
from app.domain.money import decimal_from, round_money
from app.domain.units import UNITS_PER_INCH, Length

WASTE_QUANTUM: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Cell:
    """One trimmed piece on the sheet, measured from the sheet's lower left corner."""

    x: Length
    y: Length
    width: Length
    height: Length
    rotated: bool

    def to_document(self) -> dict[str, Any]:
        """Write the cell as JSON, in engine units."""
        return {
            "x": self.x,
            "y": self.y,
            "width": self.width,
            "height": self.height,
            "rotated": self.rotated,
        }


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut of the guillotine, from one end to the other."""

    x1: Length
    y1: Length
    x2: Length
    y2: Length

    def to_document(self) -> dict[str, int]:
        """Write the cut as JSON, in engine units."""
        return {"x1": self.x1, "y1": self.y1, "x2": self.x2, "y2": self.y2}


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces on one sheet, with what the press cannot print and the cuts that free them.

    The gripper is at the sheet's bottom edge. ``bottom`` and the other margins are measured from
    the edges; where gripper and bottom margin share their strip, ``bottom`` is the wider of the
    two. The colour bar lies in the strip of that depth inside the top margin. ``grain`` is the edge
    of the sheet that the paper's grain runs along. ``columns`` and ``rows`` are those of a grid, 0
    in another layout. ``max_up`` is the bound by area that no layout can exceed, ``cuts`` are in
    the order of the work, and ``waste_fraction`` is the part of the sheet that is not pieces.
    ``lines`` are those along which each piece is folded, scored and perforated.
    """

    kind: Literal["grid", "guillotine", "gang", "roll", "board"]
    sheet_width: Length
    sheet_height: Length
    left: Length
    right: Length
    top: Length
    bottom: Length
    gripper: Length
    colour_bar: Length
    grain: Literal["width", "height", "none"]
    bleed: Length
    gap: Length
    columns: int
    rows: int
    cells: tuple[Cell, ...]
    max_up: int
    cuts: tuple[Cut, ...]
    waste_fraction: Decimal
    lines: PieceLines = NO_LINES

    @property
    def proof(self) -> str:
        """How many lie there, and how many could at most: ``21 up, at most 23 fit``."""
        if self.n_up == self.max_up:
            return f"{self.n_up:,} up, and no more fit"
        return f"{self.n_up:,} up, at most {self.max_up:,} fit"

    def holding(self, n_up: int) -> "Layout":
        """Give the layout with only the first so many pieces; it is cut as before."""
        if n_up == self.n_up:
            return self
        used = n_up * self.cells[0].width * self.cells[0].height
        area = self.sheet_width * self.sheet_height
        unused = round_money(decimal_from(Fraction(area - used, area)), quantum=WASTE_QUANTUM)
        return replace(self, columns=0, rows=0, cells=self.cells[:n_up], waste_fraction=unused)

    def cut_apart(self) -> "Layout":
        """Give a grid that is only cut between its pieces, once in each gap, and not trimmed."""
        half = self.gap // 2
        across = sorted({cell.x for cell in self.cells})[1:]
        down = sorted({cell.y for cell in self.cells})[1:]
        upright = (Length(x - half) for x in across)
        level = (Length(y - half) for y in down)
        zero = Length(0)
        cuts = (
            *(Cut(x, zero, x, self.sheet_height) for x in upright),
            *(Cut(zero, y, self.sheet_width, y) for y in level),
        )
        return replace(self, cuts=cuts)

    @property
    def n_up(self) -> int:
        """How many pieces lie on the sheet."""
        return len(self.cells)

    def to_document(self) -> dict[str, Any]:
        """Write the layout as JSON for a drawing, lengths in engine units."""
        return {
            "units_per_inch": UNITS_PER_INCH,
            "kind": self.kind,
            "sheet_width": self.sheet_width,
            "sheet_height": self.sheet_height,
            "unprintable": {
                "left": self.left,
                "right": self.right,
                "top": self.top,
                "bottom": self.bottom,
            },
            "gripper": self.gripper,
            "colour_bar": self.colour_bar,
            "grain": self.grain,
            "bleed": self.bleed,
            "gap": self.gap,
            "columns": self.columns,
            "rows": self.rows,
            "n_up": self.n_up,
            "max_up": self.max_up,
            "proof": self.proof,
            "cells": [cell.to_document() for cell in self.cells],
            "cuts": [cut.to_document() for cut in self.cuts],
            **self.lines.to_document(),
            "waste_fraction": f"{self.waste_fraction:f}",
        }
