"""Price lists: products sold from a table of quantities."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_price_lists",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("draft", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_price_lists")),
    )
    op.create_index(
        "uq_forge_price_lists_code",
        "forge_price_lists",
        ["code"],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "forge_price_list_editions",
        sa.Column("price_list_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["price_list_id"],
            ["forge_price_lists.id"],
            name=op.f("fk_forge_price_list_editions_price_list_id"),
        ),
        sa.ForeignKeyConstraint(
            ["published_by"],
            ["forge_users.id"],
            name=op.f("fk_forge_price_list_editions_published_by"),
        ),
        sa.PrimaryKeyConstraint(
            "price_list_id", "number", name=op.f("pk_forge_price_list_editions")
        ),
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_price_list_editions")
    op.drop_index(
        "uq_forge_price_lists_code",
        table_name="forge_price_lists",
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.drop_table("forge_price_lists")
