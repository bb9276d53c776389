"""Many at once: real transactions on a database of its own."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Select, func, select

from app.domain.permissions import Role
from app.main import create_app
from app.models.audit import AuditEntry
from app.models.user import Invitation, User
from app.services.users import hash_token
from tests.conftest import TODAY, ClientFor, MakeUser, open_client
from tests.factories.logins import NEW_PASSWORD, PASSWORD, WRONG, log_in

HASH = "1:$argon2id$never"


async def in_database(app: FastAPI, statement: Select[int]) -> int | None:
    async with app.state.async_session_factory.begin() as session:
        found: int | None = await session.scalar(statement)
        return found


async def staff(app: FastAPI, make_user: MakeUser, role: Role = Role.SALES) -> User:
    return await make_user(role, password_hash=await app.state.passwords.hash(PASSWORD))


def assert_held(answers: Sequence[httpx.Response], most: int) -> int:
    """Assert that a burst got ``most`` tries, and return how many it got.

    On a machine that is busy enough Redis may not answer in time, and then nobody is let in.
    """
    counts = Counter(answer.status_code for answer in answers)
    assert set(counts) <= {401, 429, 503}, counts
    assert counts[401] == most or (counts[503] and counts[401] < most), counts
    return counts[401]


@pytest.mark.parametrize("how", ["demote", "deactivate", "both"])
async def test_of_the_last_two_admins_one_stays_whatever_is_asked_at_once(
    committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser, how: str
) -> None:
    for _ in range(8):
        first, second = [await make_user(Role.ADMIN, password_hash=HASH) for _ in range(2)]
        clients = [await client_for(first), await client_for(second)]

        def remove(
            client: httpx.AsyncClient, user: User, *, demote: bool
        ) -> Awaitable[httpx.Response]:
            path = f"/api/users/{user.id}"
            if demote:
                return client.patch(path, json={"role": "sales"}, headers={"If-Match": '"1"'})
            return client.post(f"{path}/deactivate")

        answers = await asyncio.gather(
            remove(clients[0], second, demote=how != "deactivate"),
            remove(clients[1], first, demote=how == "demote"),
        )
        statuses = sorted(answer.status_code for answer in answers)
        # The one who lost may have been signed out before the own request was read.
        assert statuses in ([200, 401], [200, 403], [200, 409]), statuses
        left = await in_database(
            committed_app,
            select(func.count()).where(User.role == "admin", User.is_active),
        )
        assert left == 1
        async with committed_app.state.async_session_factory.begin() as session:
            for user in await session.scalars(select(User).where(User.role == "admin")):
                user.role = "manager"


async def test_two_admins_who_remove_themselves_at_once_leave_one(
    committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    for _ in range(8):
        users = [await make_user(Role.ADMIN, password_hash=HASH) for _ in range(4)]
        clients = [await client_for(user) for user in users]
        answers = await asyncio.gather(
            *(
                client.post(f"/api/users/{user.id}/deactivate")
                for client, user in zip(clients, users, strict=True)
            )
        )
        assert Counter(answer.status_code for answer in answers) == {200: 3, 409: 1}
        async with committed_app.state.async_session_factory.begin() as session:
            for user in await session.scalars(select(User).where(User.role == "admin")):
                user.role = "manager"


async def test_a_burst_of_guesses_gets_no_more_tries_than_the_limit(
    committed_app: FastAPI, make_user: MakeUser
) -> None:
    user = await staff(committed_app, make_user)
    async with open_client(committed_app) as client:
        answers = await asyncio.gather(*(log_in(client, user, WRONG) for _ in range(40)))
        tried = assert_held(answers, 5)
        assert (await log_in(client, user)).status_code == 429
    failures = select(func.count()).where(AuditEntry.action == "user.login_failed")
    assert await in_database(committed_app, failures) == tried


async def test_a_burst_from_many_addresses_is_held_by_the_account(
    committed_app: FastAPI, make_user: MakeUser
) -> None:
    user = await staff(committed_app, make_user)
    settings = committed_app.state.settings.model_copy(update={"trusted_proxies": 1})
    behind_proxy = create_app(settings)
    behind_proxy.state = committed_app.state
    behind_proxy.state.settings = settings
    async with open_client(behind_proxy) as client:

        async def guess(number: int) -> httpx.Response:
            return await client.post(
                "/api/auth/login",
                json={"email": user.email, "password": WRONG},
                # What stands on the left is the guesser's own invention.
                headers={"X-Forwarded-For": f"198.51.100.1, 203.0.113.{number}"},
            )

        assert_held(await asyncio.gather(*(guess(number) for number in range(40))), 10)


async def test_an_invitation_accepted_twice_at_once_is_accepted_once(
    committed_app: FastAPI, make_user: MakeUser
) -> None:
    user = await make_user(Role.SALES)
    async with committed_app.state.async_session_factory.begin() as session:
        session.add(
            Invitation(
                user_id=user.id,
                token_hash=hash_token("a token"),
                expires_at=TODAY.replace(year=2027),
            )
        )
    async with open_client(committed_app) as client:
        answers = await asyncio.gather(
            *(
                client.post(
                    "/api/auth/invitations/accept",
                    json={"token": "a token", "password": f"{NEW_PASSWORD} {number}"},
                )
                for number in range(8)
            )
        )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 404: 7}


async def test_a_login_with_the_old_password_never_outlives_its_change(
    committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    user = await staff(committed_app, make_user)
    current, coming = PASSWORD, NEW_PASSWORD
    for _ in range(10):
        async with committed_app.state.async_session_factory.begin() as session:
            user = await session.get_one(User, user.id)
        changer = await client_for(user)
        async with open_client(committed_app) as racer:
            change, *logins = await asyncio.gather(
                changer.post(
                    "/api/auth/password",
                    json={"current_password": current, "new_password": coming},
                ),
                *(log_in(racer, user, current) for _ in range(3)),
            )
            assert change.status_code == 204
            assert all(answer.status_code in {200, 401, 429, 503} for answer in logins)
            for answer in logins:
                if answer.status_code == 200:
                    racer.cookies = answer.cookies
                    assert (await racer.get("/api/auth/me")).status_code == 401
        assert (await changer.get("/api/auth/me")).status_code == 200
        current, coming = coming, current
        await committed_app.state.redis.flushdb()


async def test_of_two_changes_of_one_password_at_once_one_counts(
    committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    user = await staff(committed_app, make_user)
    clients = [await client_for(user) for _ in range(2)]
    answers = await asyncio.gather(
        *(
            client.post(
                "/api/auth/password",
                json={"current_password": PASSWORD, "new_password": f"{NEW_PASSWORD} {number}"},
            )
            for number, client in enumerate(clients)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [204, 401]
    won = [answer.status_code for answer in answers].index(204)
    assert (await clients[won].get("/api/auth/me")).status_code == 200
    async with open_client(committed_app) as fresh:
        assert (await log_in(fresh, user, f"{NEW_PASSWORD} {won}")).status_code == 200


async def test_requests_racing_a_sign_out_never_bring_the_session_back(
    committed_app: FastAPI, client_for: ClientFor
) -> None:
    for _ in range(10):
        client = await client_for(Role.SALES)
        committed_app.state.clock.move(minutes=2)
        ended, *reads = await asyncio.gather(
            client.delete("/api/auth/sessions", params={"including_current": True}),
            *(client.get("/api/auth/me") for _ in range(6)),
        )
        assert ended.status_code == 204
        assert {answer.status_code for answer in reads} <= {200, 401}
        assert (await client.get("/api/auth/me")).status_code == 401
        assert await committed_app.state.redis.keys("session:*") == []
