"""Answers to one quote from many hands at once: one of them wins, and leaves one trace."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import Customer, address_of, customer_of
from tests.factories.quotes import Hand, Json, charge, if_match, open_quoting_shop, rows

ACCEPTS = 100
TRACES = """
  SELECT (SELECT count(*) FROM forge_acceptances),
    (SELECT count(*) FROM forge_messages WHERE kind = 'receipt'),
    (SELECT count(*) FROM forge_audit_entries WHERE action = 'quote.approved')
"""
# A server that has no connection to spare says so, which answers nobody's question.
BUSY = 503


@pytest.fixture
async def mona(committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    parties = await open_quoting_shop(committed_app)
    return await Hand.of(client_for, await make_user(Role.MANAGER), parties)


async def send(hand: Hand) -> Json:
    return await hand.do(await hand.create(charge("40.00")), "send", {})


def statuses(answers: list[httpx.Response]) -> set[int]:
    return {answer.status_code for answer in answers}


async def test_a_hundred_accepts_at_once_are_one(committed_app: FastAPI, mona: Hand) -> None:
    quote = await send(mona)
    async with customer_of(committed_app, mona, quote) as maya:
        yes = maya.yes()
        answers = await asyncio.gather(*(maya.post("accept", yes) for _ in range(ACCEPTS)))
        assert statuses(answers) <= {200, BUSY}
        receipts = {str(answer.json()["receipt"]) for answer in answers if answer.is_success}
        assert len(receipts) == 1
        assert (await maya.post("accept", yes)).json()["receipt"]["total"] == "43.30"
    assert await rows(committed_app, TRACES) == [(1, 1, 1)]


async def test_a_customer_and_a_colleague_accept_at_once(
    committed_app: FastAPI, mona: Hand
) -> None:
    quote = await send(mona)
    async with customer_of(committed_app, mona, quote) as maya:
        theirs, ours = await asyncio.gather(
            maya.post("accept", maya.yes()), mona.act(quote, "approve")
        )
    won, lost = sorted([theirs.status_code, ours.status_code])
    assert (won, lost) in {(200, 409), (200, 412)}
    [(accepted, mails, entries)] = await rows(committed_app, TRACES)
    assert (accepted, entries) == (1, 1)
    assert mails == (1 if theirs.status_code == 200 else 0)


async def test_an_accept_against_the_nightly_work_and_against_a_new_revision(
    committed_app: FastAPI, mona: Hand, clock: Clock
) -> None:
    for step, lost in (("revise", "replaced"), ("expire", "expired")):
        quote = await send(mona)
        async with AsyncExitStack() as opened:
            maya = await opened.enter_async_context(customer_of(committed_app, mona, quote))
            yes = maya.yes()
            if step == "expire":
                clock.now += timedelta(days=40)
                await mona.come_back()
            theirs, ours = await asyncio.gather(maya.post("accept", yes), mona.act(quote, step))
            state = (await maya.read())["state"]
        if step == "expire":
            # The last day was over for both: no order in which they come lets the yes in.
            assert (theirs.status_code, ours.status_code) == (409, 200)
        else:
            # Either may come first; the other then finds what it made.
            assert {theirs.status_code, ours.status_code} in ({200, 409}, {200, 412})
        assert state == ("accepted" if theirs.status_code == 200 else lost)


async def test_of_many_conversions_one_places_the_order(committed_app: FastAPI, mona: Hand) -> None:
    quote = await mona.do(await send(mona), "approve", {"name": "Maya"})
    url = f"/api/quotes/{quote['id']}/convert"
    answers = await asyncio.gather(
        *(mona.client.post(url, json={}, headers=if_match(quote)) for _ in range(8))
    )
    assert statuses(answers) <= {200, 201, BUSY}
    assert [answer.status_code for answer in answers].count(201) == 1
    assert len({answer.json()["id"] for answer in answers if answer.is_success}) == 1
    counted = """
      SELECT (SELECT count(*) FROM forge_orders),
        (SELECT count(*) FROM forge_documents WHERE kind = 'ticket'),
        (SELECT count(*) FROM forge_audit_entries WHERE action = 'quote.ordered')
    """
    assert await rows(committed_app, counted) == [(1, 1, 1)]


async def test_two_links_open_side_by_side_answer_their_own_quotes(
    committed_app: FastAPI, mona: Hand
) -> None:
    one, other = await send(mona), await send(mona)
    async with customer_of(committed_app, mona, one) as maya:
        second = Customer(maya.client)
        await second.open(await address_of(mona, other))
        answers = await asyncio.gather(
            maya.post("accept", maya.yes()), second.post("decline", {"reason": "price"})
        )
    assert statuses(list(answers)) == {200}
    assert (await mona.read(one))["status"] == "approved"
    assert (await mona.read(other))["status"] == "declined"
