"""The quotes that somebody may still accept, whoever owns them."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text

from app.db import Session

_OPEN: Final = text("""
  SELECT q.id, q.base_number, q.title, q.status, q.owner_id, q.current_revision,
         r.rate_card_version, coalesce(c.name, q.prospect_name, '') AS party, u.name AS owner
  FROM forge_quotes q
  JOIN forge_quote_revisions r ON r.quote_id = q.id AND r.number = q.current_revision
    AND r.deleted_at IS NULL
  JOIN forge_users u ON u.id = q.owner_id
  LEFT JOIN forge_customers c ON c.id = q.customer_id
  WHERE q.deleted_at IS NULL
    AND (q.status IN ('draft', 'pending_review')
         OR (q.status = 'sent' AND q.valid_until >= :today))
    AND (CAST(:quote_id AS uuid) IS NULL OR q.id = :quote_id)
  ORDER BY q.status = 'sent' DESC, q.base_number DESC
""")


@dataclass(frozen=True, slots=True)
class OpenHead:
    """An open quote without its lines."""

    id: UUID
    base_number: int
    title: str
    status: str
    owner_id: UUID
    revision: int
    rate_card_version: int
    party: str
    owner: str


async def keep_open(session: Session) -> None:
    """Say something to the database, which ends a transaction that is silent for too long."""
    await session.execute(text("SELECT 1"))


async def list_open_heads(
    session: Session, *, today: date, quote_id: UUID | None = None
) -> list[OpenHead]:
    """Return every open quote, or only the one named: sent ones first, the newest first."""
    rows = (await session.execute(_OPEN, {"today": today, "quote_id": quote_id})).all()
    return [OpenHead(*row) for row in rows]
