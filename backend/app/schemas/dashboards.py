"""A dashboard on the wire: figures, what waits, and short lists, by the widgets that are shown."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.dashboards import Stretch, Widget
from app.schemas.base import Day, Id, Input, Instant, Money, Output, QueryInput
from app.schemas.quotes import Status
from app.schemas.reports import ColumnKind, ReportTable

type WidgetName = Literal[
    "figures", "needs_you", "pipeline", "expiring", "silent", "approved", "turnaround"
]
type NeedKind = Literal["approval", "asked", "viewed", "below_floor", "expired", "idle"]


class DashboardQuery(QueryInput):
    """Of which days the figures tell, and whether of one's own quotes only."""

    stretch: Stretch = Stretch.MONTH
    mine: bool | None = None


class DashboardFigure(Output):
    """A figure with its change and its last twelve weeks, the oldest first.

    ``value``, ``before`` and ``weeks`` are text, None where there is nothing to tell of; ``quotes``
    is how many quotes it is of, and ``query`` the list of them, after ``/quotes?``.
    """

    key: Literal["open", "win_rate", "quoted", "turnaround"]
    kind: ColumnKind
    value: str | None
    before: str | None
    quotes: int
    weeks: list[str | None]
    query: str


class DashboardQuote(Output):
    """A quote in a short list."""

    id: Id
    number: str
    title: str
    status: Status
    version: int
    customer_name: str
    owner_name: str
    total: Money | None
    valid_until: Day
    sent_at: Instant | None
    decided_at: Instant | None
    updated_at: Instant


class DashboardNeed(Output):
    """A quote that waits for the reader, and since when; ``times`` counts visits or requests."""

    kind: NeedKind
    quote_id: Id
    number: str
    title: str
    version: int
    customer_name: str
    total: Money | None
    at: Instant
    times: int
    words: str


class DashboardNeeds(Output):
    """What waits for the reader, pressing ones first; ``quotes`` counts all of them."""

    quotes: int
    items: list[DashboardNeed]


class DashboardList(Output):
    """The first quotes of a list, how many it has, and its address after ``/quotes?``."""

    quotes: int
    items: list[DashboardQuote]
    query: str


class DashboardResponse(Output):
    """What a person's dashboard shows; a widget that is not among ``widgets`` is None.

    ``available`` are the widgets that may be chosen, ``is_own`` is whether they were.
    """

    widgets: list[Widget]
    available: list[Widget]
    is_own: bool
    mine: bool
    first: Day
    last: Day
    figures: list[DashboardFigure] | None = None
    needs_you: DashboardNeeds | None = None
    pipeline: ReportTable | None = None
    expiring: DashboardList | None = None
    silent: DashboardList | None = None
    approved: DashboardList | None = None
    turnaround: ReportTable | None = None


class DashboardLayoutUpdate(Input):
    """The widgets in their order; None goes back to what the role begins with."""

    widgets: Annotated[list[WidgetName], Field(max_length=20)] | None


class DashboardLayoutResponse(Output):
    """The widgets that a person sees now."""

    widgets: list[Widget]
    is_own: bool
