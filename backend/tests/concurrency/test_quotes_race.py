"""Quotes under many hands at once, with real transactions: nothing lost, nothing twice."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from tests.conftest import ClientFor, MakeUser
from tests.factories.quotes import Hand, Json, charge, if_match, open_quoting_shop

ATTEMPTS = 200
PROCESSES = 8
DRAWS = 12


@pytest.fixture
async def mona(committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    parties = await open_quoting_shop(committed_app)
    return await Hand.of(client_for, await make_user(Role.MANAGER), parties)


async def rows(app: FastAPI, sql: str) -> list[tuple[object, ...]]:
    async with app.state.async_session_factory.begin() as session:
        return [tuple(row) for row in await session.execute(text(sql))]


def statuses(answers: list[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


async def test_racing_edits_win_or_hear_of_it(committed_app: FastAPI, mona: Hand) -> None:
    quote = await mona.create(charge("1.00"))
    wins = losses = 0

    async def attempt(place: int) -> None:
        nonlocal wins, losses
        seen = await mona.read(quote)
        answer = await mona.try_edit(seen, {"op": "set", "po_number": f"PO {place}"})
        if answer.status_code == 200:
            wins += 1
        else:
            assert answer.status_code == 412, answer.text
            losses += 1

    for batch in range(0, ATTEMPTS, 8):
        await asyncio.gather(*(attempt(batch + place) for place in range(8)))
    assert wins + losses == ATTEMPTS
    assert wins >= ATTEMPTS / 8
    assert losses > 0
    assert (await mona.read(quote))["version"] == wins + 1
    edits = await rows(
        committed_app, "SELECT count(*) FROM forge_audit_entries WHERE action = 'quote.edited'"
    )
    assert edits == [(wins,)]


async def test_of_many_sends_one_goes_out(committed_app: FastAPI, mona: Hand) -> None:
    quote = await mona.create(charge("1.00"))
    answers = await asyncio.gather(*(mona.act(quote, "send") for _ in range(6)))
    assert statuses(answers).count(200) == 1
    # A server that has no connection to spare says so, which refuses the send as well.
    assert set(statuses(answers)) <= {200, 409, 412, 503}
    counted = "SELECT (SELECT count(*) FROM forge_messages), (SELECT count(*) FROM forge_documents)"
    assert await rows(committed_app, counted) == [(1, 1)]


async def test_of_many_sends_with_one_key_all_hear_the_same(
    committed_app: FastAPI, mona: Hand
) -> None:
    quote = await mona.create(charge("1.00"))
    headers = {**if_match(quote), "Idempotency-Key": "send-once-1"}
    url = f"/api/quotes/{quote['id']}/send"
    answers = await asyncio.gather(
        *(mona.client.post(url, json={}, headers=headers) for _ in range(5))
    )
    assert statuses(answers) == [200] * 5
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert await rows(committed_app, "SELECT count(*) FROM forge_messages") == [(1,)]


async def test_keys_sent_many_times_make_one_quote_each(committed_app: FastAPI, mona: Hand) -> None:
    def post(key: int) -> asyncio.Task[httpx.Response]:
        return asyncio.ensure_future(
            mona.client.post(
                "/api/quotes",
                json={"prospect_name": "Bayou", "title": f"Job {key}"},
                headers={"Idempotency-Key": f"create-{key:04}"},
            )
        )

    for first in range(0, 20, 2):
        tasks = [post(key) for key in (first, first + 1) for _ in range(4)]
        assert set(statuses(list(await asyncio.gather(*tasks)))) == {201}
    found = await rows(committed_app, "SELECT count(*), count(DISTINCT title) FROM forge_quotes")
    assert found == [(20, 20)]


async def test_an_edit_and_a_send_never_both_happen(committed_app: FastAPI, mona: Hand) -> None:
    for _ in range(5):
        quote = await mona.create(charge("1.00"))
        edit, send = await asyncio.gather(
            mona.try_edit(quote, {"op": "set", "title": "Changed"}), mona.act(quote, "send")
        )
        assert sorted([edit.status_code, send.status_code]) in ([200, 409], [200, 412])
        after = await mona.read(quote)
        assert after["status"] == ("sent" if send.status_code == 200 else "draft")
        frozen = await rows(
            committed_app,
            "SELECT r.snapshot ->> 'title' = q.title FROM forge_quotes q"  # noqa: S608
            " JOIN forge_quote_revisions r ON r.quote_id = q.id"
            f" WHERE q.id = '{quote['id']}' AND r.frozen_at IS NOT NULL",
        )
        assert frozen in ([], [(True,)])


async def test_of_yes_and_no_exactly_one_wins(committed_app: FastAPI, mona: Hand) -> None:
    quote = await mona.do(await mona.create(charge("1.00")), "send")
    answers = await asyncio.gather(
        *(mona.act(quote, action) for action in ("approve", "decline", "approve", "decline"))
    )
    assert statuses(answers).count(200) == 1
    after = await mona.read(quote)
    accepted = await rows(committed_app, "SELECT count(*) FROM forge_acceptances")
    assert accepted == [(1 if after["status"] == "approved" else 0,)]


DRAWER = """
import asyncio, sys, os
from datetime import UTC, datetime
sys.path[:0] = [{backend!r}, {infra!r}]
from app.db import open_engine, session_factory
from app.services.numbering import draw_quote_number
from sqlalchemy import text

async def main(url, process, draws):
    engine = open_engine(url, pool_size=1)
    factory = session_factory(engine)
    for place in range(draws):
        async with factory.begin() as session:
            number = await draw_quote_number(session)
            await session.execute(
                text("INSERT INTO drawn (number, process) VALUES (:number, :process)"),
                {{"number": number, "process": process}},
            )
            if process == 0 and place == draws // 2:
                # Killed with a number in hand: the number must be drawn again by another.
                os.kill(os.getpid(), 9)
    await engine.dispose()

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


async def test_numbers_drawn_by_processes_are_unique_and_without_gaps(
    committed_app: FastAPI,
) -> None:
    async with committed_app.state.async_session_factory.begin() as session:
        await session.execute(text("CREATE TABLE drawn (number int PRIMARY KEY, process int)"))
    backend = Path(__file__).parents[2]
    code = DRAWER.format(backend=str(backend), infra=str(backend.parent / "infra"))
    url = committed_app.state.database_url
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, url, str(process), str(DRAWS), env=dict(os.environ)
        )
        for process in range(PROCESSES)
    ]
    ends = [await process.wait() for process in running]
    assert ends == [-signal.SIGKILL, *[0] * (PROCESSES - 1)]
    numbers = [row[0] for row in await rows(committed_app, "SELECT number FROM drawn ORDER BY 1")]
    kept = DRAWS // 2 + (PROCESSES - 1) * DRAWS
    assert numbers == list(range(10_001, 10_001 + kept))


async def test_quotes_made_at_once_have_numbers_without_gaps(
    committed_app: FastAPI, mona: Hand
) -> None:
    body: Json = {"prospect_name": "Bayou", "title": "Job"}
    broken = body | {"lines": [charge("1.00"), charge("1.00")]}
    broken["lines"][1]["quantities"] = broken["lines"][0]["quantities"]
    for _ in range(6):
        answers = await asyncio.gather(
            *(mona.client.post("/api/quotes", json=one) for one in (body, broken, body, broken))
        )
        assert statuses(answers)[:2] == [201, 201]
        assert statuses(answers)[2] >= 400
    numbers = [
        row[0]
        for row in await rows(
            committed_app, "SELECT base_number FROM forge_quotes ORDER BY base_number"
        )
    ]
    assert numbers == list(range(10_001, 10_013))


async def test_counts_of_tabs_are_those_of_the_moment(committed_app: FastAPI, mona: Hand) -> None:
    other = Hand(mona.client, mona.parties)
    for made in range(1, 4):
        quote = await mona.create(charge("1.00"))
        for _ in range(2):
            listed = await other.list()
            assert (listed["total"], listed["counts"]["mine"]) == (made, made)
            assert listed["sums"]["total"] == f"{made * 1.08:.2f}"
    await mona.do(quote, "delete")
    assert (await other.list())["counts"]["deleted"] == 1
    kept = committed_app.state.tab_counts
    before = [kept.find(key) for key in kept._kept]
    assert (await other.list(tab="deleted"))["total"] == 1
    assert [kept.find(key) for key in kept._kept] == before


async def test_of_a_revision_and_a_yes_exactly_one_wins(committed_app: FastAPI, mona: Hand) -> None:
    for _ in range(6):
        sent = await mona.do(await mona.create(charge("40.00")), "send")
        answers = await asyncio.gather(
            *(mona.act(sent, "approve") for _ in range(2)), mona.act(sent, "revise")
        )
        assert statuses(list(answers)) == [200, 412, 412]
        now = await mona.read(sent)
        revised = answers[-1].status_code == 200
        assert (now["status"], now["revision"]) == (("draft", 2) if revised else ("approved", 1))
        assert (now["acceptance"] is None) is revised
    wrong = await rows(
        committed_app,
        "SELECT q.id FROM forge_quotes q LEFT JOIN forge_acceptances a"
        " ON a.quote_id = q.id AND a.deleted_at IS NULL"
        " WHERE (q.status = 'approved') <> (a.id IS NOT NULL)",
    )
    assert wrong == []


async def test_of_an_approval_and_a_change_exactly_one_wins(
    mona: Hand, client_for: ClientFor, make_user: MakeUser
) -> None:
    sam = Hand(await client_for(await make_user(Role.SALES)), mona.parties)
    for _ in range(6):
        asked = await sam.do(await sam.create(charge("12000.00")), "submit")
        yes = {"fingerprint": asked["review"]["fingerprint"]}
        taken_back = sam.act(asked, "recall")
        answers = await asyncio.gather(
            *(mona.act(asked, "review", yes) for _ in range(2)), taken_back
        )
        assert statuses(list(answers)) == [200, 412, 412]
        now = await sam.read(asked)
        recalled = answers[-1].status_code == 200
        assert now["review"]["holds"] is not recalled
        if recalled:
            # What nobody approved is not sent, whatever was pressed at the same time.
            assert (await sam.act(now, "send")).status_code == 409
        else:
            changed = await sam.edit(
                await sam.do(now, "recall"), {"op": "set", "discount_amount": "1.00"}
            )
            assert not changed["review"]["holds"]
            assert (await sam.act(changed, "send")).status_code == 409
