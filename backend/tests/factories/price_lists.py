"""Price lists as the wire has them."""

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
