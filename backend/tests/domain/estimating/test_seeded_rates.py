"""The engine under the rates that a new shop starts with."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import Estimate
from app.domain.estimating.spec import FlatSpec
from app.seeds.rate_tables import read_tables, read_terms
from tests.domain.estimating.shops import TODAY, inch


def seeded_book() -> RateBook:
    tables, terms = read_tables(), read_terms()
    return RateBook(
        version=1,
        grades=terms.grades,
        stocks=tuple(one.stock for one in tables.stocks),
        presses=tuple(one.press for one in tables.presses),
        operations=tuple(one.operation for one in tables.operations),
        mark_ups=terms.mark_ups,
        policy=terms.policy,
        levels=terms.levels,
        rush=terms.rush,
        services=terms.services,
    )


BOOK: Final = seeded_book()
LARGEST: Final = inch("26")
SHEETS: Final = [
    stock.code
    for stock in BOOK.stocks
    if stock.sheet_height is not None and max(stock.sheet_width, stock.sheet_height) <= LARGEST
]
sizes = st.decimals(min_value="1", max_value="17", places=2)
specs = st.builds(
    FlatSpec,
    product_type=st.just("flat"),
    trim_width=sizes,
    trim_height=sizes,
    bleed=st.sampled_from([Decimal(0), Decimal("0.125")]),
    colours_front=st.integers(1, 4),
    colours_back=st.integers(0, 4),
    stock=st.sampled_from(SHEETS),
    finishing=st.lists(
        st.sampled_from([one.code for one in BOOK.operations]), unique=True, max_size=3
    ).map(tuple),
    turnaround_days=st.none() | st.integers(0, 4),
)
levels = st.sampled_from([level.code for level in BOOK.levels])


def try_estimate(spec: FlatSpec, quantities: list[int], level: str) -> Estimate | None:
    try:
        return estimate(spec, quantities, BOOK, on=TODAY, customer_level=level)
    except ValidationError:
        return None


@settings(max_examples=200)
@given(specs, st.lists(st.integers(1, 60_000), min_size=2, max_size=8, unique=True), levels)
def test_a_total_never_falls_as_the_quantity_rises(
    spec: FlatSpec, quantities: list[int], level: str
) -> None:
    found = try_estimate(spec, sorted(quantities), level)
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


@settings(max_examples=100)
@given(specs, st.integers(1, 2500), levels)
def test_a_total_never_falls_from_one_piece_to_the_next(
    spec: FlatSpec, start: int, level: str
) -> None:
    found = try_estimate(spec, list(range(start, start + 12)), level)
    if found is not None:
        prices = [one.price for one in found.quantities]
        assert prices == sorted(prices)


def test_every_sheet_that_a_digital_press_takes_can_be_estimated() -> None:
    spec = FlatSpec(
        product_type="business_card",
        trim_width=Decimal("3.5"),
        trim_height=Decimal(2),
        bleed=Decimal("0.125"),
        colours_front=4,
        stock=SHEETS[0],
    )
    made = [code for code in SHEETS if try_estimate(replace(spec, stock=code), [500], "standard")]
    assert len(made) >= 20


def test_the_seeded_book_survives_json() -> None:
    assert RateBook.from_document(BOOK.to_document()) == BOOK
