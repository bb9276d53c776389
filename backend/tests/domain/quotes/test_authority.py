"""No arrangement of quantities and discounts takes a quote past its sender's own authority."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.actor import Authority
from app.domain.quotes.authority import fired_rules
from app.domain.quotes.pricing import LOWEST_MARGIN
from app.domain.quotes.quote import PricedDraft, offer_of
from tests.domain.quotes.test_drafts import cards, charge, price, quantity

FLOOR = Decimal("0.2")
STRICT = Authority(max_discount=Decimal("0.05"))


def rules_of(priced: PricedDraft, authority: Authority = STRICT) -> set[str]:
    return {rule.code for rule in fired_rules(offer_of(priced), authority, floor=FLOOR)}


def test_a_quote_by_the_formula_fires_nothing() -> None:
    assert rules_of(price(cards(quantity(500), quantity(1000)), charge("40"))) == set()
    assert rules_of(price(cards(quantity(500, selected=True)), charge("40"))) == set()


def test_work_given_away_earns_less_than_anybody_may_agree_to() -> None:
    free = cards(quantity(500, selected=True, typed_price=Decimal("0.00")))
    assert rules_of(price(free)) == {"below_floor", "discount_over_limit"}
    open_and_free = cards(quantity(500), quantity(1000, typed_price=Decimal("0.00")))
    assert rules_of(price(open_and_free)) == {"below_floor", "discount_over_limit"}


def test_a_whole_discount_on_the_document_is_work_given_away() -> None:
    chosen = cards(quantity(500, selected=True))
    for discounted in (
        price(chosen, discount_percent=Decimal(1)),
        price(chosen, discount_amount=Decimal(100_000)),
    ):
        offer = offer_of(discounted)
        assert offer.amount == 0
        assert offer.lowest_margin == LOWEST_MARGIN
        assert offer.concession == 1


def test_a_free_charge_costs_nothing_and_fires_nothing() -> None:
    assert rules_of(price(charge("0.00"))) == set()


def test_open_quantities_are_judged_after_the_documents_discount() -> None:
    matrix = cards(quantity(500), quantity(1000))
    assert rules_of(price(matrix, discount_percent=Decimal("0.8")), Authority()) == {"below_floor"}
    assert rules_of(price(matrix, discount_amount=Decimal("50.00")), Authority()) == {"below_floor"}


def test_a_cheap_price_does_not_hide_behind_a_dearer_open_quantity() -> None:
    honest = price(cards(quantity(500), quantity(5000)))
    formula = honest.lines[0].quantities[0].formula_price
    assert formula is not None
    cheaper = (formula * Decimal("0.9")).quantize(Decimal("0.01"))
    hidden = price(cards(quantity(500, typed_price=cheaper), quantity(5000)))
    assert "discount_over_limit" in rules_of(hidden)


def test_an_amount_taken_off_counts_by_the_cheapest_that_can_be_taken() -> None:
    offer = offer_of(
        price(cards(quantity(100), quantity(10_000)), discount_amount=Decimal("10.00"))
    )
    cheapest = price(cards(quantity(100, selected=True)), discount_amount=Decimal("10.00"))
    assert offer.concession == offer_of(cheapest).concession


WORTH_IT = 10
CENTS_OF_MARGIN = Decimal("0.02")
AMOUNTS = st.sampled_from([100, 500, 2500])
PRICES = st.one_of(st.none(), st.decimals(min_value=0, max_value=400, places=2))
LINES = st.lists(st.dictionaries(AMOUNTS, PRICES, min_size=1), min_size=1, max_size=3)


@settings(max_examples=40)
@given(
    lines=LINES,
    percent=st.decimals(min_value=0, max_value=1, places=2),
    amount=st.decimals(min_value=0, max_value=150, places=2),
)
def test_the_open_offer_is_never_judged_milder_than_any_choice_from_it(
    lines: list[dict[int, Decimal | None]], percent: Decimal, amount: Decimal
) -> None:
    drafted = [
        cards(*(quantity(count, typed_price=typed) for count, typed in line.items()))
        for line in lines
    ]
    judged = offer_of(price(*drafted, discount_percent=percent, discount_amount=amount))
    for choice in product(*(line.quantities for line in drafted)):
        chosen = [
            replace(
                line,
                quantities=tuple(replace(one, selected=one is taken) for one in line.quantities),
            )
            for line, taken in zip(drafted, choice, strict=True)
        ]
        taken = offer_of(price(*chosen, discount_percent=percent, discount_amount=amount))
        assert judged.amount >= taken.amount
        assert judged.concession >= taken.concession
        # A chosen total's discount is rounded to the cent, which is much only of very little.
        if taken.lowest_margin is not None and taken.amount > WORTH_IT:
            assert judged.lowest_margin is not None
            assert judged.lowest_margin <= taken.lowest_margin + CENTS_OF_MARGIN
