"""Finding what makes no sense in a price list or a quantity curve, and proposing what mends it.

A total must not fall as the quantity rises, and the price of one must not rise; no cell should lie
under its cost or the margin's floor; the grid should have no holes, no wide gaps and no cliffs. A
fix names new prices for cells, quantities to add, or another way to read the list. Each fix can be
applied alone without turning another pair around, and all of them together leave none turned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

from app.domain.errors import ValidationError
from app.domain.money import CENT, ONE, ZERO, decimal_from, decimal_text, ratio_of, round_money
from app.domain.pricing.ladder import Holds, Step, mend
from app.domain.pricing.price_lists import PER_M, UNIT_QUANTUM, Mode
from app.domain.pricing.spacing import Limits, Rung, add_between, trouble_between

FindingKind = Literal[
    "total_falls",
    "unit_rises",
    "under_cost",
    "under_floor",
    "empty_cell",
    "unit_drop",
    "total_jump",
    "wide_gap",
    "dearer_between",
    "run_on_rises",
]
WRONG: Final[frozenset[FindingKind]] = frozenset(
    {"total_falls", "unit_rises", "under_cost", "run_on_rises"}
)
FINEST: Final = 6
SHOWN_UNIT: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class LintRules:
    """What a shop lets pass: the least margin, as a fraction of the price, and the cliffs."""

    margin_floor: Decimal = ZERO
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Refuse a margin that no price can have."""
        if not ZERO <= self.margin_floor < ONE:
            raise ValidationError.for_field(
                ("margin_floor",), "A margin's floor lies from 0 to less than 1."
            )


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid, counted from nothing."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A price that a cell should have; in a list's own terms, of all pieces or of one."""

    cell: Cell
    price: Decimal


@dataclass(frozen=True, slots=True)
class AddedBreak:
    """A quantity that the grid should have, with its price in one column."""

    quantity: int
    column: int
    price: Decimal


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding; whatever is empty or None stays as it is."""

    prices: tuple[NewPrice, ...] = ()
    added: tuple[AddedBreak, ...] = ()
    mode: Mode | None = None
    run_on: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that makes no sense: what it is, where, in a sentence, and what mends it."""

    kind: FindingKind
    cells: tuple[Cell, ...]
    sentence: str
    fix: Fix | None

    @property
    def is_wrong(self) -> bool:
        """Whether the shop would lose by it, and not only look careless."""
        return self.kind in WRONG


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell as the linter reads it: its price in the list's terms, and what it means in all.

    ``total`` is what the quantity costs the customer, ``cost`` what it costs the shop.
    """

    quantity: int
    price: Decimal | None
    total: Fraction | None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A curve of prices; ``holds`` says what a cell's price is the price of."""

    number: int
    holds: Holds
    cells: tuple[GridCell, ...]
    run_on: Decimal | None = None


def lint_curve(
    points: Iterable[tuple[int, Decimal, Decimal | None]], rules: LintRules
) -> tuple[Finding, ...]:
    """Judge a product's quantity curve: quantities with their totals and costs, where known."""
    cells = tuple(
        GridCell(quantity, total, ratio_of(total), cost) for quantity, total, cost in sorted(points)
    )
    return lint_column(Column(0, "total", cells), rules)


def lint_column(column: Column, rules: LintRules) -> tuple[Finding, ...]:
    """Judge one column of a grid; the findings stand in the order of its rows."""
    desk = _Desk(column, rules)
    found: list[tuple[int, int, Finding]] = []
    for row, cell in enumerate(column.cells):
        found.extend((row, 0, one) for one in desk.judge_cell(row, cell))
    for low, high in pairwise(desk.present):
        found.extend((low, 1, one) for one in desk.judge_pair(low, high))
    found.extend((len(column.cells), 2, one) for one in desk.judge_run_on())
    return tuple(one for *_, one in sorted(found, key=lambda entry: entry[:2]))


class _Desk:
    """One column with its mended prices, from which every fix is taken."""

    def __init__(self, column: Column, rules: LintRules) -> None:
        self.column = column
        self.cells = column.cells
        self.rules = rules
        self.quantum = _finest(column)
        self.steps = [self._step(cell) for cell in self.cells]
        self.mended = mend(self.steps, column.holds)
        self.present = [row for row, cell in enumerate(self.cells) if cell.total is not None]

    def judge_cell(self, row: int, cell: GridCell) -> Iterable[Finding]:
        """Judge a cell by itself."""
        place = (Cell(row, self.column.number),)
        if cell.total is None:
            sentence = f"There is no price for {cell.quantity:,}."
            # A column without any price says nothing of what one should be.
            fix = self._prices((row,)) if self.present else None
            yield Finding("empty_cell", place, sentence, fix)
            return
        if cell.cost is None:
            return
        cost, asked = ratio_of(cell.cost), _money(cell.total)
        if cell.total < cost:
            sentence = f"{cell.quantity:,} cost {_money(cost)} to make and sell for {asked}."
            yield Finding("under_cost", place, sentence, self._floor_fix((row,)))
        elif cell.total < cost / (1 - ratio_of(self.rules.margin_floor)):
            percent = decimal_text(self.rules.margin_floor * 100)
            sentence = (
                f"{cell.quantity:,} at {asked} leave less than {percent} % over "
                f"their cost of {_money(cost)}."
            )
            yield Finding("under_floor", place, sentence, self._floor_fix((row,)))

    def judge_pair(self, low: int, high: int) -> Iterable[Finding]:
        """Judge two neighbouring prices."""
        fewer, more = self._rung(low), self._rung(high)
        place = (Cell(low, self.column.number), Cell(high, self.column.number))
        rows = range(low, high + 1)
        if more.total < fewer.total:
            sentence = (
                f"{more.quantity:,} are cheaper in all than {fewer.quantity:,}: "
                f"{_money(more.total)} against {_money(fewer.total)}."
            )
            yield Finding("total_falls", place, sentence, self._prices(rows))
        elif more.unit > fewer.unit:
            sentence = (
                f"{more.quantity:,} are dearer each than {fewer.quantity:,}: "
                f"{_unit(more.unit)} against {_unit(fewer.unit)}."
            )
            yield Finding("unit_rises", place, sentence, self._prices(rows))
        else:
            trouble = trouble_between(fewer, more, self.rules.limits)
            if trouble is not None:
                kind, sentence = trouble
                yield Finding(kind, place, sentence, self._smooth(rows))

    def judge_run_on(self) -> Iterable[Finding]:
        """Judge the price of further thousands: none may cost more than the last pieces did."""
        if self.column.run_on is None or not self.present:
            return
        row = self.present[-1]
        most = min(self._rung(row).unit, self._unit_of(len(self.cells) - 1))
        further = ratio_of(self.column.run_on) / PER_M
        if further <= most:
            return
        sentence = (
            f"Above {self.cells[row].quantity:,} each further piece costs {_unit(further)}, "
            f"more than the {_unit(most)} before."
        )
        cents = most * PER_M * 100
        fix = Fix(run_on=CENT * (cents.numerator // cents.denominator))
        yield Finding("run_on_rises", (Cell(row, self.column.number),), sentence, fix)

    def _step(self, cell: GridCell) -> Step:
        price = None if cell.price is None else int(ratio_of(cell.price) / self.quantum)
        if cell.cost is None or self.column.holds == "slice":
            return Step(cell.quantity, price)
        least = ratio_of(cell.cost) / (1 - ratio_of(self.rules.margin_floor))
        if self.column.holds == "unit":
            least /= cell.quantity
        steps = least / self.quantum
        return Step(cell.quantity, price, -(-steps.numerator // steps.denominator))

    def _rung(self, row: int) -> Rung:
        """Give a present cell as total and unit price; a slice's unit price is its own."""
        cell = self.cells[row]
        total = cell.total or Fraction(0)
        if self.column.holds == "slice":
            return Rung(cell.quantity, total, ratio_of(cell.price or ZERO))
        return Rung(cell.quantity, total, total / cell.quantity)

    def _unit_of(self, row: int) -> Fraction:
        """Give the mended price of one piece at a row."""
        price = self.mended[row] * self.quantum
        return price / self.cells[row].quantity if self.column.holds == "total" else price

    def _changed(self, row: int) -> bool:
        return self.mended[row] != self.steps[row].price

    def _runs(self, rows: Iterable[int]) -> list[int]:
        """Give the rows to change with these: whole runs, so that a run's borders stay sound."""
        chosen: set[int] = set()
        for row in rows:
            if not self._changed(row) or row in chosen:
                continue
            first = last = row
            while first and self._changed(first - 1):
                first -= 1
            while last + 1 < len(self.cells) and self._changed(last + 1):
                last += 1
            chosen.update(range(first, last + 1))
        return sorted(chosen)

    def _prices(self, rows: Iterable[int]) -> Fix:
        return Fix(prices=tuple(self._new_price(row) for row in self._runs(rows)))

    def _floor_fix(self, rows: Iterable[int]) -> Fix | None:
        """A slice's own price says little of the cost of all the pieces, so nobody guesses it."""
        return None if self.column.holds == "slice" else self._prices(rows)

    def _new_price(self, row: int) -> NewPrice:
        price = self._decimal(self.mended[row])
        return NewPrice(Cell(row, self.column.number), price)

    def _decimal(self, price: int) -> Decimal:
        places = Decimal(1) / self.quantum.denominator
        return round_money(decimal_from(price * self.quantum), quantum=places)

    def _smooth(self, rows: Sequence[int]) -> Fix | None:
        added: list[AddedBreak] = []
        for low, high in pairwise(rows):
            ends = [(self.cells[row].quantity, self.mended[row]) for row in (low, high)]
            between = add_between(self.column.holds, ends[0], ends[1], self.rules.limits)
            added.extend(
                AddedBreak(quantity, self.column.number, self._decimal(price))
                for quantity, price in between
            )
        fix = Fix(self._prices(rows).prices, tuple(added))
        return fix if fix.prices or fix.added else None


def _finest(column: Column) -> Fraction:
    """Give the step in which a column's prices are written: cents, or what is finer among them."""
    places = -int((CENT if column.holds == "total" else UNIT_QUANTUM).as_tuple().exponent)
    for cell in column.cells:
        if cell.price is not None:
            places = max(places, -int(cell.price.normalize().as_tuple().exponent))
    return Fraction(1, 10 ** min(places, FINEST))


def _money(amount: Fraction) -> str:
    return f"{round_money(decimal_from(amount)):f}"


def _unit(amount: Fraction) -> str:
    return decimal_text(round_money(decimal_from(amount), quantum=SHOWN_UNIT))
