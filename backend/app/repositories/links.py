"""Where customers' links are kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.db import Reader, Session
from app.models.acceptance import AcceptanceLink, OfferView
from app.repositories.base import Repository

links: Final = Repository(AcceptanceLink)
views: Final = Repository(OfferView)

_BY_TOKEN: Final = select(
    AcceptanceLink.id,
    AcceptanceLink.quote_id,
    AcceptanceLink.revision_number,
    AcceptanceLink.recipient,
).where(
    AcceptanceLink.token_hash == bindparam("token_hash"),
    AcceptanceLink.revoked_at.is_(None),
    AcceptanceLink.deleted_at.is_(None),
)


async def find_by_token(reader: Reader, token_hash: str) -> tuple[UUID, UUID, int, str] | None:
    """Return the link's id, quote, revision and recipient, if it is one that lets in."""
    row = await reader.first(_BY_TOKEN, {"token_hash": token_hash})
    return None if row is None else (row.id, row.quote_id, row.revision_number, row.recipient)


async def find_of(
    session: Session, quote_id: UUID, revision: int, contact_id: UUID | None
) -> AcceptanceLink | None:
    """Return the link of a revision and contact, revoked or not."""
    query = links.live().where(
        AcceptanceLink.quote_id == quote_id,
        AcceptanceLink.revision_number == revision,
        AcceptanceLink.contact_id.is_not_distinct_from(contact_id),
    )
    return await links.first(session, query, lock=True)


async def list_of(session: Session, quote_id: UUID, revision: int) -> list[AcceptanceLink]:
    """Return the links of a revision, the oldest first."""
    query = links.live().where(
        AcceptanceLink.quote_id == quote_id, AcceptanceLink.revision_number == revision
    )
    return await links.list_all(session, query.order_by(AcceptanceLink.created_at))


async def count_views(
    session: Session, link_ids: Collection[UUID]
) -> dict[UUID, tuple[int, datetime]]:
    """Return how often each of the links was visited, and when last; none that never was."""
    counted = (
        select(OfferView.link_id, func.count(), func.max(OfferView.viewed_at))
        .where(OfferView.link_id.in_(link_ids), OfferView.deleted_at.is_(None))
        .group_by(OfferView.link_id)
    )
    return {row[0]: (row[1], row[2]) for row in await session.execute(counted)}


async def find_last_views(
    session: Session, link: AcceptanceLink
) -> tuple[datetime | None, datetime | None]:
    """Return when this link was visited last, and when any link of its revision was."""
    found = select(
        func.max(OfferView.viewed_at).filter(OfferView.link_id == link.id),
        func.max(OfferView.viewed_at),
    ).where(
        OfferView.quote_id == link.quote_id,
        OfferView.revision_number == link.revision_number,
        OfferView.deleted_at.is_(None),
    )
    row = (await session.execute(found)).one()
    return row[0], row[1]
