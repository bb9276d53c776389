"""What a customer sees and answers by link.

Nothing of it names a record, a cost or a colleague's note: lines are known by their place,
quantities by themselves.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.schemas.base import (
    Day,
    Fraction,
    Id,
    Input,
    Instant,
    Line,
    Money,
    OptionalLine,
    Output,
    Quantity,
    Rate,
    Share,
    clean_text,
)
from app.schemas.quotes import LARGEST_QUOTE, LostReason

LONGEST_COMMENT = 2_000

type OfferState = Literal["open", "on_hold", "expired", "accepted", "declined", "replaced"]
LinePlace = Annotated[int, Field(ge=1, le=LARGEST_QUOTE)]
Comment = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_COMMENT),
    AfterValidator(clean_text),
]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$", max_length=64)]


class OfferChoice(Input):
    """One quantity of a line; an option or alternate that is named is taken."""

    line: LinePlace
    quantity: Quantity


Choices = Annotated[list[OfferChoice], Field(max_length=LARGEST_QUOTE)]


class OfferChoices(Input):
    """What the customer would take."""

    choices: Choices


class OfferAccept(Input):
    """The customer's yes, to the document and the total that the page showed."""

    name: Line
    po_number: OptionalLine = ""
    terms_accepted: Literal[True]
    choices: Choices
    document_sha256: Digest
    total: Money


class OfferComment(Input):
    """What is to change in one line."""

    line: LinePlace
    text: Comment


class OfferChanges(Input):
    """What is to change, all in all and line by line."""

    note: Comment = ""
    comments: Annotated[list[OfferComment], Field(max_length=LARGEST_QUOTE)] = Field(
        default_factory=list
    )


class OfferDecline(Input):
    """The customer's no, and why."""

    reason: LostReason
    note: Comment = ""


class OfferRenewal(Input):
    """The wish for a new last day."""

    note: Comment = ""


class OfferShop(Output):
    """Who offers."""

    name: str
    tagline: str
    address_lines: list[str]
    phone: str
    email: str
    web: str


class OfferPerson(Output):
    """Whom the customer deals with."""

    name: str
    email: str


class OfferParty(Output):
    """To whom it is offered."""

    customer: str
    contact: str


class OfferQuantity(Output):
    """One quantity at what the customer pays for it, and whether it is the one quoted."""

    quantity: int
    price: Money
    unit_price: Rate
    chosen: bool


class OfferLine(Output):
    """A line as the document has it; ``position`` counts from 1. A note has no quantities.

    ``alternate_of`` is the position of the line in whose place it may be taken, and it is
    ``optional`` if that one is.
    """

    position: int
    title: str
    specification: list[str]
    note: str
    discount_percent: Share
    optional: bool
    alternate_of: int | None
    quantities: list[OfferQuantity]


class OfferSection(Output):
    """Lines under one heading."""

    heading: str
    lines: list[OfferLine]


class OfferTotals(Output):
    """The sums of what is chosen; ``total`` is null while a line in ``open`` has no quantity."""

    subtotal: Money
    discount: Money
    tax_label: str
    tax_rate: Fraction
    tax: Money
    total: Money | None
    open: list[str]


class OfferDocument(Output):
    """What is offered, as the document says it; ``sha256`` is the document's own hash."""

    quoted_on: Day
    prepared_for: OfferParty
    terms: str
    po_number: str
    note: str
    conditions: list[str]
    sections: list[OfferSection]
    totals: OfferTotals
    sha256: str


class ReceiptLine(Output):
    """One line of what was accepted."""

    title: str
    quantity: int
    price: Money


class Receipt(Output):
    """The customer's yes as it was written down."""

    name: str
    at: Instant
    po_number: str
    total: Money
    document_sha256: str
    lines: list[ReceiptLine]


class OfferResponse(Output):
    """One sent quote to whoever holds its link.

    A replaced one has no ``document``; ``newer`` is where the newest is, for who holds its link.
    """

    state: OfferState
    number: str
    title: str
    valid_until: Day
    shop: OfferShop
    prepared_by: OfferPerson
    document: OfferDocument | None
    receipt: Receipt | None
    changes_asked_at: Instant | None
    renewal_asked_at: Instant | None
    newer: str | None


class LinkResponse(Output):
    """A customer's link for the staff who may give it to them.

    ``address`` is null where it lets nobody in: revoked, or made under another secret. ``views``
    count the customer's visits, which mail scanners and colleagues make none of.
    """

    id: Id
    recipient: str
    address: str | None
    revoked_at: Instant | None
    views: int
    last_viewed_at: Instant | None


class RequestComment(Output):
    """What a customer wrote to one line."""

    position: int
    title: str
    text: str


class CustomerRequestResponse(Output):
    """What a customer asked for, and of which revision."""

    id: Id
    kind: Literal["changes", "renewal"]
    revision_number: int
    asked_by: str
    asked_at: Instant
    note: str
    comments: list[RequestComment]
