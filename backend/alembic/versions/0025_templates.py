"""Keep quotes, sections and lines as templates."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0025"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_quote_templates",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
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
        sa.CheckConstraint(
            "kind IN ('quote', 'section', 'line')",
            name=op.f("ck_forge_quote_templates_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["forge_users.id"], name=op.f("fk_forge_quote_templates_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_quote_templates")),
    )
    op.create_index(
        op.f("ix_forge_quote_templates_owner_id"), "forge_quote_templates", ["owner_id"]
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_index(op.f("ix_forge_quote_templates_owner_id"), table_name="forge_quote_templates")
    op.drop_table("forge_quote_templates")
