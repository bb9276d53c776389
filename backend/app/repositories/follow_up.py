"""Where plans and reminders are kept, and which sent quotes somebody should look after.

A quote waits for its answer while it is sent, valid, not on hold, and its customer has not asked
for changes: ``WAITS`` is the one place that says so.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import TextClause, text

from app.db import Reader, Session
from app.domain.errors import ConflictError
from app.models.follow_up import FollowUpPlan, Reminder
from app.repositories.base import Repository

# The nightly look goes over all that waits, a page of it in each statement.
MOST_WAITING: Final = 1_000


class AlreadyReminded(ConflictError):
    """The customer was reminded today already: call them, or wait for tomorrow."""

    code = "already_reminded"


plans: Final = Repository(FollowUpPlan)
reminders: Final = Repository(Reminder, {"uq_forge_reminders_step": AlreadyReminded})

_VALID: Final = """
  q.status = 'sent' AND q.deleted_at IS NULL AND q.sent_at IS NOT NULL
  AND q.valid_until >= CAST(:today AS date)
"""
WAITS: Final = f"""
  {_VALID} AND NOT q.on_hold
  AND NOT EXISTS (
    SELECT FROM forge_customer_requests w
    WHERE w.quote_id = q.id AND w.revision_number = q.current_revision
      AND w.kind = 'changes' AND w.deleted_at IS NULL)
"""
# When somebody of the shop last spoke with the customer, or wrote to them, by hand.
_CHASED: Final = """
  greatest(
    (SELECT max(n.written_at) FROM forge_notes n
     WHERE n.quote_id = q.id AND n.kind = 'call' AND n.deleted_at IS NULL),
    (SELECT max(r.done_at) FROM forge_reminders r
     WHERE r.quote_id = q.id AND r.step = 'by_hand' AND r.deleted_at IS NULL))
"""

_WAITING: Final = f"""
  SELECT q.id, q.current_revision AS revision, q.owner_id, q.valid_until,
    (q.sent_at AT TIME ZONE CAST(:time_zone AS text))::date AS sent_on,
    p.active, p.days_after, p.days_before,
    coalesce((
      SELECT json_agg(json_build_array(r.step, r.due_on)) FROM forge_reminders r
      WHERE r.quote_id = q.id AND r.revision_number = q.current_revision
        AND r.deleted_at IS NULL), '[]')::text AS done
  FROM forge_quotes q
  LEFT JOIN forge_follow_up_plans p ON p.quote_id = q.id AND p.deleted_at IS NULL
  WHERE {WAITS} AND /*which*/
"""  # noqa: S608 - made of this module's own text, and of nothing that a request brings
_ALL_WAITING: Final = text(
    _WAITING.replace("/*which*/", "q.id > CAST(:after AS uuid)") + " ORDER BY q.id LIMIT :most"
)
_ONE_WAITING: Final = text(_WAITING.replace("/*which*/", "q.id = CAST(:quote_id AS uuid)"))
_CHASED_AT: Final = text(f"""
  SELECT {_CHASED} FROM forge_quotes q WHERE q.id = CAST(:quote_id AS uuid)
""")  # noqa: S608 - made of this module's own text, and of nothing that a request brings
_DONE: Final = text("""
  SELECT r.step, r.due_on, r.outcome, r.done_at, u.name AS done_by
  FROM forge_reminders r LEFT JOIN forge_users u ON u.id = r.done_by
  WHERE r.quote_id = CAST(:quote_id AS uuid) AND r.revision_number = :revision
    AND r.step <> 'owner' AND r.deleted_at IS NULL
  ORDER BY r.due_on, r.done_at
""")

_LISTS: Final = {
    "silent": f"{WAITS} AND q.sent_at <= :since AND coalesce({_CHASED}, q.sent_at) <= :since",
    "expiring": f"{_VALID} AND q.valid_until <= CAST(:until AS date)",
}
_ORDERS: Final = {
    "silent": f"coalesce({_CHASED}, q.sent_at), q.id",
    "expiring": "q.valid_until, q.id",
}
_ROWS: Final = f"""
  SELECT q.id, q.base_number, q.current_revision, q.version, q.title,
    coalesce(c.name, q.prospect_name) AS customer_name,
    t.name AS contact_name, coalesce(t.phone, c.phone) AS contact_phone,
    q.owner_id, o.name AS owner_name, q.total, q.sent_at, q.valid_until,
    (SELECT count(*) FROM forge_offer_views v
     WHERE v.quote_id = q.id AND v.deleted_at IS NULL) AS views,
    (SELECT max(v.viewed_at) FROM forge_offer_views v
     WHERE v.quote_id = q.id AND v.deleted_at IS NULL) AS last_viewed_at,
    (SELECT count(*) FROM forge_reminders r
     WHERE r.quote_id = q.id AND r.outcome = 'sent' AND r.deleted_at IS NULL) AS reminders,
    {_CHASED} AS chased_at
  FROM (
    SELECT q.*, row_number() OVER (ORDER BY /*order*/) AS place
    FROM forge_quotes q WHERE /*list*/ AND /*seen*/
    ORDER BY /*order*/ LIMIT :per_page OFFSET :skip) q
  JOIN forge_users o ON o.id = q.owner_id
  LEFT JOIN forge_customers c ON c.id = q.customer_id
  LEFT JOIN forge_contacts t ON t.id = q.contact_id
  ORDER BY q.place
"""  # noqa: S608 - made of this module's own text, and of nothing that a request brings
_COUNT: Final = "SELECT count(*) FROM forge_quotes q WHERE /*list*/ AND /*seen*/"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sent quote that waits for its answer; ``active`` is None without a plan of its own."""

    id: UUID
    revision: int
    owner_id: UUID
    valid_until: date
    sent_on: date
    active: bool | None
    days_after: list[int] | None
    days_before: list[int] | None
    done: frozenset[tuple[str, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which quotes of a list: up to when nobody spoke, until when they expire, whose."""

    today: date
    since: datetime
    until: date
    owner_id: UUID | None

    def parameters(self, name: str) -> dict[str, object]:
        """Return what the list's statement asks for."""
        asked: dict[str, object] = {"today": self.today}
        asked |= {"since": self.since} if name == "silent" else {"until": self.until}
        return asked if self.owner_id is None else {**asked, "owner_id": self.owner_id}


def _read(row: Any) -> Waiting:  # noqa: ANN401 - a row of either statement
    done = ((step, date.fromisoformat(day)) for step, day in json.loads(row.done))
    return Waiting(
        id=row.id,
        revision=row.revision,
        owner_id=row.owner_id,
        valid_until=row.valid_until,
        sent_on=row.sent_on,
        active=row.active,
        days_after=row.days_after,
        days_before=row.days_before,
        done=frozenset(done),
    )


async def find_waiting(
    session: Session, quote_id: UUID, *, today: date, time_zone: str
) -> Waiting | None:
    """Return the quote if it waits for its answer."""
    wanted = {"quote_id": quote_id, "today": today, "time_zone": time_zone}
    row = (await session.execute(_ONE_WAITING, wanted)).first()
    return None if row is None else _read(row)


async def list_waiting(
    session: Session, *, after: UUID, today: date, time_zone: str
) -> list[Waiting]:
    """Return the next quotes that wait for an answer, behind an id."""
    wanted = {"after": after, "today": today, "time_zone": time_zone, "most": MOST_WAITING}
    return [_read(row) for row in await session.execute(_ALL_WAITING, wanted)]


async def find_plan(
    session: Session, quote_id: UUID | None, *, lock: bool = False
) -> FollowUpPlan | None:
    """Return a quote's own plan, or the shop's."""
    query = plans.live().where(FollowUpPlan.quote_id.is_not_distinct_from(quote_id))
    return await plans.first(session, query, lock=lock)


async def list_done(session: Session, quote_id: UUID, revision: int) -> Sequence[Any]:
    """Return what became of the steps of a revision, in order."""
    found = await session.execute(_DONE, {"quote_id": quote_id, "revision": revision})
    return found.all()


async def find_chased(session: Session, quote_id: UUID) -> datetime | None:
    """Return when somebody last called or wrote to the customer by hand."""
    found: datetime | None = await session.scalar(_CHASED_AT, {"quote_id": quote_id})
    return found


async def list_rows(
    session: Session, name: str, wanted: Wanted, *, page: int, per_page: int
) -> Sequence[Any]:
    """Return one page of a list."""
    statement = _statement(_ROWS, name, own=wanted.owner_id is not None)
    asked = {**wanted.parameters(name), "per_page": per_page, "skip": (page - 1) * per_page}
    return (await session.execute(statement, asked)).all()


async def count_rows(reader: Reader, name: str, wanted: Wanted) -> int:
    """Return how many quotes a list holds."""
    statement = _statement(_COUNT, name, own=wanted.owner_id is not None)
    row = await reader.first(statement, wanted.parameters(name))
    return 0 if row is None else int(row[0])


@lru_cache(maxsize=16)
def _statement(template: str, name: str, *, own: bool) -> TextClause:
    for piece, sql in (
        ("list", _LISTS[name]),
        ("order", _ORDERS[name]),
        ("seen", "q.owner_id = :owner_id" if own else "true"),
    ):
        template = template.replace(f"/*{piece}*/", sql)
    return text(template)
