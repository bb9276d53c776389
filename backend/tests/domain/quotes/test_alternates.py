"""Lines of which the customer takes one: which counts, who stands behind whom, what is judged."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ValidationError
from app.domain.quotes.approval import fingerprint
from app.domain.quotes.choosing import Choice, check_choices, open_lines, take_choices
from app.domain.quotes.draft import (
    Draft,
    DraftLine,
    InvalidQuote,
    LineKind,
    PutLine,
    RemoveLine,
    apply_changes,
    copy_lines,
)
from app.domain.quotes.quote import PricedDraft, offer_of
from tests.domain.quotes.test_drafts import EMPTY, HEADER, ME, charge, price

BASE = charge("100", section="Print", cost=Decimal(40))
CHEAPER = charge("80", alternate_of=BASE.id, cost=Decimal(60))
DEARER = charge("150", alternate_of=BASE.id, cost=Decimal(50))
OTHER = charge("10", section="Print", cost=Decimal(1))


def put(*lines: DraftLine, draft: Draft = EMPTY) -> Draft:
    return apply_changes(draft, [PutLine(line) for line in lines], ME)


def group(draft: Draft) -> dict[UUID, UUID | None]:
    return {line.id: line.alternate_of for line in draft.lines}


def test_alternates_stand_behind_their_line_in_its_section_and_add_nothing() -> None:
    draft = put(DEARER, BASE, OTHER, CHEAPER)
    assert [line.id for line in draft.lines] == [BASE.id, DEARER.id, CHEAPER.id, OTHER.id]
    assert {line.section for line in draft.lines} == {"Print"}
    priced = price(*draft.lines)
    assert priced.totals.subtotal == Decimal(110)
    assert [one.subtotal for one in priced.sections] == [Decimal(110)]


@pytest.mark.parametrize(
    "line",
    [
        charge("1", alternate_of=UUID(int=9)),
        charge("1", alternate_of=CHEAPER.id),
        replace(BASE, alternate_of=BASE.id),
        replace(BASE, kind=LineKind.NOTE),
    ],
)
def test_a_line_is_no_alternate_of_nothing_itself_a_note_or_another_alternate(
    line: DraftLine,
) -> None:
    with pytest.raises(InvalidQuote) as refused:
        put(BASE, CHEAPER, line)
    assert refused.value.details["fields"]


def test_an_alternate_is_no_option_of_its_own_and_a_note_is_none() -> None:
    draft = put(BASE, replace(CHEAPER, kind=LineKind.NOTE), replace(DEARER, optional=True))
    assert [(line.kind, line.alternate_of, line.optional) for line in draft.lines] == [
        (LineKind.CHARGE, None, False),
        (LineKind.CHARGE, BASE.id, False),
        (LineKind.NOTE, None, False),
    ]


def test_a_line_that_goes_leaves_its_place_to_its_first_alternate() -> None:
    draft = put(replace(BASE, optional=True), CHEAPER, DEARER)
    left = apply_changes(draft, [RemoveLine(BASE.id)], ME)
    assert group(left) == {CHEAPER.id: None, DEARER.id: CHEAPER.id}
    assert [line.optional for line in left.lines] == [True, False]


def test_whoever_takes_an_alternate_takes_it_in_its_lines_place() -> None:
    draft = put(BASE, CHEAPER, DEARER, OTHER)

    def taken(*lines: DraftLine) -> Decimal | None:
        chosen = check_choices(draft, [Choice(one.id, one.quantities[0].id) for one in lines])
        priced = price(*take_choices(draft, chosen).lines)
        assert open_lines(priced) == []
        assert sum(line.line.counts for line in priced.lines) == 2
        return priced.totals.subtotal

    takings = [taken(), taken(BASE), taken(CHEAPER), taken(OTHER, DEARER)]
    assert takings == [Decimal(110), Decimal(110), Decimal(90), Decimal(160)]
    with pytest.raises(ValidationError, match="only one of them"):
        taken(CHEAPER, DEARER)
    with pytest.raises(ValidationError, match="only one of them"):
        taken(BASE, CHEAPER)


def test_of_an_optional_line_none_may_be_taken_or_one() -> None:
    draft = put(replace(BASE, optional=True), CHEAPER, OTHER)
    nothing = price(*take_choices(draft, {}).lines)
    one = price(*take_choices(draft, {CHEAPER.id: CHEAPER.quantities[0].id}).lines)
    assert nothing.totals.subtotal == Decimal(10)
    assert one.totals.subtotal == Decimal(90)


def test_who_may_send_it_is_judged_by_the_worst_that_may_be_taken() -> None:
    alone = offer_of(price(BASE, OTHER))
    judged = offer_of(price(*put(BASE, CHEAPER, DEARER, OTHER).lines))
    assert alone.amount == Decimal(110)
    assert judged.amount == Decimal(160)
    # 80 and 10 that cost 61, against 100 and 10 that cost 41.
    assert alone.lowest_margin == Decimal("0.6273")
    assert judged.lowest_margin == Decimal("0.3222")
    given_away = charge("0", alternate_of=BASE.id, cost=Decimal(5))
    lone = offer_of(price(*put(BASE, given_away).lines))
    assert lone.lowest_margin is not None
    assert lone.lowest_margin < 0


@given(
    prices=st.lists(st.tuples(st.integers(1, 400), st.integers(0, 400)), min_size=2, max_size=5),
    percent=st.sampled_from(["0", "0.1", "0.5"]),
    taken_off=st.integers(0, 60),
)
def test_no_choice_leaves_less_than_the_margin_that_was_judged(
    prices: list[tuple[int, int]], percent: str, taken_off: int
) -> None:
    [first, *others] = [charge(str(asked), cost=Decimal(cost)) for asked, cost in prices]
    lines = [first, *(replace(one, alternate_of=first.id) for one in others), OTHER]

    def priced(*offered: DraftLine) -> PricedDraft:
        return price(
            *offered, discount_percent=Decimal(percent), discount_amount=Decimal(taken_off)
        )

    judged = offer_of(priced(*lines)).lowest_margin
    draft = Draft(header=HEADER, lines=tuple(lines))
    margins = [
        priced(*take_choices(draft, {one.id: one.quantities[0].id}).lines).margin
        for one in lines[:-1]
    ]
    if judged is None or None in margins:
        return
    assert judged == min(one for one in margins if one is not None)


def test_a_copy_keeps_who_stands_for_whom_and_a_revision_knows_its_lines() -> None:
    lines = put(BASE, CHEAPER).lines
    for as_same in (False, True):
        first, second = copy_lines(lines, as_same=as_same)
        assert second.alternate_of == first.id != BASE.id
        assert (first.origin_id == BASE.id) is as_same


def test_a_colleagues_word_is_given_for_who_stands_for_whom() -> None:
    plain, grouped = price(BASE, charge("80")), price(*put(BASE, CHEAPER).lines)
    assert fingerprint(plain) != fingerprint(grouped)
    copies = copy_lines([line.line for line in grouped.lines], as_same=False)
    assert fingerprint(price(*copies)) == fingerprint(grouped)
