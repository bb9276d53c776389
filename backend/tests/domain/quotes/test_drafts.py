"""Drafts as values: changes, prices, totals, authority."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.actor import Authority
from app.domain.errors import ValidationError
from app.domain.quotes.authority import Offer, fired_rules
from app.domain.quotes.draft import (
    MOST_LINES,
    Author,
    Change,
    Draft,
    DraftLine,
    Header,
    InvalidQuote,
    LineKind,
    LineQuantity,
    OrderLines,
    PutLine,
    RemoveLine,
    SetFields,
    apply_changes,
)
from app.domain.quotes.pricing import NO_TARGET
from app.domain.quotes.quote import (
    CustomerTerms,
    PricedDraft,
    offer_of,
    price_draft,
    problems_before_sending,
)
from tests.domain.estimating.shops import CARDS, SEEDED

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
ME = Author(UUID(int=7), NOW)
BOOK = replace(SEEDED, policy=replace(SEEDED.policy, tax_rate=Decimal("0.0825")))
HEADER = Header(
    title="Fall menu kit",
    customer_id=UUID(int=1),
    prospect_name=None,
    contact_id=UUID(int=2),
    valid_until=DAY,
)
EMPTY = Draft(header=HEADER)


def quantity(amount: int, **changes: object) -> LineQuantity:
    return replace(LineQuantity(id=uuid4(), quantity=amount), **changes)  # type: ignore[arg-type]


def cards(*quantities: LineQuantity, **changes: object) -> DraftLine:
    line = DraftLine(
        id=uuid4(), kind=LineKind.PRODUCT, title="Cards", spec=CARDS, quantities=quantities
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def charge(each: str | None, amount: int = 1, **changes: object) -> DraftLine:
    line = DraftLine(
        id=uuid4(),
        kind=LineKind.CHARGE,
        title="Design",
        unit_price=None if each is None else Decimal(each),
        quantities=(quantity(amount, selected=True),),
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def price(*lines: DraftLine, before: PricedDraft | None = None, **header: object) -> PricedDraft:
    known = {} if before is None else {one.line.id: one for one in before.lines}
    draft = Draft(header=replace(HEADER, **header), lines=lines)  # type: ignore[arg-type]
    return price_draft(draft, known, BOOK, CustomerTerms(price_level="standard"), on=DAY)


def test_a_line_keeps_its_place_or_takes_the_one_it_is_given() -> None:
    a, b, c = charge("1"), charge("2"), charge("3")
    draft = apply_changes(EMPTY, [PutLine(a), PutLine(b), PutLine(c, after=a.id)], ME)
    assert [line.id for line in draft.lines] == [a.id, c.id, b.id]
    draft = apply_changes(draft, [PutLine(replace(a, title="First still"))], ME)
    assert draft.lines[0].title == "First still"
    draft = apply_changes(draft, [PutLine(b, after=None)], ME)
    assert [line.id for line in draft.lines] == [b.id, a.id, c.id]


def test_a_refused_change_names_its_place_and_the_draft_is_a_value() -> None:
    line = charge("1")
    draft = apply_changes(EMPTY, [PutLine(line)], ME)
    with pytest.raises(InvalidQuote) as refused:
        apply_changes(draft, [RemoveLine(line.id), PutLine(charge("2"), after=line.id)], ME)
    assert refused.value.fields[0]["path"] == ["changes", 1, "after_id"]
    assert draft.lines == (line,)


def test_removing_twice_is_removing_once() -> None:
    line = charge("1")
    draft = apply_changes(EMPTY, [PutLine(line), RemoveLine(line.id), RemoveLine(line.id)], ME)
    assert draft.lines == ()


@pytest.mark.parametrize("wrong", [[], [1, 1], [1, 2, 3], [1], [1, 2, 2]])
def test_an_order_names_each_line_once(wrong: list[int]) -> None:
    lines = [replace(charge("1"), id=UUID(int=place)) for place in (1, 2)]
    draft = apply_changes(EMPTY, [PutLine(line) for line in lines], ME)
    with pytest.raises(InvalidQuote):
        apply_changes(draft, [OrderLines(tuple(UUID(int=one) for one in wrong))], ME)


def test_a_customer_takes_the_prospects_place_and_drops_a_strangers_contact() -> None:
    prospect = apply_changes(
        EMPTY, [SetFields({"prospect_name": "Bayou", "customer_id": None})], ME
    ).header
    assert (prospect.customer_id, prospect.contact_id) == (None, None)
    back = apply_changes(
        Draft(header=prospect), [SetFields({"customer_id": UUID(int=9)})], ME
    ).header
    assert (back.prospect_name, back.customer_id) == (None, UUID(int=9))
    with pytest.raises(InvalidQuote):
        apply_changes(EMPTY, [SetFields({"customer_id": None})], ME)


def test_a_line_keeps_only_what_its_kind_has() -> None:
    note = charge("5", kind=LineKind.NOTE, spec=CARDS, optional=True)
    kept = apply_changes(EMPTY, [PutLine(note)], ME).lines[0]
    assert (kept.spec, kept.quantities, kept.unit_price, kept.optional) == (None, (), None, False)
    with pytest.raises(InvalidQuote):
        apply_changes(EMPTY, [PutLine(cards(quantity(5), spec=None))], ME)
    with pytest.raises(InvalidQuote):
        apply_changes(EMPTY, [PutLine(cards(quantity(5), quantity(5)))], ME)
    both = (quantity(5, selected=True), quantity(6, selected=True))
    with pytest.raises(InvalidQuote):
        apply_changes(EMPTY, [PutLine(cards(*both))], ME)


def test_a_typed_price_remembers_who_typed_it_when() -> None:
    line = cards(quantity(500, typed_price=Decimal(60), typed_reason="Match"))
    draft = apply_changes(EMPTY, [PutLine(line)], ME)
    assert draft.lines[0].quantities[0].typed_by == ME.id
    later = Author(UUID(int=8), NOW + timedelta(days=1))
    same = apply_changes(draft, [PutLine(line)], later).lines[0].quantities[0]
    assert (same.typed_by, same.typed_at) == (ME.id, NOW)
    other = replace(line.quantities[0], typed_price=Decimal(61))
    again = apply_changes(draft, [PutLine(replace(line, quantities=(other,)))], later)
    assert again.lines[0].quantities[0].typed_by == later.id


def test_the_engine_is_not_asked_again_about_what_did_not_change() -> None:
    line = cards(quantity(500, selected=True), quantity(1000))
    first = price(line)
    assert first.lines[0].repriced
    kept = price(replace(line, title="New title"), before=first)
    assert not kept.lines[0].repriced
    assert kept.totals == first.totals
    fewer = price(replace(line, quantities=line.quantities[:1]), before=first)
    assert not fewer.lines[0].repriced
    other = replace(line, spec=replace(CARDS, colours_back=0))
    assert price(other, before=first).lines[0].repriced
    more = replace(line, quantities=(*line.quantities, quantity(2500)))
    assert price(more, before=first).lines[0].repriced


def test_a_line_with_a_problem_is_tried_again() -> None:
    bad = cards(quantity(500, selected=True), spec=replace(CARDS, stock="none"))
    first = price(bad)
    assert first.lines[0].problem
    assert price(bad, before=first).lines[0].repriced


def test_a_purchase_is_priced_by_hand_or_by_its_mark_up() -> None:
    outside = charge(None, 10, kind=LineKind.OUTSIDE, cost=Decimal(4))
    assert price(outside).totals.subtotal == Decimal("48.00")
    assert price(replace(outside, unit_price=Decimal("6.005"))).totals.subtotal == Decimal("60.05")
    unknown = price(replace(outside, cost=None))
    assert unknown.lines[0].problem == "Give this purchase a price or its cost."
    assert unknown.totals.total is None


def test_a_quote_of_unknown_cost_has_no_light() -> None:
    outside = charge("6", 10, kind=LineKind.OUTSIDE)
    assert (price(outside).margin, price(outside).light) == (None, None)
    assert price(charge("6")).light == "green"


def test_more_pieces_for_less_money_is_said() -> None:
    line = cards(quantity(500), quantity(1000, typed_price=Decimal(10)))
    assert price(line).warnings[0].startswith("Line 1: 1,000 are cheaper in all than 500")


@given(
    prices=st.lists(st.integers(0, 5_000_000), min_size=1, max_size=8),
    percent=st.integers(0, 10_000),
    amount=st.integers(0, 1_000_000),
    discount=st.integers(0, 10_000),
)
def test_the_lines_make_the_subtotal_and_the_parts_the_total(
    prices: list[int], percent: int, amount: int, discount: int
) -> None:
    lines = [
        charge(str(Decimal(cents) / 100), discount_percent=Decimal(discount) / 10_000)
        for cents in prices
    ]
    priced = price(
        *lines,
        discount_percent=Decimal(percent) / 10_000,
        discount_amount=Decimal(amount) / 100,
    )
    nets = [line.selected.net for line in priced.lines if line.selected is not None]
    totals = priced.totals
    assert sum((net for net in nets if net is not None), Decimal(0)) == totals.subtotal
    assert totals.total == totals.subtotal - totals.discount + totals.tax
    assert totals.total is not None
    assert totals.total >= 0


@given(st.data())
def test_any_changes_leave_a_draft_whose_lines_are_there_once(data: st.DataObject) -> None:
    ids = [UUID(int=n) for n in range(1, 6)]
    draft = EMPTY
    for _ in range(data.draw(st.integers(1, 12))):
        line_id = data.draw(st.sampled_from(ids))
        line = replace(charge("1"), id=line_id)
        choices: list[Change] = [
            PutLine(line),
            PutLine(line, after=data.draw(st.sampled_from([None, *ids]))),
            RemoveLine(line_id),
            OrderLines(tuple(reversed([one.id for one in draft.lines]))),
        ]
        change = choices[data.draw(st.integers(0, len(choices) - 1))]
        try:
            draft = apply_changes(draft, [change], ME)
        except ValidationError:
            continue
        present = [line.id for line in draft.lines]
        assert len(set(present)) == len(present)
        assert price(*draft.lines).totals.subtotal == len(present)


def test_before_sending_everything_wrong_is_said() -> None:
    empty = price(valid_until=DAY - timedelta(days=1))
    assert len(problems_before_sending(empty, today=DAY)) == 2
    note = replace(charge("1"), kind=LineKind.NOTE, quantities=())
    assert problems_before_sending(price(note), today=DAY) == [
        "Add at least one line with a price."
    ]
    assert problems_before_sending(price(charge("1"), cards(quantity(500))), today=DAY) == []


def test_rules_fire_beyond_ones_own_authority_and_only_there() -> None:
    offer = Offer(
        amount=Decimal(1000),
        lowest_margin=Decimal("0.25"),
        list_total=Decimal(1250),
        asked_total=Decimal(1000),
    )
    floor = Decimal("0.3")
    assert [rule.code for rule in fired_rules(offer, Authority(), floor=floor)] == ["below_floor"]
    strict = Authority(max_total=Decimal(999), max_discount=Decimal("0.1999"))
    assert len(fired_rules(offer, strict, floor=floor)) == 3
    exact = Authority(
        max_total=Decimal(1000), max_discount=Decimal("0.2"), min_margin=Decimal("0.25")
    )
    assert fired_rules(offer, exact, floor=floor) == []


def test_an_open_quote_is_judged_by_the_worst_that_can_be_taken() -> None:
    cheap = quantity(2500, typed_price=Decimal(30))
    offer = offer_of(price(cards(quantity(500), cheap), discount_percent=Decimal("0.1")))
    assert offer.lowest_margin is not None
    assert offer.lowest_margin < Decimal(0)
    assert offer.amount > 0
    chosen = replace(cheap, selected=True)
    taken = offer_of(price(cards(quantity(500), chosen)))
    assert taken.amount == 30
    assert taken.concession > Decimal("0.5")


def test_a_whole_quotes_discount_counts_as_a_concession() -> None:
    offer = offer_of(price(charge("100"), discount_percent=Decimal("0.25")))
    assert (offer.amount, offer.concession) == (Decimal(75), Decimal("0.25"))


def test_a_cost_that_is_not_sent_stays_and_a_reason_goes_with_its_price() -> None:
    line = charge("5", cost=Decimal(3))
    draft = apply_changes(EMPTY, [PutLine(line, keep_cost=False)], ME)
    unseen = replace(line, cost=None)
    assert apply_changes(draft, [PutLine(unseen)], ME).lines[0].cost == 3
    assert apply_changes(draft, [PutLine(unseen, keep_cost=False)], ME).lines[0].cost is None
    free = cards(quantity(500, typed_reason="left over"))
    assert apply_changes(EMPTY, [PutLine(free)], ME).lines[0].quantities[0].typed_reason == ""


def test_a_quote_has_an_end() -> None:
    full = Draft(header=HEADER, lines=tuple(charge("1") for _ in range(MOST_LINES)))
    with pytest.raises(InvalidQuote):
        apply_changes(full, [PutLine(charge("1"))], ME)
    assert apply_changes(full, [PutLine(full.lines[-1], after=None)], ME).lines[0].kind == "charge"
    with pytest.raises(InvalidQuote):
        price(charge("90000000"), charge("9999999"))


def test_another_rate_card_or_level_asks_the_engine_again() -> None:
    line = cards(quantity(500, selected=True))
    first = price(line)
    known = {line.id: first.lines[0]}
    draft = Draft(header=HEADER, lines=(line,))
    newer = replace(BOOK, version=BOOK.version + 1)
    standard, trade = (CustomerTerms(price_level=level) for level in ("standard", "trade"))
    assert price_draft(draft, known, newer, standard, on=DAY).lines[0].repriced
    cheaper = price_draft(draft, known, BOOK, trade, on=DAY)
    assert cheaper.totals.subtotal < first.totals.subtotal
    unknown = price_draft(draft, {}, BOOK, CustomerTerms(price_level="nobody"), on=DAY)
    assert unknown.lines[0].problem is None


def test_the_unit_price_of_a_charge_is_the_one_that_was_typed() -> None:
    chosen = price(charge("0.012345", 1000)).lines[0].selected
    assert chosen is not None
    assert (chosen.price, chosen.unit_price) == (Decimal("12.35"), Decimal("0.012345"))


def test_a_loss_beyond_all_measure_still_has_a_margin() -> None:
    chosen = price(charge("0.01", cost=Decimal(90_000_000))).lines[0].selected
    assert chosen is not None
    assert chosen.margin == Decimal("-999.9999")


def test_options_count_neither_in_the_total_nor_against_authority() -> None:
    priced = price(charge("10"), charge("500", optional=True))
    assert priced.totals.total == Decimal("10.83")
    assert offer_of(priced).amount == 10


def test_an_open_quote_may_come_to_its_dearest() -> None:
    open_line = price(cards(quantity(500), quantity(2500)))
    dearest = max(one.price for one in open_line.lines[0].quantities if one.price is not None)
    assert offer_of(open_line).amount == dearest


def test_a_unit_price_that_is_typed_is_the_price_of_one_whatever_the_quantity() -> None:
    line = cards(quantity(500, selected=True, typed_unit_price=Decimal("0.123455")))
    [typed] = price(line).lines[0].quantities
    assert (typed.price, typed.unit_price) == (Decimal("61.73"), Decimal("0.123455"))
    more = replace(line, quantities=(replace(line.quantities[0], quantity=1000),))
    assert price(more).lines[0].quantities[0].price == Decimal("123.46")
    assert typed.formula_price not in {None, typed.price}


@pytest.mark.parametrize(
    "typed",
    [
        {"typed_price": Decimal(1), "typed_unit_price": Decimal(1)},
        {"typed_price": Decimal(1), "target_margin": Decimal("0.4")},
        {"typed_unit_price": Decimal(1), "target_margin": Decimal("0.4")},
    ],
)
def test_a_price_is_typed_in_one_way_only(typed: dict[str, Decimal]) -> None:
    with pytest.raises(InvalidQuote) as refused:
        apply_changes(EMPTY, [PutLine(cards(quantity(500), quantity(1000, **typed)))], ME)
    assert refused.value.fields[0]["path"] == ["changes", 0, "line", "quantities", 1]


def test_a_unit_price_remembers_who_typed_it_and_another_kind_of_price_is_a_new_one() -> None:
    line = cards(quantity(500, typed_unit_price=Decimal("0.12")))
    draft = apply_changes(EMPTY, [PutLine(line)], ME)
    later = Author(UUID(int=8), NOW + timedelta(days=1))
    again = apply_changes(draft, [PutLine(line)], later)
    assert again.lines[0].quantities[0].typed_by == ME.id
    whole = replace(line.quantities[0], typed_unit_price=None, typed_price=Decimal("0.12"))
    other = apply_changes(draft, [PutLine(replace(line, quantities=(whole,)))], later)
    assert other.lines[0].quantities[0].typed_by == later.id


@given(
    margin=st.decimals("-1", "0.98", places=4),
    discount=st.sampled_from(["0", "0.05", "0.3333"]),
    amount=st.sampled_from([500, 2500]),
)
def test_a_margin_that_is_asked_for_is_what_its_price_leaves(
    margin: Decimal, discount: str, amount: int
) -> None:
    asked = quantity(amount, selected=True, target_margin=margin)
    priced = price(cards(asked, discount_percent=Decimal(discount)))
    [found] = priced.lines[0].quantities
    assert found.written.target_margin is None
    assert found.price == found.written.typed_price
    assert priced.draft.lines[0].quantities == (found.written,)
    # A cent of rounding up or down, seen through the discount, is all that may be missing.
    assert found.price is not None
    assert found.net is not None
    assert found.cost is not None
    exact = found.cost / (1 - margin)
    assert abs(found.net - exact) <= Decimal("0.011")


@pytest.mark.parametrize(
    "line",
    [
        charge("25", quantities=(quantity(1, selected=True, target_margin=Decimal("0.4")),)),
        cards(quantity(500, target_margin=Decimal("0.4")), discount_percent=Decimal(1)),
    ],
)
def test_a_margin_of_what_costs_nothing_or_is_given_away_is_no_price(line: DraftLine) -> None:
    [found] = price(line).lines
    assert found.problem == NO_TARGET
    assert not found.line.quantities[0].is_typed


def test_a_margin_of_all_the_price_is_refused() -> None:
    with pytest.raises(InvalidQuote):
        apply_changes(EMPTY, [PutLine(cards(quantity(500, target_margin=Decimal(1))))], ME)


def test_sections_add_up_to_the_subtotal_and_options_count_in_neither() -> None:
    priced = price(
        charge("1.11", section="Stationery"),
        charge("2.22", section="Stationery", optional=True),
        charge("3.33", section="Stationery", discount_percent=Decimal("0.5")),
        charge("4.44", section="Mailing"),
        DraftLine(id=uuid4(), kind=LineKind.NOTE, title="A word", section="Words"),
        cards(quantity(500), quantity(1000), section="Open"),
        charge("5.55", section="Stationery"),
    )
    assert [(one.heading, one.position, str(one.subtotal)) for one in priced.sections] == [
        ("Stationery", 1, "2.78"),
        ("Mailing", 4, "4.44"),
        ("Words", 5, "0.00"),
        ("Open", 6, "0.00"),
        ("Stationery", 7, "5.55"),
    ]
    assert sum(one.subtotal for one in priced.sections) == priced.totals.subtotal
