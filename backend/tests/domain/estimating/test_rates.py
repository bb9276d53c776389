"""The rate book as a document: what is written is what is read, and nonsense is refused."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating import documents, rates
from app.domain.estimating.rates import (
    FinishingOperation,
    MarkUps,
    OperationKind,
    Policy,
    Press,
    RateBook,
    Rounding,
    SizeMultiplier,
    SpeedBand,
    Stock,
    StockPrice,
    WasteBand,
)
from app.domain.pricing.markup import MarkUp, MarkUpBand
from app.domain.units import Length
from tests.domain.estimating.shops import GOLDEN, GOLDEN_PRESS, SEEDED, inch


def through_json(book: RateBook) -> RateBook:
    return RateBook.from_document(json.loads(json.dumps(book.to_document())))


@pytest.mark.parametrize("book", [GOLDEN, SEEDED], ids=["golden", "seeded"])
def test_a_book_survives_json_to_the_last_digit(book: RateBook) -> None:
    assert through_json(book) == book
    assert through_json(book).to_document() == book.to_document()


def test_a_document_holds_only_plain_json_and_no_floats() -> None:
    def walk(value: object) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                assert type(name) is str
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        else:
            assert value is None or type(value) in {str, int, bool}

    document = SEEDED.to_document()
    walk(document)
    assert document["presses"][0]["click_mono"] == "0.0126"
    assert document["stocks"][0]["sheet_width"] == 487_680
    assert document["stocks"][0]["prices"][0]["price"] == "85.00"


amounts = st.decimals(min_value=0, max_value=10**9, places=6)
shares = st.decimals(min_value=0, max_value=Decimal("0.99"), places=4)
lengths = st.builds(Length, st.integers(1, 10**7))
codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,12}", fullmatch=True)
names = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)
stocks = st.builds(
    Stock,
    code=codes,
    name=names,
    grade=st.just("cover"),
    basis_weight=amounts,
    gsm=amounts,
    caliper_in=st.decimals(min_value="0.001", max_value=9, places=4),
    sheet_width=lengths,
    sheet_height=lengths | st.none(),
    prices=st.lists(
        st.builds(
            StockPrice,
            st.dates(min_value=date(1000, 1, 1)),
            st.sampled_from(["per_m", "per_cwt", "per_area"]),
            amounts,
            amounts,
        ),
        max_size=3,
    ).map(tuple),
    grain=st.sampled_from(["long", "short", "none"]),
)
policies = st.builds(
    Policy,
    gap=lengths,
    bleed=lengths,
    minimum_charge=amounts,
    layout=st.sampled_from(["grid", "mixed"]),
    rounding=st.builds(
        Rounding,
        st.sampled_from(["nearest", "up", "unit"]),
        st.decimals(min_value="0.0001", max_value=1000, places=4),
    ),
    tax_rate=shares,
    round_ream_weight=st.booleans(),
)


@given(
    st.lists(stocks, max_size=4, unique_by=lambda one: one.code).map(tuple),
    policies,
    st.builds(MarkUp.flat, amounts),
    st.integers(0, 10**9),
)
def test_any_book_survives_json(
    found: tuple[Stock, ...], policy: Policy, mark_up: MarkUp, version: int
) -> None:
    book = replace(
        SEEDED,
        version=version,
        stocks=found,
        policy=policy,
        mark_ups=replace(SEEDED.mark_ups, paper=mark_up),
    )
    assert through_json(book) == book


def test_every_field_of_every_part_has_a_way_to_json() -> None:
    """A new field that the reader does not know would fail here, not in a published book."""
    for kind in vars(rates).values():
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__"):
            known = {field.name for field in fields(kind) if field.init}
            with pytest.raises(ValidationError) as caught:
                documents.from_document(kind, {"nonsense": 1})
            missing = {field["path"][0] for field in caught.value.fields}
            assert missing <= known | {"nonsense"}


def test_every_wrong_field_is_named_by_its_path() -> None:
    document = GOLDEN.to_document()
    document["stocks"][0]["caliper_in"] = "-1"
    document["stocks"][0]["prices"][0]["effective_from"] = "2026-13-01"
    document["presses"][0]["kind"] = "laser"
    document["policy"]["tax_rate"] = "1"
    document["policy"]["round_ream_weight"] = "yes"
    del document["operations"][0]["phrase"]
    document["operations"][0]["kind"] = "burn"
    with pytest.raises(ValidationError) as caught:
        RateBook.from_document(document)
    found = {tuple(field["path"]): field["message"] for field in caught.value.fields}
    assert found == {
        ("stocks", 0, "caliper_in"): "Must be at least 0.0001.",
        ("stocks", 0, "prices", 0, "effective_from"): "Must be a day written as YYYY-MM-DD.",
        ("presses", 0, "kind"): "Must be one of digital, offset, wide_format.",
        ("policy", "tax_rate"): "Must be less than 1.",
        ("policy", "round_ream_weight"): "Must be true or false.",
        ("operations", 0, "phrase"): "Is missing.",
        ("operations", 0, "kind"): f"Must be one of {', '.join(OperationKind)}.",
    }


def press(**changes: Any) -> Callable[[], Press]:  # noqa: ANN401 -- any field of a press
    return lambda: replace(GOLDEN_PRESS, **changes)


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (press(speeds=()), ["speeds"]),
        (press(speeds=(SpeedBand(Decimal(9)), SpeedBand(Decimal(9), Decimal("0.1")))), ["speeds"]),
        (press(waste=(WasteBand(10, Decimal(0)),)), ["waste"]),
        (press(waste=(WasteBand(0, Decimal(0)), WasteBand(0, Decimal(0)))), ["waste"]),
        (
            press(size_multipliers=(SizeMultiplier(inch("19"), 2), SizeMultiplier(inch("11"), 1))),
            ["size_multipliers"],
        ),
        (lambda: MarkUp(()), ["bands"]),
        (lambda: MarkUp((MarkUpBand(Decimal(1), Decimal(1)),)), ["bands"]),
        (
            lambda: MarkUp(
                (MarkUpBand(Decimal(0), Decimal(1)), MarkUpBand(Decimal(0), Decimal(1)))
            ),
            ["bands"],
        ),
        (lambda: MarkUp.flat(Decimal("-1.1")), ["bands"]),
        (lambda: replace(GOLDEN, stocks=GOLDEN.stocks * 2), ["stocks", 1, "code"]),
        (lambda: replace(GOLDEN, operations=GOLDEN.operations * 2), ["operations", 1, "code"]),
        (lambda: replace(GOLDEN, grades=()), ["stocks", 0, "grade"]),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(
    make: Callable[[], object], path: list[Any]
) -> None:
    with pytest.raises(ValidationError) as caught:
        make()
    assert [field["path"] for field in caught.value.fields] == [path]


def test_a_refused_table_in_a_document_is_named_by_its_whole_path() -> None:
    document = GOLDEN.to_document()
    document["mark_ups"]["paper"]["bands"] = []
    with pytest.raises(ValidationError) as caught:
        RateBook.from_document(document)
    assert caught.value.fields[0]["path"] == ["mark_ups", "paper", "bands"]


def test_everything_is_found_by_its_code_and_by_nothing_else() -> None:
    assert SEEDED.find_stock("bond-20") is SEEDED.stocks[2]
    assert SEEDED.find_press("digital-2") is SEEDED.presses[1]
    assert SEEDED.find_operation("score") is SEEDED.operations[-1]
    assert SEEDED.find_level("trade") is SEEDED.levels[1]
    assert SEEDED.find_grade("cover") is not None
    assert SEEDED.find_stock("score") is None
    assert SEEDED.find_press("cut") is None
    assert SEEDED.find_level("cut") is None
    assert SEEDED.find_operation("trade") is None
    assert SEEDED.find_grade("gold") is None


def test_mark_ups_that_are_not_named_are_none() -> None:
    mark_ups = MarkUps.flat(paper="0.4")
    assert mark_ups.of("paper") == MarkUp.flat(Decimal("0.4"))
    assert mark_ups.of("delivery") == MarkUp.flat(Decimal(0))


def test_an_operation_is_grouped_where_any_limit_of_a_group_is_given() -> None:
    plain = SEEDED.find_operation("score")
    assert isinstance(plain, FinishingOperation)
    assert not plain.is_grouped
    assert replace(plain, group_size=5).is_grouped
    assert replace(plain, group_max_weight_lb=Decimal(5)).is_grouped
    assert replace(plain, group_max_stack_in=Decimal(5)).is_grouped
