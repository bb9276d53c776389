"""The generic repository: every query starts at what is live, every write is a flush."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError

from app.db import Session
from app.domain.errors import AppError
from app.domain.finding import Alternatives
from app.models.base import Record


class Repository[Row: Record]:
    """Finds and keeps the rows of one table.

    ``violations`` maps the name of a database constraint to the domain error that its violation
    means; a violation of any other constraint stays what it is.
    """

    def __init__(
        self, model: type[Row], violations: Mapping[str, type[AppError]] | None = None
    ) -> None:
        """Serve ``model``."""
        self.model: Final = model
        self._violations: Final = dict(violations or {})

    def live(self) -> Select[Row]:
        """Return the query of the rows that nobody has deleted or archived."""
        return select(self.model).where(self.model.deleted_at.is_(None))

    async def find(self, session: Session, row_id: UUID, *, lock: bool = False) -> Row | None:
        """Return the live row, or None; ``lock`` holds it until the transaction ends."""
        return await self.first(session, self.live().where(self.model.id == row_id), lock=lock)

    async def find_any(self, session: Session, row_id: UUID, *, lock: bool = False) -> Row | None:
        """Return the row, deleted or not: for restoring it."""
        query = select(self.model).where(self.model.id == row_id)
        return await self.first(session, query, lock=lock)

    async def first(
        self, session: Session, query: Select[Row], *, lock: bool = False
    ) -> Row | None:
        """Return the query's first row, or None."""
        if lock:
            query = query.with_for_update(of=self.model).execution_options(populate_existing=True)
        return (await session.scalars(query.limit(1))).first()

    async def list_all(self, session: Session, query: Select[Row]) -> list[Row]:
        """Return every row of the query."""
        return list((await session.scalars(query)).all())

    async def list_page(
        self, session: Session, query: Select[Row], *, page: int, per_page: int
    ) -> tuple[list[Row], int]:
        """Return one page of the query's rows, counted from 1, and how many rows it has."""
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        total = (await session.scalar(counted)) or 0
        rows = await session.scalars(query.limit(per_page).offset((page - 1) * per_page))
        return list(rows.all()), total

    async def add(self, session: Session, row: Row) -> Row:
        """Write a new row.

        Raises:
            AppError: a constraint named in ``violations`` refused it.
        """
        session.add(row)
        await self.flush(session)
        return row

    async def flush(self, session: Session) -> None:
        """Send what changed to the database.

        Raises:
            AppError: a constraint named in ``violations`` refused it.
        """
        try:
            await session.flush()
        except IntegrityError as error:
            violated = self._violations.get(constraint_of(error))
            if violated is None:
                raise
            raise violated(violated.__doc__ or violated.code) from error

    async def tombstone(self, session: Session, row: Row, *, now: datetime) -> None:
        """Mark the row deleted; nothing a user made is ever removed."""
        row.deleted_at = now
        await self.flush(session)


def containing(text: str) -> str:
    """Return the LIKE pattern of whatever contains ``text`` as it stands, wildcards and all."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def patterns_of(alternatives: Alternatives) -> dict[str, object]:
    """Return the parameters of the conditions on these words."""
    return {
        f"like_{place}_{turn}": containing(one)
        for place, word in enumerate(alternatives)
        for turn, one in enumerate(word)
    }


def any_of(condition: str, place: int, count: int) -> str:
    """Return the condition for each alternative of the word at ``place``: ``{}`` is its pattern."""
    return " OR ".join(
        condition.replace("{}", f"forge_fold(:like_{place}_{turn})") for turn in range(count)
    )


def constraint_of(error: IntegrityError) -> str:
    """Return the name of the constraint that refused a write, or an empty string."""
    cause: Any = getattr(error.orig, "__cause__", None)
    return getattr(cause, "constraint_name", None) or ""
