"""What made an open quote dearer to print than it was offered for: in one sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import batched
from typing import Final

from app.domain.catalog.effect import OpenQuote
from app.domain.errors import ValidationError
from app.domain.estimating.engine import MAX_QUANTITIES, estimate
from app.domain.estimating.rates import Bucket, RateBook
from app.domain.money import ZERO, decimal_text, round_money
from app.domain.quotes.draft import LineKind

WORDS: Final[Mapping[Bucket, str]] = {
    "paper": "Paper",
    "material": "Material",
    "clicks": "The price of clicks",
    "labour": "Labour",
    "machine": "Press time",
    "outwork": "Outside work",
    "delivery": "Delivery",
}
WHATEVER: Final = "What it costs"
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Books:
    """The book that a quote was priced by, and the one that made it dearer."""

    old: RateBook
    new: RateBook


def find_blame(quote: OpenQuote, books: Books, *, on: date) -> Bucket | None:
    """Return the bucket of cost that rose most over all lines; None where none did."""
    risen: dict[Bucket, Decimal] = {}
    for bucket, amount in _differences(quote, books, on):
        risen[bucket] = risen.get(bucket, ZERO) + amount
    most = max(risen, key=lambda bucket: risen[bucket], default=None)
    return most if most is not None and risen[most] > 0 else None


def blame_sentence(bucket: Bucket | None, margin: Decimal | None, floor: Decimal) -> str:
    """Say what rose, and that the margin is too thin now; both are fractions of the price."""
    said = f"{WHATEVER if bucket is None else WORDS[bucket]} rose after this quote"
    if margin is None:
        return f"{said}: its margin is below the floor of {_percent(floor)}."
    return f"{said}: margin {_percent(margin)} is below the floor of {_percent(floor)}."


def _differences(quote: OpenQuote, books: Books, on: date) -> Iterator[tuple[Bucket, Decimal]]:
    level = quote.customer.price_level
    for line in quote.draft.lines:
        if line.kind is not LineKind.PRODUCT or line.spec is None:
            continue
        for some in batched(sorted({one.quantity for one in line.quantities}), MAX_QUANTITIES):
            try:
                was, now = (
                    estimate(line.spec, some, book, on=on, customer_level=_level(book, level))
                    for book in (books.old, books.new)
                )
            except ValidationError:
                # A line that one of the books cannot price tells nothing of what it costs.
                continue
            for found, sign in ((was, -1), (now, 1)):
                for one in found.quantities:
                    yield from ((part.bucket, sign * part.cost) for part in one.buckets)


def _level(book: RateBook, level: str | None) -> str | None:
    return level if level is not None and book.find_level(level) is not None else None


def _percent(share: Decimal) -> str:
    return f"{decimal_text(round_money(share * 100, quantum=TENTH))} %"
