"""Lists of quotes and what happened to them, on the wire."""

from typing import Any, Literal

from app.schemas.base import Day, Fraction, Id, Instant, Money, Output, Page
from app.schemas.quotes import Light, PersonResponse, Status

type Tab = Literal[
    "all", "mine", "pending_review", "sent", "approved", "declined", "expired", "deleted"
]
type Flag = Literal["on_hold", "scheduled", "changes_asked", "viewed"]
type Sort = Literal[
    "updated_at",
    "-updated_at",
    "number",
    "-number",
    "total",
    "-total",
    "customer",
    "-customer",
    "title",
    "-title",
    "valid_until",
    "-valid_until",
    "status",
    "-status",
]

type TimelineGroup = Literal["notes", "mails", "customer", "approvals", "changes", "files"]


class SummaryInternals(Output):
    """The margin of a quote in a list; absent for who may not see costs."""

    margin_percent: Fraction | None


class QuoteSummary(Output):
    """One row of the list; ``customer_name`` is the customer's or the prospect's."""

    id: Id
    number: str
    title: str
    status: Status
    version: int
    customer_id: Id | None
    customer_name: str
    contact_name: str | None
    owner: PersonResponse
    total: Money | None
    light: Light | None
    valid_until: Day
    flags: list[Flag]
    updated_at: Instant
    deleted_at: Instant | None
    internal: SummaryInternals | None = None


class QuoteCounts(Output):
    """How many quotes each tab holds under the same search and filters."""

    all: int
    mine: int
    pending_review: int
    sent: int
    approved: int
    declined: int
    expired: int
    deleted: int


class QuoteSums(Output):
    """Sums over all pages of the list."""

    total: Money


class QuoteList(Page[QuoteSummary]):
    """One page of quotes with the counts of all tabs.

    ``mended`` is what was looked for instead, where the words as typed are found nowhere.
    """

    counts: QuoteCounts
    sums: QuoteSums
    mended: str | None


class TimelineEntry(Output):
    """One thing that happened to a quote, in words."""

    at: Instant
    actor: str
    kind: str
    group: TimelineGroup
    text: str
    details: dict[str, Any]


class TimelineCounts(Output):
    """How many entries each group of a quote's story has."""

    all: int
    notes: int
    mails: int
    customer: int
    approvals: int
    changes: int
    files: int


class TimelinePage(Page[TimelineEntry]):
    """One page of what happened to a quote, with the counts of all groups."""

    counts: TimelineCounts
