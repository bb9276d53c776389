"""An operation tried by itself costs what it costs in a job, and refuses what it cannot take."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.estimating.rates import RateBook
from app.domain.estimating.refusals import EstimateRefused
from app.domain.estimating.trials import Trial, Tried, try_operation
from app.domain.units import length_from
from tests.domain.test_seeded_rates import seeded_book

COVER, TEXT, ROLL = "C2S-14-13X19", "GLT-100-12X18", "BNR-13-54"


def tried(code: str, stock: str, quantity: int, size: tuple[str, str], **more: int) -> Tried:
    book: RateBook = seeded_book()
    operation, paper = book.find_operation(code), book.find_stock(stock)
    assert operation is not None
    assert paper is not None
    grade = book.find_grade(paper.grade)
    assert grade is not None
    width, height = (length_from(Decimal(side), "in") for side in size)
    return try_operation(
        operation,
        Trial(
            quantity=quantity,
            stock=paper,
            grade=grade,
            policy=book.policy,
            width=width,
            height=height,
            **more,
        ),
    )


def test_cutting_is_set_up_and_lifts_times_cuts() -> None:
    # 2 in of 14 pt are 142 sheets: 300 sheets are 3 lifts; 5 + 3 x 20 x 0.25 = 20 min at $48.
    found = tried("cut", COVER, 300, ("12", "18"), cuts=20)
    assert (found.name, found.units_in, found.spoiled) == ("sheet", 300, 0)
    assert found.minutes == 20
    assert found.cost == 16
    assert found.each == Fraction(16, 300)


def test_what_is_spoiled_goes_in_on_top_and_is_paid() -> None:
    # 1 % in the run and 10 at make-ready; 11 in and a gap of 4 in travel at 200 ft a minute.
    found = tried("fold_half", TEXT, 1000, ("8.5", "11"))
    assert found.units_in == -(-1000 * 100 // 99) + 10
    assert found.minutes == 8 + Fraction(found.units_in * (11 + 4), 12 * 200)


def test_grommets_and_film_are_counted_by_the_size() -> None:
    grommets = tried("grommet_24", ROLL, 4, ("36", "96"))
    assert [item.units for item in grommets.items] == [48, 48]
    film = tried("laminate_gloss_1", COVER, 100, ("12", "18"))
    # Film runs on for a quarter inch between the sheets, across their 12 in.
    assert film.items[1].units == film.units_in * Fraction(12 * 18 + 3, 144)


def test_what_binds_takes_the_book_in_hand() -> None:
    coil = tried("coil", TEXT, 500, ("8.5", "11"), leaves=50)
    assert (coil.name, coil.items[1].unit_name) == ("book", "loops")
    assert coil.items[1].units == coil.units_in * 44
    glued = tried("perfect_bind", TEXT, 500, ("6", "9"), leaves=50)
    assert [item.unit_name for item in glued.items] == ["books", "sq ft"]
    stitched = tried("saddle_stitch", TEXT, 3000, ("8.5", "11"), leaves=4, sections=2)
    assert "with 2 pockets" in stitched.items[0].formula


def test_gathering_and_folding_signatures_go_by_the_sections() -> None:
    few, many = (tried("gather", TEXT, 500, ("6", "9"), sections=count) for count in (2, 40))
    assert few.minutes < many.minutes
    folded = tried("signature_fold", TEXT, 500, ("12", "18"), sections=3)
    assert folded.items[0].units == 3 * folded.units_in


def test_a_minimum_is_named() -> None:
    found = tried("freight", TEXT, 10, ("8.5", "11"))
    assert found.items[-1].operation.endswith("up to its minimum")
    assert found.cost == 12


@pytest.mark.parametrize(
    ("code", "stock", "size", "more", "field"),
    [
        ("uv_1", TEXT, ("12", "18"), {}, "stock"),
        ("fold_half", COVER, ("8.5", "11"), {}, "width_in"),
        ("fold_map_6", TEXT, ("2", "3"), {}, "width_in"),
        ("drill_3", TEXT, ("8.5", "11"), {"leaves": 2_000}, "leaves"),
        ("coil", TEXT, ("8.5", "11"), {"leaves": 2_000}, "leaves"),
        ("saddle_stitch", TEXT, ("8.5", "11"), {"leaves": 500}, "leaves"),
        ("saddle_stitch", TEXT, ("8.5", "11"), {"leaves": 4, "sections": 90}, "sections"),
    ],
)
def test_what_it_cannot_take_is_refused_in_a_sentence_at_its_field(
    code: str, stock: str, size: tuple[str, str], more: dict[str, int], field: str
) -> None:
    with pytest.raises(EstimateRefused) as refused:
        tried(code, stock, 100, size, **more)
    assert refused.value.fields[0]["path"] == [field]
    assert refused.value.message.endswith(".")
