"""The words of the grammar, all of them data: the shop's catalogue and the trade's own words."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from app.domain.entry.lexicon import Lexicon
from app.domain.entry.words import OperationWords, ProductWords, StockWords, TradeWords
from app.domain.units import Unit


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All words that the grammar knows; ``usual_bleed`` is the shop's, in inches.

    ``usual_unit`` is what a size is in where neither the typing nor the product says so.
    """

    trade: TradeWords
    products: tuple[ProductWords, ...] = ()
    stocks: tuple[StockWords, ...] = ()
    operations: tuple[OperationWords, ...] = ()
    usual_bleed: Decimal = Decimal("0.125")
    usual_unit: Unit = "in"

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words, arranged for looking them up; made once."""
        return Lexicon(self.trade, self.products, self.stocks, self.operations)

    def product(self, code: str | None) -> ProductWords | None:
        """Find a product by its code."""
        return next((one for one in self.products if one.code == code), None)
