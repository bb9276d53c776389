"""Gangs of a quote's lines over the API: from what is saved, costs only for who may see them."""

from dataclasses import replace
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
    spec,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def mona(client_for: ClientFor, parties: Parties) -> Hand:
    return Hand(await client_for(Role.MANAGER), parties)


async def gangs(hand: Hand, quote: Json) -> Json:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/gangs")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def cards(quantity: int, **changes: object) -> Json:
    return {**product(quantity, selected=0), **changes}


async def test_a_draft_says_which_lines_share_a_sheet_what_each_bears_and_what_it_saves(
    mona: Hand,
) -> None:
    quote = await mona.create(
        charge("40.00"),
        cards(500),
        cards(1000, title="More"),
        cards(500, spec=spec(colours_back=0)),
    )
    found = await gangs(mona, quote)
    (gang,) = found["gangs"]
    assert gang["sentence"] == "Lines 2 and 3 share 14 pt C2S cover, 4/4."
    assert [one["line_id"] for one in gang["lines"]] == [one["id"] for one in quote["lines"][1:3]]
    assert [one["title"] for one in gang["lines"]] == ["Business cards", "More"]
    prices = [line["quantities"][0]["price"] for line in quote["lines"][1:3]]
    assert [one["price_apart"] for one in gang["lines"]] == prices
    assert sum(Decimal(one["saves"]) for one in gang["lines"]) == Decimal(gang["saves"])
    internal = gang["internal"]
    assert sum(Decimal(one["saves"]) for one in internal["differences"]) == Decimal(
        internal["saves"]
    )
    assert sum(Decimal(one["internal"]["shared"]) for one in gang["lines"]) == Decimal(
        internal["shared"]
    )
    assert len(gang["owners"]) == len(gang["layout"]["cells"]) == 21
    assert gang["layout"]["kind"] == "gang"
    assert [(one["position"], one["reason"]) for one in found["alone"]] == [
        (4, "It is 4/0, line 2 4/4.")
    ]


async def test_a_rep_sees_the_prices_and_never_a_cost(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.SALES), parties)
    found = await gangs(dana, await dana.create(cards(500), cards(1000)))
    (gang,) = found["gangs"]
    assert Decimal(gang["saves"]) == Decimal(gang["price_apart"]) - Decimal(gang["price_together"])
    assert "internal" not in gang
    assert all("internal" not in one for one in gang["lines"])


async def test_a_typed_price_stays_as_it_is(mona: Hand) -> None:
    typed = cards(500)
    typed["quantities"][0] |= {"typed_price": "99.00", "typed_reason": "agreed"}
    (gang,) = (await gangs(mona, await mona.create(typed, cards(1000))))["gangs"]
    first = gang["lines"][0]
    assert first["keeps_price"] is True
    assert (first["price_apart"], first["price_together"]) == ("99.00", "99.00")


async def test_a_change_of_a_line_changes_the_proposal(mona: Hand) -> None:
    quote = await mona.create(cards(500), cards(1000))
    line = quote["lines"][0]
    black = {**cards(500), "id": line["id"], "spec": spec(colours_front=1, colours_back=0)}
    quote = await mona.edit(quote, put(black))
    assert (await gangs(mona, quote))["gangs"] == []


async def test_a_sent_quote_is_ganged_by_the_rates_that_it_was_sent_with(
    app: FastAPI, mona: Hand
) -> None:
    quote = await mona.create(cards(500), cards(1000))
    draft = await gangs(mona, quote)
    sent = await mona.do(quote, "send", {})
    dearer = replace(DEARER_BOOK, policy=replace(DEARER_BOOK.policy, minimum_charge=Decimal(900)))
    await publish(app, dearer)
    assert await gangs(mona, sent) == draft


async def test_a_quote_without_print_has_nothing_to_gang(mona: Hand) -> None:
    found = await gangs(mona, await mona.create(charge("40.00")))
    assert (found["gangs"], found["alone"]) == ([], [])
