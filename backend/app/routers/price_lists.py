"""Price lists: the grids that products are sold from without being estimated."""

from typing import Annotated, Any, Final

from fastapi import Depends, Query, Response

from app.deps import DB, CurrentActor, Now, RateBooks, Shop, Today
from app.domain.money import money_text
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.price_lists import (
    LintRequest,
    LintResponse,
    ListPriceRequest,
    ListPriceResponse,
    PriceListCreate,
    PriceListPage,
    PriceListPublish,
    PriceListQuery,
    PriceListResponse,
    PriceListUpdate,
)
from app.services import price_lists

router: Final = Router(prefix="/api/price-lists", tags=["price lists"], **ROUTE_OPTIONS)


async def get_desk(shop: Shop, books: RateBooks, now: Now, today: Today) -> price_lists.Desk:
    """Return the rates, the shop's week and the time of this request."""
    return price_lists.Desk(books=books, week=shop.week, now=now, today=today)


Desk = Annotated[price_lists.Desk, Depends(get_desk)]


@router.get("", response_model=PriceListPage, status_code=200)
async def list_price_lists(
    query: Annotated[PriceListQuery, Query()], db: DB, actor: CurrentActor
) -> PriceListPage:
    """Return one page of price lists by name."""
    return await price_lists.list_price_lists(db, actor, query)


@router.post(
    "", response_model=PriceListResponse, response_model_exclude_unset=True, status_code=201
)
async def create_price_list(
    data: PriceListCreate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
) -> PriceListResponse:
    """Add a price list as a draft."""
    return tagged(
        response,
        await price_lists.create_price_list(db, actor, data, desk=desk),
    )


@router.post("/lint", response_model=LintResponse, status_code=200)
async def lint_price_list(
    data: LintRequest, db: DB, actor: CurrentActor, desk: Desk
) -> LintResponse:
    """Judge a price list as it stands in the editor; nothing is kept."""
    findings = await price_lists.lint_content(db, actor, data, desk=desk)
    return LintResponse.model_validate({"findings": findings})


@router.get(
    "/{price_list_id}",
    response_model=PriceListResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def get_price_list(
    price_list_id: Id, response: Response, db: DB, actor: CurrentActor, today: Today
) -> PriceListResponse:
    """Return a price list: the draft for who stages prices, what holds today for others."""
    return tagged(response, await price_lists.get_price_list(db, actor, price_list_id, today=today))


@router.put(
    "/{price_list_id}",
    response_model=PriceListResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def update_price_list(
    price_list_id: Id,
    data: PriceListUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    desk: Desk,
) -> PriceListResponse:
    """Write the draft anew; customers' prices change when it is published."""
    return tagged(
        response,
        await price_lists.update_price_list(
            db, actor, price_list_id, data, version=version, desk=desk
        ),
    )


@router.post(
    "/{price_list_id}/publish",
    response_model=PriceListResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def publish_price_list(
    price_list_id: Id,
    data: PriceListPublish,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    desk: Desk,
) -> PriceListResponse:
    """Make the draft the next edition, which holds from its own day on."""
    return tagged(
        response,
        await price_lists.publish_price_list(
            db, actor, price_list_id, data, version=version, desk=desk
        ),
    )


@router.post(
    "/{price_list_id}/archive",
    response_model=PriceListResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def archive_price_list(
    price_list_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    desk: Desk,
) -> PriceListResponse:
    """Take a price list out of use."""
    return tagged(
        response,
        await price_lists.archive_price_list(db, actor, price_list_id, version=version, desk=desk),
    )


@router.post(
    "/{price_list_id}/restore",
    response_model=PriceListResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def restore_price_list(
    price_list_id: Id,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    desk: Desk,
) -> PriceListResponse:
    """Put an archived price list back into use."""
    return tagged(
        response,
        await price_lists.restore_price_list(db, actor, price_list_id, version=version, desk=desk),
    )


@router.post("/{price_list_id}/price", response_model=ListPriceResponse, status_code=200)
async def look_up_list_price(
    price_list_id: Id,
    data: ListPriceRequest,
    *,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
) -> dict[str, Any]:
    """Read a price off a list for a quantity, a customer level and a day."""
    found = await price_lists.try_price(db, actor, price_list_id, data, desk=desk)
    sold = found.sold
    return {
        "code": found.code,
        "edition": found.edition,
        "quantity": sold.looked_up.quantity,
        "tier": sold.looked_up.tier,
        "price": sold.price,
        "unit_price": sold.unit_price,
        "price_per_m": sold.price_per_m,
        "steps": [step.to_document() for step in sold.steps],
        "business_days": found.business_days,
        "better": None
        if sold.better is None
        else {"quantity": sold.better[0], "price": money_text(sold.better[1])},
    }
