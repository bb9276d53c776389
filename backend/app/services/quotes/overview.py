"""What a dashboard tells of quotes, each number with the list that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from app.db import Reader
from app.domain.actor import Actor
from app.domain.dashboards import WEEKS, Stretch, Widget, period_of
from app.domain.permissions import Permission
from app.domain.reports import SOON_DAYS, Period, fraction_of
from app.repositories.quotes import overview as kept
from app.schemas.dashboards import (
    DashboardFigure,
    DashboardList,
    DashboardNeed,
    DashboardQuote,
)
from app.schemas.reports import PipelineQuery, ReportTable, SentQuery
from app.services.quotes.narrowing import Narrowing
from app.services.quotes.reports import ReportDesk, report_pipeline, report_turnaround

MOST_LISTED: Final = 6
LISTS: Final = (Widget.EXPIRING, Widget.SILENT, Widget.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Whose quotes are looked at, over which stretch of time."""

    reader: Reader
    actor: Actor
    desk: ReportDesk
    stretch: Stretch
    mine: bool

    @property
    def period(self) -> Period:
        """The days that the figures tell of."""
        return period_of(self.stretch, self.desk.today)

    @property
    def base(self) -> Narrowing:
        """What all lists are narrowed to."""
        return Narrowing(owner_id=self.actor.user_id if self.mine else None)

    def look(self) -> kept.Look:
        """Return what the statements are asked with."""
        return kept.Look(
            me=self.actor.user_id,
            everything=self.actor.can(Permission.READ_ALL_QUOTES),
            only_mine=self.mine,
            period=self.period,
            today=self.desk.today,
            time_zone=self.desk.time_zone,
            most=MOST_LISTED,
        )


async def read_figures(overview: Overview) -> list[DashboardFigure]:
    """Return what is open, how often we win, what was quoted, and how fast."""
    found = await kept.read_figures(overview.reader, overview.look())
    base, period = overview.base, overview.period
    ended, sent, answered = found["ended"], found["sent"], found["answered"]
    return [
        DashboardFigure(
            key="open",
            kind="money",
            value=found["open"]["total"],
            before=None,
            quotes=found["open"]["quotes"],
            weeks=_weeks(found["begun"], missing="0.00"),
            query=replace(base, open=True).query(),
        ),
        DashboardFigure(
            key="win_rate",
            kind="share",
            value=_rate(ended["won"], ended["quotes"]),
            before=_rate(ended["won_before"], ended["quotes_before"]),
            quotes=ended["quotes"],
            weeks=[
                None if week is None else _rate(week["won"], week["quotes"])
                for week in _by_week(found["ended_weeks"])
            ],
            query=base.between("ended", period.first, period.last).query(),
        ),
        DashboardFigure(
            key="quoted",
            kind="money",
            value=sent["total"],
            before=sent["total_before"],
            quotes=sent["quotes"],
            weeks=_weeks(found["sent_weeks"], missing="0.00"),
            query=base.between("sent", period.first, period.last).query(),
        ),
        DashboardFigure(
            key="turnaround",
            kind="minutes",
            value=_text(answered["median"]),
            before=_text(answered["median_before"]),
            quotes=answered["quotes"],
            weeks=_weeks(found["answered_weeks"], missing=None),
            query=base.between("first_sent", period.first, period.last).query(),
        ),
    ]


async def read_list(overview: Overview, widget: Widget) -> DashboardList:
    """Return what expires soon, is silent, or was approved last."""
    found = await kept.read_list(overview.reader, widget, overview.look())
    base, today = overview.base, overview.desk.today
    soon = today + timedelta(days=SOON_DAYS)
    query = {
        Widget.EXPIRING: replace(base, valid_to=soon).query("sent"),
        Widget.SILENT: replace(base, silent=True).query("sent"),
        Widget.APPROVED: base.query("approved"),
    }[widget]
    return DashboardList(
        quotes=found["quotes"],
        items=[DashboardQuote.model_validate(one) for one in found["items"]],
        query=query,
    )


async def read_needs(overview: Overview) -> tuple[int, list[DashboardNeed]]:
    """Return how many of the actor's own quotes wait for them, and the first of each kind."""
    found = {one["kind"]: one for one in await kept.read_needs(overview.reader, overview.look())}
    needs = [
        DashboardNeed(
            kind=kind,
            quote_id=item["id"],
            number=item["number"],
            title=item["title"],
            version=item["version"],
            customer_name=item["customer_name"],
            total=item["total"],
            at=item["at"] or item["updated_at"],
            times=item["times"],
            words=_words(kind, item, overview.desk.today),
        )
        for kind in ("asked", "viewed", "below_floor", "expired", "idle")
        for item in found.get(kind, {"items": []})["items"]
    ]
    return sum(one["quotes"] for one in found.values()), needs


async def read_pipeline(overview: Overview) -> ReportTable | None:
    """Return what is open by stage."""
    query = PipelineQuery(owner_id=overview.base.owner_id)
    report = await report_pipeline(overview.reader, overview.actor, query, desk=overview.desk)
    return report.table


async def read_turnaround(overview: Overview) -> ReportTable | None:
    """Return how fast each of the team answered."""
    period = overview.period
    query = SentQuery.model_validate({"from": period.first, "to": period.last, "by": "rep"})
    report = await report_turnaround(overview.reader, overview.actor, query, desk=overview.desk)
    return report.table


def _words(kind: str, item: Mapping[str, Any], today: date) -> str:
    if kind == "asked":
        asked = "more time" if item["renewal"] else "changes"
        return f"The customer asked for {asked}"
    if kind == "viewed":
        times = "once" if item["times"] == 1 else f"{item['times']} times"
        return f"Viewed {times}, no reply"
    if kind == "below_floor":
        return "A draft below the margin floor"
    if kind == "expired":
        return "Expired yesterday without an answer"
    days = (today - date.fromisoformat(item["updated_at"][:10])).days
    return f"A draft that nobody touched for {days} days"


def _by_week(found: Mapping[str, Any] | None) -> list[Any]:
    """Return the last weeks, the oldest first; the database numbers them back from today."""
    return [(found or {}).get(str(week)) for week in reversed(range(WEEKS))]


def _weeks(found: Mapping[str, Any] | None, *, missing: str | None) -> list[str | None]:
    return [missing if one is None else str(one) for one in _by_week(found)]


def _rate(won: int, quotes: int) -> str | None:
    rate = fraction_of(Decimal(won), Decimal(quotes))
    return None if rate is None else f"{rate:f}"


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)
