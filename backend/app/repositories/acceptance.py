"""Where customers' requests are kept."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, desc, func, select

from app.db import Reader, Session
from app.models.acceptance import CustomerRequest
from app.repositories.base import Repository

requests: Final = Repository(CustomerRequest)

_LAST: Final = select(
    func.max(CustomerRequest.asked_at).filter(CustomerRequest.kind == "changes"),
    func.max(CustomerRequest.asked_at).filter(CustomerRequest.kind == "renewal"),
).where(
    CustomerRequest.quote_id == bindparam("quote_id"),
    CustomerRequest.revision_number == bindparam("revision"),
    CustomerRequest.deleted_at.is_(None),
)


async def find_last(
    source: Session | Reader, quote_id: UUID, revision: int
) -> tuple[datetime | None, datetime | None]:
    """Return when changes, and when a new last day, were asked for last of a revision."""
    wanted = {"quote_id": quote_id, "revision": revision}
    row: Any
    if isinstance(source, Reader):
        row = await source.first(_LAST, wanted)
    else:
        row = (await source.execute(_LAST, wanted)).first()
    return row[0], row[1]


async def find_newest(
    session: Session, quote_id: UUID, revision: int, kind: str
) -> CustomerRequest | None:
    """Return the last request of a kind about a revision."""
    query = requests.live().where(
        CustomerRequest.quote_id == quote_id,
        CustomerRequest.revision_number == revision,
        CustomerRequest.kind == kind,
    )
    return await requests.first(session, query.order_by(desc(CustomerRequest.asked_at)))


async def list_of(session: Session, quote_id: UUID) -> list[CustomerRequest]:
    """Return all requests about a quote, the newest first."""
    query = requests.live().where(CustomerRequest.quote_id == quote_id)
    return await requests.list_all(session, query.order_by(desc(CustomerRequest.asked_at)))


async def count_of(session: Session, quote_id: UUID, revision: int) -> int:
    """Return how many requests there are about a revision."""
    counted = select(func.count()).where(
        CustomerRequest.quote_id == quote_id, CustomerRequest.revision_number == revision
    )
    return (await session.scalar(counted)) or 0
