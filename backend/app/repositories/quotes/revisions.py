"""Revisions of a quote: one takes the other's place, and gives it back.

The quote's own row is always that of its current revision. A superseded one keeps that row as it
was (``standing``), so it is shown by the very statement that shows the current one.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from app.db import Reader, Session
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import NUMBER, STATUS, instant, variants

# What of a quote's row belongs to its revision, and goes back with it when the next is discarded.
OF_REVISION: Final = (
    "customer_id",
    "prospect_name",
    "contact_id",
    "title",
    "status",
    "valid_until",
    "po_number",
    "terms",
    "customer_note",
    "discount_percent",
    "discount_amount",
    "current_revision",
    "subtotal",
    "discount",
    "tax",
    "total",
    "cost",
    "margin",
    "margin_amount",
    "light",
    "tax_rate",
    "warnings",
    "sections",
    "lost_reason",
    "lost_note",
    "sent_at",
    "decided_at",
    "search_text",
)

_SUPERSEDE: Final = text("""
  WITH superseded AS (
    UPDATE forge_quote_revisions r
    SET superseded_at = :now, standing = to_jsonb(q), updated_at = clock_timestamp()
    FROM forge_quotes q
    WHERE q.id = :quote_id AND r.quote_id = q.id AND r.number = q.current_revision
      AND r.deleted_at IS NULL
    RETURNING r.number
  ), set_aside AS (
    UPDATE forge_acceptances SET deleted_at = :now, updated_at = clock_timestamp()
    WHERE quote_id = :quote_id AND deleted_at IS NULL
  ), advanced AS (
    UPDATE forge_quotes q
    SET status = 'draft', current_revision = s.number + 1, lost_reason = NULL, lost_note = '',
      sent_at = NULL, decided_at = NULL
    FROM superseded s WHERE q.id = :quote_id
  )
  INSERT INTO forge_quote_revisions (
    id, quote_id, number, engine_version, rate_card_version, reason, made_by)
  SELECT CAST(:revision_id AS uuid), :quote_id, s.number + 1, CAST(:engine_version AS int),
    CAST(:rate_card_version AS int), CAST(:reason AS text), CAST(:made_by AS uuid)
  FROM superseded s
""")

# All parts of the statement see the rows as they were before it.
_DISCARD: Final = text(f"""
  WITH current AS (
    SELECT r.id, r.quote_id, r.number FROM forge_quote_revisions r
    JOIN forge_quotes q ON q.id = r.quote_id AND q.current_revision = r.number
    WHERE q.id = :quote_id AND r.deleted_at IS NULL
  ), before AS (
    SELECT r.id, r.number, r.standing FROM forge_quote_revisions r
    JOIN current c ON c.quote_id = r.quote_id AND r.number = c.number - 1
    WHERE r.deleted_at IS NULL
  ), discarded AS (
    UPDATE forge_quote_revisions r SET deleted_at = :now, updated_at = clock_timestamp()
    FROM current c WHERE r.id = c.id
  ), current_again AS (
    UPDATE forge_quote_revisions r
    SET superseded_at = NULL, standing = NULL, updated_at = clock_timestamp()
    FROM before b WHERE r.id = b.id
  ), accepted_again AS (
    UPDATE forge_acceptances a SET deleted_at = NULL, updated_at = clock_timestamp()
    FROM before b WHERE a.quote_id = :quote_id AND a.revision_number = b.number
  )
  UPDATE forge_quotes q SET
    {", ".join(f"{name} = s.{name}" for name in OF_REVISION)},
    version = q.version + 1, changed_by = CAST(:changed_by AS uuid), updated_at = :now
  FROM before b, jsonb_populate_record(NULL::forge_quotes, b.standing) s
  WHERE q.id = :quote_id
  RETURNING b.number
""")  # noqa: S608 - made of this module's own names

# What was frozen stays as it was, out of sight; its lines, which its snapshot repeats whole, go on
# in a draft that has the same number.
_UNSEND: Final = text("""
  WITH frozen AS (
    UPDATE forge_quote_revisions r SET deleted_at = :now
    FROM forge_quotes q
    WHERE q.id = :quote_id AND r.quote_id = q.id AND r.number = q.current_revision
      AND r.deleted_at IS NULL
    RETURNING r.id, r.quote_id, r.number, r.engine_version, r.rate_card_version, r.reason, r.made_by
  ), moved AS (
    UPDATE forge_quote_lines l SET revision_id = CAST(:revision_id AS uuid)
    FROM frozen f WHERE l.revision_id = f.id
  ), papers AS (
    UPDATE forge_documents d SET deleted_at = :now, updated_at = clock_timestamp()
    FROM frozen f
    WHERE d.quote_id = f.quote_id AND d.revision_number = f.number AND d.deleted_at IS NULL
  ), links AS (
    UPDATE forge_acceptance_links k SET deleted_at = :now, updated_at = clock_timestamp()
    FROM frozen f
    WHERE k.quote_id = f.quote_id AND k.revision_number = f.number AND k.deleted_at IS NULL
  )
  INSERT INTO forge_quote_revisions (
    id, quote_id, number, engine_version, rate_card_version, reason, made_by)
  SELECT CAST(:revision_id AS uuid), quote_id, number, engine_version, rate_card_version, reason,
    made_by
  FROM frozen
""")

_LIST: Final = f"""
  SELECT coalesce(json_agg(json_build_object(
    'revision', r.number, 'number', {NUMBER},
    'status', CASE WHEN r.superseded_at IS NULL THEN {STATUS} ELSE q.status END,
    'superseded', r.superseded_at IS NOT NULL, 'superseded_at', {instant("r.superseded_at")},
    'total', q.total::text, 'subtotal', q.subtotal::text, 'valid_until', q.valid_until,
    'reason', r.reason, 'made_at', {instant("r.created_at")},
    'made_by', (SELECT name FROM forge_users WHERE id = r.made_by),
    'sent_at', {instant("q.sent_at")}, 'decided_at', {instant("q.decided_at")},
    'lost_reason', q.lost_reason,
    'document_sha256', r.document_sha256, 'rate_card_version', r.rate_card_version /*internals*/
  ) ORDER BY r.number), '[]')::text
  FROM forge_quotes live
  JOIN forge_quote_revisions r ON r.quote_id = live.id AND r.deleted_at IS NULL
  CROSS JOIN LATERAL jsonb_populate_record(live, r.standing) q
  WHERE live.id = :quote_id
    AND (CAST(:everything AS boolean) OR live.owner_id = :me)
"""  # noqa: S608 - made of fixed text, and of nothing that a request brings

_PUBLIC, _WHOLE = map(
    text,
    variants(
        _LIST,
        {"internals": ", 'internal', json_build_object('margin_percent', q.margin::text)"},
    ),
)


async def supersede(
    session: Session,
    quote_id: UUID,
    *,
    revision_id: UUID,
    engine_version: int,
    rate_card_version: int,
    reason: str,
    made_by: UUID,
    now: datetime,
) -> None:
    """Let a new revision without lines take the place of a locked quote's current one."""
    await session.execute(
        _SUPERSEDE,
        {
            "quote_id": quote_id,
            "revision_id": revision_id,
            "engine_version": engine_version,
            "rate_card_version": rate_card_version,
            "reason": reason,
            "made_by": made_by,
            "now": now,
        },
    )


async def unsend(session: Session, quote_id: UUID, *, revision_id: UUID, now: datetime) -> None:
    """Let a draft of the same number take the place of a locked quote's frozen revision."""
    await session.execute(_UNSEND, {"quote_id": quote_id, "revision_id": revision_id, "now": now})


async def discard(
    session: Session, quote_id: UUID, *, changed_by: UUID, now: datetime
) -> int | None:
    """Put the current revision of a locked quote out of sight, one version on.

    Returns:
        The number of the revision that is current again, or None where there was none before.
    """
    found = await session.execute(
        _DISCARD, {"quote_id": quote_id, "changed_by": changed_by, "now": now}
    )
    number: int | None = found.scalar()
    return number


async def list_documents(
    reader: Reader, quote_id: UUID, sight: Sight, *, today: date
) -> str | None:
    """Return all revisions of a quote as JSON, the first one first; None if it is not there."""
    row: Any = await reader.first(
        _WHOLE if sight.internals else _PUBLIC,
        {
            "quote_id": quote_id,
            "today": today,
            "me": sight.me,
            "everything": sight.everything,
        },
    )
    return None if row is None or row[0] == "[]" else row[0]
