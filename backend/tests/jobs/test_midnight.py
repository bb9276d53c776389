"""The shop's midnight: who reads, who answers and the nightly work go by the same one."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, date, timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI

from app.adapters.mail import SmtpMailer
from app.domain.days import end_of, shop_day
from app.domain.permissions import Role
from app.jobs.messages import deliver_message
from app.jobs.quotes import expire_quotes
from app.services import quotes
from app.state import AppState
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import Customer, customer_of
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, rows
from tests.jobs.conftest import PostOffice

ZONE = "America/New_York"
# The clock goes back, the year ends, the clock goes forward.
LAST_DAYS = (date(2026, 11, 1), date(2026, 12, 31), date(2027, 3, 14))
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def mona(committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    parties = await open_quoting_shop(committed_app)
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona Reyes"), parties)


async def send(hand: Hand, clock: Clock, last_day: date) -> Json:
    """Send a quote on the morning before its last day."""
    clock.now = end_of(last_day, ZONE).astimezone(UTC) - timedelta(hours=36)
    await hand.come_back()
    quote = await hand.create(charge("40.00"))
    valid = {"op": "set", "valid_until": last_day.isoformat()}
    return await hand.do(await hand.edit(quote, valid), "send")


async def test_a_quote_is_valid_to_the_last_minute_of_its_day_for_everybody_alike(
    committed_app: FastAPI, worker_state: AppState, mona: Hand, clock: Clock
) -> None:
    for last_day in LAST_DAYS:
        quote = await send(mona, clock, last_day)
        midnight = end_of(last_day, ZONE).astimezone(UTC)
        async with AsyncExitStack() as opened:
            maya = await opened.enter_async_context(customer_of(committed_app, mona, quote))
            yes = maya.yes()
            for at, status in ((midnight - MINUTE, "sent"), (midnight, "expired")):
                clock.now = at
                await mona.come_back()
                assert shop_day(at, ZONE) == last_day + timedelta(days=status == "expired")
                assert (await mona.read(quote))["status"] == status
                listed = await mona.list(tab=status, q=quote["number"])
                assert [one["id"] for one in listed["items"]] == [quote["id"]]
                assert (await maya.read())["state"] == ("open" if status == "sent" else "expired")
                if status == "sent":
                    assert await expire_quotes(worker_state) == 0
            refused = await maya.post("accept", yes)
            assert (refused.status_code, refused.json()["code"]) == (409, "offer_closed")
        assert (await mona.act(quote, "approve")).status_code == 409
        assert await expire_quotes(worker_state) == 1
        assert await rows(
            committed_app, "SELECT status FROM forge_quotes WHERE id = :id", id=quote["id"]
        ) == [("expired",)]


async def test_an_accept_of_the_last_second_and_the_nightly_work_have_one_winner(
    committed_app: FastAPI, worker_state: AppState, mona: Hand, clock: Clock
) -> None:
    last_day = date(2026, 11, 20)
    sent = [await send(mona, clock, last_day) for _ in range(6)]
    midnight = end_of(last_day, ZONE).astimezone(UTC)

    # The work begins in the midst of the answers: once the first has been given, while some are
    # being given and others have not begun.
    given, hands = asyncio.Event(), asyncio.Semaphore(3)

    async def nightly() -> None:
        await given.wait()
        async with worker_state.async_session_factory.begin() as session:
            await quotes.expire_overdue_quotes(
                session, today=last_day + timedelta(days=1), origin="", now=midnight
            )

    async def accept(maya: Customer) -> int:
        async with hands:
            answer = await maya.post("accept", maya.yes())
            given.set()
            return answer.status_code

    async with AsyncExitStack() as opened:
        customers = [
            await opened.enter_async_context(customer_of(committed_app, mona, quote))
            for quote in sent
        ]
        clock.now = midnight - timedelta(seconds=1)
        answers, _ = await asyncio.gather(
            asyncio.gather(*(accept(maya) for maya in customers)), nightly()
        )
        await nightly()
    assert set(answers) == {200, 409}
    for quote, answer in zip(sent, answers, strict=True):
        [(status, accepted)] = await rows(
            committed_app,
            "SELECT status, (SELECT count(*) FROM forge_acceptances a WHERE a.quote_id = q.id) "
            "FROM forge_quotes q WHERE id = :id",
            id=quote["id"],
        )
        assert (answer, status, accepted) in {(200, "approved", 1), (409, "expired", 0)}


async def test_a_mail_that_did_not_arrive_is_told_to_who_sent_it_and_to_nobody_twice(
    *,
    committed_app: FastAPI,
    worker_state: AppState,
    post_office: PostOffice,
    client_for: ClientFor,
    make_user: MakeUser,
    mona: Hand,
    clock: Clock,
) -> None:
    sam = await Hand.of(client_for, await make_user(Role.SALES, name="Sam Ortiz"), mona.parties)
    assert sam.user is not None
    quote = await sam.create(charge("40.00"))
    await mona.do(quote, "send")
    post_office.refused_recipient = "maya@harbor.example"
    for hand in (mona, sam):
        choice = {"kind": "mail_failed", "in_app": True, "by_mail": True}
        await hand.client.put("/api/notifications/choices", json={"choices": [choice]})

    async def deliver(kind: str) -> None:
        found = await rows(
            committed_app,
            "SELECT id FROM forge_messages WHERE kind = :kind AND status = 'queued'",
            kind=kind,
        )
        for (message_id,) in found:
            await deliver_message(worker_state, SmtpMailer(post_office.url), UUID(str(message_id)))

    # A sending can be taken back for a while.
    clock.move(minutes=1)
    await deliver("quote")
    told = (await mona.client.get("/api/notifications")).json()["items"]
    assert [(one["kind"], one["text"]) for one in told] == [
        ("mail_failed", "A mail to maya@harbor.example did not arrive")
    ]
    assert "refused maya@harbor.example" in told[0]["said"]
    assert (await sam.client.get("/api/notifications/unread")).json() == {"unread": 0}
    # The mail that says so may fail as well: of that nobody is told by another one.
    assert mona.user is not None
    post_office.refused_recipient = mona.user.email
    await deliver("notification")
    assert (await mona.client.get("/api/notifications/unread")).json() == {"unread": 1}
    assert await rows(
        committed_app, "SELECT status FROM forge_messages WHERE kind = 'notification'"
    ) == [("failed",)]
