"""What a press can be fed with: the sheets that it takes of a stock, and what of them it prints."""

from dataclasses import dataclass, field

from app.domain.estimating.imposition import Sheet
from app.domain.estimating.parents import PressSheet, sheets_for
from app.domain.estimating.rates import Press, RateBook, Stock
from app.domain.estimating.runs import clicks_per_side
from app.domain.estimating.spec.overrides import Printing


@dataclass(frozen=True, slots=True, eq=False)
class Feed:
    """One press sheet on one press; ``clicks`` are those of a side, ``words`` say where it is from.

    What can be printed of it depends on the work method.
    """

    press: Press
    sheet: PressSheet
    clicks: int
    words: str
    _surfaces: dict[Printing, Sheet] = field(default_factory=dict)

    def surface(self, method: Printing) -> Sheet:
        """Give the sheet as it lies on the press by a method."""
        known = self._surfaces.get(method)
        if known is None:
            known = self._surfaces[method] = Sheet.on_press(self.sheet, self.press, method)
        return known


def feeds_of(press: Press, stock: Stock, rates: RateBook) -> tuple[Feed, ...]:
    """Give what a press of the book can be fed with of one of its stocks."""
    return rates.remember(("feeds", press.code, stock.code), lambda: _feeds(press, stock))


def _feeds(press: Press, stock: Stock) -> tuple[Feed, ...]:
    return tuple(
        Feed(press, sheet, clicks_per_side(press, sheet), sheet.words)
        for sheet in sheets_for(press, stock)
    )
