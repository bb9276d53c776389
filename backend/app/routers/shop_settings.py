"""What the shop sets for itself, a group at a time; for administrators."""

from typing import Final

from fastapi import Response

from app.deps import DB, CurrentActor, Now, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.settings import (
    CalendarGroup,
    CalendarValues,
    LogoResponse,
    LogoUpload,
    MailGroup,
    MailValues,
    MoneyGroup,
    MoneyValues,
    NumberingGroup,
    NumberingUpdate,
    PaperPreview,
    QuoteGroup,
    QuoteValues,
    SettingsResponse,
    ShopGroup,
    ShopValues,
)
from app.services import settings

router: Final = Router(prefix="/api/settings", tags=["settings"], **ROUTE_OPTIONS)


@router.get("", response_model=SettingsResponse, status_code=200)
async def get_shop_settings(db: DB, actor: CurrentActor) -> SettingsResponse:
    """Return all settings of the shop with who changed each group last."""
    return await settings.get_settings(db, actor)


@router.put("/shop", response_model=ShopGroup, status_code=200)
async def change_shop_settings(
    data: ShopValues, *, response: Response, version: IfMatch, db: DB, actor: CurrentActor, now: Now
) -> ShopGroup:
    """Set the letterhead."""
    return tagged(response, await settings.change_shop(db, actor, data, version=version, now=now))


@router.put("/calendar", response_model=CalendarGroup, status_code=200)
async def change_calendar_settings(
    data: CalendarValues,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> CalendarGroup:
    """Set when the shop works."""
    return tagged(
        response, await settings.change_calendar(db, actor, data, version=version, now=now)
    )


@router.put("/money", response_model=MoneyGroup, status_code=200)
async def change_money_settings(
    data: MoneyValues,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> MoneyGroup:
    """Set what amounts and sizes are in."""
    return tagged(response, await settings.change_money(db, actor, data, version=version, now=now))


@router.put("/quotes", response_model=QuoteGroup, status_code=200)
async def change_quote_settings(
    data: QuoteValues,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> QuoteGroup:
    """Set what a new quote starts with, and the clauses under every quote."""
    return tagged(response, await settings.change_quotes(db, actor, data, version=version, now=now))


@router.put("/mail", response_model=MailGroup, status_code=200)
async def change_mail_settings(
    data: MailValues, *, response: Response, version: IfMatch, db: DB, actor: CurrentActor, now: Now
) -> MailGroup:
    """Set how mail leaves."""
    return tagged(response, await settings.change_mail(db, actor, data, version=version, now=now))


@router.put("/numbering", response_model=NumberingGroup, status_code=200)
async def change_numbering(
    data: NumberingUpdate,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> NumberingGroup:
    """Let the next quote have a higher number."""
    return tagged(
        response, await settings.change_numbering(db, actor, data, version=version, now=now)
    )


@router.post("/logo", response_model=LogoResponse, status_code=200)
async def check_logo(data: LogoUpload, actor: CurrentActor) -> LogoResponse:
    """Return an uploaded logo as the drawing that would be kept; nothing is written."""
    return await settings.check_logo(actor, data)


@router.post(
    "/preview",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    status_code=200,
)
async def preview_paper(
    data: PaperPreview, db: DB, actor: CurrentActor, now: Now, today: Today
) -> Response:
    """Return a page of a sample quote as an image; ``X-Page-Count`` says how many there are."""
    content, count = await settings.preview_paper(db, actor, data, now=now, today=today)
    return Response(content, media_type="image/png", headers={"X-Page-Count": str(count)})
