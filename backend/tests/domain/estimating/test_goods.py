"""The finished goods: folded size, weight, cartons, and folds that cannot be made."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.estimating.engine import estimate
from app.domain.estimating.finishing import Handled, group_size
from app.domain.estimating.rates import FinishingOperation, OperationKind
from app.domain.estimating.refusals import EstimateRefused
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import FlatSpec
from tests.domain.estimating.shops import (
    CARDS,
    GOLDEN,
    PACK,
    SCORE,
    SHRINK_WRAP,
    TODAY,
    inch,
    price_one,
    stock,
)

FOLD = FinishingOperation(
    code="fold",
    name="Letter fold",
    kind=OperationKind.FOLD,
    phrase="letter-folded",
    fold="letter",
    min_panel=inch("1.5"),
    max_unscored_caliper_in=Decimal("0.008"),
)
HALF = replace(FOLD, code="half", name="Half fold", fold="half", fold_edge="short")
BOXES = replace(PACK, group_max_stack_in=Decimal(3), tare=Decimal("0.10"))
TEXT = stock(
    "text-100",
    grade="text",
    basis_weight=Decimal(100),
    gsm=Decimal(148),
    caliper_in=Decimal("0.0047"),
)
RATES = replace(
    GOLDEN,
    stocks=(*GOLDEN.stocks, TEXT),
    operations=(*GOLDEN.operations, FOLD, HALF, BOXES, SCORE, SHRINK_WRAP),
)
LEAFLET = replace(
    CARDS, stock="text-100", trim_width=Decimal(11), trim_height=Decimal("8.5"), finishing=("fold",)
)


def facts(one: QuantityEstimate) -> list[tuple[str, str, str]]:
    return [(fact.code, fact.label, fact.value) for fact in one.facts]


def refuse(spec: FlatSpec) -> tuple[str, list[str | int]]:
    with pytest.raises(EstimateRefused) as caught:
        estimate(spec, [1000], RATES, on=TODAY)
    (field,) = caught.value.fields
    return caught.value.message, field["path"]


def test_folded_work_says_its_size_its_weight_and_its_cartons() -> None:
    """A leaflet weighs 93.5 / 950 / 5 lb; 3 in hold 212 of three layers; a tenth is tare."""
    spec = replace(LEAFLET, finishing=("fold", "wrap", "pack", "cut"))
    assert facts(price_one(spec, 1000, RATES)) == [
        ("folded_size", "Letter fold to", "3.6875 x 8.5 in"),
        ("piece_weight", "Each weighs", "0.31 oz"),
        ("shrink_wrap_groups", "Shrink-wrap", "10 bundles of up to 100"),
        ("pack_groups", "Packing", "5 cartons of up to 212"),
        ("shipping_weight", "Shipping weight", "21.65 lb, 10 % of tare included"),
    ]


def test_a_job_in_one_carton_says_one_and_without_packing_no_tare() -> None:
    one = price_one(replace(LEAFLET, finishing=("pack",)), 100, RATES)
    assert ("pack_groups", "Packing", "1 carton") in facts(one)
    bare = price_one(replace(LEAFLET, finishing=()), 100, RATES)
    assert facts(bare) == [
        ("piece_weight", "Each weighs", "0.31 oz"),
        ("shipping_weight", "Shipping weight", "1.97 lb"),
    ]


def test_one_fold_after_another_folds_what_the_first_one_left() -> None:
    """11 x 8.5 to 3.6875 x 8.5, whose short edge is halved; in millimetres it says millimetres."""
    twice = price_one(replace(LEAFLET, finishing=("fold", "half")), 1000, RATES)
    sizes = [value for code, _, value in facts(twice) if code == "folded_size"]
    assert sizes == ["3.6875 x 8.5 in", "1.8438 x 8.5 in"]
    metric = replace(LEAFLET, trim_width=Decimal(300), trim_height=Decimal(210), unit="mm")
    one = price_one(replace(metric, bleed=Decimal(3)), 1000, RATES)
    assert facts(one)[0][2] == "100.5294 x 210 mm"


def test_thick_stock_must_be_scored_before_it_is_folded() -> None:
    thick = replace(LEAFLET, stock="c2s-14")
    message, path = refuse(thick)
    assert message == (
        "14 pt stock cracks when Letter fold folds it unscored: above 8 pt add scoring."
    )
    assert path == ["spec", "finishing", 0]
    assert price_one(replace(thick, finishing=("fold", "score")), 1000, RATES).price > 0


def test_a_panel_that_is_too_narrow_is_refused() -> None:
    message, path = refuse(
        replace(
            LEAFLET, trim_width=Decimal("4.5"), trim_height=Decimal(3), finishing=("cut", "fold")
        )
    )
    assert message == "A panel of 1.4583 in is narrower than Letter fold takes: 1.5 in."
    assert path == ["spec", "finishing", 1]
    just_wide_enough = replace(LEAFLET, trim_width=Decimal("4.625"), trim_height=Decimal(3))
    assert price_one(just_wide_enough, 1000, RATES).price > 0


def test_a_carton_holds_stacks_side_by_side() -> None:
    """12.5 x 18.5 in inside: 3.5 x 2 in cards stand 3 by 9 or 6 by 5, so 30 stacks of 214."""
    card = Handled(
        part="Sheet",
        name="piece",
        thickness=Fraction("0.014"),
        weight=Fraction(0),
        area=Fraction(7),
        width=inch("3.5"),
        height=inch("2"),
    )
    box = replace(BOXES, carton_width=inch("12.5"), carton_length=inch("18.5"))
    assert group_size(card, BOXES) == 214
    assert group_size(card, box) == 214 * 30
    assert group_size(replace(card, width=inch("30")), box) == 214
    assert group_size(replace(card, width=inch("0")), box) == 214


@given(
    st.fractions(Fraction(1, 1000), 3),
    st.fractions(Fraction(1, 1000), 50),
    st.integers(1, 5000),
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_cartons_hold_all_pieces_within_weight_and_thickness(
    thickness: Fraction, weight: Fraction, quantity: int, most: int, high: int
) -> None:
    piece = Handled("Sheet", "piece", thickness, weight, Fraction(1))
    box = replace(BOXES, group_max_weight_lb=Decimal(most), group_max_stack_in=Decimal(high))
    each = group_size(piece, box)
    cartons = -(-quantity // each)
    assert (cartons - 1) * each < quantity <= cartons * each
    if each > 1:
        assert each * thickness <= high
        assert each * weight * Fraction(11, 10) <= most
    one_more = (each + 1) * thickness <= high and (each + 1) * weight * Fraction(11, 10) <= most
    assert not one_more
