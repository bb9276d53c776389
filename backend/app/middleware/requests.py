"""What is around every request: its id, its client, the headers and failures of its answer."""

import re
import secrets
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.schemas.errors import error_response

log = structlog.get_logger(__name__)

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


# Asked by machines that know a process by its number only.
HEALTH: Final = frozenset({"/healthz", "/readyz"})
_REQUEST_ID: Final = re.compile(r"[0-9A-Za-z-]{8,64}")


class RequestContext:
    """Outermost: gives each request an id, each answer its headers, each crash a quiet 500."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        secure: bool,
        trusted_proxies: int,
        hosts: frozenset[str] | None = None,
    ) -> None:
        """Wrap ``app``.

        Args:
            app: what answers.
            secure: adds the header that keeps browsers on TLS.
            trusted_proxies: how many of our own stand in front.
            hosts: the names that are ours; None answers to any. Under another name somebody's page
                could pass itself off as this app's own.
        """
        self.app = app
        self._hosts = hosts
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

        wrong_host = self._wrong_host(scope["path"], headers.getlist("host"))
        if wrong_host:
            refused = error_response(
                request_id,
                status=HTTPStatus.BAD_REQUEST,
                code="bad_request",
                message=wrong_host,
            )
            await refused(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            refusal = _answer_failure(request_id, scope, error)
            if started:
                raise
            await refusal(scope, receive, send_with_headers)

    def _wrong_host(self, path: str, hosts: list[str]) -> str | None:
        if len(hosts) > 1:
            return "Send one Host header."
        if self._hosts is None or path in HEALTH:
            return None
        return None if hosts and hosts[0].lower() in self._hosts else "Nothing is served here."


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


def client_address(peer: str, forwarded: Iterable[str], *, trusted_proxies: int) -> str:
    """Return the address of the client behind ``trusted_proxies`` proxies of our own.

    The n-th entry of X-Forwarded-For from the right is the last one that a trusted proxy wrote;
    what stands further left is whatever the client chose to send.
    """
    if trusted_proxies == 0:
        return peer
    hops = [hop.strip() for line in forwarded for hop in line.split(",") if hop.strip()]
    return hops[-trusted_proxies] if len(hops) >= trusted_proxies else peer
