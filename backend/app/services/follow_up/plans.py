"""When customers are reminded: the shop's plan, a quote's own, and what became of its steps."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ConflictError, PreconditionFailedError
from app.domain.permissions import Permission
from app.domain.quotes.follow_up import Step, next_step, steps_of
from app.models.follow_up import FollowUpPlan, Reminder
from app.repositories import follow_up as kept
from app.schemas.follow_up import FollowUpResponse, PlanResponse, PlanUpdate, ReminderResponse
from app.services import audit
from app.services.follow_up.reminding import Moment, plan_for, plan_of, require_writer
from app.services.quotes import offers
from app.services.quotes.cards import why_not_followed_up
from app.services.quotes.context import get_head

ENTITY: Final = "follow_up_plan"


class StalePlan(PreconditionFailedError):
    """Somebody changed this plan meanwhile; ``details`` hold it as it stands."""

    code = "follow_up_changed"


class NothingToSkip(ConflictError):
    """No reminder is to come for this quote."""

    code = "nothing_to_skip"


async def get_shop_plan(session: Session, actor: Actor) -> PlanResponse:
    """Return when the shop's customers are reminded."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    return _view(await kept.find_plan(session, None))


async def change_shop_plan(
    session: Session, actor: Actor, data: PlanUpdate, *, version: int, now: datetime
) -> PlanResponse:
    """Change when customers are reminded, for every quote that has no plan of its own.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        StalePlan: somebody changed it meanwhile.
    """
    actor.require(Permission.MANAGE_SETTINGS)
    row, before = await _write(session, actor, None, data, version=version)
    audit.record(
        session,
        actor,
        "follow_up_plan.changed",
        entity=ENTITY,
        entity_id=row.id,
        label="The shop's reminders",
        before=before,
        after=_facts(row),
        now=now,
    )
    return _view(row)


async def get_follow_up(
    session: Session, actor: Actor, quote_id: UUID, *, moment: Moment
) -> FollowUpResponse:
    """Return how a quote is followed up.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    head = await get_head(session, actor, quote_id, lock=False)
    own = await kept.find_plan(session, quote_id)
    row = own or await kept.find_plan(session, None)
    waiting = await kept.find_waiting(
        session, quote_id, today=moment.today, time_zone=moment.time_zone
    )
    step = None
    if waiting is not None:
        steps = steps_of(
            plan_for(waiting, plan_of(row)),
            sent_on=waiting.sent_on,
            valid_until=waiting.valid_until,
        )
        step = next_step(steps, waiting.done, today=moment.today)
    done = await kept.list_done(session, quote_id, head.revision)
    return FollowUpResponse(
        plan=_view(row),
        own=own is not None,
        why_not=None if waiting is not None else why_not_followed_up(head, moment.today),
        next=None if step is None else _to_come(step),
        reminders=[ReminderResponse.model_validate(one) for one in done],
        chased_at=await kept.find_chased(session, quote_id),
    )


async def change_plan(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: PlanUpdate,
    *,
    version: int,
    moment: Moment,
) -> FollowUpResponse:
    """Give a quote a plan of its own; one that is not active stops its reminders.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NotYoursToDo: somebody else looks after it.
        StalePlan: somebody changed it meanwhile.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    card = await require_writer(session, actor, quote_id)
    row, before = await _write(session, actor, quote_id, data, version=version)
    after: dict[str, Any] = _facts(row)
    offers.record_on_quote(
        session,
        actor,
        quote_id,
        card.number,
        "follow_up_changed" if row.active else "follow_up_stopped",
        after | {"before": before},
        now=moment.now,
    )
    return await get_follow_up(session, actor, quote_id, moment=moment)


async def skip_step(
    session: Session, actor: Actor, quote_id: UUID, *, moment: Moment
) -> FollowUpResponse:
    """Let the reminder that comes next not leave.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NotYoursToDo: somebody else looks after it.
        NothingToSkip: none is to come.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    card = await require_writer(session, actor, quote_id)
    await offers.lock_offer(session, quote_id)
    shown = await get_follow_up(session, actor, quote_id, moment=moment)
    if shown.next is None:
        raise NothingToSkip(NothingToSkip.__doc__ or "")
    await kept.reminders.add(
        session,
        Reminder(
            quote_id=quote_id,
            revision_number=card.revision,
            step=shown.next.step,
            due_on=shown.next.due_on,
            outcome="skipped",
            done_at=moment.now,
            done_by=actor.user_id,
        ),
    )
    facts = {"step": shown.next.step, "due_on": shown.next.due_on.isoformat()}
    offers.record_on_quote(
        session, actor, quote_id, card.number, "reminder_skipped", facts, now=moment.now
    )
    return await get_follow_up(session, actor, quote_id, moment=moment)


async def _write(
    session: Session, actor: Actor, quote_id: UUID | None, data: PlanUpdate, *, version: int
) -> tuple[FollowUpPlan, dict[str, Any] | None]:
    """Return the plan as it is now written, and what it was."""
    row = await kept.find_plan(session, quote_id, lock=True)
    if version != (0 if row is None else row.version):
        current = _view(row)
        raise StalePlan(
            "Somebody changed this plan meanwhile. Look at it before you save yours.",
            {"current": current.model_dump(mode="json")},
        )
    before = None if row is None else _facts(row)
    after, last = sorted(set(data.days_after)), sorted(set(data.days_before), reverse=True)
    if row is None:
        row = FollowUpPlan(
            quote_id=quote_id,
            active=data.active,
            days_after=after,
            days_before=last,
            changed_by=actor.user_id,
        )
        await kept.plans.add(session, row)
    else:
        row.active, row.days_after, row.days_before = data.active, after, last
        row.changed_by, row.version = actor.user_id, row.version + 1
        await kept.plans.flush(session)
    return row, before


def _view(row: FollowUpPlan | None) -> PlanResponse:
    plan = plan_of(row)
    return PlanResponse(
        active=plan.active,
        days_after=list(plan.days_after),
        days_before=list(plan.days_before),
        version=0 if row is None else row.version,
    )


def _facts(row: FollowUpPlan) -> dict[str, Any]:
    return {
        "active": row.active,
        "days_after": row.days_after,
        "days_before": row.days_before,
    }


def _to_come(step: Step) -> ReminderResponse:
    return ReminderResponse(
        step=step.code, due_on=step.due_on, outcome=None, done_at=None, done_by=None
    )
