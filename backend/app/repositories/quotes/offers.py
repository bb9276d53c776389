"""A sent revision as the customer who holds its link may come to see it."""

import json
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from app.db import Reader, Session
from app.repositories.quotes.shapes import STATUS, instant

# The snapshot holds costs; only the paper's own view of it ever goes further.
_OFFER: Final = text(f"""
  SELECT json_build_object(
    'base_number', q.base_number, 'current_revision', q.current_revision,
    'status', {STATUS}, 'on_hold', q.on_hold, 'converted', q.converted_at IS NOT NULL,
    'deleted', q.deleted_at IS NOT NULL, 'valid_until', q.valid_until,
    'decided_at', {instant("q.decided_at")},
    'owner', json_build_object('id', o.id, 'name', o.name, 'email', o.email),
    'totals', json_build_object(
      'subtotal', q.subtotal::text, 'discount', q.discount::text, 'tax', q.tax::text,
      'total', q.total::text),
    'acceptance', (
      SELECT json_build_object(
        'name', a.accepted_name, 'at', {instant("a.accepted_at")}, 'total', a.total::text,
        'po_number', a.po_number, 'document_sha256', a.document_sha256,
        'choices', a.choices, 'link_id', a.link_id)
      FROM forge_acceptances a WHERE a.quote_id = q.id AND a.deleted_at IS NULL),
    'snapshot', r.snapshot, 'sha256', r.document_sha256
  )::text
  FROM forge_quotes q
  JOIN forge_quote_revisions r ON r.quote_id = q.id AND r.number = CAST(:revision AS int)
    AND r.deleted_at IS NULL AND r.frozen_at IS NOT NULL
  JOIN forge_users o ON o.id = q.owner_id
  WHERE q.id = CAST(:quote_id AS uuid)
""")  # noqa: S608 - made of fixed text, and of nothing that a request brings


async def find_offer(
    source: Session | Reader, quote_id: UUID, revision: int, *, today: date
) -> dict[str, Any] | None:
    """Return a frozen revision with how its quote stands, as plain JSON values."""
    wanted = {"quote_id": quote_id, "revision": revision, "today": today}
    row: Any
    if isinstance(source, Reader):
        row = await source.first(_OFFER, wanted)
    else:
        row = (await source.execute(_OFFER, wanted)).first()
    found: dict[str, Any] | None = None if row is None else json.loads(row[0])
    return found
