"""What a person sets by hand of a book's parts, of a set's plies, of a print."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import RateBook, WasteBand
from app.domain.estimating.result import PartEstimate, QuantityEstimate
from app.domain.estimating.spec import KINDS, Specification, specification_from
from app.domain.estimating.spec.overrides import SETTABLE
from tests.domain.estimating.shops import TODAY
from tests.domain.estimating.test_seeded_rates import BOOK

BOOKLET = {
    "kind": "bound",
    "product_type": "booklet",
    "trim_width": "8.5",
    "trim_height": "11",
    "bleed": "0.125",
    "pages": 32,
    "stock": "GLT-100-12X18",
    "colours_front": 4,
    "colours_back": 4,
    "cover_stock": "SLC-100-13X19",
    "cover_colours_front": 4,
    "binding": "saddle_stitch",
}
SETS = {
    "kind": "set",
    "product_type": "ncr",
    "trim_width": "8.5",
    "trim_height": "5.5",
    "stocks": ["NCR-20-CB-12X18", "NCR-20-CF-12X18"],
    "colours_front": 1,
}
BANNER = {
    "kind": "wide",
    "product_type": "banner",
    "trim_width": "36",
    "trim_height": "96",
    "stock": "BNR-13-54",
}


def by_hand(**figures: Any) -> dict[str, Any]:  # noqa: ANN401 -- any figure
    return {"reason": "as always", **figures}


def priced(
    document: dict[str, Any], quantity: int = 500, rates: RateBook = BOOK
) -> QuantityEstimate:
    (one,) = estimate(specification_from(document), [quantity], rates, on=TODAY).quantities
    return one


def refused(document: dict[str, Any]) -> tuple[list[Any], str]:
    with pytest.raises(ValidationError) as caught:
        priced(document)
    (field,) = caught.value.fields
    return field["path"], field["message"]


def of_part(one: QuantityEstimate, name: str) -> tuple[PartEstimate, Fraction]:
    (part,) = (part for part in one.parts if part.name == name)
    return part, sum((item.exact for item in one.items if item.part == name), Fraction(0))


@pytest.mark.parametrize(
    ("field", "named", "other"),
    [
        ("overrides", "Text", "Cover"),
        ("cover_overrides", "Cover", "Text"),
    ],
)
def test_each_part_of_a_book_is_set_by_hand_on_its_own(field: str, named: str, other: str) -> None:
    plain = priced(BOOKLET)
    changed = priced({**BOOKLET, field: by_hand(press="DIGITAL-2", waste="0.2", per_hour=300)})
    made, cost = of_part(changed, named)
    assert made.press == "DIGITAL-2"
    assert made.remarks[-1] == (
        "Overridden by hand: on DIGITAL-2, 300 an hour, 20 % waste. as always"
    )
    formulas = " ".join(item.formula for item in changed.items if item.part == named)
    assert "(waste overridden by hand: 20 %)" in formulas
    assert "(overridden by hand)" in formulas
    assert cost > of_part(plain, named)[1]
    (its, same), (before, as_before) = of_part(changed, other), of_part(plain, other)
    assert (its.words, its.remarks, same) == (before.words, before.remarks, as_before)


def test_pages_on_a_digital_press_lie_as_many_up_as_was_set() -> None:
    made, _ = of_part(
        priced(
            {
                **BOOKLET,
                "stock": "GLT-100-13X19",
                "trim_width": "4",
                "trim_height": "5",
                "overrides": by_hand(n_up=1, press="DIGITAL-1"),
            }
        ),
        "Text",
    )
    assert made.drawing is not None
    assert made.drawing.to_document()["n_up"] == 1


def test_signatures_take_a_speed_a_waste_and_a_method_but_no_number() -> None:
    offset = {**BOOKLET, "overrides": by_hand(press="OFFSET-1", per_hour=2_000, waste="0.3")}
    made, cost = of_part(priced(offset, 5_000), "Text")
    plain, less = of_part(priced({**BOOKLET, "press": "OFFSET-1"}, 5_000), "Text")
    assert made.press == plain.press == "OFFSET-1"
    assert made.gross_sheets > plain.gross_sheets
    assert cost > less
    assert made.remarks[-1].startswith("Overridden by hand: on OFFSET-1, 2,000 an hour, 30 % waste")
    sheetwise = {**BOOKLET, "overrides": by_hand(press="OFFSET-1", method="sheetwise")}
    assert of_part(priced(sheetwise), "Text")[0].method == "sheetwise"

    path, sentence = refused({**BOOKLET, "overrides": by_hand(press="OFFSET-1", n_up=1)})
    assert path == ["spec", "overrides", "n_up"]
    assert sentence.endswith(
        "prints the pages as signatures: how many lie on a sheet follows from the fold."
    )
    path, sentence = refused({**BOOKLET, "overrides": by_hand(press="OFFSET-1", method="duplex")})
    assert path == ["spec", "overrides", "method"]
    assert sentence.endswith("cannot print these signatures both sides in one pass.")


def test_a_refusal_names_the_covers_own_field() -> None:
    path, _ = refused({**BOOKLET, "cover_overrides": by_hand(press="NOWHERE")})
    assert path == ["spec", "cover_overrides", "press"]
    own = {**BOOKLET, "cover_stock": None, "cover_overrides": by_hand(waste="0.1")}
    path, sentence = refused({**own, "cover_colours_front": 0})
    assert path == ["spec", "cover_overrides"]
    assert sentence == "Without a cover stock there is no cover whose making could be set by hand."


def test_what_is_set_of_a_set_holds_for_every_ply() -> None:
    made = priced({**SETS, "overrides": by_hand(n_up=2, waste="0.08")})
    assert len(made.parts) == 2
    for part in made.parts:
        assert part.drawing is not None
        assert part.drawing.to_document()["n_up"] == 2
        assert part.remarks == ("Overridden by hand: 2 up, 8 % waste. as always",)


def test_a_print_takes_a_press_a_speed_and_a_waste() -> None:
    made = priced({**BANNER, "overrides": by_hand(press="WIDE-1", per_hour=50, waste="0.5")}, 10)
    (part,) = made.parts
    assert part.remarks[-1] == "Overridden by hand: on WIDE-1, 50 an hour, 50 % waste. as always"
    (media,) = (item for item in made.items if item.operation == "Media")
    assert "of 20 prints" in media.formula
    assert "(waste overridden by hand: 50 %)" in media.formula
    (press,) = (item for item in made.items if item.operation == "Press")
    assert "/ 50 sq ft an hour (overridden by hand)" in press.formula
    half = WasteBand(0, Decimal("0.5"))
    wasteful = replace(BOOK, presses=tuple(replace(one, waste=(half,)) for one in BOOK.presses))
    assert priced(BANNER, 10, wasteful).parts[0].facts == part.facts


@pytest.mark.parametrize(
    ("figure", "value", "sentence"),
    [
        (
            "n_up",
            3,
            "How many lie across a roll or on a board follows from their size; it is not set.",
        ),
        (
            "method",
            "sheetwise",
            "A roll or a board is printed as it is fed: there is no work method to set.",
        ),
    ],
)
def test_a_print_has_neither_number_nor_method_to_set(
    figure: str, value: object, sentence: str
) -> None:
    assert refused({**BANNER, "overrides": by_hand(**{figure: value})}) == (
        ["spec", "overrides", figure],
        sentence,
    )
    path, _ = refused({**BANNER, "overrides": by_hand(press="OFFSET-1")})
    assert path == ["spec", "overrides", "press"]


def read(document: dict[str, Any]) -> Specification:
    return specification_from(document)


def test_what_may_be_set_is_what_each_kind_keeps() -> None:
    for document in (BOOKLET, SETS, BANNER):
        spec = read(document)
        assert spec.by_hand == {}
        kept = {name for name in spec.to_document() if name.endswith("overrides")}
        assert kept == {one.field for one in SETTABLE[spec.kind]}
        set_by_hand = read({**document, "overrides": by_hand(waste="0.1")})
        assert list(set_by_hand.by_hand) == ["overrides"]
    assert set(SETTABLE) < set(KINDS)
