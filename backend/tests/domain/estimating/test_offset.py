"""What an offset press costs beside golden job B: bands, minimum, spot inks, wash-ups, by hand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.buying import Paper
from app.domain.estimating.costing import RunCost
from app.domain.estimating.methods import methods_of
from app.domain.estimating.paper import prices_on
from app.domain.estimating.parents import PressSheet
from app.domain.estimating.rates import Grade, Offset, Press, RunSpeed, WasteBand
from app.domain.estimating.result import CostItem
from app.domain.estimating.runs import PressRun
from app.domain.estimating.spec.overrides import Overrides
from tests.domain.estimating.offset_shop import BOOK, OFFSET_PRESS, TEXT_100
from tests.domain.estimating.shops import GOLDEN_PRESS, TODAY, inch

TEXT = Grade("text", "Text", Decimal(950))
SHEET = PressSheet(TEXT_100, inch("25"), inch("19"), 1, 2)
SPEEDS = (RunSpeed(6000), RunSpeed(9000, 1000), RunSpeed(12_000, 5000))


def run_of(front: int, back: int, press: Press = OFFSET_PRESS, **changes: Any) -> PressRun:  # noqa: ANN401
    coated = changes.pop("coated", False)
    stock = replace(TEXT_100, coated=coated)
    return PressRun(
        part="Sheet",
        press=press,
        sheet=SHEET,
        paper=Paper.of(stock, TEXT, BOOK.policy, prices_on(stock, TODAY)),
        method=next(iter(methods_of(press, front, back))),
        front=front,
        back=back,
        **changes,
    )


def items(run: PressRun, net: int) -> dict[str, CostItem]:
    charges = RunCost.of(run).charges(run.count(net))
    found = [charge.explain() for charge in charges]
    assert [item.exact for item in found] == [
        charge.exact for charge in RunCost.of(run).charges(run.count(net))
    ]
    return {item.operation: item for item in found}


def press_with(**figures: Any) -> Press:  # noqa: ANN401 -- any figure of an offset press
    return replace(OFFSET_PRESS, offset=replace(OFFSET_PRESS.offset, **figures))


BANDED = press_with(speeds=SPEEDS)


@pytest.mark.parametrize(
    ("gross", "sheets", "speed"),
    [
        (500, 500, 6000),
        (999, 999, 6000),
        (1000, 999, 6000),
        (1498, 999, 6000),
        (1500, 1500, 9000),
        (4999, 4999, 9000),
        (5000, 4999, 9000),
        (6665, 4999, 9000),
        (7000, 7000, 12_000),
    ],
)
def test_a_run_just_over_a_border_takes_the_time_of_the_one_just_under(
    gross: int, sheets: int, speed: int
) -> None:
    assert run_of(4, 0, BANDED).running(gross) == (sheets, speed)


@given(st.integers(1, 20_000))
def test_one_more_sheet_never_takes_less_time(gross: int) -> None:
    run = run_of(4, 0, BANDED)
    (less, slow), (more, fast) = run.running(gross), run.running(gross + 1)
    assert Fraction(less, slow) <= Fraction(more, fast)


def test_each_kind_is_a_run_of_its_own() -> None:
    """Three versions of 500 run at the speed of 500, and are each made ready."""
    run = run_of(4, 0, BANDED, kinds=3)
    assert run.running(1500) == (1500, 6000)
    assert run.count(1470).gross == 3 * (500 + 150)
    assert run.count(1468).gross == 3 * (500 + 150)
    assert (run.forms, run.plates) == (3, 12)


def test_the_plateau_is_said() -> None:
    item = items(run_of(4, 0, BANDED), 833)["Press"]
    assert item.formula == (
        "1 make-ready x 30 min + 999 sheets x 1 pass / 6,000 an hour, as long as the shorter run "
        "takes = 39.99 min x $165 an hour"
    )


def test_the_press_is_charged_for_its_minimum() -> None:
    item = items(run_of(4, 0, press_with(minimum_minutes=Decimal(60))), 980)["Press"]
    assert item.exact == 165
    assert item.formula.endswith(", at least 60 min = 60 min x $165 an hour")


def test_platemaking_is_time_for_each_plate() -> None:
    press = press_with(plate_minutes=Decimal(6), plate_rate=Decimal(50))
    item = items(run_of(4, 4, press), 980)["Platemaking"]
    assert item.bucket == "labour"
    assert item.exact == 40
    assert item.formula == "8 plates x 6 min = 48 min x $50 an hour"


def test_spot_inks_are_weighed_by_themselves_with_a_minimum_for_each() -> None:
    press = press_with(
        spot_ink_price=Decimal(16), spot_ink_min_lb=Decimal(2), wash_up_minutes=Decimal(15)
    )
    found = items(run_of(2, 1, press), 980)
    assert found["Spot ink"].units == 2
    assert found["Spot ink"].exact == 32
    assert found["Wash-ups"].exact == Fraction(165, 4)
    a_colour = 1300 * Fraction(475) * Fraction(3, 10) / 350_000
    assert found["Ink"].units == 2 * a_colour
    long = items(run_of(2, 2, press), 980_000)
    gross = run_of(2, 2, press).count(980_000).gross
    assert long["Spot ink"].units == 2 * gross * Fraction(475) * Fraction(3, 10) / 350_000
    assert "Spot ink" not in items(run_of(4, 4, press), 980)
    three = items(run_of(3, 2, press), 980)
    assert three["Spot ink"].units == 4


def test_coated_paper_takes_less_ink() -> None:
    press = press_with(mileage_coated=Decimal(350_000), mileage_uncoated=Decimal(280_000))
    plain = items(run_of(4, 0, press), 980)["Ink"].exact
    assert items(run_of(4, 0, press, coated=True), 980)["Ink"].exact == plain * Fraction(28, 35)


def test_what_a_shop_does_not_charge_is_left_out() -> None:
    bare = replace(OFFSET_PRESS, offset=Offset(speeds=(RunSpeed(9000),)))
    assert set(items(run_of(6, 6, bare), 980)) == {"Paper", "Press"}


def test_speed_and_waste_set_by_hand_take_the_place_of_the_presss_own() -> None:
    by_hand = Overrides(reason="new operator", per_hour=5000, waste=Decimal("0.10"))
    run = run_of(4, 0, BANDED, by_hand=by_hand)
    assert run.count(900).gross == 1000 + 150
    assert run.running(1150) == (1150, 5000)
    found = items(run, 900)
    assert "/ 5,000 an hour (overridden by hand)" in found["Press"].formula
    assert found["Paper"].formula.endswith("(waste overridden by hand: 10 %)")


def test_a_digital_press_runs_at_the_speed_set_by_hand() -> None:
    by_hand = Overrides(reason="heavy coverage", per_hour=1200)
    run = run_of(4, 0, GOLDEN_PRESS, by_hand=by_hand)
    assert run.sides_per_minute == 20
    assert "/ 20 a min (overridden by hand)" in items(run, 100)["Press"].formula
    assert run.count(97).gross == 105


def test_the_waste_band_is_that_of_each_kinds_run() -> None:
    bands = (WasteBand(0, Decimal("0.05")), WasteBand(1000, Decimal("0.02")))
    press = replace(OFFSET_PRESS, waste=bands)
    assert run_of(4, 0, press).count(1900).gross == 1939 + 150
    assert run_of(4, 0, press, kinds=2).count(1900).gross == 2 * (1000 + 150)


@pytest.mark.parametrize(
    ("speeds", "sentence"),
    [
        ((RunSpeed(9000, 500),), "The first run length of every caliper must be 0 sheets."),
        (
            (RunSpeed(9000, 0, Decimal("0.01")), RunSpeed(8000, 0, Decimal("0.005"))),
            "The speeds must rise by caliper, then by run, each one only once.",
        ),
        (
            (RunSpeed(9000), RunSpeed(8000)),
            "The speeds must rise by caliper, then by run, each one only once.",
        ),
    ],
)
def test_speeds_that_do_not_rise_are_refused(speeds: tuple[RunSpeed, ...], sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Offset(speeds=speeds)
    (field,) = caught.value.fields
    assert (field["path"], field["message"]) == (["speeds"], sentence)
