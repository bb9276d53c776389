"""Logging in and out, one's own password and sessions, and invitations."""

from typing import Annotated, Final

from fastapi import Depends, Path, Query, Request, Response

from app.adapters.throttle import DEVICE_REMEMBERED, Throttle
from app.config import Settings
from app.deps import (
    DB,
    CurrentLogin,
    Now,
    SessionStorage,
    Shop,
    State,
    client_address_of,
    get_login,
    get_shop,
    session_cookie_name,
)
from app.domain.permissions import PERMISSIONS
from app.domain.shop import ShopSettings
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.auth import (
    InvitationAccept,
    InvitationInfo,
    LoginRequest,
    LoginResponse,
    Me,
    PasswordChange,
    Person,
    SessionInfo,
    ShopInfo,
)
from app.services import auth

router: Final = Router(prefix="/api/auth", tags=["auth"], **ROUTE_OPTIONS)


def device_cookie_name(settings: Settings) -> str:
    """Return the name of the cookie by which a device is known again."""
    return f"{session_cookie_name(settings)}-device"


async def get_door(state: State, store: SessionStorage, shop: Shop) -> auth.Door:
    """Return what letting people in needs."""
    return auth.Door(
        transactions=state.async_session_factory,
        reader=state.reader,
        sessions=store,
        throttle=Throttle(state.redis, state.settings.secret_key),
        passwords=state.passwords,
        shop_name=shop.profile.name,
    )


async def get_visitor(request: Request, state: State) -> auth.Visitor:
    """Return who knocks."""
    return auth.Visitor(
        address=client_address_of(request),
        user_agent=request.headers.get("user-agent", ""),
        session_token=request.cookies.get(session_cookie_name(state.settings)),
        device_token=request.cookies.get(device_cookie_name(state.settings)),
    )


Door = Annotated[auth.Door, Depends(get_door)]
Visitor = Annotated[auth.Visitor, Depends(get_visitor)]


@router.get("/me", response_model=Me, status_code=200)
async def get_me(login: CurrentLogin, shop: Shop) -> Me:
    """Say who is logged in and what they may do."""
    return _me(login, shop)


@router.get("/session", response_model=Me | None, status_code=200)
async def get_session(request: Request) -> Me | None:
    """Say who is logged in, or nothing: what a page asks before it knows whether anybody is."""
    try:
        login = await get_login(request)
    except auth.NotLoggedIn:
        return None
    return _me(login, await get_shop(request))


@router.post("/login", response_model=LoginResponse, status_code=200)
async def login(
    data: LoginRequest,
    *,
    response: Response,
    door: Door,
    visitor: Visitor,
    state: State,
    shop: Shop,
    now: Now,
) -> LoginResponse:
    """Begin a session; its token is in the cookie only."""
    entry = await auth.log_in(
        door, visitor, email=data.email, password=data.password.get_secret_value(), now=now
    )
    return _welcome(response, entry, state, shop)


@router.post("/logout", response_model=None, status_code=204)
async def logout(
    response: Response, login: CurrentLogin, store: SessionStorage, state: State
) -> None:
    """End this session."""
    await auth.log_out(store, login)
    _clear_session_cookie(response, state.settings)


@router.post("/password", response_model=None, status_code=204)
async def change_password(
    data: PasswordChange,
    response: Response,
    login: CurrentLogin,
    door: Door,
    state: State,
    now: Now,
) -> None:
    """Change one's own password; all other sessions end."""
    token = await auth.change_password(
        door,
        login,
        current=data.current_password.get_secret_value(),
        new=data.new_password.get_secret_value(),
        now=now,
    )
    _set_session_cookie(response, state.settings, token)


@router.get("/sessions", response_model=list[SessionInfo], status_code=200)
async def list_sessions(login: CurrentLogin, store: SessionStorage, now: Now) -> list[SessionInfo]:
    """List where one is logged in, the last used first."""
    return [
        SessionInfo(
            id=one.public_id,
            current=one.key == login.session.key,
            created_at=one.created_at,
            seen_at=one.seen_at,
            address=one.address,
            user_agent=one.user_agent,
        )
        for one in await auth.list_sessions(store, login, now=now)
    ]


@router.delete("/sessions", response_model=None, status_code=204)
async def end_sessions(
    response: Response,
    db: DB,
    login: CurrentLogin,
    store: SessionStorage,
    state: State,
    now: Now,
    *,
    including_current: Annotated[bool, Query()] = False,
) -> None:
    """End all other sessions of one's own, or all."""
    if including_current:
        await auth.end_all_sessions(db, store, login, now=now)
        _clear_session_cookie(response, state.settings)
    else:
        token = await auth.end_other_sessions(db, store, login, now=now)
        _set_session_cookie(response, state.settings, token)


@router.delete("/sessions/{session_id}", response_model=None, status_code=204)
async def end_session(
    session_id: Annotated[str, Path(max_length=64)],
    *,
    response: Response,
    db: DB,
    login: CurrentLogin,
    store: SessionStorage,
    state: State,
    now: Now,
) -> None:
    """End one of one's own sessions."""
    if await auth.end_session(db, store, login, session_id, now=now):
        _clear_session_cookie(response, state.settings)


@router.get("/invitations/{token}", response_model=InvitationInfo, status_code=200)
async def get_invitation(
    token: Annotated[str, Path(max_length=100)], door: Door, now: Now
) -> InvitationInfo:
    """Say whom an invitation is for; looking at it does not use it up."""
    invited = await auth.get_invited(door, token, now=now)
    return InvitationInfo(email=invited.email, name=invited.name)


@router.post("/invitations/accept", response_model=LoginResponse, status_code=200)
async def accept_invitation(
    data: InvitationAccept,
    *,
    response: Response,
    door: Door,
    visitor: Visitor,
    state: State,
    shop: Shop,
    now: Now,
) -> LoginResponse:
    """Choose the first password; the invitation is used up and a session begins."""
    entry = await auth.accept_invitation(
        door,
        visitor,
        token=data.token.get_secret_value(),
        password=data.password.get_secret_value(),
        now=now,
    )
    return _welcome(response, entry, state, shop)


def _me(login: auth.Login, shop: ShopSettings) -> Me:
    actor = login.actor
    return Me(
        user=Person(id=actor.user_id, email=actor.email, name=actor.name, role=actor.role),
        permissions=sorted(PERMISSIONS[actor.role]),
        csrf_token=login.session.csrf_token,
        shop=ShopInfo(
            name=shop.profile.name,
            currency=shop.currency,
            time_zone=shop.time_zone,
            unit=shop.unit,
            payment_terms=list(shop.habits.payment_terms),
        ),
    )


def _welcome(
    response: Response, entry: auth.Entry, state: State, shop: ShopSettings
) -> LoginResponse:
    _set_session_cookie(response, state.settings, entry.session_token)
    response.set_cookie(
        device_cookie_name(state.settings),
        entry.device_token,
        max_age=int(DEVICE_REMEMBERED.total_seconds()),
        path="/",
        secure=state.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return LoginResponse(user=_me(entry.login, shop), csrf_token=entry.login.session.csrf_token)


def _set_session_cookie(response: Response, settings: Settings, token: str) -> None:
    # No Max-Age: it ends with the browser; how long it is good at most, Redis knows.
    response.set_cookie(
        session_cookie_name(settings),
        token,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def _clear_session_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        session_cookie_name(settings),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
