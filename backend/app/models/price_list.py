"""Price lists: the draft that people edit, and the editions that prices are read from."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Record


class PriceListRecord(Record):
    """A price list. An archived one has ``deleted_at``.

    ``draft`` is the document of :class:`app.domain.pricing.price_lists.PriceList` as it is being
    edited; ``name`` and ``product`` are its own, for finding it.
    """

    __tablename__ = "forge_price_lists"
    __table_args__ = (
        Index(
            "uq_forge_price_lists_code",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    code: Mapped[str]
    name: Mapped[str]
    product: Mapped[str] = mapped_column(default="")
    draft: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)


class PriceListEdition(Base):
    """What was published of a list; it never changes, so an old price can be read off it again."""

    __tablename__ = "forge_price_list_editions"

    price_list_id: Mapped[UUID] = mapped_column(
        ForeignKey("forge_price_lists.id"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    effective_from: Mapped[date]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    body: Mapped[dict[str, Any]]
