"""What a rep may not do to a quote, whichever door is tried."""

import asyncio
import time
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from app.domain.actor import Authority
from app.domain.permissions import Role
from tests.conftest import ClientFor, MakeUser
from tests.factories.logins import refusal
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    if_match,
    open_quoting_shop,
    product,
    put,
    spec,
)

COST = "9.777777"


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor) -> Hand:
    """A manager at a shop with rates and a customer."""
    parties = await open_quoting_shop(app)
    return Hand(await client_for(Role.MANAGER), parties)


@pytest.fixture
async def sam(client_for: ClientFor, make_user: MakeUser, mona: Hand) -> Hand:
    """A rep who may give five percent."""
    rep = await make_user(
        Role.SALES, authority=Authority(max_discount=Decimal("0.05"), min_margin=Decimal(0))
    )
    return Hand(await client_for(rep), mona.parties)


def foil() -> Json:
    return charge("30.00", kind="outside", title="Foil", cost=COST)


async def test_a_rep_cannot_take_away_a_cost_that_the_rep_may_not_see(
    sam: Hand, mona: Hand
) -> None:
    line = foil()
    quote = await mona.edit(await sam.create(), put(line))
    edited = await sam.edit(quote, put(line | {"cost": None, "title": "Gold foil"}))
    assert edited["lines"][0]["title"] == "Gold foil"
    seen = await mona.read(quote)
    assert seen["lines"][0]["internal"]["cost"] == COST
    freed = await mona.edit(edited, put(line | {"cost": None}))
    assert freed["lines"][0]["internal"]["cost"] is None


async def test_only_the_quantity_that_was_chosen_and_sent_can_be_approved(sam: Hand) -> None:
    line = product(500, 1000, selected=0)
    line["quantities"][1]["typed_price"] = "1.00"
    sent = await sam.do(await sam.create(line), "send")
    cheap = {"line_id": line["id"], "quantity_id": line["quantities"][1]["id"]}
    answer = await sam.act(sent, "approve", {"name": "Maya", "choices": [cheap]})
    assert refusal(answer) == (422, "validation_failed")
    same = {"line_id": line["id"], "quantity_id": line["quantities"][0]["id"]}
    approved = await sam.do(sent, "approve", {"name": "Maya", "choices": [same]})
    assert approved["acceptance"]["total"] == sent["totals"]["total"]


def dear(price: str) -> Json:
    line = product(500, 5000)
    line["quantities"][0]["typed_price"] = price
    return line


async def test_no_arrangement_sends_a_price_beyond_the_reps_own_discount(sam: Hand) -> None:
    honest = await sam.create(product(500, selected=0))
    formula = Decimal(honest["lines"][0]["quantities"][0]["formula_price"])
    low = f"{formula * Decimal('0.80'):.2f}"
    allowed = f"{formula * Decimal('0.97'):.2f}"
    typed = product(500, selected=0)
    typed["quantities"][0]["typed_price"] = low
    tried: list[Json] = [
        await sam.create(typed),
        await sam.create(dear(low)),
        await sam.edit(honest, {"op": "set", "discount_amount": f"{formula / 4:.2f}"}),
        await sam.create(product(500, selected=0, discount_percent="0.2000")),
        await sam.edit(
            await sam.create(product(500, 5000)), {"op": "set", "discount_percent": "0.1000"}
        ),
    ]
    tried.append(await sam.do(tried[0], "duplicate"))
    for quote in tried:
        answer = await sam.act(quote, "send")
        assert refusal(answer) == (409, "quote_approval_needed"), quote["lines"]
        rules = {rule["rule"] for rule in answer.json()["details"]["rules"]}
        assert "discount_over_limit" in rules
    fair = product(500, selected=0)
    fair["quantities"][0]["typed_price"] = allowed
    assert (await sam.do(await sam.create(fair), "send"))["status"] == "sent"


async def test_a_preview_changes_no_price(sam: Hand) -> None:
    line = product(500, selected=0)
    quote = await sam.create(line)
    line["quantities"][0]["typed_price"] = "1.00"
    preview = await sam.preview(quote, put(line))
    assert preview["lines"][0]["quantities"][0]["price"] == "1.00"
    assert await sam.read(quote) == quote


async def test_two_lines_with_one_quantity_id_are_refused(mona: Hand) -> None:
    first, second = charge("1.00"), charge("2.00")
    second["quantities"][0]["id"] = first["quantities"][0]["id"]
    body = {"prospect_name": "Bayou", "title": "Twice", "lines": [first, second]}
    answer = await mona.client.post("/api/quotes", json=body)
    assert refusal(answer) == (422, "invalid_quote")
    quote = await mona.create()
    for answer in (
        await mona.try_edit(quote, put(first), put(second)),
        await mona.client.post(
            f"/api/quotes/{quote['id']}/preview", json={"changes": [put(first), put(second)]}
        ),
    ):
        assert refusal(answer) == (422, "invalid_quote")
    quote = await mona.edit(quote, put(first))
    assert refusal(await mona.try_edit(quote, put(second))) == (422, "invalid_quote")


@pytest.mark.parametrize(
    "address",
    [
        "=?utf-8?q?=0D=0ABcc=3Ax?=@evil.example",
        "=?utf-8?q?a=40evil.example=2Cb?=@shop.example",
        "a@shop.example\r\nBcc: b@evil.example",
        "a@shop.example, b@evil.example",
        "<a@shop.example>",
        "a b@shop.example",
        '"a"@shop.example',
        "a@shop",
    ],
)
async def test_hostile_recipients_are_refused(mona: Hand, address: str) -> None:
    quote = await mona.create(charge("5.00"))
    answer = await mona.act(quote, "send", {"to": [address]})
    assert refusal(answer) == (422, "validation_failed"), address


async def test_a_document_is_named_by_the_shop_and_served_as_what_it_is(mona: Hand) -> None:
    hostile = 'Kühn "& Söhne"; filename=evil.html <script>漢字</script> ../../etc'
    quote = await mona.create(
        charge("5.00"), customer_id=None, contact_id=None, prospect_name=hostile, title=hostile
    )
    base = f"/api/quotes/{quote['id']}"
    answer = await mona.client.get(f"{base}/document.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="quote.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"%PDF-")
    page = await mona.client.get(f"{base}/pages/1.png")
    assert page.headers["Content-Type"] == "image/png"
    for address in (
        "/api/quotes/..%2f..%2fetc%2fpasswd/document.pdf",
        f"{base}/pages/..%2f1.png",
        f"{base}/pages/-1.png",
        f"{base}/pages/1e3.png",
        f"{base}/pages/99999999999999999999.png",
    ):
        answer = await mona.client.get(address)
        assert answer.status_code in {404, 422}, address


EXTREMES: list[tuple[str, int]] = [
    ("99999999.999999", 10_000_000),
    ("99999999.999999", 1),
    ("90000000.00", 1),
    ("9.999999", 10_000_000),
    ("0.000001", 10_000_000),
    ("0.000000", 1),
]


@pytest.mark.parametrize(("unit_price", "quantity"), EXTREMES)
async def test_extreme_figures_are_answered_and_kept_or_refused(
    mona: Hand, unit_price: str, quantity: int
) -> None:
    quote = await mona.create()
    line = charge(unit_price, quantity)
    body = {"changes": [put(line), {"op": "set", "discount_amount": "9999999999.99"}]}
    answers: list[httpx.Response] = [
        await mona.client.post(f"/api/quotes/{quote['id']}/preview", json=body),
        await mona.client.patch(f"/api/quotes/{quote['id']}", json=body, headers=if_match(quote)),
    ]
    assert {one.status_code for one in answers} <= {200, 422}, [one.text for one in answers]
    assert answers[0].status_code == answers[1].status_code
    if answers[0].status_code == 200:
        assert answers[0].json()["totals"] == answers[1].json()["totals"]
        listed: Any = (await mona.client.get("/api/quotes", params={"sort": "-total"})).json()
        assert listed["total"] == 1
    else:
        assert answers[0].json()["error"].endswith(".")


async def test_a_stranger_to_an_id_learns_nothing_from_trying_it(sam: Hand, mona: Hand) -> None:
    theirs = await mona.create(product(500, selected=0))
    line = theirs["lines"][0]
    nobody = str(uuid4())
    for quote_id in (theirs["id"], nobody):
        for path in ("", "/timeline", "/document.pdf", "/pages/1.png"):
            answer = await sam.client.get(f"/api/quotes/{quote_id}{path}")
            assert refusal(answer) == (404, "quote_not_found"), path
        answer = await sam.client.get(f"/api/quotes/{quote_id}/lines/{line['id']}/estimate")
        assert refusal(answer) == (404, "quote_not_found")
    answer = await sam.client.get("/api/quotes", params={"q": theirs["number"]})
    assert answer.json()["counts"]["all"] == 0
    answer = await sam.client.get("/api/quotes", params={"owner_id": theirs["owner"]["id"]})
    assert answer.json()["total"] == 0


async def test_two_peoples_keys_never_meet(sam: Hand, mona: Hand) -> None:
    headers = {"Idempotency-Key": "drawn-by-both-0001"}
    body = {"prospect_name": "Bayou", "title": "Posters"}
    mine, hers, again = [
        (await hand.client.post("/api/quotes", json=body, headers=headers)).json()
        for hand in (sam, mona, sam)
    ]
    assert mine["id"] == again["id"]
    assert hers["id"] != mine["id"]
    assert hers["owner"]["id"] != mine["owner"]["id"]


@pytest.mark.parametrize("wildcard", ["%", "_", "\\", "100%", "o_p", "%%"])
async def test_a_wildcard_in_a_search_is_a_letter_like_any_other(mona: Hand, wildcard: str) -> None:
    for title in ("100% cotton", "two_part form", "back\\slash", "plain"):
        await mona.create(title=title)
    found = await mona.list(q=wildcard)
    assert [one["title"] for one in found["items"] if wildcard not in one["title"]] == []
    expected = 0 if wildcard == "%%" else 1
    assert found["total"] == expected


async def test_a_long_quote_keeps_nobody_else_waiting(mona: Hand) -> None:
    lines = [
        product(
            *range(100, 1300, 100), title=f"Size {n}", spec=spec(trim_width=f"{3 + n / 100:.2f}")
        )
        for n in range(150)
    ]
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.005)
            longest = max(longest, time.perf_counter() - begun)

    watching = asyncio.create_task(watch())
    begun = time.perf_counter()
    made = await mona.create(*lines)
    taken = time.perf_counter() - begun
    watching.cancel()
    assert len(made["lines"]) == len(lines)
    assert longest < taken / 2, (longest, taken)
