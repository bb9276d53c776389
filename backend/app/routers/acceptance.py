"""The customer's page and its answers: no session, no account, only the link that one holds.

The link itself is opened once: it is swapped for a cookie that no script reads, so that it stands
in no address bar, no history and no Referer. Every address below a link's id answers to the holder
of its cookie alone. Nothing that a GET does changes anything, so that mail scanners may follow it.
"""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response as AnyResponse

from app.adapters.throttle import Throttle
from app.deps import (
    DB,
    AppConfig,
    Links,
    Now,
    Read,
    Shop,
    State,
    client_address_of,
    session_cookie_name,
)
from app.domain.shop import ShopSettings
from app.routers.errors import ROUTE_OPTIONS
from app.routers.quotes import Desk
from app.routers.routing import Router
from app.schemas.acceptance import (
    OfferAccept,
    OfferChanges,
    OfferChoices,
    OfferDecline,
    OfferRenewal,
    OfferResponse,
    OfferTotals,
)
from app.schemas.base import Id
from app.services import acceptance

router = Router(tags=["acceptance"], **ROUTE_OPTIONS)
answers = Router(prefix="/api/offers/{link_id}", tags=["acceptance"], **ROUTE_OPTIONS)

COOKIE: Final = "forge-quote-"
# Long enough to think an offer over; the link in the mail works on after it.
COOKIE_SECONDS: Final = 14 * 24 * 3600
LONGEST_TOKEN: Final = 200
MOST_OTHERS: Final = 20
LONGEST_AGENT: Final = 400
PAGE: Final = "customer.html"
UNSEEN: Final = {"X-Robots-Tag": "noindex, nofollow, noarchive"}


def cookie_name(link_id: UUID, *, secure: bool) -> str:
    """Return the name of a link's own cookie: two quotes may be open side by side."""
    return f"{'__Host-' if secure else ''}{COOKIE}{link_id.hex}"


def page_of(link_id: UUID) -> str:
    """Return the address of a link's page."""
    return f"/quote/{link_id}"


@cache
def frame_in(folder: Path | None) -> str:
    """Return the page's frame as the web app was built with it, read once a process."""
    path = None if folder is None else folder / PAGE
    return (
        path.read_text(encoding="utf-8") if path is not None and path.exists() else acceptance.FRAME
    )


def _other_tokens(request: Request, link_id: UUID) -> Iterator[str]:
    for name, token in request.cookies.items():
        if COOKIE in name and not name.endswith(link_id.hex):
            yield token[:LONGEST_TOKEN]


async def get_visitor(
    link_id: Id, request: Request, state: State, read: Read
) -> acceptance.Visitor:
    """Return who holds the link of this id; wrong cookies are counted as guesses.

    Raises:
        OfferNotFound: nobody does.
        TooManyAttempts: this address guesses.
    """
    token = request.cookies.get(cookie_name(link_id, secure=state.settings.secure_cookies))
    if token is None:
        raise acceptance.OfferNotFound(acceptance.OfferNotFound.__doc__ or "")
    address = client_address_of(request)
    try:
        return await acceptance.visit(
            read,
            link_id,
            token[:LONGEST_TOKEN],
            address=address,
            user_agent=request.headers.get("user-agent", "")[:LONGEST_AGENT],
            others=list(_other_tokens(request, link_id))[:MOST_OTHERS],
        )
    except acceptance.OfferNotFound:
        throttle = Throttle(state.redis, state.settings.secret_key)
        await throttle.reserve_link(address=address, now=state.clock())
        raise


async def get_letters(settings: AppConfig) -> acceptance.Letters:
    """Return what letters to staff need to know of the app."""
    return acceptance.Letters(origin=settings.origin)


Visitor = Annotated[acceptance.Visitor, Depends(get_visitor)]
Letters = Annotated[acceptance.Letters, Depends(get_letters)]


@router.get(
    "/q/{token}",
    response_model=None,
    response_class=HTMLResponse,
    responses={303: {"description": "To the page, with its cookie."}},
    status_code=200,
)
async def open_link(
    token: str, request: Request, state: State, read: Read, shop: Shop
) -> AnyResponse:
    """Swap a link for its cookie and go to its page; guesses are throttled and look all alike."""
    throttle = Throttle(state.redis, state.settings.secret_key)
    reservation = await throttle.reserve_link(address=client_address_of(request), now=state.clock())
    link_id = await acceptance.find_link_id(read, token[:LONGEST_TOKEN])
    if link_id is None:
        return _lost(state, shop)
    await throttle.refund(reservation)
    answer = RedirectResponse(page_of(link_id), HTTPStatus.SEE_OTHER, headers=UNSEEN)
    secure = state.settings.secure_cookies
    answer.set_cookie(
        cookie_name(link_id, secure=secure),
        token,
        max_age=COOKIE_SECONDS,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get(
    "/quote/{link_id}",
    response_model=None,
    response_class=HTMLResponse,
    responses={200: {"content": {"text/html": {}}}},
    status_code=200,
)
async def get_offer_page(
    link_id: str, request: Request, state: State, read: Read, desk: Desk, shop: Shop
) -> AnyResponse:
    """Return the customer's page with the whole offer in it."""
    try:
        visitor = await get_visitor(UUID(link_id), request, state, read)
    except (acceptance.OfferNotFound, ValueError):
        return _lost(state, shop)
    offer = await acceptance.show_offer(read, visitor, desk=desk)
    frame = frame_in(state.settings.frontend_dir)
    return HTMLResponse(
        acceptance.offer_page(frame, offer, address=f"/api/offers/{visitor.link.id}"),
        headers=UNSEEN,
    )


@answers.get("", response_model=OfferResponse, status_code=200)
async def get_offer(visitor: Visitor, read: Read, desk: Desk) -> OfferResponse:
    """Return the offer as it stands."""
    return await acceptance.show_offer(read, visitor, desk=desk)


@answers.get(
    "/document.pdf",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
    status_code=200,
)
async def get_offer_document(visitor: Visitor, read: Read, desk: Desk) -> Response:
    """Return the PDF that the customer was sent: the stored bytes."""
    content, name = await acceptance.read_document(read, visitor, desk=desk)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', **UNSEEN}
    return Response(content, media_type="application/pdf", headers=headers)


@answers.post("/seen", response_model=None, status_code=204)
async def see_offer(
    visitor: Visitor, request: Request, *, state: State, links: Links, db: DB, now: Now
) -> None:
    """Count a visit: the page says so itself, so that no mail scanner is taken for the customer.

    A colleague who looks at the customer's page is told by their own session and is not counted.
    """
    if session_cookie_name(state.settings) not in request.cookies:
        await acceptance.see_offer(db, visitor, origin=links.origin, now=now)


@answers.post("/totals", response_model=OfferTotals, status_code=200)
async def price_offer(data: OfferChoices, visitor: Visitor, read: Read, desk: Desk) -> OfferTotals:
    """Return what these choices come to; nothing is written."""
    return await acceptance.price_offer(read, visitor, data.choices, desk=desk)


@answers.post("/accept", response_model=OfferResponse, status_code=200)
async def accept_offer(
    data: OfferAccept, visitor: Visitor, read: Read, db: DB, desk: Desk, now: Now
) -> OfferResponse:
    """Record the customer's yes, once."""
    return await acceptance.accept_offer(read, db, visitor, data, desk=desk, now=now)


@answers.post("/changes", response_model=OfferResponse, status_code=200)
async def ask_for_changes(
    data: OfferChanges, visitor: Visitor, letters: Letters, db: DB, desk: Desk, now: Now
) -> OfferResponse:
    """Keep what the customer would like changed."""
    return await acceptance.ask_for_changes(db, visitor, data, letters=letters, desk=desk, now=now)


@answers.post("/decline", response_model=OfferResponse, status_code=200)
async def decline_offer(
    data: OfferDecline, visitor: Visitor, letters: Letters, db: DB, desk: Desk, now: Now
) -> OfferResponse:
    """Record the customer's no."""
    return await acceptance.decline_offer(db, visitor, data, letters=letters, desk=desk, now=now)


@answers.post("/renewal", response_model=OfferResponse, status_code=200)
async def ask_for_renewal(
    data: OfferRenewal, visitor: Visitor, letters: Letters, db: DB, desk: Desk, now: Now
) -> OfferResponse:
    """Keep that the customer would like the offer renewed."""
    return await acceptance.ask_for_renewal(db, visitor, data, letters=letters, desk=desk, now=now)


def _lost(state: State, shop: ShopSettings) -> HTMLResponse:
    frame = frame_in(state.settings.frontend_dir)
    page = acceptance.lost_page(frame, shop=shop.profile.name, phone=shop.profile.phone)
    return HTMLResponse(page, HTTPStatus.NOT_FOUND, headers=UNSEEN)
