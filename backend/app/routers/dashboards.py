"""The dashboard of whoever asks, in one answer."""

from typing import Annotated, Final

from fastapi import Query

from app.deps import DB, CurrentActor, Now, Read
from app.routers.errors import ROUTE_OPTIONS
from app.routers.reports import ReportDesk
from app.routers.routing import Router
from app.schemas.dashboards import (
    DashboardLayoutResponse,
    DashboardLayoutUpdate,
    DashboardQuery,
    DashboardResponse,
)
from app.services import dashboards

router: Final = Router(prefix="/api/dashboard", tags=["reports"], **ROUTE_OPTIONS)


@router.get("", response_model=DashboardResponse, status_code=200)
async def get_dashboard(
    query: Annotated[DashboardQuery, Query()],
    *,
    db: DB,
    read: Read,
    actor: CurrentActor,
    desk: ReportDesk,
) -> DashboardResponse:
    """Return what needs the reader now, and how things stand."""
    return await dashboards.read_dashboard(db, read, actor, query, desk=desk)


@router.put("/layout", response_model=DashboardLayoutResponse, status_code=200)
async def keep_dashboard_layout(
    data: DashboardLayoutUpdate, db: DB, actor: CurrentActor, now: Now
) -> DashboardLayoutResponse:
    """Keep which widgets the reader sees, in which order."""
    return await dashboards.keep_layout(db, actor, data, now=now)
