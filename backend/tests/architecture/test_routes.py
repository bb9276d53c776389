"""Every route is guarded, declared and refuses hostile scalars in the one shape."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.domain.permissions import Role
from app.main import ROUTERS
from tests.conftest import ClientFor

# What a stranger may ask for: who is there, to log in, to accept an invitation, whether it lives,
# and what the customer of a quote is let in to by their link.
OPEN = {
    "get_session",
    "login",
    "get_invitation",
    "accept_invitation",
    "answer_unknown_address",
    "healthz",
    "readyz",
    # The holder of a customer's link has no session: its own cookie lets in to one offer, or 404.
    "open_link",
    "get_offer_page",
    "get_offer",
    "get_offer_document",
    "see_offer",
    "price_offer",
    "accept_offer",
    "ask_for_changes",
    "decline_offer",
    "ask_for_renewal",
}
READING_ONLY = {"GET", "HEAD"}


def routes() -> Iterator[tuple[str, APIRoute]]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in sorted(set(route.methods or ()) - {"HEAD"}):
                yield method, route


def address_of(route: APIRoute, value: str) -> str:
    return re.sub(r"\{[^}]+\}", value, route.path)


async def test_every_route_asks_who_is_there(client: httpx.AsyncClient) -> None:
    guarded = 0
    for method, route in routes():
        if route.name in OPEN:
            continue
        answer = await client.request(method, address_of(route, str(uuid4())))
        assert answer.status_code == 401, (method, route.path, answer.text)
        assert answer.json()["code"], route.path
        guarded += 1
    assert guarded > 30


async def test_every_write_asks_for_the_csrf_token(client_for: ClientFor) -> None:
    client = await client_for(Role.ADMIN)
    del client.headers["X-CSRF-Token"]
    for method, route in routes():
        if method in READING_ONLY or route.name in OPEN:
            continue
        answer = await client.request(method, address_of(route, str(uuid4())), json={})
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed"), route.path


def test_every_route_declares_its_answer_and_is_named_once() -> None:
    names: dict[str, str] = {}
    for method, route in routes():
        if route.name == "answer_unknown_address":
            continue
        declared = route.response_model is not None or route.status_code == 204
        assert declared or "application/json" not in str(route.responses.get(200, "")), route.path
        assert route.status_code is not None, route.path
        assert names.setdefault(route.name, f"{method} {route.path}") == f"{method} {route.path}"
        assert (route.tags or [""])[0], route.path


HOSTILE: list[Any] = [
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**400,
    1.5,
    "",
    " ",
    "x" * 20_000,
    "-1",
    "1e9",
    "１２",
    "NaN",
    "\u202e",
    "' OR 1=1 --",
    "../../etc/passwd",
    "2026-02-30",
    [],
    {},
    [[]],
    {"a": {"b": 1}},
]


def operation_of(app: FastAPI, method: str, route: APIRoute) -> dict[str, Any]:
    found: dict[str, Any] = (
        app.openapi()["paths"].get(route.path_format, {}).get(method.lower(), {})
    )
    return found


def hostile_bodies(app: FastAPI, method: str, route: APIRoute, *, singly: bool) -> Iterator[Any]:
    """Every hostile scalar as the whole body, in all fields at once, and ``singly`` in one field.

    Singly only where no other field is required: else the answer is that the others are missing,
    and the field itself was judged with all at once. A route without a body must not care for one.
    """
    operation = operation_of(app, method, route)
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if not content:
        yield HOSTILE
        return
    reference = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
    schema = app.openapi()["components"]["schemas"].get(reference, {})
    fields, required = [*schema.get("properties", {})], set(schema.get("required", []))
    for value in HOSTILE:
        yield value
        yield dict.fromkeys(fields, value)
        if singly and len(fields) > 1:
            yield from ({field: value} for field in fields if required <= {field})


def hostile_questions(app: FastAPI, route: APIRoute) -> Iterator[dict[str, str]]:
    """Every hostile text alone in each parameter, and in one that is not declared."""
    parameters = operation_of(app, "GET", route).get("parameters", [])
    for name in [one["name"] for one in parameters if one["in"] == "query"]:
        yield from ({name: text[:300]} for text in HOSTILE if isinstance(text, str))
    yield {"undeclared": "\u202e"}


@pytest.mark.usefixtures("reference_rates")
@pytest.mark.parametrize("role", [Role.ADMIN, Role.MANAGER])
async def test_hostile_scalars_never_break_a_route(
    app: FastAPI, client_for: ClientFor, role: Role
) -> None:
    client = await client_for(role)
    tried = 0

    async def send(method: str, address: str, **more: Any) -> None:  # noqa: ANN401 - any JSON
        nonlocal tried
        answer = await client.request(method, address, headers={"If-Match": '"1"'}, **more)
        tried += 1
        assert answer.status_code < 500, (method, address, more, answer.text)
        # What is no part of the API is a page, and says what is wrong as a page.
        if answer.status_code >= 400 and address.startswith("/api/"):
            assert set(answer.json()) == {"error", "code", "details", "request_id"}

    for method, route in routes():
        # These end the very session that the test is made with.
        if route.name in {"logout", "change_password", "end_all_sessions", "end_sessions"}:
            continue
        # An administrator is let in everywhere but where quotes are judged.
        if role is not Role.ADMIN and "approvals" not in (route.tags or []):
            continue
        address = address_of(route, str(uuid4()))
        if method in READING_ONLY:
            for question in hostile_questions(app, route):
                await send(method, address, params=question)
        else:
            for body in hostile_bodies(app, method, route, singly=role is Role.ADMIN):
                await send(method, address, json=body)
        if "{" in route.path:
            await send(method, address_of(route, "%E2%80%AE1"))
    assert tried > (4_000 if role is Role.ADMIN else 100), tried
