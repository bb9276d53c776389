"""Administering people: inviting, changing, deactivating, and the last administrator."""

import re
from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.adapters.passwords import PasswordHasher
from app.db import SessionFactory
from app.domain.actor import Authority
from app.domain.permissions import Role
from app.models.audit import AuditEntry
from app.models.message import Message
from app.models.user import Invitation, User
from tests.conftest import ClientFor, Clock, MakeUser, open_client
from tests.factories.logins import NEW_PASSWORD, PASSWORD, log_in, refusal

INVITATION = {"email": "max@shop.example", "name": "Max Ortiz", "role": "estimator"}


@pytest.fixture
async def admin(client_for: ClientFor, make_user: MakeUser) -> httpx.AsyncClient:
    return await client_for(
        await make_user(Role.ADMIN, name="Ada Admin", password_hash="1:$argon2id$never")
    )


async def link_of(sessions: SessionFactory) -> str:
    """Return the token in the newest invitation's mail."""
    async with sessions.begin() as session:
        mail = await session.scalar(select(Message).order_by(Message.created_at.desc()).limit(1))
    assert mail is not None
    found = re.search(r"http://testserver/invitation/(\S+)", mail.body)
    assert found is not None
    return found[1]


async def entries(sessions: SessionFactory, action: str) -> list[AuditEntry]:
    async with sessions.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return list(await session.scalars(query))


@pytest.mark.parametrize("role", [Role.SALES, Role.ESTIMATOR, Role.MANAGER])
async def test_only_admins_manage_people(
    client_for: ClientFor, make_user: MakeUser, role: Role
) -> None:
    client, user = await client_for(role), await make_user(Role.SALES)
    for method, path, body in (
        ("GET", "", None),
        ("POST", "", INVITATION),
        ("GET", f"/{user.id}", None),
        ("PATCH", f"/{user.id}", {"role": "admin"}),
        ("POST", f"/{user.id}/deactivate", None),
        ("POST", f"/{user.id}/activate", None),
        ("POST", f"/{user.id}/resend-invitation", None),
    ):
        answer = await client.request(
            method, f"/api/users{path}", json=body, headers={"If-Match": '"1"'}
        )
        assert refusal(answer) == (403, "permission_denied"), path
        assert answer.json()["error"] == "Managing users needs an administrator."


async def test_an_admin_lists_people_by_name_and_status(
    admin: httpx.AsyncClient, make_user: MakeUser
) -> None:
    await make_user(Role.SALES, name="zoe Young", email="zoe@shop.example", password_hash="x")
    await make_user(Role.SALES, name="Bo 100% Cotton", email="bo@shop.example")
    await make_user(Role.MANAGER, name="Cy Gone", email="cy@shop.example", is_active=False)

    async def names(**query: str | int) -> list[str]:
        answer = await admin.get("/api/users", params=query)
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json()["items"]]

    assert await names() == ["Ada Admin", "Bo 100% Cotton", "Cy Gone", "zoe Young"]
    assert await names(status="active") == ["Ada Admin", "zoe Young"]
    assert await names(status="invited") == ["Bo 100% Cotton"]
    assert await names(status="inactive") == ["Cy Gone"]
    assert await names(q="ZOE@") == ["zoe Young"]
    assert await names(q="0%") == ["Bo 100% Cotton"]
    assert await names(q="_") == []
    assert await names(per_page=3, page=2) == ["zoe Young"]
    answer = await admin.get("/api/users", params={"per_page": 1})
    assert {key: answer.json()[key] for key in ("total", "page", "per_page")} == {
        "total": 4,
        "page": 1,
        "per_page": 1,
    }
    for wrong in ({"status": "gone"}, {"page": 0}, {"page": 10_001}, {"per_page": 101}):
        assert refusal(await admin.get("/api/users", params=wrong))[0] == 422


async def test_no_answer_about_people_contains_a_hash(
    admin: httpx.AsyncClient, make_user: MakeUser
) -> None:
    user = await make_user(Role.SALES, password_hash="1:$argon2id$v=19$secret")
    for path in ("", f"/{user.id}"):
        answer = await admin.get(f"/api/users{path}")
        assert "argon2" not in answer.text
        assert "hash" not in answer.text


async def test_an_invited_person_chooses_a_password_and_is_in(
    admin: httpx.AsyncClient, client: httpx.AsyncClient, sessions: SessionFactory, clock: Clock
) -> None:
    limits = {"max_total": "2500", "min_margin": "0.25", "max_discount": None}
    answer = await admin.post("/api/users", json={**INVITATION, "limits": limits})
    assert answer.status_code == 201, answer.text
    invited = answer.json()
    assert answer.headers["ETag"] == '"1"'
    assert (invited["status"], invited["role"]) == ("invited", "estimator")
    assert invited["limits"] == {
        "max_total": "2500.00",
        "min_margin": "0.2500",
        "max_discount": None,
    }

    token = await link_of(sessions)
    async with sessions.begin() as session:
        kept = await session.scalar(select(Invitation))
        mail = await session.scalar(select(Message))
    assert kept is not None
    assert mail is not None
    assert token not in kept.token_hash
    assert (mail.kind, mail.recipients) == ("invitation", ["max@shop.example"])

    for _ in range(2):
        looked = await client.get(f"/api/auth/invitations/{token}")
        assert looked.json() == {"email": "max@shop.example", "name": "Max Ortiz"}
    weak = await client.post(
        "/api/auth/invitations/accept", json={"token": token, "password": "max.ortiz.2026"}
    )
    assert refusal(weak) == (422, "password_rejected")
    clock.move(days=6, hours=23)
    body = {"token": token, "password": NEW_PASSWORD}
    accepted = await client.post("/api/auth/invitations/accept", json=body)
    assert accepted.status_code == 200, accepted.text
    assert accepted.json()["user"]["user"]["role"] == "estimator"
    assert (await client.get("/api/auth/me")).status_code == 200

    again = await client.post("/api/auth/invitations/accept", json=body)
    assert refusal(again) == (404, "invitation_not_found")
    looked = await client.get(f"/api/auth/invitations/{token}")
    assert refusal(looked) == (404, "invitation_not_found")
    (told,) = await entries(sessions, "user.invited")
    assert told.after is not None
    assert told.after["email"] == "max@shop.example"
    assert (await entries(sessions, "user.invitation_accepted"))[0].actor_name == "Max Ortiz"


async def test_an_invitation_runs_out_after_a_week(
    admin: httpx.AsyncClient, client: httpx.AsyncClient, sessions: SessionFactory, clock: Clock
) -> None:
    await admin.post("/api/users", json=INVITATION)
    token = await link_of(sessions)
    clock.move(days=7)
    looked = await client.get(f"/api/auth/invitations/{token}")
    assert refusal(looked) == (404, "invitation_not_found")
    accepted = await client.post(
        "/api/auth/invitations/accept", json={"token": token, "password": NEW_PASSWORD}
    )
    assert refusal(accepted) == (404, "invitation_not_found")


@pytest.mark.parametrize("how", ["resend", "deactivate"])
async def test_an_old_link_dies_with_a_new_one_and_with_the_person(
    admin: httpx.AsyncClient,
    client: httpx.AsyncClient,
    sessions: SessionFactory,
    clock: Clock,
    how: str,
) -> None:
    user_id = (await admin.post("/api/users", json=INVITATION)).json()["id"]
    old = await link_of(sessions)
    if how == "resend":
        clock.move(seconds=1)
        answer = await admin.post(f"/api/users/{user_id}/resend-invitation")
        assert answer.status_code == 200
        new = await link_of(sessions)
        assert new != old
        assert (await client.get(f"/api/auth/invitations/{new}")).status_code == 200
    else:
        assert (await admin.post(f"/api/users/{user_id}/deactivate")).status_code == 200
        refused = await admin.post(f"/api/users/{user_id}/resend-invitation")
        assert refusal(refused) == (409, "user_inactive")
        assert (await admin.post(f"/api/users/{user_id}/activate")).json()["status"] == "invited"
    answer = await client.post(
        "/api/auth/invitations/accept", json={"token": old, "password": NEW_PASSWORD}
    )
    assert refusal(answer) == (404, "invitation_not_found")


async def test_who_forgot_the_password_sets_another_by_a_link_that_ends_every_session(
    app: FastAPI,
    admin: httpx.AsyncClient,
    client: httpx.AsyncClient,
    clock: Clock,
    sessions: SessionFactory,
) -> None:
    invited = await admin.post("/api/users", json=INVITATION)
    first = await link_of(sessions)
    await client.post("/api/auth/invitations/accept", json={"token": first, "password": PASSWORD})
    assert (await client.get("/api/auth/me")).status_code == 200

    clock.move(minutes=5)
    answer = await admin.post(f"/api/users/{invited.json()['id']}/resend-invitation")
    assert answer.status_code == 200, answer.text
    assert (await client.get("/api/auth/me")).status_code == 200
    link = await link_of(sessions)
    async with open_client(app) as elsewhere:
        accepted = await elsewhere.post(
            "/api/auth/invitations/accept", json={"token": link, "password": NEW_PASSWORD}
        )
        assert accepted.status_code == 200, accepted.text
        again = await elsewhere.post(
            "/api/auth/invitations/accept", json={"token": link, "password": PASSWORD}
        )
        assert refusal(again) == (404, "invitation_not_found")
    assert (await client.get("/api/auth/me")).status_code == 401
    async with open_client(app) as door:
        credentials = {"email": INVITATION["email"], "password": PASSWORD}
        assert (await door.post("/api/auth/login", json=credentials)).status_code == 401
        credentials["password"] = NEW_PASSWORD
        assert (await door.post("/api/auth/login", json=credentials)).status_code == 200


@pytest.mark.parametrize("email", ["max@shop.example", "MAX@Shop.Example"])
async def test_an_address_is_somebodys_already_in_any_case(
    admin: httpx.AsyncClient, sessions: SessionFactory, email: str
) -> None:
    assert (await admin.post("/api/users", json=INVITATION)).status_code == 201
    answer = await admin.post("/api/users", json={**INVITATION, "email": email})
    assert refusal(answer) == (409, "duplicate_email")
    async with sessions.begin() as session:
        assert len(list(await session.scalars(select(Message)))) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"email": "not an address"},
        {"email": "max@shop.example\nBcc: all@shop.example"},
        {"name": ""},
        {"name": "\u202eMax"},
        {"name": "x" * 201},
        {"role": "owner"},
        {"role": None},
        {"role": 1},
        {"limits": {"max_total": 100}},
        {"limits": {"max_total": "-1"}},
        {"limits": {"max_discount": "1.01"}},
        {"limits": {"min_margin": "NaN"}},
        {"limits": {"max_sum": "1"}},
        {"is_active": False},
        {"password": PASSWORD},
    ],
)
async def test_a_malformed_invitation_is_refused(
    admin: httpx.AsyncClient, change: dict[str, object]
) -> None:
    answer = await admin.post("/api/users", json={**INVITATION, **change})
    assert refusal(answer) == (422, "validation_failed")


async def test_a_change_carries_its_version(
    admin: httpx.AsyncClient, make_user: MakeUser, sessions: SessionFactory
) -> None:
    user = await make_user(Role.SALES, name="Max Ortiz", password_hash="x")
    path = f"/api/users/{user.id}"
    read = await admin.get(path)
    assert read.headers["ETag"] == '"1"'
    body = {"name": "Max O.", "limits": {"max_discount": "0.1"}}
    for tag, expected in (
        (None, (428, "if_match_required")),
        ("*", (428, "if_match_required")),
        ("1", (422, "if_match_malformed")),
        ('W/"1"', (422, "if_match_malformed")),
        ('"one"', (422, "if_match_malformed")),
        ('"9999999999"', (412, "stale_user")),
        ('"2"', (412, "stale_user")),
    ):
        headers = {} if tag is None else {"If-Match": tag}
        assert refusal(await admin.patch(path, json=body, headers=headers)) == expected, tag
    changed = await admin.patch(path, json=body, headers={"If-Match": read.headers["ETag"]})
    assert changed.status_code == 200, changed.text
    assert changed.headers["ETag"] == '"2"'
    assert changed.json()["limits"]["max_discount"] == "0.1000"

    stale = await admin.patch(path, json={"name": "Other"}, headers={"If-Match": '"1"'})
    assert refusal(stale) == (412, "stale_user")
    assert stale.json()["details"]["current"]["name"] == "Max O."
    assert stale.json()["details"]["current"]["version"] == 2
    (told,) = await entries(sessions, "user.changed")
    assert told.before == {"name": "Max Ortiz", "max_discount": None}
    assert told.after == {"name": "Max O.", "max_discount": "0.1000"}
    assert (told.entity, told.entity_id, told.actor_name) == ("user", user.id, "Ada Admin")


async def test_a_change_of_one_limit_leaves_the_others(
    admin: httpx.AsyncClient, make_user: MakeUser
) -> None:
    user = await make_user(
        Role.SALES, authority=Authority(max_total=Decimal(900), max_discount=Decimal("0.1"))
    )
    path = f"/api/users/{user.id}"
    body = {"limits": {"min_margin": "0.2"}}
    changed = await admin.patch(path, json=body, headers={"If-Match": '"1"'})
    assert changed.json()["limits"] == {
        "max_total": "900.00",
        "min_margin": "0.2000",
        "max_discount": "0.1000",
    }
    taken = {"limits": {"max_total": None}}
    changed = await admin.patch(path, json=taken, headers={"If-Match": '"2"'})
    assert changed.json()["limits"] == {
        "max_total": None,
        "min_margin": "0.2000",
        "max_discount": "0.1000",
    }


async def test_a_change_that_changes_nothing_leaves_no_trace(
    admin: httpx.AsyncClient, make_user: MakeUser, sessions: SessionFactory
) -> None:
    user = await make_user(Role.SALES, name="Max Ortiz", password_hash="x")
    same: tuple[dict[str, object], ...] = (
        {},
        {"name": "Max Ortiz"},
        {"role": "sales"},
        {"limits": {}},
        {"name": None},
    )
    for body in same:
        answer = await admin.patch(f"/api/users/{user.id}", json=body, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    assert await entries(sessions, "user.changed") == []


async def test_a_new_name_keeps_people_signed_in(
    admin: httpx.AsyncClient, client_for: ClientFor, make_user: MakeUser
) -> None:
    user = await make_user(Role.SALES)
    client = await client_for(user)
    await admin.patch(
        f"/api/users/{user.id}", json={"name": "New Name"}, headers={"If-Match": '"1"'}
    )
    assert (await client.get("/api/auth/me")).json()["user"]["name"] == "New Name"


async def test_the_last_admin_stays(
    admin: httpx.AsyncClient, make_user: MakeUser, client_for: ClientFor
) -> None:
    me = (await admin.get("/api/auth/me")).json()["user"]["id"]
    # Neither somebody who never accepted nor somebody who left could take over.
    await make_user(Role.ADMIN)
    await make_user(Role.ADMIN, password_hash="x", is_active=False)
    for answer in (
        await admin.post(f"/api/users/{me}/deactivate"),
        await admin.patch(f"/api/users/{me}", json={"role": "sales"}, headers={"If-Match": '"1"'}),
    ):
        assert refusal(answer) == (409, "last_admin")
    second = await make_user(Role.ADMIN, password_hash="x")
    assert (await admin.post(f"/api/users/{me}/deactivate")).status_code == 200
    assert refusal(await admin.get("/api/users")) == (401, "not_logged_in")
    other = await client_for(second)
    answer = await other.post(f"/api/users/{second.id}/deactivate")
    assert refusal(answer) == (409, "last_admin")


async def test_a_deactivated_person_comes_back_with_the_password_they_had(
    admin: httpx.AsyncClient, app: FastAPI, make_user: MakeUser, passwords: PasswordHasher
) -> None:
    user = await make_user(Role.SALES, password_hash=await passwords.hash(PASSWORD))
    async with open_client(app) as browser:
        for _ in range(2):
            answer = await admin.post(f"/api/users/{user.id}/deactivate")
            assert answer.json()["status"] == "inactive"
        assert (await log_in(browser, user)).status_code == 401
        answer = await admin.post(f"/api/users/{user.id}/activate")
        assert (answer.json()["status"], answer.headers["ETag"]) == ("active", '"3"')
        assert (await log_in(browser, user)).status_code == 200


async def test_nobody_at_that_id(admin: httpx.AsyncClient) -> None:
    missing = "00000000-0000-4000-8000-000000000000"
    for method, path in (
        ("GET", ""),
        ("PATCH", ""),
        ("POST", "/deactivate"),
        ("POST", "/activate"),
        ("POST", "/resend-invitation"),
    ):
        answer = await admin.request(
            method, f"/api/users/{missing}{path}", json={}, headers={"If-Match": '"1"'}
        )
        assert refusal(answer) == (404, "user_not_found")
    assert refusal(await admin.get("/api/users/me"))[0] == 422


async def test_a_person_without_a_password_cannot_log_in(
    client: httpx.AsyncClient, make_user: MakeUser
) -> None:
    user: User = await make_user(Role.SALES)
    assert refusal(await log_in(client, user, "x" * 12)) == (401, "invalid_credentials")
