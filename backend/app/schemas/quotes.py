"""Quotes on the wire: changes in, whole quotes, lists, previews and timelines out.

What a role without ``costs:view`` may not see lives under keys named ``internal``, which are absent
for it.
"""

from typing import Annotated, Literal

from pydantic import Field

from app.schemas.base import (
    Balance,
    Day,
    DerivedMoney,
    Email,
    Fraction,
    Id,
    Input,
    Instant,
    Line,
    LongText,
    Money,
    OptionalLine,
    Output,
    Quantity,
    Rate,
    Share,
)
from app.schemas.estimates import LARGEST_MATRIX, LineEstimate, Specification

LARGEST_QUOTE = 250
LARGEST_BATCH = 500
MOST_RECIPIENTS = 10

type LineKind = Literal["product", "outside", "charge", "note"]
type TaxCode = Literal["taxable", "exempt", "resale"]
type Light = Literal["green", "amber", "red"]
type Status = Literal["draft", "pending_review", "sent", "approved", "declined", "expired"]
type Action = Literal[
    "edit",
    "submit",
    "recall",
    "review",
    "return",
    "send",
    "approve",
    "decline",
    "expire",
    "extend",
    "revise",
    "discard",
    "convert",
    "hold",
    "release",
    "delete",
    "restore",
    "duplicate",
]
type LostReason = Literal[
    "price", "turnaround", "competitor", "cancelled", "no_answer", "capability", "other"
]


class QuantityInput(Input):
    """One quantity of a line; without an id the line's own entry of that quantity is meant.

    A person may set its price in one of three ways: for all of it, for one piece, or by the margin
    that it is to leave, which becomes a price for all of it.
    """

    id: Id | None = None
    quantity: Quantity
    selected: bool = False
    typed_price: Money | None = None
    typed_unit_price: Rate | None = None
    target_margin: Fraction | None = None
    typed_reason: OptionalLine | None = None


class VendorCostRow(Input):
    """What a vendor asks for so many pieces in all."""

    quantity: Quantity
    total: Money


class VendorCosts(Input):
    """A vendor's quote: its rows by rising quantity, freight in, the look-up between the rows.

    Without a ``mark_up`` (a fraction) the rate book's one for outwork holds.
    """

    rows: Annotated[list[VendorCostRow], Field(min_length=1, max_length=50)]
    freight: Money = Field(default="0", validate_default=True)
    look_up: Literal["step", "linear"] = "step"
    mark_up: Share | None = None


class LineInput(Input):
    """A whole line, under an id that the client draws.

    ``spec`` belongs to products; ``unit_price``, ``cost`` (each for one piece) and ``vendor`` to
    charges and outside purchases, ``vendor_costs`` to outside purchases. A ``cost`` or
    ``vendor_costs`` that is left out stays as it is.
    """

    id: Id
    kind: LineKind
    section: OptionalLine | None = None
    title: Line
    description: LongText | None = None
    spec: Specification | None = None
    quantities: Annotated[list[QuantityInput], Field(max_length=LARGEST_MATRIX)] = Field(
        default_factory=list
    )
    unit_price: Rate | None = None
    cost: Rate | None = None
    vendor: OptionalLine | None = None
    vendor_costs: VendorCosts | None = None
    tax_code: TaxCode = "taxable"
    discount_percent: Share = Field(default="0", validate_default=True)
    optional: bool = False


class SetFields(Input):
    """Change fields of the quote itself; a field that is left out stays as it is."""

    op: Literal["set"]
    title: Line | None = None
    customer_id: Id | None = None
    prospect_name: OptionalLine | None = None
    contact_id: Id | None = None
    valid_until: Day | None = None
    terms: OptionalLine | None = None
    po_number: OptionalLine | None = None
    customer_note: LongText | None = None
    internal_note: LongText | None = None
    discount_percent: Share | None = None
    discount_amount: Money | None = None


class PutLine(Input):
    """Add a line or replace it whole.

    ``after_id`` null puts it first, an id behind that line; left out, the line keeps its place, a
    new one goes last.
    """

    op: Literal["put_line"]
    line: LineInput
    after_id: Id | None = None


class RemoveLine(Input):
    """Take a line out; putting it again brings it back."""

    op: Literal["remove_line"]
    id: Id


class OrderLines(Input):
    """Put the lines in this order; each line must be named once."""

    op: Literal["order_lines"]
    ids: Annotated[list[Id], Field(max_length=LARGEST_QUOTE)]


type Change = Annotated[SetFields | PutLine | RemoveLine | OrderLines, Field(discriminator="op")]


class QuoteCreate(Input):
    """A new draft, for a customer or for a prospect's name."""

    customer_id: Id | None = None
    prospect_name: OptionalLine | None = None
    contact_id: Id | None = None
    title: Line
    lines: Annotated[list[LineInput], Field(max_length=LARGEST_QUOTE)] = Field(default_factory=list)


class QuoteUpdate(Input):
    """Changes, applied in order, all of them or none."""

    changes: Annotated[list[Change], Field(min_length=1, max_length=LARGEST_BATCH)]


class QuoteSend(Input):
    """Freeze the revision and mail it; without recipients it goes to the quote's contact."""

    contact_id: Id | None = None
    to: Annotated[list[Email], Field(max_length=MOST_RECIPIENTS)] = Field(default_factory=list)
    message: LongText = ""
    accept_stale_rates: bool = False


class QuantityChoice(Input):
    """The quantity of a line that the customer takes."""

    line_id: Id
    quantity_id: Id


class QuoteApprove(Input):
    """Record that the customer said yes: who, on what evidence, which quantities and options."""

    name: Line
    po_number: OptionalLine = ""
    note: LongText = ""
    choices: Annotated[list[QuantityChoice], Field(max_length=LARGEST_QUOTE)] = Field(
        default_factory=list
    )


class QuoteDecline(Input):
    """Record that the customer said no, and why."""

    reason: LostReason
    note: LongText = ""


class QuoteRevise(Input):
    """Write what was sent anew; ``reason`` says why, for those who compare the two later."""

    reason: LongText = ""


class PersonResponse(Output):
    """A member of staff."""

    id: Id
    name: str


class QuoteCustomer(Output):
    """The customer as a quote shows it."""

    id: Id
    name: str
    price_level: str
    tax_class: str
    on_hold: bool
    archived: bool


class QuoteContact(Output):
    """The person at the customer whom the quote is for."""

    id: Id
    name: str
    email: str | None
    phone: str | None


class QuantityInternals(Output):
    """What one quantity costs and leaves; absent for who may not see costs."""

    cost: Money | None
    margin: Balance | None
    margin_percent: Fraction | None


class QuantityResponse(Output):
    """One quantity of a line; ``price`` is for all of it, before the line's discount.

    ``typed`` says that a person set it, and ``typed_unit_price`` that they set it for one piece.
    """

    id: Id
    quantity: int
    price: Money | None
    unit_price: Rate | None
    price_per_m: DerivedMoney | None
    formula_price: Money | None
    typed: bool
    typed_unit_price: Rate | None
    typed_reason: str
    typed_by: str | None
    typed_at: Instant | None
    selected: bool
    press_name: str
    sheets: int | None
    light: Light | None
    internal: QuantityInternals | None = None


class LineInternals(Output):
    """What one piece of an outside purchase or charge costs, or the vendor's table of costs."""

    cost: Rate | None
    vendor_costs: VendorCosts | None


class LineResponse(Output):
    """One line; ``problem`` says what keeps it without a price."""

    id: Id
    position: int
    kind: LineKind
    section: str
    title: str
    description: str
    spec: Specification | None
    spec_text: str
    unit_price: Rate | None
    vendor: str
    tax_code: TaxCode
    discount_percent: Share
    optional: bool
    problem: str | None
    quantities: list[QuantityResponse]
    selected_total: Money | None
    internal: LineInternals | None = None


class TotalsInternals(Output):
    """What the quote costs and leaves; absent for who may not see costs."""

    cost: Money | None
    margin: Balance | None
    margin_percent: Fraction | None


class SectionTotal(Output):
    """What the lines under one heading come to, options left out; ``position`` is the first's."""

    heading: str
    position: int
    subtotal: Money


class Totals(Output):
    """The document's sums; ``total`` is null until every required line has one quantity."""

    subtotal: Money
    discount: Money
    tax: Money | None
    tax_rate: Fraction
    total: Money | None
    light: Light | None
    warnings: list[str]
    sections: list[SectionTotal]
    internal: TotalsInternals | None = None


class AcceptanceResponse(Output):
    """The customer's yes."""

    name: str
    evidence: str
    total: Money
    at: Instant
    recorded_by: str | None


class DocumentResponse(Output):
    """The stored document of a sent revision."""

    sha256: str
    size_bytes: int
    made_at: Instant


class QuoteResponse(Output):
    """A whole quote as the actor may see it; ``version`` is also the ETag.

    ``superseded`` is true of an old revision only: the quote itself is its newest one.
    ``converted`` says that it became an order.
    """

    id: Id
    number: str
    revision: int
    title: str
    status: Status
    version: int
    superseded: bool
    converted: bool
    customer_id: Id | None
    customer: QuoteCustomer | None
    prospect_name: str | None
    contact_id: Id | None
    contact: QuoteContact | None
    owner: PersonResponse
    valid_until: Day
    terms: str
    po_number: str
    customer_note: str
    internal_note: str
    discount_percent: Share
    discount_amount: Money
    on_hold: bool
    lost_reason: LostReason | None
    lost_note: str
    rate_card_version: int
    lines: list[LineResponse]
    totals: Totals
    acceptance: AcceptanceResponse | None
    document: DocumentResponse | None
    allowed_actions: list[Action]
    created_at: Instant
    updated_at: Instant
    sent_at: Instant | None
    decided_at: Instant | None
    deleted_at: Instant | None
    changed_by: PersonResponse | None


class QuotePreview(Output):
    """What a save of these changes would give: the changed lines, their estimates, the totals."""

    lines: list[LineResponse]
    estimates: list[LineEstimate]
    totals: Totals
