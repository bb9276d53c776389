"""What changed, by whom: written in the transaction of the change itself."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, AnyActor
from app.domain.days import end_of, start_of
from app.domain.errors import ConflictError
from app.domain.permissions import Permission
from app.models.audit import AuditEntry
from app.repositories import audit as entries
from app.schemas.audit import AuditActor, AuditEntryResponse, AuditPage, AuditQuery


class AuditBroken(ConflictError):
    """The audit log is not what was written; ``details`` name the first entry that shows it."""

    code = "audit_broken"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of the chain as somebody wrote it down: a place in it, and its hash in hex."""

    position: int
    hash: str


async def verify_chain(session: Session, known: Anchor | None = None) -> Anchor:
    """Return the end of an unbroken chain.

    A chain that was written anew from its beginning is unbroken too: who keeps an anchor elsewhere
    and gives it as ``known`` sees that as well.

    Raises:
        AuditBroken: at the first entry that was changed, taken out, put in or never sealed.
    """
    position, sealed = 0, b""
    async for one in entries.read_seals(session):
        if one.position != position + 1:
            raise _broken(one.entry_id, f"the seal before entry {one.entry_id} is gone")
        if one.content is None:
            raise _broken(one.entry_id, f"entry {one.entry_id} is gone")
        if sha256(sealed + one.content).digest() != one.hash:
            raise _broken(one.entry_id, f"entry {one.entry_id} or its seal was changed")
        position, sealed = one.position, one.hash
        if known is not None and known.position == position and known.hash != sealed.hex():
            raise _broken(one.entry_id, f"entry {one.entry_id} or one before it was sealed anew")
    if known is not None and known.position > position:
        raise _broken(None, f"it ends at place {position}, and once reached {known.position}")
    unsealed = await entries.find_unsealed(session)
    if unsealed is not None:
        raise _broken(unsealed, f"entry {unsealed} was put in past the seals")
    return Anchor(position, sealed.hex())


def _broken(entry_id: int | None, what: str) -> AuditBroken:
    return AuditBroken(f"The audit log is broken: {what}.", {"entry_id": entry_id})


def record(  # noqa: PLR0913 - the parts of one entry, each with its name
    session: Session,
    actor: AnyActor,
    action: str,
    *,
    entity: str,
    entity_id: UUID | None,
    label: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Add one entry; ``before`` and ``after`` are plain JSON values, never secrets.

    Args:
        session: the transaction that makes the change.
        actor: who made it.
        action: ``entity.verb`` in the past, such as ``quote.sent``.
        entity: the kind of record: quote, customer, user, rate_card.
        entity_id: the record's id.
        label: what people call the record: a quote's number, a customer's name.
        before: the changed fields as they stood.
        after: the changed fields as they stand.
        now: the business time.
    """
    entries.add_entry(
        session,
        AuditEntry(
            at=now,
            actor_id=actor.user_id if isinstance(actor, Actor) else None,
            actor_name=actor.name,
            action=action,
            entity=entity,
            entity_id=entity_id,
            entity_label=label,
            before=before,
            after=after,
            address=actor.address,
        ),
    )


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return only the fields that differ, as they stood and as they stand."""
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before.get(name) for name in changed},
        {name: after.get(name) for name in changed},
    )


async def find_last_change(session: Session, entity: str, entity_id: UUID) -> AuditEntry | None:
    """Return the newest entry about a record: who changed it last, and when."""
    return await entries.find_last(session, entity, entity_id)


async def list_entries(
    session: Session, actor: Actor, query: AuditQuery, *, time_zone: str
) -> AuditPage:
    """Return one page of entries, the newest first; days are the shop's, both ends included."""
    actor.require(Permission.READ_AUDIT)
    found, total = await entries.list_page(
        session,
        entity=query.entity,
        entity_id=query.entity_id,
        actor_id=query.actor_id,
        action=query.action,
        words=query.q.split(),
        since=None if query.since is None else start_of(query.since, time_zone),
        until=None if query.until is None else end_of(query.until, time_zone),
        page=query.page,
        per_page=query.per_page,
    )
    items = [
        AuditEntryResponse(
            id=entry.id,
            at=entry.at,
            actor=AuditActor(id=entry.actor_id, name=entry.actor_name),
            action=entry.action,
            entity=entry.entity,
            entity_id=entry.entity_id,
            entity_label=entry.entity_label,
            before=entry.before,
            after=entry.after,
            address=entry.address,
        )
        for entry in found
    ]
    return AuditPage(total=total, page=query.page, per_page=query.per_page, items=items)
