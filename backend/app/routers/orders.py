"""Orders: made once from an accepted quote, listed, exported, and their job tickets."""

from typing import Annotated

from fastapi import Depends, Query, Response

from app.deps import DB, CurrentActor, Now, Shop
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch
from app.routers.quotes import Desk
from app.routers.routing import Router
from app.schemas.base import Id, PageNumber, PerPage, SearchText
from app.schemas.orders import OrderCreate, OrderList, OrderResponse, OrderSummary
from app.services import orders

router = Router(prefix="/api", tags=["orders"], **ROUTE_OPTIONS)


async def get_bench(desk: Desk, shop: Shop) -> orders.Bench:
    """Return what placing an order needs."""
    return orders.Bench(desk=desk, week=shop.week, time_zone=shop.time_zone)


Bench = Annotated[orders.Bench, Depends(get_bench)]


@router.post(
    "/quotes/{quote_id}/convert",
    response_model=OrderResponse,
    responses={201: {"model": OrderResponse, "description": "The order is new."}},
    status_code=200,
)
async def convert_quote(
    quote_id: Id,
    data: OrderCreate,
    response: Response,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    bench: Bench,
    now: Now,
) -> OrderResponse:
    """Make the accepted quote an order, or return the order that it is already."""
    order, is_new = await orders.convert_quote(
        db, actor, quote_id, data, version=version, bench=bench, now=now
    )
    response.status_code = 201 if is_new else 200
    return order


@router.get("/quotes/{quote_id}/order", response_model=OrderSummary | None, status_code=200)
async def get_order_of_quote(quote_id: Id, db: DB, actor: CurrentActor) -> OrderSummary | None:
    """Return the order of a quote; null while it has none."""
    return await orders.find_order_of(db, actor, quote_id)


@router.get("/orders", response_model=OrderList, status_code=200)
async def list_orders(
    db: DB,
    actor: CurrentActor,
    q: Annotated[SearchText, Query()] = "",
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> OrderList:
    """List orders, the newest first."""
    return await orders.list_orders(db, actor, q=q, page=page, per_page=per_page)


@router.get("/orders/{order_id}", response_model=OrderResponse, status_code=200)
async def get_order(order_id: Id, db: DB, actor: CurrentActor) -> OrderResponse:
    """Return an order with what is to be made."""
    return await orders.read_order(db, actor, order_id)


@router.get(
    "/orders/{order_id}/ticket.pdf",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
    status_code=200,
)
async def get_order_ticket(order_id: Id, db: DB, actor: CurrentActor, desk: Desk) -> Response:
    """Return the job ticket: the stored bytes."""
    content, number = await orders.read_ticket(db, actor, order_id, desk=desk)
    headers = {"Content-Disposition": f'inline; filename="{number}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
