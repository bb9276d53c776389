"""A person's dashboard: what their role begins with, what they chose, and what stands in it."""

from datetime import datetime
from typing import Any, Final

from app.db import Reader, Session
from app.domain.actor import Actor
from app.domain.dashboards import Stretch, Widget, available_widgets, shown_widgets
from app.domain.permissions import Permission, Role
from app.models.dashboard import DashboardLayout
from app.repositories import dashboards as kept
from app.schemas.dashboards import (
    DashboardLayoutResponse,
    DashboardLayoutUpdate,
    DashboardNeed,
    DashboardNeeds,
    DashboardQuery,
    DashboardResponse,
)
from app.services import approvals, audit, quotes

MOST_WAITING: Final = 20


async def read_dashboard(
    session: Session,
    reader: Reader,
    actor: Actor,
    query: DashboardQuery,
    *,
    desk: quotes.ReportDesk,
) -> DashboardResponse:
    """Return the widgets that the actor sees, each filled; what is not shown is not counted.

    A rep's dashboard is always of the own quotes; for the others that is a choice. What needs the
    reader is of the own quotes whatever was chosen, with the questions that wait for their word.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    chosen = await kept.find_chosen(reader, actor.user_id)
    widgets = shown_widgets(actor.role, chosen)
    mine = actor.role is Role.SALES or bool(query.mine)
    overview = quotes.Overview(
        reader=reader, actor=actor, desk=desk, stretch=Stretch(query.stretch), mine=mine
    )
    filled: dict[str, Any] = {}
    if Widget.FIGURES in widgets:
        filled["figures"] = await quotes.read_figures(overview)
    if Widget.NEEDS_YOU in widgets:
        filled["needs_you"] = await _needs(session, actor, overview, desk)
    if Widget.PIPELINE in widgets:
        filled["pipeline"] = await quotes.read_pipeline(overview)
    if Widget.TURNAROUND in widgets:
        filled["turnaround"] = await quotes.read_turnaround(overview)
    for widget in quotes.OVERVIEW_LISTS:
        if widget in widgets:
            filled[widget.value] = await quotes.read_list(overview, widget)
    return DashboardResponse(
        widgets=list(widgets),
        available=list(available_widgets(actor.role)),
        is_own=chosen is not None,
        mine=mine,
        first=overview.period.first,
        last=overview.period.last,
        **filled,
    )


async def keep_layout(
    session: Session, actor: Actor, data: DashboardLayoutUpdate, *, now: datetime
) -> DashboardLayoutResponse:
    """Keep the widgets that the actor chose, or go back to what the role begins with."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await kept.find_layout(session, actor.user_id)
    before = None if found is None else found.widgets
    chosen = None if data.widgets is None else list(shown_widgets(actor.role, data.widgets))
    names = None if chosen is None else [one.value for one in chosen]
    if names != before:
        await _write(session, actor, found, names, now=now)
        audit.record(
            session,
            actor,
            "user.dashboard_changed",
            entity="user",
            entity_id=actor.user_id,
            label=actor.name,
            before={"widgets": before},
            after={"widgets": names},
            now=now,
        )
    return DashboardLayoutResponse(
        widgets=list(shown_widgets(actor.role, names)), is_own=names is not None
    )


async def _write(
    session: Session,
    actor: Actor,
    found: DashboardLayout | None,
    names: list[str] | None,
    *,
    now: datetime,
) -> None:
    if found is None:
        await kept.layouts.add(session, DashboardLayout(user_id=actor.user_id, widgets=names or []))
    elif names is None:
        await kept.layouts.tombstone(session, found, now=now)
    else:
        found.widgets = names
        await kept.layouts.flush(session)


async def _needs(
    session: Session, actor: Actor, overview: quotes.Overview, desk: quotes.ReportDesk
) -> DashboardNeeds:
    inbox = await approvals.list_approvals(
        session, actor, box="waiting", page=1, per_page=MOST_WAITING, today=desk.today
    )
    count, needs = await quotes.read_needs(overview)
    waiting = [
        DashboardNeed(
            kind="approval",
            quote_id=one["quote_id"],
            number=one["number"],
            title=one["title"],
            version=one["version"],
            customer_name=one["customer_name"],
            total=one["amount"],
            at=one["asked_at"],
            times=len(one["rules"]),
            words=f"{one['asked_by']} asks for your approval",
        )
        for one in inbox.items[: quotes.MOST_LISTED]
    ]
    return DashboardNeeds(quotes=inbox.counts["waiting"] + count, items=[*waiting, *needs])
