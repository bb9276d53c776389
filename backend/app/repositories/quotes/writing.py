"""Quotes going in: one statement for the quote, one for all its lines and quantities.

Lines travel as one JSON parameter, so that a quote of two hundred lines is still one round trip
and one plan. The tables, their types and their constraints are those of ``models/quote.py``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.exc import IntegrityError

from app.db import Session
from app.domain.errors import ConflictError
from app.repositories.base import constraint_of


class LineIdTaken(ConflictError):
    """A line or quantity came under an id that is in use elsewhere: draw a new one."""

    code = "line_id_taken"


class NumberTaken(ConflictError):
    """The number drawn for the quote is in use: the number series was set back."""

    code = "quote_number_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRows:
    """What changes below a revision.

    ``lines`` are written whole, ``moved`` are ids with new positions, ``removed`` go out of sight.
    ``quantities`` are all that the written lines have; others of theirs go out of sight too.
    """

    revision_id: UUID
    lines: list[dict[str, Any]] = field(default_factory=list)
    quantities: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    removed: list[UUID] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.lines or self.moved or self.removed)


# A line that stands already is written over only if it belongs to this very revision: an id drawn
# by a client may be another quote's. What was refused is missing from the counts.
_LINES: Final = """
  lines AS (
    INSERT INTO forge_quote_lines AS l (
      id, revision_id, position, kind, section, title, description, specification,
      specification_text, vendor, vendor_costs, unit_price, purchase_cost, tax_code,
      discount_percent, optional, alternate_of, problem, rate_card_version, customer_level,
      priced_on, origin_id)
    SELECT id, CAST(:revision_id AS uuid), position, kind, section, title, description,
      nullif(specification, 'null'),
      specification_text, vendor, nullif(vendor_costs, 'null'), unit_price, purchase_cost, tax_code,
      discount_percent, optional, alternate_of, problem, rate_card_version, customer_level,
      priced_on, origin_id
    FROM jsonb_populate_recordset(NULL::forge_quote_lines, CAST(:lines AS jsonb))
    ON CONFLICT (id) DO UPDATE SET
      position = excluded.position, kind = excluded.kind, section = excluded.section,
      title = excluded.title, description = excluded.description,
      specification = excluded.specification,
      specification_text = excluded.specification_text, vendor = excluded.vendor,
      vendor_costs = excluded.vendor_costs,
      unit_price = excluded.unit_price, purchase_cost = excluded.purchase_cost,
      tax_code = excluded.tax_code, discount_percent = excluded.discount_percent,
      optional = excluded.optional, alternate_of = excluded.alternate_of,
      problem = excluded.problem,
      rate_card_version = excluded.rate_card_version, customer_level = excluded.customer_level,
      priced_on = excluded.priced_on, deleted_at = NULL, updated_at = clock_timestamp()
    WHERE l.revision_id = excluded.revision_id
    RETURNING l.id
  ), moved AS (
    UPDATE forge_quote_lines l SET position = m.position, updated_at = clock_timestamp()
    FROM jsonb_to_recordset(CAST(:moved AS jsonb)) AS m(id uuid, position int)
    WHERE l.id = m.id AND l.revision_id = CAST(:revision_id AS uuid)
  ), removed AS (
    UPDATE forge_quote_lines l SET deleted_at = :now, updated_at = clock_timestamp()
    WHERE l.revision_id = CAST(:revision_id AS uuid) AND l.id = ANY(CAST(:removed AS uuid[]))
  ), sent AS (
    SELECT * FROM jsonb_to_recordset(CAST(:quantities AS jsonb)) AS n(
      id uuid, line_id uuid, position int, quantity int, price numeric, net_price numeric,
      unit_price numeric, formula_price numeric, typed_price numeric,
      typed_unit_price numeric, typed_reason text,
      typed_by uuid, typed_at timestamptz, cost numeric, margin numeric, light text,
      press_name text, sheets int, selected boolean, estimate jsonb, keep_estimate boolean)
  ), kept AS (
    INSERT INTO forge_line_quantities AS n (
      id, line_id, position, quantity, price, net_price, unit_price, formula_price, typed_price,
      typed_unit_price, typed_reason, typed_by, typed_at, cost, margin, light, press_name, sheets,
      selected, estimate)
    SELECT id, line_id, position, quantity, price, net_price, unit_price, formula_price,
      typed_price, typed_unit_price, typed_reason, typed_by, typed_at, cost, margin, light,
      press_name, sheets, selected, nullif(estimate, 'null')
    FROM sent WHERE line_id IN (SELECT id FROM lines)
    ON CONFLICT (id) DO UPDATE SET
      position = excluded.position, quantity = excluded.quantity, price = excluded.price,
      net_price = excluded.net_price, unit_price = excluded.unit_price,
      formula_price = excluded.formula_price, typed_price = excluded.typed_price,
      typed_unit_price = excluded.typed_unit_price,
      typed_reason = excluded.typed_reason, typed_by = excluded.typed_by,
      typed_at = excluded.typed_at, cost = excluded.cost, margin = excluded.margin,
      light = excluded.light, press_name = excluded.press_name, sheets = excluded.sheets,
      selected = excluded.selected, deleted_at = NULL, updated_at = clock_timestamp(),
      estimate = CASE WHEN (SELECT s.keep_estimate FROM sent s WHERE s.id = excluded.id)
        THEN n.estimate ELSE excluded.estimate END
    WHERE n.line_id = excluded.line_id
    RETURNING n.id
  ), dropped AS (
    UPDATE forge_line_quantities n SET deleted_at = :now, updated_at = clock_timestamp()
    WHERE n.line_id IN (SELECT id FROM lines) AND n.deleted_at IS NULL
      AND n.id NOT IN (SELECT id FROM sent)
  )
  SELECT (SELECT count(*) FROM lines), (SELECT count(*) FROM kept)
"""

_WRITE_LINES: Final = text(f"WITH {_LINES}")

# Foreign keys are looked at when the whole statement is done, so all of a new quote is one.
_CREATE: Final = text(f"""
  WITH quote AS (
    INSERT INTO forge_quotes (
      id, base_number, customer_id, prospect_name, contact_id, title, status, valid_until, owner_id,
      po_number, terms, customer_note, internal_note, discount_percent, discount_amount,
      current_revision, subtotal, discount, tax, total, cost, margin, margin_amount, light,
      tax_rate, warnings, sections, lost_note, on_hold, version, changed_by, search_text,
      created_at, updated_at)
    SELECT id, base_number, customer_id, prospect_name, contact_id, title, status, valid_until,
      owner_id, po_number, terms, customer_note, internal_note, discount_percent, discount_amount,
      1, subtotal, discount, tax, total, cost, margin, margin_amount, light,
      tax_rate, warnings, sections, '', false, 1, changed_by, forge_fold(search_text), updated_at,
      updated_at
    FROM jsonb_populate_record(NULL::forge_quotes, CAST(:quote AS jsonb))
  ), revision AS (
    INSERT INTO forge_quote_revisions (
      id, quote_id, number, engine_version, rate_card_version, reason, made_by)
    SELECT CAST(:revision_id AS uuid), CAST(:quote_id AS uuid), 1, CAST(:engine_version AS int),
      CAST(:rate_card_version AS int), '', changed_by
    FROM jsonb_populate_record(NULL::forge_quotes, CAST(:quote AS jsonb))
  ), {_LINES}
""")  # noqa: S608 - made of this module's own text, and of nothing that a request brings

_UPDATE: Final = text("""
  WITH revised AS (
    UPDATE forge_quote_revisions r
    SET rate_card_version = :rate_card_version, engine_version = :engine_version,
      updated_at = clock_timestamp()
    WHERE r.id = CAST(:revision_id AS uuid)
      AND (r.rate_card_version, r.engine_version)
        IS DISTINCT FROM (CAST(:rate_card_version AS int), CAST(:engine_version AS int))
  )
  UPDATE forge_quotes q SET
    customer_id = s.customer_id, prospect_name = s.prospect_name, contact_id = s.contact_id,
    title = s.title, valid_until = s.valid_until, po_number = s.po_number, terms = s.terms,
    customer_note = s.customer_note, internal_note = s.internal_note,
    discount_percent = s.discount_percent, discount_amount = s.discount_amount,
    subtotal = s.subtotal, discount = s.discount, tax = s.tax, total = s.total, cost = s.cost,
    margin = s.margin, margin_amount = s.margin_amount, light = s.light, tax_rate = s.tax_rate,
    warnings = s.warnings, sections = s.sections, changed_by = s.changed_by,
    search_text = forge_fold(s.search_text), version = q.version + 1, updated_at = s.updated_at
  FROM jsonb_populate_record(NULL::forge_quotes, CAST(:quote AS jsonb)) AS s
  WHERE q.id = s.id
""")

_MARK: Final = text("""
  UPDATE forge_quotes q SET
    status = s.status, lost_reason = s.lost_reason, lost_note = coalesce(s.lost_note, ''),
    sent_at = s.sent_at, decided_at = s.decided_at, deleted_at = s.deleted_at,
    contact_id = s.contact_id, on_hold = s.on_hold, valid_until = s.valid_until,
    changed_by = s.changed_by,
    version = q.version + 1, updated_at = s.updated_at
  FROM jsonb_populate_record(NULL::forge_quotes, CAST(:quote AS jsonb)) AS s
  WHERE q.id = s.id
""")


_ASSIGN: Final = text("""
  UPDATE forge_quotes SET owner_id = :owner_id, changed_by = :by, version = version + 1,
    updated_at = :now
  WHERE id = :quote_id
""")


async def create_quote(
    session: Session,
    quote: Mapping[str, Any],
    lines: LineRows,
    *,
    engine_version: int,
    rate_card_version: int,
    now: datetime,
) -> None:
    """Write a new quote with its first revision and lines.

    Raises:
        LineIdTaken: a line or quantity came under an id that is in use.
        NumberTaken: the number is in use.
    """
    parameters = {
        "quote": to_json(quote),
        "quote_id": quote["id"],
        "engine_version": engine_version,
        "rate_card_version": rate_card_version,
    }
    try:
        await _write(session, _CREATE, lines, parameters, now=now)
    except IntegrityError as error:
        if constraint_of(error) == "uq_forge_quotes_base_number":
            raise NumberTaken(NumberTaken.__doc__ or "") from error
        raise


async def write_lines(session: Session, rows: LineRows, *, now: datetime) -> None:
    """Write what changed below a revision.

    Raises:
        LineIdTaken: a line or quantity came under an id that belongs elsewhere.
    """
    if not rows.is_empty:
        await _write(session, _WRITE_LINES, rows, {}, now=now)


async def _write(
    session: Session,
    statement: TextClause,
    rows: LineRows,
    parameters: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    written = (
        await session.execute(
            statement,
            {
                **parameters,
                "revision_id": rows.revision_id,
                "lines": to_json(rows.lines),
                "quantities": to_json(rows.quantities),
                "moved": to_json(rows.moved),
                "removed": rows.removed,
                "now": now,
            },
        )
    ).one()
    if tuple(written) != (len(rows.lines), len(rows.quantities)):
        raise LineIdTaken(LineIdTaken.__doc__ or "")


async def update_quote(
    session: Session,
    quote: Mapping[str, Any],
    *,
    revision_id: UUID,
    engine_version: int,
    rate_card_version: int,
) -> None:
    """Write a locked quote's fields and totals, one version on."""
    await session.execute(
        _UPDATE,
        {
            "quote": to_json(quote),
            "revision_id": revision_id,
            "engine_version": engine_version,
            "rate_card_version": rate_card_version,
        },
    )


async def mark_quote(session: Session, quote: Mapping[str, Any]) -> None:
    """Write a locked quote's status and what goes with it, one version on."""
    await session.execute(_MARK, {"quote": to_json(quote)})


async def assign_quote(
    session: Session, quote_id: UUID, owner_id: UUID, *, by: UUID, now: datetime
) -> None:
    """Write whose a locked quote is, one version on."""
    await session.execute(
        _ASSIGN, {"quote_id": quote_id, "owner_id": owner_id, "by": by, "now": now}
    )


def to_json(value: object) -> str:
    """Write rows as PostgreSQL reads them: decimals and ids as text."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
