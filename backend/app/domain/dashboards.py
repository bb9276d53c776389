"""What stands on a dashboard: which widgets in which order, telling of which stretch of time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.domain.permissions import Role
from app.domain.reports import Period


class Widget(StrEnum):
    """One part of a dashboard."""

    FIGURES = "figures"
    NEEDS_YOU = "needs_you"
    PIPELINE = "pipeline"
    EXPIRING = "expiring"
    SILENT = "silent"
    APPROVED = "approved"
    TURNAROUND = "turnaround"


class Stretch(StrEnum):
    """The stretch of time that the figures tell of; each ends today."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


# How many weeks a figure's line tells of.
WEEKS: Final = 12
_SHORT: Final = (
    Widget.FIGURES,
    Widget.NEEDS_YOU,
    Widget.PIPELINE,
    Widget.EXPIRING,
    Widget.SILENT,
    Widget.APPROVED,
)
_DEFAULTS: Final[Mapping[Role, tuple[Widget, ...]]] = {
    Role.SALES: _SHORT,
    # An estimator's day is what waits for an estimate, and how long that takes.
    Role.ESTIMATOR: (
        Widget.NEEDS_YOU,
        Widget.PIPELINE,
        Widget.FIGURES,
        Widget.TURNAROUND,
        Widget.EXPIRING,
    ),
    Role.MANAGER: (*_SHORT, Widget.TURNAROUND),
    Role.ADMIN: (Widget.FIGURES, Widget.PIPELINE, Widget.TURNAROUND, Widget.EXPIRING),
}


def available_widgets(role: Role) -> tuple[Widget, ...]:
    """Return the widgets that a role may choose from; how fast the team is, is no rep's to see."""
    return tuple(one for one in Widget if role is not Role.SALES or one is not Widget.TURNAROUND)


def shown_widgets(role: Role, chosen: Sequence[str] | None) -> tuple[Widget, ...]:
    """Return what a person sees: what they chose and may see, else what their role begins with."""
    if chosen is None:
        return _DEFAULTS[role]
    available = available_widgets(role)
    return tuple(Widget(one) for one in dict.fromkeys(chosen) if one in available)


def period_of(stretch: Stretch, today: date) -> Period:
    """Return the days of a stretch up to today: since its Monday or first."""
    first = {
        Stretch.WEEK: today - timedelta(days=today.weekday()),
        Stretch.MONTH: today.replace(day=1),
        Stretch.QUARTER: date(today.year, 1 + (today.month - 1) // 3 * 3, 1),
        Stretch.YEAR: date(today.year, 1, 1),
    }[stretch]
    return Period(first, today)
