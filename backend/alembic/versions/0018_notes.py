"""Let colleagues write notes about a quote, and count how often its customer looks at it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0018"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


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


def foreign_keys(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    """Return the table's foreign keys, each to the id of the table named."""
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    ]


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_notes",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mentions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "kind IN ('note', 'call')", name=op.f("ck_forge_notes_has_a_known_kind")
        ),
        *foreign_keys("forge_notes", quote_id="forge_quotes", author_id="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_notes")),
    )
    op.create_index("ix_forge_notes_quote_id_written_at", "forge_notes", ["quote_id", "written_at"])
    op.create_table(
        "forge_offer_views",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("viewed_at", sa.DateTime(timezone=True), nullable=False),
        *record_columns(),
        *foreign_keys(
            "forge_offer_views", quote_id="forge_quotes", link_id="forge_acceptance_links"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_offer_views")),
    )
    for column in ("quote_id", "link_id"):
        op.create_index(
            f"ix_forge_offer_views_{column}_viewed_at", "forge_offer_views", [column, "viewed_at"]
        )


def downgrade() -> None:
    """Take the schema one step back."""
    for table in ("forge_offer_views", "forge_notes"):
        op.drop_table(table)
