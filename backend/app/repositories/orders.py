"""Where orders are kept."""

from typing import Final
from uuid import UUID

from sqlalchemy import Select, desc, func, or_, select

from app.db import Session
from app.domain.errors import AlreadyExistsError
from app.models.document import StoredDocument
from app.models.order import Order
from app.models.quote import Quote
from app.models.user import User
from app.repositories.base import Repository, containing


class AlreadyOrdered(AlreadyExistsError):
    """This quote has its order already."""

    code = "quote_already_ordered"


orders: Final = Repository(
    Order,
    {
        "uq_forge_orders_quote_id": AlreadyOrdered,
        "uq_forge_orders_base_number": AlreadyOrdered,
    },
)


async def find_by_quote(session: Session, quote_id: UUID) -> Order | None:
    """Return the order of a quote, or None."""
    return await orders.first(session, orders.live().where(Order.quote_id == quote_id))


async def find_visible(session: Session, order_id: UUID, *, owner_id: UUID | None) -> Order | None:
    """Return an order, of this owner's quotes unless that is None."""
    query = matching(q="", owner_id=owner_id).where(Order.id == order_id)
    return await orders.first(session, query)


def matching(*, q: str, owner_id: UUID | None) -> Select[Order]:
    """Return the query of the orders with these words, the newest first; all of them are asked."""
    query = orders.live()
    if owner_id is not None:
        query = query.join(Quote, Quote.id == Order.quote_id).where(Quote.owner_id == owner_id)
    for word in q.lower().split():
        pattern = containing(word)
        query = query.where(
            or_(
                func.concat(Order.base_number, "so").like(pattern),
                func.concat(Order.base_number, "q").like(pattern),
                func.forge_fold(Order.customer_name).like(func.forge_fold(pattern)),
                func.forge_fold(Order.title).like(func.forge_fold(pattern)),
                func.lower(Order.po_number).like(pattern),
            )
        )
    return query.order_by(desc(Order.placed_at), Order.id)


async def names_of(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    """Return what these people are called."""
    rows = await session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row[0]: row[1] for row in rows}


async def find_ticket(session: Session, quote_id: UUID, kind: str) -> str | None:
    """Return the hash of an order's stored ticket."""
    query = select(StoredDocument.sha256).where(
        StoredDocument.quote_id == quote_id,
        StoredDocument.kind == kind,
        StoredDocument.deleted_at.is_(None),
    )
    found: str | None = await session.scalar(query)
    return found
