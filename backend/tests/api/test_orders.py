"""An accepted quote becomes an order once, with a ticket that a press operator can work from."""

import io
import re
from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.documents.inputs import money
from app.domain.permissions import Role
from tests.api.test_nothing_internal_leaks import figures_of, hidden_keys
from tests.conftest import ClientFor, MakeUser
from tests.factories.offers import customer_of
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    if_match,
    open_quoting_shop,
    product,
    refusal,
    rows,
    spec,
)


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    """A manager with a shop that can quote."""
    parties = await open_quoting_shop(app)
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona"), parties)


async def accepted(hand: Hand, *lines: Json) -> Json:
    sent = await hand.do(await hand.create(*lines), "send", {})
    return await hand.do(sent, "approve", {"name": "Maya", "po_number": "PO 4471"})


async def order(hand: Hand, quote: Json, **body: object) -> httpx.Response:
    return await hand.client.post(
        f"/api/quotes/{quote['id']}/convert", json=body, headers=if_match(quote)
    )


async def test_an_accepted_quote_becomes_one_order_however_often_it_is_asked_for(
    app: FastAPI, mona: Hand
) -> None:
    sent = await mona.do(await mona.create(charge("40.00")), "send", {})
    refusal(await order(mona, sent), 409, "quote_illegal_transition")
    quote = await mona.do(sent, "approve", {"name": "Maya", "po_number": "PO 4471"})
    assert "convert" in quote["allowed_actions"]
    assert (await mona.client.get(f"/api/quotes/{quote['id']}/order")).json() is None
    made = await order(mona, quote, due_on="2026-12-04", note="Call before delivery")
    assert made.status_code == 201, made.text
    body = made.json()
    assert body["number"] == quote["number"].replace("Q", "SO")
    assert (body["total"], body["po_number"], body["due_on"]) == ("43.30", "PO 4471", "2026-12-04")
    again = await order(mona, quote, note="Another note")
    assert (again.status_code, again.json()) == (200, body)
    now = await mona.read(quote)
    assert now["status"] == "approved"
    assert now["allowed_actions"] == ["duplicate"]
    for step in ("decline", "revise", "hold"):
        assert (await mona.act(now, step)).status_code == 409, step
    assert await rows(app, "SELECT count(*) FROM forge_orders") == [(1,)]
    timeline = (await mona.client.get(f"/api/quotes/{quote['id']}/timeline")).json()["items"]
    assert [one["text"] for one in timeline].count(f"Made the order {body['number']}") == 1
    found = await mona.client.get(f"/api/quotes/{quote['id']}/order")
    assert found.json()["id"] == body["id"]


async def test_the_order_has_what_the_customer_took_at_the_total_that_they_accepted(
    app: FastAPI, mona: Hand
) -> None:
    cards = product(500, 1000, title="Cards", spec=spec(turnaround_days=3))
    banner = product(250, title="Stickers", optional=True)
    draft = await mona.create(cards, banner, charge("9.00", optional=True, title="Rush"))
    sent = await mona.do(draft, "send", {})
    async with customer_of(app, mona, sent) as maya:
        choices = {"choices": [{"line": 1, "quantity": 1000}, {"line": 2, "quantity": 250}]}
        total = (await maya.post("totals", choices)).json()["total"]
        assert (await maya.post("accept", maya.yes((1, 1000), (2, 250), total=total))).is_success
    quote = await mona.read(sent)
    made = (await order(mona, quote)).json()
    assert made["total"] == total == quote["totals"]["total"] == quote["acceptance"]["total"]
    assert [(one["title"], one["quantity"]) for one in made["lines"]] == [
        ("Cards", 1000),
        ("Stickers", 250),
    ]
    # Three working days after a Friday; Thursday would be Thanksgiving.
    assert made["due_on"] == "2026-11-25"
    listed = (await mona.client.get("/api/orders")).json()
    assert listed["items"][0]["total"] == total


async def test_the_ticket_says_what_to_make_and_no_price(app: FastAPI, mona: Hand) -> None:
    quote = await accepted(
        mona,
        product(500, selected=0, title="Cards for Ana"),
        charge("31.00", 3, kind="outside", title="Foil", cost="9.777777", vendor="Bindery Bros."),
    )
    made = (await order(mona, quote, note="Pack by name")).json()
    ticket = await mona.client.get(f"/api/orders/{made['id']}/ticket.pdf")
    assert ticket.headers["content-type"] == "application/pdf"
    again = await mona.client.get(f"/api/orders/{made['id']}/ticket.pdf")
    assert again.content == ticket.content
    words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(ticket.content)).pages)
    shown = re.sub(r"\s+", " ", words)
    [cards, foil] = made["lines"]
    part = cards["parts"][0]
    for wanted in (
        made["number"],
        quote["number"],
        "Cards for Ana",
        "500",
        part["stock_name"],
        part["words"],
        f"{part['gross_sheets']:,} ({part['net_sheets']:,} good)",
        "Bindery Bros.",
        "Pack by name",
        "PO 4471",
        *(step["operation"] for step in cards["steps"]),
    ):
        assert wanted in shown, wanted
    assert foil["steps"] == []
    hidden = set(figures_of(quote, inside=True))
    prices = [line["selected_total"] for line in quote["lines"]] + [quote["totals"]["total"]]
    assert "$" not in words
    assert hidden_keys(made) == []
    for figure in {*hidden, *prices}:
        assert figure not in shown
        assert money(Decimal(figure)) not in shown
    stored = await rows(app, "SELECT work::text FROM forge_orders")
    assert all(figure not in stored[0][0] for figure in ("9.777777", "mark_up", '"rate"'))


async def test_orders_are_found_by_every_word_and_only_by_who_may_see_them(
    mona: Hand, client_for: ClientFor
) -> None:
    made = (await order(mona, await accepted(mona, charge("40.00")))).json()
    number = made["number"].removesuffix("SO")
    for words in (number, f"{number}so", "harbor", "fall menu", "po 4471", f"{number} harbor"):
        found = (await mona.client.get("/api/orders", params={"q": words})).json()
        assert [one["id"] for one in found["items"]] == [made["id"]], words
    assert (await mona.client.get("/api/orders", params={"q": "bayou"})).json()["items"] == []
    csv = await mona.client.get("/api/exports/orders.csv")
    assert csv.headers["content-type"].startswith("text/csv")
    assert csv.content.decode("utf-8-sig").splitlines()[1].startswith(f"{number}SO,{number}Q,")
    rep = await client_for(Role.SALES)
    assert (await rep.get("/api/orders")).json()["items"] == []
    for path in (f"/api/orders/{made['id']}", f"/api/orders/{made['id']}/ticket.pdf"):
        assert (await rep.get(path)).status_code == 404
    assert (await rep.get("/api/exports/orders.csv")).status_code == 403
