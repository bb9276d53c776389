"""Let customers answer by link, and let an accepted quote become an order."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
TEXTS = ("po_number", "document_sha256", "address", "user_agent")


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


def upgrade() -> None:
    """Take the schema one step forward."""
    op.create_table(
        "forge_acceptance_links",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_acceptance_links_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["forge_contacts.id"], name=op.f("fk_forge_acceptance_links_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_acceptance_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_forge_acceptance_links_token_hash")),
    )
    op.create_index(
        "uq_forge_acceptance_links_quote_id_revision_number_contact_id",
        "forge_acceptance_links",
        ["quote_id", "revision_number", "contact_id"],
        unique=True,
        postgresql_where=sa.text("deleted_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "forge_customer_requests",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("comments", JSONB, nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_customer_requests_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["forge_acceptance_links.id"],
            name=op.f("fk_forge_customer_requests_link_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_customer_requests")),
    )
    op.create_index(
        op.f("ix_forge_customer_requests_quote_id"), "forge_customer_requests", ["quote_id"]
    )
    op.create_table(
        "forge_orders",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("customer_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("po_number", sa.Text(), nullable=False),
        sa.Column("total", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("work", JSONB, nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        *record_columns(),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["forge_quotes.id"], name=op.f("fk_forge_orders_quote_id")
        ),
        sa.ForeignKeyConstraint(
            ["placed_by"], ["forge_users.id"], name=op.f("fk_forge_orders_placed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_orders")),
        sa.UniqueConstraint("quote_id", name=op.f("uq_forge_orders_quote_id")),
        sa.UniqueConstraint("base_number", name=op.f("uq_forge_orders_base_number")),
    )
    op.create_index(
        "ix_forge_orders_placed_at_id", "forge_orders", [sa.text("placed_at DESC"), "id"]
    )
    for name in TEXTS:
        op.add_column(
            "forge_acceptances", sa.Column(name, sa.Text(), server_default="", nullable=False)
        )
        # The default was for rows that stood before; new ones say what they mean.
        op.alter_column("forge_acceptances", name, server_default=None)
    op.add_column(
        "forge_acceptances",
        sa.Column("choices", JSONB, server_default=sa.text("'[]'"), nullable=False),
    )
    op.alter_column("forge_acceptances", "choices", server_default=None)
    for table in ("forge_acceptances", "forge_messages"):
        op.add_column(table, sa.Column("link_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_{table}_link_id"), table, "forge_acceptance_links", ["link_id"], ["id"]
        )


def downgrade() -> None:
    """Take the schema one step back."""
    for table in ("forge_messages", "forge_acceptances"):
        op.drop_constraint(op.f(f"fk_{table}_link_id"), table, type_="foreignkey")
        op.drop_column(table, "link_id")
    for name in ("choices", *TEXTS):
        op.drop_column("forge_acceptances", name)
    op.drop_table("forge_orders")
    op.drop_table("forge_customer_requests")
    op.drop_table("forge_acceptance_links")
