"""How migrations run: over one connection, one at a time, and never waiting long for a lock."""

import asyncio
from typing import Final, Literal

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.config import Settings
from app.models import Base

# Two deployments that start together take turns; the number has no meaning beyond being ours.
MIGRATION_LOCK: Final = 7_203_811


def is_ours(
    _object: object,
    name: str | None,
    type_: Literal[
        "schema",
        "table",
        "column",
        "index",
        "unique_constraint",
        "foreign_key_constraint",
        "check_constraint",
    ],
    _reflected: bool,  # noqa: FBT001 - the signature is Alembic's
    _compare_to: object,
) -> bool:
    """Whether the drift check looks at the object; the job queue's tables are its library's own."""
    return not (type_ == "table" and (name or "").startswith("forge_pgqueuer"))


def run(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_ours,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        context.run_migrations()


async def connect_and_run(url: str) -> None:
    """Open a connection of our own and run."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(
        connect_and_run(context.config.attributes.get("database_url") or Settings().database_url)
    )
