"""The demo shop opens whole, once, and never where a shop works for real."""

from collections import Counter
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.config import Environment
from app.domain.customers import CertificateStanding, standing_of
from app.domain.permissions import Role
from app.models import (
    AuditEntry,
    Certificate,
    Contact,
    Customer,
    Message,
    Quote,
    QuoteLine,
    QuoteRevision,
    User,
)
from app.seeds.demo import DEMO_LOGINS, NoDemoInProduction, load_demo_shop
from tests.conftest import TODAY, ClientFor


async def all_of[Row](session: AsyncSession, model: type[Row]) -> list[Row]:
    return list((await session.scalars(select(model))).all())


async def test_the_demo_shop_opens_once(app: FastAPI) -> None:
    assert await load_demo_shop(app.state, now=TODAY)
    async with app.state.async_session_factory() as session:
        before = await session.scalar(select(func.count()).select_from(AuditEntry))
    assert not await load_demo_shop(app.state, now=TODAY + timedelta(days=3))
    async with app.state.async_session_factory() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEntry)) == before


@pytest.mark.usefixtures("demo_shop")
async def test_the_demo_shop_is_a_believable_one(app: FastAPI, client_for: ClientFor) -> None:
    async with app.state.async_session_factory() as session:
        users = await all_of(session, User)
        assert {user.email: user.role for user in users} == {
            email: role for (_, email, _), role in zip(DEMO_LOGINS, Role, strict=True)
        }
        rep = next(user for user in users if user.name == "Dana Ruiz")
        for (_, _, password), user in zip(
            DEMO_LOGINS,
            sorted(users, key=lambda one: list(Role).index(Role(one.role))),
            strict=True,
        ):
            assert len(password) >= 12
            assert user.password_hash is not None
            assert await app.state.passwords.verify(user.password_hash, password)

        customers = await all_of(session, Customer)
        assert len(customers) >= 25
        assert {one.customer_id for one in await all_of(session, Contact)} == {
            customer.id for customer in customers
        }
        assert {
            standing_of(one.expires_on, TODAY.date()) for one in await all_of(session, Certificate)
        } == set(CertificateStanding)

        quotes = await all_of(session, Quote)
        numbers = sorted(quote.base_number for quote in quotes)
        assert len(quotes) >= 40
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert Counter(quote.status for quote in quotes if quote.deleted_at is None) == {
            "approved": 22,
            "sent": 9,
            "draft": 7,
            "declined": 5,
            "expired": 4,
        }
        assert all(quote.updated_at <= TODAY for quote in quotes)
        assert max(TODAY - quote.created_at for quote in quotes) > timedelta(days=150)
        by_number = sorted(quotes, key=lambda quote: quote.base_number)
        assert [quote.created_at for quote in by_number] == sorted(
            quote.created_at for quote in quotes
        )
        assert not [line.problem for line in await all_of(session, QuoteLine) if line.problem]
        sent = [quote for quote in quotes if quote.sent_at is not None]
        assert all(quote.total and quote.total > 50 for quote in sent)
        frozen = [one for one in await all_of(session, QuoteRevision) if one.frozen_at]
        assert len(frozen) == len(sent)
        assert all(one.document_sha256 for one in frozen)
        assert {one.status for one in await all_of(session, Message)} == {"sent"}
        assert all(entry.at <= TODAY for entry in await all_of(session, AuditEntry))

    client = await client_for(rep)
    listed = (await client.get("/api/quotes?per_page=100")).json()
    assert listed["total"] > 25
    timeline = await client.get(f"/api/quotes/{listed['items'][-1]['id']}/timeline")
    assert timeline.json()["total"] >= 3


async def test_production_gets_no_demo_people(app: FastAPI) -> None:
    real = app.state.settings.model_copy(update={"environment": Environment.PRODUCTION})
    app.state.settings = real
    with pytest.raises(NoDemoInProduction):
        await load_demo_shop(app.state, now=TODAY)
