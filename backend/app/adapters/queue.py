"""The job queue: work that commits or vanishes with the rows that caused it."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import Channel

from app.db import Session

# The library would read its names from the environment; ours never change.
_NAMES: Final = DBSettings(prefix="forge_")
CHANNEL: Final = Channel(_NAMES.channel)

DELIVER_MESSAGE: Final = "deliver_message"
SEND_SCHEDULED: Final = "send_scheduled"
INSPECT_FILE: Final = "inspect_file"
RUN_IMPORT: Final = "run_import"
MAKE_ARCHIVE: Final = "make_archive"


def queue_on(connection: asyncpg.Connection) -> Queries:
    """Return the queue, spoken to over one connection."""
    return Queries(
        AsyncpgDriver(connection),
        qbe=QueryBuilderEnvironment(_NAMES),
        qbq=QueryQueueBuilder(_NAMES),
        qbs=QuerySchedulerBuilder(_NAMES),
    )


async def enqueue(
    session: Session, job: str, record_id: UUID, *, after: timedelta | None = None
) -> None:
    """Queue work on one record in the session's own transaction, for now or for ``after`` a while.

    What the session holds is flushed first: that begins the transaction on the connection, and the
    job finds its record.
    """
    await session.flush()
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    if driver is None:
        message = "the session's connection is gone"
        raise ConnectionError(message)
    await queue_on(driver).enqueue(job, str(record_id).encode(), execute_after=after)
