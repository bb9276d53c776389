"""Quotes that are to be sent at a time, and what the send dialog starts from."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text, update

from app.db import Reader, Session
from app.models.message import ScheduledSend
from app.repositories.base import Repository
from app.repositories.quotes.reading import Sight
from app.repositories.quotes.shapes import VISIBLE, instant

WAITING: Final = "waiting"

schedules: Final = Repository(ScheduledSend)

_STATE: Final = text(f"""
  SELECT json_build_object(
    'revision', q.current_revision, 'status', q.status,
    'contact', (
      SELECT t.email FROM forge_contacts t WHERE t.id = q.contact_id AND t.deleted_at IS NULL),
    'people', coalesce((
      SELECT json_agg(json_build_object('name', t.name, 'email', t.email)
        ORDER BY t.is_primary DESC, t.name)
      FROM forge_contacts t
      WHERE t.customer_id = q.customer_id AND t.deleted_at IS NULL AND t.email IS NOT NULL), '[]'),
    'remembered', (
      SELECT json_build_object('to', m.recipients, 'cc', m.cc)
      FROM forge_quotes o JOIN forge_messages m ON m.quote_id = o.id
      WHERE o.customer_id = q.customer_id AND o.contact_id IS NOT DISTINCT FROM q.contact_id
        AND m.kind IN ('quote', 'revised') AND m.status <> 'withdrawn' AND m.deleted_at IS NULL
      ORDER BY m.created_at DESC LIMIT 1),
    'mail', (
      SELECT json_build_object(
        'id', m.id, 'status', m.status, 'recipients', m.recipients, 'cc', m.cc,
        'refused', m.refused, 'last_error', m.last_error, 'due_at', {instant("m.due_at")},
        'begun', m.begun_at IS NOT NULL)
      FROM forge_messages m
      WHERE m.quote_id = q.id AND m.kind IN ('quote', 'revised') AND m.deleted_at IS NULL
      ORDER BY m.created_at DESC, m.id LIMIT 1),
    'schedule', (
      SELECT json_build_object(
        'send_at', {instant("s.send_at")}, 'status', s.status, 'problem', s.problem,
        'asked_by', (SELECT u.name FROM forge_users u WHERE u.id = s.asked_by))
      FROM forge_scheduled_sends s WHERE s.quote_id = q.id AND s.deleted_at IS NULL
      ORDER BY s.status = 'waiting' DESC, s.created_at DESC, s.id LIMIT 1))::text
  FROM forge_quotes q WHERE q.id = :quote_id AND {VISIBLE}
""")  # noqa: S608 - made of fixed text, and of nothing that a request brings


async def find_sending(reader: Reader, quote_id: UUID, sight: Sight) -> dict[str, Any] | None:
    """Return what the send dialog starts from and what became of the last mail, or None."""
    row = await reader.first(
        _STATE, {"quote_id": quote_id, "me": sight.me, "everything": sight.everything}
    )
    if row is None:
        return None
    found: dict[str, Any] = json.loads(row[0])
    return found


async def find_waiting(session: Session, quote_id: UUID) -> ScheduledSend | None:
    """Return the sending of a quote that waits for its time, locked."""
    query = schedules.live().where(
        ScheduledSend.quote_id == quote_id, ScheduledSend.status == WAITING
    )
    return await schedules.first(session, query, lock=True)


async def settle_waiting(session: Session, quote_id: UUID, status: str, *, now: datetime) -> None:
    """Close the sending of a quote that waits, if one does."""
    await session.execute(
        update(ScheduledSend)
        .where(
            ScheduledSend.quote_id == quote_id,
            ScheduledSend.status == WAITING,
            ScheduledSend.deleted_at.is_(None),
        )
        .values(status=status, settled_at=now)
    )
