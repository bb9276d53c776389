"""Stored documents: made once, kept by the hash of their bytes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class StoredDocument(Record):
    """The PDF of a sent revision; ``sha256`` names its bytes in the file store."""

    __tablename__ = "forge_documents"
    __table_args__ = (
        Index(
            "uq_forge_documents_quote_id_revision_number_kind",
            "quote_id",
            "revision_number",
            "kind",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    revision_number: Mapped[int]
    kind: Mapped[str] = mapped_column(default="quote")
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    made_at: Mapped[datetime]
