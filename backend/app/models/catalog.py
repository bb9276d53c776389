"""The rate book: stocks and prices, presses, finishing, selling terms, published rate cards."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Rate, Record, Size


class Stock(Record):
    """A paper or substrate, as sheets (``sheet_width_in``) or on a roll (``roll_width_in``).

    What the engine reads of it beyond the columns stands in ``details``.
    """

    __tablename__ = "forge_stocks"
    __table_args__ = (
        Index(
            "uq_forge_stocks_code",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    code: Mapped[str]
    name: Mapped[str]
    family: Mapped[str]
    grade: Mapped[str]
    basis_weight_lb: Mapped[Size | None] = mapped_column(default=None)
    gsm: Mapped[Size]
    caliper_in: Mapped[Rate]
    colour: Mapped[str] = mapped_column(default="White")
    finish: Mapped[str] = mapped_column(default="")
    sheet_width_in: Mapped[Size | None] = mapped_column(default=None)
    sheet_height_in: Mapped[Size | None] = mapped_column(default=None)
    roll_width_in: Mapped[Size | None] = mapped_column(default=None)
    grain: Mapped[str] = mapped_column(default="long")
    supplier: Mapped[str] = mapped_column(default="")
    aliases: Mapped[list[Any]] = mapped_column(
        default_factory=list, server_default=text("'[]'::jsonb")
    )
    details: Mapped[dict[str, Any]] = mapped_column(
        default_factory=dict, server_default=text("'{}'::jsonb")
    )


class StockPrice(Record):
    """What a stock costs from a day on; ``basis`` is per_m, per_cwt or per_area (square foot)."""

    __tablename__ = "forge_stock_prices"

    stock_id: Mapped[UUID] = mapped_column(ForeignKey("forge_stocks.id"), index=True)
    effective_on: Mapped[date]
    basis: Mapped[str]
    price: Mapped[Rate]
    min_weight_lb: Mapped[Size] = mapped_column(default=Decimal(0))


class Press(Record):
    """A press; what differs between kinds stands in ``details`` as the engine reads it."""

    __tablename__ = "forge_presses"
    __table_args__ = (
        Index(
            "uq_forge_presses_code",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    hourly_rate: Mapped[Rate]
    details: Mapped[dict[str, Any]]


class FinishingOperation(Record):
    """What happens to the sheets after the press, with its rates in ``details``."""

    __tablename__ = "forge_finishing_operations"
    __table_args__ = (
        Index(
            "uq_forge_finishing_operations_code",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    hourly_rate: Mapped[Rate]
    details: Mapped[dict[str, Any]]
    aliases: Mapped[list[Any]] = mapped_column(
        default_factory=list, server_default=text("'[]'::jsonb")
    )


class Product(Record):
    """A kind of job that the shop quotes; ``definition`` is the form that the builder draws for it.

    It holds the usual sizes and quantities, the papers and finishing that suit, and the fields with
    their defaults. It has no rates, so it needs no version: a quote keeps its own specification.
    """

    __tablename__ = "forge_products"
    __table_args__ = (
        Index(
            "uq_forge_products_code",
            "code",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    code: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
    aliases: Mapped[list[Any]] = mapped_column(
        default_factory=list, server_default=text("'[]'::jsonb")
    )
    definition: Mapped[dict[str, Any]]


class ReferenceJob(Record):
    """A job that the shop knows by heart: what new rates do to it is shown before they hold."""

    __tablename__ = "forge_reference_jobs"

    name: Mapped[str]
    position: Mapped[int]
    spec: Mapped[dict[str, Any]]
    quantities: Mapped[list[Any]]


class StagedBook(Record):
    """What the next rate card will say that belongs to no stock, press or operation.

    There is one. ``terms`` is the document of a :class:`app.domain.estimating.rates.RateBook`
    without its tables: mark-ups, levels, rush, policy, grades. ``version`` counts every change to
    anything that is staged, so that nobody overwrites what they have not seen.
    """

    __tablename__ = "forge_staged_books"
    __table_args__ = (
        Index(
            "uq_forge_staged_books_one",
            text("(deleted_at IS NULL)"),
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    version: Mapped[int] = mapped_column(default=1)
    terms: Mapped[dict[str, Any]]


class RateCard(Base):
    """One published version of the whole rate book: the only thing that an estimate reads.

    ``body`` is the document of :class:`app.domain.estimating.rates.RateBook`. A published card
    never changes, so an old quote recomputes to the same cent. ``stale_quotes`` are those that were
    open when it was published and that its costs took under the margin floor.
    """

    __tablename__ = "forge_rate_cards"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("forge_users.id"), default=None)
    note: Mapped[str] = mapped_column(default="")
    body: Mapped[dict[str, Any]]
    stale_quotes: Mapped[list[Any]] = mapped_column(
        default_factory=list, server_default=text("'[]'::jsonb")
    )
