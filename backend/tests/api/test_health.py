"""What a load balancer hears, and how little a stranger learns."""

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from app.db import Reader, open_engine
from app.state import open_redis
from tests.factories.logins import refusal


async def test_the_process_lives_and_is_ready(client: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_without_redis_it_lives_and_is_not_ready(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    app.state.redis = open_redis("redis://127.0.0.1:1/0")
    assert (await client.get("/healthz")).status_code == 200
    assert refusal(await client.get("/readyz")) == (503, "sessions_unavailable")


async def test_without_postgresql_it_lives_and_is_not_ready(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    nowhere = open_engine("postgresql+asyncpg://x:y@127.0.0.1:1/z", pool_size=1)
    app.state.reader = Reader(nowhere)
    assert (await client.get("/healthz")).status_code == 200
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert "127.0.0.1" not in answer.text
    await nowhere.dispose()


async def test_with_another_schema_it_is_not_ready_and_does_not_say_which(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    async with app.state.async_session_factory.begin() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = 'elsewhere'"))
    answer = await client.get("/readyz")
    assert refusal(answer) == (503, "not_ready")
    assert "elsewhere" not in answer.text


async def test_a_process_that_was_asked_to_stop_lives_and_is_not_ready(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    app.state.leaving = True
    assert (await client.get("/healthz")).status_code == 200
    assert refusal(await client.get("/readyz")) == (503, "not_ready")
