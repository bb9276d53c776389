"""What a person wants to see first."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class DashboardLayout(Record):
    """The widgets of a person's dashboard in their order; who has none sees the role's own."""

    __tablename__ = "forge_dashboard_layouts"
    __table_args__ = (
        Index(
            "uq_forge_dashboard_layouts_user_id",
            "user_id",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    widgets: Mapped[list[Any]]
