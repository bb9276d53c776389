"""A quote's link for its customer, and what the customer asked for, for staff."""

from app.deps import DB, CurrentActor, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.quotes import Desk
from app.routers.routing import Router
from app.schemas.acceptance import CustomerRequestResponse, LinkResponse
from app.schemas.base import Id
from app.services import acceptance

router = Router(prefix="/api/quotes", tags=["acceptance"], **ROUTE_OPTIONS)


@router.get("/{quote_id}/links", response_model=list[LinkResponse], status_code=200)
async def list_customer_links(
    quote_id: Id, db: DB, actor: CurrentActor, desk: Desk
) -> list[LinkResponse]:
    """Return the customer's links of the current revision, in full."""
    return await acceptance.list_customer_links(db, actor, quote_id, desk=desk)


@router.post("/{quote_id}/links/{link_id}/renew", response_model=LinkResponse, status_code=200)
async def renew_customer_link(
    quote_id: Id, link_id: Id, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> LinkResponse:
    """Make the link anew; the old one stops working."""
    return await acceptance.renew_customer_link(db, actor, quote_id, link_id, desk=desk, now=now)


@router.post("/{quote_id}/links/{link_id}/revoke", response_model=LinkResponse, status_code=200)
async def revoke_customer_link(
    quote_id: Id, link_id: Id, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> LinkResponse:
    """Let nobody in by the link any more."""
    return await acceptance.revoke_customer_link(db, actor, quote_id, link_id, desk=desk, now=now)


@router.get(
    "/{quote_id}/customer-requests",
    response_model=list[CustomerRequestResponse],
    status_code=200,
)
async def list_customer_requests(quote_id: Id, db: DB, actor: CurrentActor) -> object:
    """Return what the customer asked for, the newest first."""
    return await acceptance.list_customer_requests(db, actor, quote_id)
