"""One thing done to many quotes."""

from app.deps import DB, CurrentActor, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.quotes import Desk
from app.routers.routing import Router
from app.schemas.notes import ColleagueResponse
from app.schemas.quotes.bulk import BulkRequest, BulkResponse
from app.services import quotes

router = Router(prefix="/api/quotes/bulk", tags=["quotes"], **ROUTE_OPTIONS)


@router.post("", response_model=BulkResponse, status_code=200)
async def change_quotes(
    data: BulkRequest, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> BulkResponse:
    """Assign, extend, put away, restore or re-price many quotes; each row's result is told."""
    return await quotes.change_many(db, actor, data, desk=desk, now=now)


@router.get("/owners", response_model=list[ColleagueResponse], status_code=200)
async def list_owners(db: DB, actor: CurrentActor) -> object:
    """Return whose a quote can be, for who sees the quotes of all of them."""
    return await quotes.list_owners(db, actor)
