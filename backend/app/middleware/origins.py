"""Where a write comes from: our own pages, or another site's."""

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.schemas.errors import error_response

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOriginWrites:
    """Refuses writes that another site's page could have sent along with our cookie.

    Browsers say where a request comes from in Sec-Fetch-Site; old ones only in Origin. This runs
    before anything reads the session. The token in X-CSRF-Token is checked with the session itself.
    """

    def __init__(self, app: ASGIApp, *, origin: str) -> None:
        """Wrap ``app`` whose pages are served at ``origin``."""
        self.app = app
        self._origin = _origin_of(origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        if self._is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        refusal = error_response(
            scope.get("forge.request_id", ""),
            status=HTTPStatus.FORBIDDEN,
            code="cross_site",
            message="This change did not come from the app's own pages.",
        )
        await refusal(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        origin = headers.get("origin")
        if origin is not None:
            return _origin_of(origin) == self._origin
        return "cookie" not in headers


def _origin_of(url: str) -> tuple[str, str] | None:
    """Return scheme and host; None for what is no address at all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.scheme, parts.netloc
