"""Which editions of price lists a card takes along, and what two cards say otherwise of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from app.domain.catalog import editions_from
from app.domain.catalog.effect import OpenQuote, Repricer
from app.domain.catalog.findings import LineFinding, lint_lines
from app.domain.catalog.listed import find_list_changes
from app.domain.estimating.rates import ListEdition, RateBook
from app.domain.estimating.spec import ListedSpec
from app.domain.pricing.price_lists import PriceBreak, PriceList, Tier
from app.domain.quotes.draft import Draft, DraftLine, Header, LineKind, LineQuantity
from app.domain.quotes.quote import CustomerTerms, price_draft
from tests.domain.estimating.shops import GOLDEN

DAY = date(2026, 11, 20)


def edition(code: str, number: int, later: int = 0, *prices: str) -> ListEdition:
    content = PriceList(
        name=f"List {code}",
        product="",
        mode="step",
        basis="total",
        effective_from=DAY + timedelta(days=later),
        tiers=(Tier(),),
        breaks=tuple(
            PriceBreak(50 * place, (Decimal(price),))
            for place, price in enumerate(prices or ("10",), 1)
        ),
    )
    return ListEdition(code, number, content)


def book(*editions: ListEdition, version: int = 1) -> RateBook:
    return replace(GOLDEN, version=version, price_lists=editions)


def test_a_card_takes_what_holds_and_what_is_to_come() -> None:
    editions = [
        edition("B", 1, -9),
        edition("A", 1, -9),
        edition("A", 2, -3),
        edition("A", 3, -3),
        edition("A", 5, 4),
        edition("A", 4, 8),
        edition("C", 1, 2),
    ]
    kept = editions_from(editions, DAY)
    assert [(one.code, one.number) for one in kept] == [
        ("A", 3),
        ("A", 5),
        ("A", 4),
        ("B", 1),
        ("C", 1),
    ]
    whole, small = book(*editions), book(*kept)
    for days in range(12):
        for code in "ABC":
            on = DAY + timedelta(days=days)
            assert small.find_list(code, on) == whole.find_list(code, on)


def test_two_cards_differ_in_a_list_that_came_changed_or_went() -> None:
    before = book(edition("A", 1, -9), edition("B", 1, -9), edition("D", 1, -9), edition("D", 2))
    after = book(edition("A", 1, -9), edition("A", 2, 11), edition("C", 1), edition("D", 2))
    found = list(find_list_changes(before.to_document(), after.to_document()))
    assert [(one.key, one.action, one.before, one.after, one.sentence) for one in found] == [
        ("price_lists/A/", "changed", "1", "1, 2", "List A: edition 2 from 1 Dec 2026"),
        ("price_lists/B/", "removed", "1", "", "List B: archived"),
        ("price_lists/C/", "added", "", "1", "List C: edition 1 from 20 Nov 2026"),
        ("price_lists/D/", "changed", "1, 2", "2", "List D: an older edition is over"),
    ]
    assert list(find_list_changes({}, GOLDEN.to_document())) == []


def test_versions_price_alike_where_only_lists_differ_that_nobody_sells_from() -> None:
    old = book(edition("A", 1), edition("B", 1))
    new = book(edition("A", 1), edition("B", 2), version=2)
    assert old.prices_like(new, ())
    assert old.prices_like(new, {"A", "Z"})
    assert not old.prices_like(new, {"A", "B"})
    dearer = replace(new, policy=replace(new.policy, minimum_charge=Decimal(999)))
    assert not old.prices_like(dearer, ())


def findings(old: RateBook, new: RateBook, typed: str | None = None) -> list[LineFinding]:
    line = DraftLine(
        id=uuid4(),
        kind=LineKind.PRODUCT,
        title="Badges",
        spec=ListedSpec(product_type="list:A", price_list="A"),
        quantities=tuple(
            LineQuantity(
                id=uuid4(),
                quantity=quantity,
                typed_price=Decimal(typed) if typed is not None and quantity == 100 else None,
            )
            for quantity in (50, 100)
        ),
    )
    header = Header(
        title="Open",
        customer_id=None,
        prospect_name="Walk-in",
        contact_id=None,
        valid_until=DAY,
    )
    draft = Draft(header=header, lines=(line,))
    customer = CustomerTerms()
    priced = price_draft(draft, {}, old, customer, on=DAY)
    known = {one.line.id: one for one in priced.lines}
    quote = OpenQuote(id=uuid4(), draft=draft, known=known, customer=customer)
    repricer = Repricer(new, DAY)
    repricer.prepare([quote])
    return list(lint_lines([quote], repricer))


def test_a_line_is_judged_by_what_a_new_offer_would_ask_and_only_for_what_is_new() -> None:
    sound = book(edition("A", 1, 0, "40", "60"))
    turned = book(edition("A", 2, 0, "70", "60"), version=2)
    (found,) = findings(sound, turned)
    assert (found.place, found.title, found.quantities) == (1, "Badges", (50, 100))
    assert found.sentence == "100 are cheaper in all than 50: 60.00 against 70.00."
    assert [(fix.quantity, fix.price) for fix in found.fixes] == [(100, Decimal("70.00"))]
    assert findings(turned, turned) == []
    assert findings(sound, turned, typed="75") == []
    assert findings(sound, sound) == []
