"""A crash tells a stranger nothing but its number, and the log no secret."""

from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError

from app.config import Environment
from app.logs import configure_logs
from app.models import User
from tests.conftest import open_client

SHOUTED = "THE-PASSWORD-OF-DANA"


async def test_a_crash_answers_with_its_number_and_logs_no_local_variable(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs(Environment.TEST)

    async def crash(token: str) -> None:
        password = SHOUTED.lower()
        raise LookupError(f"{len(password + token)} characters of somebody's data")

    app.router.routes.insert(0, APIRoute("/crash/{token}", crash))
    async with open_client(app) as client:
        answer = await client.get("/crash/THE-TOKEN", headers={"X-Request-Id": "a-request-0001"})

    assert answer.status_code == 500
    assert answer.json() == {
        "error": "Something went wrong on our side. Tell us this number: a-request-0001.",
        "code": "internal",
        "details": {},
        "request_id": "a-request-0001",
    }
    logged = capsys.readouterr()
    everything = logged.err + logged.out
    assert "a-request-0001" in everything
    assert "LookupError" in everything
    assert SHOUTED.lower() not in everything
    assert "/crash/{token}" in everything
    assert "THE-TOKEN" not in everything


async def test_a_database_that_is_gone_is_unavailable_and_worth_trying_again(app: FastAPI) -> None:
    async def lose() -> None:
        raise OperationalError("SELECT 1", {}, ConnectionRefusedError())

    app.router.routes.insert(0, APIRoute("/lose", lose))
    async with open_client(app) as client:
        answer = await client.get("/lose")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "2"


async def test_what_was_written_stays_out_of_the_log(
    committed_app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs(Environment.TEST)
    factory = committed_app.state.async_session_factory

    async def break_a_rule() -> None:
        user = {"id": uuid4(), "email": "a@b.example", "name": "A", "role": "sales"}
        async with factory.begin() as session:
            await session.execute(insert(User).values(**user, password_hash=SHOUTED))
            await session.execute(insert(User).values(**user, password_hash=SHOUTED))

    committed_app.router.routes.insert(0, APIRoute("/break", break_a_rule))
    async with open_client(committed_app) as client:
        assert (await client.get("/break")).status_code == 500
    logged = capsys.readouterr()
    assert "pk_forge_users" in logged.err + logged.out
    assert SHOUTED not in logged.err + logged.out


async def test_a_row_that_somebody_holds_too_long_is_busy_and_worth_trying_again(
    committed_app: FastAPI,
) -> None:
    factory = committed_app.state.async_session_factory
    held = text("SELECT pg_advisory_xact_lock(7)")

    async def wait_for_it() -> None:
        async with factory.begin() as session:
            await session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            await session.execute(held)

    async def work_too_long() -> None:
        async with factory.begin() as session:
            await session.execute(text("SET LOCAL statement_timeout = '50ms'"))
            await session.execute(text("SELECT pg_sleep(5)"))

    committed_app.router.routes.insert(0, APIRoute("/wait", wait_for_it))
    committed_app.router.routes.insert(0, APIRoute("/long", work_too_long))
    async with open_client(committed_app) as client, factory.begin() as session:
        await session.execute(held)
        for address in ("/wait", "/long"):
            answer = await client.get(address)
            assert (answer.status_code, answer.json()["code"]) == (503, "busy"), address
            assert answer.headers["Retry-After"] == "2"
