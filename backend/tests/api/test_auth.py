"""Logging in and out: who gets in, who does not, and what nobody ever sees."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from http.cookies import Morsel, SimpleCookie
from uuid import uuid4

import httpx
import pytest
import structlog
from fastapi import FastAPI
from redis.asyncio import Redis
from sqlalchemy import select

from app.adapters.passwords import PasswordHasher
from app.db import SessionFactory
from app.domain.permissions import PERMISSIONS, Role
from app.domain.shop import QuoteHabits
from app.main import create_app
from app.models.audit import AuditEntry
from app.models.user import User
from app.state import open_redis
from tests.conftest import ClientFor, Clock, MakeUser, open_client
from tests.factories.logins import NEW_PASSWORD, PASSWORD, WRONG, MakeStaff, log_in, refusal


@pytest.fixture
def make_staff(make_user: MakeUser, passwords: PasswordHasher) -> MakeStaff:
    async def make(role: Role = Role.SALES, **details: object) -> User:
        return await make_user(role, password_hash=await passwords.hash(PASSWORD), **details)

    return make


@pytest.fixture
async def another_client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with AsyncExitStack() as opened:
        yield await opened.enter_async_context(open_client(app))


def cookies_of(answer: httpx.Response) -> dict[str, Morsel[str]]:
    found: dict[str, Morsel[str]] = {}
    for line in answer.headers.get_list("set-cookie"):
        found.update(SimpleCookie(line))
    return found


async def actions(sessions: SessionFactory) -> list[str]:
    async with sessions.begin() as session:
        return list(await session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize("role", list(Role))
async def test_a_person_logs_in_and_learns_what_they_may_do(
    client: httpx.AsyncClient, make_staff: MakeStaff, role: Role
) -> None:
    user = await make_staff(role, name="Dana Whitfield")
    answer = await log_in(client, user)
    assert answer.status_code == 200
    me = answer.json()["user"]
    assert me["user"] == {
        "id": str(user.id),
        "email": user.email,
        "name": "Dana Whitfield",
        "role": role.value,
    }
    assert set(me["permissions"]) == {permission.value for permission in PERMISSIONS[role]}
    assert me["shop"] == {
        "name": "Patriot Press & Print",
        "currency": "USD",
        "time_zone": "America/New_York",
        "unit": "in",
        "payment_terms": list(QuoteHabits().payment_terms),
    }
    assert me["csrf_token"] == answer.json()["csrf_token"]
    assert (await client.get("/api/auth/me")).json() == me


async def test_the_address_may_be_typed_in_any_case(
    client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    await make_staff(email="Dana.Whitfield@Shop.Example")
    answer = await client.post(
        "/api/auth/login", json={"email": " dana.whitfield@shop.example ", "password": PASSWORD}
    )
    assert answer.status_code == 200


async def test_nobody_learns_why_a_login_failed(
    client: httpx.AsyncClient,
    make_staff: MakeStaff,
    make_user: MakeUser,
    sessions: SessionFactory,
    clock: Clock,
) -> None:
    known = await make_staff()
    gone = await make_staff(is_active=False)
    invited = await make_user(Role.SALES)
    answers = []
    for email, password in (
        (known.email, WRONG),
        ("nobody@shop.example", PASSWORD),
        (gone.email, PASSWORD),
        (invited.email, PASSWORD),
    ):
        answer = await client.post("/api/auth/login", json={"email": email, "password": password})
        assert refusal(answer) == (401, "invalid_credentials")
        answers.append({**answer.json(), "request_id": ""})
        assert "set-cookie" not in answer.headers
        clock.move(minutes=2)
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["error"] == "Email or password is wrong. 4 tries left this minute."
    assert answers[0]["details"] == {"tries_left": 4}
    assert await actions(sessions) == ["user.login_failed"] * 4


async def test_a_failed_login_is_remembered_without_what_was_typed(
    client: httpx.AsyncClient, make_staff: MakeStaff, sessions: SessionFactory
) -> None:
    user = await make_staff(name="Dana Whitfield")
    await log_in(client, user, WRONG)
    await client.post("/api/auth/login", json={"email": "typo@shop.example", "password": WRONG})
    async with sessions.begin() as session:
        known, unknown = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert (known.entity_id, known.entity_label) == (user.id, "Dana Whitfield")
    assert (unknown.entity_id, unknown.entity_label) == (None, "")
    assert known.address
    assert (known.actor_id, known.before, known.after) == (None, None, None)


async def test_the_cookie_is_plain_on_loopback_and_guarded_over_tls(
    client: httpx.AsyncClient, make_staff: MakeStaff, app: FastAPI
) -> None:
    user = await make_staff()
    plain = cookies_of(await log_in(client, user))
    assert set(plain) == {"forge", "forge-device"}
    secure = create_app(app.state.settings.model_copy(update={"origin": "https://forge.example"}))
    for name in ("clock", "async_session_factory", "reader", "redis", "passwords", "shop_board"):
        setattr(secure.state, name, getattr(app.state, name))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(secure), base_url="https://forge.example"
    ) as browser:
        answer = await log_in(browser, user)
        guarded = cookies_of(answer)
        assert set(guarded) == {"__Host-forge", "__Host-forge-device"}
        assert (await browser.get("/api/auth/me")).status_code == 200
        assert "max-age=31536000" in answer.headers["strict-transport-security"]
    for cookie in (*plain.values(), *guarded.values()):
        assert cookie["httponly"]
        assert cookie["samesite"].lower() == "lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]
    assert all(cookie["secure"] for cookie in guarded.values())
    assert not any(cookie["secure"] for cookie in plain.values())
    assert not plain["forge"]["max-age"]
    assert not plain["forge"]["expires"]


async def test_a_page_may_ask_who_is_there_and_hear_nobody(
    client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    stranger = await client.get("/api/auth/session")
    assert (stranger.status_code, stranger.json()) == (200, None)
    await log_in(client, await make_staff())
    here = await client.get("/api/auth/session")
    assert here.json() == (await client.get("/api/auth/me")).json()
    client.headers["X-CSRF-Token"] = here.json()["csrf_token"]
    await client.post("/api/auth/logout")
    assert (await client.get("/api/auth/session")).json() is None


async def test_a_login_ends_the_session_that_the_browser_brought(
    client: httpx.AsyncClient, another_client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    """Whoever planted a session in a browser beforehand holds nothing after the login."""
    attacker, victim = await make_staff(), await make_staff()
    await log_in(client, attacker)
    planted = client.cookies["forge"]
    another_client.cookies.set("forge", planted)
    answer = await log_in(another_client, victim)
    assert answer.status_code == 200
    assert cookies_of(answer)["forge"].value != planted
    assert refusal(await client.get("/api/auth/me")) == (401, "not_logged_in")


async def test_an_invented_token_is_never_taken_over(
    client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    client.cookies.set("forge", "a-token-of-the-attackers-choice", domain="testserver.local")
    answer = await log_in(client, await make_staff())
    assert cookies_of(answer)["forge"].value != "a-token-of-the-attackers-choice"


async def test_logging_out_ends_the_session_for_good(
    client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    await log_in(client, await make_staff())
    token = client.cookies["forge"]
    answer = await client.post("/api/auth/logout")
    assert answer.status_code == 204
    assert "forge" not in client.cookies
    client.cookies.set("forge", token)
    assert refusal(await client.get("/api/auth/me")) == (401, "not_logged_in")


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "a" * 4_000, "'; DROP TABLE", "\x7f"])
async def test_a_strange_token_is_nobody(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.get(
        "/api/auth/me", headers=[(b"Cookie", f"forge={token}".encode("latin1"))]
    )
    assert refusal(answer) == (401, "not_logged_in")


async def test_a_session_ends_after_half_an_hour_unused(
    client_for: ClientFor, clock: Clock
) -> None:
    client = await client_for(Role.SALES)
    for _ in range(4):
        clock.move(minutes=29)
        assert (await client.get("/api/auth/me")).status_code == 200
    clock.move(minutes=30)
    assert refusal(await client.get("/api/auth/me")) == (401, "not_logged_in")


async def test_a_deactivated_person_is_nobody_whatever_session_they_hold(
    client_for: ClientFor, make_user: MakeUser
) -> None:
    client = await client_for(await make_user(Role.ADMIN, is_active=False))
    assert refusal(await client.get("/api/auth/me")) == (401, "not_logged_in")


@pytest.mark.parametrize("change", ["deactivate", "demote"])
async def test_a_change_of_the_person_works_at_once(
    client_for: ClientFor, make_user: MakeUser, change: str
) -> None:
    user = await make_user(Role.MANAGER)
    client, admin = await client_for(user), await client_for(Role.ADMIN)
    assert (await client.get("/api/auth/me")).status_code == 200
    if change == "deactivate":
        answer = await admin.post(f"/api/users/{user.id}/deactivate")
    else:
        answer = await admin.patch(
            f"/api/users/{user.id}", json={"role": "sales"}, headers={"If-Match": '"1"'}
        )
    assert answer.status_code == 200
    assert refusal(await client.get("/api/auth/me")) == (401, "not_logged_in")


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("own", (422, "validation_failed")),
        (None, (403, "csrf_failed")),
        ("", (403, "csrf_failed")),
        ("other", (403, "csrf_failed")),
        ("é", (403, "csrf_failed")),
    ],
)
async def test_a_change_needs_the_csrf_token_of_its_own_session(
    client_for: ClientFor, token: str | None, expected: tuple[int, str]
) -> None:
    client, other = await client_for(Role.SALES), await client_for(Role.SALES)
    tokens = {"own": client.headers["X-CSRF-Token"], "other": other.headers["X-CSRF-Token"]}
    del client.headers["X-CSRF-Token"]
    sent = "" if token is None else tokens.get(token, token)
    headers = [] if token is None else [(b"X-CSRF-Token", sent.encode("latin1"))]
    answer = await client.post("/api/auth/password", json={}, headers=headers)
    assert refusal(answer) == expected
    assert (await client.get("/api/auth/me")).status_code == 200


async def test_a_cookie_and_an_authorization_header_together_are_refused(
    client_for: ClientFor,
) -> None:
    client = await client_for(Role.ADMIN)
    for scheme in ("Bearer x", "Basic eDp5", ""):
        answer = await client.get("/api/auth/me", headers={"Authorization": scheme})
        assert refusal(answer) == (401, "two_credentials")


async def test_six_wrong_passwords_in_a_minute_are_one_too_many(
    client: httpx.AsyncClient, make_staff: MakeStaff, clock: Clock
) -> None:
    user = await make_staff()
    for _ in range(5):
        assert (await log_in(client, user, WRONG)).status_code == 401
    clock.move(seconds=15)
    answer = await log_in(client, user)
    assert refusal(answer) == (429, "too_many_attempts")
    assert answer.headers["Retry-After"] == "45"
    assert answer.json()["details"] == {"retry_after": 45}
    assert answer.json()["error"] == "Too many tries: wait 45 seconds and try again."
    clock.move(seconds=45)
    assert (await log_in(client, user)).status_code == 200


async def test_a_shop_that_shares_an_address_logs_in_together(
    app: FastAPI, make_staff: MakeStaff
) -> None:
    for _ in range(12):
        async with open_client(app) as browser:
            assert (await log_in(browser, await make_staff())).status_code == 200


async def test_a_known_device_gets_in_while_strangers_guess(
    client: httpx.AsyncClient, another_client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    user = await make_staff()
    await log_in(client, user)
    await client.post("/api/auth/logout")
    for _ in range(20):
        await log_in(another_client, user, WRONG)
    assert refusal(await log_in(another_client, user)) == (429, "too_many_attempts")
    assert (await log_in(client, user)).status_code == 200


async def test_forwarded_addresses_count_only_behind_our_own_proxies(
    client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    user = await make_staff()
    for number in range(7):
        client.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        answer = await log_in(client, user, WRONG)
    assert answer.status_code == 429


@pytest.mark.parametrize("hanging", [False, True])
async def test_without_redis_nobody_gets_in_and_everybody_hears_it_soon(
    client: httpx.AsyncClient,
    make_staff: MakeStaff,
    app: FastAPI,
    hanging_redis: Redis,
    hanging: bool,
) -> None:
    user = await make_staff()
    refused = open_redis("redis://127.0.0.1:1/0")
    app.state.redis = hanging_redis if hanging else refused
    client.cookies.set("forge", "x")
    body = {"email": user.email, "password": PASSWORD}
    for method, path in (("POST", "/api/auth/login"), ("GET", "/api/auth/me"), ("GET", "/readyz")):
        # Thrice at most: a busy machine may hold up any one of them.
        for _ in range(3):
            begun = time.perf_counter()
            answer = await client.request(method, path, json=body if method == "POST" else None)
            waited = time.perf_counter() - begun
            assert refusal(answer) == (503, "sessions_unavailable")
            assert int(answer.headers["Retry-After"]) > 0
            assert "set-cookie" not in answer.headers
            if waited < 0.6:
                break
        assert waited < 0.6
    await refused.aclose()


async def test_a_hash_of_old_parameters_is_made_anew_at_login(
    client: httpx.AsyncClient, make_user: MakeUser, sessions: SessionFactory, app: FastAPI
) -> None:
    pepper = app.state.settings.password_pepper.get_secret_value().encode()
    older = PasswordHasher(peppers={"1": pepper}, pepper_id="1", memory_kib=8, passes=2)
    user = await make_user(Role.SALES, password_hash=await older.hash(PASSWORD))
    older.close()
    assert (await log_in(client, user)).status_code == 200
    async with sessions.begin() as session:
        stored = await session.scalar(select(User.password_hash).where(User.id == user.id))
    assert stored is not None
    assert "t=1" in stored
    assert (await log_in(client, user)).status_code == 200


async def test_changing_the_password_ends_the_other_sessions_and_renews_ones_own(
    client: httpx.AsyncClient,
    another_client: httpx.AsyncClient,
    make_staff: MakeStaff,
    sessions: SessionFactory,
) -> None:
    user = await make_staff()
    await log_in(client, user)
    await log_in(another_client, user)
    old = client.cookies["forge"]
    answer = await client.post(
        "/api/auth/password", json={"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    )
    assert answer.status_code == 204
    assert cookies_of(answer)["forge"].value != old
    assert (await client.get("/api/auth/me")).status_code == 200
    # The page goes on with the CSRF token that it has.
    assert refusal(await client.post("/api/auth/password", json={}))[0] == 422
    assert refusal(await another_client.get("/api/auth/me")) == (401, "not_logged_in")
    another_client.cookies.set("forge", old)
    assert refusal(await another_client.get("/api/auth/me")) == (401, "not_logged_in")
    another_client.cookies.clear()
    assert (await log_in(another_client, user)).status_code == 401
    assert (await log_in(another_client, user, NEW_PASSWORD)).status_code == 200
    assert (await actions(sessions)).count("user.password_changed") == 1


@pytest.mark.parametrize("how", ["password", "sessions"])
async def test_a_session_that_redis_does_not_list_ends_with_the_others(
    client: httpx.AsyncClient, client_for: ClientFor, make_staff: MakeStaff, redis: Redis, how: str
) -> None:
    """One that starts while the others are cleared away, say: its epoch is over all the same."""
    user = await make_staff()
    unlisted = await client_for(user)
    await redis.delete(f"sessions:{user.id}")
    await log_in(client, user)
    if how == "password":
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        answer = await client.post("/api/auth/password", json=body)
    else:
        answer = await client.delete("/api/auth/sessions")
    assert answer.status_code == 204
    assert refusal(await unlisted.get("/api/auth/me")) == (401, "not_logged_in")
    assert (await client.get("/api/auth/me")).status_code == 200


async def test_changing_the_password_asks_for_the_current_one(
    client: httpx.AsyncClient, make_staff: MakeStaff
) -> None:
    await log_in(client, await make_staff())
    body = {"current_password": WRONG, "new_password": NEW_PASSWORD}
    for _ in range(5):
        answer = await client.post("/api/auth/password", json=body)
        assert refusal(answer) == (422, "wrong_password")
        assert answer.json()["details"]["fields"][0]["path"] == ["current_password"]
    body["current_password"] = PASSWORD
    answer = await client.post("/api/auth/password", json=body)
    assert refusal(answer) == (429, "too_many_attempts")
    assert (await client.get("/api/auth/me")).status_code == 200


@pytest.mark.parametrize("bad", ["short", "password1234", "x" * 129, "Pat Sales 2026"])
async def test_a_bad_new_password_is_refused_in_a_sentence(
    client: httpx.AsyncClient, make_staff: MakeStaff, bad: str
) -> None:
    await log_in(client, await make_staff(name="Pat Sales"))
    answer = await client.post(
        "/api/auth/password", json={"current_password": PASSWORD, "new_password": bad}
    )
    assert refusal(answer) == (422, "password_rejected")
    assert answer.json()["details"]["fields"][0]["path"] == ["new_password"]
    assert bad not in answer.text


async def test_one_sees_ones_own_sessions_and_ends_one(
    client: httpx.AsyncClient,
    another_client: httpx.AsyncClient,
    make_staff: MakeStaff,
    client_for: ClientFor,
    clock: Clock,
) -> None:
    user = await make_staff()
    client.headers["User-Agent"] = "Firefox"
    another_client.headers["User-Agent"] = "Chrome" * 100
    await log_in(another_client, user)
    clock.move(minutes=1)
    await log_in(client, user)
    await client_for(Role.SALES)
    mine, other = (await client.get("/api/auth/sessions")).json()
    assert set(mine) == {"id", "current", "created_at", "seen_at", "address", "user_agent"}
    assert (mine["current"], mine["user_agent"]) == (True, "Firefox")
    assert (other["current"], len(other["user_agent"])) == (False, 200)
    assert mine["created_at"] == "2026-11-20T15:31:00Z"
    assert (await client.delete(f"/api/auth/sessions/{other['id']}")).status_code == 204
    assert refusal(await another_client.get("/api/auth/me")) == (401, "not_logged_in")
    again = await client.delete(f"/api/auth/sessions/{other['id']}")
    assert refusal(again) == (404, "session_not_found")
    assert [one["id"] for one in (await client.get("/api/auth/sessions")).json()] == [mine["id"]]
    assert (await client.delete(f"/api/auth/sessions/{mine['id']}")).status_code == 204
    assert "forge" not in client.cookies


async def test_nobody_ends_somebody_elses_session(client_for: ClientFor) -> None:
    dana, eve = await client_for(Role.SALES), await client_for(Role.ADMIN)
    (session,) = (await dana.get("/api/auth/sessions")).json()
    answer = await eve.delete(f"/api/auth/sessions/{session['id']}")
    assert refusal(answer) == (404, "session_not_found")
    assert (await dana.get("/api/auth/me")).status_code == 200


@pytest.mark.parametrize("including_current", [False, True])
async def test_one_ends_all_other_sessions_or_all(
    client: httpx.AsyncClient,
    another_client: httpx.AsyncClient,
    make_staff: MakeStaff,
    including_current: bool,
) -> None:
    user = await make_staff()
    await log_in(client, user)
    await log_in(another_client, user)
    old = client.cookies["forge"]
    answer = await client.delete(
        "/api/auth/sessions", params={"including_current": including_current}
    )
    assert answer.status_code == 204
    assert (await another_client.get("/api/auth/me")).status_code == 401
    assert (await client.get("/api/auth/me")).status_code == (401 if including_current else 200)
    another_client.cookies.set("forge", old)
    assert (await another_client.get("/api/auth/me")).status_code == 401


async def test_no_answer_and_no_log_contains_a_password(
    client: httpx.AsyncClient,
    make_staff: MakeStaff,
    app: FastAPI,
    capfd: pytest.CaptureFixture[str],
) -> None:
    secret = "S3cret-of-mine-" + uuid4().hex
    user = await make_staff()
    texts = []
    with structlog.testing.capture_logs() as logs:
        for body in (
            {"email": user.email, "password": secret},
            {"email": secret, "password": secret},
            {"email": user.email, "password": [secret]},
            {"email": user.email, "password": secret * 50},
            {"token": secret, "password": secret},
            {"current_password": secret, "new_password": secret},
            {"current_password": {"a": secret}, "new_password": 5},
            [secret],
            secret,
        ):
            texts += [
                (await client.post(f"/api/auth/{path}", json=body)).text
                for path in ("login", "password", "invitations/accept")
            ]
        await log_in(client, user)
        texts.append(
            (
                await client.post(
                    "/api/auth/password",
                    json={"current_password": secret, "new_password": secret},
                )
            ).text
        )
        app.state.redis = open_redis("redis://127.0.0.1:1/0")
        texts.append((await log_in(client, user, secret)).text)
        await app.state.redis.aclose()
    printed = capfd.readouterr()
    assert logs
    for text in (*texts, str(logs), printed.out, printed.err):
        assert secret not in text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "dana@shop.example"},
        {"email": "dana@shop.example", "password": ""},
        {"email": "not an address", "password": PASSWORD},
        {"email": "dana@shop.example", "password": PASSWORD, "role": "admin"},
        {"email": ["dana@shop.example"], "password": PASSWORD},
        {"email": "dana@shop.example", "password": 123456789012},
        {"email": "dana@shop.example", "password": None},
    ],
)
async def test_a_malformed_login_is_refused_field_by_field(
    client: httpx.AsyncClient, body: dict[str, object]
) -> None:
    answer = await client.post("/api/auth/login", json=body)
    assert refusal(answer) == (422, "validation_failed")
    assert answer.json()["details"]["fields"]
