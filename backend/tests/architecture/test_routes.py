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
from app.seeds.reference import load_reference_data
from tests.conftest import TODAY, ClientFor

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


def body_fields(app: FastAPI, route: APIRoute) -> list[str]:
    schema = app.openapi()
    method = next(iter(set(route.methods or ()) - {"HEAD"})).lower()
    operation = schema["paths"][route.path_format][method]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    reference = content.get("schema", {}).get("$ref", "")
    if not reference:
        return []
    return list(schema["components"]["schemas"][reference.rsplit("/", 1)[-1]].get("properties", {}))


@pytest.mark.parametrize("role", [Role.SALES, Role.ADMIN])
async def test_hostile_scalars_never_break_a_route(
    app: FastAPI, client_for: ClientFor, role: Role
) -> None:
    async with app.state.async_session_factory.begin() as session:
        await load_reference_data(session, now=TODAY)
    client = await client_for(role)
    tried = 0
    for method, route in routes():
        # These end the very session that the test is made with.
        if route.name in {"logout", "change_password", "end_all_sessions", "end_sessions"}:
            continue
        address = address_of(route, str(uuid4()))
        for value in HOSTILE:
            bodies: list[Any] = [value]
            if role is Role.ADMIN:
                bodies += [{field: value} for field in body_fields(app, route)]
            bodies.append(dict.fromkeys(body_fields(app, route), value))
            for body in bodies if method not in READING_ONLY else []:
                answer = await client.request(
                    method, address, json=body, headers={"If-Match": '"1"'}
                )
                tried += 1
                assert answer.status_code < 500, (method, route.path, body, answer.text)
                if answer.status_code >= 400:
                    assert set(answer.json()) == {"error", "code", "details", "request_id"}
            if isinstance(value, str) and method == "GET" and value:
                answer = await client.get(
                    address, params={"q": value[:300], "page": value[:300], "sort": value[:300]}
                )
                assert answer.status_code < 500, (route.path, value, answer.text)
                plain = await client.get(address_of(route, "%E2%80%AE1"))
                assert plain.status_code < 500, (route.path, plain.text)
    assert tried > 500
