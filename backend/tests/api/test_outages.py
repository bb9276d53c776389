"""A server that is gone or silent is said to be so, soon, and nobody is let in."""

import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI
from redis.asyncio import Redis

from app.adapters.passwords import PasswordHasher
from app.adapters.throttle import ADDRESS_A_MINUTE
from app.config import Settings
from app.db import POOL_WAIT_SECONDS, Reader, open_engine, session_factory
from app.domain.permissions import Role
from app.main import create_app
from tests.conftest import ClientFor, MakeUser, open_client
from tests.factories.logins import PASSWORD, WRONG, log_in, refusal

SOON = 0.6
CREATE = {"prospect_name": "Bayou", "title": "Posters"}

type Ask = Callable[[], Awaitable[httpx.Response]]


async def refused_soon(ask: Ask, code: str, *, within: float = SOON) -> None:
    """Hold that the answer is 503, soon; thrice at most, as a busy machine may hold up any one."""
    for _ in range(3):
        begun = time.perf_counter()
        answer = await ask()
        waited = time.perf_counter() - begun
        assert refusal(answer) == (503, code)
        assert int(answer.headers["Retry-After"]) > 0
        assert "set-cookie" not in answer.headers
        if waited < within:
            return
    pytest.fail(f"It took {waited:.2f} s.")


@pytest.fixture
async def silent_server() -> AsyncIterator[str]:
    """The address of something that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield f"127.0.0.1:{silent.getsockname()[1]}"


@pytest.mark.parametrize("silent", [False, True])
async def test_without_postgresql_nobody_gets_in_reads_or_writes(
    app: FastAPI,
    client_for: ClientFor,
    make_user: MakeUser,
    passwords: PasswordHasher,
    silent_server: str,
    silent: bool,
) -> None:
    user = await make_user(Role.SALES, password_hash=await passwords.hash(PASSWORD))
    client = await client_for(user)
    where = silent_server if silent else "127.0.0.1:1"
    engine = open_engine(f"postgresql+asyncpg://nobody@{where}/nothing", pool_size=2)
    app.state.reader, app.state.async_session_factory = Reader(engine), session_factory(engine)
    within = POOL_WAIT_SECONDS + SOON if silent else SOON
    body = {"email": user.email, "password": PASSWORD}
    asked: list[Ask] = [
        lambda: client.post("/api/auth/login", json=body),
        lambda: client.get("/api/quotes"),
        lambda: client.post("/api/quotes", json=CREATE),
    ]
    for ask in asked[1:2] if silent else asked:
        await refused_soon(ask, "unavailable", within=within)
    await engine.dispose()


async def test_without_redis_nothing_is_read_or_written(
    app: FastAPI, client_for: ClientFor, hanging_redis: Redis
) -> None:
    client = await client_for(Role.MANAGER)
    app.state.redis = hanging_redis
    await refused_soon(lambda: client.get("/api/quotes"), "sessions_unavailable")
    await refused_soon(lambda: client.post("/api/quotes", json=CREATE), "sessions_unavailable")
    await refused_soon(lambda: client.post("/api/auth/logout"), "sessions_unavailable")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted_apart"),
    [
        (0, "203.0.113.{}", False),
        (1, "203.0.113.{}", True),
        (1, "203.0.113.{}, 198.51.100.1", False),
        (2, "203.0.113.{}, 198.51.100.1", True),
        (2, "203.0.113.{}, 192.0.2.1, 198.51.100.1", False),
        (2, "203.0.113.{}", False),
    ],
)
async def test_an_address_is_the_one_that_our_own_proxies_saw(
    app: FastAPI,
    settings: Settings,
    proxies: int,
    forwarded: str,
    counted_apart: bool,
) -> None:
    behind = create_app(settings.model_copy(update={"trusted_proxies": proxies}))
    behind.state = app.state
    async with open_client(behind) as client:
        for number in range(ADDRESS_A_MINUTE + 1):
            client.headers["X-Forwarded-For"] = forwarded.format(number)
            body = {"email": f"nobody-{number}@shop.example", "password": WRONG}
            answer = await client.post("/api/auth/login", json=body)
    assert answer.status_code == (401 if counted_apart else 429)


@pytest.mark.parametrize(
    "forwarded", ["not an address", "x" * 5_000, "\xff, 1.2.3.4 ,,", "::1%eth0"]
)
async def test_a_strange_forwarded_address_breaks_nothing(
    app: FastAPI, settings: Settings, make_user: MakeUser, passwords: PasswordHasher, forwarded: str
) -> None:
    user = await make_user(Role.SALES, password_hash=await passwords.hash(PASSWORD))
    behind = create_app(settings.model_copy(update={"trusted_proxies": 1}))
    behind.state = app.state
    async with open_client(behind) as client:
        sent = [(b"X-Forwarded-For", forwarded.encode("latin-1"))]
        body = {"email": user.email, "password": PASSWORD}
        answer = await client.post("/api/auth/login", json=body, headers=sent)
        assert answer.status_code == 200
        assert (await log_in(client, user, WRONG)).status_code == 401
