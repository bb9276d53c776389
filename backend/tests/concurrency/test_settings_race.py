"""Settings under many hands at once, with real transactions."""

import asyncio

import httpx
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.quotes import Hand, open_quoting_shop

DRAWS = 12


async def test_no_number_is_given_twice_while_the_next_one_is_raised(
    committed_app: FastAPI, client_for: ClientFor
) -> None:
    hand = Hand(await client_for(Role.MANAGER), await open_quoting_shop(committed_app))
    admin = await client_for(Role.ADMIN)

    async def raise_to(number: int) -> httpx.Response:
        return await admin.put(
            "/api/settings/numbering", json={"next": number}, headers={"If-Match": '"1"'}
        )

    results = await asyncio.gather(
        *(hand.create() for _ in range(DRAWS // 2)),
        raise_to(10_004),
        raise_to(10_005),
        *(hand.create() for _ in range(DRAWS // 2)),
    )
    raised = [one.status_code for one in results if isinstance(one, httpx.Response)]
    numbers = [int(one["number"][:-1]) for one in results if isinstance(one, dict)]
    # The other one comes too late for the version, or both for the numbers given meanwhile.
    assert max(raised) in {409, 412}
    assert len(set(numbers)) == DRAWS
    assert max(numbers) < 10_001 + DRAWS + 5
    later = await hand.create()
    assert int(later["number"][:-1]) == max(numbers) + 1
