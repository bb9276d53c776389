"""Templates of quotes, sections and lines: one's own and those that are shared."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from app.db import Session
from app.models.template import QuoteTemplate
from app.models.user import User
from app.repositories.base import Repository

templates: Final = Repository(QuoteTemplate)


def seen_by(user_id: UUID) -> Select[QuoteTemplate]:
    """Return the query of what a person may use, by name."""
    return (
        templates.live()
        .where(or_(QuoteTemplate.shared, QuoteTemplate.owner_id == user_id))
        .order_by(func.lower(QuoteTemplate.name), QuoteTemplate.id)
    )


async def list_seen(session: Session, user_id: UUID, *, most: int) -> Sequence[QuoteTemplate]:
    """Return the templates that a person may use, by name."""
    return await templates.list_all(session, seen_by(user_id).limit(most))


async def find_seen(session: Session, template_id: UUID, user_id: UUID) -> QuoteTemplate | None:
    """Return a template that a person may use, or None."""
    return await templates.first(session, seen_by(user_id).where(QuoteTemplate.id == template_id))


async def names_of(session: Session, ids: set[UUID]) -> Mapping[UUID, str]:
    """Return people's names."""
    rows = await session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
