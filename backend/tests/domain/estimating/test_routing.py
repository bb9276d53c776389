"""Which press takes the work, what the others would have asked, and why some cannot."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.engine import MAX_QUANTITY, estimate
from app.domain.estimating.rates import OperationKind, SpeedBand
from app.domain.estimating.refusals import EstimateRefused
from tests.domain.estimating.shops import (
    CARDS,
    CUT,
    GOLDEN,
    GOLDEN_PRESS,
    SCORE,
    SEEDED,
    TODAY,
    inch,
    price_one,
    sheet,
    stock,
)


def refusal(call: Any, *arguments: Any, **options: Any) -> tuple[list[Any], str]:  # noqa: ANN401
    """Give the path and the sentence of the one field that was refused."""
    with pytest.raises(EstimateRefused) as caught:
        call(*arguments, **options)
    error = caught.value
    assert isinstance(error, ValidationError)
    assert error.code == "estimate_refused"
    (field,) = error.fields
    assert field["message"] == error.message
    return field["path"], error.message


def test_the_press_with_the_lowest_price_takes_the_work() -> None:
    few, many = (price_one(CARDS, quantity, SEEDED) for quantity in (100, 20_000))
    assert (few.press_name, many.press_name) == ("Press 1", "Press 3")
    (other,) = sheet(few).other_routes
    assert other.name == "Press 3"
    assert other.dearer_by > 0
    alone = price_one(replace(CARDS, press="digital-3"), 100, SEEDED)
    assert other.price == round(alone.formula_price, 2)
    assert other.dearer_by == round(alone.formula_price, 2) - round(few.formula_price, 2)


def test_a_press_that_cannot_take_the_stock_says_why() -> None:
    (refused,) = sheet(price_one(CARDS, 100, SEEDED)).refused_routes
    assert refused.name == "Press 2"
    assert refused.reason == "14 pt stock is thicker than Press 2 takes: 12 pt."


def test_a_press_that_was_asked_for_takes_the_work_though_it_is_dearer() -> None:
    one = price_one(replace(CARDS, press="digital-3"), 100, SEEDED)
    assert sheet(one).press == "digital-3"
    assert not sheet(one).other_routes
    assert not sheet(one).refused_routes


@pytest.mark.parametrize(
    ("changes", "path", "sentence"),
    [
        (
            {"max_caliper_in": Decimal("0.012")},
            "stock",
            "14 pt stock is thicker than Press 1 takes: 12 pt.",
        ),
        (
            {"min_caliper_in": Decimal("0.015")},
            "stock",
            "14 pt stock is thinner than Press 1 takes: 15 pt.",
        ),
        (
            {"max_sheet_width": inch("17")},
            "stock",
            None,
        ),
        (
            {"min_sheet_width": inch("13"), "min_sheet_height": inch("18")},
            "stock",
            "12 x 18 in sheets are smaller than Press 1 takes: 13 x 18 in.",
        ),
        ({"colours": 1}, "colours_front", "Press 1 prints black only."),
        ({"colours": 3}, "colours_front", "Press 1 prints 3 colours at most."),
        ({"duplex": False}, "colours_back", "Press 1 prints one side only."),
        (
            {"speeds": (SpeedBand(Decimal(50), Decimal("0.012")),)},
            "stock",
            "Press 1 has no speed for 14 pt stock.",
        ),
        (
            {"gripper": inch("17")},
            "trim_width",
            (
                "A piece of 3.5 x 2 in does not fit on 12 x 18 in sheets "
                "within what Press 1 can print."
            ),
        ),
    ],
)
def test_a_press_that_cannot_do_the_work_is_refused_with_its_reason(
    changes: dict[str, Any], path: str, sentence: str | None
) -> None:
    rates = replace(GOLDEN, presses=(replace(GOLDEN_PRESS, **changes),))
    if sentence is None:
        assert sheet(price_one(CARDS, 100, rates)).press == "digital-1"
        return
    assert refusal(price_one, CARDS, 100, rates) == (["spec", path], sentence)


def test_a_sheet_that_is_too_large_is_cut_or_refused_where_nothing_can_be_cut() -> None:
    small = replace(GOLDEN_PRESS, max_sheet_width=inch("11"), max_sheet_height=inch("17"))
    rates = replace(GOLDEN, presses=(small,))
    assert "11 x 17 in cut 1 out of 12 x 18" in sheet(price_one(CARDS, 500, rates)).words
    path, sentence = refusal(
        price_one, replace(CARDS, finishing=()), 500, replace(rates, operations=())
    )
    assert path == ["spec", "stock"]
    assert sentence == "12 x 18 in sheets are larger than Press 1 takes: 11 x 17 in."


def test_black_on_the_back_fits_a_press_of_one_colour_only_if_the_front_is_black_too() -> None:
    black = replace(GOLDEN, presses=(replace(GOLDEN_PRESS, colours=1),))
    assert sheet(price_one(replace(CARDS, colours_front=1, colours_back=1), 100, black)).clicks > 0
    assert refusal(price_one, replace(CARDS, colours_front=1), 100, black)[0] == [
        "spec",
        "colours_back",
    ]


def test_where_no_press_can_do_it_all_reasons_are_given() -> None:
    thick = stock("c2s-14", caliper_in=Decimal("0.024"))
    rates = replace(SEEDED, stocks=(thick,), operations=(CUT,))
    path, sentence = refusal(price_one, CARDS, 100, rates)
    assert path == ["spec", "stock"]
    assert "24 pt stock is thicker than Press 1 takes: 18 pt." in sentence
    assert "24 pt stock is thicker than Press 2 takes: 12 pt." in sentence


def test_a_book_without_presses_for_sheets_says_so() -> None:
    rates = replace(GOLDEN, presses=())
    assert refusal(price_one, CARDS, 100, rates)[1] == "The rate book has no press for sheets."


@pytest.mark.parametrize(
    ("changes", "path", "sentence"),
    [
        ({"stock": "none"}, ["spec", "stock"], "The rate book has no stock none."),
        ({"press": "none"}, ["spec", "press"], "The rate book has no press none."),
        (
            {"finishing": ("cut", "none")},
            ["spec", "finishing", 1],
            "The rate book has no finishing operation none.",
        ),
        (
            {"versions": 200},
            ["spec", "versions"],
            "200 versions cannot share a quantity of 100.",
        ),
    ],
)
def test_what_the_book_does_not_know_is_named(
    changes: dict[str, Any], path: list[Any], sentence: str
) -> None:
    assert refusal(price_one, replace(CARDS, **changes), 100) == (path, sentence)


def test_a_stock_on_a_roll_or_without_a_price_today_is_refused() -> None:
    roll = replace(GOLDEN, stocks=(stock("c2s-14", sheet_height=None),))
    assert refusal(price_one, CARDS, 100, roll) == (
        ["spec", "stock"],
        "14 pt C2S cover comes on a roll; choose a stock in sheets.",
    )
    assert refusal(price_one, CARDS, 100, on=date(2025, 12, 31)) == (
        ["spec", "stock"],
        "14 pt C2S cover has no price on 2025-12-31.",
    )


def test_finishing_that_does_not_suit_the_stock_or_a_flat_sheet_is_refused() -> None:
    thin = replace(SCORE, max_caliper_in=Decimal("0.010"))
    thick = replace(SCORE, min_caliper_in=Decimal("0.020"))
    low = replace(SCORE, max_lift_in=Decimal("0.010"))
    stitch = replace(SCORE, kind=OperationKind.SADDLE_STITCH)
    spec = replace(CARDS, finishing=("score",))
    for operation, sentence in (
        (thin, "14 pt stock is thicker than Scoring takes: 10 pt."),
        (thick, "14 pt stock is thinner than Scoring takes: 20 pt."),
        (low, "14 pt stock is thicker than Scoring takes: 10 pt."),
        (stitch, "Scoring is for pages; a flat sheet has none."),
    ):
        rates = replace(GOLDEN, operations=(CUT, operation))
        assert refusal(price_one, spec, 100, rates) == (["spec", "finishing", 0], sentence)


def test_a_book_that_cannot_cut_cannot_make_cards() -> None:
    path, sentence = refusal(
        price_one, replace(CARDS, finishing=()), 100, replace(GOLDEN, operations=())
    )
    assert (path, sentence) == (["spec", "finishing"], "The rate book has no cutting operation.")
    flat = replace(GOLDEN, operations=(replace(CUT, max_lift_in=Decimal("0.01")),))
    assert refusal(price_one, replace(CARDS, finishing=()), 100, flat)[0] == ["spec", "stock"]
    twice = replace(GOLDEN, operations=(CUT, replace(CUT, code="cut-2")))
    both = replace(CARDS, finishing=("cut", "cut-2"))
    assert refusal(price_one, both, 100, twice) == (
        ["spec", "finishing"],
        "Name one cutting operation only.",
    )


@pytest.mark.parametrize("quantity", [0, -1, MAX_QUANTITY + 1, True, "5", 2.5])
def test_a_quantity_out_of_bounds_is_refused_where_it_stands(quantity: Any) -> None:  # noqa: ANN401
    path, sentence = refusal(estimate, CARDS, [100, quantity], GOLDEN, on=TODAY)
    assert path == ["quantities", 1]
    assert sentence == "A quantity is a whole number from 1 to 10,000,000."


def test_one_and_ten_million_are_quantities_and_none_and_21_of_them_are_not() -> None:
    assert sheet(price_one(CARDS, 1)).net_sheets == 1
    assert price_one(CARDS, MAX_QUANTITY).price > 0
    for quantities in ([], [100] * 21):
        path, sentence = refusal(estimate, CARDS, quantities, GOLDEN, on=TODAY)
        assert path == ["quantities"]
        assert sentence == "Give between 1 and 20 quantities."


def test_a_customer_level_that_is_not_in_the_book_is_refused() -> None:
    path, sentence = refusal(price_one, CARDS, 100, customer_level="gold")
    assert path == ["customer_level"]
    assert sentence == "The rate book has no customer level gold."
