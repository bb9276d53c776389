"""Price lists: products sold from a table of quantities instead of being estimated.

A list is a grid of quantity breaks by customer tiers. Between two breaks its ``mode`` says how a
price comes about, and the modes differ: that is why the mode is a field of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Final, Literal

from app.domain.errors import ValidationError
from app.domain.estimating import documents
from app.domain.estimating.documents import Items, Places, Range, Text
from app.domain.money import CENT, decimal_from, decimal_text, divide, ratio_of, round_money
from app.domain.pricing.rounding import RoundingMode, round_price, rounding_words

Mode = Literal["step", "linear_totals", "linear_units", "accumulated"]
Basis = Literal["total", "unit"]
Reach = Literal["from", "up_to"]

PER_M: Final = 1_000
UNIT_QUANTUM: Final = Decimal("0.0001")
MOST_QUANTITY: Final = 10_000_000
MOST_TIERS: Final = 20
MOST_BREAKS: Final = 200
EVERYONE: Final = ""

Cell = Annotated[Decimal, Range(0, Decimal(99_999_999)), Places(6)]
Cost = Annotated[Decimal, Range(0, Decimal(99_999_999)), Places(6)]
LevelCode = Annotated[
    str,
    Text(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,59})?", "Must be the code of a customer level, or empty."),
]


class InvalidPriceList(ValidationError):
    """A list that contradicts itself; the fields say where."""

    code = "invalid_price_list"


class BelowTheList(ValidationError):
    """Fewer pieces than the list begins with."""

    code = "below_the_list"


class NoListPrice(ValidationError):
    """The list holds no price for this customer's tier."""

    code = "no_list_price"


@dataclass(frozen=True, slots=True)
class Tier:
    """One column: the customer level that it is for, or everyone, and its run-on price.

    ``run_on`` is the price of each further thousand above the last break; without one the price of
    a piece at the last break holds for ever.
    """

    level: LevelCode = EVERYONE
    run_on: Cell | None = None


@dataclass(frozen=True, slots=True)
class PriceBreak:
    """One row: a quantity with a price for each tier, in the tiers' order; None is an empty cell.

    ``cost`` is what the shop pays for this quantity, all of it, where somebody wrote it down.
    """

    quantity: Annotated[int, Range(1, MOST_QUANTITY)]
    prices: Annotated[tuple[Cell | None, ...], Items(MOST_TIERS)]
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class ListRounding:
    """How a looked-up price is rounded; with ``unit`` the price of one binds, else the total."""

    mode: RoundingMode = "nearest"
    quantum: Annotated[Decimal, Range(Decimal("0.0001"), 1000)] = CENT


@dataclass(frozen=True, slots=True)
class PriceList:
    """A grid of prices, and how it is read.

    ``product`` is a product's code or the shop's own words. ``basis`` says what a cell holds: the
    price of the whole quantity or of one piece. ``mode`` is how quantities between breaks are
    priced:

    * ``step``: one piece costs what it costs at the break; ``reach`` says whether a break's price
      holds ``from`` its quantity on or ``up_to`` it;
    * ``linear_totals``: the total lies on the straight line between the totals of two breaks;
    * ``linear_units``: the price of one lies on the line between the unit prices of two breaks;
    * ``accumulated``: each slice of the quantity costs what its own break says.
    """

    name: Annotated[str, Text(r"\S(.*\S)?", "Give the list a name.")]
    product: str
    mode: Mode
    basis: Basis
    effective_from: date
    tiers: Annotated[tuple[Tier, ...], Items(MOST_TIERS)]
    breaks: Annotated[tuple[PriceBreak, ...], Items(MOST_BREAKS)]
    reach: Reach = "from"
    rounding: ListRounding = ListRounding()

    def __post_init__(self) -> None:
        """Refuse a grid with holes in its frame: tiers twice, breaks that do not rise, no rows."""
        if not self.tiers:
            raise InvalidPriceList.for_field(
                ("tiers",), "A list needs at least one column of prices."
            )
        levels = [tier.level for tier in self.tiers]
        if len(set(levels)) != len(levels):
            raise InvalidPriceList.for_field(("tiers",), "Each customer level has one column.")
        if not self.breaks:
            raise InvalidPriceList.for_field(("breaks",), "A list needs at least one quantity.")
        for place, (one, after) in enumerate(pairwise(self.breaks), 1):
            if after.quantity <= one.quantity:
                raise InvalidPriceList.for_field(
                    ("breaks", place, "quantity"), "Quantities must rise, each one only once."
                )
        for place, one in enumerate(self.breaks):
            if len(one.prices) != len(self.tiers):
                raise InvalidPriceList.for_field(
                    ("breaks", place, "prices"), "Give one price, or none, for each column."
                )
        if self.mode == "accumulated" and self.basis == "total":
            raise InvalidPriceList.for_field(
                ("basis",), "Slices are priced by the piece: give unit prices."
            )
        if self.mode != "step" and self.reach == "up_to":
            raise InvalidPriceList.for_field(
                ("reach",), "Only steps can hold up to their quantity."
            )

    @classmethod
    def from_document(cls, document: object, path: documents.Path = ()) -> "PriceList":
        """Read a list from JSON; raises ``ValidationError`` naming every field that is wrong.

        ``path`` is where the document stands in what was sent.
        """
        return documents.from_document(cls, document, path)

    def to_document(self) -> dict[str, Any]:
        """Write the list as JSON: decimals as text, days as YYYY-MM-DD."""
        return documents.to_document(self)

    def column_for(self, level: str) -> int | None:
        """Find the column of a customer level, or the one for everyone, or None."""
        levels = [tier.level for tier in self.tiers]
        for wanted in (level, EVERYONE):
            if wanted in levels:
                return levels.index(wanted)
        return None

    def curve(self, column: int) -> tuple["Rung", ...]:
        """Give a column's filled cells as exact totals and unit prices, in rising quantity.

        In ``accumulated`` mode the unit price is the slice's own, and the total that of the whole.
        """
        rungs: list[Rung] = []
        for row, one in enumerate(self.breaks):
            cell = one.prices[column]
            if cell is None:
                continue
            price = ratio_of(cell)
            unit = price if self.basis == "unit" else price / one.quantity
            total = unit * one.quantity
            if self.mode == "accumulated" and rungs:
                # All pieces but this break's first one are sold by the breaks before it.
                before = rungs[-1]
                total = before.total + before.unit * (one.quantity - before.quantity - 1) + unit
            rungs.append(Rung(row, one.quantity, total, unit, one.cost))
        return tuple(rungs)


@dataclass(frozen=True, slots=True)
class Rung:
    """One filled cell of a column: its row, quantity, exact total and exact unit price."""

    row: int
    quantity: int
    total: Fraction
    unit: Fraction
    cost: Decimal | None = None


PartName = Literal["list", "slice", "run_on"]


@dataclass(frozen=True, slots=True)
class PricePart:
    """A part of a looked-up price: its formula in words, exact, and the breaks that it is read at.

    ``list`` is what the grid itself says, ``slice`` one slice of it, ``run_on`` the thousands above
    its last break. The parts of a price add up to it.
    """

    name: PartName
    words: str
    exact: Fraction
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListPrice:
    """A looked-up price with its reason in words.

    ``exact`` is the list's own ratio, the sum of ``parts``; ``price`` the rounded total that binds,
    ``unit_price`` its share of one at four decimals (or the rounded unit price, where the list is
    unit x quantity). ``better`` names a larger break that costs less in all, with its total.
    """

    quantity: int
    tier: str
    exact: Fraction
    price: Decimal
    unit_price: Decimal
    words: str
    parts: tuple[PricePart, ...]
    rounding_words: str
    better: tuple[int, Decimal] | None


def look_up(prices: PriceList, quantity: int, level: str = EVERYONE) -> ListPrice:
    """Read a price off a list for a customer level, or for everyone where it has no own column.

    Raises:
        BelowTheList: the list begins with more pieces.
        NoListPrice: no column serves this level, or its cells are empty.
        ValidationError: the quantity is no whole number from 1 to 10,000,000.
    """
    if type(quantity) is not int or not 1 <= quantity <= MOST_QUANTITY:
        raise ValidationError.for_field(
            ("quantity",), f"A quantity is a whole number from 1 to {MOST_QUANTITY:,}."
        )
    column = prices.column_for(level)
    rungs = () if column is None else prices.curve(column)
    if column is None or not rungs:
        raise NoListPrice.for_field(("level",), "This list has no price for this customer level.")
    first = rungs[0].quantity
    if quantity < first and prices.reach == "from":
        raise BelowTheList.for_field(
            ("quantity",),
            f"This list starts at {first:,}: ask for at least {first:,}, or estimate the job.",
        )
    tier = prices.tiers[column]
    parts = price_parts(prices, tier, rungs, quantity)
    exact = _sum(parts)
    price = _rounded(prices, exact, quantity)
    rule = prices.rounding
    unit = divide(price, Decimal(quantity))
    return ListPrice(
        quantity=quantity,
        tier=tier.level,
        exact=exact,
        price=price,
        unit_price=round_money(unit, quantum=min(UNIT_QUANTUM, rule.quantum)),
        words=_words(parts),
        parts=parts,
        rounding_words=rounding_words(quantity, rule.mode, rule.quantum),
        better=_better(prices, tier, rungs, quantity, price),
    )


def first_quantity(prices: PriceList, level: str = EVERYONE) -> int:
    """Give the fewest pieces that a customer level can buy; 1 where it can buy none."""
    column = prices.column_for(level)
    rungs = () if column is None else prices.curve(column)
    return 1 if prices.reach == "up_to" or not rungs else rungs[0].quantity


def exact_price(prices: PriceList, tier: Tier, rungs: Sequence[Rung], quantity: int) -> Fraction:
    """Give the exact total of a quantity that the column reaches."""
    return _sum(price_parts(prices, tier, rungs, quantity))


def price_parts(
    prices: PriceList, tier: Tier, rungs: Sequence[Rung], quantity: int
) -> tuple[PricePart, ...]:
    """Take the exact total of a quantity that the column reaches apart, each part in words."""
    last = rungs[-1]
    if quantity > last.quantity and tier.run_on is not None:
        more = quantity - last.quantity
        said = f"{more:,} more at {decimal_text(tier.run_on)} per thousand"
        further = ratio_of(tier.run_on) * more / PER_M
        held = PricePart(
            "list", f"{last.quantity:,} = {_money(last.total)}", last.total, (last.quantity,)
        )
        return held, PricePart("run_on", said, further, (last.quantity,))
    if prices.mode == "accumulated":
        return _accumulated(rungs, quantity)
    return (_at_or_between(prices, rungs, quantity),)


def _at_or_between(prices: PriceList, rungs: Sequence[Rung], quantity: int) -> PricePart:
    below = [rung for rung in rungs if rung.quantity <= quantity]
    above = [rung for rung in rungs if rung.quantity > quantity]
    if below and below[-1].quantity == quantity:
        held = below[-1]
        return PricePart("list", _as_listed(prices, held), held.total, (quantity,))
    if above and prices.mode != "step":
        return _between(prices.mode, below[-1], above[0], quantity)
    if above and prices.reach == "up_to":
        held, words = above[0], f"up to {above[0].quantity:,}"
    else:
        held, words = below[-1], f"from {below[-1].quantity:,} on"
    said = f"{quantity:,} x {_unit(held.unit)}, the price of one {words}"
    return PricePart("list", said, held.unit * quantity, (held.quantity,))


def _as_listed(prices: PriceList, rung: Rung) -> str:
    if prices.basis == "unit":
        return f"{rung.quantity:,} x {_unit(rung.unit)}, as the list says"
    return f"{rung.quantity:,} = {_money(rung.total)}, as the list says"


def _between(mode: Mode, low: Rung, high: Rung, quantity: int) -> PricePart:
    share = Fraction(quantity - low.quantity, high.quantity - low.quantity)
    way = f"{share.numerator:,}/{share.denominator:,}"
    breaks = (low.quantity, high.quantity)
    if mode == "linear_totals":
        said = (
            f"{way} of the way from {_money(low.total)} at {low.quantity:,} "
            f"to {_money(high.total)} at {high.quantity:,}"
        )
        return PricePart("list", said, low.total + (high.total - low.total) * share, breaks)
    unit = low.unit + (high.unit - low.unit) * share
    said = (
        f"{quantity:,} x {_unit(unit)}, {way} of the way from {_unit(low.unit)} each "
        f"at {low.quantity:,} to {_unit(high.unit)} each at {high.quantity:,}"
    )
    return PricePart("list", said, unit * quantity, breaks)


def _accumulated(rungs: Sequence[Rung], quantity: int) -> tuple[PricePart, ...]:
    """Sell each slice at its own price: a break's price holds from its piece on."""
    parts: list[PricePart] = []
    ends = [rung.quantity - 1 for rung in rungs[1:]] + [quantity]
    start = 0
    for rung, end in zip(rungs, ends, strict=True):
        pieces = min(end, quantity) - start
        if pieces <= 0:
            break
        said = f"{pieces:,} x {_unit(rung.unit)}"
        parts.append(PricePart("slice", said, rung.unit * pieces, (rung.quantity,)))
        start += pieces
    return tuple(parts)


def _sum(parts: Sequence[PricePart]) -> Fraction:
    return sum((part.exact for part in parts), Fraction(0))


def _words(parts: Sequence[PricePart]) -> str:
    """Say all parts in one line: ``5 x 10 + 5 x 8``, ``5,000 = 85.53, and 2,500 more at ...``."""
    between = ", and " if parts[-1].name == "run_on" else " + "
    return between.join(part.words for part in parts)


def _rounded(prices: PriceList, exact: Fraction, quantity: int) -> Decimal:
    return round_price(exact, quantity, prices.rounding.mode, prices.rounding.quantum)


def _better(
    prices: PriceList, tier: Tier, rungs: Sequence[Rung], quantity: int, price: Decimal
) -> tuple[int, Decimal] | None:
    """Find the larger break with the lowest total, where that is less than what is asked."""
    larger = [
        (_rounded(prices, exact_price(prices, tier, rungs, rung.quantity), rung.quantity), rung)
        for rung in rungs
        if rung.quantity > quantity
    ]
    best = min(larger, key=lambda one: (one[0], one[1].quantity), default=None)
    if best is None or best[0] >= price:
        return None
    return best[1].quantity, best[0]


def _money(amount: Fraction) -> str:
    return f"{round_money(decimal_from(amount)):f}"


def _unit(amount: Fraction) -> str:
    return decimal_text(round_money(decimal_from(amount), quantum=Decimal("0.000001")))
