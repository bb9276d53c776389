"""Files that people attach to a customer, a quote or one of its lines."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Attachment(Record):
    """One file; ``storage_key`` names its bytes in the upload store, and nothing else.

    It belongs to a customer or to a quote. ``line_id`` is the line of the quote's first revision
    that its line goes back to, so that it stays with the line in every later one. What is evidence
    of an acceptance (``acceptance_id``) stays as it is for ever. ``inspection`` says how far the
    look into it is: what it found stands in ``facts``, why it failed in ``problem``, and the pages
    that can be shown are counted by ``previews``.
    """

    __tablename__ = "forge_attachments"
    __table_args__ = (
        CheckConstraint("num_nonnulls(customer_id, quote_id) = 1", name="belongs_to_one"),
        CheckConstraint("line_id IS NULL OR quote_id IS NOT NULL", name="line_is_of_a_quote"),
        CheckConstraint(
            "inspection IN ('none', 'pending', 'ready', 'failed')", name="has_a_known_inspection"
        ),
        Index(
            "ix_forge_attachments_quote_id",
            "quote_id",
            postgresql_where=text("quote_id IS NOT NULL"),
        ),
        Index(
            "ix_forge_attachments_customer_id",
            "customer_id",
            postgresql_where=text("customer_id IS NOT NULL"),
        ),
    )

    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_customers.id"), default=None)
    quote_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_quotes.id"), default=None)
    line_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_quote_lines.id"), default=None)
    acceptance_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_acceptances.id"), default=None
    )
    name: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str] = mapped_column(unique=True)
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    inspection: Mapped[str] = mapped_column(default="none")
    facts: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    problem: Mapped[str] = mapped_column(default="")
    previews: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
