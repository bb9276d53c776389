"""Ladders mended: sound, above their floors, and changed no more than they must be."""

from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pricing.ladder import Holds, Span, Step, ahead, behind, mend, on_the_line


def ladder(*rungs: tuple[int, int | None] | tuple[int, int | None, int]) -> list[Step]:
    return [Step(*rung) for rung in rungs]


@pytest.mark.parametrize(
    ("prices", "mended"),
    [
        # 250 for less than 100: raised to it, since that keeps 500 as it is.
        ([(100, 4500), (250, 4000), (500, 6100)], [4500, 4500, 6100]),
        # A slip of the keyboard is brought down, and nothing else moves.
        ([(100, 1000), (250, 20000), (500, 4000)], [1000, 2500, 4000]),
        ([(100, 1000), (200, 2001)], [1000, 2000]),
        ([(99, 19800), (101, 15150)], [19800, 19800]),
        ([(100, 1000), (200, 2000), (400, 2000)], [1000, 2000, 2000]),
        ([(100, 1000), (200, None), (300, 2000)], [1000, 1500, 2000]),
        ([(100, None), (200, 2000)], [1000, 2000]),
        ([(3, None), (7, 10)], [5, 10]),
        ([(100, 1000), (200, None)], [1000, 2000]),
        ([(100, 1000, 1200), (200, 1500)], [1200, 1500]),
        ([(100, 1000), (200, 1100, 1300), (300, 1200)], [1000, 1300, 1300]),
        ([(100, 1000), (200, 1500, 2100)], [1050, 2100]),
        ([(100, 10, 10), (200, 9), (300, 8)], [10, 10, 10]),
        ([(100, None, 7)], [7]),
        ([(100, None), (200, None, 9)], [5, 9]),
        ([(5, 50)], [50]),
        ([], []),
    ],
)
def test_totals_are_mended(prices: list[tuple[int, int]], mended: list[int]) -> None:
    assert list(mend(ladder(*prices), "total")) == mended


@pytest.mark.parametrize(
    ("prices", "mended"),
    [
        ([(100, 50), (200, 60), (400, 40)], [50, 50, 40]),
        ([(100, 100), (200, 49)], [100, 50]),
        ([(100, 100), (300, None), (400, 40)], [100, 47, 40]),
        ([(100, 40), (200, None)], [40, 40]),
        ([(100, None), (200, 40)], [40, 40]),
        ([(100, 40, 45), (200, 40)], [45, 40]),
    ],
)
def test_unit_prices_are_mended(prices: list[tuple[int, int]], mended: list[int]) -> None:
    assert list(mend(ladder(*prices), "unit")) == mended


@pytest.mark.parametrize(
    ("prices", "mended"),
    [
        ([(1, 10), (5, 8), (10, 9)], [10, 8, 8]),
        ([(1, 10), (5, 3), (10, 9)], [10, 3, 3]),
        ([(1, 10), (5, None), (10, 7)], [10, 9, 7]),
    ],
)
def test_slices_are_mended(prices: list[tuple[int, int]], mended: list[int]) -> None:
    assert list(mend(ladder(*prices), "slice")) == mended


def test_the_line_between_two_totals_is_rounded_up() -> None:
    assert on_the_line("total", (100, 3155), (250, 3750), 200) == 3552
    assert on_the_line("total", (1, 10), (4, 11), 2) == 11
    assert on_the_line("unit", (100, 100), (400, 40), 300) == 47


def test_a_span_knows_its_ends() -> None:
    span = Span(3, 5)
    assert [span.holds(price) for price in (2, 3, 5, 6)] == [False, True, True, False]
    assert [span.nearest(price) for price in (2, 3, 4, 5, 6)] == [3, 3, 4, 5, 5]
    assert Span(3, None).holds(10**9)
    assert Span(3, None).nearest(10**9) == 10**9
    assert Span(3, 2).is_empty()
    assert not Span(3, 3).is_empty()
    assert not Span(3, None).is_empty()
    assert span.both(Span(4, None)) == Span(4, 5)
    assert Span(4, None).both(Span(2, None)) == Span(4, None)
    assert span.raised(4) == Span(4, 5)
    assert span.raised(2) == span


def test_what_a_rung_binds_the_next_one_to() -> None:
    assert ahead("total", 3, 7, Span(10, 10)) == Span(10, 23)
    assert ahead("unit", 3, 7, Span(10, 10)) == Span(5, 10)
    assert ahead("slice", 3, 7, Span(10, 10)) == Span(0, 10)
    assert ahead("total", 3, 7, Span(10, None)) == Span(10, None)
    assert behind("total", 3, 7, Span(23, 23)) == Span(10, 23)
    assert behind("unit", 3, 7, Span(5, 5)) == Span(5, 11)
    assert behind("unit", 3, 7, Span(5, None)) == Span(5, None)
    assert behind("slice", 3, 7, Span(5, 9)) == Span(5, None)


KINDS: tuple[Holds, ...] = ("total", "unit", "slice")
kinds = st.sampled_from(KINDS)
prices = st.one_of(st.none(), st.integers(0, 60))


@st.composite
def ladders(draw: st.DrawFn, most: int = 40, size: int = 12) -> list[Step]:
    quantities = sorted(draw(st.sets(st.integers(1, most), min_size=1, max_size=size)))
    return [
        Step(quantity, draw(prices), draw(st.one_of(st.just(0), st.integers(0, 60))))
        for quantity in quantities
    ]


def sound(steps: list[Step], priced: tuple[int, ...], holds: Holds) -> bool:
    """Say by plain fractions whether nothing turns around and nothing is under its floor."""
    pairs = pairwise(zip(steps, priced, strict=True))
    for (one, price), (after, more) in pairs:
        if holds == "slice":
            fine = more <= price
        elif holds == "total":
            fine = more >= price and more * one.quantity <= price * after.quantity
        else:
            fine = more <= price and more * after.quantity >= price * one.quantity
        if not fine:
            return False
    return all(price >= step.floor for step, price in zip(steps, priced, strict=True))


@given(ladders(), kinds)
def test_a_mended_ladder_is_sound_whatever_it_was(steps: list[Step], holds: Holds) -> None:
    priced = mend(steps, holds)
    assert len(priced) == len(steps)
    assert sound(steps, priced, holds)


@given(ladders(), kinds)
def test_a_sound_ladder_is_left_alone(steps: list[Step], holds: Holds) -> None:
    once = mend(steps, holds)
    mended = [Step(s.quantity, price, s.floor) for s, price in zip(steps, once, strict=True)]
    assert mend(mended, holds) == once


def most_kept_by_trying(steps: list[Step], holds: Holds, top: int) -> int:
    """Brute force: the most prices that some sound ladder of small whole prices keeps."""
    places = range(len(steps))
    for many in range(len(steps), 0, -1):
        for kept in combinations(places, many):
            if any(steps[place].price is None for place in kept):
                continue
            choices = [
                [steps[place].price or 0] if place in kept else range(top + 1) for place in places
            ]
            if any(sound(steps, tried, holds) for tried in product(*choices)):
                return many
    return 0


tiny = st.builds(
    lambda quantities, rest: [
        Step(quantity, price, floor)
        for quantity, (price, floor) in zip(sorted(quantities), rest, strict=False)
    ],
    st.sets(st.integers(1, 9), min_size=4, max_size=4),
    st.lists(
        st.tuples(st.one_of(st.none(), st.integers(0, 6)), st.sampled_from([0, 0, 0, 3])),
        min_size=4,
        max_size=4,
    ),
)


@given(tiny, kinds)
def test_no_ladder_keeps_more_prices(steps: list[Step], holds: Holds) -> None:
    priced = mend(steps, holds)
    kept = sum(price == step.price for step, price in zip(steps, priced, strict=True))
    # Missing rungs between kept ones may need prices a little above the largest given.
    assert kept >= most_kept_by_trying(steps, holds, 9)
