"""Words looked for in quotes, in the notes about them, and in the orders that they became."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import TextClause, text

from app.db import Reader
from app.domain.finding import Alternatives, Found
from app.repositories.base import any_of, patterns_of
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import NUMBER, STATUS, instant

# Quotes and orders are found together: an order is found by its quote's words.
_FIND: Final = f"""
  WITH found AS MATERIALIZED (
    SELECT q.id, q.base_number, q.updated_at, q.converted_at FROM forge_quotes q
    WHERE /*visible*/ AND q.deleted_at IS NULL AND (/*numbered*/ /*words*/)
  ), ordered AS MATERIALIZED (
    SELECT o.id, o.base_number, o.placed_at
    FROM found JOIN forge_orders o ON o.quote_id = found.id
    WHERE found.converted_at IS NOT NULL AND o.deleted_at IS NULL
  )
  SELECT (SELECT count(*) FROM found) AS quotes, (SELECT count(*) FROM ordered) AS orders,
  coalesce((
    SELECT json_agg(json_build_object(
      'id', q.id, 'number', {NUMBER}, 'title', q.title, 'status', {STATUS},
      'customer', coalesce(c.name, q.prospect_name), 'contact', t.name, 'po', q.po_number,
      'total', q.total::text, 'updated_at', {instant("q.updated_at")},
      'lines', (
        SELECT json_agg(concat_ws(', ', l.title, nullif(l.specification_text, '')))
        FROM forge_quote_revisions r JOIN forge_quote_lines l ON l.revision_id = r.id
        WHERE r.quote_id = q.id AND r.number = q.current_revision AND r.deleted_at IS NULL
          AND l.deleted_at IS NULL),
      'notes', (
        SELECT json_agg(left(n.body, 20000)) FROM forge_notes n
        WHERE n.quote_id = q.id AND n.deleted_at IS NULL AND (/*noted*/))
      ) ORDER BY page.base_number = /*number*/ DESC, page.updated_at DESC, page.id)
    FROM (
      SELECT * FROM found
      ORDER BY found.base_number = /*number*/ DESC, found.updated_at DESC, found.id
      LIMIT :quotes OFFSET :skip) page
    JOIN forge_quotes q ON q.id = page.id
    LEFT JOIN forge_customers c ON c.id = q.customer_id
    LEFT JOIN forge_contacts t ON t.id = q.contact_id), '[]')::text AS quote_items,
  coalesce((
    SELECT json_agg(json_build_object(
      'id', o.id, 'parent_id', o.quote_id, 'number', o.base_number || 'SO', 'title', o.title,
      'customer', o.customer_name, 'po', o.po_number, 'total', o.total::text,
      'updated_at', {instant("o.placed_at")}
      ) ORDER BY page.base_number = /*number*/ DESC, page.placed_at DESC, page.id)
    FROM (
      SELECT * FROM ordered
      ORDER BY ordered.base_number = /*number*/ DESC, ordered.placed_at DESC, ordered.id
      LIMIT :orders OFFSET :skip) page
    JOIN forge_orders o ON o.id = page.id), '[]')::text AS order_items
"""  # noqa: S608 - made of this module's own text, and of nothing that a request brings
_IN_QUOTE: Final = """(/*quote*/ OR q.id = ANY(ARRAY(
  SELECT n.quote_id FROM forge_notes n WHERE n.deleted_at IS NULL AND (/*note*/))))"""


async def find_by_words(
    reader: Reader,
    alternatives: Alternatives,
    number: int | None,
    sight: Sight,
    parameters: Mapping[str, object],
) -> tuple[Found, Found]:
    """Return the quotes, and their orders, in which every word or what may stand for it is found.

    Args:
        reader: where to ask.
        alternatives: the words.
        number: a base number, which comes first whatever its words are.
        sight: whose quotes are seen.
        parameters: ``today``; how many ``quotes`` and ``orders`` are wanted, and how many to
            ``skip``: all are counted.
    """
    statement = _statement(
        tuple(len(one) for one in alternatives),
        numbered=number is not None,
        everything=sight.everything,
    )
    values = {**parameters, **patterns_of(alternatives), "number": number, "me": sight.me}
    asked = statement.compile().params
    row = await reader.first(statement, {name: values[name] for name in asked})
    if row is None:
        return Found(0, []), Found(0, [])
    return (
        Found(row.quotes, json.loads(row.quote_items)),
        Found(row.orders, json.loads(row.order_items)),
    )


def in_quotes(shape: Sequence[int]) -> str:
    """Return the condition that each word stands in the quote or in a note about it.

    ``shape`` says how many alternatives each word has. The notes are asked for first, so that both
    sides of the OR are served by an index.
    """
    return " AND ".join(
        _IN_QUOTE.replace("/*quote*/", any_of("q.search_text LIKE {}", place, count)).replace(
            "/*note*/", any_of("n.search_text LIKE {}", place, count)
        )
        for place, count in enumerate(shape)
    )


@lru_cache(maxsize=256)
def _statement(shape: tuple[int, ...], *, numbered: bool, everything: bool) -> TextClause:
    statement = _FIND
    noted = [any_of("n.search_text LIKE {}", place, count) for place, count in enumerate(shape)]
    for name, sql in (
        ("words", in_quotes(shape)),
        ("visible", "true" if everything else "q.owner_id = :me"),
        ("numbered", "q.base_number = :number OR" if numbered else ""),
        ("number", ":number" if numbered else "NULL"),
        ("noted", " OR ".join(noted)),
    ):
        statement = statement.replace(f"/*{name}*/", sql)
    return text(statement)
