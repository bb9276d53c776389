"""Bound specifications as they are read and said, and limits that are met exactly."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.spec import specification_from
from tests.domain.estimating.binderies import (
    BINDERY,
    BOOK_PAPER,
    BOOKLET,
    EXACT,
    NOVEL,
    STITCH,
    bind,
    facts,
)
from tests.domain.estimating.test_bound import DRILL, MANUAL, swap


def test_a_glued_book_weighs_its_leaves_its_cover_and_its_spine() -> None:
    """100 leaves and 2 covers of 46.75 sq in, and 0.469 x 8.5 in of spine."""
    text = 100 * Decimal("46.75") * 60 / (500 * 950)
    cover = (2 * Decimal("46.75") + Decimal("0.469") * Decimal("8.5")) * 80 / (500 * 520)
    assert facts(bind(NOVEL, 100))["weight"] == f"{round(text + cover, 4)} lb"


def test_a_self_cover_counts_among_the_most_pages_and_a_cover_as_four() -> None:
    most = replace(STITCH, binding=replace(STITCH.binding, max_pages=16))
    alone = replace(BOOKLET, cover_stock=None, cover_colours_front=0, cover_colours_back=0)
    assert facts(bind(alone, 100, swap(BINDERY, most)))["pages"] == "16 pages"
    with pytest.raises(ValidationError, match="this has 20 pages with its cover"):
        bind(BOOKLET, 100, swap(BINDERY, most))


def test_a_book_as_thick_as_a_lift_is_one_lift() -> None:
    exact = replace(DRILL, max_lift_in=Decimal("0.469"))
    one = bind(replace(NOVEL, finishing=("drill",)), 100, swap(BINDERY, exact))
    drilled = next(item for item in one.items if item.operation == "Drilling")
    assert drilled.units == 100


def test_as_many_books_as_versions_are_bound() -> None:
    one = bind(replace(BOOKLET, versions=3), 3)
    assert one.quantity == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cover_colours_front": 0, "cover_colours_back": 0}, "Print at least one colour"),
        ({"cover_stock": None, "cover_finishing": ("x",)}, "Choose a cover stock to finish"),
        ({"finishing": ("x", "x")}, "Name each finishing operation once"),
        ({"cover_finishing": ("x", "x")}, "Name each finishing operation once"),
        ({"colours_front": 0, "colours_back": 0}, "Print at least one colour"),
        ({"trim_width": Decimal("0.1")}, "A trimmed size must be between"),
        ({"bleed": Decimal(3)}, "A bleed must be between"),
    ],
)
def test_a_specification_that_no_shop_could_bind_is_no_specification(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        replace(BOOKLET, **changes)


def test_a_bound_specification_survives_json_and_is_said_in_the_words_of_the_trade() -> None:
    assert specification_from(BOOKLET.to_document()) == BOOKLET
    assert BOOKLET.describe(BINDERY) == (
        "8.5 x 11 in, 16 pages, 100# gloss text, 4/4, bleed, cover 80# gloss cover, 4/4, "
        "saddle-stitched"
    )
    said = replace(MANUAL, versions=3, finishing=("wrap",)).describe(BINDERY)
    assert said == (
        "8.5 x 11 in, 100 pages, 60# offset, 1/1, self cover, coil-bound, 3 versions, "
        "shrink-wrapped in 100s"
    )


def test_the_same_book_costs_the_same_whatever_the_order_of_its_finishing() -> None:
    one = bind(replace(NOVEL, finishing=("wrap", "pack")), 100)
    other = bind(replace(NOVEL, finishing=("pack", "wrap")), 100)
    assert one.price == other.price
    assert EXACT.find_stock("book-60") == BOOK_PAPER
