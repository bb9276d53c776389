"""The row that counts one series of numbers."""

from typing import Final

from sqlalchemy import Integer, bindparam, select
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

_DRAW_MANY: Final = (
    insert(NumberSeries)
    .values(name=bindparam("series"), last_value=bindparam("last"))
    .on_conflict_do_update(
        index_elements=[NumberSeries.name],
        set_={"last_value": NumberSeries.last_value + bindparam("count", type_=Integer)},
    )
    .returning(NumberSeries.last_value)
)

_FIRST_OF_RAISE: Final = insert(NumberSeries).values(
    name=bindparam("series"), last_value=bindparam("last")
)
_RAISE: Final = _FIRST_OF_RAISE.on_conflict_do_update(
    index_elements=[NumberSeries.name],
    set_={"last_value": _FIRST_OF_RAISE.excluded.last_value},
    where=NumberSeries.last_value < _FIRST_OF_RAISE.excluded.last_value,
).returning(NumberSeries.last_value)


async def draw(session: Session, series: str, *, first: int) -> int:
    """Return the next number of the series; a new series starts at ``first``."""
    number = await session.scalar(_DRAW, {"series": series, "first": first})
    if number is None:
        message = f"the series {series} gave no number"
        raise RuntimeError(message)
    return number


async def draw_many(session: Session, series: str, *, first: int, count: int) -> int:
    """Return the first of so many next numbers of the series, all drawn at once."""
    last = await session.scalar(
        _DRAW_MANY, {"series": series, "last": first + count - 1, "count": count}
    )
    if last is None:
        message = f"the series {series} gave no numbers"
        raise RuntimeError(message)
    return last - count + 1


async def find_last(session: Session, series: str) -> int | None:
    """Return the last number of the series, or None before its first."""
    return await session.scalar(select(NumberSeries.last_value).where(NumberSeries.name == series))


async def raise_to(session: Session, series: str, last: int) -> bool:
    """Let the series go on after ``last`` and hold it; False where it has come as far already."""
    return await session.scalar(_RAISE, {"series": series, "last": last}) is not None
