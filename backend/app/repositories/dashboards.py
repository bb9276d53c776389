"""Where people's dashboards are kept."""

from typing import Final
from uuid import UUID

from sqlalchemy import text

from app.db import Reader, Session
from app.models.dashboard import DashboardLayout
from app.repositories.base import Repository

layouts: Final = Repository(DashboardLayout)

_CHOSEN: Final = text("""
  SELECT widgets FROM forge_dashboard_layouts WHERE user_id = :user_id AND deleted_at IS NULL
""")


async def find_chosen(reader: Reader, user_id: UUID) -> list[str] | None:
    """Return the names of the widgets that a person chose, or None."""
    row = await reader.first(_CHOSEN, {"user_id": user_id})
    return None if row is None else list(row[0])


async def find_layout(session: Session, user_id: UUID) -> DashboardLayout | None:
    """Return a person's layout, held until the transaction ends."""
    query = layouts.live().where(DashboardLayout.user_id == user_id)
    return await layouts.first(session, query, lock=True)
