"""Following sent quotes up: plans and reminders, calls, and the lists of who should be called."""

from typing import Annotated, Final

from fastapi import Depends, Query, Response

from app.deps import DB, CurrentActor, Links, Now, Read, Shop, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Id, PageNumber, PerPage
from app.schemas.follow_up import (
    CallWrite,
    FollowUpList,
    FollowUpPage,
    FollowUpResponse,
    PlanResponse,
    PlanUpdate,
    ReminderWrite,
)
from app.schemas.notes import NoteResponse
from app.services import follow_up, notes

router: Final = Router(prefix="/api/follow-up", tags=["follow-up"], **ROUTE_OPTIONS)
of_quotes: Final = Router(prefix="/api/quotes/{quote_id}", tags=["follow-up"], **ROUTE_OPTIONS)


async def get_moment(now: Now, today: Today, shop: Shop, links: Links) -> follow_up.Moment:
    """Return when this request happens, by the shop's clock."""
    return follow_up.Moment(now=now, today=today, time_zone=shop.time_zone, origin=links.origin)


Moment = Annotated[follow_up.Moment, Depends(get_moment)]


@router.get("", response_model=FollowUpPage, status_code=200)
async def list_follow_up(
    *,
    db: DB,
    read: Read,
    actor: CurrentActor,
    moment: Moment,
    name: Annotated[FollowUpList, Query(alias="list")] = "silent",
    own: Annotated[bool, Query()] = False,
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> FollowUpPage:
    """List sent quotes that went silent, or that expire within a week."""
    query = follow_up.ListQuery(name=name, own=own, page=page, per_page=per_page)
    return await follow_up.list_follow_up(db, read, actor, query, moment=moment)


@router.get("/plan", response_model=PlanResponse, status_code=200)
async def get_follow_up_plan(db: DB, actor: CurrentActor, response: Response) -> PlanResponse:
    """Return when the shop's customers are reminded."""
    return tagged(response, await follow_up.get_shop_plan(db, actor))


@router.put("/plan", response_model=PlanResponse, status_code=200)
async def change_follow_up_plan(
    data: PlanUpdate,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
    response: Response,
) -> PlanResponse:
    """Change when the shop's customers are reminded."""
    plan = await follow_up.change_shop_plan(db, actor, data, version=version, now=now)
    return tagged(response, plan)


@of_quotes.get("/follow-up", response_model=FollowUpResponse, status_code=200)
async def get_quote_follow_up(
    quote_id: Id, db: DB, actor: CurrentActor, moment: Moment
) -> FollowUpResponse:
    """Return how a quote is followed up."""
    return await follow_up.get_follow_up(db, actor, quote_id, moment=moment)


@of_quotes.put("/follow-up", response_model=FollowUpResponse, status_code=200)
async def change_quote_follow_up(
    quote_id: Id,
    data: PlanUpdate,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    moment: Moment,
) -> FollowUpResponse:
    """Give a quote a plan of its own, or stop its reminders."""
    return await follow_up.change_plan(db, actor, quote_id, data, version=version, moment=moment)


@of_quotes.post("/follow-up/skip", response_model=FollowUpResponse, status_code=200)
async def skip_reminder(
    quote_id: Id, db: DB, actor: CurrentActor, moment: Moment
) -> FollowUpResponse:
    """Let the next reminder not leave."""
    return await follow_up.skip_step(db, actor, quote_id, moment=moment)


@of_quotes.post("/remind", response_model=None, status_code=204)
async def remind_customer(
    quote_id: Id, data: ReminderWrite, *, db: DB, actor: CurrentActor, moment: Moment
) -> None:
    """Send the customer a reminder now."""
    await follow_up.remind_by_hand(db, actor, quote_id, data.message, moment=moment)


@of_quotes.post("/calls", response_model=NoteResponse, status_code=201)
async def log_call(quote_id: Id, data: CallWrite, db: DB, actor: CurrentActor, now: Now) -> object:
    """Keep that one called the customer."""
    return await notes.log_call(db, actor, quote_id, data.body, now=now)
