"""The entries as a person starts them: one clear sentence, or work."""

import asyncio
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select, text

from app.models.audit import AuditEntry
from app.models.user import User
from tests.conftest import open_client
from tests.factories.databases import BACKEND
from tests.factories.logins import PASSWORD

SECRET = "kr7#mPq2vLx9-a-secret-that-must-not-be-shown"


async def run(
    environment: Mapping[str, str], *words: str, stdin: str = ""
) -> tuple[int | None, str, str]:
    """Run Python with the words, and return its exit code and what it said."""
    return await start(environment, sys.executable, "-m", *words, stdin=stdin)


async def start(
    environment: Mapping[str, str], *command: str, stdin: str = ""
) -> tuple[int | None, str, str]:
    """Run the command, and return its exit code and what it said."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=BACKEND,
        env={"PATH": os.environ["PATH"], **environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(30):
        out, err = await process.communicate(stdin.encode())
    return process.returncode, out.decode(), err.decode()


async def run_each(
    environment: Mapping[str, str], commands: Sequence[tuple[str, ...]]
) -> list[tuple[int | None, str, str]]:
    return await asyncio.gather(*(run(environment, *words) for words in commands))


@pytest.fixture
def environment(app: FastAPI, tmp_path: Path) -> dict[str, str]:
    settings = app.state.settings
    return {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "FORGE_ENVIRONMENT": "development",
        "FORGE_SECRET_KEY": settings.secret_key.get_secret_value(),
        "FORGE_PASSWORD_PEPPER": settings.password_pepper.get_secret_value(),
        "FORGE_PASSWORD_PROFILE": "cheapest",
        "FORGE_STORAGE_DIR": str(tmp_path / "storage"),
        "FORGE_MAIL_DIR": str(tmp_path / "mail"),
    }


@pytest.fixture
async def own_database(committed_app: FastAPI, environment: dict[str, str]) -> dict[str, str]:
    """The environment of a migrated database of the test's own."""
    return {**environment, "DATABASE_URL": committed_app.state.database_url}


ENTRIES = [
    ("uvicorn", "app.asgi:app", "--port", "0"),
    ("app.worker",),
    ("app.cli", "seed", "reference"),
]


async def test_production_refuses_weak_settings_in_a_sentence_that_shows_no_secret(
    environment: dict[str, str],
) -> None:
    weak = {**environment, "FORGE_ENVIRONMENT": "production", "FORGE_SECRET_KEY": SECRET[:31]}
    sentence = (
        "FORGE_SECRET_KEY is too short for production: give it at least 32 random characters.\n"
    )
    assert await run_each(weak, ENTRIES) == [(1, "", sentence)] * 3


async def test_each_missing_setting_is_named(environment: dict[str, str]) -> None:
    code, _, err = await run(
        {"FORGE_SECRET_KEY": SECRET, "FORGE_POOL_SIZE": "many"}, "app.cli", "seed", "reference"
    )
    assert code == 1
    assert err.splitlines()[:3] == [
        "Set DATABASE_URL.",
        "Set REDIS_URL.",
        "Set FORGE_PASSWORD_PEPPER.",
    ]
    assert err.splitlines()[3].startswith("FORGE_POOL_SIZE: ")
    assert SECRET not in err
    assert environment["REDIS_URL"] not in err


async def test_a_schema_that_is_not_at_head_is_refused_in_a_sentence(
    committed_app: FastAPI, own_database: dict[str, str]
) -> None:
    async with committed_app.state.async_session_factory.begin() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    for code, _, err in await run_each(own_database, ENTRIES):
        assert code not in {0, None}
        assert "The database is at migration 0000 and this version needs" in err
        assert "run 'alembic upgrade head' first" in err
        assert "Traceback" not in err


async def test_an_absent_database_is_named_in_a_sentence(environment: dict[str, str]) -> None:
    nowhere = {**environment, "DATABASE_URL": "postgresql+asyncpg://x:y@127.0.0.1:1/z"}
    for code, _, err in await run_each(nowhere, [ENTRIES[0], ENTRIES[2]]):
        assert code not in {0, None}
        assert "PostgreSQL does not let us in" in err
        assert "Traceback" not in err


async def create_admin(environment: dict[str, str], email: str, password: str) -> tuple[int, str]:
    code, out, err = await start(
        environment,
        str(BACKEND / "forge"),
        *("users", "create-admin", "--email", email, "--name", "Ada Admin"),
        stdin=f"{password}\n",
    )
    assert password not in out + err
    assert "Traceback" not in err
    return code or 0, out + err


async def test_a_new_shop_makes_its_first_admin_on_the_command_line(
    committed_app: FastAPI, own_database: dict[str, str]
) -> None:
    code, said = await create_admin(own_database, "ada@shop.example", PASSWORD)
    assert (code, said) == (0, "Ada Admin can now sign in as ada@shop.example.\n")
    async with open_client(committed_app) as client:
        answer = await client.post(
            "/api/auth/login", json={"email": "ada@shop.example", "password": PASSWORD}
        )
        assert answer.status_code == 200
        assert answer.json()["user"]["user"]["role"] == "admin"
        assert (await client.get("/api/users")).json()["total"] == 1
    async with committed_app.state.async_session_factory.begin() as session:
        entry = await session.scalar(select(AuditEntry).where(AuditEntry.action == "user.created"))
        user = await session.scalar(select(User))
    assert entry is not None
    assert entry.actor_name == "The command line"
    assert user is not None
    assert PASSWORD not in f"{entry.after}{user.password_hash}"

    code, said = await create_admin(own_database, "ADA@shop.example", PASSWORD)
    assert (code, said) == (1, "Somebody with this e-mail address is there already.\n")


async def test_the_command_line_refuses_what_the_browser_would(
    own_database: dict[str, str],
) -> None:
    cases = [
        ("ada@shop.example", "short", "at least 12"),
        ("ada@shop.example", "password1234", "first that anybody"),
        ("ada@shop.example", "adaadmin2026", "Leave out"),
        ("not an address", PASSWORD, "e-mail address"),
    ]
    answers = await asyncio.gather(
        *(create_admin(own_database, email, password) for email, password, _ in cases)
    )
    for (code, said), (_, _, hint) in zip(answers, cases, strict=True):
        assert code == 1
        assert hint in said


async def test_the_web_server_starts_answers_and_stops_cleanly(
    own_database: dict[str, str],
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "uvicorn", "app.asgi:app", "--port", str(port)),
        cwd=BACKEND,
        env={"PATH": os.environ["PATH"], **own_database},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        body = b""
        for _ in range(100):
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.write(b"GET /readyz HTTP/1.0\r\nHost: x\r\n\r\n")
            body = await reader.read()
            writer.close()
            await writer.wait_closed()
            break
        assert b"200 OK" in body
        assert body.endswith(b'{"status":"ok"}')
    finally:
        process.terminate()
        await process.communicate()
    assert process.returncode in {0, -15}
