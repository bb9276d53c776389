"""What is sold from a price list: the list's own price, whole in its reasons, the same for ever."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.estimating.curves import Job, aim_at, curve_of_job
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import CustomerLevel, ListEdition, RateBook, RushBand
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import ListedSpec, specification_from
from app.domain.money import money_text
from app.domain.pricing.list_selling import Buyer, sell
from app.domain.pricing.price_lists import PriceBreak, PriceList, Tier
from app.domain.pricing.targets import InvalidTarget, Target
from tests.domain.estimating.shops import GOLDEN

DAY = date(2026, 11, 20)
LEVEL = CustomerLevel("agency", "Agency", Decimal("0.9"))
MODES = (
    ("step", "total", "from"),
    ("step", "unit", "up_to"),
    ("linear_totals", "total", "from"),
    ("linear_units", "unit", "from"),
    ("accumulated", "unit", "from"),
)


def badges(**changes: Any) -> PriceList:  # noqa: ANN401 - any field of a list
    """Name badges, dearer for everyone than for the trade, with what two of the breaks cost."""
    given = {
        "name": "Name badges, gold",
        "product": "Name badges",
        "mode": "linear_totals",
        "basis": "total",
        "effective_from": date(2026, 11, 1),
        "tiers": (Tier(run_on=Decimal(300)), Tier("trade", Decimal(250))),
        "breaks": (
            PriceBreak(10, (Decimal("60.00"), Decimal("50.00"))),
            PriceBreak(50, (Decimal("150.00"), Decimal("120.00")), Decimal("70.00")),
            PriceBreak(100, (Decimal("250.00"), Decimal("200.00")), Decimal("110.00")),
        ),
        **changes,
    }
    return PriceList(**given)


def book(*editions: PriceList, rush: bool = True) -> RateBook:
    return replace(
        GOLDEN,
        levels=(LEVEL, CustomerLevel("trade", "Trade", Decimal("0.8"))),
        rush=(RushBand(2, Decimal("0.25")),) if rush else (),
        price_lists=tuple(
            ListEdition("BADGE", number, content) for number, content in enumerate(editions, 1)
        ),
    )


def spec(**changes: object) -> ListedSpec:
    document = {"kind": "listed", "product_type": "list:BADGE", "price_list": "BADGE", **changes}
    found = specification_from(document)
    assert isinstance(found, ListedSpec)
    assert found.to_document() == {"turnaround_days": None, **document}
    return found


def priced(
    quantity: int, rates: RateBook | None = None, level: str | None = None, **changes: object
) -> QuantityEstimate:
    rates = book(badges()) if rates is None else rates
    found = estimate(spec(**changes), [quantity], rates, on=DAY, customer_level=level)
    return found.quantities[0]


def refused(rates: RateBook, quantity: int, on: date = DAY, **changes: object) -> str:
    with pytest.raises(ValidationError) as error:
        estimate(spec(**changes), [quantity], rates, on=on)
    return f"{error.value.fields[0]['path']} {error.value.message}"


def test_a_quantity_between_two_breaks_says_how_its_price_comes_about() -> None:
    one = priced(75)
    assert [one.price, one.cost, one.margin] == [Decimal(200), Decimal(90), Decimal(110)]
    document = one.to_document(internal=True)
    assert document["listed"] == {
        "price_list": "BADGE",
        "name": "Name badges, gold",
        "edition": 1,
        "effective_from": "2026-11-01",
        "mode": "linear_totals",
        "tier": "",
        "parts": [
            {
                "name": "list",
                "words": "1/2 of the way from 150.00 at 50 to 250.00 at 100",
                "breaks": [50, 100],
                "amount": "200",
            }
        ],
        "steps": document["internal"]["price_steps"],
        "better": None,
    }
    (item,) = document["internal"]["items"]
    assert item["formula"] == "1/2 of the way from 70.00 at 50 to 110.00 at 100"
    assert (item["amount"], item["rate"], item["rate_reference"]) == (
        "90",
        "1.2",
        "price_list:BADGE/cost",
    )
    assert (document["parts"], document["facts"], document["internal"]["buckets"]) == ([], [], [])


def test_nobody_who_may_not_see_costs_reads_one_in_it() -> None:
    assert "110" not in str(priced(75).to_document(internal=False))


def test_above_the_last_break_the_run_on_is_a_part_of_its_own() -> None:
    listed = priced(2_100).listed
    assert listed is not None
    assert [(part.name, part.words, str(part.amount), part.breaks) for part in listed.parts] == [
        ("list", "100 = 250.00", "250.0000000000", (100,)),
        ("run_on", "2,000 more at 300 per thousand", "600.0000000000", (100,)),
    ]


@pytest.mark.parametrize(
    ("quantity", "cost"),
    [(10, None), (49, None), (50, "70"), (60, "78"), (100, "110"), (250, "275")],
)
def test_a_cost_is_read_off_the_list_where_it_says_enough(quantity: int, cost: str | None) -> None:
    one = priced(quantity)
    assert (None if one.cost is None else f"{one.cost.normalize():f}") == cost
    assert (one.margin is None, one.margin_fraction is None) == (cost is None, cost is None)
    internal = one.to_document(internal=True)["internal"]
    assert (internal["cost"] is None, internal["items"] == []) == (cost is None, cost is None)


def test_a_level_buys_by_its_own_column_or_by_its_multiplier_and_a_hurry_costs_more() -> None:
    assert money_text(priced(50, level="trade").price) == "120.00"
    assert money_text(priced(50, level="agency").price) == "135.00"
    assert money_text(priced(50, level="agency", turnaround_days=2).price) == "168.75"
    assert money_text(priced(50, turnaround_days=3).price) == "150.00"


def test_the_shops_minimum_charge_is_for_estimated_jobs() -> None:
    rates = book(badges())
    dear = replace(rates, policy=replace(rates.policy, minimum_charge=Decimal(500)))
    assert money_text(priced(50, dear).price) == "150.00"


def test_a_larger_break_that_costs_less_is_named() -> None:
    breaks = (PriceBreak(50, (Decimal(90),)), PriceBreak(100, (Decimal(60),)))
    rates = book(badges(breaks=breaks, tiers=(Tier(),), mode="step"))
    found = estimate(spec(), [99], rates, on=DAY)
    assert found.warnings == ("99 cost 178.20: 100 cost less in all, 60.00.",)
    listed = found.quantities[0].listed
    assert listed is not None
    assert listed.to_document()["better"] == {"quantity": 100, "price": "60.00"}


def test_the_edition_holds_that_began_last_and_of_one_day_the_newest() -> None:
    names = ["first", "second", "to come", "corrected"]
    days = [DAY - timedelta(days=9), DAY, DAY + timedelta(days=1), DAY]
    rates = book(
        *(badges(name=name, effective_from=day) for name, day in zip(names, days, strict=True))
    )

    def name_on(days_later: int) -> str:
        return estimate(spec(), [50], rates, on=DAY + timedelta(days=days_later)).description

    assert [name_on(later) for later in (-9, -1, 0, 1)] == [
        "first",
        "first",
        "corrected",
        "to come",
    ]
    assert "No price list BADGE holds on this day" in refused(rates, 50, DAY - timedelta(days=10))


def test_what_the_list_does_not_sell_is_refused_where_it_is_wrong() -> None:
    rates = book(badges())
    assert refused(rates, 9).startswith("['quantities'] This list starts at 10")
    for_trade = book(badges(tiers=(Tier("trade"),), breaks=(PriceBreak(10, (Decimal(5),)),)))
    assert refused(for_trade, 10) == (
        "['spec', 'price_list'] This list has no price for this customer level."
    )
    with pytest.raises(ValidationError) as error:
        spec(price_list="OTHER")
    assert error.value.fields[0]["path"] == ["spec", "price_list"]


def test_a_book_holds_an_edition_once_and_survives_its_document() -> None:
    rates = book(badges(), badges(effective_from=DAY))
    assert RateBook.from_document(rates.to_document()) == rates
    with pytest.raises(ValidationError) as error:
        replace(rates, price_lists=(rates.price_lists[0], rates.price_lists[0]))
    assert error.value.fields[0]["path"] == ["price_lists", 1, "number"]


def test_a_curve_begins_where_the_list_does() -> None:
    job = Job(spec=spec(), rates=book(badges()), on=DAY, level="trade")
    points = curve_of_job(job, largest=1_000, costs=True).curve.points
    assert (points[0].quantity, points[-1].quantity) == (10, 1_000)
    assert [point.cost is None for point in points[:1]] == [True]
    up_to = replace(job, rates=book(badges(mode="step", reach="up_to")))
    assert curve_of_job(up_to, largest=100, costs=False).curve.points[0].quantity == 1


def test_a_price_is_aimed_at_a_margin_only_where_the_cost_is_known() -> None:
    job = Job(spec=spec(), rates=book(badges()), on=DAY)
    aimed = aim_at(job, 50, Target("margin", Decimal("0.30")))
    assert money_text(aimed.reached.price) == "100.00"
    with pytest.raises(InvalidTarget):
        aim_at(job, 10, Target("margin", Decimal("0.30")))
    free = aim_at(job, 10, Target("unit_price", Decimal("5.50")))
    assert money_text(free.reached.price) == "55.00"
    internal = free.to_document()["internal"]
    assert {name for name, value in internal.items() if value is None} == set(internal)


rows = st.lists(
    st.tuples(st.integers(1, 600), st.decimals(min_value=0, max_value=500, places=2)),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
).map(sorted)


@settings(max_examples=60)
@given(
    rows,
    st.integers(1, 900),
    st.sampled_from(MODES),
    st.sampled_from([None, "agency", "trade"]),
    st.sampled_from([None, 1]),
    st.none() | st.decimals(min_value=0, max_value=900, places=2),
)
def test_a_listed_price_is_the_lists_own_and_whole_in_its_parts(
    given_rows: list[tuple[int, Decimal]],
    quantity: int,
    how: tuple[Any, Any, Any],
    level: str | None,
    days: int | None,
    run_on: Decimal | None,
) -> None:
    """The oracle is selling from the list itself, as its own screen does."""
    mode, basis, reach = how
    prices = badges(
        mode=mode,
        basis=basis,
        reach=reach,
        tiers=(Tier(run_on=run_on),),
        breaks=tuple(PriceBreak(one, (cell,)) for one, cell in given_rows),
    )
    if reach == "from" and quantity < given_rows[0][0]:
        assert "This list starts at" in refused(book(prices), quantity)
        return
    rates = book(prices)
    found = rates.find_level(level or "")
    buyer = Buyer(
        level=level or "",
        multiplier=Decimal(1) if found is None else found.multiplier,
        rush_days=days,
        rush=None if days is None else Decimal("0.25"),
    )
    sold = sell(prices, quantity, buyer)
    one = priced(quantity, rates, level, turnaround_days=days)
    assert (one.price, one.unit_price) == (sold.price, sold.unit_price)
    assert one.listed is not None
    assert sum(part.amount for part in one.listed.parts) == one.formula_price
    exact = sum((part.exact for part in sold.looked_up.parts), Fraction(0))
    assert exact == sold.looked_up.exact
    again = RateBook.from_document(rates.to_document())
    assert priced(quantity, again, level, turnaround_days=days) == one
