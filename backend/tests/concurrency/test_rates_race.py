"""The rate book under many hands at once, with real transactions: nothing lost or twice."""

import asyncio

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.domain.permissions import Role
from app.models import RateCard
from tests.conftest import ClientFor
from tests.factories.rates import CARD, RateDesk

pytestmark = pytest.mark.usefixtures("reference_rates")

WRITERS = 6
PUBLISH = {"note": "", "accept_findings": True}


async def cards(app: FastAPI) -> list[RateCard]:
    async with app.state.async_session_factory.begin() as session:
        return list((await session.scalars(select(RateCard).order_by(RateCard.version))).all())


async def publish(desk: RateDesk) -> int:
    answer = await desk.client.post(
        "/api/catalog/publish", json=PUBLISH, headers={"If-Match": f'"{desk.version}"'}
    )
    return int(answer.status_code)


async def test_of_two_who_publish_at_once_one_makes_the_version_and_one_hears_of_it(
    committed_app: FastAPI, client_for: ClientFor
) -> None:
    one = await RateDesk(await client_for(Role.MANAGER)).open()
    await one.type("stocks", (CARD, "colour", "Ivory"))
    other = await RateDesk(await client_for(Role.MANAGER)).open()
    assert sorted(await asyncio.gather(publish(one), publish(other))) == [201, 412]
    assert [card.version for card in await cards(committed_app)] == [1, 2]


async def test_no_change_is_lost_while_others_stage_and_publish(
    committed_app: FastAPI, client_for: ClientFor
) -> None:
    desk = await RateDesk(await client_for(Role.MANAGER)).open()
    codes = [entry["code"] for entry in (await desk.read("/stocks"))["entries"]][:WRITERS]
    made = 0

    async def write(code: str) -> None:
        own = RateDesk(await client_for(Role.ESTIMATOR))
        body = {"cells": [{"code": code, "field": "colour", "value": f"Shade of {code}"}]}
        for _ in range(50):
            await own.open()
            answer = await own.client.patch(
                "/api/catalog/staged/stocks",
                json=body,
                headers={"If-Match": f'"{own.version}"'},
            )
            if answer.status_code == 200:
                return
            # Somebody was faster, or holds the book for longer than anybody waits for it.
            assert answer.status_code in {412, 503}, answer.text[:300]
        pytest.fail("Fifty tries were not enough.")

    async def keep_publishing() -> None:
        nonlocal made
        for _ in range(4):
            await desk.open()
            status = await publish(desk)
            assert status in {201, 409, 412, 503}
            made += status == 201
            await asyncio.sleep(0)

    await asyncio.gather(*(write(code) for code in codes), keep_publishing())
    await desk.open()
    made += await publish(desk) == 201
    published = await cards(committed_app)
    assert [card.version for card in published] == list(range(1, made + 2))
    colours = {stock["code"]: stock["colour"] for stock in published[-1].body["stocks"]}
    assert {code: colours[code] for code in codes} == {code: f"Shade of {code}" for code in codes}
