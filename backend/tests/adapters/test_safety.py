"""What production asks of its database, told by the database itself."""

import uuid
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from sqlalchemy import make_url, text

from app.adapters.safety import DatabaseFacts, read_database_facts, refuse_unsafe_database
from app.db import Reader, UnsafeToStartError, open_engine
from tests.conftest import MakeUser

SOUND = DatabaseFacts(
    role="forge_app",
    superuser=False,
    owner=False,
    may_delete=False,
    fsync=True,
    synchronous_commit=True,
    demo_user=None,
)


def test_a_sound_database_may_serve() -> None:
    assert list(SOUND.problems()) == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (replace(SOUND, superuser=True, owner=True, may_delete=True), "is a superuser"),
        (replace(SOUND, owner=True, may_delete=True), "owns the tables"),
        (replace(SOUND, may_delete=True), "may delete rows"),
        (replace(SOUND, fsync=False), "fsync off"),
        (replace(SOUND, synchronous_commit=False), "synchronous_commit off"),
        (replace(SOUND, demo_user="dana@patriotforge.example"), "dana@patriotforge.example"),
    ],
)
def test_each_danger_is_one_sentence(facts: DatabaseFacts, sentence: str) -> None:
    [problem] = facts.problems()
    assert sentence in problem


@pytest.fixture
async def role(committed_app: FastAPI) -> AsyncIterator[str]:
    """A role of the test's own that may read and write rows, as production's may."""
    name = f"app_{uuid.uuid4().hex[:8]}"
    await execute(
        committed_app,
        f"CREATE ROLE {name} LOGIN NOSUPERUSER PASSWORD 'a-password'",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT DELETE ON forge_pgqueuer TO {name}",
    )
    yield name
    await execute(committed_app, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


async def execute(app: FastAPI, *statements: str) -> None:
    async with app.state.async_session_factory.begin() as session:
        for statement in statements:
            await session.execute(text(statement))


async def facts_for(app: FastAPI, role: str) -> DatabaseFacts:
    url = make_url(app.state.database_url).set(username=role, password="a-password")
    engine = open_engine(url.render_as_string(hide_password=False), pool_size=1, autocommit=True)
    try:
        return await read_database_facts(Reader(engine))
    finally:
        await engine.dispose()


async def test_the_database_tells_whose_connection_it_is(committed_app: FastAPI, role: str) -> None:
    plain = await facts_for(committed_app, role)
    assert (plain.role, plain.superuser, plain.owner, plain.may_delete) == (role, *[False] * 3)
    await execute(committed_app, f"GRANT DELETE ON forge_quotes TO {role}")
    assert (await facts_for(committed_app, role)).may_delete
    await execute(committed_app, f"ALTER TABLE forge_quotes OWNER TO {role}")
    assert (await facts_for(committed_app, role)).owner
    await execute(committed_app, "ALTER TABLE forge_quotes OWNER TO CURRENT_USER")
    await execute(committed_app, f"ALTER ROLE {role} SET synchronous_commit = off")
    assert not (await facts_for(committed_app, role)).synchronous_commit
    await execute(committed_app, f"ALTER ROLE {role} SET synchronous_commit = on")
    assert (await facts_for(committed_app, role)).synchronous_commit


async def test_a_demo_user_who_can_sign_in_is_found(
    committed_app: FastAPI, role: str, make_user: MakeUser
) -> None:
    assert (await facts_for(committed_app, role)).demo_user is None
    await make_user("sales", email="dana@patriotforge.example", is_active=False)
    await make_user("sales", email="dana@real-shop.com")
    assert (await facts_for(committed_app, role)).demo_user is None
    await make_user("sales", email="rosa@patriotforge.example")
    assert (await facts_for(committed_app, role)).demo_user == "rosa@patriotforge.example"


async def test_a_superuser_is_refused(committed_app: FastAPI) -> None:
    with pytest.raises(UnsafeToStartError, match="is a superuser: connect as forge_app"):
        await refuse_unsafe_database(committed_app.state.reader)
