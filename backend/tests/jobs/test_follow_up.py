"""Reminders leave by the moved clock: on their day, once, and never after an answer."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from app.jobs.follow_up import follow_quotes_up
from app.jobs.quotes import expire_quotes
from app.state import AppState
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import customer_of
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, refusal, rows

# A Monday, so that three, seven and fourteen days later the shop works.
MONDAY = datetime(2026, 11, 9, 15, 30, tzinfo=UTC)


@pytest.fixture
async def sam(
    committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> Hand:
    clock.now = MONDAY
    parties = await open_quoting_shop(committed_app)
    return await Hand.of(client_for, await make_user(Role.SALES, name="Sam Ortiz"), parties)


@pytest.fixture
async def mona(client_for: ClientFor, make_user: MakeUser, sam: Hand) -> Hand:
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona Reyes"), sam.parties)


async def send(hand: Hand, valid_until: str = "2026-12-09") -> Json:
    quote = await hand.create(charge("40.00"))
    return await hand.do(await hand.edit(quote, {"op": "set", "valid_until": valid_until}), "send")


async def reminded(app: FastAPI, quote: Json) -> list[tuple[str, str]]:
    """Return step and outcome of all that became of a quote's reminders."""
    found = await rows(
        app,
        "SELECT step, outcome FROM forge_reminders WHERE quote_id = :id ORDER BY due_on, done_at",
        id=quote["id"],
    )
    return [(step, outcome) for step, outcome in found]


async def mails(app: FastAPI) -> int:
    [(count,)] = await rows(app, "SELECT count(*) FROM forge_messages WHERE kind = 'reminder'")
    return int(count)


async def test_each_step_leaves_on_its_day_once_and_the_owner_hears_of_the_last_day(
    committed_app: FastAPI, worker_state: AppState, sam: Hand, clock: Clock
) -> None:
    quote = await send(sam)
    for days, steps in ((2, 0), (3, 1), (4, 1), (7, 2), (14, 3), (21, 3), (28, 4), (29, 4)):
        clock.now = MONDAY + timedelta(days=days)
        # Two workers at once, and one more an hour later.
        await asyncio.gather(follow_quotes_up(worker_state), follow_quotes_up(worker_state))
        clock.move(hours=1)
        await follow_quotes_up(worker_state)
        assert await mails(committed_app) == steps, days
    assert await reminded(committed_app, quote) == [
        ("after:3", "sent"),
        ("after:7", "sent"),
        ("after:14", "sent"),
        ("before:2", "sent"),
        ("owner", "told"),
    ]
    [(recipients, body)] = await rows(
        committed_app,
        "SELECT recipients->>0, body FROM forge_messages WHERE kind = 'reminder' "
        "ORDER BY created_at LIMIT 1",
    )
    assert recipients == "maya@harbor.example"
    assert "November 9, 2026 we sent you" in body
    assert "December 9, 2026" in body
    await sam.come_back()
    items = (await sam.client.get("/api/notifications")).json()["items"]
    assert [(one["kind"], one["text"]) for one in items] == [
        ("expiring", "It expires in 2 days, and the customer has not answered")
    ]
    # The audit has who did it, and the story tells it in words.
    story = (await sam.client.get(f"/api/quotes/{quote['id']}/timeline?group=mails")).json()
    told = [one for one in story["items"] if one["kind"] == "reminded"]
    assert {(one["actor"], one["text"]) for one in told} == {
        ("PatriotForge", "Reminded the customer")
    }


async def stop_following_up(app: FastAPI, hand: Hand, how: str) -> Json:
    """Return a sent quote that got this answer, or whose reminders a colleague stopped."""
    quote = await send(hand, "2026-11-11" if how == "expire" else "2026-12-09")
    base = f"/api/quotes/{quote['id']}"
    if how in {"accept", "decline", "changes"}:
        async with customer_of(app, hand, quote) as maya:
            body: Json = {"reason": "price"} if how == "decline" else {"note": "Thicker, please"}
            answer = await maya.post(how, maya.yes() if how == "accept" else body)
        assert answer.status_code == 200, answer.text
    elif how in {"revise", "hold"}:
        await hand.do(quote, how)
    elif how == "stop":
        plan = {"active": False, "days_after": [3], "days_before": []}
        at_first = {"If-Match": '"0"'}
        stopped = await hand.client.put(f"{base}/follow-up", json=plan, headers=at_first)
        assert stopped.json()["next"] is None
        again = await hand.client.put(f"{base}/follow-up", json=plan, headers=at_first)
        refusal(again, 412, "follow_up_changed")
    elif how == "skip":
        skipped = await hand.client.post(f"{base}/follow-up/skip")
        assert skipped.json()["next"]["step"] == "after:7"
    return quote


async def test_reminders_stop_at_any_answer(
    committed_app: FastAPI, worker_state: AppState, mona: Hand, clock: Clock
) -> None:
    answered = ("accept", "decline", "changes", "revise", "hold", "expire")
    quotes = {
        how: await stop_following_up(committed_app, mona, how)
        for how in (*answered, "stop", "skip", "nothing")
    }
    clock.now = MONDAY + timedelta(days=3)
    await follow_quotes_up(worker_state)
    await mona.come_back()
    for how, quote in quotes.items():
        sent = ("after:3", "sent") in await reminded(committed_app, quote)
        assert sent == (how == "nothing"), how
        by_hand = await mona.client.post(f"/api/quotes/{quote['id']}/remind", json={})
        why = (await mona.client.get(f"/api/quotes/{quote['id']}/follow-up")).json()["why_not"]
        if how in answered:
            assert refusal(by_hand, 409, "nothing_to_remind") == {}
            assert by_hand.json()["error"] == why
        else:
            # Who stops the plan may still write by hand.
            assert (by_hand.status_code, why) == (204, None), how
    # One that is extended is followed up again.
    mails_before = await mails(committed_app)
    late = await mona.do(await mona.read(quotes["expire"]), "extend", {"valid_until": "2026-11-14"})
    await follow_quotes_up(worker_state)
    assert await reminded(committed_app, late) == [("before:2", "sent"), ("owner", "told")]
    assert await mails(committed_app) == mails_before + 1


async def test_a_reminder_and_the_answer_to_it_at_once_leave_no_reminder_after_the_answer(
    committed_app: FastAPI, worker_state: AppState, mona: Hand, clock: Clock
) -> None:
    quotes = [await send(mona) for _ in range(4)]
    clock.now = MONDAY + timedelta(days=3)
    await mona.come_back()
    await asyncio.gather(
        follow_quotes_up(worker_state),
        *(mona.act(quote, "decline") for quote in quotes),
        follow_quotes_up(worker_state),
    )
    late = """
      SELECT count(*) FROM forge_audit_entries r JOIN forge_audit_entries d
        ON d.entity_id = r.entity_id AND d.action = 'quote.declined' AND d.id < r.id
      WHERE r.action = 'quote.reminded'
    """
    assert await rows(committed_app, late) == [(0,)]
    doubled = (
        "SELECT count(*) - count(DISTINCT quote_id) FROM forge_reminders WHERE step <> 'owner'"
    )
    assert await rows(committed_app, doubled) == [(0,)]


async def test_nothing_leaves_on_a_closed_day_or_at_night_and_one_mail_stands_for_the_days(
    committed_app: FastAPI, worker_state: AppState, sam: Hand, clock: Clock
) -> None:
    quote = await send(sam, "2026-11-16")
    plan = {"active": True, "days_after": [5, 6], "days_before": [1]}
    answer = await sam.client.put(
        f"/api/quotes/{quote['id']}/follow-up", json=plan, headers={"If-Match": '"0"'}
    )
    assert answer.json()["own"]
    # A Saturday and a Sunday; and Monday before nine and after five.
    for at in ("14T15:30", "15T15:30", "16T13:59", "16T22:00"):
        clock.now = datetime.fromisoformat(f"2026-11-{at}:00+00:00")
        assert await follow_quotes_up(worker_state) == {"sent": 0, "told": 0, "expiring": 0}
    clock.now = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)
    assert await follow_quotes_up(worker_state) == {"sent": 1, "told": 0, "expiring": 1}
    assert await reminded(committed_app, quote) == [
        ("after:5", "skipped"),
        ("before:1", "sent"),
        ("owner", "told"),
    ]


async def test_where_nobody_can_be_mailed_the_owner_is_told_to_call(
    committed_app: FastAPI, worker_state: AppState, sam: Hand, clock: Clock
) -> None:
    quote = await send(sam)
    links = (await sam.client.get(f"/api/quotes/{quote['id']}/links")).json()
    await sam.client.post(f"/api/quotes/{quote['id']}/links/{links[0]['id']}/revoke")
    clock.now = MONDAY + timedelta(days=3)
    for _ in range(2):
        await follow_quotes_up(worker_state)
    await sam.come_back()
    items = (await sam.client.get("/api/notifications")).json()["items"]
    assert [one["kind"] for one in items] == ["reminder_due"]
    assert await mails(committed_app) == 0
    refusal(
        await sam.client.post(f"/api/quotes/{quote['id']}/remind", json={}),
        409,
        "nothing_to_remind",
    )


async def test_one_reminder_a_day_by_hand_however_often_it_is_pressed(
    committed_app: FastAPI, sam: Hand
) -> None:
    quote = await send(sam)
    address = f"/api/quotes/{quote['id']}/remind"
    answers = await asyncio.gather(
        *(sam.client.post(address, json={"message": "Any questions?"}) for _ in range(5))
    )
    assert sorted(one.status_code for one in answers) == [204, 409, 409, 409, 409]
    assert await mails(committed_app) == 1
    [(body,)] = await rows(committed_app, "SELECT body FROM forge_messages WHERE kind = 'reminder'")
    assert body == "Any questions?"


async def test_the_silent_list_holds_whom_nobody_chased_and_the_other_what_expires_this_week(
    worker_state: AppState, sam: Hand, mona: Hand, clock: Clock
) -> None:
    silent, called, answered, soon = [await send(sam) for _ in range(3)] + [
        await send(sam, "2026-11-20")
    ]
    theirs = await send(mona)
    clock.now = MONDAY + timedelta(days=6)
    await sam.come_back()
    said = {"body": "She looks at it on Friday."}
    assert (
        await sam.client.post(f"/api/quotes/{called['id']}/calls", json=said)
    ).status_code == 201
    await sam.do(answered, "decline")
    clock.now = MONDAY + timedelta(days=7)
    # What the plan mails is nobody's own word.
    await follow_quotes_up(worker_state)

    async def listed(hand: Hand, **query: str) -> tuple[list[str], Json]:
        await hand.come_back()
        body = (await hand.client.get("/api/follow-up", params=query)).json()
        assert body["total"] == len(body["items"])
        return [one["id"] for one in body["items"]], body["counts"]

    ids, counts = await listed(sam, list="silent")
    assert set(ids) == {silent["id"], soon["id"]}
    assert counts == {"silent": 2, "expiring": 1}
    assert (await listed(sam, list="expiring"))[0] == [soon["id"]]
    assert set((await listed(mona, list="silent"))[0]) == {silent["id"], soon["id"], theirs["id"]}
    assert (await listed(mona, list="silent", own="true"))[0] == [theirs["id"]]
    row = (await mona.client.get("/api/follow-up")).json()["items"][0]
    assert (row["views"], row["reminders"], row["chased_at"]) == (0, 1, None)
    # A week after the call it is silent again.
    clock.now = MONDAY + timedelta(days=13)
    assert called["id"] in (await listed(sam, list="silent"))[0]


async def test_an_expired_quote_is_told_to_its_owner_once(
    worker_state: AppState, sam: Hand, clock: Clock
) -> None:
    await send(sam, "2026-11-10")
    clock.now = MONDAY + timedelta(days=2)
    assert await expire_quotes(worker_state) == 1
    assert await expire_quotes(worker_state) == 0
    await sam.come_back()
    items = (await sam.client.get("/api/notifications")).json()["items"]
    assert [(one["kind"], one["text"]) for one in items] == [
        ("expired", "It expired without an answer")
    ]
