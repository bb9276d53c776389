"""Filling the rate book's tables and publishing them as one numbered card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from app.db import Session
from app.domain.actor import Actor, AnyActor
from app.domain.catalog import (
    TABLES,
    InstalledPress,
    OfferedOperation,
    StockedStock,
    editions_from,
    effect,
    terms_of,
)
from app.domain.errors import ConflictError
from app.domain.estimating.rates import ListEdition, RateBook
from app.domain.permissions import Permission
from app.domain.pricing.price_lists import PriceList
from app.models.catalog import Product, RateCard, ReferenceJob, StagedBook
from app.repositories import catalog
from app.schemas.catalog import ProductDefinition
from app.services import audit
from app.services.catalog import rows

A_DAY: Final = timedelta(days=1)


class NoSellingTerms(ConflictError):
    """There are no mark-ups, levels and policy yet: load the rates that a shop starts with."""

    code = "no_selling_terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTables:
    """What a rate book's tables are filled with; ``terms`` is a book with nothing else in it."""

    terms: RateBook
    stocks: Sequence[StockedStock]
    presses: Sequence[InstalledPress]
    operations: Sequence[OfferedOperation]
    products: Sequence[ProductDefinition]
    reference_jobs: Sequence[effect.ReferenceJob] = ()


async def has_rate_card(session: Session) -> bool:
    """Whether anything has been published."""
    return await catalog.find_latest_card(session) is not None


async def fill_rate_tables(
    session: Session, actor: AnyActor, tables: RateTables, *, now: datetime
) -> None:
    """Add stocks with their prices, presses, operations, selling terms and products.

    Raises:
        DuplicateCode: a code is there already.
    """
    _require(actor, Permission.STAGE_RATES)
    entries: dict[str, list[rows.Document]] = {
        "stocks": [rows.document_of_stock(one) for one in tables.stocks],
        "presses": [rows.document_of_press(one) for one in tables.presses],
        "operations": [rows.document_of_operation(one) for one in tables.operations],
    }
    for kind, documents in entries.items():
        await catalog.add_rows(session, [rows.row_of(kind, document) for document in documents])
    stocks = {row.code: row for row in await catalog.all_stocks(session)}
    await catalog.add_rows(
        session,
        [
            price
            for one in tables.stocks
            for price in rows.price_rows(stocks[one.stock.code], one.stock.prices)
        ],
    )
    await catalog.add_rows(
        session,
        [
            Product(
                code=product.code,
                name=product.name,
                position=position,
                aliases=list(product.aliases),
                definition=product.model_dump(mode="json"),
            )
            for position, product in enumerate(tables.products, start=1)
        ],
    )
    await catalog.add_rows(
        session,
        [
            ReferenceJob(
                name=job.name,
                position=position,
                spec=job.spec.to_document(),
                quantities=list(job.quantities),
            )
            for position, job in enumerate(tables.reference_jobs, start=1)
        ],
    )
    await catalog.add_rows(session, [StagedBook(terms=terms_of(tables.terms.to_document()))])
    audit.record(
        session,
        actor,
        "rates.staged",
        entity="rates",
        entity_id=None,
        label="Rate book",
        after={
            "stocks": len(tables.stocks),
            "presses": len(tables.presses),
            "operations": len(tables.operations),
            "products": len(tables.products),
        },
        now=now,
    )


async def publish_rate_card(
    session: Session,
    actor: AnyActor,
    *,
    note: str = "",
    stale_quotes: Sequence[dict[str, Any]] = (),
    now: datetime,
) -> RateCard:
    """Compose the tables into one book and publish it under the next version.

    Raises:
        NoSellingTerms: nothing has been staged.
        ValidationError: a row holds what no estimate could use; the fields name it.
    """
    _require(actor, Permission.PUBLISH_RATES)
    await catalog.lock_publishing(session)
    last = await catalog.find_latest_card(session)
    version = 1 if last is None else last.version + 1
    lists = await _price_lists(session, now)
    book = await compose_book(session, version, price_lists=lists)
    return await _publish(session, actor, last, book, note=note, stale_quotes=stale_quotes, now=now)


async def publish_price_lists(
    session: Session, actor: AnyActor, *, note: str, now: datetime
) -> RateCard | None:
    """Publish the card in force once more, with the price lists as they are now.

    What is staged stays staged. Before the first card there is nothing to publish: None.
    """
    _require(actor, Permission.PUBLISH_RATES)
    await catalog.lock_publishing(session)
    last = await catalog.find_latest_card(session)
    if last is None:
        return None
    book = replace(
        RateBook.from_document(last.body),
        version=last.version + 1,
        price_lists=await _price_lists(session, now),
    )
    return await _publish(session, actor, last, book, note=note, stale_quotes=(), now=now)


async def _publish(
    session: Session,
    actor: AnyActor,
    last: RateCard | None,
    book: RateBook,
    *,
    note: str,
    stale_quotes: Sequence[dict[str, Any]],
    now: datetime,
) -> RateCard:
    card = RateCard(
        version=book.version,
        published_at=now,
        published_by=actor.user_id if isinstance(actor, Actor) else None,
        note=note,
        body=book.to_document(),
        stale_quotes=list(stale_quotes),
    )
    await catalog.add_card(session, card)
    before, after = audit.changes({} if last is None else _entries(last.body), _entries(card.body))
    if last is None:
        after = {kind: len(card.body[kind]) for kind in TABLES}
    audit.record(
        session,
        actor,
        "rate_card.published",
        entity="rate_card",
        entity_id=None,
        label=f"Rate card {card.version}",
        before=None if last is None else before,
        after={**after, "version": card.version, "note": note},
        now=now,
    )
    return card


async def _price_lists(session: Session, now: datetime) -> tuple[ListEdition, ...]:
    """Return the editions in force, whatever the shop's time zone, and those to come."""
    editions = [
        ListEdition(code=code, number=number, content=PriceList.from_document(body))
        for code, number, body in await catalog.list_editions(session)
    ]
    return editions_from(editions, now.date() - A_DAY)


async def compose_book(
    session: Session, version: int, *, price_lists: Sequence[ListEdition] = ()
) -> RateBook:
    """Return the book that the tables make, as ``version``, with these price lists.

    Raises:
        NoSellingTerms: nothing has been staged.
        ValidationError: a row holds what no estimate could use; the fields name it.
    """
    staged = await catalog.find_staged_book(session)
    if staged is None:
        raise NoSellingTerms(NoSellingTerms.__doc__ or "")
    stocks = await catalog.all_stocks(session)
    prices = await catalog.list_prices(session, (stock.id for stock in stocks))
    terms = RateBook.from_document(
        {**staged.terms, "version": version, **{table: [] for table in TABLES}}
    )
    return replace(
        terms,
        stocks=tuple(rows.stock_of(stock, prices.get(stock.id, [])) for stock in stocks),
        presses=tuple(rows.press_of(row).press for row in await catalog.all_presses(session)),
        operations=tuple(rows.operation_of(row) for row in await catalog.all_operations(session)),
        price_lists=tuple(price_lists),
    )


def _entries(body: dict[str, Any]) -> dict[str, Any]:
    """Return a card's parts under names of their own, so that two cards can be compared."""
    lists = body.get("price_lists", [])
    found: dict[str, Any] = {
        "price_lists": [f"{one['code']}, edition {one['number']}" for one in lists]
    }
    for kind, part in body.items():
        if kind == "price_lists":
            continue
        if isinstance(part, list):
            found |= {f"{kind}/{_name_of(entry)}": entry for entry in part}
        else:
            found[kind] = part
    return found


def _name_of(entry: dict[str, Any]) -> object:
    return entry.get("code", entry.get("within_days"))


def _require(actor: AnyActor, permission: Permission) -> None:
    """Refuse a person without the permission; the app itself may load its own seeds."""
    if isinstance(actor, Actor):
        actor.require(permission)
