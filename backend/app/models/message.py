"""Mail that leaves the shop."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Message(Record):
    """One mail: queued with what caused it, sent by the worker, failed where a person sees it.

    ``message_id`` is drawn when queued, so that a mail sent twice after a crash is known as one.
    The customer's link ``link_id`` is put into the text as it leaves, and is never kept in it.
    """

    __tablename__ = "forge_messages"
    __table_args__ = (Index("ix_forge_messages_status_created_at", "status", "created_at"),)

    kind: Mapped[str]
    quote_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_quotes.id"), default=None, index=True
    )
    recipients: Mapped[list[Any]]
    subject: Mapped[str]
    body: Mapped[str]
    link_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_acceptance_links.id"), default=None
    )
    attachments: Mapped[list[Any]] = mapped_column(default_factory=list)
    message_id: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
