"""Press sheets and the bought sheets that they are cut from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from app.domain.estimating.rates import Press, Stock
from app.domain.units import NO_LENGTH, Length, length_text

MOST_OUT: Final = 36
"""Nobody cuts a bought sheet into more press sheets than this; the smallest of them is a card."""

CACHED_DIVISIONS: Final = 1_024

Along = Literal["width", "height", "none"]


@dataclass(frozen=True, slots=True)
class PressSheet:
    """A sheet as the press takes it: ``across`` x ``down`` of them come out of a bought sheet.

    ``width`` lies along the bought sheet's width. ``trims`` are the cuts that take off what the
    press cannot take.
    """

    stock: Stock
    width: Length
    height: Length
    across: int = 1
    down: int = 1
    trims: int = 0

    @classmethod
    def whole(cls, stock: Stock) -> "PressSheet":
        """Take a stock's sheet as it comes; a roll has none."""
        return cls(stock, stock.sheet_width, stock.sheet_height or NO_LENGTH)

    @property
    def out(self) -> int:
        """How many come out of a bought sheet."""
        return self.across * self.down

    @property
    def cuts(self) -> int:
        """The cuts through a lift of bought sheets; none where they go to the press as they are."""
        return self.across - 1 + self.down - 1 + self.trims

    @property
    def area(self) -> int:
        """The area in square units."""
        return self.width * self.height

    @property
    def grain_along(self) -> Along:
        """The edge of the press sheet along which the paper's grain runs, through every cut."""
        if self.stock.grain == "none":
            return "none"
        lies_wide = self.stock.sheet_width > (self.stock.sheet_height or NO_LENGTH)
        return "width" if lies_wide == (self.stock.grain == "long") else "height"

    @property
    def size_text(self) -> str:
        """The press sheet's size, the shorter edge first: ``19 x 25 in``."""
        short, long = sorted((self.width, self.height))
        return f"{length_text(short)} x {length_text(long)} in"

    @property
    def words(self) -> str:
        """The press sheet and where it comes from: ``19 x 25 in cut 2 out of 25 x 38``."""
        if not self.cuts:
            return self.size_text
        short, long = sorted((self.stock.sheet_width, self.stock.sheet_height or NO_LENGTH))
        parent = f"{length_text(short)} x {length_text(long)}"
        return f"{self.size_text} cut {self.out} out of {parent}"


def sheets_for(press: Press, stock: Stock) -> Iterator[PressSheet]:
    """Give the sheets that a press could take of a stock: whole, divided, or cut to its largest."""
    least = sorted((press.min_sheet_width, press.min_sheet_height))
    most = sorted((press.max_sheet_width, press.max_sheet_height))
    limits = Limits(least[0], least[1], most[0], most[1])
    for division in _divisions(stock.sheet_width, stock.sheet_height or NO_LENGTH, limits):
        yield PressSheet(stock, *division)


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the largest sheet that a press takes, each its shorter edge first."""

    least_short: int
    least_long: int
    most_short: int
    most_long: int

    def take(self, width: int, height: int) -> bool:
        """Say whether a sheet of a size is within them, whichever way it lies."""
        short, long = (width, height) if width < height else (height, width)
        return (
            self.least_short <= short <= self.most_short
            and self.least_long <= long <= self.most_long
        )

    def trim(self, width: int, height: int) -> tuple[tuple[int, int], ...]:
        """Give a sheet cut down to the largest, lying either way."""
        return (
            (min(width, self.most_short), min(height, self.most_long)),
            (min(width, self.most_long), min(height, self.most_short)),
        )


@lru_cache(maxsize=CACHED_DIVISIONS)
def _divisions(
    width: int, height: int, limits: Limits
) -> tuple[tuple[Length, Length, int, int, int], ...]:
    """Divide a bought sheet into press sheets: width, height, across, down and trims of each.

    A division into equal parts is taken as it is where the press takes it. Where it is larger than
    the press takes it is trimmed to the largest sheet, unless one more part would do as well.
    """
    found: dict[tuple[int, int, int], tuple[Length, Length, int, int, int]] = {}
    for across in range(1, MOST_OUT + 1):
        for down in range(1, MOST_OUT // across + 1):
            part = width // across, height // down
            sizes = (part,) if limits.take(*part) else limits.trim(*part)
            for size in sizes:
                wasteful = size[0] <= width // (across + 1) or size[1] <= height // (down + 1)
                if limits.take(*size) and not wasteful:
                    trims = (size[0] < part[0]) + (size[1] < part[1])
                    sheet = (Length(size[0]), Length(size[1]), across, down, trims)
                    found.setdefault((*size, across * down), sheet)
    return tuple(found.values())
