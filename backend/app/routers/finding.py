"""Finding: one box over all that there is."""

from typing import Annotated

from fastapi import Query

from app.deps import CurrentActor, Read, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.base import PageNumber, PerPage, SearchText
from app.schemas.finding import SearchAnswer, SearchKind
from app.services import finding

router = Router(prefix="/api/search", tags=["finding"], **ROUTE_OPTIONS)


@router.get("", response_model=SearchAnswer, status_code=200)
async def search_everything(
    *,
    read: Read,
    actor: CurrentActor,
    today: Today,
    q: Annotated[SearchText, Query()] = "",
    kind: Annotated[SearchKind | None, Query()] = None,
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> SearchAnswer:
    """Return the quotes, customers, contacts, orders and stocks in which the words are found."""
    return await finding.search(
        read, actor, q, kind=kind, page=page, per_page=per_page, today=today
    )
