"""Sending at a time: asked for now, checked now and again when it goes, frozen only then."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.adapters.queue import SEND_SCHEDULED, enqueue
from app.db import Reader, Session
from app.domain.actor import Actor, SystemActor
from app.domain.days import moment_in_shop, shop_clock
from app.domain.errors import AppError, ConflictError, PreconditionFailedError, ValidationError
from app.domain.notifications import NotificationKind
from app.domain.permissions import Permission
from app.domain.quotes.numbers import quote_number
from app.domain.quotes.status import Action, take
from app.models.message import ScheduledSend
from app.repositories.quotes import schedules
from app.schemas.quotes import QuoteSend
from app.schemas.sending import QuoteSchedule, SendingState
from app.services import audit
from app.services.quotes import alerting
from app.services.quotes.context import (
    ENTITY,
    Desk,
    QuoteNotFound,
    get_locked,
    sight_of,
    standing_of_head,
)
from app.services.quotes.letters import kind_of
from app.services.quotes.lifecycle import get_state
from app.services.quotes.sending import pack, send_quote

FARTHEST = timedelta(days=365)


class NothingScheduled(ConflictError):
    """This quote waits for no time to be sent at."""

    code = "quote_not_scheduled"


async def read_sending(
    reader: Reader, actor: Actor, quote_id: UUID, *, desk: Desk, time_zone: str, now: datetime
) -> SendingState:
    """Return what the send dialog starts from, and what became of the last sending.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await schedules.find_sending(reader, quote_id, sight_of(actor))
    if found is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    usual = found["remembered"]
    if usual is None:
        usual = {"to": [found["contact"]] if found["contact"] else [], "cc": []}
    people = {one["email"]: one for one in found["people"]}
    for email in [*usual["to"], *usual["cc"]]:
        people.setdefault(email, {"name": "", "email": email})
    mail, schedule = found["mail"], found["schedule"]
    undo_until = None
    if mail is not None and mail["status"] == "queued" and not mail["begun"] and mail["due_at"]:
        due_at = datetime.fromisoformat(mail["due_at"])
        undo_until = due_at if now < due_at else None
    if schedule is not None and schedule["status"] in {"waiting", "stopped"}:
        send_at = datetime.fromisoformat(schedule["send_at"])
        day, hour = shop_clock(send_at, time_zone)
        schedule |= {"send_at": send_at, "day": day, "time": hour}
    else:
        schedule = None
    return SendingState.model_validate(
        {
            "kind": kind_of(found).value,
            "to": usual["to"],
            "cc": usual["cc"],
            "people": list(people.values()),
            "undo_until": undo_until,
            "mail": mail,
            "schedule": schedule,
            "today": desk.today,
            "time_zone": time_zone,
        }
    )


async def schedule_send(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteSchedule,
    *,
    version: int,
    desk: Desk,
    time_zone: str,
    now: datetime,
) -> None:
    """Let a quote be sent at a time of the shop's clock, in the place of any time before.

    All that sending checks is checked now, and again when it goes: a quote that changed, expired or
    lost its approval meanwhile stays, and says so.

    Raises:
        ValidationError: there is no such hour in the shop, it is past, or it is too far off.
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo, NotReadyToSend, RatesChanged,
        PricesChanged, ApprovalNeeded
    """
    actor.require(Permission.SEND_QUOTES)
    send_at = moment_in_shop(data.day, data.time, time_zone)
    if send_at is None:
        raise ValidationError.for_field(("time",), "The clocks leave this hour out on that day.")
    if not now < send_at <= now + FARTHEST:
        raise ValidationError.for_field(("day",), "Choose a time to come, within a year.")
    parcel = await pack(session, actor, quote_id, data.sending, version=version, desk=desk)
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    take(actor, Action.SEND, standing_of_head(head, desk.today), head.owner_id)
    await schedules.settle_waiting(session, quote_id, "cancelled", now=now)
    row = ScheduledSend(
        quote_id=quote_id,
        asked_by=actor.user_id,
        send_at=send_at,
        quote_version=version,
        sending=data.sending.model_dump(mode="json"),
    )
    row.created_at = row.updated_at = now
    await schedules.schedules.add(session, row)
    facts = {"send_at": send_at.isoformat(), "recipients": [*parcel.recipients, *parcel.cc]}
    await _record(session, actor, quote_id, "quote.send_scheduled", facts, now=now)
    await enqueue(session, SEND_SCHEDULED, row.id, after=send_at - now)


async def cancel_schedule(
    session: Session, actor: Actor, quote_id: UUID, *, version: int, desk: Desk, now: datetime
) -> None:
    """Let a quote not be sent at its time.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
        NothingScheduled: it waits for no time.
    """
    actor.require(Permission.SEND_QUOTES)
    head = await get_locked(session, actor, quote_id, version=version, today=desk.today)
    row = await schedules.find_waiting(session, quote_id)
    if row is None:
        raise NothingScheduled(NothingScheduled.__doc__ or "")
    take(actor, Action.SEND, standing_of_head(head, desk.today), head.owner_id)
    row.status, row.settled_at = "cancelled", now
    facts = {"send_at": row.send_at.isoformat()}
    await _record(session, actor, quote_id, "quote.schedule_cancelled", facts, now=now)


async def find_scheduled(session: Session, schedule_id: UUID) -> ScheduledSend | None:
    """Return a sending that waits for its time, locked; a cancelled or settled one is None."""
    row = await schedules.schedules.find(session, schedule_id, lock=True)
    return row if row is not None and row.status == schedules.WAITING else None


async def send_scheduled(
    session: Session, actor: Actor, row: ScheduledSend, *, desk: Desk, now: datetime
) -> None:
    """Send a quote whose time has come, as the one who asked for it may do now.

    Raises:
        AppError: whatever keeps it from going out.
    """
    await send_quote(
        session,
        actor,
        row.quote_id,
        QuoteSend.model_validate(row.sending),
        version=row.quote_version,
        desk=desk,
        key=None,
        undo=timedelta(0),
        now=now,
    )


async def stop_scheduled(
    session: Session, schedule_id: UUID, refusal: AppError, *, origin: str, now: datetime
) -> None:
    """Write down why a quote did not go out at its time, and tell its owner."""
    row = await find_scheduled(session, schedule_id)
    if row is None:
        return
    problem = refusal.message
    if isinstance(refusal, PreconditionFailedError):
        problem = "The quote was changed after it was scheduled. Look at it and send it again."
    row.status, row.problem, row.settled_at = "stopped", problem, now
    system = SystemActor()
    facts = {"send_at": row.send_at.isoformat(), "note": problem}
    await _record(session, system, row.quote_id, "quote.send_stopped", facts, now=now)
    await alerting.tell_owner(
        session,
        system,
        row.quote_id,
        NotificationKind.MAIL_FAILED,
        "was not sent at its time",
        said=problem,
        origin=origin,
        now=now,
    )


async def _record(
    session: Session,
    actor: Actor | SystemActor,
    quote_id: UUID,
    action: str,
    facts: dict[str, Any],
    *,
    now: datetime,
) -> None:
    state = await get_state(session, quote_id)
    audit.record(
        session,
        actor,
        action,
        entity=ENTITY,
        entity_id=quote_id,
        label=quote_number(state["base_number"]),
        before=None,
        after=facts,
        now=now,
    )
