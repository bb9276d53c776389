"""Specifications: read from any JSON, refused field by field, said in one line."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.spec import FlatSpec, Specification, specification_from
from tests.domain.estimating.shops import CARDS, GOLDEN, SEEDED

DOCUMENT = CARDS.to_document()


def problems(document: object) -> dict[tuple[Any, ...], str]:
    with pytest.raises(ValidationError) as caught:
        specification_from(document)
    return {tuple(field["path"]): field["message"] for field in caught.value.fields}


def test_a_specification_reads_back_as_it_was_written() -> None:
    assert specification_from(DOCUMENT) == CARDS
    assert DOCUMENT["trim_width"] == "3.5"
    assert DOCUMENT["finishing"] == ["cut"]


def test_what_may_be_left_out_may_be_left_out() -> None:
    least = {
        name: DOCUMENT[name]
        for name in ("product_type", "trim_width", "trim_height", "colours_front", "stock")
    }
    spec = specification_from(least)
    assert isinstance(spec, FlatSpec)
    assert spec.unit == "in"
    assert spec.bleed == spec.colours_back == 0
    assert spec.versions == 1


def test_every_field_that_is_missing_is_named() -> None:
    assert problems({}) == {
        ("spec", name): "Is missing."
        for name in ("product_type", "trim_width", "trim_height", "colours_front", "stock")
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("trim_width", 3.5, 'Must be a number written as text, like "3.5".'),
        ("trim_width", "3,5", 'Must be a number written as text, like "3.5".'),
        ("trim_width", "1e3", 'Must be a number written as text, like "3.5".'),
        ("trim_width", "NaN", 'Must be a number written as text, like "3.5".'),
        ("trim_width", "٣", 'Must be a number written as text, like "3.5".'),
        ("trim_width", "3.50001", "Must have at most 4 decimals."),
        ("trim_width", "-2", "Must be at least 0."),
        ("trim_width", "0.2499", "A trimmed size must be between 0.25 and 1,000 in."),
        ("trim_width", "0", "A trimmed size must be between 0.25 and 1,000 in."),
        ("trim_height", "1000.0001", "A trimmed size must be between 0.25 and 1,000 in."),
        ("bleed", "2.1", "A bleed must be between 0 and 2 in on each side."),
        ("unit", "cm", "Must be one of in, mm."),
        ("colours_front", 9, "Must be at most 8."),
        ("colours_front", True, "Must be a whole number."),
        ("colours_front", "4", "Must be a whole number."),
        ("colours_back", -1, "Must be at least 0."),
        ("versions", 0, "Must be at least 1."),
        ("stock", "", "Must be a code of letters, digits, dots, dashes or underscores."),
        ("stock", "a\x00b", "Must have printable letters only."),
        ("stock", "x" * 201, "Must have at most 200 letters."),
        ("stock", 7, "Must be text."),
        ("product_type", "Business Card", "Must be a product's name, like business_card."),
        ("finishing", "cut", "Must be a list."),
        ("finishing", ["cut"] * 21, "Must have at most 20 items."),
        ("finishing", ["cut", "cut"], "Name each finishing operation once."),
        ("grain", "diagonal", "Must be one of any, width, height."),
        ("turnaround_days", 366, "Must be at most 365."),
        ("colour", 4, "Is not a known field."),
    ],
)
def test_a_wrong_field_is_refused_by_its_path_in_a_sentence(
    field: str, value: object, sentence: str
) -> None:
    assert problems({**DOCUMENT, field: value}) == {("spec", field): sentence}


def test_a_wrong_item_of_a_list_is_named_by_its_place() -> None:
    assert problems({**DOCUMENT, "finishing": ["cut", 5]}) == {
        ("spec", "finishing", 1): "Must be text."
    }


def test_all_wrong_fields_are_told_at_once_and_the_first_in_a_sentence() -> None:
    with pytest.raises(ValidationError) as caught:
        specification_from({**DOCUMENT, "unit": "ft", "versions": 0})
    assert caught.value.message == "Unit: Must be one of in, mm. (and 1 more)"
    assert len(caught.value.fields) == 2


def test_paths_start_where_the_caller_says() -> None:
    with pytest.raises(ValidationError) as caught:
        specification_from({**DOCUMENT, "unit": "ft"}, ("lines", 3, "spec"))
    assert caught.value.fields[0]["path"] == ["lines", 3, "spec", "unit"]


def test_a_blank_sheet_is_nothing_to_print() -> None:
    assert problems({**DOCUMENT, "colours_front": 0, "colours_back": 0}) == {
        ("spec", "colours_front"): "Print at least one colour on one side."
    }
    spec = specification_from({**DOCUMENT, "colours_front": 0})
    assert isinstance(spec, FlatSpec)
    assert spec.sides == 1


def test_the_largest_and_smallest_piece_and_the_widest_bleed_are_allowed() -> None:
    small = specification_from({**DOCUMENT, "trim_height": "0.25"})
    assert isinstance(small, FlatSpec)
    assert small.height == 10_160
    spec = specification_from({**DOCUMENT, "trim_width": "1000", "bleed": "2"})
    assert isinstance(spec, FlatSpec)
    assert (spec.width, spec.bleed_length) == (1000 * 40_640, 2 * 40_640)
    assert problems({**DOCUMENT, "bleed": "2.0001"})


@pytest.mark.parametrize("document", [None, 7, "spec", [], True])
def test_what_is_no_object_is_no_specification(document: object) -> None:
    assert problems(document) == {("spec",): "Must be an object."}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["3.5", "0", "-1", "99999999999", "4", "in", "mm", "cut", "c2s-14"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
documents = st.fixed_dictionaries(
    {}, optional={name: json_values | st.just(value) for name, value in DOCUMENT.items()}
)


@given(json_values | documents)
def test_any_json_is_a_specification_or_a_validation_error(document: object) -> None:
    spec, error = read(document)
    if spec is None:
        assert error is not None
        assert error.fields
        assert all(field["path"][0] == "spec" for field in error.fields)
    else:
        assert specification_from(spec.to_document()) == spec
        assert spec.describe(GOLDEN)


def read(document: object) -> tuple[Specification | None, ValidationError | None]:
    try:
        return specification_from(document), None
    except ValidationError as error:
        return None, error


def changed(**changes: Any) -> Callable[[], FlatSpec]:  # noqa: ANN401 -- any field
    return lambda: replace(CARDS, **changes)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (changed(), "3.5 x 2 in, 14 pt C2S cover, 4/4, bleed, cut"),
        (
            changed(bleed=Decimal(0), colours_back=0, finishing=()),
            "3.5 x 2 in, 14 pt C2S cover, 4/0",
        ),
        (
            changed(trim_width=Decimal("85.00"), trim_height=Decimal(55), unit="mm"),
            "85 x 55 mm, 14 pt C2S cover, 4/4, bleed, cut",
        ),
        (
            changed(versions=3, finishing=("soft-touch", "cut", "gone"), stock="lost-1"),
            "3.5 x 2 in, lost-1, 4/4, bleed, 3 versions, soft-touch laminate, cut, gone",
        ),
    ],
)
def test_a_specification_is_said_in_the_words_of_the_trade(
    spec: Callable[[], FlatSpec], words: str
) -> None:
    assert spec().describe(SEEDED) == words
