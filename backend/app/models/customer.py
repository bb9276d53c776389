"""Customers with their contacts, addresses and certificates."""

from datetime import date
from uuid import UUID

from sqlalchemy import Computed, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Customer(Record):
    """A company or person that the shop sells to. An archived one has ``deleted_at``."""

    __tablename__ = "forge_customers"
    __table_args__ = (
        Index(
            "ix_forge_customers_search_text",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    website: Mapped[str | None] = mapped_column(default=None)
    account_number: Mapped[str | None] = mapped_column(default=None)
    price_level: Mapped[str] = mapped_column(default="standard")
    tax_class: Mapped[str] = mapped_column(default="taxable")
    payment_terms: Mapped[str] = mapped_column(default="Net 30")
    owner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_users.id"), default=None, index=True
    )
    note: Mapped[str] = mapped_column(default="")
    on_hold: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    search_text: Mapped[str] = mapped_column(
        Computed(
            "forge_fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(account_number, '')"
            " || ' ' || coalesce(phone, ''))",
            persisted=True,
        ),
        init=False,
    )


class Contact(Record):
    """A person at a customer; one who ``may_accept`` can accept a quote in its name."""

    __tablename__ = "forge_contacts"
    __table_args__ = (
        Index(
            "ix_forge_contacts_search_text",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("forge_customers.id"), index=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    job_title: Mapped[str | None] = mapped_column(default=None)
    may_accept: Mapped[bool] = mapped_column(default=True)
    is_primary: Mapped[bool] = mapped_column(default=False)
    search_text: Mapped[str] = mapped_column(
        Computed("forge_fold(name || ' ' || coalesce(email, ''))", persisted=True), init=False
    )


class Address(Record):
    """Where a customer is billed or where goods go."""

    __tablename__ = "forge_addresses"

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("forge_customers.id"), index=True)
    kind: Mapped[str]
    line1: Mapped[str]
    line2: Mapped[str] = mapped_column(default="")
    city: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="US")


class Certificate(Record):
    """A resale or exemption certificate; it counts on a quote's date up to ``expires_on``."""

    __tablename__ = "forge_certificates"

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("forge_customers.id"), index=True)
    kind: Mapped[str]
    state: Mapped[str]
    number: Mapped[str]
    expires_on: Mapped[date | None] = mapped_column(default=None)
