"""What happened to a quote: its audit entries and its mails."""

import json
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from app.db import Reader
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import VISIBLE, instant

# Auto-save makes an entry a second; of everything else a quote has few.
MOST_ENTRIES: Final = 1_000

_HISTORY: Final = text(f"""
  SELECT json_build_object(
    'entries', coalesce((
      SELECT json_agg(json_build_object(
        'at', {instant("e.at")}, 'actor', e.actor_name, 'action', e.action,
        'before', e.before, 'after', e.after) ORDER BY e.id DESC)
      FROM (
        SELECT * FROM forge_audit_entries e
        WHERE e.entity = 'quote' AND e.entity_id = q.id AND e.action <> 'quote.edited'
        UNION ALL (
          SELECT * FROM forge_audit_entries e
          WHERE e.entity = 'quote' AND e.entity_id = q.id AND e.action = 'quote.edited'
          ORDER BY e.id DESC LIMIT :most)) e), '[]'),
    'notes', coalesce((
      SELECT json_agg(json_build_object(
        'id', n.id, 'at', {instant("n.written_at")}, 'author', u.name, 'author_id', u.id,
        'kind', n.kind, 'body', n.body, 'edited_at', {instant("n.edited_at")},
        'mentions', coalesce((
          SELECT json_agg(json_build_object('id', m.id, 'name', m.name) ORDER BY m.name)
          FROM forge_users m WHERE n.mentions ? m.id::text), '[]')))
      FROM forge_notes n JOIN forge_users u ON u.id = n.author_id
      WHERE n.quote_id = q.id AND n.deleted_at IS NULL), '[]'),
    'views', coalesce((
      SELECT json_agg(json_build_object(
        'at', {instant("v.viewed_at")}, 'recipient', k.recipient,
        'revision', v.revision_number) ORDER BY v.viewed_at DESC, v.id)
      FROM forge_offer_views v JOIN forge_acceptance_links k ON k.id = v.link_id
      WHERE v.quote_id = q.id AND v.deleted_at IS NULL), '[]'),
    'messages', coalesce((
      SELECT json_agg(json_build_object(
        'id', m.id, 'at', {instant("m.created_at")}, 'recipients', m.recipients,
        'cc', m.cc, 'delivered', m.delivered, 'refused', m.refused,
        'subject', m.subject, 'status', m.status, 'sent_at', {instant("m.sent_at")},
        'last_error', m.last_error))
      FROM forge_messages m WHERE m.quote_id = q.id AND m.deleted_at IS NULL), '[]')
  )::text
  FROM forge_quotes q WHERE q.id = :quote_id AND {VISIBLE}
""")  # noqa: S608 - made of fixed text, and of nothing that a request brings


async def find_history(
    reader: Reader, quote_id: UUID, sight: Sight
) -> dict[str, list[dict[str, Any]]] | None:
    """Return the newest edits and all else that happened to a quote that these eyes may see."""
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
