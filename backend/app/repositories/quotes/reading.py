"""One whole quote in one statement, as the JSON document that its reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import TextClause, text

from app.db import Reader, Session
from app.repositories.quotes.shapes import (
    NUMBER,
    STANDING,
    STATUS,
    VISIBLE,
    fill,
    instant,
    unit_price,
    variants,
)

_QUANTITY: Final = f"""
    json_build_object(
      'id', n.id, 'quantity', n.quantity, 'price', n.price::text,
      'unit_price', {unit_price("n.unit_price")},
      'price_per_m', round(n.price * 1000 / n.quantity, 2)::text,
      'formula_price', n.formula_price::text,
      'typed', coalesce(n.typed_price, n.typed_unit_price) IS NOT NULL,
      'typed_unit_price', {unit_price("n.typed_unit_price")},
      'typed_reason', n.typed_reason,
      'typed_by', (SELECT name FROM forge_users WHERE id = n.typed_by),
      'typed_at', {instant("n.typed_at")}, 'selected', n.selected, 'press_name', n.press_name,
      'sheets', n.sheets, 'light', n.light /*quantity*/
    )
"""  # noqa: S608 - made of this module's own text, and of nothing that a request brings

_LINE: Final = f"""
    json_build_object(
      'id', l.id, 'position', l.position, 'kind', l.kind, 'section', l.section,
      'title', l.title, 'description', l.description, 'spec', l.specification,
      'spec_text', l.specification_text, 'unit_price', {unit_price("l.unit_price")},
      'vendor', l.vendor, 'tax_code', l.tax_code, 'discount_percent', l.discount_percent::text,
      'optional', l.optional, 'alternate_of', l.alternate_of, 'problem', l.problem,
      'quantities', coalesce(
        (SELECT json_agg({_QUANTITY} ORDER BY n.position) FROM forge_line_quantities n
          WHERE n.line_id = l.id AND n.deleted_at IS NULL), '[]'),
      'selected_total',
        (SELECT n.net_price::text FROM forge_line_quantities n
          WHERE n.line_id = l.id AND n.deleted_at IS NULL AND n.selected)
      /*line*/
    )
"""  # noqa: S608 - the same

_QUOTE: Final = f"""
  SELECT json_build_object(
    'id', q.id, 'number', {NUMBER}, 'revision', q.current_revision, 'title', q.title,
    'status', /*status*/, 'version', q.version,
    'superseded', /*superseded*/, 'converted', q.converted_at IS NOT NULL,
    'customer_id', q.customer_id,
    'customer', CASE WHEN c.id IS NOT NULL THEN json_build_object(
      'id', c.id, 'name', c.name, 'price_level', c.price_level, 'tax_class', c.tax_class,
      'on_hold', c.on_hold, 'archived', c.deleted_at IS NOT NULL) END,
    'prospect_name', q.prospect_name,
    'contact_id', q.contact_id,
    'contact', CASE WHEN t.id IS NOT NULL THEN json_build_object(
      'id', t.id, 'name', t.name, 'email', t.email, 'phone', t.phone) END,
    'owner', json_build_object('id', o.id, 'name', o.name),
    'valid_until', q.valid_until, 'terms', q.terms, 'po_number', q.po_number,
    'customer_note', q.customer_note, 'internal_note', q.internal_note,
    'discount_percent', q.discount_percent::text, 'discount_amount', q.discount_amount::text,
    'on_hold', q.on_hold, 'lost_reason', q.lost_reason, 'lost_note', q.lost_note,
    'rate_card_version', r.rate_card_version,
    'lines', coalesce(
      (SELECT json_agg({_LINE} ORDER BY l.position) FROM forge_quote_lines l
        WHERE l.revision_id = r.id AND l.deleted_at IS NULL), '[]'),
    'totals', json_build_object(
      'subtotal', q.subtotal::text, 'discount', q.discount::text, 'tax', q.tax::text,
      'tax_rate', q.tax_rate::text, 'total', q.total::text, 'light', q.light,
      'warnings', q.warnings, 'sections', q.sections /*totals*/),
    'acceptance', (
      SELECT json_build_object(
        'name', a.accepted_name, 'evidence', a.evidence, 'total', a.total::text,
        'at', {instant("a.accepted_at")},
        'recorded_by', (SELECT name FROM forge_users WHERE id = a.recorded_by),
        'lines', jsonb_path_query_array(a.choices, '$[*].line_id'))
      FROM forge_acceptances a
      WHERE a.quote_id = q.id AND /*accepted*/
      ORDER BY a.accepted_at DESC LIMIT 1),
    'document', (
      SELECT json_build_object(
        'sha256', d.sha256, 'size_bytes', d.size_bytes, 'made_at', {instant("d.made_at")})
      FROM forge_documents d WHERE d.quote_id = q.id AND d.kind = 'quote'
        AND d.revision_number = q.current_revision AND d.deleted_at IS NULL),
    'review', (
      SELECT json_build_object(
        'id', v.id, 'status', v.status, 'fingerprint', v.fingerprint, 'rules', v.rules,
        'comment', v.comment, 'asked_at', {instant("v.asked_at")},
        'asked_by', (SELECT name FROM forge_users WHERE id = v.asked_by),
        'decided_by', (SELECT name FROM forge_users WHERE id = v.decided_by),
        'decided_for', (SELECT name FROM forge_users WHERE id = v.decided_for),
        'decided_at', {instant("v.decided_at")}, 'answer', v.answer,
        'this_revision_only', v.this_revision_only, 'valid_until', v.valid_until,
        'holds', v.status = 'approved' AND v.voided_at IS NULL
          AND (v.valid_until IS NULL OR v.valid_until >= CAST(:today AS date))
          AND NOT (v.this_revision_only AND v.revision_number <> q.current_revision),
        'voided_reason', v.voided_reason)
      FROM forge_approvals v
      WHERE v.quote_id = q.id AND v.revision_number = q.current_revision AND v.deleted_at IS NULL
      ORDER BY v.created_at DESC LIMIT 1),
    'allowed_actions',
      CASE WHEN q.owner_id = :me THEN CAST(:own_actions AS json)
        ELSE CAST(:other_actions AS json) END
      -> /*standing*/,
    'created_at', {instant("q.created_at")}, 'updated_at', {instant("q.updated_at")},
    'sent_at', {instant("q.sent_at")}, 'decided_at', {instant("q.decided_at")},
    'deleted_at', {instant("q.deleted_at")},
    'changed_by', CASE WHEN b.id IS NOT NULL THEN
      json_build_object('id', b.id, 'name', b.name) END
  )::text AS document, q.version AS version
  /*rows*/
  JOIN forge_users o ON o.id = q.owner_id
  LEFT JOIN forge_customers c ON c.id = q.customer_id
  LEFT JOIN forge_contacts t ON t.id = q.contact_id
  LEFT JOIN forge_users b ON b.id = q.changed_by
  WHERE /*visible*/
"""  # noqa: S608 - the same

# The quote as it stands, and a revision of it by its number: a superseded one has the quote's row
# as it was, over which its owner is who owns the quote today.
_CURRENT: Final = {
    "rows": """FROM forge_quotes q
  JOIN forge_quote_revisions r ON r.quote_id = q.id AND r.number = q.current_revision
    AND r.deleted_at IS NULL""",
    "visible": f"q.id = :quote_id AND {VISIBLE}",
    "status": STATUS,
    "standing": STANDING,
    "superseded": "false",
    "accepted": "a.deleted_at IS NULL",
}
_BY_NUMBER: Final = {
    "rows": """FROM forge_quotes live
  JOIN forge_quote_revisions r ON r.quote_id = live.id AND r.number = :number
    AND r.deleted_at IS NULL
  CROSS JOIN LATERAL jsonb_populate_record(
    live, r.standing || jsonb_build_object('owner_id', live.owner_id)) q""",
    "visible": f"live.id = :quote_id AND {VISIBLE}",
    "status": f"CASE WHEN r.superseded_at IS NULL THEN {STATUS} ELSE q.status END",
    "standing": f"CASE WHEN r.superseded_at IS NULL THEN {STANDING} ELSE 'superseded' END",
    "superseded": "r.superseded_at IS NOT NULL",
    "accepted": "a.revision_number = r.number",
}

_INTERNALS: Final = {
    "quantity": """, 'internal', json_build_object(
      'cost', round(n.cost, 2)::text,
      'margin', (n.net_price - round(n.cost, 2))::text,
      'margin_percent', n.margin::text)""",
    "line": """, 'internal', json_build_object(
      'cost', trim_scale(l.purchase_cost)::text, 'vendor_costs', l.vendor_costs)""",
    "totals": """, 'internal', json_build_object(
      'cost', round(q.cost, 2)::text,
      'margin', q.margin_amount::text,
      'margin_percent', q.margin::text)""",
}

_PUBLIC, _WHOLE = map(text, variants(fill(_QUOTE, _CURRENT), _INTERNALS))
_PUBLIC_REVISION, _WHOLE_REVISION = map(text, variants(fill(_QUOTE, _BY_NUMBER), _INTERNALS))

_ESTIMATES: Final = text(f"""
  SELECT json_build_object(
    'line_id', l.id,
    'quantities', coalesce(
      (SELECT json_agg(n.estimate ORDER BY n.position)
        FROM forge_line_quantities n
        WHERE n.line_id = l.id AND n.deleted_at IS NULL AND n.estimate IS NOT NULL), '[]')
  )::text AS document
  FROM forge_quotes q
  JOIN forge_quote_revisions r ON r.quote_id = q.id AND r.number = q.current_revision
    AND r.deleted_at IS NULL
  JOIN forge_quote_lines l ON l.revision_id = r.id AND l.deleted_at IS NULL
  WHERE q.id = :quote_id AND l.id = :line_id AND {VISIBLE}
""")  # noqa: S608 - the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the reader of quotes may see and do; both actions are JSON objects by status."""

    me: UUID
    everything: bool
    internals: bool
    own_actions: str
    other_actions: str


@dataclass(frozen=True, slots=True)
class QuoteDocument:
    """A quote's JSON as it goes out, with its version."""

    text: str
    version: int


async def find_document(
    source: Session | Reader, quote_id: UUID, sight: Sight, *, today: date
) -> QuoteDocument | None:
    """Return the quote, deleted or not, if it is there for these eyes."""
    row = await _first(
        source,
        _WHOLE if sight.internals else _PUBLIC,
        _parameters(quote_id, sight, today),
    )
    return None if row is None else QuoteDocument(row[0], row[1])


async def find_revision(
    reader: Reader, quote_id: UUID, number: int, sight: Sight, *, today: date
) -> QuoteDocument | None:
    """Return one revision of the quote in the quote's own shape, as it stood last."""
    row = await _first(
        reader,
        _WHOLE_REVISION if sight.internals else _PUBLIC_REVISION,
        {**_parameters(quote_id, sight, today), "number": number},
    )
    return None if row is None else QuoteDocument(row[0], row[1])


def _parameters(quote_id: UUID, sight: Sight, today: date) -> dict[str, object]:
    return {
        "quote_id": quote_id,
        "today": today,
        "me": sight.me,
        "everything": sight.everything,
        "own_actions": sight.own_actions,
        "other_actions": sight.other_actions,
    }


async def find_estimates(source: Reader, quote_id: UUID, line_id: UUID, sight: Sight) -> str | None:
    """Return what the engine said about a line, as JSON; costs too, whoever may see them."""
    row = await _first(
        source,
        _ESTIMATES,
        {
            "quote_id": quote_id,
            "line_id": line_id,
            "me": sight.me,
            "everything": sight.everything,
        },
    )
    return None if row is None else row[0]


async def _first(
    source: Session | Reader, statement: TextClause, parameters: Mapping[str, object]
) -> Sequence[Any] | None:
    if isinstance(source, Reader):
        return await source.first(statement, parameters)
    return (await source.execute(statement, parameters)).first()
