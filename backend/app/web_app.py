"""The built web app: compressed when it was built, and each page told early what it will need.

The API's answers stay plain: compressing costs more time than a short answer takes to travel, and a
secret that is compressed beside what somebody sends in can be guessed from its length. The forms of
the catalogue are the exception: long, alike for everybody, and without anything that was sent in.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final

from pydantic import BaseModel
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The best one first: each with the ending of the files that the build wrote in it.
ENCODINGS: Final[Mapping[str, str]] = {"br": ".br", "gzip": ".gz"}
# Built files carry a hash of their content in the name, so a browser may keep them.
HASHED_ASSETS: Final = "/assets/"
FOREVER: Final = "public, max-age=31536000, immutable"
ASK_FIRST: Final = "no-cache"
PAGES: Final = "pages.json"
LONG_FORMS: Final = frozenset({"/api/catalog/products", "/api/catalog/printable-stocks"})


class Page(BaseModel):
    """What the build says of one kind of page."""

    path: str
    """A regular expression for the whole of its address, the query included."""
    scripts: list[str]
    """Files that it loads beyond those which every page names itself."""
    data: list[str]
    """What it asks the API first; `{name}` is a part of the address."""


class Pages(BaseModel):
    """The file that the build leaves for the server."""

    pages: list[Page]


class WebApp:
    """Answers with the compressed twin of a built file, and adds early hints to a page."""

    def __init__(self, app: ASGIApp, *, folder: Path, session_cookie: str) -> None:
        """Wrap ``app``, which serves ``folder``; who has no ``session_cookie`` gets no data."""
        self.app = app
        self._compressed = GZipMiddleware(app)
        self._session_cookie = session_cookie
        self._twins = {
            f"/{path.relative_to(folder).as_posix()}"
            for ending in ENCODINGS.values()
            for path in folder.rglob(f"*{ending}")
        }
        listed = folder / PAGES
        pages = Pages.model_validate_json(listed.read_bytes()).pages if listed.exists() else []
        self._pages = [(re.compile(page.path), page) for page in pages]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path in LONG_FORMS:
            await self._compressed(scope, receive, send)
            return
        headers = Headers(scope=scope)
        twins = {name: path + end for name, end in ENCODINGS.items() if path + end in self._twins}
        chosen = next((each for each in accepted(headers) if each in twins), None)
        query = scope["query_string"].decode("latin-1")
        hints = self._hints(f"{path}?{query}" if query else path, headers)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                _dress(answer, path, found=message["status"] < HTTPStatus.BAD_REQUEST)
                if twins:
                    answer.add_vary_header("Accept-Encoding")
                if chosen:
                    answer["Content-Encoding"] = chosen
                if hints and answer.get("content-type", "").startswith("text/html"):
                    answer["Link"] = hints
            await send(message)

        if chosen:
            scope = {**scope, "path": twins[chosen], "raw_path": twins[chosen].encode()}
        await self.app(scope, receive, send_with_headers)

    def _hints(self, address: str, headers: Headers) -> str:
        if "text/html" not in headers.get("accept", ""):
            return ""
        for pattern, page in self._pages:
            if found := pattern.fullmatch(address):
                links = [f"<{script}>; rel=modulepreload" for script in page.scripts]
                if self._session_cookie in cookie_parser(headers.get("cookie", "")):
                    links += [
                        f"<{each.format(**found.groupdict())}>; rel=preload; as=fetch; crossorigin"
                        for each in page.data
                    ]
                return ", ".join(links)
        return ""


def _dress(answer: MutableHeaders, path: str, *, found: bool) -> None:
    """Say how long a file may be kept; what is no file says so itself."""
    if found and path.startswith(HASHED_ASSETS):
        answer["Cache-Control"] = FOREVER
    elif not path.startswith("/api/") and "etag" in answer:
        answer["Cache-Control"] = ASK_FIRST


def accepted(headers: Headers) -> Sequence[str]:
    """Return which of our encodings the client takes, the best first."""
    offered = {}
    for each in headers.get("accept-encoding", "").lower().split(","):
        name, _, quality = each.partition(";")
        offered[name.strip()] = not re.fullmatch(r"\s*q=0(\.0*)?\s*", quality)
    return [name for name in ENCODINGS if offered.get(name)]
