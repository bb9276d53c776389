"""The audit log, for managers and administrators."""

from typing import Annotated, Final

from fastapi import Query

from app.deps import DB, CurrentActor, Shop
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.audit import AuditPage, AuditQuery
from app.services import audit

router: Final = Router(prefix="/api/audit", tags=["audit"], **ROUTE_OPTIONS)


@router.get("", response_model=AuditPage, status_code=200)
async def list_audit_entries(
    query: Annotated[AuditQuery, Query()], db: DB, actor: CurrentActor, shop: Shop
) -> AuditPage:
    """Return one page of the audit log, the newest entry first."""
    return await audit.list_entries(db, actor, query, time_zone=shop.time_zone)
