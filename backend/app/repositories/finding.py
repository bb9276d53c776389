"""Words looked for in customers, contacts and stocks, each kind of record in one statement."""

import json
from functools import lru_cache
from typing import Final

from sqlalchemy import TextClause, text

from app.db import Reader
from app.domain.finding import Alternatives, Found
from app.repositories.base import any_of, containing, patterns_of

# A contact is found by its own name or address, beside which its customer's may be named.
_CUSTOMERS: Final = """
  WITH found AS MATERIALIZED (
    SELECT c.id, forge_fold(c.name) AS name FROM forge_customers c
    WHERE c.deleted_at IS NULL AND (/*words*/)
  )
  SELECT (SELECT count(*) FROM found) AS total, coalesce((
    SELECT json_agg(json_build_object(
      'id', c.id, 'title', c.name, 'account', c.account_number, 'email', c.email,
      'phone', c.phone) ORDER BY page.later, page.name, page.id)
    FROM (
      SELECT *, NOT (/*begins*/) AS later FROM found
      ORDER BY later, found.name, found.id LIMIT :most OFFSET :skip) page
    JOIN forge_customers c ON c.id = page.id), '[]')::text AS items
"""
_CONTACTS: Final = """
  WITH found AS MATERIALIZED (
    SELECT t.id, forge_fold(t.name) AS name
    FROM forge_contacts t JOIN forge_customers c ON c.id = t.customer_id
    WHERE t.deleted_at IS NULL AND c.deleted_at IS NULL AND (/*any*/) AND (/*words*/)
  )
  SELECT (SELECT count(*) FROM found) AS total, coalesce((
    SELECT json_agg(json_build_object(
      'id', t.id, 'parent_id', t.customer_id, 'title', t.name, 'job_title', t.job_title,
      'customer', c.name, 'email', t.email, 'phone', t.phone)
      ORDER BY page.later, page.name, page.id)
    FROM (
      SELECT *, NOT (/*begins*/) AS later FROM found
      ORDER BY later, found.name, found.id LIMIT :most OFFSET :skip) page
    JOIN forge_contacts t ON t.id = page.id
    JOIN forge_customers c ON c.id = t.customer_id), '[]')::text AS items
"""
_STOCKS: Final = """
  WITH found AS MATERIALIZED (
    SELECT s.id, s.name, s.code FROM forge_stocks s
    WHERE s.deleted_at IS NULL AND (/*words*/)
  )
  SELECT (SELECT count(*) FROM found) AS total, coalesce((
    SELECT json_agg(json_build_object(
      'id', s.id, 'code', s.code, 'title', s.name, 'grade', s.grade, 'colour', s.colour,
      'finish', s.finish, 'supplier', s.supplier) ORDER BY page.name, page.code)
    FROM (
      SELECT * FROM found ORDER BY found.name, found.code LIMIT :most OFFSET :skip) page
    JOIN forge_stocks s ON s.id = page.id), '[]')::text AS items
"""
_STATEMENTS: Final = {
    "customers": _CUSTOMERS,
    "contacts": _CONTACTS,
    "stocks": _STOCKS,
}
_STOCK_TEXT: Final = (
    "forge_fold(concat_ws(' ', s.code, s.name, s.grade, s.colour, s.finish, s.supplier,"
    " s.aliases::text)) LIKE {}"
)
_TEXTS: Final = {
    "customers": "c.search_text LIKE {}",
    "contacts": "(t.search_text LIKE {} OR c.search_text LIKE {})",
    "stocks": _STOCK_TEXT,
}


async def find_records(
    reader: Reader, kind: str, alternatives: Alternatives, *, most: int, skip: int
) -> Found:
    """Return the customers, contacts or stocks in which every word, or what may stand for it, is.

    Args:
        reader: where to ask.
        kind: customers, contacts or stocks.
        alternatives: the words.
        most: how many are wanted; all are counted.
        skip: how many come before them.
    """
    statement = _statement(kind, tuple(len(one) for one in alternatives))
    values: dict[str, object] = {"most": most, "skip": skip, **patterns_of(alternatives)}
    if kind != "stocks":
        values["begins"] = containing(alternatives[0][0]).removeprefix("%")
    row = await reader.first(statement, values)
    return Found(0, []) if row is None else Found(row.total, json.loads(row.items))


@lru_cache(maxsize=256)
def _statement(kind: str, shape: tuple[int, ...]) -> TextClause:
    words = [any_of(_TEXTS[kind], place, count) for place, count in enumerate(shape)]
    own = [any_of("t.search_text LIKE {}", place, count) for place, count in enumerate(shape)]
    statement = _STATEMENTS[kind]
    for name, sql in (
        ("words", " AND ".join(f"({one})" for one in words)),
        ("any", " OR ".join(own)),
        ("begins", "found.name LIKE forge_fold(:begins)"),
    ):
        statement = statement.replace(f"/*{name}*/", sql)
    return text(statement)
