"""Price lists for the tests of their own module and of the linter."""

from datetime import date
from decimal import Decimal
from typing import Any

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
