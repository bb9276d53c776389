"""Mails as the shop words them, where it does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from app.db import Session
from app.models.message import MailTemplate
from app.models.user import User
from app.repositories.base import Repository

templates: Final = Repository(MailTemplate)


@dataclass(frozen=True, slots=True)
class Kept:
    """One template with who changed it last."""

    code: str
    kind: str
    name: str
    subject: str
    body: str
    version: int
    changed_at: datetime
    changed_by: str | None


async def list_kept(session: Session) -> list[Kept]:
    """Return all templates of the shop's own wording, by their names."""
    query = (
        select(
            MailTemplate.code,
            MailTemplate.kind,
            MailTemplate.name,
            MailTemplate.subject,
            MailTemplate.body,
            MailTemplate.version,
            MailTemplate.updated_at,
            User.name,
        )
        .outerjoin(User, User.id == MailTemplate.changed_by)
        .where(MailTemplate.deleted_at.is_(None))
        .order_by(MailTemplate.name, MailTemplate.code)
    )
    return [Kept(*row) for row in await session.execute(query)]


async def find(session: Session, code: str, *, lock: bool = False) -> MailTemplate | None:
    """Return one template, or None where the shop has no wording of its own."""
    query = templates.live().where(MailTemplate.code == code)
    return await templates.first(session, query, lock=lock)
