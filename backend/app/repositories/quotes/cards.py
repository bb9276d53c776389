"""A quote as a sentence names it: its number, whose it is, what it is about."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text

from app.db import Session
from app.domain.quotes.numbers import quote_number

_CARD: Final = text("""
  SELECT q.id, q.base_number, q.current_revision, q.owner_id, q.title,
    coalesce(c.name, q.prospect_name) AS party, q.valid_until
  FROM forge_quotes q LEFT JOIN forge_customers c ON c.id = q.customer_id
  WHERE q.id = CAST(:quote_id AS uuid)
""")


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """What a sentence about a quote says of it."""

    id: UUID
    base_number: int
    revision: int
    owner_id: UUID
    title: str
    party: str
    valid_until: date

    @property
    def number(self) -> str:
        """The number of the current revision."""
        return quote_number(self.base_number, self.revision)


async def find_card(session: Session, quote_id: UUID) -> QuoteCard | None:
    """Return the quote's card, deleted or not."""
    row = (await session.execute(_CARD, {"quote_id": quote_id})).first()
    return None if row is None else QuoteCard(*row)
