"""A whole price list under the linter: its columns, and what happens between its breaks."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from app.domain.money import decimal_from, money_text
from app.domain.pricing.ladder import Holds
from app.domain.pricing.linter import (
    Cell,
    Column,
    Finding,
    Fix,
    GridCell,
    LintRules,
    lint_column,
)
from app.domain.pricing.price_lists import PriceList, Rung, Tier, exact_price


def lint_price_list(prices: PriceList, rules: LintRules) -> tuple[Finding, ...]:
    """Judge every column of a list, and the quantities between its breaks."""
    found: list[Finding] = []
    for number, tier in enumerate(prices.tiers):
        rungs = prices.curve(number)
        found.extend(lint_column(_column(prices, number, rungs), rules))
        for low, high in pairwise(rungs):
            if high.total >= low.total:
                found.extend(_between(prices, (number, tier), low, high))
    return tuple(found)


def _column(prices: PriceList, number: int, rungs: Sequence[Rung]) -> Column:
    totals = {rung.row: rung.total for rung in rungs}
    holds: Holds = "total" if prices.basis == "total" else "unit"
    return Column(
        number=number,
        holds="slice" if prices.mode == "accumulated" else holds,
        cells=tuple(
            GridCell(one.quantity, one.prices[number], totals.get(row), one.cost)
            for row, one in enumerate(prices.breaks)
        ),
        run_on=prices.tiers[number].run_on,
    )


def _between(
    prices: PriceList, column: tuple[int, Tier], low: Rung, high: Rung
) -> Iterator[Finding]:
    """Find quantities between two breaks that cost more than the larger break does in all.

    Where a price holds from its break on, the last pieces before the next break often do; where it
    holds up to its break, the first pieces after one cost less than the break itself.
    """
    number, tier = column
    if prices.mode not in {"step", "linear_units"}:
        return

    def total(quantity: int) -> Fraction:
        return exact_price(prices, tier, (low, high), quantity)

    cells = (Cell(low.row, number), Cell(high.row, number))
    fix = Fix(mode="linear_totals")
    if prices.reach == "up_to":
        cheaper = total(low.quantity + 1)
        if cheaper < low.total:
            sentence = (
                f"{low.quantity + 1:,} are cheaper in all than {low.quantity:,}: "
                f"{_money(cheaper)} against {_money(low.total)}. "
                "With straight lines between the totals they would not be."
            )
            yield Finding("dearer_between", cells, sentence, fix)
        return
    first = _first_above(total, low.quantity, high)
    if first is not None:
        sentence = (
            f"From {first:,} on, {high.quantity:,} cost less in all: "
            f"{_money(high.total)} against {_money(total(first))}. "
            "With straight lines between the totals they would not."
        )
        yield Finding("dearer_between", cells, sentence, fix)


def _first_above(total: Callable[[int], Fraction], low: int, high: Rung) -> int | None:
    """Find the first quantity above ``low`` that costs more than the break ``high`` does.

    A total between two breaks rises and may then fall back to the break's, never the other way
    round: so those that cost more than the break are the last ones before it.
    """
    if total(high.quantity - 1) <= high.total:
        return None
    below, above = low, high.quantity - 1
    while above - below > 1:
        middle = (below + above) // 2
        if total(middle) > high.total:
            above = middle
        else:
            below = middle
    return above


def _money(amount: Fraction) -> str:
    return money_text(decimal_from(amount))
