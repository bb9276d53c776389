"""A shop of many years: 50,000 quotes of five lines, made by PostgreSQL within a minute.

The API makes one quote with a line of every product that is offered. What PostgreSQL makes of it
are whole rows of those lines, with prices that the engine gave, moved by the years: so lines sum up
to their quotes, every specification can be read, and only columns that have to differ are named
here. Left out are what the engine said about each price, and the lines of revisions that were
replaced.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import asyncpg
import httpx

from local.bench.load import FRESH_ID
from local.bench.names import (
    FIRST_NAMES,
    FORMS,
    JOBS,
    LAST_NAMES,
    OCCASIONS,
    PLACES,
    REASONS,
    SAID,
    STAFF,
    SYLLABLES,
    TRADES,
)
from local.bench.shop import read_columns, spell_out
from local.bench.visitor import CREATED, expect, own_ids
from local.processes import LocalError

QUOTES: Final = 50_000
LINES: Final = 5
# Of every so many quotes one is a customer's first.
QUOTES_A_CUSTOMER: Final = 25
YEARS: Final = 4

type Statements = Sequence[str]

_PEOPLE: Final[Statements] = (
    "SELECT setseed(0.5)",
    """
    CREATE TEMPORARY TABLE grown_staff AS
    SELECT n, gen_random_uuid() AS id, split_part(one, ':', 1) AS name,
      split_part(one, ':', 2) AS role
    FROM unnest({staff}) WITH ORDINALITY AS listed(one, n)
    """,
    """
    INSERT INTO forge_users ({forge_users})
    SELECT {copy forge_users} FROM grown_staff g,
    forge_users u,
    LATERAL jsonb_populate_record(u, jsonb_build_object(
      'id', g.id, 'name', g.name, 'role', g.role, 'email', 'staff' || g.n || '@bench.example',
      'password_hash', NULL)) copy
    WHERE u.id = {me}
    """,
    """
    CREATE TEMPORARY TABLE grown_customers AS
    SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS contact_id,
      gen_random_uuid() AS second_id,
      ({places})[1 + (n * 7) % cardinality({places})] || ' '
        || ({trades})[1 + (n * 3 + n / 40) % cardinality({trades})] || ' '
        || ({forms})[1 + (n / 1000) % cardinality({forms})]
        || CASE WHEN n > 5000 THEN ' ' || n ELSE '' END AS name,
      ({first_names})[1 + floor(random() * 20)::int] || ' '
        || ({last_names})[1 + floor(random() * 20)::int] AS contact,
      ({first_names})[1 + floor(random() * 20)::int] || ' '
        || ({last_names})[1 + floor(random() * 20)::int] AS second,
      1 + floor(cardinality({staff}) * random() ^ 1.5)::int AS owner
    FROM generate_series(1, {customers}) n
    """,
    """
    INSERT INTO forge_customers ({forge_customers})
    SELECT {copy forge_customers} FROM grown_customers g JOIN grown_staff s ON s.n = g.owner,
    forge_customers c,
    LATERAL jsonb_populate_record(c, jsonb_build_object(
      'id', g.id, 'name', g.name, 'account_number', 'C-' || 10000 + g.n, 'owner_id', s.id,
      'email', 'office' || g.n || '@customer.example',
      'phone', '555-' || lpad((g.n * 37 % 10000000)::text, 7, '0'),
      'created_at', now() - interval '{years} years')) copy
    WHERE c.id = {customer}
    """,
    """
    INSERT INTO forge_contacts ({forge_contacts})
    SELECT {copy forge_contacts}
    FROM grown_customers g
    CROSS JOIN LATERAL (VALUES (g.contact_id, g.contact, true), (g.second_id, g.second, false))
      AS one(id, name, is_primary),
    forge_contacts t,
    LATERAL jsonb_populate_record(t, jsonb_build_object(
      'id', one.id, 'customer_id', g.id, 'name', one.name, 'is_primary', one.is_primary,
      'email', lower(split_part(forge_fold(one.name), ' ', 1)) || g.n || '@customer.example')) copy
    WHERE t.customer_id = {customer}
    """,
)

_DRAWN: Final[Statements] = (
    """
    CREATE TEMPORARY TABLE grown_kinds AS
    SELECT row_number() OVER (ORDER BY l.position) AS n, l.id, l.title, l.specification_text,
      count(*) AS quantities
    FROM forge_quote_lines l JOIN forge_quote_revisions r ON r.id = l.revision_id
    JOIN forge_line_quantities q ON q.line_id = l.id
    WHERE r.quote_id = {pattern} AND l.problem IS NULL AND q.net_price > 0
      AND l.deleted_at IS NULL AND q.deleted_at IS NULL
    GROUP BY l.id
    """,
    """
    CREATE TEMPORARY TABLE grown_quotes AS
    WITH dated AS (
      SELECT n, now() - (1 - n::float / {quotes}) * interval '{years} years'
          - random() * interval '8 hours' AS created_at,
        random() AS fate, random() AS pace, random() AS moved
      FROM generate_series(1, {quotes}) n
    ), judged AS (
      SELECT *, CASE
        WHEN created_at > now() - interval '30 days' THEN CASE
          WHEN fate < 0.25 THEN 'draft' WHEN fate < 0.31 THEN 'pending_review'
          WHEN fate < 0.68 THEN 'sent' WHEN fate < 0.88 THEN 'approved'
          WHEN fate < 0.96 THEN 'declined' ELSE 'expired' END
        ELSE CASE
          WHEN fate < 0.02 THEN 'draft' WHEN fate < 0.03 THEN 'sent'
          WHEN fate < 0.45 THEN 'approved' WHEN fate < 0.70 THEN 'declined' ELSE 'expired' END
        END AS status
      FROM dated
    )
    SELECT j.n, gen_random_uuid() AS id, gen_random_uuid() AS revision_id,
      (SELECT max(base_number) FROM forge_quotes) + j.n AS base_number, j.status, j.created_at,
      j.status NOT IN ('draft', 'pending_review') AS was_sent,
      least(now(), j.created_at - ln(1 - 0.999 * j.pace) * interval '9 hours') AS sent_at,
      CASE WHEN j.status IN ('approved', 'declined')
        THEN least(now(), j.created_at + interval '1 day' + j.moved * interval '12 days')
      END AS decided_at,
      CASE WHEN j.moved < 0.12 AND j.status <> 'pending_review' THEN 2 ELSE 1 END AS revisions,
      j.status = 'approved' AND j.pace < 0.85 AS ordered,
      j.status = 'draft' AND j.pace > 0.94 AS deleted,
      1 + floor({customers} * random() ^ 2)::int AS customer,
      1 + floor(cardinality({staff}) * random() ^ 1.5)::int AS owner,
      ({occasions})[1 + floor(random() * cardinality({occasions}))::int] || ' '
        || ({jobs})[1 + floor(random() * cardinality({jobs}))::int]
        || CASE WHEN random() < 0.6 THEN ' ' || initcap(({syllables})[1 + floor(random() * 20)::int]
          || ({syllables})[1 + floor(random() * 20)::int]
          || ({syllables})[1 + floor(random() * 20)::int]) ELSE '' END AS title,
      CASE WHEN random() < 0.5 THEN 'PO-' || 40000 + floor(random() * 50000)::int ELSE '' END AS po
    FROM judged j
    """,
    """
    CREATE TEMPORARY TABLE grown_lines AS
    SELECT gen_random_uuid() AS id, q.n AS quote, place,
      1 + floor(random() * (SELECT count(*) FROM grown_kinds))::int AS kind,
      power(1.03, -{years} * (1 - q.n::float / {quotes})) * (0.9 + random() * 0.2) AS dearer,
      (1 - q.n::float / {quotes} * 0.05) * (0.8 + random() * 0.45) AS costlier,
      random() AS chosen, place = {lines} AND random() < 0.1 AS optional,
      q.status = 'draft' AND place = 1 AND random() < 0.15 AS is_open
    FROM grown_quotes q CROSS JOIN generate_series(1, {lines}) place
    """,
    """
    CREATE TEMPORARY TABLE grown_quantities AS
    SELECT l.id AS line_id, l.quote, l.optional, l.is_open, n.id AS was,
      round((n.net_price * l.dearer)::numeric, 2) AS price,
      round((coalesce(n.cost, n.net_price * 0.6) * l.costlier)::numeric, 6) AS cost,
      NOT l.is_open AND n.position = 1 + floor(l.chosen * k.quantities)::int AS selected
    FROM grown_lines l JOIN grown_kinds k ON k.n = l.kind
    JOIN forge_line_quantities n ON n.line_id = k.id AND n.deleted_at IS NULL
    """,
    """
    CREATE TEMPORARY TABLE grown_totals AS
    SELECT quote, subtotal, round(subtotal * 0.0825, 2) AS tax, cost, is_open,
      CASE WHEN subtotal > 0 THEN round((subtotal - cost) / subtotal, 4) END AS margin, words
    FROM (
      SELECT quote, coalesce(sum(price) FILTER (WHERE selected AND NOT optional), 0) AS subtotal,
        coalesce(sum(cost) FILTER (WHERE selected AND NOT optional), 0) AS cost,
        bool_or(is_open) AS is_open
      FROM grown_quantities GROUP BY quote) summed
    JOIN (
      SELECT l.quote, string_agg(k.title || ' ' || k.specification_text, ' ' ORDER BY l.place)
        AS words
      FROM grown_lines l JOIN grown_kinds k ON k.n = l.kind GROUP BY l.quote) spoken USING (quote)
    """,
    "CREATE INDEX ON grown_totals (quote)",
    "ANALYZE grown_quotes, grown_lines, grown_quantities, grown_totals, grown_customers",
)

_QUOTES: Final[Statements] = (
    """
    INSERT INTO forge_quotes ({forge_quotes})
    SELECT {copy forge_quotes}
    FROM grown_quotes g
    JOIN grown_totals t ON t.quote = g.n
    JOIN grown_customers c ON c.n = g.customer
    JOIN grown_staff s ON s.n = g.owner,
    forge_quotes q,
    LATERAL jsonb_populate_record(q, jsonb_build_object(
      'id', g.id, 'base_number', g.base_number, 'status', g.status, 'title', g.title,
      'customer_id', c.id, 'contact_id', c.contact_id, 'owner_id', s.id, 'changed_by', s.id,
      'po_number', g.po, 'current_revision', g.revisions,
      'valid_until', CASE WHEN g.status = 'expired' THEN least(current_date - 1,
        (g.created_at + interval '30 days')::date) ELSE (g.created_at + interval '30 days')::date
        END,
      'subtotal', t.subtotal, 'discount', 0, 'warnings', '[]'::jsonb,
      'tax', CASE WHEN NOT t.is_open THEN t.tax END, 'tax_rate', 0.0825,
      'total', CASE WHEN NOT t.is_open THEN t.subtotal + t.tax END, 'cost', t.cost,
      'margin', t.margin, 'margin_amount', round(t.subtotal - t.cost, 2),
      'light', CASE WHEN t.margin < 0.30 THEN 'red' WHEN t.margin < 0.38 THEN 'amber'
        ELSE 'green' END,
      'lost_reason', CASE WHEN g.status = 'declined' THEN ({reasons})[1 + g.n % 7] END,
      'sent_at', CASE WHEN g.was_sent THEN g.sent_at END, 'decided_at', g.decided_at,
      'converted_at', CASE WHEN g.ordered THEN g.decided_at END,
      'on_hold', g.status = 'draft' AND g.n % 50 = 0,
      'created_at', g.created_at,
      'updated_at', coalesce(g.decided_at, CASE WHEN g.was_sent THEN g.sent_at END, g.created_at),
      'deleted_at', CASE WHEN g.deleted THEN g.created_at + interval '1 hour' END,
      'version', 2 + g.n % 5,
      'search_text', forge_fold(concat_ws(' ', g.base_number || 'Q', c.name, c.contact, g.title,
        nullif(g.po, ''), t.words)))) copy
    WHERE q.id = {pattern}
    """,
    """
    INSERT INTO forge_quote_revisions ({forge_quote_revisions})
    SELECT {copy forge_quote_revisions}
    FROM grown_quotes g JOIN grown_staff s ON s.n = g.owner
    CROSS JOIN LATERAL generate_series(1, g.revisions) edition,
    forge_quote_revisions r,
    LATERAL jsonb_populate_record(r, jsonb_build_object(
      'id', CASE WHEN edition = g.revisions THEN g.revision_id ELSE gen_random_uuid() END,
      'quote_id', g.id, 'number', edition, 'made_by', s.id, 'created_at', g.created_at,
      'frozen_at', CASE WHEN g.was_sent OR edition < g.revisions THEN g.sent_at END,
      'superseded_at', CASE WHEN edition < g.revisions THEN g.sent_at END)) copy
    WHERE r.quote_id = {pattern}
    """,
    """
    INSERT INTO forge_quote_lines ({forge_quote_lines})
    SELECT {copy forge_quote_lines}
    FROM grown_lines g JOIN grown_quotes q ON q.n = g.quote JOIN grown_kinds k ON k.n = g.kind
    JOIN forge_quote_lines l ON l.id = k.id,
    LATERAL jsonb_populate_record(l, jsonb_build_object(
      'id', g.id, 'revision_id', q.revision_id, 'position', g.place, 'optional', g.optional,
      'created_at', q.created_at, 'priced_on', q.created_at::date)) copy
    """,
    """
    INSERT INTO forge_line_quantities ({forge_line_quantities})
    SELECT {copy forge_line_quantities}
    FROM grown_quantities g JOIN forge_line_quantities n ON n.id = g.was,
    LATERAL jsonb_populate_record(n, jsonb_build_object(
      'id', gen_random_uuid(), 'line_id', g.line_id, 'price', g.price, 'net_price', g.price,
      'formula_price', g.price, 'unit_price', round(g.price / n.quantity, 6), 'cost', g.cost,
      'margin', CASE WHEN g.price > 0 THEN round((g.price - g.cost) / g.price, 4) END,
      'selected', g.selected, 'estimate', NULL)) copy
    """,
    """
    INSERT INTO forge_acceptances
      (id, quote_id, revision_number, total, accepted_at, accepted_name, evidence, po_number,
       choices, document_sha256, address, user_agent, recorded_by)
    SELECT gen_random_uuid(), g.id, g.revisions, t.subtotal + t.tax, g.decided_at, c.contact,
      'By phone.', g.po, '[]', '', '', '', s.id
    FROM grown_quotes g JOIN grown_totals t ON t.quote = g.n
    JOIN grown_customers c ON c.n = g.customer JOIN grown_staff s ON s.n = g.owner
    WHERE g.status = 'approved'
    """,
    """
    INSERT INTO forge_orders
      (id, quote_id, base_number, revision_number, customer_name, title, po_number, total, note,
       work, placed_at, placed_by)
    SELECT gen_random_uuid(), g.id, g.base_number, g.revisions, c.name, g.title, g.po,
      t.subtotal + t.tax, '', '{{"lines": []}}', g.decided_at, s.id
    FROM grown_quotes g JOIN grown_totals t ON t.quote = g.n
    JOIN grown_customers c ON c.n = g.customer JOIN grown_staff s ON s.n = g.owner
    WHERE g.ordered
    """,
    """
    INSERT INTO forge_notes (id, quote_id, author_id, kind, body, mentions, written_at)
    SELECT gen_random_uuid(), g.id, s.id, CASE WHEN g.n % 5 = 0 THEN 'call' ELSE 'note' END,
      ({said})[1 + g.n % cardinality({said})] || ' ' || g.title, '[]', g.created_at
    FROM grown_quotes g JOIN grown_staff s ON s.n = g.owner
    WHERE g.n % 3 = 0
    """,
    "UPDATE forge_number_series SET last_value = last_value + {quotes}",
    """
    DROP TABLE grown_staff, grown_customers, grown_kinds, grown_quotes, grown_lines,
      grown_quantities, grown_totals
    """,
)


async def fill_shop(browser: httpx.AsyncClient, database: str, *, quotes: int = QUOTES) -> None:
    """Fill the database of the server that ``browser`` has logged in to.

    Args:
        browser: somebody who may make quotes, logged in; the rate book is loaded.
        database: asyncpg's address of the same database.
        quotes: how many; a twenty-fifth as many customers.
    """
    pattern = await _make_pattern(browser)
    values = {
        "pattern": f"'{pattern['id']}'::uuid",
        "customer": f"'{pattern['customer_id']}'::uuid",
        "me": f"'{pattern['owner']['id']}'::uuid",
        "quotes": str(quotes),
        "customers": str(max(1, quotes // QUOTES_A_CUSTOMER)),
        "lines": str(LINES),
        "years": str(YEARS),
        "staff": _array([":".join(one) for one in STAFF]),
        "jobs": _array(JOBS.split(",")),
        "said": _array(SAID.split(",")),
        **{
            name: _array(words.split())
            for name, words in (
                ("places", PLACES),
                ("trades", TRADES),
                ("forms", FORMS),
                ("first_names", FIRST_NAMES),
                ("last_names", LAST_NAMES),
                ("occasions", OCCASIONS),
                ("reasons", REASONS),
                ("syllables", SYLLABLES),
            )
        },
    }
    connection = await asyncpg.connect(database)
    try:
        columns = await read_columns(connection)
        async with connection.transaction():
            for statement in (*_PEOPLE, *_DRAWN, *_QUOTES):
                await connection.execute(spell_out(statement, columns, values))
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _make_pattern(browser: httpx.AsyncClient) -> Mapping[str, Any]:
    """Make a quote with a line of every product that is offered, for a customer with a contact."""
    customer = expect(
        await browser.post("/api/customers", json={"name": "Pattern and Sons"}), CREATED
    )
    expect(
        await browser.post(
            f"/api/customers/{customer['id']}/contacts",
            json={"name": "Pat Pattern", "email": "pat@customer.example"},
        ),
        CREATED,
    )
    offered = await browser.get("/api/catalog/products")
    if offered.status_code != httpx.codes.OK:
        raise LocalError(f"products: {offered.status_code} {offered.text[:2000]}")
    body = {
        "customer_id": customer["id"],
        "title": "One of everything",
        "lines": [_product_line(one) for one in offered.json()] + [_charge_line()],
    }
    return expect(await browser.post("/api/quotes", json=own_ids(body)), CREATED)


def _product_line(product: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new line as the builder begins it: the form's defaults in its first size."""
    filled = {field["name"]: field["default"] for field in product["fields"]}
    for size in product["sizes"][:1]:
        filled |= {
            "trim_width": size["width"],
            "trim_height": size["height"],
            "unit": size["unit"],
        }
    return {
        "id": FRESH_ID,
        "kind": "product",
        "title": product["title"],
        "spec": {"kind": product["kind"], "product_type": product["code"], **filled},
        "quantities": [
            {"quantity": quantity, "selected": place == 0}
            for place, quantity in enumerate(product["quantities"][:2])
        ],
    }


def _charge_line() -> dict[str, Any]:
    return {
        "id": FRESH_ID,
        "kind": "charge",
        "title": "Design and make-ready",
        "unit_price": "65.00",
        "quantities": [{"quantity": 1, "selected": True}, {"quantity": 3, "selected": False}],
    }


def _array(texts: Sequence[str]) -> str:
    """Write a list of our own words as PostgreSQL's; a hyphen stands for a space."""
    quoted = ", ".join("'" + text.replace("-", " ").replace("'", "''") + "'" for text in texts)
    return f"ARRAY[{quoted}]"
