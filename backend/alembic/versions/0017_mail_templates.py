"""Let the shop write its own mails, send them later, take them back, and see what failed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
LIVE = sa.text("deleted_at IS NULL")
ONE_DOCUMENT = "uq_forge_documents_quote_id_revision_number_kind"
DOCUMENT_OF = ["quote_id", "revision_number", "kind"]


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
        "forge_mail_templates",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        *record_columns(),
        *foreign_keys("forge_mail_templates", changed_by="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_mail_templates")),
    )
    op.create_index(
        "uq_forge_mail_templates_code",
        "forge_mail_templates",
        ["code"],
        unique=True,
        postgresql_where=LIVE,
    )
    for name in ("cc", "delivered", "refused"):
        op.add_column(
            "forge_messages",
            sa.Column(name, JSONB, server_default=sa.text("'[]'"), nullable=False),
        )
        # The default was for rows that stood before; new ones say what they mean.
        op.alter_column("forge_messages", name, server_default=None)
    for name in ("due_at", "begun_at", "dismissed_at"):
        op.add_column("forge_messages", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    # The link's place in a mail is marked by a character that nobody types.
    op.execute(
        "UPDATE forge_messages SET body = replace(body, '{link}', U&'\\E000') "
        "WHERE status = 'queued' AND link_id IS NOT NULL"
    )
    op.drop_constraint(op.f(ONE_DOCUMENT), "forge_documents", type_="unique")
    op.create_index(
        ONE_DOCUMENT, "forge_documents", DOCUMENT_OF, unique=True, postgresql_where=LIVE
    )
    op.create_table(
        "forge_scheduled_sends",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quote_version", sa.Integer(), nullable=False),
        sa.Column("sending", JSONB, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        *record_columns(),
        sa.CheckConstraint(
            "status IN ('waiting', 'sent', 'stopped', 'cancelled')",
            name=op.f("ck_forge_scheduled_sends_has_a_known_status"),
        ),
        *foreign_keys("forge_scheduled_sends", quote_id="forge_quotes", asked_by="forge_users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_scheduled_sends")),
    )
    op.create_index(
        "uq_forge_scheduled_sends_waiting",
        "forge_scheduled_sends",
        ["quote_id"],
        unique=True,
        postgresql_where=sa.text("status = 'waiting' AND deleted_at IS NULL"),
    )
    op.create_index(
        "ix_forge_scheduled_sends_quote_id_created_at",
        "forge_scheduled_sends",
        ["quote_id", "created_at"],
    )


def downgrade() -> None:
    """Take the schema one step back."""
    op.drop_table("forge_scheduled_sends")
    op.drop_index(ONE_DOCUMENT, table_name="forge_documents")
    op.create_unique_constraint(op.f(ONE_DOCUMENT), "forge_documents", DOCUMENT_OF)
    for name in ("dismissed_at", "begun_at", "due_at", "refused", "delivered", "cc"):
        op.drop_column("forge_messages", name)
    op.drop_table("forge_mail_templates")
