"""A page of quotes, the counts of all tabs and the sum, in one statement.

The statement is put together from fixed pieces by what is asked for (tab, order, number of words
searched, filters); values only ever travel as parameters. Each combination is built once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import TextClause, text

from app.db import Reader
from app.domain.finding import Alternatives
from app.repositories.base import patterns_of
from app.repositories.quotes.finding import in_quotes
from app.repositories.quotes.narrowing import CHANGES_ASKED, VIEWED, conditions_of
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import NUMBER, STATUS, instant, variants

TABS: Final = {
    "all": "q.deleted_at IS NULL",
    "mine": "q.deleted_at IS NULL AND q.status = 'draft' AND q.owner_id = :me",
    "pending_review": "q.deleted_at IS NULL AND q.status = 'pending_review'",
    "sent": "q.deleted_at IS NULL AND q.status = 'sent' AND q.valid_until >= CAST(:today AS date)",
    "approved": "q.deleted_at IS NULL AND q.status = 'approved'",
    "declined": "q.deleted_at IS NULL AND q.status = 'declined'",
    "expired": "q.deleted_at IS NULL AND (q.status = 'expired'"
    " OR (q.status = 'sent' AND q.valid_until < CAST(:today AS date)))",
    "deleted": "q.deleted_at IS NOT NULL",
}

_CUSTOMER: Final = "lower(coalesce(c.name, q.prospect_name))"
ORDERS: Final = {
    "updated_at": "q.updated_at",
    "number": "q.base_number",
    "total": "q.total",
    "customer": _CUSTOMER,
    "title": "lower(q.title)",
    "valid_until": "q.valid_until",
    "status": STATUS,
}

# A transaction that has written sees more than its snapshot says; nothing is kept for it.
_SNAPSHOT: Final = (
    "CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN pg_current_snapshot()::text END"
)

_FOUND: Final = """
  found AS MATERIALIZED (
    SELECT /*columns*/ FROM forge_quotes q WHERE /*visible*/ AND (/*words*/)
  ),
"""
# All that tabs, filters and orders look at.
_COLUMNS: Final = (
    "q.id, q.base_number, q.status, q.owner_id, q.valid_until, q.deleted_at, q.total,"
    " q.updated_at, q.title, q.customer_id, q.prospect_name, q.created_at, q.sent_at,"
    " q.decided_at, q.lost_reason, q.light, q.current_revision, q.on_hold"
)

_LIST: Final = f"""
  WITH /*found*/ tabs AS (
    SELECT q.deleted_at IS NOT NULL AS deleted, {STATUS} AS status,
      q.owner_id = :me AND q.status = 'draft' AS mine,
      count(*) AS quotes, sum(q.total) AS total
    FROM /*source*/ q
    WHERE /*visible*/ /*filters*/
    GROUP BY 1, 2, 3
  ), page AS (
    SELECT q.id
    FROM /*source*/ q /*customers*/
    WHERE /*visible*/ AND /*tab*/ /*filters*/
    ORDER BY /*order*/
    LIMIT :per_page OFFSET :skip
  )
  SELECT
    coalesce((
      SELECT json_agg(json_build_object(
        'id', q.id, 'number', {NUMBER}, 'title', q.title, 'status', {STATUS},
        'version', q.version, 'customer_id', q.customer_id,
        'customer_name', coalesce(c.name, q.prospect_name),
        'contact_name', (SELECT t.name FROM forge_contacts t WHERE t.id = q.contact_id),
        'owner', json_build_object('id', o.id, 'name', o.name),
        'total', q.total::text, 'light', q.light, 'valid_until', q.valid_until,
        'flags', array_remove(ARRAY[
          CASE WHEN q.on_hold THEN 'on_hold' END,
          CASE WHEN EXISTS (SELECT FROM forge_scheduled_sends w WHERE w.quote_id = q.id
            AND w.status = 'waiting' AND w.deleted_at IS NULL) THEN 'scheduled' END,
          CASE WHEN {CHANGES_ASKED} THEN 'changes_asked' WHEN {VIEWED} THEN 'viewed' END], NULL),
        'updated_at', {instant("q.updated_at")}, 'deleted_at', {instant("q.deleted_at")}
        /*internals*/
      ) ORDER BY /*order*/)
      FROM page p JOIN forge_quotes q ON q.id = p.id
      JOIN forge_users o ON o.id = q.owner_id
      LEFT JOIN forge_customers c ON c.id = q.customer_id), '[]')::text AS items,
    CASE WHEN {_SNAPSHOT} = CAST(:known AS text) THEN NULL ELSE (
      SELECT json_object_agg(name, json_build_object('quotes', quotes, 'total', total))
      FROM (
        SELECT tab.name, coalesce(sum(t.quotes), 0) AS quotes,
          coalesce(sum(t.total), 0.00)::text AS total
        FROM (VALUES ('all'), ('mine'), ('pending_review'), ('sent'), ('approved'), ('declined'),
          ('expired'), ('deleted')) AS tab(name)
        LEFT JOIN tabs t ON CASE tab.name
          WHEN 'all' THEN NOT t.deleted
          WHEN 'mine' THEN NOT t.deleted AND t.mine
          WHEN 'deleted' THEN t.deleted
          ELSE NOT t.deleted AND t.status = tab.name END
        GROUP BY tab.name) counted)::text END AS tabs,
    {_SNAPSHOT} AS snapshot
"""  # noqa: S608 - made of this module's own text, and of nothing that a request brings

_INTERNALS: Final = {
    "internals": ", 'internal', json_build_object('margin_percent', q.margin::text)"
}

_CUSTOMERS: Final = "LEFT JOIN forge_customers c ON c.id = q.customer_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """What is asked for; ``number`` is a number as typed.

    ``words`` are what is looked for, each with what may stand in its place.

    ``narrowed`` holds the values of the filters by the names that ``narrowing`` has for them.
    """

    tab: str
    sort: str
    page: int
    per_page: int
    words: Alternatives = ()
    number: int | None = None
    narrowed: Mapping[str, object] = field(default_factory=dict)
    time_zone: str = "UTC"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the tab decides what is shown."""
        return bool(self.words or self.narrowed)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of rows as JSON; ``tabs`` is None where ``known`` still names what there is."""

    items: str
    tabs: dict[str, Any] | None
    snapshot: str | None

    @property
    def quotes(self) -> int:
        """How many quotes all tabs hold together; none where they were not counted."""
        return sum(tab["quotes"] for tab in (self.tabs or {}).values())


async def list_documents(
    reader: Reader, query: ListQuery, sight: Sight, *, known: str | None, today: date
) -> Listed:
    """Return the page, and quotes and sums by tab unless they were counted under ``known``."""
    statement = _statement(
        query.tab,
        query.sort,
        shape=tuple(len(word) for word in query.words),
        numbered=query.number is not None,
        narrowed=frozenset(query.narrowed),
        everything=sight.everything,
        internals=sight.internals,
    )
    parameters: dict[str, object] = {
        "today": today,
        "me": sight.me,
        "known": known,
        "per_page": query.per_page,
        "skip": (query.page - 1) * query.per_page,
        "time_zone": query.time_zone,
        **query.narrowed,
    }
    if query.number is not None:
        parameters["number"] = query.number
    parameters |= patterns_of(query.words)
    row = await reader.first(statement, parameters)
    if row is None:
        message = "a list without a row"
        raise RuntimeError(message)
    tabs = None if row.tabs is None else json.loads(row.tabs)
    return Listed(row.items, tabs, row.snapshot)


@lru_cache(maxsize=512)
def _statement(
    tab: str,
    sort: str,
    *,
    shape: tuple[int, ...],
    numbered: bool,
    narrowed: frozenset[str],
    everything: bool,
    internals: bool,
) -> TextClause:
    public, whole = variants(_LIST, _INTERNALS)
    statement = whole if internals else public
    for name, sql in (
        ("found", _FOUND if shape else ""),
        ("columns", _COLUMNS),
        ("source", "found" if shape else "forge_quotes"),
        ("words", _words(shape, numbered=numbered)),
        ("visible", "true" if everything else "q.owner_id = :me"),
        ("filters", conditions_of(narrowed)),
        ("tab", TABS[tab]),
        ("customers", _CUSTOMERS if sort.endswith("customer") else ""),
        ("order", _order(sort, numbered=numbered)),
    ):
        statement = statement.replace(f"/*{name}*/", sql)
    return text(statement)


def _order(sort: str, *, numbered: bool) -> str:
    """Order as an index has it where there is one: no NULLS LAST that it does not know."""
    falling = sort.startswith("-")
    name = sort.removeprefix("-")
    order = f"{ORDERS[name]} {'DESC' if falling else 'ASC'}"
    if name == "total":
        order += " NULLS LAST"
    if name != "number":
        order += ", q.id"
    return f"q.base_number = :number DESC, {order}" if numbered else order


def _words(shape: tuple[int, ...], *, numbered: bool) -> str:
    found = in_quotes(shape)
    return f"q.base_number = :number OR ({found})" if numbered else found
