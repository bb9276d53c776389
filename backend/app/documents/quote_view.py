"""What a customer sees of one revision of a quote, and nothing else.

A view holds plain values that the quote's own arithmetic has found; it computes no price. It has no
field for what the shop pays or earns, so no document made from it can tell. What it does do is
refuse to be a document that does not add up.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from app.domain.errors import ValidationError
from app.domain.shop import ShopProfile

MOST_LINES = 300
MOST_QUANTITIES = 12
LONGEST_TEXT = 10_000
MOST_TEXT = 400_000

_NOTHING = Decimal(0)


class DocumentTooLarge(ValidationError):
    """The quote is larger than any document that this shop sends."""

    code = "document_too_large"


class DocumentDoesNotAddUp(ValueError):
    """The figures given contradict each other: a fault in the program, not in the input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at the shop, as the customer may reach them."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillTo:
    """To whom the quote is made out; a prospect has only a name."""

    customer: str
    contact: str = ""
    address_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRow:
    """One quantity at its price: what the customer pays for it, a line's discount taken off.

    ``price`` is None while the quantity has no price, which happens in drafts only.
    """

    quantity: int
    price: Decimal | None
    unit_price: Decimal | None = None
    price_per_m: Decimal | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """One line; without quantities it is a note that stands among the others.

    ``discount_percent`` is a fraction, 0.0500 for 5 %, and is shown, not applied. ``alternate_of``
    is the position of the line in whose place it may be taken; it is ``optional`` if that one is.
    """

    position: int
    title: str
    specification: tuple[str, ...] = ()
    quantities: tuple[QuantityRow, ...] = ()
    discount_percent: Decimal = _NOTHING
    note: str = ""
    optional: bool = False
    alternate_of: int | None = None

    @property
    def counts(self) -> bool:
        """Whether the total waits for it: it has a price to choose and is not only on offer."""
        return bool(self.quantities) and not self.optional and self.alternate_of is None

    @property
    def selected(self) -> QuantityRow | None:
        """The quantity chosen, if one is."""
        return next((row for row in self.quantities if row.selected), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under one heading, which may be empty.

    ``subtotal`` is what its lines come to, options and alternates left out; None where nobody has
    added them up.
    """

    lines: tuple[QuoteLine, ...]
    heading: str = ""
    subtotal: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The document's sums. ``total`` is None until every required line has a chosen quantity.

    ``discount`` is what is taken off, not negative; ``tax_rate`` is a fraction or None where the
    quote has no one rate.
    """

    subtotal: Decimal | None = None
    discount: Decimal = _NOTHING
    discount_label: str = "Discount"
    tax_label: str = "Sales tax"
    tax_rate: Decimal | None = None
    tax: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One revision of a quote as its document shows it.

    ``number`` is the quote's own, as in 12345Q; the revision is added to it from the second on.

    Raises:
        DocumentTooLarge: more lines, quantities or text than a document takes.
        DocumentDoesNotAddUp: the lines shown do not make the totals shown.
    """

    shop: ShopProfile
    number: str
    revision: int = 1
    quoted_on: date
    valid_until: date
    prepared_by: Person
    bill_to: BillTo
    title: str
    po_number: str = ""
    terms: str = ""
    sections: tuple[Section, ...]
    customer_note: str = ""
    totals: Totals
    draft: bool = False
    language: Literal["en"] = "en"

    def __post_init__(self) -> None:
        """Refuse what could not be a good document."""
        _check_size(self)
        _check_sums(self)

    @property
    def full_number(self) -> str:
        """The number under which this revision goes out: 12345Q, then 12345Q-R2."""
        return self.number if self.revision == 1 else f"{self.number}-R{self.revision}"

    @property
    def lines(self) -> tuple[QuoteLine, ...]:
        """All lines in order, optional ones included."""
        return tuple(line for section in self.sections for line in section.lines)


def _check_size(view: QuoteView) -> None:
    if len(view.lines) > MOST_LINES:
        raise DocumentTooLarge(
            f"A document holds at most {MOST_LINES} lines. Split the quote in two."
        )
    if any(len(line.quantities) > MOST_QUANTITIES for line in view.lines):
        raise DocumentTooLarge(f"A line of a document has at most {MOST_QUANTITIES} quantities.")
    texts = _texts(view)
    if any(len(text) > LONGEST_TEXT for text in texts) or sum(map(len, texts)) > MOST_TEXT:
        raise DocumentTooLarge(
            f"A document's texts have at most {LONGEST_TEXT:,} characters each and {MOST_TEXT:,} "
            "together. Shorten the notes and descriptions."
        )


def _texts(view: QuoteView) -> list[str]:
    """Return every text that people wrote for this quote."""
    bill_to, person = view.bill_to, view.prepared_by
    texts = [view.title, view.po_number, view.terms, view.customer_note]
    texts += [bill_to.customer, bill_to.contact, *bill_to.address_lines]
    texts += [person.name, person.email, person.phone]
    texts += [section.heading for section in view.sections]
    for line in view.lines:
        texts += [line.title, line.note, *line.specification]
    return texts


def _check_sums(view: QuoteView) -> None:
    totals = view.totals
    if any(sum(row.selected for row in line.quantities) > 1 for line in view.lines):
        raise DocumentDoesNotAddUp("a line has more than one selected quantity")
    if totals.total is None:
        return
    if totals.subtotal is None or totals.tax is None:
        raise DocumentDoesNotAddUp("there is a total without its subtotal or its tax")
    sums = [_chosen_sum(section) for section in view.sections]
    if any(
        section.subtotal not in {None, amount}
        for section, amount in zip(view.sections, sums, strict=True)
    ):
        raise DocumentDoesNotAddUp("the lines of a section do not add up to its subtotal")
    if sum(sums, _NOTHING) != totals.subtotal:
        raise DocumentDoesNotAddUp("the lines do not add up to the subtotal")
    if totals.subtotal - totals.discount + totals.tax != totals.total:
        raise DocumentDoesNotAddUp("subtotal, discount and tax do not make the total")


def _chosen_sum(section: Section) -> Decimal:
    """Add up the chosen prices of a section whose every required line has one."""
    required = [line for line in section.lines if line.counts]
    prices = [line.selected.price if line.selected else None for line in required]
    known = [price for price in prices if price is not None]
    if len(known) < len(prices):
        raise DocumentDoesNotAddUp("there is a total, but a required line has no chosen price")
    return sum(known, _NOTHING)
