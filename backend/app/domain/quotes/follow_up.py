"""When the customer of a sent quote is reminded, and when a quote has gone silent.

A plan counts days from the day of sending and back from the last valid day, both the shop's. Its
steps wait for a day on which the shop works; one that nobody took for some days, because nothing
ran or the plan is new, is passed over: a customer is never caught up with.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.quotes.status import QuoteStatus

# A long weekend with a holiday on either side.
LATEST: Final = timedelta(days=5)
LONGEST_PLAN: Final = 10
FURTHEST_DAY: Final = 180
BY_HAND: Final = "by_hand"
# The owner is told before a quote expires: kept among the reminders, so that it happens once.
OWNERS_NOTICE: Final = "owner"
NOTICE_DAYS: Final = 3
# A quote that nobody spoke about for as long, and that nobody answered, is silent.
SILENT_DAYS: Final = 7
EXPIRING_DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Days after sending and days before the last valid day; a plan that is not active is none."""

    active: bool = True
    days_after: tuple[int, ...] = (3, 7, 14)
    days_before: tuple[int, ...] = (2,)


USUAL_PLAN: Final = Plan()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan, by the name that it is kept under, and its day."""

    code: str
    due_on: date


type Done = Collection[tuple[str, date]]


def steps_of(plan: Plan, *, sent_on: date, valid_until: date) -> list[Step]:
    """Return the steps for a quote, in order: one a day, between sending and the last day."""
    if not plan.active:
        return []
    found: dict[date, Step] = {}
    for step in (*_before(plan, valid_until), *_after(plan, sent_on)):
        if sent_on < step.due_on <= valid_until:
            found.setdefault(step.due_on, step)
    return [found[day] for day in sorted(found)]


def _after(plan: Plan, sent_on: date) -> Iterable[Step]:
    return (Step(f"after:{days}", sent_on + timedelta(days=days)) for days in plan.days_after)


def _before(plan: Plan, valid_until: date) -> Iterable[Step]:
    return (Step(f"before:{days}", valid_until - timedelta(days=days)) for days in plan.days_before)


def due(steps: Iterable[Step], done: Done, *, today: date) -> list[Step]:
    """Return the steps that are due and still open; the last one is to be taken."""
    return [
        step
        for step in steps
        if today - LATEST < step.due_on <= today and (step.code, step.due_on) not in done
    ]


def why_nothing_leaves(
    status: QuoteStatus, *, valid_until: date, on_hold: bool, today: date
) -> str:
    """Say why a quote that does not wait for its answer is not followed up."""
    if status is not QuoteStatus.SENT:
        return "Only a quote that is sent and has no answer yet is followed up."
    if valid_until < today:
        return "This quote's last day is over: extend or revise it first."
    if on_hold:
        return "This quote is on hold: release it first."
    return "The customer asked for changes: answer them with a revision."


def next_step(steps: Iterable[Step], done: Done, *, today: date) -> Step | None:
    """Return the step that comes next, today's included."""
    for step in steps:
        if step.due_on > today - LATEST and (step.code, step.due_on) not in done:
            return step
    return None
