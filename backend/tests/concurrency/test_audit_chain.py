"""The chain of the audit log: every entry sealed once, and no change unseen, whoever makes it."""

import asyncio
import contextlib

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app import cli
from app.domain.actor import SystemActor
from app.repositories import audit as entries
from app.services import audit
from app.services.audit import Anchor, AuditBroken
from tests.conftest import TODAY

ACTOR = SystemActor(name="Somebody")


async def write(app: FastAPI, label: str, times: int = 1) -> None:
    """Write entries in one transaction."""
    async with app.state.async_session_factory.begin() as session:
        for place in range(times):
            audit.record(
                session,
                ACTOR,
                "quote.edited",
                entity="quote",
                entity_id=None,
                label=label,
                before={"total": None},
                after={"total": f"{place}.00", "title": "Über 100 % – 漢字"},
                now=TODAY,
            )
            await session.flush()


async def verify(app: FastAPI, known: Anchor | None = None) -> Anchor:
    async with app.state.async_session_factory.begin() as session:
        return await audit.verify_chain(session, known)


async def tamper(app: FastAPI, *statements: str) -> None:
    """Do as the owner of the tables what their triggers refuse: switch them off first."""
    async with app.state.async_session_factory.begin() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            await session.execute(text(statement))


async def test_an_empty_log_is_whole(committed_app: FastAPI) -> None:
    assert await verify(committed_app) == Anchor(0, "")


async def test_many_writers_make_one_chain_without_a_gap(committed_app: FastAPI) -> None:
    async def writer(number: int) -> None:
        for _ in range(10):
            await write(committed_app, f"writer {number}", times=3)

    await asyncio.gather(*(writer(number) for number in range(8)))
    end = await verify(committed_app)
    assert end.position == 240


class ChangedMind(Exception):
    """What ends a transaction without a trace."""


async def test_what_is_undone_is_not_sealed(committed_app: FastAPI) -> None:
    await write(committed_app, "kept")
    with contextlib.suppress(ChangedMind):
        async with committed_app.state.async_session_factory.begin() as session:
            audit.record(session, ACTOR, "quote.edited", entity="quote", entity_id=None, now=TODAY)
            await session.flush()
            raise ChangedMind
    await write(committed_app, "kept too")
    assert (await verify(committed_app)).position == 2


async def test_seals_are_read_in_batches_like_in_one(committed_app: FastAPI) -> None:
    await write(committed_app, "many", times=10)
    async with committed_app.state.async_session_factory.begin() as session:
        for size in (1, 3, 5, 10, 11):
            seals = [one async for one in entries.read_seals(session, at_once=size)]
            assert [one.position for one in seals] == list(range(1, 11))


@pytest.mark.parametrize(
    ("tampering", "entry", "sentence"),
    [
        ("UPDATE forge_audit_entries SET actor_name = 'Nobody' WHERE id = 4", 4, "was changed"),
        (
            (
                "UPDATE forge_audit_entries SET after = jsonb_set(after, '{total}', '\"9\"')"
                " WHERE id IN (4, 6)"
            ),
            4,
            "was changed",
        ),
        (
            "UPDATE forge_audit_entries SET at = at + interval '1 microsecond' WHERE id = 5",
            5,
            "was changed",
        ),
        ("UPDATE forge_audit_entries SET address = address || ' ' WHERE id = 7", 7, "was changed"),
        ("DELETE FROM forge_audit_entries WHERE id = 4", 4, "entry 4 is gone"),
        ("UPDATE forge_audit_seals SET hash = sha256('x') WHERE entry_id = 4", 4, "was changed"),
        ("DELETE FROM forge_audit_seals WHERE entry_id = 4", 5, "the seal before entry 5 is gone"),
        (
            (
                "INSERT INTO forge_audit_entries OVERRIDING SYSTEM VALUE"
                " SELECT 99, at, recorded_at, actor_id, actor_name, action, entity, entity_id,"
                " entity_label, before, after, address FROM forge_audit_entries WHERE id = 1"
            ),
            99,
            "past the seals",
        ),
    ],
)
async def test_the_first_entry_that_is_not_what_was_written_is_named(
    committed_app: FastAPI, tampering: str, entry: int, sentence: str
) -> None:
    await write(committed_app, "honest", times=8)
    await verify(committed_app)
    await tamper(committed_app, tampering)
    with pytest.raises(AuditBroken, match=sentence) as broken:
        await verify(committed_app)
    assert broken.value.details == {"entry_id": entry}


async def test_an_end_cut_off_or_a_chain_made_anew_shows_to_who_kept_an_anchor(
    committed_app: FastAPI,
) -> None:
    await write(committed_app, "honest", times=8)
    known = await verify(committed_app)
    await write(committed_app, "later")
    assert (await verify(committed_app, known)).position == 9
    await tamper(
        committed_app,
        "DELETE FROM forge_audit_entries WHERE id > 5",
        "DELETE FROM forge_audit_seals WHERE entry_id > 5",
    )
    await verify(committed_app)
    with pytest.raises(AuditBroken, match="ends at place 5, and once reached 8"):
        await verify(committed_app, known)
    await write(committed_app, "forged", times=3)
    await verify(committed_app)
    with pytest.raises(AuditBroken, match="was sealed anew"):
        await verify(committed_app, known)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE forge_audit_seals SET hash = 'x'",
        "DELETE FROM forge_audit_seals",
        "TRUNCATE forge_audit_seals",
    ],
)
async def test_seals_refuse_changes_even_from_their_owner(
    committed_app: FastAPI, change: str
) -> None:
    with pytest.raises(Exception, match="append-only"):
        async with committed_app.state.async_session_factory.begin() as session:
            await session.execute(text(change))


async def run_verify(app: FastAPI, *words: str) -> str:
    """What ``forge audit verify`` prints, or raises for the command line to say."""
    settings = app.state.settings.model_copy(update={"database_url": app.state.database_url})
    return await cli.run(settings, cli.parse(["audit", "verify", *words]))


async def test_the_command_line_says_whole_with_an_anchor_or_names_what_is_broken(
    committed_app: FastAPI,
) -> None:
    await write(committed_app, "honest", times=8)
    said = await run_verify(committed_app)
    assert said.startswith("The audit log is whole: 8 entries.")
    anchor = said.splitlines()[-1]
    assert (await run_verify(committed_app, "--since", anchor)) == said
    with pytest.raises(AuditBroken, match="sealed anew"):
        await run_verify(committed_app, "--since", f"8:{'0' * 64}")
    await tamper(committed_app, "UPDATE forge_audit_entries SET action = 'x' WHERE id = 3")
    with pytest.raises(
        AuditBroken, match=r"^The audit log is broken: entry 3 or its seal was changed\.$"
    ):
        await run_verify(committed_app)
