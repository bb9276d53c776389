"""Numbers that never repeat and leave no gaps."""

from typing import Final

from app.db import Session
from app.domain.errors import ConflictError
from app.repositories import numbering

QUOTE_SERIES: Final = "quote"
FIRST_QUOTE_NUMBER: Final = 10_001


async def draw_quote_number(session: Session) -> int:
    """Return the next base number; it is used up only if the transaction succeeds.

    The series stays locked until then, so draw as late in the transaction as possible.
    """
    return await numbering.draw(session, QUOTE_SERIES, first=FIRST_QUOTE_NUMBER)


async def draw_quote_numbers(session: Session, count: int) -> int:
    """Return the first of so many next base numbers, which are used up all together or not at all.

    The series stays locked until the transaction ends, so draw as late in it as possible.
    """
    return await numbering.draw_many(session, QUOTE_SERIES, first=FIRST_QUOTE_NUMBER, count=count)


class NumberTaken(ConflictError):
    """Numbers only go up; ``details`` name the next one."""

    code = "number_taken"


async def find_next_quote_number(session: Session) -> int:
    """Return the base number that the next quote gets."""
    last = await numbering.find_last(session, QUOTE_SERIES)
    return FIRST_QUOTE_NUMBER if last is None else last + 1


async def skip_to_quote_number(session: Session, number: int) -> None:
    """Let the next quote have this number.

    Numbers only go up, once there are any; whoever draws one waits until the transaction ends, so
    that none is ever given twice.

    Raises:
        NumberTaken: it was given already, or passed over.
    """
    if await numbering.raise_to(session, QUOTE_SERIES, number - 1):
        return
    coming = await find_next_quote_number(session)
    if coming != number:
        raise NumberTaken(
            f"Numbers only go up: the next quote is {coming}, so choose that or a higher one.",
            {"next": coming},
        )
