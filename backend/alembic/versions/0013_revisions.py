"""Let a quote have later revisions, one acceptance in force, and a flag for what became an order."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What was unique among all rows is unique among live ones: a discarded revision leaves its number,
# and an acceptance is set aside while a newer revision stands in its place.
UNIQUE = {
    "uq_forge_quote_revisions_quote_id_number": ("forge_quote_revisions", ["quote_id", "number"]),
    "uq_forge_acceptances_quote_id": ("forge_acceptances", ["quote_id"]),
}


def upgrade() -> None:
    """Take the schema one step forward."""
    op.add_column(
        "forge_quotes", sa.Column("converted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "forge_quote_revisions",
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.add_column(
        "forge_quote_revisions",
        sa.Column("standing", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    op.add_column(
        "forge_quote_revisions",
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
    )
    # The default was for rows that stood before; new ones say what they mean.
    op.alter_column("forge_quote_revisions", "reason", server_default=None)
    op.add_column("forge_quote_revisions", sa.Column("made_by", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_forge_quote_revisions_made_by"),
        "forge_quote_revisions",
        "forge_users",
        ["made_by"],
        ["id"],
    )
    op.add_column("forge_quote_lines", sa.Column("origin_id", sa.Uuid(), nullable=True))
    for name, (table, columns) in UNIQUE.items():
        op.drop_constraint(op.f(name), table, type_="unique")
        op.create_index(
            name, table, columns, unique=True, postgresql_where=sa.text("deleted_at IS NULL")
        )


def downgrade() -> None:
    """Take the schema one step back."""
    for name, (table, columns) in UNIQUE.items():
        op.drop_index(name, table_name=table)
        op.create_unique_constraint(op.f(name), table, columns)
    op.drop_column("forge_quote_lines", "origin_id")
    op.drop_constraint(
        op.f("fk_forge_quote_revisions_made_by"), "forge_quote_revisions", type_="foreignkey"
    )
    op.drop_column("forge_quote_revisions", "made_by")
    op.drop_column("forge_quote_revisions", "reason")
    op.drop_column("forge_quote_revisions", "standing")
    op.drop_column("forge_quote_revisions", "superseded_at")
    op.drop_column("forge_quotes", "converted_at")
