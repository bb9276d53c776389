"""Engines, sessions and the reader: how the process talks to PostgreSQL."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from alembic.script import ScriptDirectory
from asyncpg import PostgresError
from sqlalchemy import Executable, Row, text
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

type Session = AsyncSession
type SessionFactory = async_sessionmaker[AsyncSession]

MIGRATIONS: Final = Path(__file__).parent.parent / "alembic"
STATEMENT_TIMEOUT_MS: Final = 5_000
LOCK_TIMEOUT_MS: Final = 2_000
IDLE_IN_TRANSACTION_TIMEOUT_MS: Final = 10_000
POOL_WAIT_SECONDS: Final = 2
SILENCE_SECONDS: Final = 8


def open_engine(url: str, *, pool_size: int, autocommit: bool = False) -> AsyncEngine:
    """Return an engine with the house's time-outs; it connects at first use.

    Args:
        url: ``postgresql+asyncpg://...``.
        pool_size: connections at most; a further caller waits ``POOL_WAIT_SECONDS``.
        autocommit: for statements that stand alone. The pool then skips its ROLLBACK on return,
            which is a round trip that a single read does not need.
    """
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_reset_on_return=None if autocommit else "rollback",
        # An error's text goes into the log, and what was written may be a hash or a person's note.
        hide_parameters=True,
        isolation_level="AUTOCOMMIT" if autocommit else "READ COMMITTED",
        connect_args={
            "timeout": POOL_WAIT_SECONDS,
            # The server ends what takes too long by itself; this is for one that is silent.
            "command_timeout": SILENCE_SECONDS,
            "server_settings": {
                "application_name": "patriotforge",
                "statement_timeout": str(STATEMENT_TIMEOUT_MS),
                "lock_timeout": str(LOCK_TIMEOUT_MS),
                "idle_in_transaction_session_timeout": str(IDLE_IN_TRANSACTION_TIMEOUT_MS),
                "timezone": "UTC",
                # Compilation costs more than the short statements of this app ever win back.
                "jit": "off",
            },
        },
    )


def session_factory(engine: AsyncEngine) -> SessionFactory:
    """Return the factory whose ``begin()`` is one transaction."""
    return async_sessionmaker(engine, expire_on_commit=False)


class Reader:
    """Single statements outside any transaction: the hot reads.

    A bound engine gives each statement a connection of its pool; tests bind one connection, so that
    reads see what the test's own transaction wrote.
    """

    def __init__(self, bind: AsyncEngine | AsyncConnection) -> None:
        self._bind = bind

    async def first(
        self, statement: Executable, parameters: Mapping[str, object] | None = None
    ) -> Row[Any] | None:
        """Return the statement's first row, or None."""
        if isinstance(self._bind, AsyncConnection):
            return (await self._bind.execute(statement, parameters)).first()
        async with self._bind.connect() as connection:
            return (await connection.execute(statement, parameters)).first()


class SchemaNotAtHeadError(RuntimeError):
    """The database was migrated to another revision than this code was written for."""


class UnsafeToStartError(RuntimeError):
    """Production would start in a way that must never serve a shop; the sentence says why."""


@functools.cache
def newest_migration() -> str | None:
    """Return the newest revision that this code brings, read from its files once a process."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


async def ensure_schema_at_head(reader: Reader) -> None:
    """Pass if the database stands at the newest migration.

    Raises:
        SchemaNotAtHeadError: it does not; the sentence says what to do.
    """
    head = newest_migration()
    try:
        row = await reader.first(text("SELECT version_num FROM alembic_version"))
    except ProgrammingError:
        row = None
    current = None if row is None else row[0]
    if current != head:
        message = (
            f"The database is at migration {current or 'none'} and this version needs {head}: "
            "run 'alembic upgrade head' first."
        )
        raise SchemaNotAtHeadError(message)


def why_not_started(cause: BaseException) -> str | None:
    """Return the sentence for whoever starts the app; None where the fault is the code's own."""
    if isinstance(cause, SchemaNotAtHeadError | UnsafeToStartError):
        return str(cause)
    if isinstance(cause, OSError | SQLAlchemyError | PostgresError):
        reason = str(cause).partition("\n")[0].rstrip(".") or type(cause).__name__
        return f"PostgreSQL does not let us in ({reason}): is it up, and is DATABASE_URL right?"
    return None
