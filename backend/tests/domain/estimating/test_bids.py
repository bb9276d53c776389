"""The whole numbers that ways are compared by are what their reasons add up to."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal

import pytest

from app.domain.errors import ValidationError
from app.domain.estimating.buying import Paper
from app.domain.estimating.choosing import bucket_costs, costs_of
from app.domain.estimating.paper import prices_on
from app.domain.estimating.paper_tariffs import PaperTariff
from app.domain.estimating.parts import Bid
from app.domain.estimating.plans import plan_work
from app.domain.estimating.rates import Press, RateBook, Stock
from app.domain.estimating.result import Charged
from app.domain.estimating.spec import BoundSpec, FlatSpec, specification_from
from app.domain.estimating.tariffs import PLACES
from tests.domain.estimating.shops import TODAY
from tests.domain.estimating.test_seeded_rates import BOOK, SHEETS

QUANTITIES: Final = (1, 130, 2_500, 40_000)


def crooked_book(chance: random.Random) -> RateBook:
    """Give the seeded book with packs, brackets, freight, minimums, waste, and presses more."""
    (offset,) = (press for press in BOOK.presses if press.kind == "offset")
    perfector = replace(
        offset,
        code="PERFECTOR",
        colours=2,
        offset=replace(
            offset.offset,
            minimum_minutes=Decimal(0),
            perfecting_colours=1,
            spot_ink_min_lb=Decimal("0.3"),
        ),
    )
    return replace(
        BOOK,
        stocks=tuple(crooked_stock(stock, chance) for stock in BOOK.stocks),
        presses=(*BOOK.presses, perfector),
        operations=tuple(
            replace(
                one,
                run_waste=Decimal("0.0125"),
                make_ready_units=3,
                minimum=chance.choice([one.minimum, Decimal(19)]),
            )
            for one in BOOK.operations
        ),
        policy=replace(
            BOOK.policy, layout="mixed", mixed_saving=chance.choice(["money", "sheets"])
        ),
    )


def crooked_stock(stock: Stock, chance: random.Random) -> Stock:
    (price,) = stock.prices
    if stock.sheet_height is None:
        return stock
    bracket = replace(price, price=price.price * Decimal("0.91"), min_weight_lb=Decimal("120.7"))
    return replace(
        stock,
        prices=chance.choice([(price,), (price, bracket)]),
        pack_sheets=chance.choice([0, 250]),
        full_packs=chance.choice([True, False]),
        broken_pack=Decimal("0.15"),
        freight=chance.choice([Decimal(0), Decimal("0.035")]),
    )


def documents(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Give random work in sheets: most flat, some bound, one set by hand."""
    plain = ["cut", "laminate_gloss_1", "uv_2", "score", "pack", "shrink_wrap_100", "fold_half"]
    for place in range(10):
        size = {
            "product_type": "anything",
            "trim_width": str(round(chance.uniform(2, 9), 2)),
            "trim_height": str(round(chance.uniform(2, 12), 2)),
            "bleed": chance.choice(["0", "0.125"]),
            "stock": chance.choice(SHEETS),
            "colours_front": chance.choice([1, 4, 6]),
            "colours_back": chance.choice([0, 1, 4]),
        }
        if place % 5 == 0:
            yield size | {
                "kind": "bound",
                "pages": chance.choice([8, 32, 100]),
                "binding": chance.choice(["saddle_stitch", "coil"]),
                "finishing": ["pack"],
            }
            continue
        flat = size | {"finishing": chance.sample(plain, 3), "versions": chance.choice([1, 1, 3])}
        if place % 5 == 1:
            flat["overrides"] = {"reason": "Tried", "per_hour": 4_000, "waste": "0.07"}
        yield flat


@pytest.mark.parametrize("seed", range(4))
def test_what_a_way_bids_is_what_its_reasons_add_up_to(seed: int) -> None:
    chance = random.Random(seed)
    book = BOOK if seed == 0 else crooked_book(chance)
    compared = 0
    for document in documents(chance):
        try:
            spec = specification_from(document)
            assert isinstance(spec, FlatSpec | BoundSpec)
            plan = plan_work(spec, book, TODAY)
        except ValidationError:
            continue
        for part in plan.parts:
            for way in part.ways:
                for copies in QUANTITIES:
                    bid = way.bid(copies)
                    made = bid.make()
                    explained = [item.explain() for item in made.items]
                    assert told(bid) == summed(made.items) == summed(explained)
                    assert (bid.press, bid.stock) == (made.press, made.stock)
                    assert (bid.method, bid.words) == (made.method, made.words)
                    compared += 1
    assert compared > 100


def told(bid: Bid) -> dict[str, Fraction]:
    return {bucket: cost for bucket, cost in costs_of(bid).items() if cost}


def summed(items: Sequence[Charged]) -> dict[str, Fraction]:
    return {bucket: cost for bucket, cost in bucket_costs(items).items() if cost}


@pytest.mark.parametrize("pack", [0, 250])
@pytest.mark.parametrize("full_packs", [True, False])
@pytest.mark.parametrize("basis", ["per_m", "per_cwt", "per_area"])
def test_a_papers_tariff_is_its_cheapest_purchase(
    pack: int, full_packs: bool, basis: Literal["per_m", "per_cwt", "per_area"]
) -> None:
    (stock,) = (one for one in BOOK.stocks if one.code == "GLT-100-25X38")
    (price,) = stock.prices
    price = replace(price, basis=basis, price=Decimal("63.17"))
    stock = replace(
        stock,
        prices=(
            price,
            replace(price, price=Decimal("61.2"), min_weight_lb=Decimal("200.35")),
            replace(price, price=Decimal("44.9"), min_weight_lb=Decimal(900)),
        ),
        pack_sheets=pack,
        full_packs=full_packs,
        broken_pack=Decimal("0.137"),
        freight=Decimal("0.021"),
    )
    grade = BOOK.find_grade(stock.grade)
    assert grade is not None
    paper = Paper.of(stock, grade, BOOK.policy, prices_on(stock, TODAY))
    tariff = PaperTariff.of(paper)
    for sheets in range(1, 5_200):
        amounts = [0] * len(PLACES)
        tariff.add(sheets, amounts, 1)
        assert Fraction(amounts[PLACES["paper"]], tariff.parts) == paper.buy(sheets).exact


def test_what_follows_from_a_book_is_made_once_and_never_for_another() -> None:
    made: list[str] = []

    def make() -> Press:
        made.append("once")
        return BOOK.presses[0]

    book = replace(BOOK, version=7)
    assert book.remember(("anything", 1), make) is book.remember(("anything", 1), make)
    assert made == ["once"]
    replace(book, version=8).remember(("anything", 1), make)
    assert made == ["once", "once"]
