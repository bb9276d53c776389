"""The list: tabs, counts, sums, search, order, pages."""

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from sqlalchemy import text

from app.domain.permissions import Role
from app.schemas.quote_lists import QuoteList
from app.services.quotes import refresh_search
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.quotes import (
    Hand,
    Json,
    Parties,
    charge,
    make_customer,
    open_quoting_shop,
    product,
)

ANSWER = TypeAdapter(QuoteList)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def dana(client_for: ClientFor, parties: Parties) -> Hand:
    return Hand(await client_for(Role.ESTIMATOR), parties)


def numbers(listed: Json) -> list[str]:
    ANSWER.validate_python(listed, extra="forbid")
    return [item["number"] for item in listed["items"]]


async def test_tabs_count_and_sum_what_they_show(
    dana: Hand, client_for: ClientFor, parties: Parties
) -> None:
    mona = Hand(await client_for(Role.MANAGER), parties)
    draft = await dana.create(charge("1.00"))
    sent = await dana.do(await dana.create(charge("20.00")), "send")
    approved = await dana.do(await dana.do(await mona.create(charge("300.00")), "send"), "approve")
    declined = await dana.do(await dana.do(await mona.create(charge("4000.00")), "send"), "decline")
    gone = await mona.create(charge("50000.00"))
    await mona.do(gone, "delete")
    everything = await dana.list()
    assert everything["counts"] == {
        "all": 4,
        "mine": 1,
        "pending_review": 0,
        "sent": 1,
        "approved": 1,
        "declined": 1,
        "expired": 0,
        "deleted": 1,
    }
    assert everything["sums"]["total"] == "4677.48"
    shown = {
        tab: numbers(await dana.list(tab=tab))
        for tab in ("mine", "sent", "approved", "declined", "expired", "deleted")
    }
    assert shown == {
        "mine": [draft["number"]],
        "sent": [sent["number"]],
        "approved": [approved["number"]],
        "declined": [declined["number"]],
        "expired": [],
        "deleted": [gone["number"]],
    }
    for tab, found in shown.items():
        listed = await dana.list(tab=tab)
        assert listed["total"] == len(found) == listed["counts"][tab]
    assert (await dana.list(tab="sent"))["sums"]["total"] == "21.65"
    assert (await mona.list(tab="mine"))["total"] == 0


@pytest.mark.parametrize(
    "q",
    [
        "harbor",
        "HARBOR cof",
        "harbr coffe",
        "roasters harbor",
        "okafor",
        "fall menu",
        "menü",
        "business",
        "14 pt",
        "c2s",
        "10001",
        "10001Q",
        "#10001q",
        "PO-77",
    ],
)
async def test_a_quote_is_found_by_what_people_remember_of_it(dana: Hand, q: str) -> None:
    wanted = await dana.create(product(500, selected=0))
    wanted = await dana.edit(wanted, {"op": "set", "po_number": "PO-77"})
    await dana.create(
        charge("1.00"),
        customer_id=None,
        contact_id=None,
        prospect_name="Zion Dental",
        title="Recall",
    )
    listed = await dana.list(q=q)
    assert numbers(listed) == [wanted["number"]]
    assert listed["counts"]["all"] == 1


@pytest.mark.parametrize("q", ["%", "_", "\\", "'; DROP TABLE x", "nothing like it", "999999999"])
async def test_what_is_not_there_is_not_found(dana: Hand, q: str) -> None:
    await dana.create(charge("1.00"))
    assert (await dana.list(q=q))["total"] == 0


async def test_the_exact_number_comes_first(dana: Hand) -> None:
    first = await dana.create()
    await dana.create(title=f"Reprint of {first['number']}")
    assert numbers(await dana.list(q=first["number"])) == ["10001Q", "10002Q"]
    assert numbers(await dana.list(q="10001", sort="-number")) == ["10001Q", "10002Q"]


async def test_lists_are_ordered_paged_and_filtered(app: FastAPI, dana: Hand, clock: Clock) -> None:
    other = await make_customer(app, "atlas physical therapy")
    for place, price in enumerate(("30.00", "10.00", "20.00")):
        await dana.create(charge(price), title=f"Job {place}")
        clock.move(minutes=1)
    await dana.create(
        product(500, 1000), customer_id=str(other.customer_id), contact_id=None, title="aaa"
    )
    orders = {
        "number": ["10001Q", "10002Q", "10003Q", "10004Q"],
        "-updated_at": ["10004Q", "10003Q", "10002Q", "10001Q"],
        "total": ["10002Q", "10003Q", "10001Q", "10004Q"],
        "-total": ["10001Q", "10003Q", "10002Q", "10004Q"],
        "title": ["10004Q", "10001Q", "10002Q", "10003Q"],
    }
    for sort, expected in orders.items():
        assert numbers(await dana.list(sort=sort)) == expected, sort
    assert numbers(await dana.list(sort="customer"))[0] == "10004Q"
    assert numbers(await dana.list(sort="-customer"))[-1] == "10004Q"
    second = await dana.list(sort="number", page=2, per_page=3)
    assert numbers(second) == ["10004Q"]
    assert (second["total"], second["page"], second["per_page"]) == (4, 2, 3)
    narrowed = await dana.list(customer_id=str(other.customer_id))
    assert numbers(narrowed) == ["10004Q"]
    assert narrowed["items"][0]["total"] is None
    assert narrowed["sums"]["total"] == "0.00"
    assert numbers(await dana.list(page=10_000)) == []


async def test_only_ones_own_when_so_filtered(
    client_for: ClientFor, make_user: MakeUser, parties: Parties, dana: Hand
) -> None:
    rep = await make_user(Role.SALES)
    sam = Hand(await client_for(rep), parties)
    await sam.create()
    await dana.create()
    assert (await dana.list(owner_id=str(rep.id)))["total"] == 1
    assert "internal" in (await dana.list())["items"][0]
    assert "internal" not in (await sam.list())["items"][0]


@pytest.mark.parametrize(
    "query",
    [
        {"page": 0},
        {"page": 10_001},
        {"page": 99_999_999_999},
        {"per_page": 101},
        {"tab": "nope"},
        {"sort": "cost"},
        {"customer_id": "1"},
        {"q": "a\u0000b"},
        {"q": "x" * 101},
    ],
)
async def test_a_list_query_that_makes_no_sense_is_refused(dana: Hand, query: Json) -> None:
    answer = await dana.client.get("/api/quotes", params=query)
    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"validation_failed", "bad_request"}


async def test_a_renamed_customers_quotes_are_found_by_the_new_name(
    app: FastAPI, client_for: ClientFor, parties: Parties
) -> None:
    sam = Hand(await client_for(Role.SALES), parties)
    quote = await sam.create(product(500, selected=0))
    searched = text("SELECT search_text FROM forge_quotes")
    async with app.state.async_session_factory.begin() as session:
        before = await session.scalar(searched)
        await refresh_search(session, parties.customer_id)
        assert await session.scalar(searched) == before
    for path, name in (
        (f"/api/customers/{parties.customer_id}", "Pier Nine Roasters"),
        (f"/api/customers/{parties.customer_id}/contacts/{parties.contact_id}", "Ada Quist"),
    ):
        seen = await sam.client.get(f"/api/customers/{parties.customer_id}")
        answer = await sam.client.patch(
            path, json={"name": name}, headers={"If-Match": seen.headers["ETag"]}
        )
        assert answer.status_code == 200, answer.text
    for q in ("pier nine", "ada quist", "business"):
        assert numbers(await sam.list(q=q)) == [quote["number"]]
    for q in ("harbor coffee", "okafor"):
        assert numbers(await sam.list(q=q)) == []
