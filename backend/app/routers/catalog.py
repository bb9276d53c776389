"""The rate book, for everyone who quotes."""

from typing import Annotated

from fastapi import Query

from app.deps import DB, CurrentActor, RateBooks, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.catalog import (
    OfferedProduct,
    OperationResponse,
    PressResponse,
    PrintableStock,
    RateCardResponse,
    StockPage,
    StockQuery,
    StockResponse,
)
from app.services import catalog

router = Router(prefix="/api/catalog", tags=["catalog"], **ROUTE_OPTIONS)


@router.get("/printable-stocks", response_model=list[PrintableStock], status_code=200)
async def list_printable_stocks(
    db: DB, actor: CurrentActor, books: RateBooks
) -> list[PrintableStock]:
    """Return every sheet stock that a digital press prints, for the builder's picker."""
    return await catalog.list_printable_stocks(db, actor, books)


@router.get("/products", response_model=list[OfferedProduct], status_code=200)
async def list_products(
    db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> list[OfferedProduct]:
    """Return the form of every kind of product, and of every price list that holds today."""
    return await catalog.list_offered_products(db, actor, books, today=today)


@router.get("/stocks", response_model=StockPage, status_code=200)
async def list_stocks(
    query: Annotated[StockQuery, Query()],
    db: DB,
    actor: CurrentActor,
    books: RateBooks,
    today: Today,
) -> StockPage:
    """Return the stocks in which every word occurs, by family and weight."""
    return await catalog.list_stocks(db, actor, books, query, today=today)


@router.get("/stocks/{stock_id}", response_model=StockResponse, status_code=200)
async def get_stock(
    stock_id: Id, db: DB, actor: CurrentActor, books: RateBooks, today: Today
) -> StockResponse:
    """Return one stock with the presses that run it."""
    return await catalog.get_stock(db, actor, books, stock_id, today=today)


@router.get("/presses", response_model=list[PressResponse], status_code=200)
async def list_presses(db: DB, actor: CurrentActor) -> list[PressResponse]:
    """Return every press with its geometry."""
    return await catalog.list_presses(db, actor)


@router.get("/operations", response_model=list[OperationResponse], status_code=200)
async def list_operations(db: DB, actor: CurrentActor) -> list[OperationResponse]:
    """Return every finishing operation."""
    return await catalog.list_operations(db, actor)


@router.get("/rate-card", response_model=RateCardResponse, status_code=200)
async def get_rate_card(db: DB, actor: CurrentActor, books: RateBooks) -> RateCardResponse:
    """Return the card that new estimates are made by."""
    return await catalog.get_rate_card(db, actor, books)
