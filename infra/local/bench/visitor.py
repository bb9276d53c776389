"""Somebody at the bench who asks the API by hand, outside what is measured."""

import json
import uuid
from typing import Any, Final

import httpx

from local.bench.load import FRESH_ID
from local.bench.requests import Person
from local.processes import LocalError

EMAIL: Final = "bench@example.com"
PASSWORD: Final = "a long day at the bench"  # noqa: S105 - of a database that ends with the run
CREATED: Final = 201


async def log_in(browser: httpx.AsyncClient) -> Person:
    """Log the browser in, and return who it is."""
    answer = await browser.post("/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
    browser.headers["X-CSRF-Token"] = expect(answer, 200)["csrf_token"]
    return Person(
        cookies="; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar),
        csrf_token=browser.headers["X-CSRF-Token"],
    )


def own_ids(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body with ids instead of the marks where the driver writes them."""
    parts = json.dumps(body).split(FRESH_ID)
    fresh = [part + str(uuid.uuid4()) for part in parts[:-1]]
    filled: dict[str, Any] = json.loads("".join([*fresh, parts[-1]]))
    return filled


def expect(answer: httpx.Response, status: int) -> dict[str, Any]:
    """Return the body of an answer of this status, or stop."""
    if answer.status_code != status:
        raise LocalError(f"{answer.request.url}: {answer.status_code} {answer.text[:2000]}")
    body: dict[str, Any] = answer.json()
    return body
