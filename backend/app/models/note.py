"""What colleagues tell each other about a quote: no customer ever sees it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Note(Record):
    """A colleague's words about a quote, or a call that they made to its customer (``kind``).

    ``mentions`` are the ids of the people named in it, as text. ``written_at`` is the business
    time, by which it stands on the quote's timeline; ``edited_at`` is when its words changed last.
    ``search_text`` is as much of it as is searched.
    """

    __tablename__ = "forge_notes"
    __table_args__ = (
        Index("ix_forge_notes_quote_id_written_at", "quote_id", "written_at"),
        Index(
            "ix_forge_notes_search_text",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        CheckConstraint("kind IN ('note', 'call')", name="has_a_known_kind"),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    kind: Mapped[str] = mapped_column(default="note")
    body: Mapped[str]
    mentions: Mapped[list[Any]] = mapped_column(default_factory=list)
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None] = mapped_column(default=None)
    search_text: Mapped[str] = mapped_column(
        Computed("forge_fold(left(body, 20000))", persisted=True), init=False
    )
