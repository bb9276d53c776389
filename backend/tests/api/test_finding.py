"""One box over all that there is: what is found, by whom, and in spite of which mistakes."""

from decimal import Decimal
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from app.models.catalog import Stock
from tests.conftest import ClientFor
from tests.factories.quotes import (
    Hand,
    Json,
    Parties,
    charge,
    make_customer,
    open_quoting_shop,
    product,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def dana(client_for: ClientFor, parties: Parties) -> Hand:
    return Hand(await client_for(Role.ESTIMATOR), parties)


async def search(hand: Hand, q: str, **query: str | int) -> Json:
    answer = await hand.client.get("/api/search", params={"q": q, **query})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def totals(found: Json) -> dict[str, int]:
    kinds = ("quotes", "customers", "contacts", "orders", "stocks")
    return {kind: found[kind]["total"] for kind in kinds if found[kind]["total"]}


def said(parts: list[dict[str, Any]]) -> str:
    return "".join(f"[{one['text']}]" if one["hit"] else one["text"] for one in parts)


async def test_every_kind_of_record_is_found_with_its_matches_marked(
    app: FastAPI, dana: Hand, parties: Parties
) -> None:
    quote = await dana.edit(
        await dana.create(product(500, selected=0)), {"op": "set", "po_number": "PO-77"}
    )
    await dana.create(
        charge("1.00"),
        title="Something else",
        customer_id=None,
        contact_id=None,
        prospect_name="Zion Dental",
    )
    note = await dana.client.post(
        f"/api/quotes/{quote['id']}/notes",
        json={"body": "She wants the Velvet sheen of last year."},
    )
    assert note.status_code == 201, note.text
    accepted = await dana.do(await dana.do(quote, "send"), "approve")
    order = await dana.client.post(
        f"/api/quotes/{quote['id']}/convert",
        json={},
        headers={"If-Match": f'"{accepted["version"]}"'},
    )
    assert order.status_code == 201, order.text
    async with app.state.async_session_factory.begin() as session:
        session.add(
            Stock(
                code="LINEN-80",
                name="80# Linen Ivory",
                family="text",
                grade="text",
                gsm=Decimal(118),
                caliper_in=Decimal("0.0055"),
            )
        )

    harbor = await search(dana, "HARBÓR")
    assert totals(harbor) == {"quotes": 1, "customers": 1, "contacts": 1, "orders": 1}
    assert said(harbor["customers"]["items"][0]["name"]).startswith("[Harbor]")
    assert harbor["customers"]["items"][0]["id"] == str(parties.customer_id)
    assert said(harbor["orders"]["items"][0]["name"]) == f"{quote['number'][:-1]}SO Fall menu kit"
    assert harbor["orders"]["items"][0]["parent_id"] == quote["id"]
    assert harbor["mended"] is None

    contact = (await search(dana, "okafor harbor"))["contacts"]["items"][0]
    assert contact["parent_id"] == str(parties.customer_id)
    assert "[Okafor]" in said(contact["name"])

    noted = (await search(dana, "velvet"))["quotes"]["items"][0]
    assert (noted["id"], noted["found_in"]["place"]) == (quote["id"], "note")
    assert said(noted["found_in"]["parts"]) == "She wants the [Velvet] sheen of last year."
    lined = (await search(dana, "harbor c2s"))["quotes"]["items"][0]
    assert lined["found_in"]["place"] == "line"
    assert "[C2S]" in said(lined["found_in"]["parts"])
    bought = (await search(dana, "po-77"))["quotes"]["items"][0]
    assert [said(one) for one in bought["known_by"]][-1] == "[PO-77]"
    assert bought["found_in"] is None
    stock = (await search(dana, "linen-80"))["stocks"]["items"][0]
    assert said(stock["known_by"][0]) == "[LINEN-80]"
    assert totals(await search(dana, "zion")) == {"quotes": 1}


async def test_misspelt_words_are_mended_and_it_is_said(dana: Hand, app: FastAPI) -> None:
    quote = await dana.create(product(500, selected=0))
    other = await make_customer(app, "Magnolia Bakery")
    for typed, mended in (
        ("harbr", "harbor"),
        ("hrabor coffe", "harbor coffee"),
        ("bussiness crads", "business cards"),
        ("mnue", "menu"),
    ):
        found = await search(dana, typed)
        assert found["mended"] is not None, typed
        assert found["mended"].startswith(mended.split(maxsplit=1)[0]), typed
        assert [one["id"] for one in found["quotes"]["items"]] == [quote["id"]], typed
        listed = await dana.list(q=typed)
        assert (listed["total"], listed["mended"]) == (1, found["mended"])
    magnolia = await dana.client.get("/api/customers", params={"q": "magnloia"})
    assert [one["id"] for one in magnolia.json()["items"]] == [str(other.customer_id)]
    nowhere = await search(dana, "xylophonist")
    assert (totals(nowhere), nowhere["mended"]) == ({}, None)
    assert (await dana.list(q="harbor"))["mended"] is None


async def test_the_exact_number_comes_first_and_is_named(dana: Hand) -> None:
    first = await dana.create()
    reprint = await dana.create(title=f"Reprint of {first['number']}")
    for typed in ("10001", "10001q", "#10001Q", "10001SO"):
        found = await search(dana, typed)
        assert found["exact"] == first["id"], typed
        assert found["quotes"]["items"][0]["id"] == first["id"]
    assert (await search(dana, "10001q"))["quotes"]["total"] == 2
    assert (await search(dana, "10009"))["exact"] is None
    assert (await search(dana, "reprint"))["exact"] is None
    await dana.do(reprint, "delete")
    assert totals(await search(dana, "reprint")) == {}


async def test_a_rep_finds_own_quotes_only_and_no_cost(
    dana: Hand, client_for: ClientFor, parties: Parties
) -> None:
    sam = Hand(await client_for(Role.SALES), parties)
    mine = await sam.create(product(500, selected=0))
    theirs = await dana.create(product(500, selected=0))
    found = await search(sam, "harbor")
    assert [one["id"] for one in found["quotes"]["items"]] == [mine["id"]]
    assert found["quotes"]["total"] == 1
    assert found["customers"]["total"] == 1
    assert (await search(sam, theirs["number"]))["exact"] is None
    assert (await search(dana, "harbor"))["quotes"]["total"] == 2


async def test_one_kind_is_paged_and_the_others_are_counted(dana: Hand) -> None:
    for _ in range(3):
        await dana.create()
    page = await search(dana, "fall", kind="quotes", page=2, per_page=2)
    assert (page["quotes"]["total"], len(page["quotes"]["items"])) == (3, 1)
    assert (page["page"], page["per_page"]) == (2, 2)
    counted = await search(dana, "fall", kind="customers")
    assert (counted["quotes"]["total"], counted["quotes"]["items"]) == (3, [])


@pytest.mark.parametrize(
    "q",
    [
        "%",
        "_",
        "\\",
        "%%%%",
        "a\\",
        "' OR 1=1 --",
        "🙂",
        "\u0627\u0644\u0639",
        "a" * 100,
        "((",
        ":x",
    ],
)
async def test_whatever_is_typed_is_looked_for_as_it_stands(dana: Hand, q: str) -> None:
    await dana.create(product(500, selected=0))
    assert totals(await search(dana, q)) == {}
    assert (await dana.client.get("/api/customers", params={"q": q})).status_code == 200


@pytest.mark.parametrize("q", ["a\u0000b", "x" * 10_000, "a\u202eb"])
async def test_what_cannot_be_typed_is_refused(dana: Hand, q: str) -> None:
    answer = await dana.client.get("/api/search", params={"q": q})
    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"validation_failed", "bad_request"}


async def test_every_written_word_is_known_once_its_writer_is_through(
    app: FastAPI, dana: Hand
) -> None:
    quote = await dana.create(charge("1.00"), title="Zyzzyva launch")
    await dana.edit(quote, {"op": "set", "title": "Quokka launch 20250101"})
    async with app.state.async_session_factory.begin() as session:
        known = set(await session.scalars(text("SELECT word FROM forge_search_words")))
    assert {"zyzzyva", "quokka", "launch"} <= known
    assert not {word for word in known if any(letter.isdigit() for letter in word)}
