"""Trying a letterhead before it is kept: the logo's check, and a sample quote drawn with it."""

import asyncio
from datetime import date, datetime

from app.adapters.shop_board import profile_of
from app.db import Session
from app.documents.logos import checked_drawing, logo_of_upload
from app.documents.render import render_quote_pages_async
from app.documents.sample_quote import sample_quote
from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.permissions import Permission
from app.domain.shop import QuoteHabits, SettingGroup
from app.repositories import settings as kept
from app.schemas import settings as wire


class PreviewEnds(NotFoundError):
    """The sample has fewer pages."""

    code = "preview_ends"


async def check_logo(actor: Actor, data: wire.LogoUpload) -> wire.LogoResponse:
    """Return an uploaded logo as the drawing that would be kept; nothing is written.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        BadLogo: it is no SVG or PNG, it is too large, or it is more than a drawing.
    """
    actor.require(Permission.MANAGE_SETTINGS)
    return wire.LogoResponse(logo_svg=await asyncio.to_thread(logo_of_upload, data.content))


async def preview_paper(
    session: Session, actor: Actor, data: wire.PaperPreview, *, now: datetime, today: date
) -> tuple[bytes, int]:
    """Return a page of a sample quote with settings that are not saved, and how many it has.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        BadLogo: the logo is more than a drawing.
        PreviewEnds: there is no such page.
    """
    actor.require(Permission.MANAGE_SETTINGS)
    found = await kept.list_groups(session)
    shop = dict(found[SettingGroup.SHOP].content)
    if data.shop is not None:
        if data.shop.logo_svg is not None and data.shop.logo_svg != shop["logo_svg"]:
            checked_drawing(data.shop.logo_svg)
        shop = data.shop.model_dump(mode="json")
    quotes = dict(found[SettingGroup.QUOTES].content)
    if data.quotes is not None:
        quotes = data.quotes.model_dump(mode="json")
    habits = QuoteHabits(valid_days=quotes["valid_days"], usual_terms=quotes["usual_terms"])
    view = sample_quote(profile_of(shop, quotes), habits, quoted_on=today)
    pages = await render_quote_pages_async(view, made_at=now)
    if data.page > len(pages):
        raise PreviewEnds(f"The sample has {len(pages)} pages.", {"pages": len(pages)})
    return pages[data.page - 1], len(pages)
