"""Archives of everything, made when an administrator asks and kept for some days."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Archive(Record):
    """One archive: asked for, made by the worker, gone again after ``expires_at``.

    ``done`` counts the tables and files of ``total`` that are in it. ``storage_key`` names the
    file, and nothing else; ``problem`` is the sentence of one that could not be made.
    """

    __tablename__ = "forge_archives"

    state: Mapped[str]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    storage_key: Mapped[str] = mapped_column(unique=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger, default=None)
    sha256: Mapped[str | None] = mapped_column(default=None)
    problem: Mapped[str | None] = mapped_column(default=None)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
