"""Keep every figure of the rate book where it can be staged: a stock's, and the selling terms."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.add_column(
        "forge_stocks",
        sa.Column(
            "details",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )
    op.create_table(
        "forge_staged_books",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("terms", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_staged_books")),
    )
    op.create_index(
        "uq_forge_staged_books_one",
        "forge_staged_books",
        [sa.literal_column("(deleted_at IS NULL)")],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    # One row: a shop that has published goes on with the terms of its card.
    op.execute(
        """
        INSERT INTO forge_staged_books (id, version, terms)
        SELECT gen_random_uuid(), 1, body - ARRAY['version', 'stocks', 'presses', 'operations']
        FROM forge_rate_cards
        ORDER BY forge_rate_cards.version DESC
        LIMIT 1
        """
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_staged_books")
    op.drop_column("forge_stocks", "details")
