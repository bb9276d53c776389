"""Sending a quote: what the dialog starts from, its preview, taking it back, its hour."""

from typing import Final

from fastapi import Response

from app.deps import DB, CurrentActor, Now, Read, Shop
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch
from app.routers.quotes import Desk, answer_quote
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.mail_templates import MailPreview
from app.schemas.quotes import QuoteResponse
from app.schemas.sending import MailDraft, QuoteSchedule, SendingState
from app.services import quotes

router: Final = Router(prefix="/api/quotes", tags=["sending"], **ROUTE_OPTIONS)


@router.get("/{quote_id}/sending", response_model=SendingState, status_code=200)
async def get_sending(
    quote_id: Id, read: Read, actor: CurrentActor, desk: Desk, shop: Shop, now: Now
) -> SendingState:
    """Return recipients to start from, the hour that is set, and what became of the mail."""
    return await quotes.read_sending(
        read, actor, quote_id, desk=desk, time_zone=shop.time_zone, now=now
    )


@router.post("/{quote_id}/mail-preview", response_model=MailPreview, status_code=200)
async def preview_quote_mail(
    quote_id: Id, data: MailDraft, db: DB, actor: CurrentActor, desk: Desk
) -> MailPreview:
    """Return the mail as the customer will read it; nothing is written."""
    return await quotes.preview_mail(db, actor, quote_id, data, desk=desk)


@router.post("/{quote_id}/undo-send", response_model=QuoteResponse, status_code=200)
async def undo_send(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> Response:
    """Take a sending back while its mail is still here."""
    return answer_quote(
        await quotes.undo_send(db, actor, quote_id, version=version, desk=desk, now=now)
    )


@router.put("/{quote_id}/schedule", response_model=None, status_code=204)
async def schedule_quote(
    quote_id: Id,
    data: QuoteSchedule,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    shop: Shop,
    now: Now,
) -> None:
    """Let the quote be sent at an hour of the shop's clock."""
    await quotes.schedule_send(
        db, actor, quote_id, data, version=version, desk=desk, time_zone=shop.time_zone, now=now
    )


@router.delete("/{quote_id}/schedule", response_model=None, status_code=204)
async def cancel_quote_schedule(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> None:
    """Let the quote not be sent at its hour."""
    await quotes.cancel_schedule(db, actor, quote_id, version=version, desk=desk, now=now)
