"""Keep beside each price what lists and papers show of it, so that reading computes nothing."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.add_column("forge_quotes", sa.Column("light", sa.Text(), nullable=True))
    op.add_column(
        "forge_quotes", sa.Column("margin_amount", sa.Numeric(precision=12, scale=2), nullable=True)
    )
    op.add_column(
        "forge_quotes",
        sa.Column(
            "tax_rate",
            sa.Numeric(precision=7, scale=4),
            server_default=sa.text("0"),
            nullable=False,
        ),
    )
    op.add_column(
        "forge_quotes",
        sa.Column(
            "warnings",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column("forge_quote_lines", sa.Column("customer_level", sa.Text(), nullable=True))
    op.add_column("forge_quote_lines", sa.Column("priced_on", sa.Date(), nullable=True))
    op.add_column(
        "forge_line_quantities",
        sa.Column("position", sa.Integer(), server_default=sa.text("1"), nullable=False),
    )
    op.add_column(
        "forge_line_quantities",
        sa.Column("net_price", sa.Numeric(precision=12, scale=2), nullable=True),
    )
    op.add_column("forge_line_quantities", sa.Column("light", sa.Text(), nullable=True))
    # The defaults were for rows that stood before; new ones say what they mean.
    op.alter_column("forge_quotes", "tax_rate", server_default=None)
    op.alter_column("forge_quotes", "warnings", server_default=None)
    op.alter_column("forge_line_quantities", "position", server_default=None)
    # What the tabs of the list count, without visiting the table.
    op.create_index(
        "ix_forge_quotes_tabs",
        "forge_quotes",
        ["status", "owner_id", "valid_until"],
        unique=False,
        postgresql_include=["total", "deleted_at"],
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_index("ix_forge_quotes_tabs", table_name="forge_quotes")
    op.drop_column("forge_line_quantities", "light")
    op.drop_column("forge_line_quantities", "net_price")
    op.drop_column("forge_line_quantities", "position")
    op.drop_column("forge_quote_lines", "priced_on")
    op.drop_column("forge_quote_lines", "customer_level")
    op.drop_column("forge_quotes", "warnings")
    op.drop_column("forge_quotes", "tax_rate")
    op.drop_column("forge_quotes", "margin_amount")
    op.drop_column("forge_quotes", "light")
