"""Gangs of a quote's lines: the golden figures, the fair split, what is refused and why."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.estimating.ganging import Gang, GangLine, Proposals, propose_gangs
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import FlatSpec, HoursSpec, Specification
from app.domain.estimating.spec.overrides import Overrides
from app.domain.money import CENT, money_text
from tests.domain.estimating.offset_shop import BOOK, FLYER
from tests.domain.estimating.shops import (
    CARDS,
    GOLDEN,
    GOLDEN_PRESS,
    SEEDED,
    TODAY,
    inch,
    stock,
)

POSTCARDS: Final = replace(
    CARDS, product_type="postcard", trim_width=Decimal(6), trim_height=Decimal(4)
)


def line(
    position: int, spec: Specification | None, quantity: int | None, **changes: object
) -> GangLine:
    plain = GangLine(
        key=f"line-{position}",
        position=position,
        title=f"Job {position}",
        spec=spec,
        quantity=quantity,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # any field of a line


def propose(
    *lines: GangLine, rates: RateBook = GOLDEN, customer_level: str | None = None
) -> Proposals:
    return propose_gangs(lines, rates, on=TODAY, customer_level=customer_level)


def only_gang(found: Proposals) -> Gang:
    (gang,) = found.gangs
    return gang


def reasons(found: Proposals) -> dict[int, str]:
    return {one.line.position: one.reason for one in found.alone}


def test_two_cards_share_a_sheet_by_the_figures_that_one_would_write_down() -> None:
    """500 and 1,000 cards, 7 and 14 of 21 up: 72 sheets, 75 with waste, 80 with make-ready."""
    gang = only_gang(propose(line(1, CARDS, 500), line(2, CARDS, 1000)))
    assert gang.sentence == "Lines 1 and 2 share 14 pt C2S cover, 4/4."
    assert (gang.way.laid.ups, gang.way.laid.run, gang.way.count.gross) == ((7, 14), 72, 80)
    assert len(gang.way.laid.layout.cuts) == 20
    shared = {item.operation: money_text(item.amount) for item in gang.items}
    assert shared == {
        "Paper": "6.80",
        "Colour clicks": "14.40",
        "Press": "11.33",
        "Cutting": "8.00",
    }
    first, second = gang.shares
    assert (first.share, second.share) == (Fraction(1, 3), Fraction(2, 3))
    assert [str(one.shared) for one in gang.shares] == ["13.51", "27.02"]
    assert [str(one.own) for one in gang.shares] == ["15.00", "15.00"]
    assert [(one.made, one.made - one.needed) for one in gang.shares] == [(504, 4), (1008, 8)]
    assert [str(one.cost_apart) for one in gang.shares] == ["38.95", "47.24"]
    assert str(gang.cost_saving) == "15.66"
    assert [str(one.price_apart) for one in gang.shares] == ["53.52", "65.50"]
    # The first comes to less than the minimum charge, which holds for each line.
    assert [str(one.price_together) for one in gang.shares] == ["45.00", "58.40"]
    assert [(one.what, str(one.apart - one.together)) for one in gang.differences] == [
        ("Cutting", "8.00"),
        ("Press", "6.33"),
        ("Colour clicks", "0.90"),
        ("Paper", "0.43"),
    ]


def test_the_published_orders_take_513_sheets_on_a_sheet_of_eight() -> None:
    """CIP4 XJDF, sample GangLayout: 1025, 975, 925 and 875, two positions each."""
    flyers = replace(FLYER, trim_height=Decimal("5.25"), finishing=())
    quantities = (1025, 975, 925, 875)
    lines = [line(place, flyers, quantity) for place, quantity in enumerate(quantities, 1)]
    gang = only_gang(propose(*lines, rates=BOOK))
    assert gang.way.laid.ups == (2, 2, 2, 2)
    assert gang.way.laid.run == 513
    assert gang.way.laid.proof == "513 sheets, and no arrangement needs fewer"
    assert [one.made for one in gang.shares] == [1026] * 4


def test_plates_and_make_ready_are_paid_once() -> None:
    flyers = replace(FLYER, finishing=())
    gang = only_gang(propose(line(1, flyers, 2000), line(2, flyers, 2000), rates=BOOK))
    saved = {one.what: one.apart - one.together for one in gang.differences}
    # Each by itself is worked and turned with four plates, and so are both together.
    assert gang.way.run.method.name == "work_and_turn"
    assert gang.way.run.plates == 4
    assert saved["Plates"] == Decimal("56.00")
    assert saved["Press"] > Decimal("82.50")


def test_what_is_finished_in_pieces_stays_each_lines_own() -> None:
    folded = replace(FLYER, finishing=("fold",))
    flat = replace(FLYER, finishing=())
    gang = only_gang(propose(line(1, folded, 2000), line(2, flat, 2000), rates=BOOK))
    first, second = gang.shares
    # The folder wants more pieces than are delivered; the flat line's are delivered as they are.
    assert (first.needed, second.needed) == (2046, 2000)
    assert first.own > second.own == Decimal("15.00")
    assert "Letter fold" not in {one.what for one in gang.differences}


def test_versions_of_a_line_have_places_of_their_own() -> None:
    gang = only_gang(propose(line(1, replace(CARDS, versions=2), 1000), line(2, CARDS, 500)))
    assert gang.way.laid.ups[0] % 2 == 0
    first = gang.shares[0]
    assert gang.way.laid.ups[0] // 2 * gang.way.laid.run >= 500
    assert first.own == Decimal("30.00")


def test_the_versions_of_one_line_are_a_gang_by_themselves() -> None:
    """Apart two versions take two sets of plates; on one sheet they share one."""
    versions = replace(FLYER, versions=2, finishing=())
    gang = only_gang(propose(line(3, versions, 4000), rates=BOOK))
    assert gang.sentence == "The 2 versions of line 3 share 100# text, 4/4."
    saved = {one.what: one.apart - one.together for one in gang.differences}
    assert saved["Plates"] == Decimal("56.00")
    assert (gang.shares[0].share, gang.way.laid.ups, gang.way.laid.run) == (Fraction(1), (4,), 1000)
    assert propose(line(3, replace(versions, versions=1), 4000), rates=BOOK).gangs == ()


def test_a_price_that_was_set_by_hand_stays() -> None:
    kept = line(1, CARDS, 500, set_price=Decimal("99.00"))
    gang = only_gang(propose(kept, line(2, CARDS, 1000)))
    first, second = gang.shares
    assert first.price_apart == first.price_together == Decimal("99.00")
    assert gang.price_saving == second.price_apart - second.price_together == Decimal("7.10")
    assert gang.cost_saving == Decimal("15.66")


def test_a_customers_level_holds_in_a_gang_too() -> None:
    lines = [line(place, replace(POSTCARDS, finishing=("cut",)), 2000) for place in (1, 2)]
    plain = only_gang(propose(*lines, rates=SEEDED))
    trade = only_gang(propose(*lines, rates=SEEDED, customer_level="trade"))
    assert trade.cost_saving == plain.cost_saving
    for one, other in zip(plain.shares, trade.shares, strict=True):
        assert other.price_together == pytest.approx(one.price_together * Decimal("0.85"), abs=CENT)


BLACK: Final = replace(CARDS, colours_front=1, colours_back=0)
OTHER_STOCK: Final = replace(
    GOLDEN,
    stocks=(*GOLDEN.stocks, stock("felt", name="80# felt cover")),
    operations=SEEDED.operations,
)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(CARDS, stock="felt"), "It is on 80# felt cover, line 1 on 14 pt C2S cover."),
        (replace(CARDS, colours_back=1), "It is 4/1, line 1 4/4."),
        (
            replace(CARDS, finishing=("cut", "soft-touch")),
            "Its sheets are soft-touch laminate and cut, those of line 1 cut.",
        ),
        (
            replace(CARDS, turnaround_days=1),
            "It is wanted in 1 business day, line 1 without a rush.",
        ),
        (replace(CARDS, press="digital-1"), "It is to run on digital-1, line 1 on any press."),
        (
            replace(BLACK, stock="felt"),
            "It is on 80# felt cover, line 1 on 14 pt C2S cover and it is 1/0, line 1 4/4.",
        ),
    ],
)
def test_lines_that_differ_run_alone_and_say_in_what(other: FlatSpec, reason: str) -> None:
    found = propose(line(1, CARDS, 500), line(2, other, 500), rates=OTHER_STOCK)
    assert found.gangs == ()
    assert reasons(found)[2] == reason


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (line(2, CARDS, None), "No quantity is chosen yet."),
        (line(2, CARDS, 500, optional=True), "It is an option, and may not be printed at all."),
        (
            line(2, replace(CARDS, overrides=Overrides(reason="tried", n_up=10)), 500),
            "How it is made was set by hand.",
        ),
        (
            line(2, HoursSpec(product_type="design", service="design", hours=Decimal(1)), 1),
            "Only flat sheets that the shop prints to order can share a sheet.",
        ),
        (
            line(2, replace(CARDS, trim_width=Decimal(30)), 500),
            "A piece of 30 x 2 in does not fit on 12 x 18 in sheets within what Press 1 can print.",
        ),
    ],
)
def test_a_line_that_can_be_in_no_gang_says_why(odd: GangLine, reason: str) -> None:
    found = propose(line(1, CARDS, 500), odd)
    assert found.gangs == ()
    assert reasons(found) == {
        1: "There is no other line that it could share a sheet with.",
        2: reason,
    }


def test_an_overrun_beyond_what_the_shop_allows_is_refused_with_its_figures() -> None:
    sheets = replace(POSTCARDS, trim_width=Decimal(11), trim_height=Decimal(8))
    found = propose(line(1, sheets, 5000), line(2, sheets, 100))
    assert reasons(found) == dict.fromkeys(
        (1, 2),
        "A shared run makes 5,000 of line 2, which needs 100: 4900 % too many, "
        "and the shop allows 25 %.",
    )


def test_pieces_too_large_to_lie_beside_each_other_are_refused() -> None:
    large = replace(POSTCARDS, trim_width=Decimal(11), trim_height=Decimal(9))
    found = propose(line(1, large, 500), line(2, large, 500))
    assert reasons(found)[2] == (
        "No press takes a sheet of 14 pt C2S cover that holds 11 x 9 in of line 1 and 11 x 9 in "
        "of line 2 beside each other."
    )


def test_a_gang_that_saves_less_than_the_shop_asks_is_not_proposed() -> None:
    asking = replace(GOLDEN, policy=replace(GOLDEN.policy, gang_min_saving=Decimal("15.67")))
    lines = line(1, CARDS, 500), line(2, CARDS, 1000)
    found = propose(*lines, rates=asking)
    assert found.gangs == ()
    assert (
        reasons(found)[1] == "Running lines 1 and 2 together saves too little to be worth a gang."
    )
    enough = replace(GOLDEN, policy=replace(GOLDEN.policy, gang_min_saving=Decimal("15.66")))
    assert only_gang(propose(*lines, rates=enough)).cost_saving == Decimal("15.66")


def test_the_line_that_is_in_the_way_is_left_out() -> None:
    sheets = replace(POSTCARDS, trim_width=Decimal(8), trim_height=Decimal(5))
    lines = [line(place, sheets, quantity) for place, quantity in enumerate((1000, 20, 1000), 1)]
    found = propose(*lines)
    assert [share.line.position for share in only_gang(found).shares] == [1, 3]
    assert list(reasons(found)) == [2]


def test_of_many_lines_the_one_that_costs_the_others_their_saving_is_left_out() -> None:
    """Four cards save 47.30 together; with a larger piece, that bears more than alone, 38.91."""
    large = replace(POSTCARDS, trim_width=Decimal(4), trim_height=Decimal(5))
    lines = [line(place, CARDS, 400) for place in (1, 2, 4, 5)]
    lines.insert(2, line(3, large, 1000))
    asking = replace(GOLDEN, policy=replace(GOLDEN.policy, gang_min_saving=Decimal(40)))
    found = propose(*lines, rates=asking)
    gang = only_gang(found)
    assert [share.line.position for share in gang.shares] == [1, 2, 4, 5]
    assert gang.cost_saving == Decimal("47.30")
    assert reasons(found) == {
        3: "Running lines 1, 2, 3, 4 and 5 together saves too little to be worth a gang."
    }


def test_the_grain_that_a_line_wants_is_kept() -> None:
    grained = replace(GOLDEN, stocks=(stock("c2s-14", grain="long"),))
    lines = [
        line(1, replace(CARDS, grain="width"), 500),
        line(2, replace(CARDS, grain="height"), 500),
    ]
    gang = only_gang(propose(*lines, rates=grained))
    layout = gang.way.laid.layout
    for cell, owner in zip(layout.cells, gang.way.laid.owners, strict=True):
        upright = layout.grain == ("width", "height")[owner]
        assert cell.rotated is not upright


def test_a_shop_without_a_cutter_gangs_nothing() -> None:
    uncut = replace(GOLDEN, operations=())
    whole = replace(
        CARDS, trim_width=Decimal(12), trim_height=Decimal(18), bleed=Decimal(0), finishing=()
    )
    found = propose(line(1, whole, 500), line(2, whole, 500), rates=uncut)
    assert reasons(found)[1] == (
        "The rate book has no cutting operation, and a gang must be cut apart."
    )


def test_many_lines_are_ganged_in_several_gangs() -> None:
    lines = [line(place, POSTCARDS, 400) for place in range(1, 10)]
    found = propose(*lines)
    taken = [share.line.position for gang in found.gangs for share in gang.shares]
    assert len(taken) == len(set(taken))
    assert sorted([*taken, *reasons(found)]) == list(range(1, 10))
    assert len(found.gangs) >= 2


def test_at_most_eight_lines_share_a_sheet() -> None:
    found = propose(*(line(place, CARDS, 100) for place in range(1, 10)))
    assert len(only_gang(found).shares) == 8
    assert reasons(found) == {
        9: "8 lines are the most on one sheet, and those it could join are full."
    }


def test_the_document_keeps_costs_under_one_key() -> None:
    found = propose(line(1, CARDS, 500), line(2, CARDS, 1000))
    (shown,) = found.to_document(internal=False)["gangs"]
    assert "internal" not in shown
    assert all("internal" not in one for one in shown["lines"])
    assert (shown["price_apart"], shown["price_together"], shown["saves"]) == (
        "119.02",
        "103.40",
        "15.62",
    )
    (told,) = found.to_document(internal=True)["gangs"]
    assert told["internal"]["cost_apart"] == "86.19"
    assert told["internal"]["cost_together"] == "70.53"
    assert told["internal"]["shared"] == "40.53"
    assert len(told["owners"]) == told["layout"]["n_up"] == 21


SIZES: Final = ("1.5", "2", "3.5", "4", "5.5", "6")
WIDER: Final = replace(
    SEEDED,
    presses=(GOLDEN_PRESS, replace(BOOK.presses[0], max_caliper_in=Decimal("0.02"))),
    stocks=(
        stock("c2s-14", paper="c2s"),
        stock("c2s-14-parent", paper="c2s", sheet_width=inch("25"), sheet_height=inch("38")),
    ),
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(SIZES),
            st.sampled_from(SIZES),
            st.integers(50, 4_000),
            st.sampled_from([1, 1, 2]),
        ),
        min_size=2,
        max_size=4,
    ),
    st.sampled_from([GOLDEN, WIDER]),
)
def test_a_gang_makes_enough_splits_all_of_it_and_never_costs_more(
    jobs: list[tuple[str, str, int, int]], rates: RateBook
) -> None:
    lines = [
        line(
            place,
            replace(
                CARDS, trim_width=Decimal(width), trim_height=Decimal(height), versions=designs
            ),
            quantity,
        )
        for place, (width, height, quantity, designs) in enumerate(jobs, 1)
    ]
    found = propose(*lines, rates=rates)
    named = [share.line.position for gang in found.gangs for share in gang.shares]
    assert sorted([*named, *reasons(found)]) == [one.position for one in lines]
    for gang in found.gangs:
        cost = sum(gang.way.costs.values(), Fraction(0))
        assert sum(one.share for one in gang.shares) == 1
        assert sum((item.amount for item in gang.items), Decimal(0)) == pytest.approx(
            Decimal(cost.numerator) / Decimal(cost.denominator), abs=Decimal("1e-9")
        )
        shared = sum((one.shared for one in gang.shares), Decimal(0))
        assert abs(Fraction(shared) - cost) <= Fraction(1, 200)
        for one in gang.shares:
            assert one.made >= one.needed >= one.quantity
            assert one.overrun <= Fraction(1, 4)
            assert abs(Fraction(one.shared) - one.share * cost) < Fraction(1, 100)
        differences = sum((one.apart - one.together for one in gang.differences), Decimal(0))
        assert gang.cost_saving == differences >= rates.policy.gang_min_saving
        assert gang.price_saving >= 0
