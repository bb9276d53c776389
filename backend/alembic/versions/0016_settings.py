"""Keep what the shop has set in the database, a row for each group of settings."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0016"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
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
            ["changed_by"], ["forge_users.id"], name=op.f("fk_forge_settings_changed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_settings")),
        sa.UniqueConstraint("name", name=op.f("uq_forge_settings_name")),
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_settings")
