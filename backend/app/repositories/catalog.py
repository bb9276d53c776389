"""Where the rate book's rows and its published cards are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import String, cast, func, select

from app.db import Session
from app.domain.errors import AlreadyExistsError
from app.models.base import Record
from app.models.catalog import (
    FinishingOperation,
    Press,
    Product,
    RateCard,
    ReferenceJob,
    StagedBook,
    Stock,
    StockPrice,
)
from app.models.customer import Customer
from app.models.price_list import PriceListEdition, PriceListRecord
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

type Entry = Stock | Press | FinishingOperation


class Published(NamedTuple):
    """When, by whom and with which note a card was published."""

    version: int
    published_at: datetime
    published_by: str | None
    note: str


stocks: Final = Repository(Stock, _VIOLATIONS)
stock_prices: Final = Repository(StockPrice)
presses: Final = Repository(Press, _VIOLATIONS)
operations: Final = Repository(FinishingOperation, _VIOLATIONS)
products: Final = Repository(Product, _VIOLATIONS)
staged_books: Final = Repository(StagedBook)
reference_jobs: Final = Repository(ReferenceJob)
ENTRIES: Final[Mapping[str, Repository[Any]]] = {
    "stocks": stocks,
    "presses": presses,
    "operations": operations,
}


async def add_rows(
    session: Session,
    rows: Sequence[Record],
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


async def all_entries(session: Session, kind: str) -> list[Entry]:
    """Return every live entry of a kind by code."""
    found = ENTRIES[kind]
    return await found.list_all(session, found.live().order_by(found.model.code))


async def archived_entries(session: Session, kind: str) -> list[Entry]:
    """Return the archived entries of a kind whose code no live one has, the newest of each."""
    found = ENTRIES[kind]
    model = found.model
    taken = select(model.code).where(model.deleted_at.is_(None))
    query = (
        select(model)
        .where(model.deleted_at.is_not(None), model.code.not_in(taken))
        .order_by(model.code, model.deleted_at.desc())
    )
    newest: dict[str, Entry] = {}
    for row in await found.list_all(session, query):
        newest.setdefault(row.code, row)
    return list(newest.values())


async def find_archived(session: Session, kind: str, code: str) -> Entry | None:
    """Return the newest archived entry of a code, or None."""
    found = ENTRIES[kind]
    model = found.model
    query = (
        select(model)
        .where(model.deleted_at.is_not(None), model.code == code)
        .order_by(model.deleted_at.desc())
    )
    return await found.first(session, query)


async def flush(session: Session) -> None:
    """Send what changed to the database.

    Raises:
        DuplicateCode: a code is there already.
    """
    await stocks.flush(session)


async def levels_in_use(session: Session) -> set[str]:
    """Return the codes of the levels by which customers buy."""
    query = select(Customer.price_level).where(Customer.deleted_at.is_(None)).distinct()
    return set((await session.scalars(query)).all())


async def list_cards(session: Session, *, page: int, per_page: int) -> tuple[list[Published], int]:
    """Return one page of the published cards without their bodies, the newest first."""
    total = await session.scalar(select(func.count()).select_from(RateCard)) or 0
    query = (
        select(RateCard.version, RateCard.published_at, User.name, RateCard.note)
        .outerjoin(User, User.id == RateCard.published_by)
        .order_by(RateCard.version.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return [Published(*row) for row in (await session.execute(query)).all()], total


async def find_card(session: Session, version: int) -> RateCard | None:
    """Return one published card, or None."""
    return await session.get(RateCard, version)


async def find_product(session: Session, code: str) -> Product | None:
    """Return the product of a code, the live one or else the one archived last."""
    query = (
        select(Product)
        .where(Product.code == code)
        .order_by(Product.deleted_at.desc().nulls_first())
    )
    return await products.first(session, query, lock=True)


async def archived_products(session: Session) -> list[Product]:
    """Return the archived products whose code no live one has."""
    taken = select(Product.code).where(Product.deleted_at.is_(None))
    query = (
        select(Product)
        .where(Product.deleted_at.is_not(None), Product.code.not_in(taken))
        .order_by(Product.position, Product.code)
    )
    return await products.list_all(session, query)


async def find_staged_book(session: Session, *, lock: bool = False) -> StagedBook | None:
    """Return the one staged book, or None; ``lock`` makes everybody who stages take turns."""
    return await staged_books.first(session, staged_books.live(), lock=lock)


async def all_reference_jobs(session: Session) -> list[ReferenceJob]:
    """Return every reference job in the order that the shop chose."""
    query = reference_jobs.live().order_by(ReferenceJob.position)
    return await reference_jobs.list_all(session, query)


async def stale_quotes(session: Session) -> list[tuple[int, datetime, list[Any]]]:
    """Return the quotes that each card left under the floor, the newest card first."""
    query = (
        select(RateCard.version, RateCard.published_at, RateCard.stale_quotes)
        .where(func.jsonb_array_length(RateCard.stale_quotes) > 0)
        .order_by(RateCard.version.desc())
    )
    return [(version, at, found) for version, at, found in (await session.execute(query)).all()]


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


async def list_editions(session: Session) -> list[tuple[str, int, dict[str, Any]]]:
    """Return every edition of every live price list: its list's code, its number, what it says."""
    found = await session.execute(
        select(PriceListRecord.code, PriceListEdition.number, PriceListEdition.body)
        .join(PriceListEdition, PriceListEdition.price_list_id == PriceListRecord.id)
        .where(PriceListRecord.deleted_at.is_(None))
        .order_by(PriceListRecord.code, PriceListEdition.number)
    )
    return [(code, number, body) for code, number, body in found.all()]


async def add_card(session: Session, card: RateCard) -> None:
    """Write a new card."""
    session.add(card)
    await session.flush()
