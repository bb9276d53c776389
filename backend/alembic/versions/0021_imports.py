"""Keep tables that come in from outside, until they are in the book, and how they were mapped."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0021"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

JSONB = postgresql.JSONB(astext_type=sa.Text())


def record_columns() -> list[sa.Column[Any]]:
    """Return the columns that every record has."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            sa.Column(
                name,
                sa.DateTime(timezone=True),
                server_default=sa.text("clock_timestamp()"),
                nullable=False,
            )
            for name in ("created_at", "updated_at")
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
    ]


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_imports",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("header", JSONB, nullable=False),
        sa.Column("samples", JSONB, nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("mapping", JSONB, nullable=False),
        sa.Column("duplicates", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("report", JSONB, nullable=True),
        sa.Column("result", JSONB, nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rows", JSONB, nullable=True),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["created_by"], ["forge_users.id"], name=op.f("fk_forge_imports_created_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_imports")),
    )
    op.create_index(
        "ix_forge_imports_created_by_created_at",
        "forge_imports",
        ["created_by", sa.text("created_at DESC")],
    )
    op.create_index("ix_forge_imports_sha256", "forge_imports", ["sha256"])
    op.create_table(
        "forge_import_mappings",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fields", JSONB, nullable=False),
        *record_columns(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_import_mappings")),
        sa.UniqueConstraint("kind", name=op.f("uq_forge_import_mappings_kind")),
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_import_mappings")
    op.drop_table("forge_imports")
