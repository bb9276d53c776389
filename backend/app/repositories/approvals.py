"""Rules, questions with their answers, and deputies, as they are kept.

The inbox is one statement: what a question is about lies in several tables, and whoever decides
wants all of it on one row.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, text, update

from app.db import Session
from app.models.approval import Approval, ApprovalRule, Deputy
from app.models.user import User
from app.repositories.base import Repository

approvals: Final = Repository(Approval)
rules: Final = Repository(ApprovalRule)
deputies: Final = Repository(Deputy)

# Who is asked more than this at once has other problems than a second page.
MOST_OPEN: Final = 500

_ROWS: Final = text("""
  SELECT json_build_object(
    'id', a.id, 'quote_id', a.quote_id, 'status', a.status, 'fingerprint', a.fingerprint,
    'number', q.base_number || 'Q'
      || CASE WHEN a.revision_number > 1 THEN '-R' || a.revision_number ELSE '' END,
    'version', q.version, 'title', q.title, 'owner_id', q.owner_id,
    'owner', (SELECT name FROM forge_users WHERE id = q.owner_id),
    'customer_name', coalesce(c.name, q.prospect_name),
    'rules', a.rules, 'facts', a.facts, 'comment', a.comment,
    'asked_by_id', a.asked_by, 'asked_by', (SELECT name FROM forge_users WHERE id = a.asked_by),
    'asked_at', a.asked_at,
    'decided_by', (SELECT name FROM forge_users WHERE id = a.decided_by),
    'decided_for', (SELECT name FROM forge_users WHERE id = a.decided_for),
    'decided_at', a.decided_at, 'answer', a.answer,
    'this_revision_only', a.this_revision_only, 'valid_until', a.valid_until,
    'voided_at', a.voided_at, 'voided_reason', a.voided_reason,
    'won', h.won, 'won_margin', h.margin::text,
    'margin', q.margin::text, 'light', q.light)::text
  FROM forge_approvals a
  JOIN forge_quotes q ON q.id = a.quote_id
  LEFT JOIN forge_customers c ON c.id = q.customer_id
  LEFT JOIN LATERAL (
    SELECT count(*) AS won, round(avg(w.margin), 4) AS margin FROM forge_quotes w
    WHERE w.customer_id = q.customer_id AND w.status = 'approved' AND w.deleted_at IS NULL
      AND w.id <> q.id) h ON true
  WHERE a.deleted_at IS NULL AND (a.status = 'open') = CAST(:open AS boolean)
    AND (CAST(:asked_by AS uuid) IS NULL OR a.asked_by = :asked_by)
    AND (CAST(:decided_by AS uuid) IS NULL OR a.decided_by = :decided_by)
  ORDER BY coalesce(a.decided_at, a.asked_at) DESC, a.id
  LIMIT :most OFFSET :skip
""")

_COUNT: Final = text("""
  SELECT count(*) FROM forge_approvals a
  WHERE a.deleted_at IS NULL AND (a.status = 'open') = CAST(:open AS boolean)
    AND (CAST(:asked_by AS uuid) IS NULL OR a.asked_by = :asked_by)
    AND (CAST(:decided_by AS uuid) IS NULL OR a.decided_by = :decided_by)
""")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member of staff with their own limits; None sets no limit of their own."""

    id: UUID
    name: str
    role: str
    is_active: bool
    max_total: Decimal | None
    min_margin: Decimal | None
    max_discount: Decimal | None


_PEOPLE: Final = select(
    User.id,
    User.name,
    User.role,
    User.is_active,
    User.max_total,
    User.min_margin,
    User.max_discount,
).where(User.deleted_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are asked for: open or answered ones, of whoever is named."""

    is_open: bool
    asked_by: UUID | None = None
    decided_by: UUID | None = None

    def parameters(self) -> dict[str, object]:
        """Return what the statements take."""
        return {"open": self.is_open, "asked_by": self.asked_by, "decided_by": self.decided_by}


async def list_rows(
    session: Session, wanted: Wanted, *, skip: int = 0, most: int = MOST_OPEN
) -> list[dict[str, Any]]:
    """Return questions with all that a decision looks at, the newest first."""
    found = await session.execute(_ROWS, {**wanted.parameters(), "skip": skip, "most": most})
    return [json.loads(row[0]) for row in found]


async def count_rows(session: Session, wanted: Wanted) -> int:
    """Return how many questions there are."""
    counted: int = (await session.execute(_COUNT, wanted.parameters())).scalar_one()
    return counted


async def find_open(session: Session, quote_id: UUID) -> Approval | None:
    """Return the question about a quote that waits for its answer."""
    return await approvals.first(
        session,
        approvals.live().where(Approval.quote_id == quote_id, Approval.status == "open"),
        lock=True,
    )


async def find_approved(session: Session, quote_id: UUID) -> Approval | None:
    """Return the newest approval of a quote that has not been voided."""
    query = (
        approvals.live()
        .where(
            Approval.quote_id == quote_id,
            Approval.status == "approved",
            Approval.voided_at.is_(None),
        )
        .order_by(Approval.created_at.desc())
    )
    return await approvals.first(session, query)


async def void_others(
    session: Session, quote_id: UUID, *, fingerprint: str | None, reason: str, now: datetime
) -> None:
    """Void the approvals of a quote that are of anything else than this; of all, if it is None."""
    await session.execute(
        update(Approval)
        .where(
            Approval.quote_id == quote_id,
            Approval.status == "approved",
            Approval.voided_at.is_(None),
            Approval.deleted_at.is_(None),
            Approval.fingerprint.is_distinct_from(fingerprint),
        )
        .values(voided_at=now, voided_reason=reason)
    )


async def list_rules(session: Session) -> Sequence[ApprovalRule]:
    """Return the rules that an administrator has set."""
    return (await session.scalars(rules.live())).all()


async def find_rule(session: Session, code: str) -> ApprovalRule | None:
    """Return a rule that an administrator has set, locked."""
    return await rules.first(session, rules.live().where(ApprovalRule.code == code), lock=True)


async def find_somebody(session: Session, user_id: UUID) -> Somebody | None:
    """Return a member of staff, active or not."""
    row = (await session.execute(_PEOPLE.where(User.id == user_id))).first()
    return None if row is None else Somebody(*row)


async def list_reviewers(session: Session, roles: Sequence[str]) -> list[Somebody]:
    """Return the active members of staff with one of these roles, by name."""
    query = _PEOPLE.where(User.is_active, User.role.in_(roles)).order_by(User.name, User.id)
    return [Somebody(*row) for row in await session.execute(query)]


async def list_principals(session: Session, deputy_id: UUID, *, today: date) -> list[Somebody]:
    """Return who is away today and named this person to answer for them."""
    query = _PEOPLE.join(Deputy, Deputy.user_id == User.id).where(
        Deputy.deputy_id == deputy_id,
        Deputy.deleted_at.is_(None),
        Deputy.from_on <= today,
        Deputy.until_on >= today,
        User.is_active,
    )
    return [Somebody(*row) for row in await session.execute(query)]


async def find_deputy(session: Session, user_id: UUID) -> Deputy | None:
    """Return whom a person named, whatever the days, locked."""
    return await deputies.first(
        session, deputies.live().where(Deputy.user_id == user_id), lock=True
    )


async def name_of(session: Session, user_id: UUID | None) -> str | None:
    """Return a person's name."""
    if user_id is None:
        return None
    return (await session.execute(select(User.name).where(User.id == user_id))).scalar()
