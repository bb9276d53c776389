"""Quick entry over HTTP: what each role gets for a typed line and a pasted text."""

from decimal import Decimal
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from sqlalchemy import select, update

from app.domain.permissions import Role
from app.models.catalog import FinishingOperation, Product
from app.schemas.entry import EntryBlock, EntryReading
from tests.conftest import TODAY, ClientFor
from tests.factories.quotes import Json, keys_of, make_customer

pytestmark = pytest.mark.usefixtures("reference_rates")

READING = TypeAdapter(EntryReading)
BLOCK = TypeAdapter(EntryBlock)
LINE = "1000/2500 postcard 6x4 14pt 4/4 uv"


async def read(client: httpx.AsyncClient, text: str) -> Json:
    answer = await client.post("/api/entry/read", json={"text": text})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    READING.validate_json(answer.content)
    return found


@pytest.mark.parametrize("role", list(Role))
async def test_every_role_that_quotes_reads_a_line(client_for: ClientFor, role: Role) -> None:
    found = await read(await client_for(role), LINE)
    assert found["is_complete"]
    assert [piece["label"] for piece in found["pieces"]] == [
        "1,000 and 2,500",
        "Postcards",
        "6 x 4 in",
        "14 pt C2S cover",
        "4/4",
        "UV gloss coating, one side",
    ]
    assert not [key for key in keys_of(found) if "margin" in key or "cost" in key]


async def test_a_line_can_be_put_into_a_quote_unchanged(
    app: FastAPI, client_for: ClientFor
) -> None:
    client = await client_for(Role.SALES)
    parties = await make_customer(app)
    made = await client.post(
        "/api/quotes",
        json={
            "customer_id": str(parties.customer_id),
            "title": "Fall mailing",
            "lines": [(await read(client, LINE))["line"]],
        },
    )
    assert made.status_code == 201, made.text
    (line,) = made.json()["lines"]
    assert [one["quantity"] for one in line["quantities"]] == [1000, 2500]
    assert line["quantities"][0]["selected"]
    assert all(Decimal(one["price"]) > 0 for one in line["quantities"])
    assert line["spec"]["finishing"] == ["cut", "pack", "uv_1"]
    assert line["title"] == "Postcards"


async def test_a_typed_unit_price_makes_the_total_of_each_quantity(
    app: FastAPI, client_for: ClientFor
) -> None:
    client = await client_for(Role.ESTIMATOR)
    found = await read(client, "500/1000 bc @0.125")
    assert found["unit_price"] == "0.125"
    line = found["line"]
    assert [one["typed_unit_price"] for one in line["quantities"]] == ["0.125", "0.125"]
    parties = await make_customer(app)
    quote = {"customer_id": str(parties.customer_id), "title": "Cards", "lines": [line]}
    made = await client.post("/api/quotes", json=quote)
    assert made.status_code == 201, made.text
    prices = [one["price"] for one in made.json()["lines"][0]["quantities"]]
    assert prices == ["62.50", "125.00"]


async def test_fields_point_at_their_words_and_defaults_at_none(client_for: ClientFor) -> None:
    found = await read(await client_for(Role.SALES), LINE)
    fields = {field["name"]: field for field in found["fields"]}
    assert fields["stock"] == {
        "name": "stock",
        "label": "Stock",
        "text": "14 pt C2S cover",
        "pieces": [3],
    }
    assert (fields["trim_width"]["label"], fields["trim_width"]["text"]) == ("Size", "6 x 4 in")
    assert fields["bleed"]["pieces"] == []
    assert fields["finishing"]["text"].endswith("UV gloss coating, one side")
    assert "press" not in fields


async def test_places_count_as_a_browser_counts(client_for: ClientFor) -> None:
    text = "😀 500 bc"
    found = await read(await client_for(Role.SALES), text)
    units = text.encode("utf-16-le")
    words = [
        units[2 * piece["start"] : 2 * piece["end"]].decode("utf-16-le")
        for piece in found["pieces"]
    ]
    assert words == ["500", "bc"]


async def test_a_line_with_an_unknown_word_is_no_line_yet(client_for: ClientFor) -> None:
    found = await read(await client_for(Role.SALES), "500 postcrads")
    assert found["line"] is None
    assert not found["is_complete"]
    assert found["pieces"][1]["offers"][0]["text"] == "postcards"
    assert found["problems"][0]["field"] == "product_type"


async def test_a_margin_is_for_those_who_see_costs(client_for: ClientFor) -> None:
    seen = await read(await client_for(Role.ESTIMATOR), "500 bc m40")
    assert seen["internal"] == {"margin": "0.4"}
    hidden = await read(await client_for(Role.SALES), "500 bc m40")
    assert "internal" not in hidden
    assert hidden["pieces"][-1]["status"] == "unknown"
    assert hidden["pieces"][-1]["message"] == "Costs are for estimators and managers."


async def test_a_block_is_read_row_by_row(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    text = "😀\tQty\tItem\tStock\n1\t500\tBusiness cards\t14pt\n2\t250\tPostcards\tplastik"
    answer = await client.post("/api/entry/read-block", json={"text": text})
    assert answer.status_code == 200, answer.text
    BLOCK.validate_json(answer.content)
    block = answer.json()
    assert block["shape"] == "table"
    assert block["columns"] == [None, "quantities", "product_type", "stock"]
    cards, postcards = block["rows"]
    assert cards["reading"]["is_complete"]
    assert postcards["reading"]["line"] is None
    units = text.encode("utf-16-le")
    bad = postcards["reading"]["pieces"][-1]
    start = postcards["start"] + bad["start"]
    assert units[2 * start : 2 * (start + 7)].decode("utf-16-le") == "plastik"


@pytest.mark.parametrize("address", ["read", "read-block"])
@pytest.mark.parametrize("text", [None, 5, ["bc"], "a" * 60_000, "bc\x00", "bc\u2028"])
async def test_what_is_no_text_is_refused_in_the_one_shape(
    client_for: ClientFor, address: str, text: object
) -> None:
    client = await client_for(Role.SALES)
    answer = await client.post(f"/api/entry/{address}", json={"text": text})
    assert answer.status_code in {400, 413, 422}, answer.text
    assert set(answer.json()) == {"error", "code", "details", "request_id"}


async def test_a_shops_new_word_is_understood_at_once(app: FastAPI, client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    assert (await read(client, "500 bc glitz"))["pieces"][-1]["status"] == "unknown"
    async with app.state.async_session_factory.begin() as session:
        await session.execute(
            update(FinishingOperation)
            .where(FinishingOperation.code == "uv_1")
            .values(aliases=["uv", "glitz"])
        )
    assert (await read(client, "500 bc glitz"))["pieces"][-1]["label"].startswith("UV gloss")


async def test_a_new_product_is_understood_at_once(app: FastAPI, client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    assert (await read(client, "500 beermats"))["line"] is None
    async with app.state.async_session_factory.begin() as session:
        cards = (await session.scalars(select(Product).where(Product.code == "flat"))).one()
        definition = cards.definition | {
            "code": "beermat",
            "name": "Beer mats",
            "title": "Beer mats",
            "aliases": [],
        }
        session.add(
            Product(
                id=uuid4(), code="beermat", name="Beer mats", position=99, definition=definition
            )
        )
    assert (await read(client, "500 beermats"))["line"]["title"] == "Beer mats"


async def test_a_shop_without_products_asks_for_one_without_naming_any(
    app: FastAPI, client_for: ClientFor
) -> None:
    client = await client_for(Role.SALES)
    async with app.state.async_session_factory.begin() as session:
        await session.execute(update(Product).values(deleted_at=TODAY))
    assert (await read(client, "500 bc"))["problems"][0]["message"] == "Name the product."
