"""Price lists as the wire has them."""

import httpx

from tests.factories.quotes import Json


def grid(**changes: object) -> Json:
    """A sound list of business cards with a column for everyone and one for trade."""
    return {
        "name": "Business cards, 14 pt",
        "product": "business_card",
        "mode": "linear_totals",
        "basis": "total",
        "effective_from": "2026-11-01",
        "tiers": [{"level": ""}, {"level": "trade", "run_on": "20"}],
        "breaks": [
            row(100, "31.55", "28.00"),
            row(250, "37.50", "33.00"),
            row(500, "55.00", "48.00"),
        ],
        **changes,
    }


def row(quantity: int, *prices: str | None, cost: str | None = None) -> Json:
    """One row of the grid."""
    found: Json = {"quantity": quantity, "prices": list(prices)}
    return found if cost is None else {**found, "internal": {"cost": cost}}


def badges(**changes: object) -> Json:
    """Name badges: for everyone and for the trade, run on above 100, costs from 50 on."""
    return {
        **grid(),
        "name": "Name badges, gold",
        "product": "Name badges",
        "tiers": [{"level": "", "run_on": "1500"}, {"level": "trade", "run_on": "1200"}],
        "breaks": [
            row(10, "60.00", "50.00"),
            row(50, "150.00", "120.00", cost="70.00"),
            row(100, "250.00", "200.00", cost="110.00"),
        ],
        **changes,
    }


async def publish_list(
    client: httpx.AsyncClient, content: Json, *, code: str = "BADGE", before: Json | None = None
) -> Json:
    """Publish a list, or its next edition where it was there ``before``, as a manager does."""
    if before is None:
        answer = await client.post("/api/price-lists", json={"code": code, "content": content})
    else:
        answer = await client.put(
            f"/api/price-lists/{before['id']}",
            json={"content": content},
            headers={"If-Match": f'"{before["version"]}"'},
        )
    assert answer.status_code in {200, 201}, answer.text
    draft: Json = answer.json()
    answer = await client.post(
        f"/api/price-lists/{draft['id']}/publish",
        json={"accept_findings": True},
        headers={"If-Match": f'"{draft["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found
