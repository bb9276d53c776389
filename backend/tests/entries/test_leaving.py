"""A production shop's web server, from its start to its last answer."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from local.postgres import Postgres
from local.processes import Guard
from local.servers import socket_folder
from tests.factories.databases import BACKEND, migrate

ROLES = """
  CREATE ROLE forge_app LOGIN NOSUPERUSER PASSWORD 'a-password';
  GRANT USAGE ON SCHEMA public TO forge_app;
  GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO forge_app
"""


@pytest.fixture
async def production(servers: tuple[str, str], tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """The environment of a shop whose database is durable and whose role may not delete."""
    with Guard() as guard, socket_folder(guard) as sockets:
        postgres = Postgres(
            tmp_path / "data", sockets=sockets, log=tmp_path / "postgres.log", guard=guard
        )
        with postgres:
            url = postgres.ensure_database("patriotforge")
            await asyncio.to_thread(migrate, url)
            engine = create_async_engine(url)
            async with engine.begin() as connection:
                for statement in ROLES.split(";"):
                    await connection.execute(text(statement))
            await engine.dispose()
            app_url = make_url(url).set(username="forge_app", password="a-password")
            yield {
                "PATH": os.environ["PATH"],
                "DATABASE_URL": app_url.render_as_string(hide_password=False),
                "REDIS_URL": servers[1],
                "FORGE_ENVIRONMENT": "production",
                "FORGE_SECRET_KEY": "Wm3kT9xQ2vLr7ZpN5yBd8HcJ4sGf6aUe",
                "FORGE_PASSWORD_PEPPER": "eUa6fGs4JcH8dBy5NpZ7rLv2Qx9Tk3mW",
                "FORGE_ORIGIN": "https://quotes.shop.test",
                "FORGE_SHOP_DIR": str(BACKEND / "app" / "documents" / "demo_shop"),
                "FORGE_SMTP_URL": "smtps://mail.shop.test",
                "FORGE_STORAGE_DIR": str(tmp_path / "storage"),
            }


async def start(environment: dict[str, str], port: int, *more: str) -> asyncio.subprocess.Process:
    words = ("-m", "uvicorn", "app.asgi:app", "--port", str(port), *more)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *words),
        cwd=BACKEND,
        env=environment,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def readiness(client: httpx.AsyncClient) -> int:
    try:
        return (await client.get("/readyz")).status_code
    except httpx.TransportError:
        return 0


async def end(process: asyncio.subprocess.Process) -> None:
    """Kill what is left; its workers too, or the pipe that they hold would be read for ever."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.communicate()


async def until(client: httpx.AsyncClient, status: int) -> None:
    async with asyncio.timeout(30):
        while await readiness(client) != status:  # noqa: ASYNC110 - another process's event
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("workers", [1, 2])
async def test_asked_to_stop_it_says_so_answers_on_and_ends_well(
    production: dict[str, str], workers: int
) -> None:
    port = free_port()
    process = await start(production, port, "--workers", str(workers))
    address = f"http://127.0.0.1:{port}"
    # A connection each: those that come after the signal are the ones that matter.
    limits = httpx.Limits(max_keepalive_connections=0)
    try:
        async with httpx.AsyncClient(base_url=address, limits=limits) as client:
            await until(client, 200)
            process.send_signal(signal.SIGTERM)
            await until(client, 503)
            assert (await client.get("/healthz")).status_code == 200
            async with asyncio.timeout(30):
                assert await process.wait() == 0
            assert await readiness(client) == 0
    finally:
        await end(process)


async def test_asked_twice_it_stops_at_once(production: dict[str, str]) -> None:
    port = free_port()
    process = await start(production, port)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            await until(client, 200)
            process.send_signal(signal.SIGTERM)
            await until(client, 503)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await process.wait() == 0
    finally:
        await end(process)


async def test_a_storage_folder_that_cannot_be_written_is_refused_in_a_sentence(
    production: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"a file where the folder should be")
    blocked = {**production, "FORGE_STORAGE_DIR": str(tmp_path / "taken")}
    for words in (("uvicorn", "app.asgi:app", "--port", "0"), ("app.worker",)):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *words),
            cwd=BACKEND,
            env=blocked,
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
        assert process.returncode
        assert b"FORGE_STORAGE_DIR cannot be used." in said
        assert b"Traceback" not in said


async def test_production_opens_no_demo_shop(production: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.cli", "seed", "demo"),
        cwd=BACKEND,
        env=production,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 1
    assert b"gets no demo people" in said
