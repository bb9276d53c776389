"""The rows of the shop's settings, one for each group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.db import Session
from app.models.setting import Setting
from app.models.user import User
from app.repositories.base import Repository

settings: Final = Repository(Setting)

_KEPT: Final = (
    select(Setting.name, Setting.content, Setting.version, Setting.updated_at, User.name)
    .join(User, User.id == Setting.changed_by, isouter=True)
    .where(Setting.deleted_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group as it is kept, with the name of who wrote it last."""

    name: str
    content: Mapping[str, Any]
    version: int
    changed_at: datetime
    changed_by: str | None


async def plant(session: Session, name: str, content: Mapping[str, Any]) -> None:
    """Write a group where there is none."""
    await session.execute(
        insert(Setting)
        .values(id=uuid4(), name=name, content=dict(content), version=1)
        .on_conflict_do_nothing(index_elements=[Setting.name])
    )


async def list_groups(session: Session) -> dict[str, KeptGroup]:
    """Return all groups by name."""
    return {row[0]: KeptGroup(*row) for row in await session.execute(_KEPT)}


async def find_group(session: Session, name: str) -> KeptGroup | None:
    """Return one group."""
    row = (await session.execute(_KEPT.where(Setting.name == name))).first()
    return None if row is None else KeptGroup(*row)


async def find_locked(session: Session, name: str) -> Setting | None:
    """Return the row of a group, held until the transaction ends."""
    return await settings.first(session, settings.live().where(Setting.name == name), lock=True)
