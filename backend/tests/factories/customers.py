"""Customers for tests, made through the API as a person would."""

from typing import Any

import httpx


async def add_customer(client: httpx.AsyncClient, name: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Add a customer and return it as the API answered."""
    answer = await client.post("/api/customers", json={"name": name, **fields})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def if_match(customer: dict[str, Any]) -> dict[str, str]:
    """The header that names the version of what was read."""
    return {"If-Match": f'"{customer["version"]}"'}
