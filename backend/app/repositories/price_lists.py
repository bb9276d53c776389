"""Where price lists and their editions are kept and found."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.db import Session
from app.domain.errors import AlreadyExistsError
from app.models.price_list import PriceListEdition, PriceListRecord
from app.models.user import User
from app.repositories.base import Repository, containing


class PriceListCodeTaken(AlreadyExistsError):
    """Another price list has this code: choose a different one."""

    code = "price_list_code_taken"


price_lists: Final = Repository(PriceListRecord, {"uq_forge_price_lists_code": PriceListCodeTaken})


async def list_price_lists(
    session: Session,
    *,
    words: Sequence[str],
    archived: bool | None,
    published_only: bool,
    page: int,
    per_page: int,
) -> tuple[list[PriceListRecord], int]:
    """Return one page of the lists in which every word is found, by name."""
    query = select(PriceListRecord)
    if archived is not None:
        deleted = PriceListRecord.deleted_at
        query = query.where(deleted.is_not(None) if archived else deleted.is_(None))
    if published_only:
        query = query.where(
            select(PriceListEdition.number)
            .where(PriceListEdition.price_list_id == PriceListRecord.id)
            .exists()
        )
    text = PriceListRecord.code + " " + PriceListRecord.name + " " + PriceListRecord.product
    for word in words:
        query = query.where(func.forge_fold(text).like(func.forge_fold(containing(word))))
    query = query.order_by(func.lower(PriceListRecord.name), PriceListRecord.id)
    return await price_lists.list_page(session, query, page=page, per_page=per_page)


async def find_by_code(session: Session, code: str) -> PriceListRecord | None:
    """Return the live list of a code, or None."""
    return await price_lists.first(session, price_lists.live().where(PriceListRecord.code == code))


async def add_edition(session: Session, edition: PriceListEdition) -> None:
    """Write a new edition."""
    session.add(edition)
    await session.flush()


async def list_editions(
    session: Session, price_list_id: UUID
) -> list[tuple[PriceListEdition, str | None]]:
    """Return a list's editions with the names of who published them, the newest first."""
    found = await session.execute(
        select(PriceListEdition, User.name)
        .outerjoin(User, User.id == PriceListEdition.published_by)
        .where(PriceListEdition.price_list_id == price_list_id)
        .order_by(PriceListEdition.number.desc())
    )
    return [(edition, name) for edition, name in found.all()]


async def find_edition_in_force(
    session: Session, price_list_id: UUID, *, on: date
) -> PriceListEdition | None:
    """Return the edition that holds on a day: of those that have begun, the one begun last."""
    return await session.scalar(
        select(PriceListEdition)
        .where(
            PriceListEdition.price_list_id == price_list_id,
            PriceListEdition.effective_from <= on,
        )
        .order_by(PriceListEdition.effective_from.desc(), PriceListEdition.number.desc())
        .limit(1)
    )


async def newest_editions(
    session: Session, price_list_ids: Iterable[UUID]
) -> dict[UUID, PriceListEdition]:
    """Return the newest edition of each list that has one."""
    found = await session.scalars(
        select(PriceListEdition)
        .ext(distinct_on(PriceListEdition.price_list_id))
        .where(PriceListEdition.price_list_id.in_(tuple(price_list_ids)))
        .order_by(PriceListEdition.price_list_id, PriceListEdition.number.desc())
    )
    return {edition.price_list_id: edition for edition in found.all()}
