"""Where the rate book's rows and its published cards are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import String, cast, func, select

from app.db import Session
from app.domain.errors import AlreadyExistsError
from app.models.catalog import (
    FinishingOperation,
    Press,
    Product,
    RateCard,
    StagedBook,
    Stock,
    StockPrice,
)
from app.models.user import User
from app.repositories.base import Repository, containing

# Two people who publish at once take turns; the number has no meaning beyond being ours.
PUBLISHING_LOCK: Final = 7_203_812


class DuplicateCode(AlreadyExistsError):
    """Another entry of the rate book has this code: choose a different one."""

    code = "duplicate_code"


_VIOLATIONS: Final = {
    "uq_forge_stocks_code": DuplicateCode,
    "uq_forge_presses_code": DuplicateCode,
    "uq_forge_finishing_operations_code": DuplicateCode,
    "uq_forge_products_code": DuplicateCode,
}

stocks: Final = Repository(Stock, _VIOLATIONS)
stock_prices: Final = Repository(StockPrice)
presses: Final = Repository(Press, _VIOLATIONS)
operations: Final = Repository(FinishingOperation, _VIOLATIONS)
products: Final = Repository(Product, _VIOLATIONS)
staged_books: Final = Repository(StagedBook)


async def add_rows(
    session: Session,
    rows: Sequence[Stock | StockPrice | Press | FinishingOperation | Product | StagedBook],
) -> None:
    """Write many new rows at once.

    Raises:
        DuplicateCode: a code is there already.
    """
    session.add_all(rows)
    await stocks.flush(session)


async def list_stocks(
    session: Session,
    *,
    words: Sequence[str],
    grade: str | None,
    family: str | None,
    is_roll: bool | None,
    page: int,
    per_page: int,
) -> tuple[list[Stock], int]:
    """Return one page of stocks in which every word occurs, by family and weight."""
    query = stocks.live()
    text = func.forge_fold(
        func.concat_ws(
            " ",
            Stock.code,
            Stock.name,
            Stock.grade,
            Stock.colour,
            Stock.finish,
            Stock.supplier,
            cast(Stock.aliases, String),
        )
    )
    for word in words:
        query = query.where(text.like(func.forge_fold(containing(word))))
    if grade is not None:
        query = query.where(Stock.grade == grade)
    if family is not None:
        query = query.where(Stock.family == family)
    if is_roll is not None:
        query = query.where(
            Stock.roll_width_in.is_not(None) if is_roll else Stock.roll_width_in.is_(None)
        )
    query = query.order_by(Stock.family, Stock.gsm, Stock.code)
    return await stocks.list_page(session, query, page=page, per_page=per_page)


async def list_prices(session: Session, stock_ids: Iterable[UUID]) -> dict[UUID, list[StockPrice]]:
    """Return the prices of each stock, newest first and by weight."""
    query = (
        stock_prices.live()
        .where(StockPrice.stock_id.in_(list(stock_ids)))
        .order_by(StockPrice.effective_on.desc(), StockPrice.min_weight_lb)
    )
    found: dict[UUID, list[StockPrice]] = {}
    for price in await stock_prices.list_all(session, query):
        found.setdefault(price.stock_id, []).append(price)
    return found


async def all_stocks(session: Session) -> list[Stock]:
    """Return every live stock by code."""
    return await stocks.list_all(session, stocks.live().order_by(Stock.code))


async def all_presses(session: Session) -> list[Press]:
    """Return every live press by code."""
    return await presses.list_all(session, presses.live().order_by(Press.code))


async def all_operations(session: Session) -> list[FinishingOperation]:
    """Return every live finishing operation by code."""
    query = operations.live().order_by(FinishingOperation.code)
    return await operations.list_all(session, query)


async def all_products(session: Session) -> list[Product]:
    """Return every live product in the order that the shop chose."""
    query = products.live().order_by(Product.position, Product.code)
    return await products.list_all(session, query)


async def find_staged_book(session: Session, *, lock: bool = False) -> StagedBook | None:
    """Return the one staged book, or None; ``lock`` makes everybody who stages take turns."""
    return await staged_books.first(session, staged_books.live(), lock=lock)


async def lock_publishing(session: Session) -> None:
    """Wait until nobody else publishes; held until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(PUBLISHING_LOCK)))


async def find_latest_card(session: Session) -> RateCard | None:
    """Return the newest published card, or None."""
    query = select(RateCard).order_by(RateCard.version.desc()).limit(1)
    return (await session.scalars(query)).first()


async def get_publication(session: Session, version: int) -> tuple[datetime, str | None, str]:
    """Return when, by whom and with which note a card was published."""
    query = (
        select(RateCard.published_at, User.name, RateCard.note)
        .outerjoin(User, User.id == RateCard.published_by)
        .where(RateCard.version == version)
    )
    published_at, name, note = (await session.execute(query)).one()
    return published_at, name, note


async def add_card(session: Session, card: RateCard) -> None:
    """Write a new card."""
    session.add(card)
    await session.flush()
