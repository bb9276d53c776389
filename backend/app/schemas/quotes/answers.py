"""Quotes as they are read.

What a role without ``costs:view`` may not see lives under keys named ``internal``, which are absent
for it.
"""

from app.schemas.approvals import ReviewResponse
from app.schemas.base import (
    Balance,
    Day,
    DerivedMoney,
    Fraction,
    Id,
    Instant,
    Money,
    Output,
    Rate,
    Share,
)
from app.schemas.estimates import LineEstimate, Specification
from app.schemas.quotes.changes import VendorCosts
from app.schemas.quotes.words import Action, Light, LineKind, LostReason, Status, TaxCode


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
    alternate_of: Id | None
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
    """The customer's yes; ``lines`` are those that were taken, where that was kept."""

    name: str
    evidence: str
    total: Money
    at: Instant
    recorded_by: str | None
    lines: list[Id]


class DocumentResponse(Output):
    """The stored document of a sent revision."""

    sha256: str
    size_bytes: int
    made_at: Instant


class QuoteResponse(Output):
    """A whole quote as the actor may see it; ``version`` is also the ETag.

    ``superseded`` is true of an old revision only: the quote itself is its newest one.
    ``converted`` says that it became an order. ``review`` is the newest question to a colleague
    about this revision, with its answer.
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
    review: ReviewResponse | None
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
