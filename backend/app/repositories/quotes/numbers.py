"""Numbers given to many quotes in one statement."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from app.db import Session
from app.repositories.quotes.writing import to_json

_GIVE: Final = text("""
  UPDATE forge_quotes q SET base_number = g.number, search_text = forge_fold(g.search_text)
  FROM jsonb_to_recordset(CAST(:given AS jsonb)) AS g(id uuid, number int, search_text text)
  WHERE q.id = g.id
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The number that a quote gets, and the text that it is found by from then on."""

    id: UUID
    number: int
    search_text: str


async def give_numbers(session: Session, given: Sequence[Given]) -> None:
    """Give quotes that this transaction wrote the numbers that it drew."""
    await session.execute(_GIVE, {"given": to_json([asdict(one) for one in given])})
