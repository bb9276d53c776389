"""How a sent quote is followed up: the plan, and each reminder that was due."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class FollowUpPlan(Record):
    """When the customer of a sent quote is reminded; the one without a quote is the shop's.

    ``days_after`` count from the day of sending, ``days_before`` back from the last valid day.
    """

    __tablename__ = "forge_follow_up_plans"
    __table_args__ = (
        Index(
            "uq_forge_follow_up_plans_quote_id",
            "quote_id",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        ),
    )

    quote_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_quotes.id"), default=None)
    active: Mapped[bool] = mapped_column(default=True)
    days_after: Mapped[list[Any]]
    days_before: Mapped[list[Any]]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    version: Mapped[int] = mapped_column(default=1)


class Reminder(Record):
    """What became of one step of a plan on one revision: it is never done twice.

    ``step`` is ``after:3``, ``before:2`` or ``by_hand``; ``due_on`` is the shop's day. ``outcome``
    says whether a mail was sent to the customer, the step was skipped, or the owner was told to
    call because nothing could be mailed.
    """

    __tablename__ = "forge_reminders"
    __table_args__ = (
        Index(
            "uq_forge_reminders_step",
            "quote_id",
            "revision_number",
            "step",
            "due_on",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
        CheckConstraint("outcome IN ('sent', 'skipped', 'told')", name="has_a_known_outcome"),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    revision_number: Mapped[int]
    step: Mapped[str]
    due_on: Mapped[date]
    outcome: Mapped[str]
    done_at: Mapped[datetime]
    message_id: Mapped[UUID | None] = mapped_column(ForeignKey("forge_messages.id"), default=None)
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
