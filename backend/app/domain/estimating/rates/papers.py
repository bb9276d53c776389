"""Papers and substrates, their basic sizes and their prices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

from app.domain.estimating.documents import Range
from app.domain.estimating.rates.limits import Amount, Code, Count, PaperCode, Share
from app.domain.money import ZERO
from app.domain.units import UNITS_PER_INCH, Length


@dataclass(frozen=True, slots=True)
class Grade:
    """A kind of paper with the basic size that its pound weights refer to, in square inches."""

    code: Code
    name: str
    basic_area: Annotated[Decimal, Range(1)]


@dataclass(frozen=True, slots=True)
class StockPrice:
    """What a stock costs from a day on, from a weight in pounds on.

    ``per_m`` is for 1,000 sheets, ``per_cwt`` for 100 lb, ``per_area`` for a square foot.
    """

    effective_from: date
    basis: Literal["per_m", "per_cwt", "per_area"]
    price: Amount
    min_weight_lb: Amount = ZERO


@dataclass(frozen=True, slots=True)
class Stock:
    """A paper or substrate. A roll has a width and no height.

    Stocks of the same ``paper`` are one paper in other sheets: whichever makes the job cheapest is
    taken. A ``coated`` paper needs less ink. ``pack_sheets`` are in a carton or a full pack; where
    only ``full_packs`` are sold the last one is paid whole, else ``broken_pack`` is the surcharge
    on the sheets of a broken one. ``freight`` is added to the price of whatever is bought. Of a
    board a half may be billed where ``half_sheets`` says so.
    """

    code: Code
    name: str
    grade: Code
    basis_weight: Amount
    gsm: Amount
    caliper_in: Annotated[Decimal, Range(Decimal("0.0001"), 10)]
    sheet_width: Annotated[Length, Range(1, 10_000 * UNITS_PER_INCH)]
    sheet_height: Annotated[Length, Range(1, 10_000 * UNITS_PER_INCH)] | None
    prices: tuple[StockPrice, ...]
    colour: str = "White"
    finish: str = ""
    grain: Literal["long", "short", "none"] = "none"
    paper: PaperCode = ""
    coated: bool = False
    pack_sheets: Count = 0
    full_packs: bool = False
    broken_pack: Share = ZERO
    freight: Share = ZERO
    half_sheets: bool = False

    @property
    def is_roll(self) -> bool:
        """Say whether the stock comes on a roll."""
        return self.sheet_height is None


STANDARD_GRADES: Final[tuple[Grade, ...]] = tuple(
    Grade(code, name, Decimal(area))
    for code, name, area in (
        ("bond", "Bond, writing, ledger", "374"),
        ("text", "Book, text, offset, coated", "950"),
        ("cover", "Cover", "520"),
        ("index", "Index", "777.75"),
        ("bristol", "Bristol", "641.25"),
        ("tag", "Tag, newsprint, kraft", "864"),
        ("board", "Board, blanks", "616"),
    )
)
"""The trade's usual basic sizes, for a book to start from; published tables disagree on tag."""
