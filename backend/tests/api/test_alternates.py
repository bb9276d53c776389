"""An offer of which the customer takes one: marked, sent, chosen on a phone, ordered, revised."""

import io
from decimal import Decimal
from uuid import uuid4

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.domain.permissions import Role
from tests.conftest import ClientFor, MakeUser
from tests.factories.offers import customer_of
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    if_match,
    open_quoting_shop,
    product,
    put,
    refusal,
)


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    parties = await open_quoting_shop(app)
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona"), parties)


def order_of(quote: Json) -> list[tuple[str, int | None]]:
    """Titles in their order, each with the place of the line that it is an alternate of."""
    places = {line["id"]: line["position"] for line in quote["lines"]}
    return [(one["title"], places.get(one["alternate_of"])) for one in quote["lines"]]


async def words_of(hand: Hand, path: str) -> str:
    answer = await hand.client.get(path)
    assert answer.status_code == 200, answer.text
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


async def test_a_line_becomes_an_alternate_and_its_line_goes(mona: Hand) -> None:
    cards, other = charge("40.00", title="Matte"), charge("5.00", title="Delivery")
    quote = await mona.create(cards, other)
    gloss = charge("60.00", title="Gloss", alternate_of=cards["id"])
    silk = charge("70.00", title="Silk", alternate_of=cards["id"])
    preview = await mona.preview(quote, put(gloss), put(silk))
    quote = await mona.edit(quote, put(gloss), put(silk))
    assert order_of(quote) == [("Matte", None), ("Gloss", 1), ("Silk", 1), ("Delivery", None)]
    assert preview["totals"] == quote["totals"]
    assert quote["totals"]["subtotal"] == "45.00"
    answer = await mona.try_edit(quote, put(charge("1", alternate_of=str(uuid4()))))
    refusal(answer, 422, "invalid_quote")
    assert "a line that this quote does not have" in answer.text
    copied = await mona.do(quote, "duplicate")
    assert order_of(copied) == order_of(quote)
    quote = await mona.edit(quote, {"op": "remove_line", "id": cards["id"]})
    assert order_of(quote) == [("Gloss", None), ("Silk", 1), ("Delivery", None)]
    assert quote["totals"]["subtotal"] == "65.00"


async def test_the_customer_takes_one_and_the_shop_makes_that_one(app: FastAPI, mona: Hand) -> None:
    cards = product(500, selected=0, title="Matte cards")
    foil = product(500, 1000, title="Foil cards", alternate_of=cards["id"])
    draft = await mona.create(cards, foil, charge("9.00", title="Delivery"))
    sent = await mona.do(draft, "send", {})
    paper = await words_of(mona, f"/api/quotes/{sent['id']}/document.pdf")
    assert paper.count("Instead of item 1") == 1
    async with customer_of(app, mona, sent) as maya:
        [shown] = maya.offer["document"]["sections"]
        assert [one["alternate_of"] for one in shown["lines"]] == [None, 1, None]
        assert maya.offer["document"]["totals"]["total"] == sent["totals"]["total"]

        async def price(*choices: tuple[int, int]) -> Json:
            body = {"choices": [{"line": line, "quantity": many} for line, many in choices]}
            found: Json = (await maya.post("totals", body)).json()
            return found

        both = await price((1, 500), (2, 1000))
        assert "only one of them" in both["error"]
        foiled = await price((2, 1000))
        row = shown["lines"][1]["quantities"][1]
        assert foiled["subtotal"] == str(Decimal(row["price"]) + 9)
        yes = maya.yes((2, 1000), (3, 1), total=foiled["total"])
        receipt = (await maya.post("accept", yes)).json()["receipt"]
        assert [one["title"] for one in receipt["lines"]] == ["Foil cards", "Delivery"]
    accepted = await mona.read(sent)
    assert accepted["totals"]["total"] == foiled["total"] == accepted["acceptance"]["total"]
    taken = accepted["acceptance"]["lines"]
    assert {line["title"] for line in accepted["lines"] if line["id"] in taken} == {
        "Foil cards",
        "Delivery",
    }
    made = await mona.client.post(
        f"/api/quotes/{sent['id']}/convert", json={}, headers=if_match(accepted)
    )
    assert made.status_code == 201, made.text
    assert made.json()["total"] == foiled["total"]
    assert [one["title"] for one in made.json()["lines"]] == ["Foil cards", "Delivery"]
    ticket = await words_of(mona, f"/api/orders/{made.json()['id']}/ticket.pdf")
    assert "Foil cards" in ticket
    assert "Matte cards" not in ticket


async def test_a_colleague_records_which_one_and_a_revision_offers_both_again(mona: Hand) -> None:
    cards = charge("40.00", title="Matte")
    foil = charge("60.00", title="Foil", alternate_of=cards["id"])
    sent = await mona.do(await mona.create(cards, foil), "send", {})
    row = {line["title"]: (line["id"], line["quantities"][0]["id"]) for line in sent["lines"]}
    choices = [{"line_id": row["Foil"][0], "quantity_id": row["Foil"][1]}]
    accepted = await mona.do(sent, "approve", {"name": "Maya", "choices": choices})
    assert accepted["totals"]["subtotal"] == "60.00"
    assert accepted["acceptance"]["lines"] == [row["Foil"][0]]
    revised = await mona.do(accepted, "revise")
    assert order_of(revised) == [("Matte", None), ("Foil", 1)]
    assert revised["totals"]["subtotal"] == "40.00"
    alone = {**charge("60.00", title="Foil"), "id": revised["lines"][1]["id"]}
    alone = await mona.edit(revised, put(alone))
    found = await mona.client.get(f"/api/quotes/{alone['id']}/revisions/1/compare?other=2")
    [change] = [one for one in found.json()["lines"] if one["title"] == "Foil"]
    assert {"field": "Alternate", "before": "yes", "after": "no"} in change["fields"]
