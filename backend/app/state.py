"""What one running process holds: engines, Redis and files, shared by web, worker and CLI."""

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from app.adapters.files import FileStore
from app.adapters.passwords import PasswordHasher
from app.adapters.rate_books import RateBookCache
from app.adapters.safety import refuse_unsafe_database
from app.adapters.shop_board import ShopBoard
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
from app.domain.quotes.tab_counts import TabCounts
from app.domain.shop import WEEKDAYS, MailHabits, QuoteHabits, SettingGroup

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
    shop_board: ShopBoard
    tab_counts: TabCounts
    leaving: bool = False


def system_clock() -> datetime:
    """Return the time of day in UTC: the one place of the app that looks at the clock."""
    return datetime.now(UTC)


def first_settings(settings: Settings) -> Mapping[SettingGroup, Mapping[str, Any]]:
    """Return what a new shop's settings say: what its folder and the environment say."""
    folder = settings.shop_dir or DEMO_SHOP_FOLDER
    profile, week = read_shop_profile(folder), read_work_week(folder)
    habits, mail = QuoteHabits(), MailHabits()
    return {
        SettingGroup.SHOP: {
            "name": profile.name,
            "tagline": profile.tagline,
            "address_lines": list(profile.address_lines),
            "phone": profile.phone,
            "email": profile.email,
            "web": profile.web,
            "logo_svg": profile.logo_svg,
        },
        SettingGroup.CALENDAR: {
            "time_zone": settings.shop_time_zone,
            "works_on": [name for place, name in enumerate(WEEKDAYS) if place not in week.weekend],
            "closed_on": [{"day": day.isoformat(), "name": ""} for day in sorted(week.holidays)],
        },
        SettingGroup.MONEY: {"currency": settings.currency, "unit": "in"},
        SettingGroup.QUOTES: {
            "valid_days": habits.valid_days,
            "usual_terms": habits.usual_terms,
            "payment_terms": list(habits.payment_terms),
            "clauses": list(profile.terms),
        },
        SettingGroup.MAIL: {
            "sender_name": mail.sender_name,
            "reply_to": mail.reply_to,
            "footer": mail.footer,
        },
        SettingGroup.NUMBERING: {},
    }


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
            shop_board=ShopBoard(),
            tab_counts=TabCounts(),
        )
    finally:
        passwords.close()
        await redis.aclose()
        await reading.dispose()
        await engine.dispose()
