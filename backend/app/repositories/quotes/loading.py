"""A quote as it stands, read to be changed: locked first, then read, in two statements.

In one statement the sub-queries would see lines of before the lock was granted, under the version
of after it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import TextClause, text

from app.db import Reader, Session
from app.repositories.quotes.shapes import variants

_LOCK: Final = """
  SELECT q.id, q.version, q.owner_id, q.status, q.valid_until, q.deleted_at IS NOT NULL AS deleted,
    q.on_hold, q.converted_at IS NOT NULL AS converted, q.current_revision
  FROM forge_quotes q WHERE q.id = :quote_id /*lock*/
"""

_STATE: Final = """
  SELECT json_build_object(
    'id', q.id, 'revision_id', r.id, 'revision', r.number, 'rate_card_version', r.rate_card_version,
    'base_number', q.base_number, 'subtotal', q.subtotal::text, 'total', q.total::text,
    'version', q.version, 'owner_id', q.owner_id, 'status', q.status,
    'deleted', q.deleted_at IS NOT NULL, 'contact_id', q.contact_id,
    'sent_at', q.sent_at, 'decided_at', q.decided_at,
    'lost_reason', q.lost_reason, 'lost_note', q.lost_note, 'on_hold', q.on_hold,
    'valid_until', q.valid_until,
    'approved', EXISTS (
      SELECT FROM forge_approvals a WHERE a.quote_id = q.id AND a.status = 'approved'
        AND a.voided_at IS NULL AND a.deleted_at IS NULL),
    'header', json_build_object(
      'title', q.title, 'customer_id', q.customer_id, 'prospect_name', q.prospect_name,
      'contact_id', q.contact_id, 'valid_until', q.valid_until, 'terms', q.terms,
      'po_number', q.po_number, 'customer_note', q.customer_note,
      'internal_note', q.internal_note, 'discount_percent', q.discount_percent::text,
      'discount_amount', q.discount_amount::text),
    'lines', coalesce((
      SELECT json_agg(json_build_object(
        'id', l.id, 'origin_id', l.origin_id, 'kind', l.kind, 'section', l.section,
        'title', l.title,
        'description', l.description, 'spec', l.specification,
        'spec_text', l.specification_text, 'vendor', l.vendor,
        'unit_price', l.unit_price::text, 'cost', l.purchase_cost::text,
        'vendor_costs', l.vendor_costs,
        'tax_code', l.tax_code, 'discount_percent', l.discount_percent::text,
        'optional', l.optional, 'alternate_of', l.alternate_of,
        'problem', l.problem, 'rates_version', l.rate_card_version,
        'customer_level', l.customer_level, 'priced_on', l.priced_on,
        'quantities', coalesce((
          SELECT json_agg(json_build_object(
            'id', n.id, 'quantity', n.quantity, 'selected', n.selected,
            'typed_price', n.typed_price::text, 'typed_unit_price', n.typed_unit_price::text,
            'typed_reason', n.typed_reason,
            'typed_by', n.typed_by, 'typed_at', n.typed_at,
            'formula_price', n.formula_price::text, 'cost', n.cost::text,
            'press_name', n.press_name, 'sheets', n.sheets) ORDER BY n.position)
          FROM forge_line_quantities n WHERE n.line_id = l.id AND n.deleted_at IS NULL), '[]')
      ) ORDER BY l.position)
      FROM forge_quote_lines l WHERE l.revision_id = r.id AND l.deleted_at IS NULL), '[]'),
    'removed', coalesce((
      SELECT json_agg(json_build_object(
        'id', l.id, 'cost', l.purchase_cost::text, 'vendor_costs', l.vendor_costs))
      FROM forge_quote_lines l WHERE l.revision_id = r.id AND l.deleted_at IS NOT NULL
        AND (l.purchase_cost IS NOT NULL OR l.vendor_costs IS NOT NULL)), '[]')
  )::text
  FROM forge_quotes q
  JOIN forge_quote_revisions r ON r.quote_id = q.id AND r.number = q.current_revision
    AND r.deleted_at IS NULL
  WHERE q.id = :quote_id
"""

_PARTIES: Final = text("""
  SELECT json_build_object(
    'rate_card_version', (SELECT max(version) FROM forge_rate_cards),
    'customer', (
      SELECT json_build_object(
        'id', c.id, 'name', c.name, 'email', c.email, 'price_level', c.price_level,
        'payment_terms', c.payment_terms, 'archived', c.deleted_at IS NOT NULL,
        'certificates', coalesce((
          SELECT json_agg(json_build_object(
            'kind', k.kind, 'state', k.state, 'number', k.number, 'expires_on', k.expires_on))
          FROM forge_certificates k WHERE k.customer_id = c.id AND k.deleted_at IS NULL), '[]'),
        'addresses', coalesce((
          SELECT json_agg(json_build_object(
            'kind', a.kind, 'line1', a.line1, 'line2', a.line2, 'city', a.city,
            'region', a.region, 'postal_code', a.postal_code, 'country', a.country)
            ORDER BY a.created_at, a.id)
          FROM forge_addresses a WHERE a.customer_id = c.id AND a.deleted_at IS NULL), '[]'))
      FROM forge_customers c WHERE c.id = CAST(:customer_id AS uuid)),
    'contact', (
      SELECT json_build_object(
        'id', t.id, 'customer_id', t.customer_id, 'name', t.name, 'email', t.email,
        'archived', t.deleted_at IS NOT NULL)
      FROM forge_contacts t WHERE t.id = CAST(:contact_id AS uuid)),
    'owner', (
      SELECT json_build_object('name', u.name, 'email', u.email)
      FROM forge_users u WHERE u.id = CAST(:owner_id AS uuid)))::text
""")

_UNLOCKED, _LOCKED = map(text, variants(_LOCK, {"lock": "FOR UPDATE OF q"}))
_READ_STATE: Final = text(_STATE)


@dataclass(frozen=True, slots=True)
class QuoteHead:
    """What decides whether a change may happen at all."""

    id: UUID
    version: int
    owner_id: UUID
    status: str
    valid_until: date
    deleted: bool
    on_hold: bool
    converted: bool
    revision: int


async def find_head(session: Session, quote_id: UUID, *, lock: bool) -> QuoteHead | None:
    """Return the quote's head, deleted or not; ``lock`` holds the quote to the end."""
    statement = _LOCKED if lock else _UNLOCKED
    row = (await session.execute(statement, {"quote_id": quote_id})).first()
    if row is None:
        return None
    return QuoteHead(*row)


async def find_state(source: Session | Reader, quote_id: UUID) -> dict[str, Any] | None:
    """Return everything that a change of the quote depends on, as plain JSON values."""
    return await _document(source, _READ_STATE, {"quote_id": quote_id})


async def find_parties(
    source: Session | Reader,
    *,
    customer_id: UUID | None,
    contact_id: UUID | None,
    owner_id: UUID,
) -> dict[str, Any]:
    """Return customer, contact and owner, None for one that there is not; and the rates' version.

    All that a price depends on beside the quote is one round trip.
    """
    found = await _document(
        source,
        _PARTIES,
        {"customer_id": customer_id, "contact_id": contact_id, "owner_id": owner_id},
    )
    return {} if found is None else found


async def _document(
    source: Session | Reader, statement: TextClause, parameters: Mapping[str, object]
) -> dict[str, Any] | None:
    row: Any
    if isinstance(source, Reader):
        row = await source.first(statement, parameters)
    else:
        row = (await source.execute(statement, parameters)).first()
    found: dict[str, Any] | None = None if row is None else json.loads(row[0])
    return found
