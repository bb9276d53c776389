"""Which cost rose most since a quote was offered, said in one sentence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.domain.catalog.blame import Books, blame_sentence, find_blame
from app.domain.catalog.effect import OpenQuote
from app.domain.estimating.rates import Bucket, RateBook
from app.domain.quotes.draft import Draft, DraftLine, Header, LineKind, LineQuantity
from app.domain.quotes.quote import CustomerTerms
from tests.domain.test_seeded_rates import seeded_book, specification

ON = date(2026, 11, 20)
ID = UUID(int=1)


def quote(*codes: str, quantity: int = 500) -> OpenQuote:
    lines = tuple(
        DraftLine(
            id=UUID(int=place),
            kind=LineKind.PRODUCT,
            title=code,
            spec=specification(code),
            quantities=(LineQuantity(id=UUID(int=place), quantity=quantity),),
        )
        for place, code in enumerate(codes, 1)
    )
    note = DraftLine(id=ID, kind=LineKind.NOTE, title="Note")
    header = Header(
        title="Menus", customer_id=None, prospect_name="Bayou", contact_id=None, valid_until=ON
    )
    draft = Draft(header=header, lines=(*lines, note))
    return OpenQuote(id=ID, draft=draft, known={}, customer=CustomerTerms())


def with_paper(book: RateBook, factor: int) -> RateBook:
    stocks = tuple(
        replace(
            stock,
            prices=tuple(replace(price, price=price.price * factor) for price in stock.prices),
        )
        for stock in book.stocks
    )
    return replace(book, version=2, stocks=stocks)


def with_hours(book: RateBook, factor: int) -> RateBook:
    presses = tuple(replace(one, hourly_rate=one.hourly_rate * factor) for one in book.presses)
    return replace(book, version=2, presses=presses)


@pytest.mark.parametrize(
    ("dearer", "bucket"),
    [(with_paper(seeded_book(), 3), "paper"), (with_hours(seeded_book(), 9), "machine")],
    ids=["paper", "machine"],
)
def test_the_cost_that_rose_most_is_blamed(dearer: RateBook, bucket: str) -> None:
    book = seeded_book()
    assert find_blame(quote("business_card", "banner"), Books(book, dearer), on=ON) == bucket
    assert find_blame(quote("business_card"), Books(dearer, book), on=ON) is None


def test_what_cannot_be_priced_any_more_blames_nothing() -> None:
    book = seeded_book()
    gone = replace(book, stocks=())
    assert find_blame(quote("business_card"), Books(book, gone), on=ON) is None
    assert find_blame(quote("business_card"), Books(gone, book), on=ON) is None
    assert find_blame(quote(), Books(book, book), on=ON) is None


@pytest.mark.parametrize(
    ("bucket", "margin", "sentence"),
    [
        (
            "paper",
            Decimal("0.2412"),
            "Paper rose after this quote: margin 24.1 % is below the floor of 30 %.",
        ),
        (
            "clicks",
            Decimal("-0.05"),
            "The price of clicks rose after this quote: margin -5 % is below the floor of 30 %.",
        ),
        (None, None, "What it costs rose after this quote: its margin is below the floor of 30 %."),
    ],
)
def test_the_sentence_names_what_rose_and_both_margins(
    bucket: Bucket | None, margin: Decimal | None, sentence: str
) -> None:
    assert blame_sentence(bucket, margin, Decimal("0.3000")) == sentence
