"""Pure ASGI middleware: request ids, headers, hostile bodies, writes from other sites.

Starlette's own base class costs 140 microseconds a layer; these cost a few.
"""

import json
import re
import secrets
import sys
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db import why_not_started
from app.schemas.errors import error_response

log = structlog.get_logger(__name__)

LARGEST_BODY: Final = 1024 * 1024
DEEPEST_BODY: Final = 20
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

# A lock or a statement that took too long, a deadlock, no connection left: the next try may do.
BUSY_STATES: Final = frozenset({"55P03", "57014", "40001", "40P01", "53300"})
# The server is shutting down, crashed, or starting up.
OUTAGE_STATES: Final = frozenset({"57P01", "57P02", "57P03"})

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
YEAR_OF_TLS: Final = "max-age=31536000; includeSubDomains"

_REQUEST_ID: Final = re.compile(r"[0-9A-Za-z-]{8,64}")
# A NUL or an undecodable byte in the address never means anything here.
_HOSTILE_ADDRESS: Final = re.compile(rb"%00|[\x00-\x1f\x7f]", re.IGNORECASE)


class PlainStartup:
    """Says in one sentence why the app does not start, where that is not the code's fault."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the app's own life."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_sentence(message: Message) -> None:
            cause = sys.exception()
            if message["type"] == "lifespan.startup.failed" and cause is not None:
                message = {**message, "message": why_not_started(cause) or message["message"]}
            await send(message)

        await self.app(scope, receive, send_sentence)


class RequestContext:
    """Outermost: gives each request an id, each answer its headers, each crash a quiet 500."""

    def __init__(self, app: ASGIApp, *, secure: bool, trusted_proxies: int) -> None:
        """Wrap ``app``; ``secure`` adds the header that keeps browsers on TLS."""
        self.app = app
        self._trusted_proxies = trusted_proxies
        headers = {
            **SECURITY_HEADERS,
            **({"Strict-Transport-Security": YEAR_OF_TLS} if secure else {}),
        }
        self._headers = list(headers.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sent_id = headers.get("x-request-id", "")
        request_id = sent_id if _REQUEST_ID.fullmatch(sent_id) else secrets.token_hex(8)
        scope["forge.request_id"] = request_id
        scope["forge.client_address"] = client_address(
            (scope.get("client") or ("",))[0],
            headers.getlist("x-forwarded-for"),
            trusted_proxies=self._trusted_proxies,
        )
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                answer = MutableHeaders(scope=message)
                for name, value in self._headers:
                    answer.setdefault(name, value)
                answer.setdefault("Cache-Control", "no-store")
                answer["X-Request-Id"] = request_id
            await send(message)

        if len(headers.getlist("host")) > 1:
            two_hosts = error_response(
                request_id,
                status=HTTPStatus.BAD_REQUEST,
                code="bad_request",
                message="Send one Host header.",
            )
            await two_hosts(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            refusal = _answer_failure(request_id, scope, error)
            if started:
                raise
            await refusal(scope, receive, send_with_headers)


def _answer_failure(request_id: str, scope: Scope, error: Exception) -> ASGIApp:
    """Say that a dependency does not answer, or nothing at all; the log has the rest."""
    busy = isinstance(error, PoolTimeoutError) or _state_of(error) in BUSY_STATES
    if busy or _is_outage(error):
        log.warning("dependency_down", request_id=request_id, error=repr(error))
        return error_response(
            request_id,
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            code="busy" if busy else "unavailable",
            message="The server is busy: try again in a moment."
            if busy
            else "A part of the system does not answer: try again in a moment.",
            headers={"Retry-After": "2"},
        )
    log.error("request_failed", request_id=request_id, path=_plain_path(scope), exc_info=error)
    return error_response(
        request_id,
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        code="internal",
        message=f"Something went wrong on our side. Tell us this number: {request_id}.",
    )


def _plain_path(scope: Scope) -> str:
    """Return the address without the token that an invitation's has: whoever reads it is in."""
    path: str = scope["path"]
    token = scope.get("path_params", {}).get("token")
    return path.replace(token, "{token}") if token else path


def _is_outage(error: Exception) -> bool:
    """Whether PostgreSQL or Redis is gone, which is not this request's fault."""
    if isinstance(error, InterfaceError | OperationalError | ConnectionError | TimeoutError):
        return True
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated or _state_of(error) in OUTAGE_STATES
    )


def _state_of(error: Exception) -> str:
    """Return PostgreSQL's code of a failed statement, or an empty string."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    return str(getattr(cause, "sqlstate", None) or "")


class HostileInput:
    """Refuses addresses and JSON bodies that no honest client sends, before anything reads them."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _HOSTILE_ADDRESS.search(scope["query_string"]) or _HOSTILE_ADDRESS.search(
            scope.get("raw_path", b"")
        ):
            await self._refuse(
                scope,
                receive,
                send,
                HTTPStatus.BAD_REQUEST,
                "bad_request",
                "This address contains a character that cannot be used.",
            )
            return
        if scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        body = await _read_body(scope, receive)
        if body is None:
            await self._refuse(
                scope,
                receive,
                send,
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "too_large",
                "The request is larger than 1 MiB.",
            )
            return
        if body:
            problem = _problem_of(body)
            if problem:
                await self._refuse(
                    scope, receive, send, HTTPStatus.BAD_REQUEST, "bad_json", problem
                )
                return
        await self.app(scope, _replay(body, receive), send)

    async def _refuse(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        status: HTTPStatus,
        code: str,
        message: str,
    ) -> None:
        refusal = error_response(
            scope.get("forge.request_id", ""), status=status, code=code, message=message
        )
        await refusal(scope, receive, send)


async def _read_body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the whole body, or None as soon as it proves too large."""
    announced = Headers(scope=scope).get("content-length", "0")
    if announced.isdigit() and int(announced) > LARGEST_BODY:
        return None
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > LARGEST_BODY:
            return None
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


class _BadJsonError(ValueError):
    """A JSON document that two readers would understand differently."""


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "The body names the same field twice."
        raise _BadJsonError(message)
    return found


def _no_constant(name: str) -> None:
    message = f"{name} is not a JSON number."
    raise _BadJsonError(message)


def _problem_of(body: bytes) -> str | None:
    """Return what is wrong with a JSON body, or None."""
    try:
        document = json.loads(
            body.decode(), object_pairs_hook=_unique_keys, parse_constant=_no_constant
        )
    except _BadJsonError as error:
        return str(error)
    except (UnicodeDecodeError, RecursionError, ValueError):
        return "The body is not valid JSON."
    level: list[Any] = [document]
    for _ in range(DEEPEST_BODY):
        deeper: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                if any(map(_is_hostile, value)):
                    return "The body names a field with a character that cannot be used."
                deeper.extend(value.values())
            elif isinstance(value, list):
                deeper.extend(value)
            elif isinstance(value, str) and _is_hostile(value):
                return "The body contains a character that cannot be stored as text."
        if not deeper:
            return None
        level = deeper
    return f"The body is nested deeper than {DEEPEST_BODY} levels."


def _is_hostile(text: str) -> bool:
    """Whether PostgreSQL or UTF-8 could not hold the text: NUL or half of a surrogate pair."""
    if text.isascii():
        return "\x00" in text
    return "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text)


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


def client_address(peer: str, forwarded: Iterable[str], *, trusted_proxies: int) -> str:
    """Return the address of the client behind ``trusted_proxies`` proxies of our own.

    The n-th entry of X-Forwarded-For from the right is the last one that a trusted proxy wrote;
    what stands further left is whatever the client chose to send.
    """
    if trusted_proxies == 0:
        return peer
    hops = [hop.strip() for line in forwarded for hop in line.split(",") if hop.strip()]
    return hops[-trusted_proxies] if len(hops) >= trusted_proxies else peer
