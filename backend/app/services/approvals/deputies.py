"""Who answers for a colleague who is away."""

from datetime import datetime
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError, ValidationError
from app.domain.permissions import PERMISSIONS, Permission, Role
from app.models.approval import Deputy
from app.repositories import approvals as kept
from app.schemas.approvals import DeputyResponse, DeputySet, DeputyState, ReviewerResponse
from app.services import audit

ENTITY: Final = "deputy"
REVIEWERS: Final = tuple(
    role.value for role in Role if Permission.APPROVE_QUOTES in PERMISSIONS[role]
)


class NoDeputy(NotFoundError):
    """You have named nobody to answer for you."""

    code = "no_deputy"


async def list_deputies(session: Session, actor: Actor) -> list[ReviewerResponse]:
    """Return who may be named: everybody else who may approve, by name."""
    actor.require(Permission.APPROVE_QUOTES)
    people = await kept.list_reviewers(session, REVIEWERS)
    return [
        ReviewerResponse(id=one.id, name=one.name, role=Role(one.role))
        for one in people
        if one.id != actor.user_id
    ]


async def read_deputy(session: Session, actor: Actor) -> DeputyState:
    """Return whom the actor named, and until when; nobody is an answer too."""
    actor.require(Permission.APPROVE_QUOTES)
    row = await kept.find_deputy(session, actor.user_id)
    return DeputyState(deputy=None if row is None else await _view(session, row))


async def set_deputy(
    session: Session, actor: Actor, data: DeputySet, *, now: datetime
) -> DeputyState:
    """Name somebody who answers from one day through another.

    Raises:
        PermissionDenied: the actor approves nothing.
        ValidationError: the person cannot, or the days are in the wrong order.
    """
    actor.require(Permission.APPROVE_QUOTES)
    if data.until_on < data.from_on:
        raise ValidationError.for_field(("until_on",), "The last day is before the first one.")
    reviewers = await kept.list_reviewers(session, REVIEWERS)
    if data.deputy_id == actor.user_id or data.deputy_id not in {one.id for one in reviewers}:
        raise ValidationError.for_field(
            ("deputy_id",), "Choose somebody else who may approve: an estimator or a manager."
        )
    row = await kept.find_deputy(session, actor.user_id)
    before = None if row is None else _facts(row)
    if row is None:
        row = Deputy(
            user_id=actor.user_id,
            deputy_id=data.deputy_id,
            from_on=data.from_on,
            until_on=data.until_on,
        )
        await kept.deputies.add(session, row)
    else:
        row.deputy_id, row.from_on, row.until_on = data.deputy_id, data.from_on, data.until_on
        await kept.deputies.flush(session)
    _record(session, actor, "deputy.named", row, before=before, after=_facts(row), now=now)
    return DeputyState(deputy=await _view(session, row))


async def clear_deputy(session: Session, actor: Actor, *, now: datetime) -> None:
    """Answer for oneself again.

    Raises:
        NoDeputy: nobody was named.
    """
    actor.require(Permission.APPROVE_QUOTES)
    row = await kept.find_deputy(session, actor.user_id)
    if row is None:
        raise NoDeputy(NoDeputy.__doc__ or "")
    await kept.deputies.tombstone(session, row, now=now)
    _record(session, actor, "deputy.cleared", row, before=_facts(row), after=None, now=now)


def _record(
    session: Session,
    actor: Actor,
    action: str,
    row: Deputy,
    *,
    before: dict[str, str] | None,
    after: dict[str, str] | None,
    now: datetime,
) -> None:
    audit.record(
        session,
        actor,
        action,
        entity=ENTITY,
        entity_id=row.id,
        label=actor.name,
        before=before,
        after=after,
        now=now,
    )


def _facts(row: Deputy) -> dict[str, str]:
    return {
        "deputy_id": str(row.deputy_id),
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat(),
    }


async def _view(session: Session, row: Deputy) -> DeputyResponse:
    deputy_id: UUID = row.deputy_id
    return DeputyResponse(
        deputy_id=deputy_id,
        name=await kept.name_of(session, deputy_id) or "",
        from_on=row.from_on,
        until_on=row.until_on,
    )
