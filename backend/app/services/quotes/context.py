"""What all parts of the quotes service share: the desk, the eyes, the lock and the version."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from app.adapters.files import FileStore
from app.adapters.links import LinkKeys
from app.adapters.rate_books import RateBookCache
from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError, PreconditionFailedError
from app.domain.permissions import Permission, Role
from app.domain.quotes.status import (
    QuoteStatus,
    Standing,
    allowed_actions,
    shown_status,
    standings,
    state_of,
)
from app.domain.shop import QuoteHabits, ShopProfile
from app.repositories.quotes.loading import QuoteHead, find_head
from app.repositories.quotes.reading import QuoteDocument, Sight, find_document

ENTITY: Final = "quote"
# Two people who are nobody: what an actor may do depends on whether the quote is the actor's own.
_ME: Final = UUID(int=1)
_SOMEONE: Final = UUID(int=2)


class QuoteNotFound(NotFoundError):
    """There is no such quote, or it is not yours to see."""

    code = "quote_not_found"


class RevisionNotFound(NotFoundError):
    """The quote has no such revision."""

    code = "revision_not_found"


class StaleQuote(PreconditionFailedError):
    """The quote changed meanwhile; ``details`` hold it as it stands, and who changed it when."""

    code = "quote_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What lies on the desk of whoever works on quotes; ``today`` is the shop's day."""

    books: RateBookCache
    files: FileStore
    shop: ShopProfile
    links: LinkKeys
    today: date
    habits: QuoteHabits = field(default_factory=QuoteHabits)


def sight_of(actor: Actor) -> Sight:
    """Return what the actor may see of quotes, and do with them."""
    own, others = _actions(actor.role)
    return Sight(
        me=actor.user_id,
        everything=actor.can(Permission.READ_ALL_QUOTES),
        internals=actor.can(Permission.VIEW_COSTS),
        own_actions=own,
        other_actions=others,
    )


@lru_cache(maxsize=len(Role))
def _actions(role: Role) -> tuple[str, str]:
    """Return the allowed actions by standing, on the role's own quotes and on other people's."""
    somebody = Actor(user_id=_ME, name="", email="", role=role)
    own, others = (
        json.dumps(
            {
                standing.key: [one.value for one in allowed_actions(somebody, standing, owner)]
                for standing in standings()
            }
        )
        for owner in (_ME, _SOMEONE)
    )
    return own, others


async def get_document(
    source: Session | Reader, actor: Actor, quote_id: UUID, *, today: date
) -> QuoteDocument:
    """Return the quote as the actor may see it.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    found = await find_document(source, quote_id, sight_of(actor), today=today)
    if found is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return found


async def get_locked(
    session: Session, actor: Actor, quote_id: UUID, *, version: int, today: date
) -> QuoteHead:
    """Hold the quote until the transaction ends, if it is the version that the actor saw.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        StaleQuote: somebody changed it meanwhile.
    """
    head = await get_head(session, actor, quote_id, lock=True)
    if head.version != version:
        current = await get_document(session, actor, quote_id, today=today)
        raise stale(current)
    return head


def stale(current: QuoteDocument) -> StaleQuote:
    """Return the refusal that carries the quote as it stands."""
    body: dict[str, Any] = json.loads(current.text)
    by = body["changed_by"]
    name = "Somebody" if by is None else by["name"]
    return StaleQuote(
        f"{name} changed this quote meanwhile. Compare the two before you save yours.",
        {"current": body, "changed_by": by, "changed_at": body["updated_at"]},
    )


async def get_head(session: Session, actor: Actor, quote_id: UUID, *, lock: bool) -> QuoteHead:
    """Return what decides about changes of the quote.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    head = await find_head(session, quote_id, lock=lock)
    seen = actor.can(Permission.READ_ALL_QUOTES)
    if head is None or not (seen or head.owner_id == actor.user_id):
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return head


def standing_of_head(head: QuoteHead, today: date) -> Standing:
    """Return how the quote stands today."""
    status = shown_status(QuoteStatus(head.status), head.valid_until, today)
    return written_standing(head, status)


def written_standing(head: QuoteHead, status: QuoteStatus | None = None) -> Standing:
    """Return how the quote stands as it was written down, which an overdue one outlives."""
    return Standing(
        state=state_of(status or QuoteStatus(head.status), deleted=head.deleted),
        on_hold=head.on_hold,
        converted=head.converted,
        revised=head.revision > 1,
    )
