"""Who sees which mail, and who may send a failed one again."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from app.models.message import Message
from app.models.user import User
from tests.conftest import ClientFor, MakeUser


async def add_mail(
    app: FastAPI, author: User | None, *, status: str = "failed", kind: str = "quote"
) -> Message:
    message = Message(
        kind=kind,
        recipients=["maya@harbor.example"],
        subject="Quote 10482Q",
        body="https://shop.example/secret-link",
        message_id=f"<{id(object())}-{status}-{author and author.id}@test>",
        status=status,
        attempts=5 if status == "failed" else 0,
        last_error="The mail server refused maya@harbor.example." if status == "failed" else "",
        created_by=author.id if author else None,
    )
    async with app.state.async_session_factory.begin() as session:
        session.add(message)
    return message


async def subjects_seen(client: httpx.AsyncClient, query: str = "") -> int:
    answer = await client.get(f"/api/messages{query}")
    assert answer.status_code == 200
    total: int = answer.json()["total"]
    return total


async def test_a_stranger_is_asked_to_log_in(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/messages")
    assert answer.status_code == 401


async def test_a_rep_sees_own_mail_only_and_a_manager_all(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    rep = await make_user(Role.SALES)
    await add_mail(app, rep)
    await add_mail(app, await make_user(Role.SALES))
    await add_mail(app, None, status="sent")

    assert await subjects_seen(await client_for(rep)) == 1
    manager = await client_for(Role.MANAGER)
    assert await subjects_seen(manager) == 3
    assert await subjects_seen(manager, "?status=failed") == 2


async def test_the_text_of_a_mail_with_its_links_stays_on_the_server(
    app: FastAPI, client_for: ClientFor
) -> None:
    await add_mail(app, None)
    answer = await (await client_for(Role.ADMIN)).get("/api/messages")
    assert "secret-link" not in answer.text


async def test_a_failed_mail_is_queued_again_with_all_its_tries(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    rep = await make_user(Role.SALES)
    message = await add_mail(app, rep)
    answer = await (await client_for(rep)).post(f"/api/messages/{message.id}/retry")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["status"], answer.json()["attempts"]) == ("queued", 0)
    async with app.state.async_session_factory.begin() as session:
        jobs = await session.scalar(text("SELECT count(*) FROM forge_pgqueuer"))
        entries = await session.scalar(
            text("SELECT count(*) FROM forge_audit_entries WHERE action = 'message.retried'")
        )
    assert (jobs, entries) == (1, 1)


async def test_a_mail_that_did_not_fail_is_not_sent_twice(
    app: FastAPI, client_for: ClientFor
) -> None:
    message = await add_mail(app, None, status="sent")
    answer = await (await client_for(Role.MANAGER)).post(f"/api/messages/{message.id}/retry")
    assert (answer.status_code, answer.json()["code"]) == (409, "message_not_failed")


async def test_somebody_elses_mail_does_not_exist_for_a_rep(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    message = await add_mail(app, await make_user(Role.SALES))
    answer = await (await client_for(Role.SALES)).post(f"/api/messages/{message.id}/retry")
    assert (answer.status_code, answer.json()["code"]) == (404, "message_not_found")


@pytest.mark.parametrize("role", [Role.ESTIMATOR, Role.MANAGER])
async def test_an_invitation_is_the_administrators_own_business(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, role: Role
) -> None:
    admin = await make_user(Role.ADMIN)
    invitation = await add_mail(app, admin, kind="invitation")
    quote = await add_mail(app, await make_user(Role.SALES))
    other = await client_for(role)
    assert await subjects_seen(other) == 1
    answer = await other.post(f"/api/messages/{invitation.id}/retry")
    assert (answer.status_code, answer.json()["code"]) == (404, "message_not_found")
    assert (await other.post(f"/api/messages/{quote.id}/retry")).status_code == 200
    administrator = await client_for(admin)
    assert await subjects_seen(administrator) == 2
    assert (await administrator.post(f"/api/messages/{invitation.id}/retry")).status_code == 200


@pytest.mark.parametrize("query", ["?page=0", "?page=10001", "?per_page=101", "?status=lost"])
async def test_a_list_that_cannot_be_is_refused(client_for: ClientFor, query: str) -> None:
    answer = await (await client_for(Role.MANAGER)).get(f"/api/messages{query}")
    assert answer.status_code == 422


async def test_a_failed_mail_goes_to_another_address_or_is_let_be(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    rep = await make_user(Role.SALES)
    client = await client_for(rep)
    mistyped, forgotten = await add_mail(app, rep), await add_mail(app, rep)
    again = await client.post(
        f"/api/messages/{mistyped.id}/retry", json={"to": ["maya@harbor-coffee.example"]}
    )
    assert again.json()["recipients"] == ["maya@harbor-coffee.example"]
    assert (again.json()["status"], again.json()["refused"]) == ("queued", [])
    dismissed = await client.post(f"/api/messages/{forgotten.id}/dismiss")
    assert dismissed.json()["dismissed_at"] is not None
    assert await subjects_seen(client, "?status=failed") == 0
    assert await subjects_seen(client, "?status=failed&dismissed=true") == 1
    # A mail that lets somebody in belongs to its address.
    admin = await client_for(Role.ADMIN)
    invitation = await add_mail(app, None, kind="invitation")
    answer = await admin.post(
        f"/api/messages/{invitation.id}/retry", json={"to": ["thief@evil.example"]}
    )
    assert answer.status_code == 409
    assert answer.json()["code"] == "message_fixed_address"
    waiting = await client.post(f"/api/messages/{mistyped.id}/dismiss")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "message_not_failed")
