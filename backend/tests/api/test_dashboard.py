"""A dashboard says what its lists hold, and what waits for the one who looks."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from urllib.parse import parse_qsl

import pytest
from fastapi import FastAPI

from app.domain.dashboards import Stretch, period_of
from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.lives import LifeMaker, write_lives
from tests.factories.offers import customer_of
from tests.factories.quotes import (
    Hand,
    Json,
    Parties,
    charge,
    make_customer,
    open_quoting_shop,
    product,
    rows,
)

DEFAULTS = {
    Role.SALES: ["figures", "needs_you", "pipeline", "expiring", "silent", "approved"],
    Role.ESTIMATOR: ["needs_you", "pipeline", "figures", "turnaround", "expiring"],
    Role.MANAGER: [
        "figures",
        "needs_you",
        "pipeline",
        "expiring",
        "silent",
        "approved",
        "turnaround",
    ],
    Role.ADMIN: ["figures", "pipeline", "turnaround", "expiring"],
}


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


async def look(hand: Hand, **query: Any) -> Json:  # noqa: ANN401 - parameters of an address
    answer = await hand.client.get("/api/dashboard", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def keep(hand: Hand, widgets: list[str] | None) -> Json:
    answer = await hand.client.put("/api/dashboard/layout", json={"widgets": widgets})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def follow(hand: Hand, query: str) -> Json:
    return await hand.list(**dict(parse_qsl(query)))


async def test_each_figure_and_list_is_the_total_of_the_list_that_it_leads_to(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, parties: Parties, clock: Clock
) -> None:
    others = await make_customer(app, "Atlas Physical Therapy")
    sam, mona = await make_user(Role.SALES), await make_user(Role.MANAGER)
    maker = LifeMaker(
        Random(11), [sam.id, mona.id], [parties.customer_id, others.customer_id], clock.now
    )
    await write_lives(app, [maker.draw(10_500 + place) for place in range(120)])
    rep, manager = Hand(await client_for(sam), parties), Hand(await client_for(mona), parties)
    for hand, query in (
        (manager, {"stretch": "quarter"}),
        (manager, {"stretch": "year", "mine": True}),
        (rep, {"stretch": "month"}),
    ):
        found = await look(hand, **query)
        figures = {one["key"]: one for one in found["figures"]}
        assert set(figures) == {"open", "win_rate", "quoted", "turnaround"}
        for key, figure in figures.items():
            listed = await follow(hand, figure["query"])
            assert listed["total"] == figure["quotes"] > 0, key
            assert len(figure["weeks"]) == 12
            if key in {"open", "quoted"}:
                assert listed["sums"]["total"] == figure["value"], key
            if key == "win_rate":
                won = listed["counts"]["approved"]
                exact = Decimal(won) / Decimal(listed["total"])
                assert Decimal(figure["value"]) == round(exact, 4)
        for name in ("expiring", "silent", "approved"):
            shown = found[name]
            listed = await follow(hand, shown["query"])
            assert listed["total"] == shown["quotes"], name
            ids = {one["id"] for one in listed["items"]}
            assert len(shown["items"]) == min(6, shown["quotes"])
            assert listed["total"] > 25 or {one["id"] for one in shown["items"]} <= ids
        cells = found["pipeline"]["whole"]["cells"]
        assert cells["total"]["value"] == figures["open"]["value"]


async def test_what_waits_for_somebody_stands_in_its_order_and_goes_when_it_is_done(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, parties: Parties, clock: Clock
) -> None:
    mona = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    idle = await mona.create(charge("10.00"), title="Idle")
    cheap = await mona.create(product(500, selected=0), title="Cheap")
    cheap = await mona.edit(cheap, {"op": "set", "discount_percent": "0.9"})
    assert cheap["totals"]["light"] == "red"
    overdue = await mona.create(charge("20.00"), title="Overdue")
    overdue = await mona.edit(overdue, {"op": "set", "valid_until": "2026-11-22"})
    overdue = await mona.do(overdue, "send")
    viewed = await mona.do(await mona.create(charge("30.00"), title="Viewed"), "send")
    asked = await mona.do(await mona.create(charge("40.00"), title="Asked"), "send")
    quiet = await mona.do(await mona.create(charge("50.00"), title="Quiet"), "send")
    async with customer_of(app, mona, viewed) as maya:
        assert (await maya.post("seen", {})).status_code == 204
    async with customer_of(app, mona, asked) as maya:
        answer = await maya.post("changes", {"note": "In red, please."})
        assert answer.status_code == 200, answer.text
    clock.move(days=3)
    await mona.come_back()
    needs = (await look(mona))["needs_you"]
    assert [(one["kind"], one["title"]) for one in needs["items"]] == [
        ("asked", "Asked"),
        ("viewed", "Viewed"),
        ("below_floor", "Cheap"),
        ("expired", "Overdue"),
        ("idle", "Idle"),
    ]
    assert needs["quotes"] == 5
    words = {one["kind"]: one["words"] for one in needs["items"]}
    assert words["viewed"] == "Viewed once, no reply"
    assert words["idle"] == "A draft that nobody touched for 3 days"
    assert (await look(mona))["silent"]["items"] == []
    # What is done goes: a touched draft is not idle, and a lost quote is lost.
    await mona.edit(idle, {"op": "set", "title": "Touched"})
    await mona.do(await mona.read(viewed), "decline")
    await mona.do(await mona.read(overdue), "extend", {"valid_until": "2026-12-24"})
    found = await look(mona)
    assert {one["kind"] for one in found["needs_you"]["items"]} == {"asked", "below_floor"}
    # A week without a word is silence, which a call ends; both lists of it say the same.
    clock.move(days=4)
    await mona.come_back()
    for titles in ({"Overdue", "Quiet"}, {"Overdue"}):
        silent = (await look(mona))["silent"]
        assert {one["title"] for one in silent["items"]} == titles
        listed = (await mona.client.get("/api/follow-up", params={"name": "silent"})).json()
        assert {one["title"] for one in listed["items"]} == titles
        call = {"body": "Rang, no answer yet."}
        await mona.client.post(f"/api/quotes/{quiet['id']}/calls", json=call)
    # And nothing of it is anybody else's to do.
    eli = Hand(await client_for(Role.ESTIMATOR), parties)
    assert (await look(eli))["needs_you"] == {"quotes": 0, "items": []}


async def test_a_question_waits_on_the_dashboard_of_who_may_answer_it(
    client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    sam = Hand(await client_for(await make_user(Role.SALES, name="Sam Reyes")), parties)
    mona = Hand(await client_for(Role.MANAGER), parties)
    quote = await sam.do(await sam.create(charge("90000.00"), title="Large"), "submit")
    (need,) = (await look(mona))["needs_you"]["items"]
    assert (need["kind"], need["number"], need["total"]) == (
        "approval",
        quote["number"],
        "90000.00",
    )
    assert need["words"] == "Sam Reyes asks for your approval"
    assert (await look(sam))["needs_you"]["items"] == []


async def test_people_choose_their_widgets_and_each_role_begins_with_its_own(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    for role, widgets in DEFAULTS.items():
        user = await make_user(role)
        hand = Hand(await client_for(user), parties)
        found = await look(hand)
        assert (found["widgets"], found["is_own"]) == (widgets, False)
        shown = {name for name in found["available"] if found[name] is not None}
        assert shown == set(widgets)
        chosen = ["silent", "figures", "silent", "turnaround"]
        kept = ["silent", "figures", *(["turnaround"] if role is not Role.SALES else [])]
        assert await keep(hand, chosen) == {"widgets": kept, "is_own": True}
        assert (await look(hand))["widgets"] == kept
        await keep(hand, kept)
        assert await keep(hand, None) == {"widgets": widgets, "is_own": False}
        assert await keep(hand, []) == {"widgets": [], "is_own": True}
        assert (await look(hand))["figures"] is None
        entries = await rows(
            app,
            "SELECT before->'widgets', after->'widgets' FROM forge_audit_entries"
            " WHERE action = 'user.dashboard_changed' AND entity_id = :id ORDER BY id",
            id=user.id,
        )
        assert entries == [(None, kept), (kept, None), (None, [])]
    answer = await hand.client.put("/api/dashboard/layout", json={"widgets": ["weather"]})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("stretch", "first"),
    [
        (Stretch.WEEK, date(2026, 11, 16)),
        (Stretch.MONTH, date(2026, 11, 1)),
        (Stretch.QUARTER, date(2026, 10, 1)),
        (Stretch.YEAR, date(2026, 1, 1)),
    ],
)
def test_a_stretch_begins_with_its_first_day(stretch: Stretch, first: date) -> None:
    today = date(2026, 11, 20)
    period = period_of(stretch, today)
    assert (period.first, period.last) == (first, today)
    assert period_of(stretch, first).days == 1
    assert period.previous.last == first - timedelta(days=1)
    assert period.previous.days == period.days
