"""Orders: what became of a quote that a customer accepted."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, desc
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Amount, Record


class Order(Record):
    """The one order of a quote, under the quote's own base number: 12345Q becomes 12345SO.

    ``work`` is what the shop floor needs to know of it, written once: lines, parts, stocks, sheets,
    operations. It has no price and no cost.
    """

    __tablename__ = "forge_orders"
    __table_args__ = (Index("ix_forge_orders_placed_at_id", desc("placed_at"), "id"),)

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"), unique=True)
    base_number: Mapped[int] = mapped_column(unique=True)
    revision_number: Mapped[int]
    customer_name: Mapped[str]
    title: Mapped[str]
    po_number: Mapped[str] = mapped_column(default="")
    total: Mapped[Amount]
    due_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    work: Mapped[dict[str, Any]]
    placed_at: Mapped[datetime]
    placed_by: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
