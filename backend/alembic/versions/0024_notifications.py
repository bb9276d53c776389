"""Tell people what concerns them, as each wants to be told; follow sent quotes up by a plan."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0024"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


LIVE = sa.text("deleted_at IS NULL")
JSONB = postgresql.JSONB(astext_type=sa.Text())


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
        "forge_notifications",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        *record_columns(),
        *foreign_keys("forge_notifications", user_id="forge_users", quote_id="forge_quotes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_notifications")),
    )
    op.create_index(
        "ix_forge_notifications_user_id_told_at",
        "forge_notifications",
        ["user_id", sa.literal_column("told_at DESC")],
    )
    op.create_index(
        "ix_forge_notifications_unread",
        "forge_notifications",
        ["user_id", "quote_id"],
        postgresql_where=sa.text("read_at IS NULL AND deleted_at IS NULL"),
    )
    op.create_table(
        "forge_notification_choices",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("in_app", sa.Boolean(), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        *record_columns(),
        *foreign_keys("forge_notification_choices", user_id="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_notification_choices")),
    )
    op.create_index(
        "uq_forge_notification_choices_user_id_kind",
        "forge_notification_choices",
        ["user_id", "kind"],
        unique=True,
        postgresql_where=LIVE,
    )
    op.create_table(
        "forge_follow_up_plans",
        sa.Column("quote_id", sa.Uuid(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("days_after", JSONB, nullable=False),
        sa.Column("days_before", JSONB, nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *record_columns(),
        *foreign_keys("forge_follow_up_plans", quote_id="forge_quotes", changed_by="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_follow_up_plans")),
    )
    op.create_index(
        "uq_forge_follow_up_plans_quote_id",
        "forge_follow_up_plans",
        ["quote_id"],
        unique=True,
        postgresql_where=LIVE,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "forge_reminders",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "outcome IN ('sent', 'skipped', 'told')",
            name=op.f("ck_forge_reminders_has_a_known_outcome"),
        ),
        *foreign_keys(
            "forge_reminders",
            quote_id="forge_quotes",
            message_id="forge_messages",
            done_by="forge_users",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_reminders")),
    )
    op.create_index(
        "uq_forge_reminders_step",
        "forge_reminders",
        ["quote_id", "revision_number", "step", "due_on"],
        unique=True,
        postgresql_where=LIVE,
    )


def downgrade() -> None:
    """Take the schema one step back."""
    for table in (
        "forge_reminders",
        "forge_follow_up_plans",
        "forge_notification_choices",
        "forge_notifications",
    ):
        op.drop_table(table)
