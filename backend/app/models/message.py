"""Mail that leaves the shop."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Message(Record):
    """One mail: queued with what caused it, sent by the worker, failed where a person sees it.

    ``message_id`` is drawn when queued, so that a mail sent twice after a crash is known as one.
    The customer's link ``link_id`` is put into the text as it leaves, and is never kept in it.
    Before ``due_at`` it does not leave, and until ``begun_at`` it can be taken back. ``delivered``
    are the addresses that the mail server took it for, ``refused`` objects of ``address`` and
    ``reason``. ``dismissed_at`` is when a person had seen that it failed and let it be.
    """

    __tablename__ = "forge_messages"
    __table_args__ = (Index("ix_forge_messages_status_created_at", "status", "created_at"),)

    kind: Mapped[str]
    quote_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_quotes.id"), default=None, index=True
    )
    recipients: Mapped[list[Any]]
    cc: Mapped[list[Any]] = mapped_column(default_factory=list)
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
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    begun_at: Mapped[datetime | None] = mapped_column(default=None)
    delivered: Mapped[list[Any]] = mapped_column(default_factory=list)
    refused: Mapped[list[Any]] = mapped_column(default_factory=list)
    dismissed_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)


class MailTemplate(Record):
    """A mail as the shop words it; one without a row is as the program has it.

    ``code`` is its kind, where it stands in the place of the program's own text, else its own id.
    Subject and body are plain text with fields like ``{{title}}`` from the kind's closed list.
    """

    __tablename__ = "forge_mail_templates"
    __table_args__ = (
        Index(
            "uq_forge_mail_templates_code",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    code: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)


class ScheduledSend(Record):
    """A quote that is to be sent at a time; it is checked and frozen then, and not before.

    ``sending`` is the request as it was made, ``quote_version`` what its sender saw. ``problem``
    says why it stopped, to the person who opens the quote.
    """

    __tablename__ = "forge_scheduled_sends"
    __table_args__ = (
        Index(
            "uq_forge_scheduled_sends_waiting",
            "quote_id",
            unique=True,
            postgresql_where=text("status = 'waiting' AND deleted_at IS NULL"),
        ),
        Index("ix_forge_scheduled_sends_quote_id_created_at", "quote_id", "created_at"),
        CheckConstraint(
            "status IN ('waiting', 'sent', 'stopped', 'cancelled')", name="has_a_known_status"
        ),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    send_at: Mapped[datetime]
    quote_version: Mapped[int]
    sending: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(default="waiting")
    problem: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
