from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest

from app.documents.quote_view import (
    LONGEST_TEXT,
    MOST_LINES,
    MOST_QUANTITIES,
    MOST_TEXT,
    DocumentDoesNotAddUp,
    DocumentTooLarge,
    QuoteView,
    Totals,
)
from tests.documents.samples import (
    CARDS,
    ENVELOPES,
    LETTERHEAD,
    ONE_LINE,
    POSTCARDS,
    TYPICAL,
    a_quote,
    long_quote,
    row,
    totals_of,
    undecided,
)

CENT = Decimal("0.01")


def names_in(kind: object) -> set[str]:
    """Return the name of every field reachable from a dataclass."""
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return set().union(*(names_in(part) for part in get_args(kind)))
    hints = get_type_hints(kind)
    return {field.name for field in fields(kind)}.union(
        *(names_in(hints[field.name]) for field in fields(kind))
    )


def test_no_field_of_a_view_can_hold_what_the_shop_pays_or_earns() -> None:
    names = names_in(QuoteView)
    assert {"quantities", "price", "terms", "address_lines"} <= names
    assert not [
        name
        for name in names
        for word in ("cost", "margin", "markup", "mark_up", "vendor", "internal", "rate_card")
        if word in name
    ]


def test_the_first_revision_has_the_bare_number_and_the_next_its_own() -> None:
    assert ONE_LINE.full_number == "10482Q"
    assert TYPICAL.full_number == "10482Q-R2"


@pytest.mark.parametrize(
    "totals",
    [
        replace(totals_of(CARDS, LETTERHEAD), subtotal=Decimal("197.18")),
        replace(totals_of(CARDS, LETTERHEAD), total=totals_of(CARDS).total),
        replace(totals_of(CARDS, LETTERHEAD), discount=CENT),
        replace(totals_of(CARDS, LETTERHEAD), tax=Decimal(0)),
        replace(totals_of(CARDS, LETTERHEAD), tax=None),
        replace(totals_of(CARDS, LETTERHEAD), subtotal=None),
        totals_of(CARDS),
    ],
)
def test_a_document_that_does_not_add_up_cannot_be_made(totals: Totals) -> None:
    with pytest.raises(DocumentDoesNotAddUp):
        a_quote(CARDS, LETTERHEAD, totals=totals)


def test_a_total_needs_a_chosen_price_on_every_required_line() -> None:
    with pytest.raises(DocumentDoesNotAddUp, match="no chosen price"):
        a_quote(undecided(CARDS), LETTERHEAD, totals=totals_of(LETTERHEAD))
    unpriced = replace(LETTERHEAD, quantities=(replace(LETTERHEAD.quantities[0], price=None),))
    with pytest.raises(DocumentDoesNotAddUp, match="no chosen price"):
        a_quote(CARDS, unpriced, totals=totals_of(CARDS))


def test_a_section_that_does_not_come_to_its_subtotal_cannot_be_made() -> None:
    good = a_quote(CARDS, LETTERHEAD)
    [section] = good.sections
    same = replace(good, sections=(replace(section, subtotal=good.totals.subtotal),))
    assert same.totals == good.totals
    with pytest.raises(DocumentDoesNotAddUp, match="section"):
        replace(good, sections=(replace(section, subtotal=good.totals.tax),))


def test_an_optional_line_never_adds_to_the_total() -> None:
    chosen = replace(ENVELOPES, quantities=(row(500, "92.10", selected=True),))
    assert a_quote(CARDS, chosen).totals == totals_of(CARDS)
    with pytest.raises(DocumentDoesNotAddUp):
        a_quote(CARDS, chosen, totals=totals_of(CARDS, replace(chosen, optional=False)))


def test_a_line_has_one_selected_quantity_at_most() -> None:
    both = replace(CARDS, quantities=(row(1, "1", selected=True), row(2, "2", selected=True)))
    with pytest.raises(DocumentDoesNotAddUp, match="more than one"):
        a_quote(both, totals=Totals())


def test_as_many_lines_and_quantities_and_as_much_text_as_a_document_takes_and_no_more() -> None:
    assert len(long_quote(MOST_LINES).lines) == MOST_LINES
    with pytest.raises(DocumentTooLarge, match=f"at most {MOST_LINES} lines"):
        long_quote(MOST_LINES + 1)
    many = tuple(row(100 + n, "10.00") for n in range(MOST_QUANTITIES + 1))
    with pytest.raises(DocumentTooLarge, match=f"at most {MOST_QUANTITIES} quantities"):
        a_quote(replace(POSTCARDS, quantities=many), totals=Totals())
    assert replace(ONE_LINE, customer_note="x" * LONGEST_TEXT).customer_note
    with pytest.raises(DocumentTooLarge, match="10,000 characters each"):
        replace(ONE_LINE, customer_note="x" * (LONGEST_TEXT + 1))
    full = replace(LETTERHEAD, note="x" * LONGEST_TEXT)
    with pytest.raises(DocumentTooLarge, match="400,000 together"):
        a_quote(*[full] * (MOST_TEXT // LONGEST_TEXT))
