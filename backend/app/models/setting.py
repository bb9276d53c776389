"""What the shop has set, a row for each group of settings."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Setting(Record):
    """One group of settings: its document, who wrote it last, and how often it was written.

    ``changed_by`` is None as long as it says what the shop's folder said at the first start.
    """

    __tablename__ = "forge_settings"

    name: Mapped[str] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    version: Mapped[int] = mapped_column(default=1)


# Groups are only ever added and written over, so this grows with every change of any of them.
SETTINGS_VERSION: Final = (
    select(func.coalesce(func.sum(Setting.version), 0))
    .where(Setting.deleted_at.is_(None))
    .scalar_subquery()
)
