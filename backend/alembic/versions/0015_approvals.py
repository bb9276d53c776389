"""Let colleagues be asked for their word: rules, questions with their answers, deputies."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
LIVE = sa.text("deleted_at IS NULL")


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
        "forge_approval_rules",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("threshold", sa.Numeric(precision=14, scale=6), nullable=True),
        sa.Column("terms", JSONB, nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *record_columns(),
        *foreign_keys("forge_approval_rules", changed_by="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_approval_rules")),
        sa.UniqueConstraint("code", name=op.f("uq_forge_approval_rules_code")),
    )
    op.create_table(
        "forge_approvals",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("rules", JSONB, nullable=False),
        sa.Column("facts", JSONB, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_for", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("this_revision_only", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_reason", sa.Text(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "status IN ('open', 'approved', 'returned', 'recalled')",
            name=op.f("ck_forge_approvals_has_a_known_status"),
        ),
        *foreign_keys(
            "forge_approvals",
            quote_id="forge_quotes",
            asked_by="forge_users",
            decided_by="forge_users",
            decided_for="forge_users",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_approvals")),
    )
    op.create_index(
        "uq_forge_approvals_open",
        "forge_approvals",
        ["quote_id"],
        unique=True,
        postgresql_where=sa.text("status = 'open' AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_forge_approvals_quote_id_asked_at", "forge_approvals", ["quote_id", "asked_at"]
    )
    op.create_index("ix_forge_approvals_status_asked_at", "forge_approvals", ["status", "asked_at"])
    for column in ("asked_by", "decided_by"):
        op.create_index(op.f(f"ix_forge_approvals_{column}"), "forge_approvals", [column])
    op.create_table(
        "forge_deputies",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        *record_columns(),
        sa.CheckConstraint(
            "from_on <= until_on", name=op.f("ck_forge_deputies_ends_after_it_begins")
        ),
        sa.CheckConstraint("user_id <> deputy_id", name=op.f("ck_forge_deputies_is_somebody_else")),
        *foreign_keys("forge_deputies", user_id="forge_users", deputy_id="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_deputies")),
    )
    op.create_index(op.f("ix_forge_deputies_deputy_id"), "forge_deputies", ["deputy_id"])
    op.create_index(
        "uq_forge_deputies_user_id",
        "forge_deputies",
        ["user_id"],
        unique=True,
        postgresql_where=LIVE,
    )


def downgrade() -> None:
    """Take the schema one step back."""
    for table in ("forge_deputies", "forge_approvals", "forge_approval_rules"):
        op.drop_table(table)
