"""What quotes add up to: one statement a report, grouped by what is asked for.

The quotes are narrowed by the very conditions of the list (``narrowing``). Each statement gives its
rows and, with a NULL key, all of them together: a quote with two products is in two rows and once
in the whole.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import TextClause, text

from app.db import Reader
from app.domain.reports import AGES, SIZES, Period
from app.repositories.quotes.narrowing import ENDED_ON, OPEN, conditions_of
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import VISIBLE, fill

# What a value of a statement is called.
NAMED: Final = re.compile(r"\bAS (\w+)")
_KEPT: Final = "q.id, q.owner_id, q.customer_id, q.total, q.current_revision"

_WIN_RATE: Final = f"""
  WITH marked AS MATERIALIZED (
    SELECT {_KEPT}, q.lost_reason, {ENDED_ON} AS day,
      {ENDED_ON} >= CAST(:first AS date) AS now,
      CASE q.status WHEN 'approved' THEN 'won' WHEN 'declined' THEN 'declined'
        ELSE 'expired' END AS outcome
    FROM forge_quotes q
    WHERE q.deleted_at IS NULL AND {VISIBLE} /*filters*/ AND (
      (q.status IN ('approved', 'declined')
        AND q.decided_at >= CAST(:begins_before AS timestamptz)
        AND q.decided_at < CAST(:ends AS timestamptz))
      OR (q.status IN ('sent', 'expired') AND q.valid_until >= CAST(:before AS date) - 1
        AND q.valid_until < least(CAST(:last AS date), CAST(:today AS date))))
  )
  /*grouped*/
"""  # noqa: S608 - made of this module's own text, and of nothing that a request brings
_WIN_RATE_VALUES: Final = """
  count(*) FILTER (WHERE now AND outcome = 'won') AS won,
  count(*) FILTER (WHERE now AND outcome = 'declined') AS declined,
  count(*) FILTER (WHERE now AND outcome = 'expired') AS expired,
  coalesce(sum(total) FILTER (WHERE now AND outcome = 'won'), 0)::numeric(15, 2)::text AS won_total,
  coalesce(sum(total) FILTER (WHERE now AND outcome <> 'won'), 0)::numeric(15, 2)::text
    AS lost_total,
  count(*) FILTER (WHERE NOT now AND outcome = 'won') AS won_before,
  count(*) FILTER (WHERE NOT now AND outcome = 'declined') AS declined_before,
  count(*) FILTER (WHERE NOT now AND outcome = 'expired') AS expired_before,
  coalesce(sum(total) FILTER (WHERE NOT now AND outcome = 'won'), 0)::numeric(15, 2)::text
    AS won_total_before
"""

_TURNAROUND: Final = f"""
  WITH marked AS MATERIALIZED (
    SELECT {_KEPT}, (r.frozen_at AT TIME ZONE CAST(:time_zone AS text))::date AS day,
      greatest(0, floor(extract(epoch FROM r.frozen_at - q.created_at) / 60))::bigint AS minutes,
      r.frozen_at >= CAST(:begins AS timestamptz) AS now
    FROM forge_quote_revisions r JOIN forge_quotes q ON q.id = r.quote_id
    WHERE r.number = 1 AND r.deleted_at IS NULL
      AND r.frozen_at >= CAST(:begins_before AS timestamptz)
      AND r.frozen_at < CAST(:ends AS timestamptz)
      AND q.deleted_at IS NULL AND {VISIBLE} /*filters*/
  )
  /*grouped*/
"""  # noqa: S608 - the same
_TURNAROUND_VALUES: Final = """
  count(*) FILTER (WHERE now) AS quotes, count(*) FILTER (WHERE NOT now) AS quotes_before,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE now) AS median,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE now) AS p90,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE NOT now) AS median_before,
  percentile_disc(0.9) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE NOT now) AS p90_before
"""

_MARGIN: Final = f"""
  WITH marked AS MATERIALIZED (
    SELECT {_KEPT}, q.subtotal - q.discount AS price, q.margin_amount AS profit, q.light,
      (q.sent_at AT TIME ZONE CAST(:time_zone AS text))::date AS day,
      q.sent_at >= CAST(:begins AS timestamptz) AS now
    FROM forge_quotes q
    WHERE q.sent_at >= CAST(:begins_before AS timestamptz)
      AND q.sent_at < CAST(:ends AS timestamptz)
      AND q.deleted_at IS NULL AND q.light IS NOT NULL AND {VISIBLE} /*filters*/
  )
  /*grouped*/
"""  # noqa: S608 - the same
_MARGIN_VALUES: Final = """
  count(*) FILTER (WHERE now) AS quotes, count(*) FILTER (WHERE NOT now) AS quotes_before,
  count(*) FILTER (WHERE now AND light = 'red') AS red,
  count(*) FILTER (WHERE now AND light = 'amber') AS amber,
  count(*) FILTER (WHERE now AND light = 'green') AS green,
  count(*) FILTER (WHERE NOT now AND light = 'red') AS red_before,
  coalesce(sum(price) FILTER (WHERE now), 0)::text AS price,
  coalesce(sum(profit) FILTER (WHERE now), 0)::text AS profit,
  coalesce(sum(price) FILTER (WHERE NOT now), 0)::text AS price_before,
  coalesce(sum(profit) FILTER (WHERE NOT now), 0)::text AS profit_before
"""

_PIPELINE: Final = f"""
  SELECT coalesce(json_agg(t), '[]')::text FROM (
    SELECT stage, age, count(*) AS quotes, count(*) FILTER (WHERE on_hold) AS on_hold,
      count(*) FILTER (WHERE total IS NULL) AS open_totals,
      coalesce(sum(total), 0)::numeric(15, 2)::text AS total
    FROM (
      SELECT q.status AS stage, q.on_hold, q.total,
        CAST(:today AS date) - (CASE q.status WHEN 'sent' THEN q.sent_at ELSE q.created_at END
          AT TIME ZONE CAST(:time_zone AS text))::date AS days
      FROM forge_quotes q
      WHERE q.deleted_at IS NULL AND {OPEN} AND {VISIBLE} /*filters*/) aged
    CROSS JOIN LATERAL (SELECT CASE /*ages*/ END AS age) banded
    GROUP BY 1, 2) t
"""  # noqa: S608 - the same

_GROUPED: Final = """
  SELECT coalesce(json_agg(t), '[]')::text FROM (
    SELECT NULL AS key, '' AS label, whole.* FROM (SELECT /*values*/ FROM marked q) whole
    UNION ALL
    SELECT key, /*label*/ AS label, /*names*/ FROM (
      SELECT /*key*/ AS key, /*values*/ FROM marked q /*joined*/
      WHERE /*shown*/ GROUP BY 1) g) t
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    key: str
    label: str = "''"
    joined: str = ""
    shown: str = "true"


_BANDS: Final = " ".join(
    f"WHEN q.total < {size.below} THEN '{size.key}'" for size in SIZES if size.below is not None
)
_GROUPS: Final[Mapping[str, _Group]] = {
    "rep": _Group(
        key="q.owner_id::text", label="(SELECT name FROM forge_users WHERE id = g.key::uuid)"
    ),
    "customer": _Group(
        key="coalesce(q.customer_id::text, '')",
        label="coalesce((SELECT name FROM forge_customers WHERE id = nullif(g.key, '')::uuid), '')",
    ),
    "product": _Group(
        key="coalesce(p.product, '')",
        label="coalesce((SELECT name FROM forge_products"
        " WHERE code = g.key AND deleted_at IS NULL), g.key)",
        joined="""
          LEFT JOIN (
            SELECT r.quote_id, l.product
            FROM marked m
            JOIN forge_quote_revisions r ON r.quote_id = m.id AND r.number = m.current_revision
              AND r.deleted_at IS NULL
            JOIN forge_quote_lines l ON l.revision_id = r.id AND l.deleted_at IS NULL
              AND l.product IS NOT NULL
            GROUP BY 1, 2) p ON p.quote_id = q.id
        """,
    ),
    "size": _Group(key=f"CASE WHEN q.total IS NULL THEN '' {_BANDS} ELSE '{SIZES[-1].key}' END"),
    "reason": _Group(
        key="CASE q.outcome WHEN 'declined' THEN coalesce(q.lost_reason, 'other') ELSE '' END",
        shown="q.outcome <> 'won'",
    ),
    "month": _Group(key="to_char(q.day, 'YYYY-MM')"),
}
_REPORTS: Final[Mapping[str, tuple[str, str]]] = {
    "win_rate": (_WIN_RATE, _WIN_RATE_VALUES),
    "turnaround": (_TURNAROUND, _TURNAROUND_VALUES),
    "margin": (_MARGIN, _MARGIN_VALUES),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose quotes of which days are counted; ``narrowed`` as in the list."""

    sight: Sight
    period: Period
    narrowed: Mapping[str, object]
    time_zone: str
    today: date

    def parameters(self) -> dict[str, object]:
        """Return what the statements take."""
        period, before = self.period, self.period.previous
        instants: dict[str, datetime] = {
            "begins": period.begins(self.time_zone),
            "ends": period.ends(self.time_zone),
            "begins_before": before.begins(self.time_zone),
        }
        return {
            **self.narrowed,
            **instants,
            "first": period.first,
            "last": period.last,
            "before": before.first,
            "me": self.sight.me,
            "everything": self.sight.everything,
            "time_zone": self.time_zone,
            "today": self.today,
        }


async def count_by(
    reader: Reader, report: str, by: str, asked: Asked
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what all quotes of a report add up to, and the same for each group."""
    statement = _statement(report, by, frozenset(asked.narrowed))
    rows = await _fetch(reader, statement, asked)
    whole = next(row for row in rows if row["key"] is None)
    return whole, [row for row in rows if row["key"] is not None]


async def count_pipeline(reader: Reader, asked: Asked) -> list[dict[str, Any]]:
    """Return what is open, for each stage and age that occurs."""
    return await _fetch(reader, _pipeline(frozenset(asked.narrowed)), asked)


async def _fetch(reader: Reader, statement: TextClause, asked: Asked) -> list[dict[str, Any]]:
    row = await reader.first(statement, asked.parameters())
    found: list[dict[str, Any]] = [] if row is None else json.loads(row[0])
    return found


@lru_cache(maxsize=512)
def _statement(report: str, by: str, narrowed: frozenset[str]) -> TextClause:
    template, values = _REPORTS[report]
    group = _GROUPS[by]
    pieces = {
        "grouped": _GROUPED,
        "filters": conditions_of(narrowed),
        "values": values,
        "names": ", ".join(NAMED.findall(values)),
        "key": group.key,
        "label": group.label,
        "joined": group.joined,
        "shown": group.shown,
    }
    return text(fill(template, pieces))


@lru_cache(maxsize=64)
def _pipeline(narrowed: frozenset[str]) -> TextClause:
    ages = " ".join(
        f"WHEN days <= {age.most} THEN '{age.key}'" if age.most is not None else f"ELSE '{age.key}'"
        for age in AGES
    )
    return text(fill(_PIPELINE, {"filters": conditions_of(narrowed), "ages": ages}))
