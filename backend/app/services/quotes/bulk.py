"""One thing done to many quotes: each by its own rules, and what became of each is told."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import AppError, ValidationError
from app.domain.permissions import Permission
from app.domain.quotes.status import Action, take
from app.schemas.quotes import QuoteUpdate
from app.schemas.quotes.bulk import BulkRequest, BulkResponse, BulkResult, BulkRow
from app.services.quotes import describing
from app.services.quotes.assigning import assign_quote
from app.services.quotes.context import Desk, StaleQuote, get_locked, standing_of_head
from app.services.quotes.drafting import edit_quote, work_out
from app.services.quotes.extending import extend_quote
from app.services.quotes.lifecycle import delete_quote, get_state, restore_quote

# A draft is priced anew by any edit: this is the edit that changes nothing else.
_NOTHING: Final = QuoteUpdate.model_construct(changes=[])


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one quote was and is."""

    owner_before: UUID | None = None
    total_before: str | None = None
    total_after: str | None = None


async def change_many(
    session: Session, actor: Actor, data: BulkRequest, *, desk: Desk, now: datetime
) -> BulkResponse:
    """Do one thing to each quote that was not changed since it was seen.

    A refusal takes back what was done to that quote, and to none of the others. They are taken in
    the order of their ids, so that two who do this at once wait for each other and never in a ring.

    Raises:
        PermissionDenied: the actor writes no quotes.
        ValidationError: it is not said to whom they are assigned, or more than prices would be
            looked at.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    if data.action == "assign" and data.owner_id is None:
        raise ValidationError.for_field(("owner_id",), "Say to whom.")
    if data.only_look and data.action != "reprice":
        raise ValidationError.for_field(("only_look",), "Only prices can be looked at first.")
    done: dict[int, BulkResult] = {}
    for place, row in sorted(enumerate(data.rows), key=lambda one: (one[1].id, one[0])):
        try:
            async with session.begin_nested():
                outcome = await _change(session, actor, row, data, desk=desk, now=now)
        except AppError as refusal:
            done[place] = _refused(row, refusal)
        else:
            done[place] = BulkResult(
                id=row.id,
                done=True,
                version=row.version + (0 if data.only_look else 1),
                code=None,
                message="",
                owner_before=outcome.owner_before,
                total_before=_money(outcome.total_before),
                total_after=_money(outcome.total_after),
            )
    return BulkResponse(results=[done[place] for place in range(len(data.rows))])


async def _change(
    session: Session, actor: Actor, row: BulkRow, data: BulkRequest, *, desk: Desk, now: datetime
) -> _Outcome:
    version = row.version
    match data.action:
        case "assign":
            owner_id = data.owner_id or actor.user_id
            before = await assign_quote(
                session, actor, row.id, owner_id, version=version, desk=desk, now=now
            )
            return _Outcome(owner_before=before)
        case "extend":
            await extend_quote(
                session, actor, row.id, data.valid_until, version=version, desk=desk, now=now
            )
        case "put_away":
            await delete_quote(session, actor, row.id, version=version, desk=desk, now=now)
        case "restore":
            await restore_quote(session, actor, row.id, version=version, desk=desk, now=now)
        case "reprice":
            return await _reprice(session, actor, row, data, desk=desk, now=now)
    return _Outcome()


async def _reprice(
    session: Session, actor: Actor, row: BulkRow, data: BulkRequest, *, desk: Desk, now: datetime
) -> _Outcome:
    """Price a draft by today's rates, or only say what it would come to."""
    if not data.only_look:
        before = await get_state(session, row.id)
        await edit_quote(session, actor, row.id, _NOTHING, version=row.version, desk=desk, now=now)
        after = await get_state(session, row.id)
        return _Outcome(total_before=before["total"], total_after=after["total"])
    head = await get_locked(session, actor, row.id, version=row.version, today=desk.today)
    take(actor, Action.EDIT, standing_of_head(head, desk.today), head.owner_id)
    change = await work_out(session, actor, row.id, _NOTHING, desk=desk, now=now)
    return _Outcome(
        total_before=change.state["total"], total_after=describing.total_text(change.after)
    )


def _refused(row: BulkRow, refusal: AppError) -> BulkResult:
    message = refusal.message
    if isinstance(refusal, StaleQuote):
        by = refusal.details["changed_by"]
        name = "Somebody" if by is None else by["name"]
        message = f"{name} changed it since you saw it: it was left alone."
    return BulkResult(
        id=row.id,
        done=False,
        version=None,
        code=refusal.code,
        message=message,
        owner_before=None,
        total_before=None,
        total_after=None,
    )


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
