"""Quotes: the number, its revisions, their lines and the quantities of each line."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, desc, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Amount, Base, Fraction, Rate, Record


class Quote(Record):
    """An offer under one base number. ``version`` counts its edits and travels as the ETag.

    The totals repeat those of the current revision, written in the same transaction, so that a list
    of quotes reads one table. ``total`` is None until every required line has a chosen quantity.
    ``converted_at`` is when it became an order; from then on it is only read.
    """

    __tablename__ = "forge_quotes"
    __table_args__ = (
        CheckConstraint(
            "(customer_id IS NOT NULL) OR (prospect_name IS NOT NULL)", name="has_a_party"
        ),
        Index(
            "ix_forge_quotes_search_text",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        Index("ix_forge_quotes_updated_at_id", desc("updated_at"), "id"),
        Index("ix_forge_quotes_status_updated_at", "status", desc("updated_at")),
        Index(
            "ix_forge_quotes_tabs",
            "status",
            "owner_id",
            "valid_until",
            postgresql_include=["total", "deleted_at"],
        ),
        # All that a dashboard and most reports look at, so that they need not read whole rows.
        *(
            Index(
                f"ix_forge_quotes_{day}_figures",
                day,
                postgresql_include=["status", "owner_id", "customer_id", "total", "valid_until"],
                postgresql_where=text("deleted_at IS NULL"),
            )
            for day in ("created_at", "sent_at", "decided_at")
        ),
    )

    base_number: Mapped[int] = mapped_column(unique=True)
    customer_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_customers.id"), default=None, index=True
    )
    prospect_name: Mapped[str | None] = mapped_column(default=None)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_contacts.id"), default=None)
    title: Mapped[str]
    status: Mapped[str] = mapped_column(default="draft")
    valid_until: Mapped[date]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"), index=True)
    po_number: Mapped[str] = mapped_column(default="")
    terms: Mapped[str] = mapped_column(default="Net 30")
    customer_note: Mapped[str] = mapped_column(default="")
    internal_note: Mapped[str] = mapped_column(default="")
    discount_percent: Mapped[Fraction] = mapped_column(default=Decimal(0))
    discount_amount: Mapped[Amount] = mapped_column(default=Decimal(0))
    current_revision: Mapped[int] = mapped_column(default=1)
    subtotal: Mapped[Amount] = mapped_column(default=Decimal(0))
    discount: Mapped[Amount] = mapped_column(default=Decimal(0))
    tax: Mapped[Amount | None] = mapped_column(default=None)
    total: Mapped[Amount | None] = mapped_column(default=None)
    cost: Mapped[Rate | None] = mapped_column(default=None)
    margin: Mapped[Fraction | None] = mapped_column(default=None)
    margin_amount: Mapped[Amount | None] = mapped_column(default=None)
    light: Mapped[str | None] = mapped_column(default=None)
    tax_rate: Mapped[Fraction] = mapped_column(default=Decimal(0))
    warnings: Mapped[list[Any]] = mapped_column(default_factory=list)
    sections: Mapped[list[Any]] = mapped_column(default_factory=list)
    lost_reason: Mapped[str | None] = mapped_column(default=None)
    lost_note: Mapped[str] = mapped_column(default="")
    on_hold: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    converted_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    search_text: Mapped[str] = mapped_column(default="")


class QuoteRevision(Record):
    """One edition of a quote. Once ``frozen_at`` is set, nothing of it changes, byte for byte.

    ``snapshot`` is what the revision was sent with: parties, lines, totals and the rate-card
    version, so that the document can be made again without reading rows that may have moved on.
    ``reason`` says why it was made, where it is not the first. ``standing`` is the quote's own row
    as it was when the next revision took its place: the revision is shown from it, and the quote
    goes back to it when the next one is discarded.
    """

    __tablename__ = "forge_quote_revisions"
    __table_args__ = (
        Index(
            "uq_forge_quote_revisions_quote_id_number",
            "quote_id",
            "number",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "ix_forge_quote_revisions_first_sent",
            "frozen_at",
            "quote_id",
            postgresql_where=text("number = 1 AND deleted_at IS NULL"),
        ),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    number: Mapped[int] = mapped_column(default=1)
    engine_version: Mapped[int]
    rate_card_version: Mapped[int] = mapped_column(ForeignKey("forge_rate_cards.version"))
    frozen_at: Mapped[datetime | None] = mapped_column(default=None)
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    document_sha256: Mapped[str | None] = mapped_column(default=None)
    superseded_at: Mapped[datetime | None] = mapped_column(default=None)
    standing: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    lines: Mapped[list["QuoteLine"]] = relationship(
        lazy="raise",
        default_factory=list,
        order_by="QuoteLine.position",
        primaryjoin=(
            "and_(QuoteLine.revision_id == QuoteRevision.id, QuoteLine.deleted_at.is_(None))"
        ),
    )


class QuoteLine(Record):
    """One line: a product priced by the engine, an outside purchase, a charge or a note.

    ``specification`` is what the engine reads (products), ``product`` the code in it.
    ``unit_price`` and ``purchase_cost``
    belong to charges and outside purchases, which are priced by hand; ``vendor_costs`` is what an
    outside vendor asks for each quantity. ``origin_id`` names the line of the first revision that
    this one goes back to, so that it is known as the same line in every later one; ``alternate_of``
    the line of the same revision in whose place it may be taken.
    """

    __tablename__ = "forge_quote_lines"
    __table_args__ = (
        Index(
            "ix_forge_quote_lines_products",
            "revision_id",
            "product",
            postgresql_where=text("deleted_at IS NULL AND product IS NOT NULL"),
        ),
    )

    revision_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quote_revisions.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    section: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    specification: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    product: Mapped[str | None] = mapped_column(
        Computed("specification ->> 'product_type'", persisted=True), init=False
    )
    specification_text: Mapped[str] = mapped_column(default="")
    vendor: Mapped[str] = mapped_column(default="")
    vendor_costs: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    unit_price: Mapped[Rate | None] = mapped_column(default=None)
    purchase_cost: Mapped[Rate | None] = mapped_column(default=None)
    tax_code: Mapped[str] = mapped_column(default="taxable")
    discount_percent: Mapped[Fraction] = mapped_column(default=Decimal(0))
    optional: Mapped[bool] = mapped_column(default=False)
    alternate_of: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_quote_lines.id"), default=None
    )
    problem: Mapped[str | None] = mapped_column(default=None)
    rate_card_version: Mapped[int | None] = mapped_column(default=None)
    customer_level: Mapped[str | None] = mapped_column(default=None)
    priced_on: Mapped[date | None] = mapped_column(default=None)
    origin_id: Mapped[UUID | None] = mapped_column(default=None)
    quantities: Mapped[list["LineQuantity"]] = relationship(
        lazy="raise",
        default_factory=list,
        order_by="LineQuantity.position",
        primaryjoin="and_(LineQuantity.line_id == QuoteLine.id, LineQuantity.deleted_at.is_(None))",
    )


class LineQuantity(Record):
    """One quantity of a line with its price; ``estimate`` is the engine's whole answer for it.

    ``price`` is before the line's discount, ``net_price`` after it. A person types it for all of it
    or for one piece, never both.
    """

    __tablename__ = "forge_line_quantities"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        CheckConstraint("num_nonnulls(typed_price, typed_unit_price) <= 1", name="typed_once"),
    )

    line_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quote_lines.id"), index=True)
    quantity: Mapped[int]
    position: Mapped[int] = mapped_column(default=1)
    price: Mapped[Amount | None] = mapped_column(default=None)
    net_price: Mapped[Amount | None] = mapped_column(default=None)
    unit_price: Mapped[Rate | None] = mapped_column(default=None)
    formula_price: Mapped[Amount | None] = mapped_column(default=None)
    typed_price: Mapped[Amount | None] = mapped_column(default=None)
    typed_unit_price: Mapped[Rate | None] = mapped_column(default=None)
    typed_reason: Mapped[str] = mapped_column(default="")
    typed_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    typed_at: Mapped[datetime | None] = mapped_column(default=None)
    cost: Mapped[Rate | None] = mapped_column(default=None)
    margin: Mapped[Fraction | None] = mapped_column(default=None)
    light: Mapped[str | None] = mapped_column(default=None)
    press_name: Mapped[str] = mapped_column(default="")
    sheets: Mapped[int | None] = mapped_column(default=None)
    selected: Mapped[bool] = mapped_column(default=False)
    estimate: Mapped[dict[str, Any] | None] = mapped_column(default=None)


class Acceptance(Record):
    """The one acceptance of a quote: by whom, of which revision, on what evidence.

    ``choices`` are objects of ``line_id``, ``quantity_id`` and ``optional``, one for each line that
    the total counts. ``document_sha256`` is the document that the customer saw; ``link_id``,
    ``address`` and ``user_agent`` say how it came in without a colleague, ``recorded_by`` who wrote
    it down. It is set aside (``deleted_at``) while a newer revision stands in place of the accepted
    one.
    """

    __tablename__ = "forge_acceptances"
    __table_args__ = (
        Index(
            "uq_forge_acceptances_quote_id",
            "quote_id",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    revision_number: Mapped[int]
    total: Mapped[Amount]
    accepted_at: Mapped[datetime]
    accepted_name: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")
    po_number: Mapped[str] = mapped_column(default="")
    choices: Mapped[list[Any]] = mapped_column(default_factory=list)
    document_sha256: Mapped[str] = mapped_column(default="")
    link_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_acceptance_links.id"), default=None
    )
    address: Mapped[str] = mapped_column(default="")
    user_agent: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)


class NumberSeries(Base):
    """The last number drawn of one series: drawn and used in one transaction, so without gaps."""

    __tablename__ = "forge_number_series"

    name: Mapped[str] = mapped_column(primary_key=True)
    last_value: Mapped[int]
