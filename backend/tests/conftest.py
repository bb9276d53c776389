"""The test app with swapped state: real PostgreSQL, real Redis, nothing kept.

An ordinary test runs on one connection whose outer transaction is never finished, so the app's own
transactions are savepoints in it. A test that needs several connections takes ``committed_app``,
which has a database of its own, cloned from a migrated template.
"""

import asyncio
import gc
import os
import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
)

from app.adapters.files import FileStore
from app.adapters.passwords import PasswordHasher
from app.adapters.rate_books import RateBookCache
from app.adapters.sessions import SessionStore
from app.adapters.shop_board import ShopBoard
from app.adapters.uploads import UploadStore
from app.adapters.vocabularies import VocabularyCache
from app.config import Environment, Settings
from app.db import Reader, SessionFactory, open_engine, session_factory
from app.deps import session_cookie_name
from app.domain.actor import Authority
from app.domain.permissions import Role
from app.domain.quotes.tab_counts import TabCounts
from app.logs import configure_logs
from app.main import create_app
from app.models.user import User
from app.seeds.demo import load_demo_shop
from app.seeds.reference import load_reference_data
from app.services.settings import open_shop
from app.state import open_redis, open_state
from local.servers import private_servers
from tests.factories.browser import Browser
from tests.factories.databases import Databases, migrate

# A working day in the shop's season; tests move it, none waits.
TODAY = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
ORIGIN = "http://testserver"
PATIENCE_SECONDS = 20

type MakeUser = Callable[..., Awaitable[User]]
type ClientFor = Callable[..., Awaitable[httpx.AsyncClient]]


@dataclass(slots=True)
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = field(default=TODAY)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what stays for the whole run: all that is loaded."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[str, str]]:
    """The URLs of PostgreSQL (its maintenance database) and Redis."""
    database_url = os.environ.get("FORGE_TEST_DATABASE_URL")
    redis_url = os.environ.get("FORGE_TEST_REDIS_URL")
    if database_url and redis_url:
        yield database_url, redis_url
        return
    with private_servers() as started:
        yield started.database_url, started.redis_url


@pytest.fixture(scope="session")
def worker_number(worker_id: str) -> int:
    """0 where tests run in one process, else the number of this one from 1."""
    return 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1


@pytest.fixture(scope="session")
def databases(servers: tuple[str, str]) -> Databases:
    return Databases(servers[0])


@pytest.fixture(scope="session")
async def template(databases: Databases, common_settings: Settings) -> AsyncIterator[str]:
    """The name of a database that nobody connects to, so that it can be cloned.

    It is migrated, and started for the first time.
    """
    name = await databases.create("template")
    await asyncio.to_thread(migrate, databases.url_of(name))
    async with open_state(databases.settings_of(name, common_settings)) as state:
        await open_shop(state)
    yield name
    await databases.drop(name)


@pytest.fixture(scope="session")
async def template_with_rates(
    databases: Databases, template: str, common_settings: Settings
) -> AsyncIterator[str]:
    """The template of a shop that has the rates which every shop starts with."""
    name = await databases.create("template", template=template)
    async with (
        open_state(databases.settings_of(name, common_settings)) as state,
        state.async_session_factory.begin() as session,
    ):
        await load_reference_data(session, now=TODAY)
    yield name
    await databases.drop(name)


@pytest.fixture(scope="session")
async def template_with_demo_shop(
    databases: Databases, template_with_rates: str, common_settings: Settings
) -> AsyncIterator[str]:
    """The template of the demo shop; its papers are in the folder of the common settings."""
    name = await databases.create("template", template=template_with_rates)
    async with open_state(databases.settings_of(name, common_settings)) as state:
        await load_demo_shop(state, now=TODAY)
    yield name
    await databases.drop(name)


@pytest.fixture
def reference_rates() -> None:
    """Whoever asks for it finds the rates that every shop starts with, published today."""


@pytest.fixture
def demo_shop() -> None:
    """Whoever asks for it finds the demo shop, opened today."""


@pytest.fixture
def starting_point(request: pytest.FixtureRequest) -> str:
    """The template that the test's database begins as: an empty shop, or what was asked for."""
    wanted = "template"
    if "reference_rates" in request.fixturenames:
        wanted = "template_with_rates"
    if "demo_shop" in request.fixturenames:
        wanted = "template_with_demo_shop"
    found: str = request.getfixturevalue(wanted)
    return found


@pytest.fixture(scope="session")
async def engines(databases: Databases) -> AsyncIterator[dict[str, AsyncEngine]]:
    """The engines of this process's own databases, by the template that each began as."""
    made: dict[str, AsyncEngine] = {}
    yield made
    for one in made.values():
        await one.dispose()
        await databases.drop(str(one.url.database))


@pytest.fixture
async def engine(
    databases: Databases, engines: dict[str, AsyncEngine], starting_point: str
) -> AsyncEngine:
    """The engine of this process's own database, which nobody has written to for good."""
    if starting_point not in engines:
        name = await databases.create("tests", template=starting_point)
        engines[starting_point] = open_engine(databases.url_of(name), pool_size=2)
    return engines[starting_point]


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One connection whose transaction ends with the test, as if nothing had been."""
    async with engine.connect() as opened:
        outer = await opened.begin()
        # A busy machine may think for longer between two statements than the app ever would.
        await opened.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield opened
        await outer.rollback()


@pytest.fixture
def sessions(connection: AsyncConnection) -> SessionFactory:
    """The app's session factory, bound to the test's connection."""
    return async_sessionmaker(
        bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False
    )


@pytest.fixture
async def session(sessions: SessionFactory) -> AsyncIterator[AsyncSession]:
    """A session for tests of services."""
    async with sessions.begin() as opened:
        yield opened


@pytest.fixture
def reader(connection: AsyncConnection) -> Reader:
    """The reader, on the test's connection."""
    return Reader(connection)


@pytest.fixture
async def redis(servers: tuple[str, str], worker_number: int) -> AsyncIterator[Redis]:
    """This process's own part of Redis, empty."""
    url = f"{servers[1]}?db={worker_number}"
    # More patient than the app's own client: a machine that tests in all its cores may pause for
    # longer than a server may. What the app does without Redis is asked of `hanging_redis`.
    client = Redis.from_url(
        url, protocol=3, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
    )
    await client.flushdb()
    yield client
    await client.aclose()


@pytest.fixture
async def hanging_redis() -> AsyncIterator[Redis]:
    """A Redis that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = open_redis(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        yield client
        await client.aclose()


@pytest.fixture
def clock() -> Clock:
    """The app's clock."""
    return Clock()


@pytest.fixture(scope="session")
def common_settings(
    servers: tuple[str, str], worker_number: int, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """What the settings of all tests have in common."""
    folder = tmp_path_factory.mktemp("common")
    return Settings(
        environment=Environment.TEST,
        database_url=servers[0],
        redis_url=f"{servers[1]}?db={worker_number}",
        secret_key=SecretStr("a-secret-key-of-the-tests-and-only-of-them"),
        password_pepper=SecretStr("a-pepper-of-the-tests-and-only-of-them-too"),
        password_profile="cheapest",
        origin=ORIGIN,
        storage_dir=folder / "storage",
        mail_dir=folder / "mail",
    )


@pytest.fixture
def settings(common_settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a test app, with folders of its own."""
    return common_settings.model_copy(
        update={"storage_dir": tmp_path / "storage", "mail_dir": tmp_path / "mail"}
    )


@pytest.fixture(autouse=True)
def logs() -> None:
    """Log as the entries do."""
    configure_logs(Environment.TEST)


@pytest.fixture
def passwords(settings: Settings) -> Iterator[PasswordHasher]:
    """The cheapest hasher."""
    hasher = PasswordHasher.from_settings(settings)
    yield hasher
    hasher.close()


@pytest.fixture(scope="session")
def built_app(common_settings: Settings) -> FastAPI:
    """The app as the factory makes it, once: the framework builds the routes of every router anew
    for each app, which takes longer than an ordinary test."""
    return create_app(common_settings)


@pytest.fixture
def app(
    *,
    built_app: FastAPI,
    settings: Settings,
    connection: AsyncConnection,
    sessions: SessionFactory,
    redis: Redis,
    clock: Clock,
    passwords: PasswordHasher,
) -> Iterator[FastAPI]:
    """The app with the test's own state; routes that the test adds go with it."""
    made, routes = built_app, [*built_app.router.routes]
    for name in [*made.state]:
        del made.state[name]
    made.state.settings = settings
    made.state.clock = clock
    made.state.shop_board = ShopBoard()
    made.state.async_session_factory = sessions
    made.state.reader = Reader(connection)
    made.state.redis = redis
    made.state.passwords = passwords
    made.state.files = FileStore(settings.storage_dir)
    made.state.uploads = UploadStore(settings.storage_dir)
    made.state.rate_books = RateBookCache()
    made.state.vocabularies = VocabularyCache()
    made.state.tab_counts = TabCounts()
    made.state.leaving = False
    yield made
    if made.router.routes != routes:
        made.router.routes[:] = routes
        made.openapi_schema = None


def open_client(app: FastAPI) -> httpx.AsyncClient:
    """Return a browser-like client of the app that has not logged in."""
    return Browser(app, origin=ORIGIN, headers={"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"})


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that has not logged in."""
    async with open_client(app) as opened:
        yield opened


@pytest.fixture
def make_user(app: FastAPI) -> MakeUser:
    """Makes a member of staff, without a password: ``await make_user(Role.SALES)``."""

    async def make(
        role: Role | str,
        *,
        name: str | None = None,
        email: str | None = None,
        password_hash: str | None = None,
        is_active: bool = True,
        authority: Authority | None = None,
    ) -> User:
        limits = authority or Authority()
        user = User(
            email=email or f"{role}-{uuid.uuid4().hex[:8]}@shop.example",
            name=name or f"Pat {Role(role).value.title()}",
            role=Role(role).value,
            password_hash=password_hash,
            is_active=is_active,
            max_total=limits.max_total,
            min_margin=limits.min_margin,
            max_discount=limits.max_discount,
        )
        async with app.state.async_session_factory.begin() as session:
            session.add(user)
        return user

    return make


@pytest.fixture
async def client_for(app: FastAPI, make_user: MakeUser, clock: Clock) -> AsyncIterator[ClientFor]:
    """Logs in without hashing: ``await client_for(Role.SALES)``, or ``await client_for(user)``.

    The client sends its CSRF token with everything; ``committed_app`` may be asked for beside it.
    """
    async with AsyncExitStack() as opened:

        async def make(who: Role | str | User) -> httpx.AsyncClient:
            user = who if isinstance(who, User) else await make_user(who)
            store = SessionStore(app.state.redis, app.state.settings.secret_key)
            token, session = await store.start(
                user.id,
                epoch=user.auth_epoch,
                address="127.0.0.1",
                user_agent="a test",
                now=clock.now,
            )
            client = await opened.enter_async_context(open_client(app))
            client.cookies.set(session_cookie_name(app.state.settings), token)
            client.headers["X-CSRF-Token"] = session.csrf_token
            return client

        yield make


@pytest.fixture
async def committed_app(
    databases: Databases, starting_point: str, app: FastAPI, settings: Settings
) -> AsyncIterator[FastAPI]:
    """The app on a database of its own with real transactions, for tests of concurrency."""
    name = await databases.create("committed", template=starting_point)
    url = databases.url_of(name)
    writing = open_engine(url, pool_size=settings.pool_size)
    reading = open_engine(url, pool_size=settings.pool_size, autocommit=True)
    app.state.async_session_factory = session_factory(writing)
    app.state.reader = Reader(reading)
    app.state.database_url = url
    yield app
    await reading.dispose()
    await writing.dispose()
    await databases.drop(name)
