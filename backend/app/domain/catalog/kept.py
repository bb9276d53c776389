"""What the shop's catalogue holds beside the rates that an estimate reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.domain.estimating.rates import FinishingOperation, Press, RateBook, Stock, StockPrice
from app.domain.money import round_money

# The families that people look for papers by; a grade is about weight, a family about use.
FAMILY_NAMES: Final[Mapping[str, str]] = {
    "bond": "Bond and writing",
    "text": "Uncoated text",
    "coated_text": "Coated text",
    "cover": "Uncoated cover",
    "coated_cover": "Coated cover",
    "index": "Index, bristol and tag",
    "carbonless": "Carbonless",
    "label": "Labels",
    "envelope": "Envelopes",
    "roll": "Roll media",
    "board": "Boards",
}

# The parts of a book's document that are kept in tables of their own; the rest are selling terms,
# but for price lists, which have editions of their own and are not staged.
TABLES: Final = ("stocks", "presses", "operations")
NOT_TERMS: Final = ("version", *TABLES, "price_lists")


@dataclass(frozen=True, slots=True, kw_only=True)
class StockedStock:
    """A stock with what the shop says of it beyond its rates."""

    stock: Stock
    family: str
    supplier: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A figure of a press that no estimate reads yet; ``internal`` marks one that is a cost."""

    label: str
    value: str
    unit: str
    internal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledPress:
    """A press with the figures that people look up."""

    press: Press
    further: tuple[Further, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedOperation:
    """A finishing operation with the words that people type for it."""

    operation: FinishingOperation
    aliases: tuple[str, ...] = ()


def terms_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a book's document belongs to no single stock, press or operation."""
    return {name: part for name, part in body.items() if name not in NOT_TERMS}


def runs_on(press: Press, stock: Stock) -> bool:
    """Whether the press takes the stock as it comes: by form, size either way, and caliper."""
    if not press.min_caliper_in <= stock.caliper_in <= press.max_caliper_in:
        return False
    is_wide = press.kind == "wide_format"
    if stock.sheet_height is None:
        wanted = press.min_sheet_width <= stock.sheet_width <= press.max_sheet_width
        return is_wide and press.wide.rolls and wanted
    if is_wide and not press.wide.boards:
        return False
    short, long = sorted((stock.sheet_width, stock.sheet_height))
    low_short, low_long = sorted((press.min_sheet_width, press.min_sheet_height))
    top_short, top_long = sorted((press.max_sheet_width, press.max_sheet_height))
    return low_short <= short <= top_short and low_long <= long <= top_long


def printable_stocks(book: RateBook) -> list[Stock]:
    """Return the stocks that some press prints as they come: sheets, rolls and boards.

    An offset press prints sheets that are cut from others, so its own sizes are not asked for.
    """
    presses = [press for press in book.presses if press.kind != "offset"]
    return [stock for stock in book.stocks if any(runs_on(press, stock) for press in presses)]


def price_per_m(price: StockPrice, m_weight_lb: Decimal | None) -> Decimal | None:
    """Return what 1,000 sheets cost; a roll, and a sheet of unknown weight, have no such price."""
    if price.basis == "per_m":
        return price.price
    if price.basis == "per_cwt" and m_weight_lb is not None:
        return round_money(m_weight_lb * price.price / 100)
    return None
