"""Two quotes beside each other, or one beside itself by today's rates: why the totals differ."""

from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.quotes import (
    DEARER_BOOK,
    Hand,
    Json,
    Parties,
    charge,
    open_quoting_shop,
    product,
    publish,
    put,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def mona(client_for: ClientFor, parties: Parties) -> Hand:
    return Hand(await client_for(Role.MANAGER), parties)


async def compare(hand: Hand, quote: Json, **query: str) -> Json:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/compare", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    lines = sum(Decimal(line["amount"]) for line in found["lines"])
    whole = lines + Decimal(found["discount"]) + Decimal(found["tax"])
    assert whole == Decimal(found["difference"])
    return found


async def test_a_copy_that_was_changed_says_what_changed_it(mona: Hand) -> None:
    quote = await mona.create(product(500, selected=0), charge("45.00", 1))
    copy = await mona.do(quote, "duplicate")
    card = copy["lines"][0]
    more = {**product(500, selected=0), "id": card["id"], "title": card["title"]}
    more["spec"] = {**more["spec"], "colours_back": 0}
    copy = await mona.edit(copy, put(more), {"op": "remove_line", "id": copy["lines"][1]["id"]})
    found = await compare(mona, quote, other=copy["id"])
    assert (found["before"]["number"], found["after"]["number"]) == (
        quote["number"],
        copy["number"],
    )
    assert [(line["kind"], line["title"]) for line in found["lines"]] == [
        ("changed", card["title"]),
        ("removed", "Design"),
    ]
    causes = found["lines"][0]["internal"]["causes"]
    assert {"Colour clicks", "Press"} <= {one["what"] for one in causes}
    amounts = sum(Decimal(one["amount"]) for one in causes)
    assert amounts == Decimal(found["lines"][0]["amount"]) < 0


async def test_a_sent_quote_stays_as_it_was_beside_what_it_would_be_today(
    app: FastAPI, mona: Hand
) -> None:
    quote = await mona.create(product(500, selected=0))
    sent = await mona.do(quote, "send", {})
    assert (await compare(mona, sent))["difference"] == "0.00"
    await publish(app, DEARER_BOOK)
    found = await compare(mona, sent)
    assert found["before"]["total"] == sent["totals"]["total"]
    assert Decimal(found["difference"]) > 0


async def test_whoever_sees_no_costs_sees_the_lines_but_not_their_causes(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.SALES), parties)
    quote, other = (
        await dana.create(product(500, selected=0)),
        await dana.create(product(1000, selected=0)),
    )
    found = await compare(dana, quote, other=other["id"])
    assert found["lines"]
    assert "internal" not in found["lines"][0]


async def test_a_quote_is_not_compared_with_itself_or_with_one_that_is_not_there(
    mona: Hand,
) -> None:
    quote = await mona.create(product(500, selected=0))
    url = f"/api/quotes/{quote['id']}/compare"
    answer = await mona.client.get(url, params={"other": quote["id"]})
    assert answer.status_code == 422
    missing = "00000000-0000-4000-8000-000000000000"
    answer = await mona.client.get(url, params={"other": missing})
    assert answer.status_code == 404
