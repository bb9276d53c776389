"""What happened to a quote: its audit entries and its mails."""

import json
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from app.db import Reader
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import VISIBLE, instant

MOST_ENTRIES: Final = 1_000

_HISTORY: Final = text(f"""
  SELECT json_build_object(
    'entries', coalesce((
      SELECT json_agg(json_build_object(
        'at', {instant("e.at")}, 'actor', e.actor_name, 'action', e.action,
        'before', e.before, 'after', e.after) ORDER BY e.id DESC)
      FROM (
        SELECT * FROM forge_audit_entries e WHERE e.entity = 'quote' AND e.entity_id = q.id
        ORDER BY e.id DESC LIMIT :most) e), '[]'),
    'messages', coalesce((
      SELECT json_agg(json_build_object(
        'id', m.id, 'at', {instant("m.created_at")}, 'recipients', m.recipients,
        'subject', m.subject, 'status', m.status, 'sent_at', {instant("m.sent_at")},
        'last_error', m.last_error))
      FROM forge_messages m WHERE m.quote_id = q.id AND m.deleted_at IS NULL), '[]')
  )::text
  FROM forge_quotes q WHERE q.id = :quote_id AND {VISIBLE}
""")  # noqa: S608 - made of fixed text, and of nothing that a request brings


async def find_history(
    reader: Reader, quote_id: UUID, sight: Sight
) -> dict[str, list[dict[str, Any]]] | None:
    """Return the newest entries and all mails of a quote that these eyes may see."""
    row = await reader.first(
        _HISTORY,
        {
            "quote_id": quote_id,
            "me": sight.me,
            "everything": sight.everything,
            "most": MOST_ENTRIES,
        },
    )
    if row is None:
        return None
    found: dict[str, list[dict[str, Any]]] = json.loads(row[0])
    return found
