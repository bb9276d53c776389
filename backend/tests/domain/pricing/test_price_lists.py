"""Reading a price off a list: the published numbers first, then every border."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.money import round_money
from app.domain.pricing.price_lists import (
    MOST_QUANTITY,
    BelowTheList,
    InvalidPriceList,
    ListRounding,
    NoListPrice,
    PriceBreak,
    PriceList,
    Tier,
    look_up,
)
from app.domain.pricing.rounding import upwards
from tests.domain.pricing.lists import FROM, price_list

PENCE = ((50, "0.10"), (100, "0.05"))
PER_UNIT = {"basis": "unit"}


def total(prices: PriceList, quantity: int, level: str = "") -> str:
    return str(look_up(prices, quantity, level).price)


def test_the_four_modes_read_the_same_breaks_differently() -> None:
    """Published by lucentimage.uk: 50 at 10p, 100 at 5p; 75 is 7.5p each, or 5p by steps."""
    linear = look_up(price_list(*PENCE, mode="linear_units", **PER_UNIT), 75)
    assert linear.exact / 75 == Fraction("0.075")
    assert str(linear.price) == "5.63"
    steps = price_list(*PENCE, mode="step", reach="up_to", **PER_UNIT)
    for quantity in range(51, 100):
        assert look_up(steps, quantity).exact == quantity * Fraction("0.05")
    assert look_up(steps, 50).exact == 5
    assert look_up(steps, 49).exact == 49 * Fraction("0.1")


def test_totals_are_interpolated_as_printpak_does() -> None:
    """Published by printpak.com: 100 = 31.55 and 250 = 37.50 make 200 = 35.52."""
    prices = price_list((100, "31.55"), (250, "37.50"))
    found = look_up(prices, 200)
    assert (str(found.price), str(found.unit_price)) == ("35.52", "0.1776")
    assert found.words == "2/3 of the way from 31.55 at 100 to 37.50 at 250"
    assert found.rounding_words == "To the nearest 0.01"
    assert (total(prices, 100), total(prices, 250)) == ("31.55", "37.50")
    assert total(prices, 101) == "31.59"


def test_above_the_last_break_further_thousands_run_on() -> None:
    """Published by printpak.com: 5,000 = 85.53 and 17.15 per M above make 7,500 = 128.41."""
    prices = price_list((1000, "40.00"), (5000, "85.53"), run_on="17.15")
    found = look_up(prices, 7500)
    assert found.exact == Fraction("128.405")
    assert str(found.price) == "128.41"
    assert found.words == "5,000 = 85.53, and 2,500 more at 17.15 per thousand"
    assert total(prices, 5000) == "85.53"
    assert look_up(prices, 5001).exact == Fraction("85.54715")


def test_slices_add_up_as_printvis_does() -> None:
    """Published by PrintVis: 1 at 10, 5 at 8, 10 at 7; 15 pieces are 122.00, flat 105.00."""
    tiers = ((1, "10"), (5, "8"), (10, "7"))
    slices = price_list(*tiers, mode="accumulated", **PER_UNIT)
    found = look_up(slices, 15)
    assert str(found.price) == "122.00"
    assert found.words == "4 x 10 + 5 x 8 + 6 x 7"
    assert look_up(slices, 4).words == "4 x 10"
    assert look_up(slices, 5).words == "4 x 10 + 1 x 8"
    assert [total(slices, quantity) for quantity in (1, 4, 5, 9, 10)] == [
        "10.00",
        "40.00",
        "48.00",
        "80.00",
        "87.00",
    ]
    flat = price_list(*tiers, mode="step", **PER_UNIT)
    assert total(flat, 15) == "105.00"
    assert [total(flat, quantity) for quantity in (4, 5, 9, 10)] == [
        "40.00",
        "40.00",
        "72.00",
        "70.00",
    ]


def test_slices_that_start_above_one_piece_sell_what_is_below_at_their_own_price() -> None:
    slices = price_list((5, "8"), (10, "7"), mode="accumulated", run_on="6000", **PER_UNIT)
    assert total(slices, 5) == "40.00"
    assert total(slices, 9) == "72.00"
    assert total(slices, 10) == "79.00"
    assert total(slices, 12) == "91.00"
    assert [rung.total for rung in slices.curve(0)] == [40, 79]


def test_an_area_is_rounded_up_before_it_is_priced() -> None:
    """Published by collegeforcreativestudies.edu: 27 x 38 in at 6.00 a sq ft, then 6 % tax."""
    area = upwards(Fraction(27 * 38, 144), Decimal("0.01"))
    assert area == Decimal("7.13")
    price = round_money(area * Decimal("6.00"))
    assert str(price) == "42.78"
    assert str(round_money(price * Decimal("1.06"))) == "45.35"


def test_without_a_run_on_the_last_unit_price_holds() -> None:
    prices = price_list((100, "31.55"), (250, "37.50"))
    found = look_up(prices, 500)
    assert str(found.price) == "75.00"
    assert found.words == "500 x 0.15, the price of one from 250 on"
    assert total(price_list(*PENCE, mode="step", reach="up_to", **PER_UNIT), 101) == "5.05"


@pytest.mark.parametrize("mode", ["step", "linear_totals", "linear_units", "accumulated"])
def test_below_the_first_break_the_list_says_where_it_starts(mode: str) -> None:
    prices = price_list(*PENCE, mode=mode, **PER_UNIT)
    with pytest.raises(BelowTheList) as refused:
        look_up(prices, 49)
    assert refused.value.message == (
        "This list starts at 50: ask for at least 50, or estimate the job."
    )
    assert refused.value.fields[0]["path"] == ["quantity"]
    assert look_up(prices, 50).exact == 5


def test_a_step_holds_from_its_quantity_on() -> None:
    prices = price_list((100, "31.55"), (250, "37.50"), mode="step")
    found = look_up(prices, 249)
    assert found.exact == Fraction("31.55") / 100 * 249
    assert str(found.price) == "78.56"
    assert found.words == "249 x 0.3155, the price of one from 100 on"
    assert found.better == (250, Decimal("37.50"))
    assert look_up(prices, 250).better is None
    up_to = look_up(replace(prices, reach="up_to"), 101)
    assert up_to.words == "101 x 0.15, the price of one up to 250"


def test_a_larger_break_that_costs_less_is_offered_the_cheapest_first() -> None:
    prices = price_list((10, "1"), (20, "0.60"), (30, "0.30"), mode="step", **PER_UNIT)
    assert look_up(prices, 10).better == (30, Decimal("9.00"))
    assert look_up(prices, 9 + 1).price == Decimal("10.00")
    assert look_up(price_list((10, "9"), (20, "9")), 10).better is None


def test_cells_are_read_as_they_are_written() -> None:
    found = look_up(price_list((50, "0.10"), (100, "0.05"), mode="step", **PER_UNIT), 50)
    assert found.words == "50 x 0.1, as the list says"
    assert look_up(price_list((50, "5")), 50).words == "50 = 5.00, as the list says"


def test_where_the_unit_price_binds_it_is_rounded_and_multiplied() -> None:
    rule = ListRounding("unit", Decimal("0.001"))
    prices = price_list((100, "31.55"), (250, "37.50"), rounding=rule)
    found = look_up(prices, 200)
    assert (str(found.price), str(found.unit_price)) == ("35.60", "0.1780")
    assert found.rounding_words == "Unit price to the nearest 0.001, x 200"


@pytest.mark.parametrize(
    ("mode", "quantum", "price"),
    [
        ("nearest", "0.05", "35.50"),
        ("up", "0.05", "35.55"),
        ("up", "1", "36.00"),
        ("nearest", "5", "35.00"),
        ("up", "5", "40.00"),
    ],
)
def test_a_list_rounds_by_its_own_rule(mode: Any, quantum: str, price: str) -> None:  # noqa: ANN401
    rule = ListRounding(mode, Decimal(quantum))
    assert total(price_list((100, "31.55"), (250, "37.50"), rounding=rule), 200) == price


TRADE = PriceList(
    name="Cards",
    product="",
    mode="linear_totals",
    basis="total",
    effective_from=FROM,
    tiers=(Tier(), Tier("trade", run_on=Decimal(10))),
    breaks=(
        PriceBreak(100, (Decimal(30), None)),
        PriceBreak(200, (Decimal(40), Decimal(35))),
        PriceBreak(400, (Decimal(60), Decimal(50))),
    ),
)


def test_a_level_has_its_own_column_or_the_one_for_everyone() -> None:
    assert (total(TRADE, 200), look_up(TRADE, 200).tier) == ("40.00", "")
    assert (total(TRADE, 200, "trade"), look_up(TRADE, 200, "trade").tier) == ("35.00", "trade")
    assert (total(TRADE, 200, "preferred"), look_up(TRADE, 200, "preferred").tier) == ("40.00", "")
    assert total(TRADE, 1400, "trade") == "60.00"
    assert total(TRADE, 800) == "120.00"


def test_an_empty_cell_is_passed_over() -> None:
    with pytest.raises(BelowTheList, match="starts at 200"):
        look_up(TRADE, 150, "trade")
    holey = price_list((100, "10"), (200, None), (300, "30"))
    assert total(holey, 200) == "20.00"


def test_a_list_without_a_column_for_a_customer_says_so() -> None:
    only_trade = replace(TRADE, tiers=(Tier("trade"), Tier("preferred")))
    with pytest.raises(NoListPrice) as refused:
        look_up(only_trade, 200, "standard")
    assert refused.value.fields[0]["path"] == ["level"]
    with pytest.raises(NoListPrice):
        look_up(price_list((100, None)), 100)


@pytest.mark.parametrize("quantity", [0, -1, MOST_QUANTITY + 1, True])
def test_a_quantity_is_a_whole_number(quantity: int) -> None:
    with pytest.raises(ValidationError, match="whole number from 1 to 10,000,000"):
        look_up(TRADE, quantity)
    assert look_up(price_list((1, "1")), 1).price == 1
    assert look_up(price_list((1, "1")), MOST_QUANTITY).price == MOST_QUANTITY


@pytest.mark.parametrize(
    ("changes", "path", "sentence"),
    [
        ({"tiers": ()}, ["tiers"], "at least one column"),
        ({"tiers": (Tier("trade"), Tier("trade"))}, ["tiers"], "Each customer level has one"),
        ({"breaks": ()}, ["breaks"], "at least one quantity"),
        (
            {"breaks": (TRADE.breaks[0], TRADE.breaks[0])},
            ["breaks", 1, "quantity"],
            "must rise",
        ),
        (
            {"breaks": (TRADE.breaks[0], TRADE.breaks[2], TRADE.breaks[1])},
            ["breaks", 2, "quantity"],
            "must rise",
        ),
        (
            {"breaks": (TRADE.breaks[0], PriceBreak(200, (Decimal(1),)))},
            ["breaks", 1, "prices"],
            "for each column",
        ),
        ({"mode": "accumulated"}, ["basis"], "give unit prices"),
        ({"reach": "up_to"}, ["reach"], "Only steps"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    changes: dict[str, Any], path: list[str | int], sentence: str
) -> None:
    with pytest.raises(InvalidPriceList, match=sentence) as refused:
        replace(TRADE, **changes)
    assert refused.value.fields[0]["path"] == path


def test_a_list_is_kept_as_a_document() -> None:
    document = TRADE.to_document()
    assert document["breaks"][0] == {"quantity": 100, "prices": ["30", None], "cost": None}
    assert document["tiers"][1] == {"level": "trade", "run_on": "10"}
    assert document["rounding"] == {"mode": "nearest", "quantum": "0.01"}
    assert PriceList.from_document(document) == TRADE


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("name", " ", ["name"]),
        ("mode", "average", ["mode"]),
        ("effective_from", "2026-02-30", ["effective_from"]),
        ("tiers", [{"level": "a b"}], ["tiers", 0, "level"]),
        ("breaks", [{"quantity": 0, "prices": ["1", "1"]}], ["breaks", 0, "quantity"]),
        ("breaks", [{"quantity": 1, "prices": ["-1", "1"]}], ["breaks", 0, "prices", 0]),
        ("breaks", [{"quantity": 1, "prices": ["1.0000001", "1"]}], ["breaks", 0, "prices", 0]),
        ("rounding", {"mode": "unit", "quantum": "0"}, ["rounding", "quantum"]),
    ],
)
def test_a_document_names_what_is_wrong(name: str, value: object, path: list[str | int]) -> None:
    with pytest.raises(ValidationError) as refused:
        PriceList.from_document(TRADE.to_document() | {name: value})
    assert refused.value.fields[0]["path"] == path


rows = st.lists(
    st.tuples(st.integers(1, 600), st.decimals(min_value=0, max_value=500, places=2)),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
).map(sorted)


@given(rows, st.integers(1, 900), st.sampled_from(["step", "linear_totals", "linear_units"]))
def test_a_price_lies_between_its_neighbours_or_beyond_the_last(
    given_rows: list[tuple[int, Decimal]], quantity: int, mode: str
) -> None:
    """An oracle apart from the module: numbers straight from the definition of each mode."""
    prices = price_list(*((one, str(cell)) for one, cell in given_rows), mode=mode)
    below = [row for row in given_rows if row[0] <= quantity]
    above = [row for row in given_rows if row[0] > quantity]
    if not below:
        with pytest.raises(BelowTheList):
            look_up(prices, quantity)
        return
    (low, low_total) = below[-1]
    found = look_up(prices, quantity).exact
    if low == quantity or not above or mode == "step":
        assert found == Fraction(low_total) / low * quantity
        return
    (high, high_total) = above[0]
    if mode == "linear_totals":
        slope = (Fraction(high_total) - Fraction(low_total)) / (high - low)
        assert found == Fraction(low_total) + slope * (quantity - low)
    else:
        units = Fraction(low_total) / low, Fraction(high_total) / high
        slope = (units[1] - units[0]) / (high - low)
        assert found / quantity == units[0] + slope * (quantity - low)


@given(rows, st.integers(1, 900))
def test_slices_are_the_sum_of_their_pieces(
    given_rows: list[tuple[int, Decimal]], quantity: int
) -> None:
    prices = price_list(
        *((one, str(cell)) for one, cell in given_rows), mode="accumulated", basis="unit"
    )
    first = given_rows[0][0]
    if quantity < first:
        return
    units = dict(given_rows)
    expected, unit = Fraction(0), units[first]
    for piece in range(1, quantity + 1):
        unit = units.get(piece, unit)
        expected += Fraction(unit)
    assert look_up(prices, quantity).exact == expected
