"""A shop with 10,000 quotes, grown from one that the API made."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import asyncpg

QUOTES: Final = 10_000
CUSTOMERS: Final = 500

# Each copy is the whole row of a quote that the API made, with the fields that have to differ.
# LATERAL, so that a row is built once and not once a column.
GROW: Final = (
    """
    CREATE TEMPORARY TABLE grown_customers AS
    SELECT i, gen_random_uuid() AS id FROM generate_series(1, {customers}) i
    """,
    """
    INSERT INTO forge_customers ({forge_customers})
    SELECT {copy forge_customers}
    FROM forge_customers c, grown_customers g, LATERAL jsonb_populate_record(c,
        jsonb_build_object('id', g.id, 'name', c.name || ' ' || g.i,
                           'account_number', NULL)) copy
    WHERE c.id = (SELECT customer_id FROM forge_quotes WHERE id = {quote})
    """,
    """
    CREATE TEMPORARY TABLE grown_quotes AS
    SELECT i, gen_random_uuid() AS id, gen_random_uuid() AS revision_id,
           (SELECT max(base_number) FROM forge_quotes) + i AS base_number,
           (ARRAY['draft','draft','sent','approved','declined','expired'])[1 + i % 6] AS status
    FROM generate_series(1, {quotes}) i
    """,
    """
    INSERT INTO forge_quotes ({forge_quotes})
    SELECT {copy forge_quotes} FROM forge_quotes q, grown_quotes g
    JOIN grown_customers c ON c.i = 1 + g.i % {customers},
    LATERAL jsonb_populate_record(q,
        jsonb_build_object('id', g.id, 'base_number', g.base_number, 'status', g.status,
                           'title', q.title || ' ' || g.i, 'customer_id', c.id,
                           'contact_id', NULL, 'total', q.total + g.i,
                           'search_text', g.base_number || ' ' || q.search_text,
                           'created_at', q.created_at - g.i * interval '7 minutes',
                           'updated_at', q.updated_at - g.i * interval '7 minutes')) copy
    WHERE q.id = {quote}
    """,
    """
    INSERT INTO forge_quote_revisions ({forge_quote_revisions})
    SELECT {copy forge_quote_revisions} FROM forge_quote_revisions r, grown_quotes g,
    LATERAL jsonb_populate_record(r,
        jsonb_build_object('id', g.revision_id, 'quote_id', g.id)) copy
    WHERE r.quote_id = {quote}
    """,
    """
    CREATE TEMPORARY TABLE grown_lines AS
    SELECT l.id AS was, g.revision_id, gen_random_uuid() AS id
    FROM forge_quote_lines l JOIN forge_quote_revisions r ON r.id = l.revision_id
    CROSS JOIN grown_quotes g
    WHERE r.quote_id = {quote} AND l.deleted_at IS NULL
    """,
    """
    INSERT INTO forge_quote_lines ({forge_quote_lines})
    SELECT {copy forge_quote_lines} FROM grown_lines g JOIN forge_quote_lines l ON l.id = g.was,
    LATERAL jsonb_populate_record(l,
        jsonb_build_object('id', g.id, 'revision_id', g.revision_id)) copy
    """,
    """
    INSERT INTO forge_line_quantities ({forge_line_quantities})
    SELECT {copy forge_line_quantities}
    FROM grown_lines g JOIN forge_line_quantities n ON n.line_id = g.was,
    LATERAL jsonb_populate_record(n,
        jsonb_build_object('id', gen_random_uuid(), 'line_id', g.id)) copy
    WHERE n.deleted_at IS NULL
    """,
    "UPDATE forge_number_series SET last_value = last_value + {quotes}",
    "DROP TABLE grown_customers, grown_quotes, grown_lines",
)


MARK: Final = re.compile(r"\{(copy )?(\w+)\}")


async def grow(database: str, quote_id: str) -> tuple[list[str], list[str]]:
    """Copy the quote 10,000 times over 500 customers; return all ids, and those of drafts."""
    connection = await asyncpg.connect(database)
    try:
        columns = await read_columns(connection)
        values = {
            "quote": f"'{quote_id}'::uuid",
            "customers": str(CUSTOMERS),
            "quotes": str(QUOTES),
        }
        async with connection.transaction():
            for statement in GROW:
                await connection.execute(spell_out(statement, columns, values))
        await connection.execute("VACUUM ANALYZE")
        rows = await connection.fetch("SELECT id::text, status FROM forge_quotes ORDER BY id")
        drafts = [row["id"] for row in rows if row["status"] == "draft"]
        return [row["id"] for row in rows], drafts
    finally:
        await connection.close()


async def read_columns(connection: asyncpg.Connection) -> Mapping[str, Sequence[str]]:
    """Return the columns of each table that take a value: all but the generated ones."""
    rows = await connection.fetch(
        """
        SELECT table_name, array_agg(column_name::text) AS columns
        FROM information_schema.columns
        WHERE table_schema = 'public' AND is_generated = 'NEVER'
        GROUP BY table_name
        """
    )
    return {row["table_name"]: row["columns"] for row in rows}


def spell_out(
    statement: str, columns: Mapping[str, Sequence[str]], values: Mapping[str, str]
) -> str:
    """Write columns and values into the text: CREATE TABLE takes no parameters.

    ``{forge_quotes}`` becomes that table's columns, ``{copy forge_quotes}`` those of the row
    ``copy``, every other mark the value of its name; double braces are braces.
    """

    def written(found: re.Match[str]) -> str:
        if found[2] in values:
            return values[found[2]]
        prefix = "copy." if found[1] else ""
        return ", ".join(f"{prefix}{name}" for name in columns[found[2]])

    return MARK.sub(written, statement).replace("{{", "{").replace("}}", "}")
