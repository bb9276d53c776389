"""A colleague's word on a quote before it goes out: the rules, the questions, the deputies."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Rate, Record


class ApprovalRule(Record):
    """A rule of the shop as an administrator set it; one without a row is as the program has it.

    ``threshold`` is an amount, a fraction or days, by ``code``.
    """

    __tablename__ = "forge_approval_rules"

    code: Mapped[str] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    threshold: Mapped[Rate | None] = mapped_column(default=None)
    terms: Mapped[list[Any]] = mapped_column(default_factory=list)
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    version: Mapped[int] = mapped_column(default=1)


class Approval(Record):
    """A question about one revision of a quote, and its answer; at most one is open.

    ``fingerprint`` is the hash of what was asked about and seen; an approval holds for nothing
    else. ``rules`` are those that fired, with their reasons; ``facts`` are what decides who may
    answer, with what only some may see under ``internal``. ``decided_for`` is whom a deputy stood
    in for. ``voided_at`` is when it ceased to hold, and ``voided_reason`` says why.
    """

    __tablename__ = "forge_approvals"
    __table_args__ = (
        Index(
            "uq_forge_approvals_open",
            "quote_id",
            unique=True,
            postgresql_where=text("status = 'open' AND deleted_at IS NULL"),
        ),
        Index("ix_forge_approvals_quote_id_asked_at", "quote_id", "asked_at"),
        Index("ix_forge_approvals_status_asked_at", "status", "asked_at"),
        CheckConstraint(
            "status IN ('open', 'approved', 'returned', 'recalled')", name="has_a_known_status"
        ),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"))
    revision_number: Mapped[int]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"), index=True)
    asked_at: Mapped[datetime]
    fingerprint: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    rules: Mapped[list[Any]] = mapped_column(default_factory=list)
    facts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    status: Mapped[str] = mapped_column(default="open")
    decided_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("forge_users.id"), default=None, index=True
    )
    decided_for: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(default="")
    this_revision_only: Mapped[bool] = mapped_column(default=False)
    valid_until: Mapped[date | None] = mapped_column(default=None)
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    voided_reason: Mapped[str] = mapped_column(default="")


class Deputy(Record):
    """Who answers in a person's place from one day through another; a person has at most one."""

    __tablename__ = "forge_deputies"
    __table_args__ = (
        Index(
            "uq_forge_deputies_user_id",
            "user_id",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
        CheckConstraint("from_on <= until_on", name="ends_after_it_begins"),
        CheckConstraint("user_id <> deputy_id", name="is_somebody_else"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    deputy_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
