"""The row that counts one series of numbers."""

from typing import Final

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from app.db import Session
from app.models.quote import NumberSeries

# One upsert that returns: the row stays locked until the transaction ends, so that numbers are
# drawn one after another and a number is used or never drawn.
_DRAW: Final = (
    insert(NumberSeries)
    .values(name=bindparam("series"), last_value=bindparam("first"))
    .on_conflict_do_update(
        index_elements=[NumberSeries.name], set_={"last_value": NumberSeries.last_value + 1}
    )
    .returning(NumberSeries.last_value)
)


async def draw(session: Session, series: str, *, first: int) -> int:
    """Return the next number of the series; a new series starts at ``first``."""
    number = await session.scalar(_DRAW, {"series": series, "first": first})
    if number is None:
        message = f"the series {series} gave no number"
        raise RuntimeError(message)
    return number
