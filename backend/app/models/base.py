"""The base of every table: typed, keyword-only dataclasses named ``forge_`` and the plural."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, dataclass_transform
from uuid import UUID, uuid4

from sqlalchemy import Date, DateTime, MetaData, Numeric, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship

# Amounts of money, rates and unit prices, percentages as fractions, lengths and weights.
Amount = Annotated[Decimal, mapped_column(Numeric(12, 2))]
Rate = Annotated[Decimal, mapped_column(Numeric(14, 6))]
Fraction = Annotated[Decimal, mapped_column(Numeric(7, 4))]
Size = Annotated[Decimal, mapped_column(Numeric(9, 4))]


# SQLAlchemy passes kw_only on to subclasses at run time; type checkers need to be told here.
@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column, relationship))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Declarative base with the naming convention that migrations and error mapping rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        date: Date(),
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
    }
    # An UPDATE returns its server-made columns at once: reading them later would need another
    # round trip that an async session cannot make behind an attribute.
    __mapper_args__ = {"eager_defaults": True}  # noqa: RUF012 - SQLAlchemy's own protocol


class Record(Base):
    """A row that people make: it has an identity, a history and a tombstone."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default_factory=uuid4)
    created_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp(), init=False)
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.clock_timestamp(), onupdate=func.clock_timestamp(), init=False
    )
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)
