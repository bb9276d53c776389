"""The client that tests ask the app with: httpx's, with a short way for ordinary requests."""

import re
from json import dumps
from typing import Any, Final, override
from urllib.parse import unquote

import httpx
from fastapi import FastAPI
from starlette.types import Message

# What needs no escaping: httpx and the short way write it alike.
_PLAIN_ADDRESS: Final = re.compile(r"/[\w/.~%:@,=+-]*(\?[\w/.~%:@,=+&-]*)?", re.ASCII)
_ADDRESS: Final = ("127.0.0.1", 123)

type _Header = tuple[bytes, bytes]


class Browser(httpx.AsyncClient):
    """A client of an app in this process, which need not be connected to.

    What httpx does around a request (the flows of redirects and of authentication, and the making
    of what these pass on) takes as long as many a route. So a request without files, forms or
    streams is handed to the app as it is; any other goes httpx's own way.
    """

    def __init__(self, app: FastAPI, *, origin: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(transport=httpx.ASGITransport(app), base_url=origin, headers=headers)
        self._app, self._origin = app, origin

    @override
    async def request(
        self,
        method: str,
        url: httpx.URL | str,
        *,
        json: Any = None,
        params: Any = None,
        headers: Any = None,
        **more: Any,
    ) -> httpx.Response:
        # A cookie of one path or of https only is httpx's to judge.
        simple = not more and isinstance(url, str) and _PLAIN_ADDRESS.fullmatch(url)
        if not simple or any(one.path != "/" or one.secure for one in self.cookies.jar):
            return await super().request(
                method, url, json=json, params=params, headers=headers, **more
            )
        raw_path, _, query = str(url).partition("?")
        if params:
            query = str(httpx.QueryParams(query).merge(params))
        body = b""
        said = self.headers.copy()
        said.update(headers)
        if json is not None:
            body = dumps(json, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
            said.setdefault("Content-Type", "application/json")
        if body or method in {"POST", "PUT", "PATCH"}:
            said["Content-Length"] = str(len(body))
        if cookies := "; ".join(f"{one.name}={one.value}" for one in self.cookies.jar):
            said["Cookie"] = cookies
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": self.base_url.scheme,
            "server": (self.base_url.host, self.base_url.port),
            "client": _ADDRESS,
            "root_path": "",
            "path": unquote(raw_path),
            "raw_path": raw_path.encode(),
            "query_string": query.encode(),
            "headers": [
                (b"host", self.base_url.netloc),
                *((name.lower(), value) for name, value in said.raw),
            ],
        }
        answer = await _ask(self._app, scope, body)
        answer.request = httpx.Request(method, f"{self._origin}{url}", content=body)
        if "set-cookie" in answer.headers:
            self.cookies.extract_cookies(answer)
        return answer


async def _ask(app: FastAPI, scope: dict[str, Any], body: bytes) -> httpx.Response:
    """Hand one request to the app and collect its answer."""
    status: int = 0
    headers: list[_Header] = []
    parts: list[bytes] = []
    unread = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return unread.pop() if unread else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], message.get("headers", [])
        elif scope["method"] != "HEAD":
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    assert status, "the app ended without an answer"
    content = b"".join(parts)
    if any(name == b"content-encoding" for name, _ in headers):
        packed = httpx.Response(status, headers=headers, stream=httpx.ByteStream(content))
        await packed.aread()
        return packed
    return httpx.Response(status, headers=headers, content=content)
