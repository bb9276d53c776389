"""What endpoints ask for: a transaction, a reader, the time, the one who acts."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Annotated, Final, cast

from fastapi import Depends, Request
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession

from app.adapters.links import LinkKeys
from app.adapters.rate_books import RateBookCache
from app.adapters.sessions import SessionStore
from app.adapters.vocabularies import VocabularyCache
from app.config import Settings
from app.db import Reader
from app.domain.actor import Actor
from app.domain.days import shop_day
from app.domain.errors import UnauthorizedError
from app.domain.shop import ShopSettings
from app.services import auth
from app.state import AppState

# Sent with what a page asks every few seconds without anybody having done anything.
UNATTENDED: Final = "x-unattended"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class TwoCredentials(UnauthorizedError):
    """Send a session cookie or an Authorization header, not both."""

    code = "two_credentials"


# All of these are coroutines: FastAPI sends a plain function to a thread, which costs a hot request
# more than everything that these do. And they reach the state through the request: FastAPI solves
# each dependency of a dependency anew wherever it occurs, which cost a list 0.2 ms.


def state_of(request: Request) -> AppState:
    """Return what the lifespan, or a test, put on ``app.state``."""
    return cast("AppState", request.app.state)


async def get_state(request: Request) -> AppState:
    """Return the process's state."""
    return state_of(request)


State = Annotated[AppState, Depends(get_state)]


async def get_db_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Give one transaction: it succeeds with the endpoint or leaves no trace.

    It must be declared with ``scope="function"``: otherwise it would end after the answer has left,
    and a transaction that failed at its very end would still look like a success.
    """
    async with state_of(request).async_session_factory.begin() as session:
        yield session


async def get_redis(request: Request) -> Redis:
    """Return the process's Redis client."""
    return state_of(request).redis


async def get_now(request: Request) -> datetime:
    """Return the business time of this request: aware, in UTC."""
    return state_of(request).clock()


async def get_settings(request: Request) -> Settings:
    """Return the process's settings."""
    return state_of(request).settings


async def get_reader(request: Request) -> Reader:
    """Return the reader of single statements."""
    return state_of(request).reader


async def get_rate_books(request: Request) -> RateBookCache:
    """Return the process's parsed rate books."""
    return state_of(request).rate_books


async def get_vocabularies(request: Request) -> VocabularyCache:
    """Return the process's words of quick entry."""
    return state_of(request).vocabularies


DB = Annotated[AsyncSession, Depends(get_db_session, scope="function")]
Read = Annotated[Reader, Depends(get_reader)]
Now = Annotated[datetime, Depends(get_now)]
AppConfig = Annotated[Settings, Depends(get_settings)]


async def get_shop(request: Request) -> ShopSettings:
    """Return what the shop has set."""
    state = state_of(request)
    return await state.shop_board.look(state.reader)


Shop = Annotated[ShopSettings, Depends(get_shop)]


async def get_today(request: Request) -> date:
    """Return the day that the shop's wall clock shows."""
    return shop_day(state_of(request).clock(), (await get_shop(request)).time_zone)


Today = Annotated[date, Depends(get_today)]
RateBooks = Annotated[RateBookCache, Depends(get_rate_books)]
Vocabularies = Annotated[VocabularyCache, Depends(get_vocabularies)]


def session_store_of(state: AppState) -> SessionStore:
    """Return the store of logged-in people's sessions."""
    return SessionStore(state.redis, state.settings.secret_key)


async def get_link_keys(request: Request) -> LinkKeys:
    """Return what makes the tokens of customers' links."""
    settings = state_of(request).settings
    return LinkKeys(settings.secret_key, settings.origin)


Links = Annotated[LinkKeys, Depends(get_link_keys)]


async def get_session_store(request: Request) -> SessionStore:
    """Return the store of logged-in people's sessions."""
    return session_store_of(state_of(request))


SessionStorage = Annotated[SessionStore, Depends(get_session_store)]


def session_cookie_name(settings: Settings) -> str:
    """Return the cookie's name; browsers hold the prefix to Secure, Path=/ and no Domain."""
    return "__Host-forge" if settings.secure_cookies else "forge"


def client_address_of(request: Request) -> str:
    """Return where the request comes from, as the outermost middleware found out."""
    address: str = request.scope.get("forge.client_address", "")
    return address


async def get_login(request: Request) -> auth.Login:
    """Return who is logged in, through which session; a change must carry its CSRF token.

    Raises:
        TwoCredentials: the request could mean two different people.
        NotLoggedIn: nobody is, any more.
        CsrfFailed: another page than this session's own sends a change.
    """
    state = state_of(request)
    token = request.cookies.get(session_cookie_name(state.settings))
    if token is not None and "authorization" in request.headers:
        raise TwoCredentials(TwoCredentials.__doc__ or "")
    login = await auth.authenticate(
        state.reader,
        session_store_of(state),
        token,
        address=client_address_of(request),
        now=state.clock(),
        unattended=UNATTENDED in request.headers,
    )
    await state.shop_board.keep_up(state.reader, login.settings_version)
    if request.method not in SAFE_METHODS:
        auth.require_csrf_token(login, request.headers.get("x-csrf-token"))
    return login


CurrentLogin = Annotated[auth.Login, Depends(get_login)]


async def get_current_actor(login: CurrentLogin) -> Actor:
    """Return who acts."""
    return login.actor


CurrentActor = Annotated[Actor, Depends(get_current_actor)]
