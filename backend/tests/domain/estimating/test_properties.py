"""What holds for every job, whatever its size, paper, finishing and quantity."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import FlatSpec, specification_from
from app.domain.pricing.markup import MarkUp, MarkUpBand
from tests.domain.estimating.shops import SEEDED, TODAY, layout, sheet

sizes = st.decimals(min_value="1", max_value="13", places=2)
specs = st.builds(
    FlatSpec,
    product_type=st.just("flat"),
    trim_width=sizes,
    trim_height=sizes,
    bleed=st.sampled_from([Decimal(0), Decimal("0.0625"), Decimal("0.125")]),
    colours_front=st.integers(1, 4),
    colours_back=st.integers(0, 4),
    stock=st.sampled_from(["c2s-14", "text-100", "bond-20"]),
    finishing=st.lists(
        st.sampled_from(["cut", "soft-touch", "round", "wrap", "pack", "score"]), unique=True
    ).map(tuple),
    versions=st.integers(1, 4),
    grain=st.sampled_from(["any", "width", "height"]),
    turnaround_days=st.none() | st.integers(0, 10),
)
quantities = st.integers(4, 60_000)
levels = st.sampled_from([None, "standard", "trade"])
GRADUATED = replace(
    SEEDED,
    mark_ups=replace(
        SEEDED.mark_ups,
        clicks=MarkUp(
            (
                MarkUpBand(Decimal(0), Decimal("0.8")),
                MarkUpBand(Decimal(50), Decimal("0.5")),
                MarkUpBand(Decimal(400), Decimal("0.2")),
            )
        ),
    ),
)
books = st.sampled_from(
    [SEEDED, GRADUATED, replace(SEEDED, policy=replace(SEEDED.policy, layout="mixed"))]
)


def try_estimate(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 -- as the engine's own
    try:
        return estimate(*arguments, **options, on=TODAY)
    except ValidationError:
        return None


@settings(max_examples=150)
@given(specs, quantities, books, levels)
def test_parts_sum_to_the_whole_at_every_level(
    spec: FlatSpec, quantity: int, book: RateBook, level: str | None
) -> None:
    found = try_estimate(spec, [quantity], book, customer_level=level)
    if found is None:
        return
    one = found.quantities[0]
    assert sum(item.amount for item in one.items) == one.cost
    assert sum(bucket.cost for bucket in one.buckets) == one.cost
    assert sum(bucket.price for bucket in one.buckets) == one.formula_price
    for bucket in one.buckets:
        mine = [item.amount for item in one.items if item.bucket == bucket.bucket]
        assert sum(mine) == bucket.cost
    for item in one.items:
        assert item.exact > 0
        assert abs(item.exact - Fraction(item.amount)) < Fraction(1, 10**9)
    for before, after in zip(one.price_steps, one.price_steps[1:], strict=False):
        assert before.after == after.before
    assert one.price_steps[-1].after == one.price
    assert one.price == round(one.price, 2)
    assert one.margin + one.cost == one.price
    assert sheet(one).gross_sheets >= sheet(one).net_sheets >= -(-quantity // layout(one).n_up)


@settings(max_examples=150)
@given(specs, st.lists(quantities, min_size=2, max_size=6, unique=True), levels, st.booleans())
def test_a_total_never_falls_as_the_quantity_rises(
    spec: FlatSpec, many: list[int], level: str | None, graduated: bool
) -> None:
    book = GRADUATED if graduated else SEEDED
    found = try_estimate(spec, sorted(many), book, customer_level=level)
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)
        assert not any("cheaper in all" in warning for warning in found.warnings)


@settings(max_examples=60)
@given(specs, st.integers(10, 3000))
def test_a_total_never_falls_from_one_piece_to_the_next(spec: FlatSpec, quantity: int) -> None:
    run = list(range(quantity, quantity + 20))
    found = try_estimate(spec, run, SEEDED)
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


@settings(max_examples=60)
@given(specs, quantities, levels)
def test_the_same_question_has_the_same_answer(
    spec: FlatSpec, quantity: int, level: str | None
) -> None:
    alone = try_estimate(spec, [quantity], SEEDED, customer_level=level)
    again = try_estimate(
        specification_from(spec.to_document()),
        [quantity, 50_000],
        RateBook.from_document(SEEDED.to_document()),
        customer_level=level,
    )
    if alone is None:
        assert again is None
    else:
        assert alone.quantities[0] == again.quantities[0]


SECRET_WORDS = ("cost", "margin", "mark_up", "markup")


def secret_keys(value: Any) -> list[str]:  # noqa: ANN401 -- any JSON
    if isinstance(value, dict):
        mine = [key for key in value if any(word in key.lower() for word in SECRET_WORDS)]
        return mine + [key for inner in value.values() for key in secret_keys(inner)]
    if isinstance(value, list):
        return [key for inner in value for key in secret_keys(inner)]
    return []


@settings(max_examples=60)
@given(specs, quantities)
def test_what_the_work_costs_stands_under_internal_or_nowhere(
    spec: FlatSpec, quantity: int
) -> None:
    found = try_estimate(spec, [quantity], SEEDED)
    if found is None:
        return
    public = found.to_document(internal=False)
    assert secret_keys(public) == []
    assert "internal" not in public["quantities"][0]
    whole = found.to_document(internal=True)
    inside = whole["quantities"][0].pop("internal")
    for part in whole["quantities"][0]["parts"]:
        assert set(part.pop("internal")) == {"other_routes"}
    assert whole == public
    assert Decimal(inside["cost"]) == found.quantities[0].cost
    assert len(inside["items"]) == len(found.quantities[0].items)
    shown = sum(Decimal(item["amount"]) for item in inside["items"])
    assert shown == Decimal(inside["cost"])
