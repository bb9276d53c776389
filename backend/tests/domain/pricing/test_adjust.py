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


def test_every_step_is_written_with_what_was_before_and_after_it() -> None:
    by = replace(
        PLAIN, level=Decimal("0.85"), rush_days=2, rush=Decimal("0.2"), rounding_quantum=Decimal(5)
    )
    steps = [step.to_document() for step in adjust_price(Fraction(100, 3), 1_000, by)]
    assert steps == [
        {
            "name": "formula",
            "words": "Cost with mark-ups",
            "before": "33.3333333333",
            "after": "33.3333333333",
        },
        {
            "name": "minimum",
            "words": "Minimum charge 45.00",
            "before": "33.3333333333",
            "after": "45",
        },
        {"name": "level", "words": "Trade: x 0.85", "before": "45", "after": "38.25"},
        {
            "name": "rush",
            "words": "Rush, 2 business days: + 20 %",
            "before": "38.25",
            "after": "45.9",
        },
        {"name": "rounding", "words": "To the nearest 5", "before": "45.9", "after": "45"},
    ]


def test_a_unit_price_is_rounded_by_the_quantity_that_is_asked_for() -> None:
    by = replace(PLAIN, rounding_mode="unit", rounding_quantum=Decimal("0.01"))
    (_, rounding) = adjust_price(Fraction("123.45"), 1_000, by, words="As listed")
    assert (rounding.words, str(rounding.after)) == (
        "Unit price to the nearest 0.01, x 1,000",
        "120.00",
    )
