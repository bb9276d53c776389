"""Price lists for the tests of their own module and of the linter."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.pricing.linter import Fix
from app.domain.pricing.price_lists import PriceBreak, PriceList, Tier

FROM = date(2026, 1, 1)


def price_list(*pairs: tuple[int, str | None], run_on: str | None = None, **how: Any) -> PriceList:  # noqa: ANN401 - any field of a list
    """A list with one column for everyone: pairs of quantity and price."""
    given: dict[str, Any] = {"mode": "linear_totals", "basis": "total"} | how
    return PriceList(
        name="Cards",
        product="business_card",
        effective_from=FROM,
        tiers=(Tier(run_on=None if run_on is None else Decimal(run_on)),),
        breaks=tuple(
            PriceBreak(quantity, (None if price is None else Decimal(price),))
            for quantity, price in pairs
        ),
        **given,
    )


def apply_fix(prices: PriceList, fix: Fix, column: int) -> PriceList:
    """The list with a fix done to it, as the editor does it; ``column`` is the run-on's own."""
    rows: list[list[Decimal | None]] = [list(one.prices) for one in prices.breaks]
    for new in fix.prices:
        rows[new.cell.row][new.cell.column] = new.price
    breaks = {
        one.quantity: PriceBreak(one.quantity, tuple(row), one.cost)
        for one, row in zip(prices.breaks, rows, strict=True)
    }
    for added in fix.added:
        old = breaks.get(added.quantity)
        cells: list[Decimal | None] = [None] * len(prices.tiers)
        if old is not None:
            cells = list(old.prices)
        cells[added.column] = added.price
        breaks[added.quantity] = PriceBreak(
            added.quantity, tuple(cells), None if old is None else old.cost
        )
    tiers = list(prices.tiers)
    if fix.run_on is not None:
        tiers[column] = Tier(tiers[column].level, fix.run_on)
    return replace(
        prices,
        mode=prices.mode if fix.mode is None else fix.mode,
        reach=prices.reach if fix.mode is None else "from",
        tiers=tuple(tiers),
        breaks=tuple(breaks[quantity] for quantity in sorted(breaks)),
    )
