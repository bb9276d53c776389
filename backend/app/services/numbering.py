"""Numbers that never repeat and leave no gaps."""

from typing import Final

from app.db import Session
from app.repositories import numbering

QUOTE_SERIES: Final = "quote"
FIRST_QUOTE_NUMBER: Final = 10_001


async def draw_quote_number(session: Session) -> int:
    """Return the next base number; it is used up only if the transaction succeeds.

    The series stays locked until then, so draw as late in the transaction as possible.
    """
    return await numbering.draw(session, QUOTE_SERIES, first=FIRST_QUOTE_NUMBER)
