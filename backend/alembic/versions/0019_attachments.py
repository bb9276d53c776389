"""Let files be kept with a customer, a quote or one of its lines."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0019"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLE = "forge_attachments"


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        TABLE,
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("acceptance_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("inspection", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("previews", sa.Integer(), nullable=False),
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
        sa.CheckConstraint(
            "num_nonnulls(customer_id, quote_id) = 1",
            name=op.f("ck_forge_attachments_belongs_to_one"),
        ),
        sa.CheckConstraint(
            "line_id IS NULL OR quote_id IS NOT NULL",
            name=op.f("ck_forge_attachments_line_is_of_a_quote"),
        ),
        sa.CheckConstraint(
            "inspection IN ('none', 'pending', 'ready', 'failed')",
            name=op.f("ck_forge_attachments_has_a_known_inspection"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, target in (
                ("customer_id", "forge_customers"),
                ("quote_id", "forge_quotes"),
                ("line_id", "forge_quote_lines"),
                ("acceptance_id", "forge_acceptances"),
                ("uploaded_by", "forge_users"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_attachments")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_forge_attachments_storage_key")),
    )
    for column in ("quote_id", "customer_id"):
        op.create_index(
            f"ix_forge_attachments_{column}",
            TABLE,
            [column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table(TABLE)
