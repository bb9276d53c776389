"""Price lists over HTTP: drafts, editions, the linter and prices read off, by every role."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock
from tests.factories.price_lists import grid, row
from tests.factories.quotes import BOOK, Json, keys_of, publish, refusal

LISTS = "/api/price-lists"
NOBODY = "8d3ab1f2-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
async def rates(app: FastAPI) -> None:
    await publish(app, BOOK)


def tag(found: Json) -> dict[str, str]:
    return {"If-Match": f'"{found["version"]}"'}


async def add(client: httpx.AsyncClient, code: str = "BC-14", **changes: object) -> Json:
    answer = await client.post(LISTS, json={"code": code, "content": grid(**changes)})
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    assert answer.headers["ETag"] == f'"{found["version"]}"'
    return found


async def act(client: httpx.AsyncClient, found: Json, action: str, **body: object) -> Json:
    answer = await client.post(f"{LISTS}/{found['id']}/{action}", json=body, headers=tag(found))
    assert answer.status_code == 200, answer.text
    done: Json = answer.json()
    return done


async def put(client: httpx.AsyncClient, found: Json, content: Json) -> httpx.Response:
    return await client.put(f"{LISTS}/{found['id']}", json={"content": content}, headers=tag(found))


async def price(client: httpx.AsyncClient, found: Json, quantity: int, **asked: object) -> Any:  # noqa: ANN401 - any JSON
    answer = await client.post(f"{LISTS}/{found['id']}/price", json={"quantity": quantity, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_list_is_drafted_published_and_read_off(client_for: ClientFor) -> None:
    ella, max_, sam = [
        await client_for(role) for role in (Role.ESTIMATOR, Role.MANAGER, Role.SALES)
    ]
    draft = await add(ella)
    assert (draft["standing"], draft["version"], draft["editions"]) == ("draft", 1, [])
    assert draft["content"]["breaks"][0] == {
        "quantity": 100,
        "prices": ["31.55", "28.00"],
        "internal": {"cost": None},
    }
    refusal(await sam.get(f"{LISTS}/{draft['id']}"), 404, "price_list_not_found")
    refusal(
        await sam.post(f"{LISTS}/{draft['id']}/price", json={"quantity": 200}),
        404,
        "price_list_not_in_force",
    )

    published = await act(max_, draft, "publish")
    assert (published["standing"], published["version"]) == ("published", 2)
    (edition,) = published["editions"]
    assert (edition["number"], edition["in_force"]) == (1, True)
    assert edition["published_by"] == "Pat Manager"
    sold = await price(sam, published, 200)
    assert sold == {
        "code": "BC-14",
        "edition": 1,
        "quantity": 200,
        "tier": "",
        "price": "35.52",
        "unit_price": "0.1776",
        "price_per_m": "177.60",
        "steps": [
            {
                "name": "formula",
                "words": "2/3 of the way from 31.55 at 100 to 37.50 at 250",
                "before": "35.5166666667",
                "after": "35.5166666667",
            },
            {
                "name": "rounding",
                "words": "To the nearest 0.01",
                "before": "35.5166666667",
                "after": "35.52",
            },
        ],
        "business_days": None,
        "better": None,
    }


async def test_a_published_price_stays_until_the_next_edition_holds(
    client_for: ClientFor, clock: Clock
) -> None:
    max_, sam = [await client_for(role) for role in (Role.MANAGER, Role.SALES)]
    found = await act(max_, await add(max_), "publish")
    dearer = grid(
        effective_from="2026-12-01",
        breaks=[row(100, "40.00", "35.00"), row(250, "50.00", "45.00")],
    )
    changed = (await put(max_, found, dearer)).json()
    assert changed["standing"] == "changed"
    assert (await sam.get(f"{LISTS}/{found['id']}")).json()["standing"] == "published"
    seen = (await sam.get(f"{LISTS}/{found['id']}")).json()["content"]
    assert seen["breaks"][0]["prices"] == ["31.55", "28.00"]
    assert (await price(sam, found, 100))["price"] == "31.55"

    twice = await act(max_, changed, "publish")
    assert [(one["number"], one["in_force"]) for one in twice["editions"]] == [
        (2, False),
        (1, True),
    ]
    assert (await price(sam, found, 100))["price"] == "31.55"
    clock.move(days=11)
    sam = await client_for(Role.SALES)
    assert (await price(sam, found, 100))["edition"] == 2
    assert (await price(sam, found, 100))["price"] == "40.00"
    assert (await sam.get(f"{LISTS}/{found['id']}")).json()["content"]["name"] == grid()["name"]


async def test_levels_and_rush_come_from_the_rate_card(client_for: ClientFor) -> None:
    """The book's trade level is 0.85 and a rush of one business day costs 35 % more."""
    max_ = await client_for(Role.MANAGER)
    found = await act(max_, await add(max_), "publish")
    trade = await price(max_, found, 250, level="trade")
    assert (trade["price"], trade["tier"]) == ("33.00", "trade")
    single = await add(
        max_,
        "PC",
        tiers=[{"level": ""}],
        breaks=[row(100, "100.00"), row(200, "150.00")],
    )
    single = await act(max_, single, "publish")
    trade = await price(max_, single, 100, level="trade")
    assert (trade["price"], trade["tier"]) == ("85.00", "")
    assert [step["name"] for step in trade["steps"]] == ["formula", "level", "rounding"]
    # The tests' day is Friday 20 November 2026; the shop is closed on Thanksgiving.
    monday = await price(max_, single, 100, wanted_on="2026-11-23")
    assert (monday["business_days"], monday["price"]) == (1, "135.00")
    after = await price(max_, single, 100, wanted_on="2026-11-30")
    assert (after["business_days"], after["price"]) == (4, "100.00")


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"quantity": 99}, ["quantity"]),
        ({"quantity": 0}, ["quantity"]),
        ({"quantity": 100, "level": "gold"}, ["level"]),
        ({"quantity": 100, "wanted_on": "2026-11-19"}, ["wanted_on"]),
        ({"quantity": 100, "wanted_on": "2046-11-19"}, ["wanted_on"]),
    ],
)
async def test_a_price_that_the_list_has_not_says_why(
    client_for: ClientFor, asked: Json, path: list[str]
) -> None:
    max_ = await client_for(Role.MANAGER)
    found = await act(max_, await add(max_), "publish")
    answer = await max_.post(f"{LISTS}/{found['id']}/price", json=asked)
    assert answer.status_code == 422, answer.text
    assert path in [field["path"] for field in answer.json()["details"]["fields"]]


async def test_an_editor_tries_prices_before_they_are_saved(client_for: ClientFor) -> None:
    ella, sam = [await client_for(role) for role in (Role.ESTIMATOR, Role.SALES)]
    found = await add(ella)
    steps = grid(mode="step", basis="unit", breaks=[row(100, "0.50", "1"), row(200, "0.30", "1")])
    tried = await price(ella, found, 150, content=steps)
    assert (tried["price"], tried["edition"]) == ("75.00", None)
    assert tried["better"] == {"quantity": 200, "price": "60.00"}
    answer = await sam.post(
        f"{LISTS}/{found['id']}/price", json={"quantity": 150, "content": steps}
    )
    refusal(answer, 403, "permission_denied")


async def test_costs_are_for_those_who_may_see_them(client_for: ClientFor) -> None:
    max_, sam = [await client_for(role) for role in (Role.MANAGER, Role.SALES)]
    costly = [row(100, "31.55", "28.00", cost="12.3456"), row(250, "37.50", "33.00")]
    found = await act(max_, await add(max_, breaks=costly), "publish")
    assert found["content"]["breaks"][0]["internal"] == {"cost": "12.3456"}
    seen = (await sam.get(f"{LISTS}/{found['id']}")).json()
    assert not {"internal", "cost"} & set(keys_of(seen))


async def test_findings_name_the_cells_and_what_mends_them(client_for: ClientFor) -> None:
    ella = await client_for(Role.ESTIMATOR)
    turned = grid(
        breaks=[
            row(100, "45.00", "40.00", cost="31.50"),
            row(250, "40.00", None),
            row(500, "61.00", "90.00"),
        ]
    )
    answer = await ella.post(f"{LISTS}/lint", json={"content": turned})
    assert answer.status_code == 200, answer.text
    findings = answer.json()["findings"]
    assert [(one["kind"], one["is_wrong"]) for one in findings] == [
        ("total_falls", True),
        ("under_floor", False),
        ("empty_cell", False),
    ]
    assert findings[0] == {
        "kind": "total_falls",
        "is_wrong": True,
        "cells": [{"row": 0, "column": 0}, {"row": 1, "column": 0}],
        "sentence": "250 are cheaper in all than 100: 40.00 against 45.00.",
        "fix": {
            "prices": [{"cell": {"row": 1, "column": 0}, "price": "45.00"}],
            "added": [],
            "mode": None,
            "run_on": None,
        },
    }
    tight = {"content": grid(), "limits": {"unit_drop": "0.05"}}
    kinds = [
        one["kind"] for one in (await ella.post(f"{LISTS}/lint", json=tight)).json()["findings"]
    ]
    assert set(kinds) == {"unit_drop"}
    assert (await ella.post(f"{LISTS}/lint", json={"content": grid()})).json() == {"findings": []}


async def test_a_list_that_loses_money_is_published_only_knowingly(client_for: ClientFor) -> None:
    max_ = await client_for(Role.MANAGER)
    found = await add(max_, tiers=[{"level": ""}], breaks=[row(99, "198.00"), row(101, "151.50")])
    answer = await max_.post(f"{LISTS}/{found['id']}/publish", json={}, headers=tag(found))
    details = refusal(answer, 409, "list_findings_not_accepted")
    assert details == {
        "count": 1,
        "findings": ["101 are cheaper in all than 99: 151.50 against 198.00."],
    }
    done = await act(max_, found, "publish", accept_findings=True)
    assert done["standing"] == "published"
    answer = await max_.post(f"{LISTS}/{found['id']}/publish", json={}, headers=tag(done))
    refusal(answer, 409, "nothing_to_publish")


async def test_a_list_is_archived_and_restored(client_for: ClientFor) -> None:
    max_, sam = [await client_for(role) for role in (Role.MANAGER, Role.SALES)]
    found = await act(max_, await add(max_), "publish")
    archived = await act(max_, found, "archive")
    assert archived["standing"] == "archived"
    refusal(
        await sam.post(f"{LISTS}/{found['id']}/price", json={"quantity": 100}),
        404,
        "price_list_not_found",
    )
    refusal(await put(max_, archived, grid()), 409, "price_list_archived")
    for action in ("archive", "publish"):
        answer = await max_.post(f"{LISTS}/{found['id']}/{action}", json={}, headers=tag(archived))
        refusal(answer, 409, "price_list_archived")
    assert (await max_.get(LISTS)).json()["total"] == 0
    assert (await max_.get(f"{LISTS}?status=archived")).json()["total"] == 1
    assert (await max_.get(f"{LISTS}?status=all")).json()["total"] == 1

    other = await add(max_, "BC-14")
    answer = await max_.post(f"{LISTS}/{found['id']}/restore", headers=tag(archived))
    refusal(answer, 409, "price_list_code_taken")
    await act(max_, other, "archive")
    restored = await act(max_, archived, "restore")
    assert restored["standing"] == "published"
    answer = await max_.post(f"{LISTS}/{found['id']}/restore", headers=tag(restored))
    refusal(answer, 409, "price_list_not_archived")


async def test_a_code_belongs_to_one_list(client_for: ClientFor) -> None:
    ella = await client_for(Role.ESTIMATOR)
    await add(ella)
    answer = await ella.post(LISTS, json={"code": "BC-14", "content": grid()})
    refusal(answer, 409, "price_list_code_taken")


async def test_two_editors_are_told_of_each_other(client_for: ClientFor) -> None:
    ella, max_ = [await client_for(role) for role in (Role.ESTIMATOR, Role.MANAGER)]
    found = await add(ella)
    renamed = await put(max_, found, grid(name="Cards"))
    assert renamed.json()["version"] == 2
    answer = await put(ella, found, grid(name="Mine"))
    details = refusal(answer, 412, "price_list_changed")
    assert details["changed_by"] == "Pat Manager"
    assert details["current"]["content"]["name"] == "Cards"
    answer = await ella.put(f"{LISTS}/{found['id']}", json={"content": grid()})
    refusal(answer, 428, "if_match_required")
    unchanged = await put(ella, renamed.json(), grid(name="Cards"))
    assert unchanged.json()["version"] == 2


@pytest.mark.parametrize("role", [Role.SALES, Role.ESTIMATOR])
async def test_who_does_not_publish_is_refused(client_for: ClientFor, role: Role) -> None:
    max_, asking = [await client_for(one) for one in (Role.MANAGER, role)]
    found = await add(max_)
    for action in ("publish", "archive", "restore"):
        answer = await asking.post(f"{LISTS}/{found['id']}/{action}", json={}, headers=tag(found))
        refusal(answer, 403, "permission_denied")


async def test_sales_edits_nothing(client_for: ClientFor) -> None:
    max_, sam = [await client_for(one) for one in (Role.MANAGER, Role.SALES)]
    found = await add(max_)
    answers = [
        await sam.post(LISTS, json={"code": "X", "content": grid()}),
        await put(sam, found, grid()),
        await sam.post(f"{LISTS}/lint", json={"content": grid()}),
    ]
    for answer in answers:
        refusal(answer, 403, "permission_denied")


async def test_sales_finds_published_lists_only(client_for: ClientFor) -> None:
    max_, sam = [await client_for(one) for one in (Role.MANAGER, Role.SALES)]
    await add(max_, "PC-1", name="Postcards")
    found = await act(max_, await add(max_, name="Büsiness cards"), "publish")
    await put(max_, found, grid(name="Other cards", mode="step"))
    (mine,) = (await sam.get(LISTS)).json()["items"]
    assert (mine["code"], mine["name"], mine["mode"], mine["standing"]) == (
        "BC-14",
        "Büsiness cards",
        "linear_totals",
        "published",
    )
    assert (mine["levels"], mine["breaks"]) == (["", "trade"], 3)
    listed = (await max_.get(LISTS)).json()["items"]
    assert [(one["name"], one["standing"]) for one in listed] == [
        ("Other cards", "changed"),
        ("Postcards", "draft"),
    ]
    assert [one["code"] for one in (await max_.get(f"{LISTS}?q=PCS 1")).json()["items"]] == []
    assert [one["code"] for one in (await max_.get(f"{LISTS}?q=pc-1")).json()["items"]] == ["PC-1"]
    assert (await max_.get(f"{LISTS}?q=%25")).json()["total"] == 0
    page = (await max_.get(f"{LISTS}?per_page=1&page=2")).json()
    assert (page["total"], [one["code"] for one in page["items"]]) == (2, ["PC-1"])


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"mode": "average"}, ["content", "mode"]),
        ({"name": ""}, ["content", "name"]),
        ({"tiers": []}, ["content", "tiers"]),
        ({"tiers": [{"level": ""}, {"level": ""}]}, ["content", "tiers"]),
        ({"tiers": [{"level": ""}, {"level": "gold"}]}, ["content", "tiers", 1, "level"]),
        ({"breaks": []}, ["content", "breaks"]),
        (
            {"breaks": [row(100, "1", "1"), row(100, "1", "1")]},
            ["content", "breaks", 1, "quantity"],
        ),
        ({"breaks": [row(100, "1")]}, ["content", "breaks", 0, "prices"]),
        ({"breaks": [row(100, "-1", "1")]}, ["content", "breaks", 0, "prices", 0]),
        ({"breaks": [row(0, "1", "1")]}, ["content", "breaks", 0, "quantity"]),
        ({"mode": "accumulated"}, ["content", "basis"]),
        ({"reach": "up_to"}, ["content", "reach"]),
        ({"rounding": {"mode": "up", "quantum": "0"}}, ["content", "rounding", "quantum"]),
        ({"effective_from": "2026-02-30"}, ["content", "effective_from"]),
        ({"colour": "red"}, ["content", "colour"]),
    ],
)
async def test_a_list_that_makes_no_sense_names_the_field(
    client_for: ClientFor, changes: Json, path: list[str | int]
) -> None:
    ella = await client_for(Role.ESTIMATOR)
    answer = await ella.post(LISTS, json={"code": "X", "content": grid(**changes)})
    assert answer.status_code == 422, answer.text
    assert path in [field["path"] for field in answer.json()["details"]["fields"]]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", ""),
        ("PUT", ""),
        ("POST", "/publish"),
        ("POST", "/archive"),
        ("POST", "/restore"),
        ("POST", "/price"),
    ],
)
async def test_a_list_that_is_not_there_is_not_found(
    client_for: ClientFor, method: str, address: str
) -> None:
    max_ = await client_for(Role.MANAGER)
    bodies: dict[str, Json] = {"PUT": {"content": grid()}, "/price": {"quantity": 1}}
    body = bodies.get(address or method, {})
    answer = await max_.request(
        method, f"{LISTS}/{NOBODY}{address}", json=body, headers={"If-Match": '"1"'}
    )
    refusal(answer, 404, "price_list_not_found")


async def test_every_change_is_in_the_audit_log(app: FastAPI, client_for: ClientFor) -> None:
    max_ = await client_for(Role.MANAGER)
    found = await act(max_, await add(max_), "publish")
    found = (await put(max_, found, grid(name="Cards"))).json()
    found = await act(max_, found, "publish")
    found = await act(max_, found, "archive")
    await act(max_, found, "restore")
    async with app.state.async_session_factory.begin() as session:
        entries = (
            await session.execute(
                text(
                    "SELECT action, before, after FROM forge_audit_entries "
                    "WHERE entity = 'price_list' ORDER BY id"
                )
            )
        ).all()
    assert [entry.action.removeprefix("price_list.") for entry in entries] == [
        "created",
        "published",
        "changed",
        "published",
        "archived",
        "restored",
    ]
    assert entries[0].after["code"] == "BC-14"
    assert (entries[1].before, entries[1].after["edition"]) == (None, 1)
    assert (entries[2].before, entries[2].after) == (
        {"name": "Business cards, 14 pt"},
        {"name": "Cards"},
    )
    assert entries[3].before == {"name": "Business cards, 14 pt"}
    assert entries[3].after == {"name": "Cards", "edition": 2, "accepted_findings": 0}
    assert (entries[4].before, entries[4].after) == ({"archived": False}, {"archived": True})


async def test_an_older_edition_that_begins_later_is_not_undone_by_a_correction(
    client_for: ClientFor, clock: Clock
) -> None:
    max_ = await client_for(Role.MANAGER)
    found = await act(max_, await add(max_), "publish")
    for day, dearest in (("2027-01-01", "90.00"), ("2026-11-01", "32.00")):
        content = grid(
            effective_from=day, breaks=[row(100, dearest, "30.00"), row(250, "95.00", "33.00")]
        )
        found = await act(
            max_, (await put(max_, found, content)).json(), "publish", accept_findings=True
        )
    assert (await price(max_, found, 100))["edition"] == 3
    clock.now += timedelta(days=60)
    max_ = await client_for(Role.MANAGER)
    assert (await price(max_, found, 100))["edition"] == 2
