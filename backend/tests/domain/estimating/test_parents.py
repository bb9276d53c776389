"""Press sheets and the bought sheets that they are cut from, and what buying paper costs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.buying import Paper
from app.domain.estimating.imposition import Sheet
from app.domain.estimating.parents import PressSheet, sheets_for
from app.domain.estimating.rates import Grade, StockPrice
from app.domain.units import Length
from tests.domain.estimating.offset_shop import BOOK, FLYER, OFFSET_PRESS, TEXT_100
from tests.domain.estimating.shops import GOLDEN, GOLDEN_PRESS, inch, price_one, sheet, stock

TEXT = Grade("text", "Text", Decimal(950))


def sizes(width: str, height: str, press: Any = OFFSET_PRESS) -> dict[str, tuple[int, int, int]]:  # noqa: ANN401
    paper = stock("s", sheet_width=inch(width), sheet_height=inch(height))
    return {one.size_text: (one.out, one.cuts, one.trims) for one in sheets_for(press, paper)}


def test_a_sheet_that_the_press_takes_is_taken_whole_and_in_parts() -> None:
    assert sizes("19", "25") == {"19 x 25 in": (1, 0, 0), "12.5 x 19 in": (2, 1, 0)}


def test_a_larger_sheet_is_divided_until_the_press_takes_it() -> None:
    found = sizes("25", "38")
    assert found["19 x 25 in"] == (2, 1, 0)
    assert found["12.5 x 19 in"] == (4, 2, 0)
    assert "25 x 38 in" not in found


def test_what_is_still_too_large_is_trimmed_to_the_largest_sheet() -> None:
    found = sizes("28", "40")
    assert found["14 x 20 in"] == (4, 2, 0)
    assert found["19 x 25 in"] == (2, 3, 2)


def test_nothing_is_trimmed_where_one_more_part_would_do_as_well() -> None:
    for one in sheets_for(
        OFFSET_PRESS, stock("s", sheet_width=inch("26"), sheet_height=inch("40"))
    ):
        assert one.width > inch("26") // (one.across + 1)
        assert one.height > inch("40") // (one.down + 1)


LENGTHS = st.integers(inch("6"), inch("45")).map(Length)


@given(LENGTHS, LENGTHS)
def test_press_sheets_come_out_of_the_bought_sheet_and_the_press_takes_them(
    width: Length, height: Length
) -> None:
    paper = stock("s", sheet_width=width, sheet_height=height)
    found = list(sheets_for(OFFSET_PRESS, paper))
    for one in found:
        assert one.width * one.across <= width
        assert one.height * one.down <= height
        short, long = sorted((one.width, one.height))
        assert inch("11") <= short <= inch("19")
        assert inch("16") <= long <= inch("25")
        assert one.cuts == one.across - 1 + one.down - 1 + one.trims
    assert len({(one.width, one.height, one.out) for one in found}) == len(found)


@pytest.mark.parametrize(
    ("grain", "across", "down", "along"),
    [
        ("long", 1, 1, "height"),
        ("short", 1, 1, "width"),
        ("long", 1, 2, "height"),
        ("long", 2, 1, "height"),
        ("none", 1, 2, "none"),
    ],
)
def test_the_grain_runs_on_through_every_cut(
    grain: str, across: int, down: int, along: str
) -> None:
    """25 x 38 grain long: cut in two to 25 x 19, the grain runs along the 19 in."""
    paper = stock("s", sheet_width=inch("25"), sheet_height=inch("38"), grain=grain)
    one = PressSheet(paper, Length(inch("25") // across), Length(inch("38") // down), across, down)
    assert one.grain_along == along


def test_the_grain_turns_with_the_sheet_on_the_press() -> None:
    """25 x 19 lies on the press as it comes out; 12 x 18 is turned for the gripper's long edge."""
    halved = PressSheet(replace(TEXT_100, grain="long"), inch("25"), inch("19"), 1, 2)
    assert Sheet.on_press(halved, OFFSET_PRESS).grain == "height"
    turned = PressSheet.whole(stock("s", grain="long"))
    assert Sheet.on_press(turned, OFFSET_PRESS).grain == "width"
    assert Sheet.on_press(turned, GOLDEN_PRESS).grain == "height"


def test_bought_sheets_are_counted_up() -> None:
    """5,000 flyers turned: 1,445 press sheets, two out of each bought sheet."""
    part = sheet(price_one(FLYER, 5000, BOOK))
    assert (part.gross_sheets, part.parent_out, part.parents) == (1445, 2, 723)


def test_one_paper_is_bought_in_whatever_sheets_make_the_job_cheapest() -> None:
    small = replace(
        TEXT_100,
        code="text-100-small",
        sheet_width=inch("19"),
        sheet_height=inch("25"),
        paper="TEXT-100",
        prices=(StockPrice(date(2026, 1, 1), "per_cwt", Decimal(140)),),
    )
    large = replace(TEXT_100, paper="TEXT-100")
    both = replace(BOOK, stocks=(small, large))
    for asked in ("text-100", "text-100-small"):
        part = sheet(price_one(replace(FLYER, stock=asked), 5000, both))
        assert part.stock == "text-100"
        assert "text-100-small" not in part.words
    apart = replace(BOOK, stocks=(replace(small, paper=""), replace(large, paper="")))
    alone = sheet(price_one(replace(FLYER, stock="text-100-small"), 5000, apart))
    assert alone.stock == "text-100-small"


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": "cover"},
        {"basis_weight": Decimal(80)},
        {"caliper_in": Decimal("0.005")},
        {"coated": True},
    ],
)
def test_stocks_that_differ_are_not_one_paper(changes: dict[str, Any]) -> None:
    first = replace(TEXT_100, paper="TEXT-100")
    other = replace(first, code="other", **changes)
    with pytest.raises(ValidationError) as caught:
        replace(BOOK, stocks=(first, other))
    assert caught.value.message == "other and text-100 are one paper and must agree on this."
    assert caught.value.fields[0]["path"] == ["stocks", 1, *changes]


def bought(sheets: int, **changes: Any) -> tuple[int | Fraction, str]:  # noqa: ANN401
    prices = (StockPrice(date(2026, 1, 1), "per_m", Decimal(100)),)
    paper = Paper.of(stock("s", **changes), TEXT, GOLDEN.policy, prices)
    purchase = paper.buy(sheets)
    return purchase.exact, paper.words(purchase)


def test_full_packs_are_paid_whole() -> None:
    packs: dict[str, Any] = {"pack_sheets": 250, "full_packs": True}
    assert bought(250, **packs)[0] == 25
    assert bought(251, **packs) == (
        50,
        "500 sheets / 1,000 x $100 per M (packs of 250, in full ones)",
    )


def test_the_sheets_of_a_broken_pack_cost_more_but_never_more_than_the_pack() -> None:
    broken: dict[str, Any] = {"pack_sheets": 100, "broken_pack": Decimal("0.20")}
    assert bought(150, **broken) == (
        16,
        "160 sheets / 1,000 x $100 per M (packs of 100, 20 % on the broken one)",
    )
    assert bought(190, **broken)[0] == 20
    assert bought(200, **broken) == (20, "200 sheets / 1,000 x $100 per M")


def test_freight_is_a_part_of_what_is_paid() -> None:
    assert bought(1000, freight=Decimal("0.05")) == (
        105,
        "1,000 sheets / 1,000 x $100 per M + 5 % freight",
    )


@given(
    st.integers(1, 3000),
    st.sampled_from([0, 100, 250]),
    st.booleans(),
    st.sampled_from(["0", "0.1", "0.5"]),
)
def test_more_sheets_never_cost_less(sheets: int, pack: int, full: bool, broken: str) -> None:
    terms: dict[str, Any] = {
        "pack_sheets": pack,
        "full_packs": full,
        "broken_pack": Decimal(broken),
    }
    assert bought(sheets, **terms)[0] <= bought(sheets + 1, **terms)[0]
