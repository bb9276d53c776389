"""A quote is given to another member of staff."""

from datetime import datetime
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, ValidationError
from app.domain.permissions import Permission
from app.domain.quotes.numbers import quote_number
from app.repositories.quotes import writing
from app.services import audit
from app.services.quotes.context import ENTITY, Desk, get_locked
from app.services.quotes.lifecycle import get_state
from app.services.users import Colleague, list_colleagues


class AssignmentRefused(ConflictError):
    """A deleted quote is nobody's to work on, and one that is theirs already is not given again."""

    code = "quote_assignment_refused"


async def list_owners(session: Session, actor: Actor) -> list[Colleague]:
    """Return everybody whose a quote can be, by name.

    Raises:
        PermissionDenied: the actor sees own quotes only.
    """
    actor.require(Permission.READ_ALL_QUOTES)
    return await list_colleagues(session)


async def assign_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    owner_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> UUID:
    """Make a quote another colleague's, whatever its status, and return whose it was.

    Raises:
        PermissionDenied: the actor works on own quotes only.
        QuoteNotFound, StaleQuote
        ValidationError: nobody of that id works here.
        AssignmentRefused: it is deleted, or theirs already.
    """
    actor.require(Permission.WRITE_ALL_QUOTES)
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    people = {one.id: one.name for one in await list_colleagues(session)}
    if owner_id not in people:
        raise ValidationError.for_field(("owner_id",), "Choose somebody who works here.")
    if head.deleted:
        raise AssignmentRefused("It is deleted: restore it first.")
    if head.owner_id == owner_id:
        raise AssignmentRefused(f"It is {people[owner_id]}'s already.")
    state = await get_state(session, quote_id)
    await writing.assign_quote(session, quote_id, owner_id, by=actor.user_id, now=now)
    audit.record(
        session,
        actor,
        "quote.assigned",
        entity=ENTITY,
        entity_id=quote_id,
        label=quote_number(state["base_number"]),
        before={"owner": people.get(head.owner_id, "")},
        after={"owner": people[owner_id]},
        now=now,
    )
    return head.owner_id
