"""What one running process holds: engines, Redis and files, shared by web, worker and CLI."""

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from app.adapters.files import FileStore
from app.adapters.passwords import PasswordHasher
from app.adapters.rate_books import RateBookCache
from app.adapters.safety import refuse_unsafe_database
from app.adapters.uploads import UploadStore
from app.adapters.vocabularies import VocabularyCache
from app.config import Environment, Settings
from app.db import (
    Reader,
    SessionFactory,
    UnsafeToStartError,
    ensure_schema_at_head,
    open_engine,
    session_factory,
)
from app.documents.shop_profile import DEMO_SHOP_FOLDER, read_shop_profile, read_work_week
from app.domain.errors import UnavailableError
from app.domain.pricing.business_days import WorkWeek
from app.domain.quotes.tab_counts import TabCounts
from app.domain.shop import ShopProfile

REDIS_CONNECT_SECONDS: Final = 0.3
REDIS_READ_SECONDS: Final = 0.5

type Clock = Callable[[], datetime]


@dataclass(slots=True, kw_only=True)
class AppState:
    """The attributes of ``app.state`` that dependencies read.

    ``leaving`` is set when the process was asked to stop: it still answers, and is not ready.
    """

    settings: Settings
    clock: Clock
    async_session_factory: SessionFactory
    reader: Reader
    redis: Redis
    passwords: PasswordHasher
    files: FileStore
    uploads: UploadStore
    rate_books: RateBookCache
    vocabularies: VocabularyCache
    shop: ShopProfile
    work_week: WorkWeek
    tab_counts: TabCounts
    leaving: bool = False


def system_clock() -> datetime:
    """Return the time of day in UTC: the one place of the app that looks at the clock."""
    return datetime.now(UTC)


def open_shop(settings: Settings) -> ShopProfile:
    """Return what the shop's letterhead says."""
    return read_shop_profile(settings.shop_dir or DEMO_SHOP_FOLDER)


def open_work_week(settings: Settings) -> WorkWeek:
    """Return on which days the shop works."""
    return read_work_week(settings.shop_dir or DEMO_SHOP_FOLDER)


def open_redis(url: str) -> Redis:
    """Return a client that gives up at once: redis-py's own retries take seconds to notice."""
    return Redis.from_url(
        url,
        socket_connect_timeout=REDIS_CONNECT_SECONDS,
        socket_timeout=REDIS_READ_SECONDS,
        retry=Retry(NoBackoff(), 0),
        protocol=3,
    )


async def refuse_unwritable_storage(files: FileStore) -> None:
    """Pass if documents can be stored.

    Raises:
        UnsafeToStartError: they cannot; sending a quote would fail.
    """
    try:
        await files.check()
    except UnavailableError as error:
        raise UnsafeToStartError(f"FORGE_STORAGE_DIR cannot be used. {error.message}") from error


@contextlib.asynccontextmanager
async def open_state(settings: Settings) -> AsyncIterator[AppState]:
    """Open engines and Redis for as long as the block runs.

    Raises:
        SchemaNotAtHeadError: the database is not at the newest migration.
        UnsafeToStartError: production would serve a shop from what may lose its quotes.
    """
    engine = open_engine(settings.database_url, pool_size=settings.pool_size)
    reading = open_engine(settings.database_url, pool_size=settings.pool_size, autocommit=True)
    redis = open_redis(settings.redis_url)
    passwords = PasswordHasher.from_settings(settings)
    reader = Reader(reading)
    files = FileStore(settings.storage_dir)
    try:
        await ensure_schema_at_head(reader)
        if settings.environment is Environment.PRODUCTION:
            await refuse_unsafe_database(reader)
            await refuse_unwritable_storage(files)
        yield AppState(
            settings=settings,
            clock=system_clock,
            async_session_factory=session_factory(engine),
            reader=reader,
            redis=redis,
            passwords=passwords,
            files=files,
            uploads=UploadStore(settings.storage_dir),
            rate_books=RateBookCache(),
            vocabularies=VocabularyCache(),
            shop=open_shop(settings),
            work_week=open_work_week(settings),
            tab_counts=TabCounts(),
        )
    finally:
        passwords.close()
        await redis.aclose()
        await reading.dispose()
        await engine.dispose()
