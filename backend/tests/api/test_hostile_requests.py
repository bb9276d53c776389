"""What no honest client sends gets a clear refusal in the one shape, and nothing breaks."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from tests.conftest import ORIGIN, open_client


def assert_refused(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"error", "code", "details", "request_id"}
    assert body["code"] == code
    assert body["request_id"] == answer.headers["X-Request-Id"]
    assert body["error"].endswith(".")


async def test_an_unknown_address_of_the_api_is_not_the_web_app(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/nope", headers={"Accept": "text/html"})
    assert_refused(answer, 404, "not_found")


@pytest.mark.parametrize("address", ["/api/%00", "/api/quotes?q=%00", "/healthz?x=%00"])
async def test_a_nul_in_the_address_is_refused(client: httpx.AsyncClient, address: str) -> None:
    assert_refused(await client.get(address), 400, "bad_request")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"a": "\xff"}',
        b"[" * 21 + b"]" * 21,
        b"[" * 100_000,
        b'{"a":' * 30 + b"1" + b"}" * 30,
    ],
)
async def test_a_hostile_body_is_refused_before_anything_reads_it(
    client: httpx.AsyncClient, body: bytes
) -> None:
    answer = await client.post(
        "/api/auth/login", content=body, headers={"Content-Type": "application/json"}
    )
    assert_refused(answer, 400, "bad_json")


async def test_a_body_of_more_than_a_mebibyte_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/auth/login",
        content=b'{"email": "' + b"a" * 1024 * 1024 + b'"}',
        headers={"Content-Type": "application/json"},
    )
    assert_refused(answer, 413, "too_large")


async def test_a_body_that_lies_about_its_length_is_counted(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 64 * 1024

    answer = await client.post(
        "/api/auth/login", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert_refused(answer, 413, "too_large")


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": ORIGIN}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
        ({"Cookie": "forge=x"}, False),
        ({}, True),
    ],
)
async def test_a_write_from_another_site_is_refused_before_the_session_is_read(
    app: FastAPI, headers: dict[str, str], allowed: bool
) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url=ORIGIN, headers=headers
    ) as bare:
        answer = await bare.post("/api/auth/login", json={})
    if allowed:
        assert answer.json()["code"] != "cross_site"
    else:
        assert_refused(answer, 403, "cross_site")


async def test_two_host_headers_are_refused(app: FastAPI) -> None:
    async with open_client(app) as opened:
        answer = await opened.get(
            "/healthz", headers=[(b"Host", b"one.example"), (b"Host", b"two.example")]
        )
    assert_refused(answer, 400, "bad_request")


async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/nope")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "server" not in answer.headers
