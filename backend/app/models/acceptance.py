"""What a customer gets and gives without an account: a link, and an answer that is no yes or no."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class AcceptanceLink(Record):
    """The one link of a sent revision and its contact; a renewed one is the same row.

    ``token_hash`` is all that is kept of the token. ``seed`` are the 256 random bits that the token
    is made from with the app's own secret: it can be shown again by the app, and by nobody who has
    the database alone. ``recipient`` is to whom it went, in words.
    """

    __tablename__ = "forge_acceptance_links"
    __table_args__ = (
        Index(
            "uq_forge_acceptance_links_quote_id_revision_number_contact_id",
            "quote_id",
            "revision_number",
            "contact_id",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    revision_number: Mapped[int]
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_contacts.id"), default=None)
    recipient: Mapped[str] = mapped_column(default="")
    seed: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class CustomerRequest(Record):
    """What a customer asked for by link: changes, with a comment per line, or a new last day.

    ``comments`` are objects of ``position``, ``title`` and ``text``.
    """

    __tablename__ = "forge_customer_requests"

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"), index=True)
    revision_number: Mapped[int]
    link_id: Mapped[UUID] = mapped_column(ForeignKey("forge_acceptance_links.id"))
    kind: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    comments: Mapped[list[Any]] = mapped_column(default_factory=list)


class OfferView(Record):
    """One visit of a customer to the page of their link; visits close together are one."""

    __tablename__ = "forge_offer_views"
    __table_args__ = (
        Index("ix_forge_offer_views_quote_id_viewed_at", "quote_id", "viewed_at"),
        Index("ix_forge_offer_views_link_id_viewed_at", "link_id", "viewed_at"),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    revision_number: Mapped[int]
    link_id: Mapped[UUID] = mapped_column(ForeignKey("forge_acceptance_links.id"))
    viewed_at: Mapped[datetime]
