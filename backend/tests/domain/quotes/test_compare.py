"""Two editions of a quote differ by causes that add up to the difference, to the cent."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from uuid import uuid4

import pytest

from app.domain.estimating.rates import Stock
from app.domain.quotes.compare import Comparison, Edition, compare
from app.domain.quotes.draft import Draft, DraftLine
from app.domain.quotes.quote import CustomerTerms, PricedDraft, price_draft
from tests.domain.estimating.shops import CARDS
from tests.domain.quotes.test_drafts import BOOK, DAY, HEADER, cards, charge, price, quantity


def edition(priced: PricedDraft) -> Edition:
    return Edition(priced.lines, priced.totals)


def difference(before: PricedDraft, after: PricedDraft) -> Comparison:
    found = compare(edition(before), edition(after))
    assert sum(line.amount for line in found.lines) + found.discount + found.tax == found.difference
    for line in found.lines:
        assert sum(cause.amount for cause in line.causes) == line.amount
        assert all(cause.amount for cause in line.causes)
    return found


def causes(found: Comparison) -> dict[str, Decimal]:
    (line,) = found.lines
    return {cause.what: cause.amount for cause in line.causes}


def one_card(**changes: object) -> DraftLine:
    return cards(quantity(500, selected=True), **changes)


def test_the_same_quote_differs_by_nothing() -> None:
    line = one_card()
    found = difference(price(line), price(line))
    assert found.difference == 0
    assert not found.lines


def test_a_dearer_paper_is_the_paper_and_nothing_else_but_its_cents() -> None:
    line = one_card()

    def dearer(stock: Stock) -> Stock:
        prices = tuple(replace(one, price=one.price * 2) for one in stock.prices)
        return replace(stock, prices=prices)

    book = replace(BOOK, stocks=tuple(map(dearer, BOOK.stocks)))
    draft = Draft(header=HEADER, lines=(line,))
    after = price_draft(draft, {}, book, CustomerTerms(price_level="standard"), on=DAY)
    found = causes(difference(price(line), after))
    assert set(found) <= {"Paper", "Rounding"}
    assert found["Paper"] > 1
    assert abs(found.get("Rounding", Decimal(0))) <= Decimal("0.01")


def test_what_came_and_what_went_are_whole_lines() -> None:
    line, design, setup = one_card(), charge("45"), charge("12.50", title="Set-up")
    found = difference(price(line, design), price(line, setup))
    assert [(one.kind, one.title, one.amount) for one in found.lines] == [
        ("added", "Set-up", Decimal("12.50")),
        ("removed", "Design", Decimal("-45.00")),
    ]
    assert found.tax == round(Decimal("-32.50") * Decimal("0.0825"), 2)


def test_a_line_that_becomes_optional_no_longer_counts() -> None:
    design = charge("45")
    found = difference(price(design), price(replace(design, optional=True)))
    (change,) = found.lines
    assert (change.kind, change.amount, change.counts) == ("changed", Decimal("-45.00"), True)
    assert [(one.field, one.before, one.after) for one in change.fields] == [
        ("Optional", "no", "yes")
    ]


def test_an_option_that_is_new_is_told_and_adds_nothing() -> None:
    card, banner = one_card(), replace(charge("45"), optional=True)
    (change,) = difference(price(card), price(card, banner)).lines
    assert (change.kind, change.amount, change.counts) == ("added", Decimal(0), False)


def test_a_copy_is_compared_line_by_line_though_its_ids_are_new() -> None:
    line = one_card()
    copy = replace(line, id=uuid4(), quantities=(quantity(1000, selected=True),))
    (change,) = difference(price(line), price(copy)).lines
    assert change.kind == "changed"
    assert {cause.what for cause in change.causes} >= {"Paper", "Colour clicks", "Press"}


def test_a_typed_price_and_a_discount_stand_by_themselves() -> None:
    line = one_card()
    formula = price(line).lines[0].quantities[0].price
    assert formula is not None
    (row,) = line.quantities
    typed = replace(line, quantities=(replace(row, typed_price=Decimal("80.00")),))
    assert causes(difference(price(line), price(typed))) == {"Typed price": 80 - formula}
    cheaper = replace(typed, discount_percent=Decimal("0.10"))
    assert causes(difference(price(typed), price(cheaper))) == {"Line discount": Decimal("-8.00")}
    found = difference(price(typed), price(typed, discount_amount=Decimal("20.00")))
    assert not found.lines
    assert found.discount == Decimal("-20.00")


@pytest.mark.parametrize("seed", range(60))
def test_the_causes_of_any_two_editions_add_up(seed: int) -> None:
    draw = Random(seed)

    def line(source: DraftLine | None = None) -> DraftLine:
        spec = replace(
            CARDS,
            trim_width=Decimal(draw.choice(["3.5", "4", "6"])),
            colours_back=draw.choice([0, 1, 4]),
            turnaround_days=draw.choice([None, 1]),
        )
        row = quantity(draw.choice([1, 250, 777, 5000]), selected=draw.random() < 0.8)
        if draw.random() < 0.3:
            row = replace(row, typed_price=Decimal(draw.choice(["0.00", "99.99", "1234.56"])))
        made = cards(
            row,
            spec=spec,
            discount_percent=Decimal(draw.choice(["0", "0.0333", "1"])),
            optional=draw.random() < 0.2,
        )
        return made if source is None else replace(made, id=source.id)

    def whole(*lines: DraftLine) -> PricedDraft:
        return price(
            *lines,
            charge(draw.choice(["0.333333", "45", "1.005"]), draw.choice([1, 3])),
            discount_percent=Decimal(draw.choice(["0", "0.05"])),
            discount_amount=Decimal(draw.choice(["0", "7.77"])),
        )

    first, second = line(), line()
    difference(whole(first, second), whole(line(first), line()))
