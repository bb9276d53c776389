"""One thing done to many quotes: each by its own rules, and each result is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.quotes import (
    DEARER_BOOK,
    Hand,
    Json,
    Parties,
    charge,
    open_quoting_shop,
    product,
    publish,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def mona(client_for: ClientFor, parties: Parties) -> Hand:
    return Hand(await client_for(Role.MANAGER), parties)


def seen(*quotes: Json) -> list[Json]:
    return [{"id": one["id"], "version": one["version"]} for one in quotes]


async def bulk(hand: Hand, action: str, rows: list[Json], **more: object) -> list[Json]:
    answer = await hand.client.post(
        "/api/quotes/bulk", json={"action": action, "rows": rows, **more}
    )
    assert answer.status_code == 200, answer.text
    results: list[Json] = answer.json()["results"]
    assert [one["id"] for one in results] == [one["id"] for one in rows]
    return results


def told(results: list[Json]) -> list[str | None]:
    return [one["code"] for one in results]


async def entries(app: FastAPI, action: str) -> int:
    async with app.state.async_session_factory.begin() as session:
        found = await session.scalar(
            text("SELECT count(*) FROM forge_audit_entries WHERE action = :action"),
            {"action": action},
        )
        return int(found or 0)


async def test_drafts_are_put_away_and_come_back_and_each_refusal_is_told(
    app: FastAPI, mona: Hand
) -> None:
    first, second = await mona.create(charge("1.00")), await mona.create(charge("2.00"))
    sent = await mona.do(await mona.create(charge("3.00")), "send")
    changed = await mona.create(charge("4.00"))
    await mona.edit(changed, {"op": "set", "title": "Meanwhile"})
    stranger = {"id": str(uuid4()), "version": 1}
    rows = [*seen(first, sent, changed), stranger, *seen(second)]
    results = await bulk(mona, "put_away", rows)
    assert told(results) == [
        None,
        "quote_illegal_transition",
        "quote_changed",
        "quote_not_found",
        None,
    ]
    assert "left alone" in results[2]["message"]
    assert all(one["message"] for one in results if not one["done"])
    assert (await mona.list(tab="deleted"))["total"] == 2
    assert (await mona.read(changed))["title"] == "Meanwhile"
    assert await entries(app, "quote.deleted") == 2
    back = [{"id": one["id"], "version": one["version"]} for one in results if one["done"]]
    assert told(await bulk(mona, "restore", back)) == [None, None]
    assert (await mona.list(tab="deleted"))["total"] == 0
    assert (
        told(await bulk(mona, "put_away", [*seen(sent), *seen(sent)]))
        == ["quote_illegal_transition"] * 2
    )


async def test_quotes_are_given_to_a_colleague_and_taken_back(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, mona: Hand, parties: Parties
) -> None:
    rep, other = await make_user(Role.SALES), await make_user(Role.SALES)
    sam = Hand(await client_for(rep), parties)
    mine = [
        await sam.create(charge("1.00")),
        await sam.do(await sam.create(charge("2.00")), "send"),
    ]
    results = await bulk(mona, "assign", seen(*mine), owner_id=str(other.id))
    assert [one["owner_before"] for one in results] == [str(rep.id)] * 2
    assert (await sam.list())["total"] == 0
    assert (await mona.list(owner_id=str(other.id)))["total"] == 2
    assert await entries(app, "quote.assigned") == 2
    again = [{"id": one["id"], "version": one["version"]} for one in results]
    assert (
        told(await bulk(mona, "assign", again, owner_id=str(other.id)))
        == ["quote_assignment_refused"] * 2
    )
    assert told(await bulk(mona, "assign", again, owner_id=str(rep.id))) == [None, None]
    assert (await sam.list())["total"] == 2
    refused = await bulk(sam, "assign", seen(mine[0]), owner_id=str(other.id))
    assert told(refused) == ["permission_denied"]
    nobody = await bulk(mona, "assign", seen(await mona.create()), owner_id=str(uuid4()))
    assert told(nobody) == ["validation_failed"]
    unsaid = await mona.client.post(
        "/api/quotes/bulk", json={"action": "assign", "rows": seen(mine[0])}
    )
    assert unsaid.status_code == 422


async def test_expired_quotes_are_extended_by_the_rule_of_one(
    clock: Clock, client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    sam = await Hand.of(client_for, await make_user(Role.SALES), parties)
    sent = [await sam.do(await sam.create(charge("1.00")), "send") for _ in range(2)]
    fresh = await sam.create(charge("1.00"))
    clock.move(days=40)
    await sam.come_back()
    until = (clock().date() + timedelta(days=14)).isoformat()
    results = await bulk(sam, "extend", seen(*sent, fresh), valid_until=until)
    assert told(results) == [None, None, "quote_illegal_transition"]
    assert {(await sam.read(one))["valid_until"] for one in sent} == {until}
    clock.move(days=40)
    await sam.come_back()
    mona = Hand(await client_for(Role.MANAGER), parties)
    later = [{"id": one["id"], "version": one["version"]} for one in results[:2]]
    assert told(await bulk(sam, "extend", later)) == ["quote_extension_refused"] * 2
    assert told(await bulk(mona, "extend", later)) == [None, None]
    stranger = Hand(await client_for(Role.SALES), parties)
    assert told(await bulk(stranger, "extend", later)) == ["quote_not_found"] * 2


async def test_drafts_are_priced_anew_after_a_look_at_what_that_does(
    app: FastAPI, mona: Hand
) -> None:
    draft = await mona.create(product(500, selected=0))
    charged = await mona.create(charge("9.00"))
    sent = await mona.do(await mona.create(product(500, selected=0)), "send")
    await publish(app, DEARER_BOOK)
    rows = seen(draft, charged, sent)
    look = await bulk(mona, "reprice", rows, only_look=True)
    assert told(look) == [None, None, "quote_illegal_transition"]
    assert look[0]["total_before"] == draft["totals"]["total"] != look[0]["total_after"]
    assert look[1]["total_before"] == look[1]["total_after"]
    assert (await mona.read(draft))["totals"]["total"] == draft["totals"]["total"]
    changed = await mona.edit(charged, {"op": "set", "title": "Meanwhile"})
    done = await bulk(mona, "reprice", rows)
    assert told(done) == [None, "quote_changed", "quote_illegal_transition"]
    assert done[0]["total_after"] == look[0]["total_after"]
    assert (await mona.read(draft))["totals"]["total"] == look[0]["total_after"]
    assert (await mona.read(changed))["title"] == "Meanwhile"
    assert (await mona.read(sent))["totals"]["total"] == sent["totals"]["total"]
    wrong = await mona.client.post(
        "/api/quotes/bulk", json={"action": "put_away", "rows": seen(draft), "only_look": True}
    )
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"action": "put_away", "rows": []},
        {"action": "burn", "rows": [{"id": str(uuid4()), "version": 1}]},
        {"action": "put_away", "rows": [{"id": str(uuid4()), "version": 1}] * 51},
        {"action": "put_away", "rows": [{"id": str(uuid4())}]},
    ],
)
async def test_what_makes_no_sense_is_refused_whole(mona: Hand, body: Json) -> None:
    assert (await mona.client.post("/api/quotes/bulk", json=body)).status_code == 422
