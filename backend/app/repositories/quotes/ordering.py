"""What an order is made of: the accepted quote, and what the engine said of what was chosen."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from app.db import Session

_ACCEPTED: Final = text("""
  SELECT json_build_object(
    'choices', a.choices, 'po_number', a.po_number, 'total', a.total::text,
    'accepted_at', a.accepted_at, 'accepted_name', a.accepted_name,
    'customer', coalesce(c.name, q.prospect_name), 'contact', t.name, 'phone', t.phone,
    'rep', o.name,
    'estimates', (
      SELECT coalesce(json_object_agg(n.id, n.estimate), '{}')
      FROM forge_quote_revisions r
      JOIN forge_quote_lines l ON l.revision_id = r.id AND l.deleted_at IS NULL
      JOIN forge_line_quantities n ON n.line_id = l.id AND n.deleted_at IS NULL AND n.selected
      WHERE r.quote_id = q.id AND r.number = q.current_revision AND r.deleted_at IS NULL
        AND n.estimate IS NOT NULL)
  )::text
  FROM forge_quotes q
  JOIN forge_acceptances a ON a.quote_id = q.id AND a.deleted_at IS NULL
  JOIN forge_users o ON o.id = q.owner_id
  LEFT JOIN forge_customers c ON c.id = q.customer_id
  LEFT JOIN forge_contacts t ON t.id = q.contact_id
  WHERE q.id = :quote_id
""")
_CONVERT: Final = text("""
  UPDATE forge_quotes SET converted_at = :now WHERE id = :quote_id AND converted_at IS NULL
""")


async def find_accepted(session: Session, quote_id: UUID) -> dict[str, Any] | None:
    """Return the acceptance of a quote, who it is with, and the engine's answers, costs too."""
    row = (await session.execute(_ACCEPTED, {"quote_id": quote_id})).first()
    found: dict[str, Any] | None = None if row is None else json.loads(row[0])
    return found


async def mark_converted(session: Session, quote_id: UUID, *, now: datetime) -> None:
    """Write that the quote became an order, in the transaction that writes its next version."""
    await session.execute(_CONVERT, {"quote_id": quote_id, "now": now})
