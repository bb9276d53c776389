"""Forms in sets: plies collated, numbered, perforated and padded."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import FinishingOperation, OperationKind, RateBook
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import SetSpec, specification_from
from tests.domain.estimating.binderies import BINDERY, COLLATE, facts, items, part
from tests.domain.estimating.shops import GOLDEN_PRESS, LAMINATE, TODAY, stock

PAPERS = tuple(
    stock(
        f"ncr-{code}",
        name=f"20# carbonless {code.upper()}",
        grade="bond",
        basis_weight=Decimal(20),
        caliper_in=Decimal(caliper),
        finish=finish,
    )
    for code, caliper, finish in (
        ("cb", "0.0039", "Coated back"),
        ("cfb", "0.0038", "Coated front and back"),
        ("cf", "0.0037", "Coated front"),
    )
)
PAD = FinishingOperation(
    code="pad-50",
    name="Padding",
    kind=OperationKind.PAD,
    phrase="padded",
    hourly_rate=Decimal(42),
    setup_minutes=Decimal(10),
    minutes_per_thousand=Decimal(600),
    group_name="pad",
    group_size=50,
    unit_price=Decimal("0.14"),
)
NUMBER = FinishingOperation(
    code="number",
    name="Numbering",
    kind=OperationKind.NUMBER,
    phrase="numbered",
    bucket="machine",
    hourly_rate=Decimal(48),
    setup_minutes=Decimal(15),
    minutes_per_thousand=Decimal(16),
    run_waste=Decimal("0.005"),
    make_ready_units=5,
    positions=2,
)
PERFORATE = FinishingOperation(
    code="perf",
    name="Perforating",
    kind=OperationKind.PERFORATE,
    phrase="perforated",
    bucket="machine",
    hourly_rate=Decimal(48),
    setup_minutes=Decimal(8),
    minutes_per_thousand=Decimal(18),
)
SHOP = replace(
    BINDERY,
    stocks=PAPERS,
    presses=(replace(GOLDEN_PRESS, waste=(), make_ready_sheets=0),),
    operations=(*BINDERY.operations, PAD, NUMBER, PERFORATE, LAMINATE),
)
FORM = SetSpec(
    product_type="ncr",
    trim_width=Decimal("5.5"),
    trim_height=Decimal("8.5"),
    stocks=("ncr-cb", "ncr-cfb", "ncr-cf"),
    colours_front=1,
    finishing=("number", "perf"),
)


def make(spec: SetSpec, quantity: int = 500, rates: RateBook = SHOP) -> QuantityEstimate:
    return estimate(spec, [quantity], rates, on=TODAY).quantities[0]


def refused(spec: SetSpec, rates: RateBook = SHOP) -> str:
    with pytest.raises(ValidationError) as caught:
        make(spec, rates=rates)
    return f"{caught.value.fields[0]['path'][1]}: {caught.value.message}"


def test_every_ply_is_a_part_with_its_own_paper_and_as_many_copies_as_the_collator_takes() -> None:
    """500 sets: 503 + 5 numbered, 514 + 5 collated; four up, 130 sheets of each ply."""
    one = make(FORM)
    numbered = -(-500 * 1000 // 995) + 5
    collated = -(-numbered * 100 // 99) + 5
    assert (numbered, collated) == (508, 519)
    assert [each.name for each in one.parts] == ["Ply 1", "Ply 2", "Ply 3"]
    assert [each.stock for each in one.parts] == ["ncr-cb", "ncr-cfb", "ncr-cf"]
    assert [each.net_sheets for each in one.parts] == [-(-519 // 4)] * 3


def test_collating_gathers_the_plies_and_numbering_strikes_each_set_at_every_position() -> None:
    made = items(make(FORM))
    assert made["Collating"].units == 519 * 3
    assert made["Collating"].exact == (8 + Fraction(519 * 60, 3000)) / 60 * 42
    assert made["Numbering"].units == 508 * 2
    assert made["Numbering"].unit_name == "set positions"


def test_perforating_is_done_to_every_ply_and_numbering_to_none() -> None:
    one = make(FORM)
    for name in ("Ply 1", "Ply 2", "Ply 3"):
        assert items(one, name)["Perforating"].units == 519
        assert "Numbering" not in items(one, name)
    laminated = make(replace(FORM, finishing=("soft-touch",)))
    assert "Soft-touch laminate" in items(laminated, "Ply 2")


def test_pads_hold_the_sets_that_were_asked_for_or_what_their_sheets_make() -> None:
    asked = make(replace(FORM, finishing=("pad-50",), sets_per_pad=25))
    assert items(asked)["Padding"].units == 20
    assert facts(asked)["pads"] == "20 of 25 sets"
    by_sheets = make(replace(FORM, finishing=("pad-50",)))
    assert items(by_sheets)["Padding"].units == -(-500 // 16)
    assert "pads" not in facts(by_sheets)
    assert "pads" not in facts(make(FORM))


def test_a_set_is_as_thick_and_heavy_as_its_plies() -> None:
    said = facts(make(FORM))
    assert said["thickness"] == "0.0114 in"
    pounds = 3 * Fraction("5.5") * Fraction("8.5") * 20 / (500 * 374)
    assert round(float(pounds), 4) == 0.015
    assert said["weight"] == "0.015 lb"


def test_plies_in_the_wrong_order_are_sold_with_a_warning() -> None:
    assert estimate(FORM, [100], SHOP, on=TODAY).warnings == ()
    upside_down = replace(FORM, stocks=("ncr-cf", "ncr-cfb", "ncr-cb"))
    sentence = (
        "does not write through to ply {}: carbonless paper needs a coated back above a coated "
        "front."
    )
    assert estimate(upside_down, [100], SHOP, on=TODAY).warnings == (
        f"Ply 1 {sentence.format(2)}",
        f"Ply 2 {sentence.format(3)}",
    )
    plain = replace(SHOP, stocks=(stock("a", grade="bond"), stock("b", grade="bond")))
    assert estimate(replace(FORM, stocks=("a", "b")), [100], plain, on=TODAY).warnings == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sets_per_pad": 50}, "finishing: Choose how the sets are padded, or leave them unpadded"),
        ({"finishing": ("stitch",)}, "finishing: Saddle stitching is not done to sets."),
        ({"finishing": ("gone",)}, "finishing: The rate book has no finishing operation gone."),
        ({"stocks": ("ncr-cb", "gone")}, "stocks: The rate book has no stock gone."),
        ({"versions": 600}, "versions: 600 versions cannot share a quantity of 500."),
    ],
)
def test_what_cannot_be_a_set_is_refused_in_a_sentence(
    changes: dict[str, Any], sentence: str
) -> None:
    assert sentence in refused(replace(FORM, **changes))


def test_a_book_without_a_collator_makes_no_sets() -> None:
    without = replace(SHOP, operations=tuple(one for one in SHOP.operations if one != COLLATE))
    assert refused(FORM, without) == (
        "finishing: The rate book has no operation that collates sets."
    )


def test_one_ply_is_no_set_and_a_set_survives_json() -> None:
    assert specification_from(FORM.to_document()) == FORM
    with pytest.raises(ValidationError, match="at least two plies"):
        replace(FORM, stocks=("ncr-cb",))
    words = replace(FORM, versions=2, sets_per_pad=50, bleed=Decimal("0.125")).describe(SHOP)
    assert words == (
        "5.5 x 8.5 in, 3-part set, 20# carbonless CB / 20# carbonless CFB / 20# carbonless CF, "
        "1/0, bleed, 2 versions, 50 sets a pad, numbered, perforated"
    )


def test_versions_share_the_sets_each_on_sheets_of_its_own() -> None:
    one = make(replace(FORM, versions=3, finishing=()), 300)
    copies = -(-300 * 100 // 99) + 5
    of_each = -(-copies // 3)
    assert part(one, "Ply 1").net_sheets == 3 * -(-of_each // 4)


def test_as_many_sets_as_versions_are_made() -> None:
    assert make(replace(FORM, versions=500)).quantity == 500
