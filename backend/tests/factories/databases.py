"""Databases of one server: made, migrated, cloned and dropped."""

import uuid
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.config import Settings

BACKEND = Path(__file__).parent.parent.parent


class Databases:
    """Makes and drops databases of one server."""

    def __init__(self, maintenance_url: str) -> None:
        self.url = make_url(maintenance_url)
        self._engine = create_async_engine(
            maintenance_url, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )

    async def create(self, prefix: str, *, template: str = "template0") -> str:
        name = f"{prefix}_{uuid.uuid4().hex[:12]}"
        async with self._engine.connect() as connection:
            await connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return name

    async def drop(self, name: str) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))

    def url_of(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def settings_of(self, name: str, settings: Settings) -> Settings:
        """Return the settings of a process that serves that database."""
        return settings.model_copy(update={"database_url": self.url_of(name)})


def migrate(url: str, revision: str = "head") -> None:
    """Run the migrations up to ``revision``; blocks."""
    config = Config(BACKEND / "alembic.ini")
    config.attributes["database_url"] = url
    command.upgrade(config, revision)
