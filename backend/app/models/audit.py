"""The audit log: rows are added and read, never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, desc, func
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class AuditEntry(Base):
    """Who did what to which record, with what stood before and what stands after."""

    __tablename__ = "forge_audit_entries"
    __table_args__ = (
        Index("ix_forge_audit_entries_entity_entity_id_id", "entity", "entity_id", desc("id")),
        Index("ix_forge_audit_entries_actor_id_id", "actor_id", desc("id")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True, init=False)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp(), init=False)
    actor_id: Mapped[UUID | None] = mapped_column(default=None)
    actor_name: Mapped[str]
    action: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[UUID | None] = mapped_column(default=None)
    entity_label: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    after: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    address: Mapped[str] = mapped_column(default="")


class AuditSeal(Base):
    """The place of an entry in the chain: the hash of the seal before it and of all it says.

    The database writes it while the entry's transaction commits, and refuses every change.
    """

    __tablename__ = "forge_audit_seals"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    hash: Mapped[bytes]
