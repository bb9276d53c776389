"""What every change of the staged rate book shares: hold it, check its version, count it, tell."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError, PreconditionFailedError
from app.domain.permissions import Permission
from app.models.catalog import StagedBook
from app.repositories import catalog
from app.services import audit
from app.services.catalog.publishing import NoSellingTerms

ENTITY: Final = "rates"
LABEL: Final = "Rate book"


class StaleRates(PreconditionFailedError):
    """The rate book changed meanwhile; ``details`` say by whom and when."""

    code = "rates_changed"


class EntryNotFound(NotFoundError):
    """There is no such entry in the rate book."""

    code = "entry_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a change happens: the instant, and the shop's day that it falls on."""

    now: datetime
    today: date


async def find_staged(session: Session) -> StagedBook:
    """Return the staged book.

    Raises:
        NoSellingTerms: nothing has been staged.
    """
    staged = await catalog.find_staged_book(session)
    if staged is None:
        raise NoSellingTerms(NoSellingTerms.__doc__ or "")
    return staged


async def hold(
    session: Session, actor: Actor, permission: Permission, *, version: int
) -> StagedBook:
    """Return the staged book for changing, held until the transaction ends.

    Raises:
        PermissionDenied: the actor does not do this to rates.
        NoSellingTerms: nothing has been staged.
        StaleRates: somebody changed it since ``version``.
    """
    actor.require(permission)
    staged = await catalog.find_staged_book(session, lock=True)
    if staged is None:
        raise NoSellingTerms(NoSellingTerms.__doc__ or "")
    await refuse_stale(session, staged, version)
    return staged


async def refuse_stale(session: Session, staged: StagedBook, version: int) -> None:
    """Pass if the staged book is still the one that the actor saw.

    Raises:
        StaleRates: somebody changed it since ``version``.
    """
    if staged.version != version:
        last = await audit.find_last_change(session, ENTITY, staged.id)
        by = "Somebody" if last is None else last.actor_name
        raise StaleRates(
            f"{by} changed the rate book meanwhile. Load it again and look before you save.",
            {
                "version": staged.version,
                "changed_by": by,
                "changed_at": None if last is None else last.at.isoformat(),
            },
        )


async def save(
    session: Session,
    actor: Actor,
    staged: StagedBook,
    action: str,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    label: str = LABEL,
    now: datetime,
) -> None:
    """Count the change in the book's version, write it and tell of it.

    Raises:
        DuplicateCode: a code is there already.
    """
    staged.version += 1
    staged.updated_at = now
    await catalog.flush(session)
    audit.record(
        session,
        actor,
        action,
        entity=ENTITY,
        entity_id=staged.id,
        label=label,
        before=before,
        after=after,
        now=now,
    )


async def find_entry(session: Session, kind: str, entry_id: UUID) -> catalog.Entry:
    """Return an entry, archived or not.

    Raises:
        EntryNotFound: there is none of this id.
    """
    found: catalog.Entry | None = await catalog.ENTRIES[kind].find_any(session, entry_id)
    if found is None:
        raise EntryNotFound(EntryNotFound.__doc__ or "")
    return found
