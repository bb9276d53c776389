"""Imports: a table from outside on its way into the book, and how its columns were mapped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, desc, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class Import(Record):
    """One file that somebody brings in. ``version`` counts the steps, not the progress.

    ``rows`` are pairs of a row's number in the file and its cells; they go once the import has
    ended. ``mapping`` is the field of each column, by place. ``report`` is what the dry run found,
    ``result`` what was written; ``problem`` is the sentence of an import that could not be done.
    """

    __tablename__ = "forge_imports"
    __table_args__ = (
        Index("ix_forge_imports_created_by_created_at", "created_by", desc("created_at")),
        Index("ix_forge_imports_sha256", "sha256"),
    )

    kind: Mapped[str]
    file_name: Mapped[str]
    size_bytes: Mapped[int]
    sha256: Mapped[str]
    state: Mapped[str]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("forge_users.id"))
    address: Mapped[str] = mapped_column(default="")
    header: Mapped[list[Any]]
    samples: Mapped[list[Any]]
    row_count: Mapped[int]
    mapping: Mapped[list[Any]]
    duplicates: Mapped[str] = mapped_column(default="skip")
    done: Mapped[int] = mapped_column(default=0)
    report: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    result: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    problem: Mapped[str | None] = mapped_column(default=None)
    applied_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)
    # Megabytes of text that a page asking for the progress has no use for.
    rows: Mapped[list[Any] | None] = mapped_column(default=None, deferred=True)


class ImportedQuote(Record):
    """Under which number a quote was known elsewhere: one that came in is never added again.

    ``reference`` is as the file has it; two numbers that differ in case alone are one.
    """

    __tablename__ = "forge_imported_quotes"
    __table_args__ = (
        Index("uq_forge_imported_quotes_reference", text("lower(reference)"), unique=True),
    )

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("forge_quotes.id"), unique=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("forge_imports.id"))
    reference: Mapped[str]


class ImportMapping(Record):
    """How a kind's columns were mapped last: fields by plain header, null for what was left out."""

    __tablename__ = "forge_import_mappings"

    kind: Mapped[str] = mapped_column(unique=True)
    fields: Mapped[dict[str, Any]]
