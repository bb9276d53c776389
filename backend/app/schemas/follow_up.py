"""How sent quotes are followed up, on the wire."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.domain.quotes.follow_up import FURTHEST_DAY, LONGEST_PLAN
from app.schemas.base import Day, Id, Input, Instant, Money, Output, Page, clean_text
from app.schemas.quotes import PersonResponse

LONGEST_WORDS = 2_000

type FollowUpList = Literal["silent", "expiring"]
type Outcome = Literal["sent", "skipped", "told"]
DayCount = Annotated[int, Field(ge=1, le=FURTHEST_DAY)]
DayCounts = Annotated[list[DayCount], Field(max_length=LONGEST_PLAN)]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_WORDS),
    AfterValidator(clean_text),
]


class PlanUpdate(Input):
    """When customers are reminded: days after sending, days before the last valid day."""

    active: bool
    days_after: DayCounts
    days_before: DayCounts


class PlanResponse(Output):
    """A plan; ``version`` is 0 while nobody changed it."""

    active: bool
    days_after: list[int]
    days_before: list[int]
    version: int


class ReminderResponse(Output):
    """What became of one step, or that it is still to come (``outcome`` null)."""

    step: str
    due_on: Day
    outcome: Outcome | None
    done_at: Instant | None
    done_by: str | None


class FollowUpResponse(Output):
    """How a quote is followed up.

    ``own`` says that it has a plan of its own, else the shop's holds. ``why_not`` is the sentence
    that says why nothing is mailed now; null while the quote waits for its answer.
    """

    plan: PlanResponse
    own: bool
    why_not: str | None
    next: ReminderResponse | None
    reminders: list[ReminderResponse]
    chased_at: Instant | None


class ReminderWrite(Input):
    """A reminder that leaves now; without words it says what the shop's reminders say."""

    message: Words = ""


class CallWrite(Input):
    """What was said on the telephone, or that nobody answered."""

    body: Words = ""


class FollowUpRow(Output):
    """A sent quote that somebody should look after."""

    id: Id
    number: str
    version: int
    title: str
    customer_name: str
    contact_name: str | None
    contact_phone: str | None
    owner: PersonResponse
    total: Money | None
    sent_at: Instant
    valid_until: Day
    views: int
    last_viewed_at: Instant | None
    reminders: int
    chased_at: Instant | None


class FollowUpCounts(Output):
    """How many quotes each list holds."""

    silent: int
    expiring: int


class FollowUpPage(Page[FollowUpRow]):
    """One page of a list with the counts of both."""

    counts: FollowUpCounts
