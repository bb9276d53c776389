"""No figure that only some roles may see reaches a rep: not by its key, and not by its value."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.quotes import Hand, Json, charge, make_customer, product, put, spec

HIDDEN_WORDS = ("cost", "margin", "mark_", "markup", "hourly", "click_", "floor", "target")
# A shorter figure, such as 0.25, stands for many things.
TELLING_DIGITS = 5
CARDS = spec(stock="COV-130-13X19", finishing=[])
CATALOG = ("stocks?per_page=100", "presses", "operations", "products", "rate-card")


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from keys_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from keys_of(one)


def hidden_keys(value: object) -> list[str]:
    return [
        key
        for key in keys_of(value)
        if key == "internal" or any(word in key for word in HIDDEN_WORDS)
    ]


def figures_of(value: object, *, inside: bool, within: bool = False) -> Iterator[str]:
    """Yield the figures that stand under keys named internal, or all the others."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from figures_of(one, inside=inside, within=within or key == "internal")
    elif isinstance(value, list):
        for one in value:
            yield from figures_of(one, inside=inside, within=within)
    elif isinstance(value, str) and within is inside:
        digits = value.replace(".", "").replace("-", "").lstrip("0")
        if digits.isdigit() and len(digits) >= TELLING_DIGITS:
            yield value


@pytest.fixture
async def shop(
    reference_rates: None,  # noqa: ARG001 - they are in the database
    app: FastAPI,
    client_for: ClientFor,
) -> tuple[Hand, Hand]:
    """A rep and a manager of one shop with the reference rates."""
    parties = await make_customer(app)
    return (
        Hand(await client_for(Role.SALES), parties),
        Hand(await client_for(Role.MANAGER), parties),
    )


async def asked(hand: Hand, quote: Json, line: Json) -> list[httpx.Response]:
    """Ask for everything that shows a quote or the rates, refusals among it."""
    client, base = hand.client, f"/api/quotes/{quote['id']}"
    stale = {**quote, "version": 1}
    return [
        await client.get(base),
        await client.get("/api/quotes"),
        await client.get(f"{base}/timeline"),
        await client.get(f"{base}/follow-up"),
        await client.get("/api/follow-up"),
        await client.get("/api/notifications"),
        await client.get(f"{base}/lines/{line['id']}/estimate"),
        await client.post(f"{base}/preview", json={"changes": [put(line)]}),
        await client.post("/api/estimates", json={"spec": CARDS, "quantities": [500, 1000]}),
        await hand.try_edit(stale, {"op": "set", "title": "Stale"}),
        await hand.act(stale, "send"),
        await hand.act(quote, "restore"),
        await client.get(f"/api/customers/{hand.parties.customer_id}"),
        await client.get("/api/messages"),
        *[await client.get(f"/api/catalog/{address}") for address in CATALOG],
    ]


async def test_a_rep_gets_neither_a_hidden_key_nor_a_hidden_figure(
    shop: tuple[Hand, Hand],
) -> None:
    sam, mona = shop
    cards = product(500, 1000, selected=1, spec=CARDS)
    quote = await sam.create(cards, charge("40.00"), charge("1.00", kind="note", quantities=[]))
    foil = charge("31.00", 3, kind="outside", title="Foil", cost="9.777777")
    quote = await mona.edit(quote, put(foil), put(charge("12.00", cost="3.141592", title="Rush")))
    quote = await mona.edit(quote, {"op": "set", "discount_percent": "0.0200"})
    hers, his = await asked(mona, quote, cards), await asked(sam, quote, cards)
    hidden = {one for answer in hers for one in figures_of(answer.json(), inside=True)}
    public = {one for answer in hers for one in figures_of(answer.json(), inside=False)}
    secret = hidden - public
    assert {"9.777777", "3.141592"} <= secret
    assert len(secret) > 30
    for mine, theirs in zip(his, hers, strict=True):
        assert mine.status_code == theirs.status_code, mine.text
        assert hidden_keys(mine.json()) == [], mine.url
        assert not secret & set(figures_of(mine.json(), inside=False)), mine.url
        assert "9.777777" not in mine.text
    sent = await sam.act(quote, "send")
    assert hidden_keys(sent.json()) == []
    for path in ("/api/audit", "/api/users"):
        assert (await sam.client.get(path)).status_code == 403
