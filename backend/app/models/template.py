"""What of quotes is kept to be used again."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class QuoteTemplate(Record):
    """A quote, a section or a line that somebody keeps, for themselves or ``shared`` with all.

    ``content`` are ``lines`` as ``domain/quotes/templates.py`` writes them, costs among it under
    ``internal``, and the ``customer_note`` of a quote.
    """

    __tablename__ = "forge_quote_templates"
    __table_args__ = (
        CheckConstraint("kind IN ('quote', 'section', 'line')", name="kind_is_known"),
    )

    kind: Mapped[str]
    name: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"), index=True)
    shared: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
