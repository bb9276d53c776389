"""The migrations build the schema that the models describe, and go back to nothing."""

import asyncio

import pytest
from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from app.db import Reader, SchemaNotAtHeadError, ensure_schema_at_head
from tests.factories.databases import BACKEND, Databases, migrate


def config_for(url: str) -> Config:
    config = Config(BACKEND / "alembic.ini")
    config.attributes["database_url"] = url
    return config


async def test_the_schema_grows_from_empty_matches_the_models_and_goes_back(
    databases: Databases,
) -> None:
    name = await databases.create("migrations")
    url = databases.url_of(name)
    try:
        await asyncio.to_thread(migrate, url)
        await asyncio.to_thread(command.check, config_for(url))
        await asyncio.to_thread(command.downgrade, config_for(url), "base")
        engine = create_async_engine(url, poolclass=NullPool)
        async with engine.connect() as connection:
            left = await connection.scalars(
                text(
                    "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
                    "WHERE nspname = 'public' AND relname <> 'alembic_version' "
                    "AND relname <> 'alembic_version_pkc'"
                )
            )
            assert left.all() == []
        await asyncio.to_thread(migrate, url)
    finally:
        await databases.drop(name)


async def test_drift_between_models_and_migrations_is_noticed(databases: Databases) -> None:
    name = await databases.create("drift")
    url = databases.url_of(name)
    try:
        await asyncio.to_thread(migrate, url)
        engine = create_async_engine(url, poolclass=NullPool)
        async with engine.begin() as connection:
            await connection.execute(text("ALTER TABLE forge_users DROP COLUMN last_login_at"))
        with pytest.raises(CommandError):
            await asyncio.to_thread(command.check, config_for(url))
    finally:
        await databases.drop(name)


async def test_the_app_refuses_a_schema_that_is_not_at_head(databases: Databases) -> None:
    name = await databases.create("behind")
    url = databases.url_of(name)
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with pytest.raises(SchemaNotAtHeadError, match="at migration none"):
            await ensure_schema_at_head(Reader(engine))
        await asyncio.to_thread(migrate, url, "0001")
        with pytest.raises(SchemaNotAtHeadError, match="alembic upgrade head"):
            await ensure_schema_at_head(Reader(engine))
        await asyncio.to_thread(migrate, url)
        await ensure_schema_at_head(Reader(engine))
    finally:
        await databases.drop(name)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE forge_audit_entries SET action = 'x'",
        "DELETE FROM forge_audit_entries",
        "TRUNCATE forge_audit_entries",
    ],
)
async def test_the_audit_log_refuses_changes_even_from_its_owner(
    session: AsyncSession, change: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        async with session.begin_nested():
            await session.execute(text(change))
