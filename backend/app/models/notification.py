"""What a member of staff is told of, and how they want to be told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, desc, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Notification(Record):
    """One thing that one person is told; written in the transaction of what it tells.

    ``text`` is a sentence without the quote's number, ``said`` the words of whoever caused it.
    ``told_at`` is the business time.
    """

    __tablename__ = "forge_notifications"
    __table_args__ = (
        Index("ix_forge_notifications_user_id_told_at", "user_id", desc("told_at")),
        Index(
            "ix_forge_notifications_unread",
            "user_id",
            "quote_id",
            postgresql_where=text("read_at IS NULL AND deleted_at IS NULL"),
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    kind: Mapped[str]
    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    number: Mapped[str]
    actor_name: Mapped[str]
    text: Mapped[str]
    said: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(default=None)


class NotificationChoice(Record):
    """How a person wants to be told of one kind, where it is not as the program has it."""

    __tablename__ = "forge_notification_choices"
    __table_args__ = (
        Index(
            "uq_forge_notification_choices_user_id_kind",
            "user_id",
            "kind",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    kind: Mapped[str]
    in_app: Mapped[bool]
    by_mail: Mapped[bool]
