"""Know every word that is searched, so that a misspelt one is mended; notes are searched as well."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Where searched words stand, and by which changes new ones come in. Numbers are no words: of 10001
# and 10002 neither is the other one misspelt.
_SOURCES = {
    "forge_quotes": "search_text",
    "forge_customers": "name, email, phone, account_number",
    "forge_contacts": "name, email",
    "forge_notes": "body",
}


def upgrade() -> None:
    """Take the schema one step forward."""
    op.execute("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch")
    op.add_column(
        "forge_notes",
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed("forge_fold(left(body, 20000))", persisted=True),
            nullable=False,
        ),
    )
    op.create_index(
        "ix_forge_notes_search_text",
        "forge_notes",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "forge_search_words",
        sa.Column("word", sa.Text(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forge_search_words")),
    )
    op.create_index(op.f("ix_forge_search_words_word"), "forge_search_words", ["word"])
    # A word may be written twice by two transactions at once: to wait for the other one would let
    # a long import hold up everybody who writes the same new word. Each word is looked for by the
    # index, whatever the planner believed of the table when it was small.
    op.execute(
        """
        CREATE FUNCTION forge_learn_words(texts text) RETURNS void LANGUAGE plpgsql
        SET enable_seqscan = off AS $$
        BEGIN
            INSERT INTO forge_search_words (id, word)
            SELECT gen_random_uuid(), found.word
            FROM (SELECT DISTINCT word
                  FROM regexp_split_to_table(texts, '[^[:alpha:]]+') word) found
            WHERE length(found.word) BETWEEN 4 AND 40
              AND (SELECT count(*) FROM (
                    SELECT FROM forge_search_words w WHERE w.word = found.word LIMIT 1) known) = 0;
        END $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION forge_learn_new() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM forge_learn_words(string_agg(search_text, ' ')) FROM written;
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION forge_learn_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM forge_learn_words(NEW.search_text);
            RETURN NULL;
        END $$
        """
    )
    for table, columns in _SOURCES.items():
        op.execute(
            f"""
            CREATE TRIGGER forge_learn_new AFTER INSERT ON {table}
            REFERENCING NEW TABLE AS written
            FOR EACH STATEMENT EXECUTE FUNCTION forge_learn_new()
            """
        )
        op.execute(
            f"""
            CREATE TRIGGER forge_learn_changed AFTER UPDATE OF {columns} ON {table}
            FOR EACH ROW WHEN (NEW.search_text IS DISTINCT FROM OLD.search_text)
            EXECUTE FUNCTION forge_learn_changed()
            """
        )
    tables = " UNION ALL ".join(f"SELECT search_text FROM {table}" for table in _SOURCES)  # noqa: S608 - ours
    op.execute(
        f"""
        INSERT INTO forge_search_words (id, word)
        SELECT gen_random_uuid(), word
        FROM (SELECT DISTINCT word
              FROM ({tables}) texts, regexp_split_to_table(search_text, '[^[:alpha:]]+') word) known
        WHERE length(word) BETWEEN 4 AND 40
        """  # noqa: S608 - made of this module's own text
    )


def downgrade() -> None:
    """Take the schema one step back."""
    for table in _SOURCES:
        op.execute(f"DROP TRIGGER forge_learn_new ON {table}")
        op.execute(f"DROP TRIGGER forge_learn_changed ON {table}")
    op.execute("DROP FUNCTION forge_learn_new()")
    op.execute("DROP FUNCTION forge_learn_changed()")
    op.execute("DROP FUNCTION forge_learn_words(text)")
    op.drop_table("forge_search_words")
    op.drop_index("ix_forge_notes_search_text", table_name="forge_notes")
    op.drop_column("forge_notes", "search_text")
    op.execute("DROP EXTENSION fuzzystrmatch")
