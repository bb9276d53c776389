"""Whose files they are: who may see them, and who may change them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.permissions import Permission
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.status import NotYoursToDo, Who, may
from app.models.attachment import Attachment
from app.repositories import attachments as kept
from app.repositories.attachments import Home
from app.services import audit
from app.services.customers import CustomerNotFound
from app.services.quotes import QuoteNotFound

QUOTE: Final = "quote"
CUSTOMER: Final = "customer"


class FileNotFound(NotFoundError):
    """There is no such file, or it is not yours to see."""

    code = "file_not_found"


class HomeDeleted(ConflictError):
    """What these files belong to is deleted or archived: restore it first."""

    code = "files_owner_deleted"


@dataclass(frozen=True, slots=True)
class Belongs:
    """What a file belongs to: a ``quote`` or a ``customer``, by its id."""

    kind: str
    id: UUID


def home_of(file: Attachment) -> Belongs:
    """Return what a file belongs to."""
    if file.quote_id is not None:
        return Belongs(QUOTE, file.quote_id)
    if file.customer_id is None:
        raise ValueError("a file belongs to a quote or to a customer")
    return Belongs(CUSTOMER, file.customer_id)


async def see_home(source: Session | Reader, actor: Actor, belongs: Belongs) -> Home:
    """Return the quote or customer for who may see it.

    Raises:
        PermissionDenied, QuoteNotFound, CustomerNotFound
    """
    return await _get_home(source, actor, belongs, lock=False)


async def hold_home(
    source: Session | Reader, actor: Actor, belongs: Belongs, *, lock: bool = True
) -> Home:
    """Return the quote or customer for who may change its files; held unless ``lock`` is off.

    Artwork comes before a quote is sent and long after it was accepted, so a quote takes files in
    every state but a deleted one.

    Raises:
        PermissionDenied, NotYoursToDo, QuoteNotFound, CustomerNotFound, HomeDeleted
    """
    home = await _get_home(source, actor, belongs, lock=lock)
    if belongs.kind == CUSTOMER:
        actor.require(Permission.WRITE_CUSTOMERS)
    elif home.owner_id is None or not may(actor, Who.WRITER, home.owner_id):
        raise NotYoursToDo("Its owner, an estimator or a manager changes a quote's files.")
    if home.deleted:
        raise HomeDeleted(HomeDeleted.__doc__ or "")
    return home


async def _get_home(
    source: Session | Reader, actor: Actor, belongs: Belongs, *, lock: bool
) -> Home:
    if belongs.kind == CUSTOMER:
        actor.require(Permission.READ_CUSTOMERS)
        home = await kept.find_home(source, CUSTOMER, belongs.id, lock=lock)
        if home is None:
            raise CustomerNotFound(CustomerNotFound.__doc__ or "")
        return home
    actor.require(Permission.WRITE_OWN_QUOTES)
    home = await kept.find_home(source, QUOTE, belongs.id, lock=lock)
    seen = actor.can(Permission.READ_ALL_QUOTES)
    if home is None or not (seen or home.owner_id == actor.user_id):
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    return home


def record(
    session: Session,
    actor: Actor,
    home: Home,
    action: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Write what happened to a file on the timeline of what it belongs to."""
    label = home.label
    if home.kind == QUOTE:
        label = quote_number(int(home.label), home.revision)
    audit.record(
        session,
        actor,
        f"{home.kind}.{action}",
        entity=home.kind,
        entity_id=home.id,
        label=label,
        before=before,
        after=after,
        now=now,
    )
