"""Orders: placed once from an accepted quote, listed, exported, and not managed further."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4

from app.db import Session
from app.documents.render import render_ticket_pdf_async
from app.documents.ticket_inputs import Ticket
from app.domain.actor import Actor
from app.domain.days import shop_day
from app.domain.errors import NotFoundError
from app.domain.orders import order_number, ready_on, taken_of, work_of
from app.domain.permissions import Permission
from app.domain.pricing.business_days import WorkWeek
from app.domain.quotes.numbers import quote_number
from app.models.document import StoredDocument
from app.models.order import Order
from app.repositories import orders as kept
from app.schemas.orders import OrderCreate, OrderList, OrderResponse, OrderSummary
from app.services import attachments
from app.services.quotes import Desk
from app.services.quotes.ordering import TICKET, convert, see_quote, take_accepted

COLUMNS: Final = ("Order", "Quote", "Customer", "Job", "PO", "Total", "Due", "Placed", "By")


class OrderNotFound(NotFoundError):
    """There is no such order, or it is not yours to see."""

    code = "order_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What placing an order needs beside the quote: the desk, the working days, the wall clock."""

    desk: Desk
    week: WorkWeek
    time_zone: str


async def convert_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: OrderCreate,
    *,
    version: int,
    bench: Bench,
    now: datetime,
) -> tuple[OrderResponse, bool]:
    """Place the order of an accepted quote, once; and say whether it is new.

    However often it is asked for, the quote has one order, and every asking is answered with it.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    await see_quote(session, actor, quote_id, lock=True)
    placed = await kept.find_by_quote(session, quote_id)
    if placed is not None:
        return await _whole(session, placed), False
    desk = bench.desk
    accepted = await take_accepted(session, actor, quote_id, version=version, desk=desk)
    state, facts = accepted.state, accepted.facts
    base, header = state["base_number"], state["header"]
    taken = taken_of(state["lines"], facts["choices"])
    lines = [line for line in state["lines"] if line["id"] in taken or line["kind"] == "note"]
    due_on = data.due_on
    if due_on is None:
        specs = [line["spec"] or {} for line in lines]
        days = [spec.get("turnaround_days") for spec in specs]
        due_on = ready_on(shop_day(now, bench.time_zone), days, bench.week)
    order = Order(
        id=uuid4(),
        quote_id=quote_id,
        base_number=base,
        revision_number=state["revision"],
        customer_name=facts["customer"],
        title=header["title"],
        po_number=facts["po_number"] or header["po_number"],
        total=Decimal(facts["total"]),
        due_on=due_on,
        note=data.note,
        work={
            "contact": facts["contact"],
            "phone": facts["phone"],
            "rep": facts["rep"],
            "lines": work_of(
                lines,
                taken,
                facts["estimates"],
                await attachments.artwork_of(session, quote_id),
            ),
        },
        placed_at=now,
        placed_by=actor.user_id,
    )
    await kept.orders.add(session, order)
    pdf = await render_ticket_pdf_async(ticket_of(order, desk.shop.name, bench), made_at=now)
    stored = await desk.files.put(pdf, ".pdf")
    ticket = StoredDocument(
        quote_id=quote_id,
        revision_number=order.revision_number,
        kind=TICKET,
        sha256=stored.sha256,
        size_bytes=stored.size,
        made_at=now,
    )
    told = {
        "of": order_number(base),
        "total": facts["total"],
        "ticket_sha256": stored.sha256,
        "due_on": None if due_on is None else due_on.isoformat(),
    }
    await convert(session, actor, quote_id, order=told, ticket=ticket, now=now)
    return await _whole(session, order), True


def ticket_of(order: Order, shop: str, bench: Bench) -> Ticket:
    """Return what an order's ticket says."""
    return Ticket(
        number=order_number(order.base_number),
        quote_number=quote_number(order.base_number, order.revision_number),
        shop=shop,
        customer=order.customer_name,
        title=order.title,
        po_number=order.po_number,
        placed_on=shop_day(order.placed_at, bench.time_zone),
        due_on=order.due_on,
        note=order.note,
        contact=order.work["contact"] or "",
        phone=order.work["phone"] or "",
        rep=order.work["rep"],
        lines=order.work["lines"],
    )


async def list_orders(
    session: Session, actor: Actor, *, q: str, page: int, per_page: int
) -> OrderList:
    """Return a page of orders: all of them, or those of one's own quotes."""
    query = kept.matching(q=q, owner_id=_only(actor))
    found, total = await kept.orders.list_page(session, query, page=page, per_page=per_page)
    items = await _summaries(session, found)
    return OrderList(total=total, page=page, per_page=per_page, items=items)


async def export_orders(
    session: Session, actor: Actor, *, q: str, most: int
) -> list[Sequence[str]]:
    """Return the same list as a table: one row an order, days and amounts as they stand.

    Raises:
        PermissionDenied: the role exports nothing.
    """
    actor.require(Permission.READ_EXPORTS)
    query = kept.matching(q=q, owner_id=_only(actor))
    found, _ = await kept.orders.list_page(session, query, page=1, per_page=most)
    return [COLUMNS, *map(_row, await _summaries(session, found))]


async def read_order(session: Session, actor: Actor, order_id: UUID) -> OrderResponse:
    """Return an order.

    Raises:
        OrderNotFound: there is none, or it is not the actor's to see.
    """
    return await _whole(session, await _get(session, actor, order_id))


async def read_ticket(
    session: Session, actor: Actor, order_id: UUID, *, desk: Desk
) -> tuple[bytes, str]:
    """Return an order's stored job ticket, and the order's number.

    Raises:
        OrderNotFound: there is none, or it is not the actor's to see.
        UnavailableError: the stored document cannot be read.
    """
    order = await _get(session, actor, order_id)
    sha256 = await kept.find_ticket(session, order.quote_id, TICKET)
    if sha256 is None:
        raise OrderNotFound(OrderNotFound.__doc__ or "")
    return await desk.files.read(sha256), order_number(order.base_number)


async def find_order_of(session: Session, actor: Actor, quote_id: UUID) -> OrderSummary | None:
    """Return the order of a quote, or None while it has none.

    Raises:
        QuoteNotFound: there is no such quote, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    await see_quote(session, actor, quote_id, lock=False)
    order = await kept.find_by_quote(session, quote_id)
    return None if order is None else (await _summaries(session, [order]))[0]


async def _get(session: Session, actor: Actor, order_id: UUID) -> Order:
    actor.require(Permission.WRITE_OWN_QUOTES)
    order = await kept.find_visible(session, order_id, owner_id=_only(actor))
    if order is None:
        raise OrderNotFound(OrderNotFound.__doc__ or "")
    return order


def _only(actor: Actor) -> UUID | None:
    """Return whose quotes alone the actor sees, or None for everybody's."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    return None if actor.can(Permission.READ_ALL_QUOTES) else actor.user_id


async def _whole(session: Session, order: Order) -> OrderResponse:
    [summary] = await _summaries(session, [order])
    facts: Mapping[str, Any] = order.work
    return OrderResponse.model_validate(
        {**summary.model_dump(), "note": order.note, **facts}, from_attributes=False
    )


async def _summaries(session: Session, found: Sequence[Order]) -> list[OrderSummary]:
    names = await kept.names_of(session, {order.placed_by for order in found})
    return [
        OrderSummary(
            id=order.id,
            number=order_number(order.base_number),
            quote_id=order.quote_id,
            quote_number=quote_number(order.base_number, order.revision_number),
            customer_name=order.customer_name,
            title=order.title,
            po_number=order.po_number,
            total=order.total,
            due_on=order.due_on,
            placed_at=order.placed_at,
            placed_by=names[order.placed_by],
        )
        for order in found
    ]


def _row(one: OrderSummary) -> list[str]:
    due = "" if one.due_on is None else one.due_on.isoformat()
    return [
        one.number,
        one.quote_number,
        one.customer_name,
        one.title,
        one.po_number,
        f"{one.total:.2f}",
        due,
        one.placed_at.date().isoformat(),
        one.placed_by,
    ]
