"""Reminders: by the plan, once for each step, and by hand; never after an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.documents.inputs import long_date
from app.domain.actor import Actor, AnyActor, SystemActor
from app.domain.errors import ConflictError
from app.domain.mail import Letter, MailKind
from app.domain.notifications import NotificationKind
from app.domain.permissions import Permission
from app.domain.quotes.follow_up import (
    BY_HAND,
    NOTICE_DAYS,
    OWNERS_NOTICE,
    USUAL_PLAN,
    Plan,
    Step,
    due,
    steps_of,
)
from app.domain.quotes.status import NotYoursToDo, Who, may
from app.models.follow_up import FollowUpPlan, Reminder
from app.repositories import follow_up as kept
from app.repositories.follow_up import AlreadyReminded, Waiting
from app.services import links, mail_templates, messages
from app.services.quotes import alerting, letters, offers
from app.services.quotes.accepting import get_frozen
from app.services.quotes.cards import QuoteCard, get_card, why_not_followed_up

_NOBODY: Final = UUID(int=0)


class NothingToRemind(ConflictError):
    """No reminder leaves for this quote; the sentence says why."""

    code = "nothing_to_remind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happens: the instant, the shop's day and time zone; and where the app is."""

    now: datetime
    today: date
    time_zone: str
    origin: str


async def list_due(session: Session, *, moment: Moment) -> list[UUID]:
    """Return the quotes that have a step to take, or an owner to be told, today."""
    shop = plan_of(await kept.find_plan(session, None))
    found: list[UUID] = []
    after = _NOBODY
    while True:
        waiting = await kept.list_waiting(
            session, after=after, today=moment.today, time_zone=moment.time_zone
        )
        if not waiting:
            return found
        after = waiting[-1].id
        found.extend(
            one.id
            for one in waiting
            if _due_steps(one, shop, moment.today) or _is_expiring(one, moment.today)
        )


async def take_due_step(session: Session, quote_id: UUID, *, moment: Moment) -> str | None:
    """Remind the customer if a step of the plan is due, once, however many workers try.

    The quote is held as by an answer to it: whichever comes first is seen by the other. Of several
    steps that are due at once, after days on which the shop was closed, the last one is taken.

    Returns:
        What became of it: ``sent``, ``told`` where nothing could be mailed, or None.
    """
    await offers.lock_offer(session, quote_id)
    waiting = await _find(session, quote_id, moment)
    if waiting is None:
        return None
    steps = _due_steps(waiting, plan_of(await kept.find_plan(session, None)), moment.today)
    if not steps:
        return None
    for step in steps[:-1]:
        await _keep(session, waiting, step, "skipped", actor=None, moment=moment)
    return await _remind(session, SystemActor(), waiting, steps[-1], "", moment=moment)


async def tell_expiring(session: Session, quote_id: UUID, *, moment: Moment) -> bool:
    """Tell the owner that a quote expires soon, once for each last day that it has."""
    await offers.lock_offer(session, quote_id)
    waiting = await _find(session, quote_id, moment)
    if waiting is None or not _is_expiring(waiting, moment.today):
        return False
    step = Step(OWNERS_NOTICE, waiting.valid_until)
    await _keep(session, waiting, step, "told", actor=None, moment=moment)
    days = (waiting.valid_until - moment.today).days
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    await alerting.tell_owner(
        session,
        SystemActor(),
        quote_id,
        NotificationKind.EXPIRING,
        f"It expires {when}, and the customer has not answered",
        origin=moment.origin,
        now=moment.now,
    )
    return True


async def remind_by_hand(
    session: Session, actor: Actor, quote_id: UUID, words: str, *, moment: Moment
) -> None:
    """Send the customer a reminder now, in these words or the usual ones; one a day.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NotYoursToDo: somebody else looks after it.
        NothingToRemind: the quote waits for no answer, or nothing can be mailed.
        AlreadyReminded: somebody did so today.
        UnknownField: the words name a field that a reminder does not have.
    """
    actor.require(Permission.SEND_QUOTES)
    await require_writer(session, actor, quote_id)
    head = await offers.lock_offer(session, quote_id)
    waiting = await _find(session, quote_id, moment)
    if waiting is None:
        raise NothingToRemind(why_not_followed_up(head, moment.today))
    step = Step(BY_HAND, moment.today)
    if (step.code, step.due_on) in waiting.done:
        raise AlreadyReminded(AlreadyReminded.__doc__ or "")
    if await _remind(session, actor, waiting, step, words, moment=moment) != "sent":
        raise NothingToRemind(
            "There is nobody to mail: the customer's link was revoked. Renew it, or call them."
        )


async def require_writer(session: Session, actor: Actor, quote_id: UUID) -> QuoteCard:
    """Return the quote's card for who may write the quote.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        NotYoursToDo: somebody else looks after it.
    """
    card = await get_card(session, actor, quote_id)
    if not may(actor, Who.WRITER, card.owner_id):
        raise NotYoursToDo("This quote is followed up by its owner, an estimator or a manager.")
    return card


def plan_of(row: FollowUpPlan | None) -> Plan:
    """Return a plan as it was kept, or the program's own."""
    if row is None:
        return USUAL_PLAN
    return Plan(
        active=row.active, days_after=tuple(row.days_after), days_before=tuple(row.days_before)
    )


def plan_for(waiting: Waiting, shop: Plan) -> Plan:
    """Return the plan that a quote goes by: its own, else the shop's."""
    if waiting.active is None:
        return shop
    return Plan(
        active=waiting.active,
        days_after=tuple(waiting.days_after or ()),
        days_before=tuple(waiting.days_before or ()),
    )


def _due_steps(waiting: Waiting, shop: Plan, today: date) -> list[Step]:
    steps = steps_of(
        plan_for(waiting, shop), sent_on=waiting.sent_on, valid_until=waiting.valid_until
    )
    return due(steps, waiting.done, today=today)


def _is_expiring(waiting: Waiting, today: date) -> bool:
    soon = waiting.valid_until <= today + timedelta(days=NOTICE_DAYS)
    return soon and (OWNERS_NOTICE, waiting.valid_until) not in waiting.done


async def _find(session: Session, quote_id: UUID, moment: Moment) -> Waiting | None:
    return await kept.find_waiting(
        session, quote_id, today=moment.today, time_zone=moment.time_zone
    )


async def _remind(
    session: Session,
    actor: AnyActor,
    waiting: Waiting,
    step: Step,
    words: str,
    *,
    moment: Moment,
) -> str:
    """Mail whoever holds the revision's link; where nobody does, tell the owner to call."""
    found = await links.list_links(session, waiting.id, waiting.revision)
    link = next((one for one in found if one.revoked_at is None and one.recipient), None)
    if link is None:
        if not isinstance(actor, Actor):
            await _keep(session, waiting, step, "told", actor=None, moment=moment)
            await alerting.tell_owner(
                session,
                actor,
                waiting.id,
                NotificationKind.REMINDER_DUE,
                "Call the customer: a reminder is due and there is nobody to mail it to",
                origin=moment.origin,
                now=moment.now,
            )
        return "told"
    snapshot = (await get_frozen(session, waiting.id)).snapshot
    recipients = link.recipient.split(", ")
    letter = await _write(session, snapshot, waiting, words, moment.today)
    reminder = await _keep(session, waiting, step, "sent", actor=actor, moment=moment)
    message = await messages.queue_message(
        session,
        actor,
        kind=MailKind.REMINDER.value,
        recipients=recipients,
        subject=letter.subject,
        body=letter.body,
        quote_id=waiting.id,
        link_id=link.id,
        now=moment.now,
    )
    reminder.message_id = message.id
    await kept.reminders.flush(session)
    offers.record_on_quote(
        session,
        actor,
        waiting.id,
        snapshot["number"],
        "reminded",
        {"step": step.code, "revision": waiting.revision, "recipients": recipients},
        now=moment.now,
    )
    return "sent"


async def _keep(
    session: Session,
    waiting: Waiting,
    step: Step,
    outcome: str,
    *,
    actor: AnyActor | None,
    moment: Moment,
) -> Reminder:
    return await kept.reminders.add(
        session,
        Reminder(
            quote_id=waiting.id,
            revision_number=waiting.revision,
            step=step.code,
            due_on=step.due_on,
            outcome=outcome,
            done_at=moment.now,
            done_by=actor.user_id if isinstance(actor, Actor) else None,
        ),
    )


async def _write(
    session: Session, snapshot: Mapping[str, Any], waiting: Waiting, words: str, today: date
) -> Letter:
    """Return the reminder as the shop words it, with these words in the place of its text."""
    days = (waiting.valid_until - today).days
    return await mail_templates.write_letter(
        session,
        MailKind.REMINDER,
        {
            **letters.offer_values(snapshot),
            "valid_until": long_date(waiting.valid_until),
            "sent_on": long_date(waiting.sent_on),
            "days_left": "1 day" if days == 1 else f"{days} days",
        },
        written=mail_templates.Written(body=words),
    )
