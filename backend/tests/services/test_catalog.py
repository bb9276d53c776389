"""The rate book's tables become a published card, and the card the engine's book."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.actor import PermissionDenied, SystemActor
from app.domain.estimating.rates import RateBook
from app.domain.permissions import Role
from app.models import AuditEntry, RateCard, Stock, StockPrice
from app.repositories.catalog import DuplicateCode
from app.seeds.rate_tables import read_tables, read_terms
from app.seeds.reference import load_reference_data
from app.services import catalog
from tests.conftest import MakeUser
from tests.factories.actors import actor_of

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
SYSTEM = SystemActor()


async def count(session: AsyncSession, model: type[Stock | StockPrice | RateCard]) -> int:
    return await session.scalar(select(func.count()).select_from(model)) or 0


async def body_of(session: AsyncSession, version: int) -> RateBook:
    card = await session.get_one(RateCard, version)
    return RateBook.from_document(card.body)


async def test_reference_data_loads_once_however_often_it_is_asked_for(
    session: AsyncSession,
) -> None:
    assert await load_reference_data(session, now=NOW)
    stocks = await count(session, Stock)
    assert not await load_reference_data(session, now=NOW)
    assert await count(session, Stock) == stocks >= 40
    assert await count(session, RateCard) == 1


async def test_what_the_tables_hold_is_what_the_card_publishes(session: AsyncSession) -> None:
    await load_reference_data(session, now=NOW)
    book = await body_of(session, 1)
    tables, terms = read_tables(), read_terms()
    assert {one.code: one for one in book.stocks} == {
        one.stock.code: one.stock for one in tables.stocks
    }
    assert {one.code: one for one in book.presses} == {
        one.press.code: one.press for one in tables.presses
    }
    assert {one.code: one for one in book.operations} == {
        one.operation.code: one.operation for one in tables.operations
    }
    assert (book.mark_ups, book.policy, book.levels, book.rush) == (
        terms.mark_ups,
        terms.policy,
        terms.levels,
        terms.rush,
    )


async def test_publishing_again_numbers_the_card_and_tells_what_changed(
    session: AsyncSession, make_user: MakeUser
) -> None:
    manager = actor_of(await make_user(Role.MANAGER))
    await load_reference_data(session, now=NOW)
    stock = (await session.scalars(select(Stock).where(Stock.code == "C2S-14-13X19"))).one()
    price = (await session.scalars(select(StockPrice).where(StockPrice.stock_id == stock.id))).one()
    price.price += 10
    await session.flush()

    card = await catalog.publish_rate_card(session, manager, note="Paper went up.", now=NOW)

    assert card.version == 2
    assert card.published_by == manager.user_id
    first, second = await body_of(session, 1), await body_of(session, 2)
    old, new = first.find_stock("C2S-14-13X19"), second.find_stock("C2S-14-13X19")
    assert old is not None
    assert new is not None
    assert new.prices[0].price == old.prices[0].price + 10
    assert second.mark_ups == first.mark_ups
    entry = (
        await session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1))
    ).one()
    assert (entry.action, entry.actor_id) == ("rate_card.published", manager.user_id)
    assert entry.before is not None
    assert set(entry.before) == {"stocks/C2S-14-13X19", "version"}
    assert entry.after is not None
    assert entry.after["note"] == "Paper went up."


async def test_the_first_card_needs_mark_ups_and_a_policy(session: AsyncSession) -> None:
    with pytest.raises(catalog.NoSellingTerms):
        await catalog.publish_rate_card(session, SYSTEM, now=NOW)
    assert await count(session, RateCard) == 0


async def test_a_code_is_there_once(session: AsyncSession) -> None:
    await catalog.fill_rate_tables(session, SYSTEM, read_tables(), now=NOW)
    with pytest.raises(DuplicateCode):
        async with session.begin_nested():
            await catalog.fill_rate_tables(session, SYSTEM, read_tables(), now=NOW)


@pytest.mark.parametrize("role", [Role.SALES, Role.ESTIMATOR])
async def test_publishing_takes_a_manager(
    session: AsyncSession, make_user: MakeUser, role: Role
) -> None:
    with pytest.raises(PermissionDenied):
        await catalog.publish_rate_card(session, actor_of(await make_user(role)), now=NOW)
