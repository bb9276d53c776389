"""What the shop sets for itself: who may, on which version, and what goes by it from then on."""

from datetime import date, timedelta
from typing import cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from app.adapters.shop_board import ShopBoard
from app.domain.permissions import Role
from app.models.user import User
from app.services.settings import open_shop
from app.state import AppState
from tests.conftest import TODAY, ClientFor, MakeUser
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, refusal, rows

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
async def ada(make_user: MakeUser) -> User:
    return await make_user(Role.ADMIN, name="Ada Admin")


@pytest.fixture
async def admin(client_for: ClientFor, ada: User) -> httpx.AsyncClient:
    return await client_for(ada)


async def read(client: httpx.AsyncClient) -> Json:
    answer = await client.get("/api/settings")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def put(client: httpx.AsyncClient, group: str, **values: object) -> httpx.Response:
    """Change some values of a group on the version that it is at."""
    found = (await read(client))[group]
    body = values if group == "numbering" else {**found["values"], **values}
    return await client.put(
        f"/api/settings/{group}", json=body, headers={"If-Match": f'"{found["version"]}"'}
    )


async def test_a_shop_starts_with_what_its_folder_says(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    found = await read(admin)
    assert {group: one["version"] for group, one in found.items()} == dict.fromkeys(found, 1)
    assert {one["changed_by"] for one in found.values()} == {None}
    shop = found["shop"]["values"]
    assert (shop["name"], shop["phone"]) == ("Patriot Press & Print", "(717) 555-0176")
    assert shop["logo_svg"].startswith("<svg")
    calendar = found["calendar"]["values"]
    assert calendar["time_zone"] == "America/New_York"
    assert {"day": "2026-11-26", "name": ""} in calendar["closed_on"]
    assert calendar["works_on"] == ["monday", "tuesday", "wednesday", "thursday", "friday"]
    assert found["quotes"]["values"]["valid_days"] == 30
    assert len(found["quotes"]["values"]["clauses"]) == 8
    assert found["numbering"]["next"] == 10_001
    # Who starts again starts as what was set meanwhile.
    assert (await put(admin, "shop", name="Ink & Co")).status_code == 200
    app.state.settings = app.state.settings.model_copy(update={"shop_time_zone": "Asia/Tokyo"})
    await open_shop(cast("AppState", app.state))
    again = await read(admin)
    assert again["shop"]["values"]["name"] == "Ink & Co"
    assert again["calendar"]["values"]["time_zone"] == "America/New_York"
    assert again["shop"]["changed_by"] == "Ada Admin"


async def test_a_change_says_who_and_what_and_is_made_on_what_was_seen(
    app: FastAPI, admin: httpx.AsyncClient, client_for: ClientFor, make_user: MakeUser
) -> None:
    answer = await put(admin, "shop", name="Ink & Co", logo_svg=DRAWING)
    body = answer.json()
    assert answer.headers["ETag"] == '"2"'
    assert (body["version"], body["changed_by"]) == (2, "Ada Admin")
    assert body["changed_at"] == "2026-11-20T15:30:00Z"
    assert (await read(admin))["shop"] == body

    # The same again changes nothing.
    same = await put(admin, "shop")
    assert (same.status_code, same.json()["version"]) == (200, 2)

    values = {**body["values"], "name": "Another"}
    unnamed = await admin.put("/api/settings/shop", json=values)
    refusal(unnamed, 428, "if_match_required")
    other = await client_for(await make_user(Role.ADMIN, name="Bo Admin"))
    late = await other.put("/api/settings/shop", json=values, headers={"If-Match": '"1"'})
    details = refusal(late, 412, "settings_changed")
    assert details["current"]["values"]["name"] == "Ink & Co"
    assert details["current"]["changed_by"] == "Ada Admin"

    log = await rows(
        app,
        "SELECT actor_name, entity_label, before, after FROM forge_audit_entries "
        "WHERE action = 'settings.changed'",
    )
    assert [entry[:2] for entry in log] == [("Ada Admin", "shop")]
    assert log[0][2]["name"] == "Patriot Press & Print"
    assert set(log[0][3]) == {"name", "logo_svg"}
    assert log[0][3]["logo_svg"].startswith("sha256 ")


@pytest.mark.parametrize("role", [Role.SALES, Role.ESTIMATOR, Role.MANAGER])
async def test_only_an_administrator_sees_or_changes_settings(
    client_for: ClientFor, role: Role
) -> None:
    client = await client_for(role)
    for answer in (
        await client.get("/api/settings"),
        await client.put("/api/settings/money", json={}, headers={"If-Match": '"1"'}),
        await client.post("/api/settings/logo", json={"content": "PHN2Zz4="}),
        await client.post("/api/settings/preview", json={}),
    ):
        assert answer.status_code == 403, answer.text
        assert answer.json()["error"] == "Changing settings needs an administrator."


async def test_what_makes_no_sense_is_refused_where_it_stands(admin: httpx.AsyncClient) -> None:
    hostile = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    day = {"day": "2026-12-24", "name": ""}
    for group, values, path in (
        ("calendar", {"time_zone": "Mars/Olympus"}, ["time_zone"]),
        ("calendar", {"time_zone": "../../etc/passwd"}, ["time_zone"]),
        ("calendar", {"works_on": []}, ["works_on"]),
        ("calendar", {"closed_on": [day, day]}, ["closed_on", 1, "day"]),
        ("shop", {"name": " "}, ["name"]),
        ("shop", {"email": "nowhere"}, ["email"]),
        ("shop", {"logo_svg": hostile}, ["logo_svg"]),
        ("quotes", {"valid_days": 0}, ["valid_days"]),
        ("quotes", {"clauses": ["x" * 2_001]}, ["clauses", 0]),
        ("mail", {"sender_name": "Ink\r\nBcc: all@evil.example"}, ["sender_name"]),
        ("mail", {"reply_to": "a@b@c"}, ["reply_to"]),
        ("money", {"unit": "cubit"}, ["unit"]),
        ("numbering", {"next": 0}, ["next"]),
    ):
        answer = await put(admin, group, **values)
        assert answer.status_code == 422, (group, values, answer.text)
        assert answer.json()["details"]["fields"][0]["path"] == path
    assert {one["version"] for one in (await read(admin)).values()} == {1}


async def test_new_quotes_go_by_the_settings_and_what_was_sent_stays_byte_for_byte(
    app: FastAPI, admin: httpx.AsyncClient, client_for: ClientFor, make_user: MakeUser
) -> None:
    parties = await open_quoting_shop(app)
    hand = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    sent = await hand.do(await hand.create(charge()), "send", {"to": ["maya@harbor.example"]})
    paper = f"/api/quotes/{sent['id']}/document.pdf"
    page = f"/api/quotes/{sent['id']}/pages/1.png"
    before = [(await hand.client.get(one)).content for one in (paper, page)]

    await put(admin, "shop", name="Ink & Co", logo_svg=DRAWING)
    await put(admin, "quotes", valid_days=14, usual_terms="Net 10", clauses=["Pay first."])
    assert [(await hand.client.get(one)).content for one in (paper, page)] == before

    draft = await hand.create(customer_id=None, contact_id=None, prospect_name="A stranger")
    assert draft["valid_until"] == (TODAY.date() + timedelta(days=14)).isoformat()
    assert draft["terms"] == "Net 10"
    [(shop,)] = await rows(
        app, "SELECT snapshot->'shop' FROM forge_quote_revisions WHERE frozen_at IS NOT NULL"
    )
    assert (shop["name"], len(shop["terms"])) == ("Patriot Press & Print", 8)
    later = await hand.do(await hand.create(charge()), "send", {"to": ["maya@harbor.example"]})
    [(shop,)] = await rows(
        app,
        "SELECT snapshot->'shop' FROM forge_quote_revisions WHERE quote_id = CAST(:id AS uuid)",
        id=later["id"],
    )
    assert (shop["name"], shop["terms"]) == ("Ink & Co", ["Pay first."])


async def test_the_day_is_that_of_the_shops_time_zone(
    app: FastAPI, admin: httpx.AsyncClient, client_for: ClientFor
) -> None:
    hand = Hand(await client_for(Role.MANAGER), await open_quoting_shop(app))
    assert (await hand.create())["valid_until"] == date(2026, 12, 20).isoformat()
    await put(admin, "calendar", time_zone="Asia/Tokyo")
    assert (await hand.create())["valid_until"] == date(2026, 12, 21).isoformat()


async def test_another_process_goes_by_a_change_from_its_next_request_on(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    elsewhere = ShopBoard()
    assert (await elsewhere.look(app.state.reader)).profile.name == "Patriot Press & Print"
    await put(admin, "shop", name="Ink & Co")
    app.state.shop_board = elsewhere
    assert (await admin.get("/api/auth/me")).json()["shop"]["name"] == "Ink & Co"


async def test_numbers_only_go_up(
    app: FastAPI, admin: httpx.AsyncClient, client_for: ClientFor
) -> None:
    hand = Hand(await client_for(Role.MANAGER), await open_quoting_shop(app))
    # Before the first quote a shop may begin anywhere.
    assert (await put(admin, "numbering", next=501)).json()["next"] == 501
    assert (await hand.create())["number"] == "501Q"
    answer = await put(admin, "numbering", next=20_000)
    assert (answer.json()["next"], answer.json()["changed_by"]) == (20_000, "Ada Admin")
    for low in (501, 502, 19_999):
        details = refusal(await put(admin, "numbering", next=low), 409, "number_taken")
        assert details == {"next": 20_000}
    assert (await put(admin, "numbering", next=20_000)).json()["version"] == 3
    assert [(await hand.create())["number"] for _ in range(2)] == ["20000Q", "20001Q"]
    assert (await read(admin))["numbering"]["next"] == 20_002


async def test_a_letterhead_is_looked_at_before_it_is_kept(admin: httpx.AsyncClient) -> None:
    found = await read(admin)
    saved = await admin.post("/api/settings/preview", json={})
    assert (saved.status_code, saved.headers["content-type"]) == (200, "image/png")
    assert saved.headers["X-Page-Count"] == "1"
    shop = {**found["shop"]["values"], "name": "Ink & Co", "logo_svg": DRAWING}
    tried = await admin.post("/api/settings/preview", json={"shop": shop})
    assert tried.content.startswith(b"\x89PNG")
    assert tried.content != saved.content
    beyond = await admin.post("/api/settings/preview", json={"page": 9})
    assert refusal(beyond, 404, "preview_ends") == {"pages": 1}
    bad = await admin.post(
        "/api/settings/preview", json={"shop": {**shop, "logo_svg": "<svg onload='x'/>"}}
    )
    refusal(bad, 422, "bad_logo")
    assert await read(admin) == found


async def test_reading_asks_for_no_settings_but_with_the_person(
    app: FastAPI, engine: AsyncEngine, client_for: ClientFor
) -> None:
    hand = Hand(await client_for(Role.MANAGER), await open_quoting_shop(app))
    quote = await hand.create(charge())
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        await hand.list()
        await hand.read(quote)
        await hand.preview(quote, {"op": "set", "title": "Other"})
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
    settings = [statement for statement in asked if "forge_settings" in statement]
    assert len(settings) == 3
    assert all("forge_users.auth_epoch" in statement for statement in settings)
