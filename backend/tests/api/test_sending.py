"""Sending with a way back, at an hour, and with words of one's own."""

from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import UTC, datetime
from uuid import UUID

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from app.jobs.sending import send_scheduled
from app.models.user import User
from app.state import AppState
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import customer_of
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    if_match,
    open_quoting_shop,
    put,
    refusal,
    rows,
)

FROZEN = (
    "SELECT number, frozen_at IS NOT NULL, deleted_at IS NOT NULL, snapshot::text, document_sha256 "
    "FROM forge_quote_revisions ORDER BY created_at, id"
)
SCHEDULE = "SELECT id FROM forge_scheduled_sends ORDER BY status = 'waiting' DESC LIMIT 1"
MAILS = "SELECT recipients, cc, subject, body, status FROM forge_messages ORDER BY created_at"


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    """A manager with a shop that can quote."""
    return await Hand.of(client_for, await make_user(Role.MANAGER), await open_quoting_shop(app))


@pytest.fixture
def go(app: FastAPI) -> Callable[[], Awaitable[None]]:
    """The worker's turn: what was scheduled last is looked at."""

    async def run() -> None:
        state = AppState(**{one.name: getattr(app.state, one.name) for one in fields(AppState)})
        [(schedule_id,)] = await rows(app, SCHEDULE)
        await send_scheduled(state, schedule_id)

    return run


async def sending_of(hand: Hand, quote: Json) -> Json:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/sending")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def schedule(hand: Hand, quote: Json, day: str, hour: str, **sending: object) -> int:
    answer = await hand.client.put(
        f"/api/quotes/{quote['id']}/schedule",
        json={"day": day, "time": hour, "sending": sending},
        headers=if_match(quote),
    )
    if answer.status_code != 204:
        assert answer.status_code in {409, 422}, answer.text
    return int(answer.status_code)


async def test_a_sending_is_taken_back_whole_and_what_was_frozen_stays_frozen(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    line = charge("40.00")
    draft = await mona.create(line)
    sent = await mona.do(draft, "send", {"cc": ["ben@harbor.example"]})
    assert (await sending_of(mona, sent))["undo_until"] == "2026-11-20T15:30:10Z"
    frozen = await rows(app, FROZEN)
    clock.move(seconds=9.9)
    again = await mona.do(sent, "undo-send")
    assert (again["status"], again["number"], again["totals"]) == (
        "draft",
        draft["number"],
        draft["totals"],
    )
    assert [line["id"] for line in again["lines"]] == [line["id"] for line in draft["lines"]]
    kept = await rows(app, FROZEN)
    assert kept[0] == (1, True, True, *frozen[0][3:])
    assert kept[1] == (1, False, False, None, None)
    assert (await rows(app, MAILS))[0][4] == "withdrawn"
    assert (await mona.client.get(f"/api/quotes/{sent['id']}/links")).json() == []
    refusal(await mona.act(again, "undo-send"), 409, "quote_undo_too_late")

    # It is an ordinary draft: edited and sent again under the same number.
    dearer = await mona.edit(again, put({**line, "unit_price": "50.00"}))
    resent = await mona.do(dearer, "send", {})
    assert (resent["number"], resent["status"]) == (draft["number"], "sent")
    told = (await mona.client.get(f"/api/quotes/{sent['id']}/timeline")).json()["items"]
    assert {"unsent", "mail_withdrawn", "sent"} <= {one["kind"] for one in told}
    revised = await mona.do(await mona.do(resent, "revise"), "discard")
    assert revised["status"] == "sent"


async def test_what_has_left_or_was_seen_or_went_on_is_not_taken_back(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    sent = await mona.do(await mona.create(charge("40.00")), "send", {})
    clock.move(seconds=10)
    refusal(await mona.act(sent, "undo-send"), 409, "quote_undo_too_late")
    assert (await sending_of(mona, sent))["undo_until"] is None

    seen = await mona.do(await mona.create(charge("40.00")), "send", {})
    async with customer_of(app, mona, seen) as maya:
        await maya.post("seen", {})
    refusal(await mona.act(seen, "undo-send"), 409, "quote_undo_too_late")

    revised = await mona.do(await mona.create(charge("40.00")), "send", {})
    revised = await mona.do(revised, "revise")
    details = refusal(await mona.act(revised, "undo-send"), 409, "quote_undo_too_late")
    assert details == {"status": "draft"}


async def test_a_mail_says_what_its_sender_wrote_to_whom_they_chose_and_both_are_remembered(
    app: FastAPI, mona: Hand
) -> None:
    quote = await mona.create(charge("40.00"))
    start = await sending_of(mona, quote)
    assert (start["kind"], start["to"], start["cc"]) == ("quote", ["maya@harbor.example"], [])
    words = {"subject": "{{title}}, as discussed", "message": "It comes to {{total}}.\n{{link}}"}
    wrong = {**words, "message": "It comes to {{totall}}"}
    fields = refusal(await mona.act(quote, "send", wrong), 422, "mail_field_unknown")["fields"]
    assert "Did you mean {{total}}?" in fields[0]["message"]
    neither = {"attach_pdf": False, "include_link": False}
    refusal(await mona.act(quote, "send", neither), 422, "validation_failed")
    looked = await mona.client.post(f"/api/quotes/{quote['id']}/mail-preview", json=words)
    assert looked.json()["subject"] == "Fall menu kit, as discussed"
    assert "It comes to $43.30." in looked.json()["text"]
    sending = {
        **words,
        "to": ["maya@harbor.example", "owner@harbor.example"],
        "cc": ["ben@harbor.example", "maya@harbor.example"],
        "attach_pdf": False,
    }
    await mona.do(quote, "send", sending)
    [(to, cc, subject, body, _)] = await rows(app, MAILS)
    assert (to, cc) == (sending["to"], ["ben@harbor.example"])
    assert subject == "Fall menu kit, as discussed"
    assert body.startswith("It comes to $43.30.")
    [(attached,)] = await rows(app, "SELECT attachments FROM forge_messages")
    assert attached == []

    usual = await sending_of(mona, await mona.create(charge("1.00")))
    assert (usual["to"], usual["cc"]) == (to, cc)
    assert {"name": "", "email": "ben@harbor.example"} in usual["people"]


async def test_a_quote_goes_at_its_hour_of_the_shops_clock(
    app: FastAPI, mona: Hand, clock: Clock, go: Callable[[], Awaitable[None]]
) -> None:
    quote = await mona.create(charge("40.00"))
    assert await schedule(mona, quote, "2026-11-20", "08:00") == 422
    assert await schedule(mona, quote, "2027-03-14", "02:30") == 422
    assert await schedule(mona, quote, "2026-11-23", "07:00") == 204
    assert await schedule(mona, quote, "2026-11-23", "08:30") == 204
    waiting = (await sending_of(mona, quote))["schedule"]
    assert (waiting["send_at"], waiting["day"], waiting["time"], waiting["status"]) == (
        "2026-11-23T13:30:00Z",
        "2026-11-23",
        "08:30",
        "waiting",
    )
    assert (await mona.read(quote))["status"] == "draft"
    assert (await mona.list())["items"][0]["flags"] == ["scheduled"]
    clock.now = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
    await go()
    await go()
    await mona.come_back()
    assert (await mona.read(quote))["status"] == "sent"
    assert len(await rows(app, MAILS)) == 1
    assert (await sending_of(mona, quote))["schedule"] is None
    statuses = await rows(app, "SELECT status FROM forge_scheduled_sends ORDER BY created_at, id")
    assert sorted(statuses) == [("cancelled",), ("sent",)]


async def test_what_changed_expired_or_may_not_go_any_more_stays_and_says_why(
    app: FastAPI,
    mona: Hand,
    clock: Clock,
    go: Callable[[], Awaitable[None]],
    make_user: MakeUser,
    client_for: ClientFor,
) -> None:
    changed = await mona.create(charge("40.00"))
    expired = await mona.create(charge("40.00"), title="Menus")
    expired = await mona.edit(expired, {"op": "set", "valid_until": "2026-11-21"})
    sam: User = await make_user(Role.SALES)
    rep = await Hand.of(client_for, sam, mona.parties)
    orphan = await rep.create(charge("40.00"))
    reasons = {}
    for name, quote, hand in (
        ("changed", changed, mona),
        ("expired", expired, mona),
        ("orphan", orphan, rep),
    ):
        assert await schedule(hand, quote, "2026-11-23", "08:30") == 204
        if name == "changed":
            await mona.edit(quote, {"op": "set", "title": "Winter menus"})
        if name == "orphan":
            async with app.state.async_session_factory.begin() as session:
                found = await session.get(User, sam.id)
                assert found is not None
                found.is_active = False
        before = clock.now
        clock.now = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
        await go()
        await mona.come_back()
        told = (await sending_of(mona, quote))["schedule"]
        assert told["status"] == "stopped"
        reasons[name] = told["problem"]
        clock.now = before
        await mona.come_back()
        assert (await mona.read(quote))["status"] == "draft"
    assert reasons["changed"].startswith("The quote was changed after it was scheduled.")
    assert "valid" in reasons["expired"].lower()
    assert reasons["orphan"].startswith("Whoever scheduled this quote does not work here")
    assert all(to != ["maya@harbor.example"] for to, *_ in await rows(app, MAILS))


async def test_a_time_is_cancelled_and_nothing_goes(
    app: FastAPI, mona: Hand, clock: Clock, go: Callable[[], Awaitable[None]]
) -> None:
    quote = await mona.create(charge("40.00"))
    address = f"/api/quotes/{quote['id']}/schedule"
    refusal(await mona.client.delete(address, headers=if_match(quote)), 409, "quote_not_scheduled")
    await schedule(mona, quote, "2026-11-23", "08:30")
    gone = await mona.client.delete(address, headers=if_match(quote))
    assert gone.status_code == 204
    clock.now = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    await go()
    assert await rows(app, MAILS) == []


async def test_who_may_decide_is_mailed_in_the_shops_words_and_so_is_who_asked(
    app: FastAPI, mona: Hand, make_user: MakeUser, client_for: ClientFor
) -> None:
    sam = await Hand.of(client_for, await make_user(Role.SALES), mona.parties)
    quote = await sam.create(charge("20000.00"))
    asked = await sam.do(quote, "submit", {"comment": "A repeat client."})
    seen = await mona.read(asked)
    body = {"fingerprint": seen["review"]["fingerprint"], "this_revision_only": True}
    await mona.do(seen, "review", body)
    assert mona.user is not None
    assert sam.user is not None
    question, answer = (
        (to, subject, text, kind)
        for to, subject, text, kind in await rows(
            app,
            "SELECT recipients, subject, body, kind FROM forge_messages "
            "WHERE kind LIKE 'approval%' ORDER BY created_at, kind",
        )
    )
    assert question[0] == [mona.user.email]
    assert "$10,000.00" in question[2]
    assert "A repeat client." in question[2]
    assert UUID(question[2].split("/quotes/")[1][:36]) == UUID(quote["id"])
    assert answer[0] == [sam.user.email]
    assert answer[1].endswith("approved it")
    assert "It holds for this revision only." in answer[2]
