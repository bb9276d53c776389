"""Gangs among a quote's lines: proposed, never taken by themselves."""

from typing import Any

from app.deps import CurrentActor, Read
from app.routers.errors import ROUTE_OPTIONS
from app.routers.quotes import Desk
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.gangs import GangsResponse
from app.services import quotes

router = Router(prefix="/api/quotes", tags=["quotes"], **ROUTE_OPTIONS)


@router.get(
    "/{quote_id}/gangs",
    response_model=GangsResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def propose_gangs(
    quote_id: Id, read: Read, actor: CurrentActor, desk: Desk
) -> dict[str, Any]:
    """Say which lines are cheaper to print on one sheet in one run, and why others are not."""
    return await quotes.propose_gangs(read, actor, quote_id, desk=desk)
