"""From the formula's price to the price that is asked, step by step."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.pricing.adjust import Adjustments, adjust_price

PLAIN = Adjustments(
    minimum=Decimal(45),
    level_name="Trade",
    level=None,
    rush_days=None,
    rush=None,
    rounding_mode="nearest",
    rounding_quantum=Decimal("0.01"),
)


def names(formula: str, by: Adjustments = PLAIN) -> list[str]:
    return [step.name for step in adjust_price(Fraction(formula), 100, by)]


def test_a_price_at_the_minimum_is_not_below_it() -> None:
    assert names("45") == ["formula", "rounding"]
    assert names("44.9999") == ["formula", "minimum", "rounding"]


def test_a_half_cent_made_of_thirds_goes_up() -> None:
    """At ten decimals a third of 1.045, three times, is 1.0449999999 and would be 1.04."""
    third = replace(PLAIN, minimum=Decimal(0), level=Decimal(3))
    assert adjust_price(Fraction("1.045") / 3, 1, third)[-1].after == Decimal("1.05")


@given(
    st.fractions(0, 10_000),
    st.fractions(0, 100),
    st.sampled_from(["nearest", "up"]),
    st.sampled_from(["0.01", "0.05", "1", "5"]),
    st.decimals(min_value="0.5", max_value=2, places=2) | st.none(),
    st.decimals(min_value=0, max_value=1, places=2) | st.none(),
)
def test_a_higher_formula_never_asks_a_lower_price(
    formula: Fraction,
    more: Fraction,
    mode: str,
    quantum: str,
    level: Decimal | None,
    rush: Decimal | None,
) -> None:
    by = replace(
        PLAIN,
        level=level,
        rush_days=1,
        rush=rush,
        rounding_mode="up" if mode == "up" else "nearest",
        rounding_quantum=Decimal(quantum),
    )
    low, high = (adjust_price(exact, 7, by)[-1].after for exact in (formula, formula + more))
    assert low <= high
    assert low % Decimal(quantum) == 0
