"""Addresses and bodies that no honest client sends."""

import json
import re
from http import HTTPStatus
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.middleware.origins import SAFE_METHODS
from app.schemas.errors import error_response

LARGEST_BODY: Final = 1024 * 1024
DEEPEST_BODY: Final = 20

# A NUL or an undecodable byte in the address never means anything here.
_HOSTILE_ADDRESS: Final = re.compile(rb"%00|[\x00-\x1f\x7f]", re.IGNORECASE)


# Their bodies are files, of which the route itself counts every byte as it arrives.
_UPLOADS: Final = re.compile(r"/api/(?:(?:quotes|customers)/[^/]+/files|imports)")


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
        is_upload = scope["method"] == "POST" and _UPLOADS.fullmatch(scope["path"])
        if scope["method"] in SAFE_METHODS or is_upload:
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
