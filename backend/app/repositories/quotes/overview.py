"""What a dashboard says of quotes: figures with their last weeks, and what waits for somebody."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import TextClause, text

from app.db import Reader
from app.domain.dashboards import WEEKS, Widget
from app.domain.days import end_of, start_of
from app.domain.quotes.follow_up import SILENT_DAYS
from app.domain.reports import IDLE_DAYS, SOON_DAYS, Period
from app.repositories.quotes.narrowing import ENDED_ON, OPEN, SILENT
from app.repositories.quotes.shapes import NUMBER, STATUS, VISIBLE, instant

_MINE: Final = f"q.deleted_at IS NULL AND {VISIBLE} AND (NOT :only_mine OR q.owner_id = :me)"

_FIGURES: Final = text(f"""
  WITH open AS (
    SELECT count(*) AS quotes, coalesce(sum(q.total), 0)::numeric(15, 2)::text AS total
    FROM forge_quotes q WHERE {_MINE} AND {OPEN}
  ), begun AS (
    SELECT (CAST(:today AS date)
        - (q.created_at AT TIME ZONE CAST(:time_zone AS text))::date) / 7 AS week,
      sum(q.total) AS total
    FROM forge_quotes q WHERE {_MINE} AND q.created_at >= CAST(:weeks_begin AS timestamptz)
    GROUP BY 1
  ), ended AS MATERIALIZED (
    SELECT {ENDED_ON} AS day, q.status = 'approved' AS won
    FROM forge_quotes q
    WHERE {_MINE} AND (
      (q.status IN ('approved', 'declined') AND q.decided_at >= CAST(:earliest AS timestamptz))
      OR (q.status IN ('sent', 'expired') AND q.valid_until >= CAST(:earliest_day AS date) - 1
        AND q.valid_until < CAST(:today AS date)))
  ), sent AS MATERIALIZED (
    SELECT (q.sent_at AT TIME ZONE CAST(:time_zone AS text))::date AS day, q.total
    FROM forge_quotes q WHERE {_MINE} AND q.sent_at >= CAST(:earliest AS timestamptz)
  ), answered AS MATERIALIZED (
    SELECT (r.frozen_at AT TIME ZONE CAST(:time_zone AS text))::date AS day,
      greatest(0, floor(extract(epoch FROM r.frozen_at - q.created_at) / 60))::bigint AS minutes
    FROM forge_quote_revisions r
    -- OFFSET 0 keeps this a look-up for each: the planner would rather read all quotes there are.
    CROSS JOIN LATERAL (
      SELECT q.created_at FROM forge_quotes q WHERE q.id = r.quote_id AND {_MINE} OFFSET 0) q
    WHERE r.number = 1 AND r.deleted_at IS NULL
      AND r.frozen_at >= CAST(:earliest AS timestamptz)
  )
  SELECT json_build_object(
    'open', (SELECT json_build_object('quotes', quotes, 'total', total) FROM open),
    'begun', (SELECT json_object_agg(week, total::text) FROM begun WHERE week >= 0),
    'ended', (SELECT json_build_object(
        'won', count(*) FILTER (WHERE won AND day BETWEEN :first AND :last),
        'quotes', count(*) FILTER (WHERE day BETWEEN :first AND :last),
        'won_before', count(*) FILTER (WHERE won AND day BETWEEN :before AND :before_last),
        'quotes_before', count(*) FILTER (WHERE day BETWEEN :before AND :before_last))
      FROM ended),
    'ended_weeks', (SELECT json_object_agg(week, json_build_object('won', won, 'quotes', quotes))
      FROM (SELECT (CAST(:today AS date) - day) / 7 AS week, count(*) FILTER (WHERE won) AS won,
          count(*) AS quotes
        FROM ended WHERE day <= CAST(:today AS date) GROUP BY 1) weekly WHERE week < {WEEKS}),
    'sent', (SELECT json_build_object(
        'quotes', count(*) FILTER (WHERE day BETWEEN :first AND :last),
        'total', coalesce(sum(total) FILTER (WHERE day BETWEEN :first AND :last), 0)
          ::numeric(15, 2)::text,
        'total_before', coalesce(sum(total) FILTER (
          WHERE day BETWEEN :before AND :before_last), 0)::numeric(15, 2)::text)
      FROM sent),
    'sent_weeks', (SELECT json_object_agg(week, total::text)
      FROM (SELECT (CAST(:today AS date) - day) / 7 AS week, sum(total) AS total
        FROM sent WHERE day <= CAST(:today AS date) GROUP BY 1) weekly WHERE week < {WEEKS}),
    'answered', (SELECT json_build_object(
        'quotes', count(*) FILTER (WHERE day BETWEEN :first AND :last),
        'median', percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes)
          FILTER (WHERE day BETWEEN :first AND :last),
        'median_before', percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes)
          FILTER (WHERE day BETWEEN :before AND :before_last))
      FROM answered),
    'answered_weeks', (SELECT json_object_agg(week, median)
      FROM (SELECT (CAST(:today AS date) - day) / 7 AS week,
          percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes) AS median
        FROM answered WHERE day <= CAST(:today AS date) GROUP BY 1) weekly WHERE week < {WEEKS})
  )::text
""")  # noqa: S608 - made of fixed text, and of nothing that a request brings

_ROW: Final = f"""
  json_build_object(
    'id', q.id, 'number', {NUMBER}, 'title', q.title, 'status', {STATUS}, 'version', q.version,
    'customer_name', coalesce(c.name, q.prospect_name), 'owner_name', o.name,
    'total', q.total::text, 'valid_until', q.valid_until, 'sent_at', {instant("q.sent_at")},
    'decided_at', {instant("q.decided_at")}, 'updated_at', {instant("q.updated_at")}
"""
_JOINED: Final = """
  JOIN forge_users o ON o.id = q.owner_id LEFT JOIN forge_customers c ON c.id = q.customer_id
"""

# Each kind with what it is, which quotes are meant, and which of them come first.
_SILENT_ROWS: Final = f"{_MINE} AND {SILENT}"
_EXPIRING_ROWS: Final = (
    f"{_MINE} AND q.status = 'sent'"
    f" AND q.valid_until BETWEEN CAST(:today AS date) AND CAST(:today AS date) + {SOON_DAYS}"
)
_APPROVED_ROWS: Final = f"{_MINE} AND q.status = 'approved'"


def _listed(where: str, order: str) -> TextClause:
    return text(f"""
      SELECT json_build_object(
        'quotes', (SELECT count(*) FROM forge_quotes q WHERE {where}),
        'items', coalesce((SELECT json_agg(row) FROM (
          SELECT {_ROW}) AS row FROM (
            SELECT q.* FROM forge_quotes q WHERE {where} ORDER BY {order}, q.id LIMIT :most) q
          {_JOINED} ORDER BY {order}, q.id) shown), '[]'))::text
    """)  # noqa: S608 - the same


_LISTS: Final = {
    Widget.EXPIRING: _listed(_EXPIRING_ROWS, "q.valid_until"),
    Widget.SILENT: _listed(_SILENT_ROWS, "q.sent_at"),
    Widget.APPROVED: _listed(_APPROVED_ROWS, "q.decided_at DESC NULLS LAST"),
}

_OWN: Final = "q.deleted_at IS NULL AND q.owner_id = :me AND NOT q.on_hold"
_WAITING: Final = f"{_OWN} AND q.status = 'sent' AND q.valid_until >= CAST(:today AS date)"
_ASKED: Final = """
  SELECT count(*) AS times, max(a.asked_at) AS at,
    bool_or(a.kind = 'renewal') AS renewal
  FROM forge_customer_requests a
  WHERE a.quote_id = q.id AND a.revision_number = q.current_revision AND a.deleted_at IS NULL
"""
_VIEWED: Final = """
  SELECT count(*) AS times, max(v.viewed_at) AS at, false AS renewal FROM forge_offer_views v
  WHERE v.quote_id = q.id AND v.deleted_at IS NULL AND v.viewed_at >= q.sent_at
"""
_NOTHING: Final = "SELECT 0 AS times, NULL::timestamptz AS at, false AS renewal"


def _needed(kind: str, where: str, told: str, order: str, shown: str = "true") -> str:
    return f"""
      SELECT '{kind}' AS kind, {_ROW},
        'times', told.times, 'at', {instant("told.at")}, 'renewal', told.renewal) AS row,
        row_number() OVER (ORDER BY {order}, q.id) AS place
      FROM forge_quotes q {_JOINED} CROSS JOIN LATERAL ({told}) told
      WHERE {where} AND {shown}
    """  # noqa: S608 - the same


_NEEDS: Final = text(
    "SELECT coalesce(json_agg(json_build_object('kind', kind, 'quotes', quotes, 'items', items)),"  # noqa: S608
    " '[]')::text FROM (SELECT kind, count(*) AS quotes,"
    " json_agg(row ORDER BY place) FILTER (WHERE place <= :most) AS items FROM ("
    + " UNION ALL ".join(
        [
            _needed("asked", _WAITING, _ASKED, "told.at DESC", "told.times > 0"),
            _needed(
                "viewed",
                f"{_WAITING} AND NOT EXISTS (SELECT FROM ({_ASKED}) one WHERE one.times > 0)",
                _VIEWED,
                "told.at DESC",
                "told.times > 0",
            ),
            _needed(
                "below_floor",
                f"{_OWN} AND q.status = 'draft' AND q.light = 'red'",
                _NOTHING,
                "q.updated_at DESC",
            ),
            _needed(
                "expired",
                f"{_OWN} AND q.status IN ('sent', 'expired')"
                " AND q.valid_until = CAST(:today AS date) - 1",
                _NOTHING,
                "q.base_number",
            ),
            _needed(
                "idle",
                f"{_OWN} AND q.status = 'draft' AND q.light IS DISTINCT FROM 'red'"
                " AND q.updated_at < CAST(:idle_since AS timestamptz)",
                _NOTHING,
                "q.updated_at",
            ),
        ]
    )
    + ") needed GROUP BY kind) counted"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Whose quotes a dashboard tells of, and of which days."""

    me: UUID
    everything: bool
    only_mine: bool
    period: Period
    today: date
    time_zone: str
    most: int

    def parameters(self) -> dict[str, object]:
        """Return what the statements take."""
        before = self.period.previous
        weeks = Period(date.fromordinal(self.today.toordinal() - 7 * WEEKS + 1), self.today)
        earliest = min(before.first, weeks.first)
        instants: dict[str, datetime] = {
            "weeks_begin": weeks.begins(self.time_zone),
            "earliest": start_of(earliest, self.time_zone),
            "idle_since": end_of(self._days_ago(IDLE_DAYS), self.time_zone),
            "silent_since": end_of(self._days_ago(SILENT_DAYS), self.time_zone),
        }
        return {
            **instants,
            "me": self.me,
            "everything": self.everything,
            "only_mine": self.only_mine,
            "first": self.period.first,
            "last": self.period.last,
            "before": before.first,
            "before_last": before.last,
            "earliest_day": earliest,
            "today": self.today,
            "time_zone": self.time_zone,
            "most": self.most,
        }

    def _days_ago(self, days: int) -> date:
        return date.fromordinal(self.today.toordinal() - days)


async def read_figures(reader: Reader, look: Look) -> dict[str, Any]:
    """Return open, ended, sent and answered quotes, each with its last weeks by their number."""
    found: dict[str, Any] = await _read(reader, _FIGURES, look)
    return found


async def read_list(reader: Reader, widget: Widget, look: Look) -> dict[str, Any]:
    """Return what expires soon, is silent or was approved last, with its count."""
    found: dict[str, Any] = await _read(reader, _LISTS[widget], look)
    return found


async def read_needs(reader: Reader, look: Look) -> list[dict[str, Any]]:
    """Return what of a person's own quotes waits for them, by kind."""
    found: list[dict[str, Any]] = await _read(reader, _NEEDS, look)
    return found


async def _read(reader: Reader, statement: TextClause, look: Look) -> Any:  # noqa: ANN401 - JSON
    row = await reader.first(statement, look.parameters())
    return None if row is None else json.loads(row[0])
