"""Random lives of quotes: whatever is tried in whatever order, what must hold holds."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI

from app.domain.days import shop_day
from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, product, put, rows

STEPS = 45
# What may follow, for a manager; everything else is refused and changes nothing.
NEXT = {
    ("draft", "edit"): "draft",
    ("draft", "send"): "sent",
    ("draft", "delete"): "deleted",
    ("deleted", "restore"): "draft",
    ("sent", "approve"): "approved",
    ("sent", "decline"): "declined",
    ("approved", "decline"): "declined",
}
ACTIONS = ["edit", "send", "approve", "decline", "expire", "delete", "restore", "duplicate"]


def state_of(quote: Json) -> str:
    return "deleted" if quote["deleted_at"] else str(quote["status"])


def edit(chance: random.Random, quote: Json) -> Json:
    """Return a change that makes sense."""
    lines = quote["lines"]
    choices: list[Callable[[], Json]] = [
        lambda: put(charge(f"{chance.randint(1, 90_000) / 100:.2f}", chance.randint(1, 9))),
        lambda: put(product(chance.randint(50, 5000), selected=0)),
        lambda: {"op": "set", "title": f"Job {chance.random()}"},
        lambda: {"op": "set", "discount_percent": f"{chance.randint(0, 5000) / 10_000:.4f}"},
        lambda: {"op": "set", "discount_amount": f"{chance.randint(0, 900) / 100:.2f}"},
    ]
    if lines:
        ids = [line["id"] for line in lines]
        choices += [
            lambda: {"op": "remove_line", "id": chance.choice(ids)},
            lambda: {"op": "order_lines", "ids": chance.sample(ids, len(ids))},
        ]
    return chance.choice(choices)()


def check_sums(quote: Json) -> None:
    totals = quote["totals"]
    chosen = [Decimal(line["selected_total"]) for line in quote["lines"]]
    assert sum(chosen) == Decimal(totals["subtotal"])
    parts = Decimal(totals["subtotal"]) - Decimal(totals["discount"]) + Decimal(totals["tax"])
    assert parts == Decimal(totals["total"])


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_life_breaks_nothing(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock, seed: int
) -> None:
    chance = random.Random(seed)
    parties = await open_quoting_shop(app)
    mona = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    quotes = [await mona.create(charge("10.00")) for _ in range(3)]
    papers: dict[str, bytes] = {}
    for _ in range(STEPS):
        place = chance.randrange(len(quotes))
        quote, action = quotes[place], chance.choice(ACTIONS)
        before, changed = state_of(quote), await act(mona, chance, quote, action)
        now = await mona.read(quote)
        expected = NEXT.get((before, action))
        if action == "duplicate" and before != "deleted":
            assert changed.status_code == 201
            quotes.append(changed.json())
        elif expected is None:
            assert changed.status_code == 409
            assert now == quote
            assert action not in now["allowed_actions"] or action == "expire"
        elif changed.status_code == 409:
            assert changed.json()["code"] == "quote_not_ready"
            assert (action, quote["lines"]) == ("send", [])
        else:
            assert changed.status_code in {200, 204}, changed.text
            assert state_of(now) == expected
            assert now["version"] == quote["version"] + 1
        quotes[place] = now
        check_sums(now)
        if now["document"] is not None:
            paper = (await mona.client.get(f"/api/quotes/{now['id']}/document.pdf")).content
            assert papers.setdefault(now["id"], paper) == paper
    await check_lists(mona, quotes)
    await check_expiry(app, mona, clock, quotes)


async def act(mona: Hand, chance: random.Random, quote: Json, action: str) -> httpx.Response:
    tried: Awaitable[httpx.Response] = (
        mona.try_edit(quote, edit(chance, quote)) if action == "edit" else mona.act(quote, action)
    )
    return await tried


async def check_lists(mona: Hand, quotes: list[Json]) -> None:
    states = [state_of(quote) for quote in quotes]
    listed = await mona.list(per_page=100)
    assert listed["counts"]["all"] == len(states) - states.count("deleted")
    for tab in ("sent", "approved", "declined", "deleted"):
        assert listed["counts"][tab] == states.count(tab)
    shown = {item["id"]: item["total"] for item in listed["items"]}
    kept = [quote for quote in quotes if state_of(quote) != "deleted"]
    assert shown == {quote["id"]: quote["totals"]["total"] for quote in kept}
    assert Decimal(listed["sums"]["total"]) == sum(Decimal(total) for total in shown.values())


async def check_expiry(app: FastAPI, mona: Hand, clock: Clock, quotes: list[Json]) -> None:
    """Once all are overdue, every sent quote and no other has expired."""
    clock.now += timedelta(days=60)
    await mona.come_back()
    assert shop_day(clock.now, "America/New_York").year > 2026
    for quote in quotes:
        now = await mona.read(quote)
        expected = "expired" if state_of(quote) == "sent" else state_of(quote)
        assert state_of(now) == expected
    entries = await rows(
        app,
        "SELECT count(*) FROM forge_audit_entries WHERE entity = 'quote'"
        " AND action <> 'quote.duplicated'",
    )
    duplicated = len(quotes) - 3
    assert entries == [(sum(quote["version"] for quote in quotes) - duplicated,)]
