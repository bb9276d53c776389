"""Keep what people want to see first, and let reports find quotes by their days and products."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0023"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DAYS = ("created_at", "sent_at", "decided_at")
LIVE = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_dashboard_layouts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("widgets", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["user_id"], ["forge_users.id"], name=op.f("fk_forge_dashboard_layouts_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_dashboard_layouts")),
    )
    op.create_index(
        "uq_forge_dashboard_layouts_user_id",
        "forge_dashboard_layouts",
        ["user_id"],
        unique=True,
        postgresql_where=LIVE,
    )
    op.add_column(
        "forge_quote_lines",
        sa.Column(
            "product",
            sa.Text(),
            sa.Computed("specification ->> 'product_type'", persisted=True),
            nullable=True,
        ),
    )
    op.create_index(
        "ix_forge_quote_lines_products",
        "forge_quote_lines",
        ["revision_id", "product"],
        postgresql_where=sa.text("deleted_at IS NULL AND product IS NOT NULL"),
    )
    for day in DAYS:
        op.create_index(
            f"ix_forge_quotes_{day}_figures",
            "forge_quotes",
            [day],
            postgresql_include=["status", "owner_id", "customer_id", "total", "valid_until"],
            postgresql_where=LIVE,
        )
    op.create_index(
        "ix_forge_quote_revisions_first_sent",
        "forge_quote_revisions",
        ["frozen_at", "quote_id"],
        postgresql_where=sa.text("number = 1 AND deleted_at IS NULL"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_forge_quote_revisions_first_sent", table_name="forge_quote_revisions")
    for day in DAYS:
        op.drop_index(f"ix_forge_quotes_{day}_figures", table_name="forge_quotes")
    op.drop_index("ix_forge_quote_lines_products", table_name="forge_quote_lines")
    op.drop_column("forge_quote_lines", "product")
    op.drop_table("forge_dashboard_layouts")
