"""The built web app is served as the build compressed it, and a page is told what it needs."""

import gzip
import json
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.config import Settings
from app.domain.permissions import Role
from app.main import create_app
from app.web_app import WebApp
from tests.conftest import ORIGIN, ClientFor, open_client

SCRIPT = "console.log('a script of some length');\n" * 200
# What a test recognises; the test's client unpacks gzip, and has no need to unpack this.
BROTLI = b"what brotli made of it"
GZIP = gzip.compress(SCRIPT.encode(), mtime=0)
ID = "0b0e7b50-6f3f-4c39-8d3e-1f0d6f2b9d11"
PAGES = [
    {"path": "/quotes", "scripts": ["/assets/list-1.js"], "data": ["/api/quotes?page=1"]},
    {"path": "/quotes(\\?.*)?", "scripts": ["/assets/list-1.js"], "data": []},
    {
        "path": "/quotes/(?P<id>[0-9a-f-]{36})",
        "scripts": ["/assets/one-2.js", "/assets/line-3.js"],
        "data": ["/api/quotes/{id}"],
    },
]


@pytest.fixture(scope="module")
def web_app(common_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """An app that serves a small build; nothing changes either."""
    dist = tmp_path_factory.mktemp("web") / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>PatriotForge</title>")
    (dist / "theme.js").write_text("// small")
    (dist / "pages.json").write_text(json.dumps({"pages": PAGES}))
    (dist / "assets" / "main-4f2a.js").write_text(SCRIPT)
    (dist / "assets" / "main-4f2a.js.br").write_bytes(BROTLI)
    (dist / "assets" / "main-4f2a.js.gz").write_bytes(GZIP)
    return create_app(common_settings.model_copy(update={"frontend_dir": dist}))


async def ask(
    web_app: FastAPI, path: str, *, accept: str = "text/html", **headers: str
) -> tuple[httpx.Response, bytes]:
    """Return the answer and its body as it travelled."""
    async with (
        httpx.AsyncClient(
            transport=httpx.ASGITransport(web_app),
            base_url=ORIGIN,
            headers={"Accept": accept, **headers},
        ) as client,
        client.stream("GET", path) as answer,
    ):
        return answer, b"".join([chunk async for chunk in answer.aiter_raw()])


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
    ],
)
async def test_a_built_file_comes_as_the_build_compressed_it_and_is_kept_for_ever(
    web_app: FastAPI, accepted: str, encoding: str
) -> None:
    answer, body = await ask(web_app, "/assets/main-4f2a.js", **{"Accept-Encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert body == (BROTLI if encoding == "br" else GZIP)


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0, br;q=0.0", "zstd"])
async def test_who_takes_neither_encoding_gets_the_plain_file_that_varies(
    web_app: FastAPI, accepted: str
) -> None:
    answer, body = await ask(web_app, "/assets/main-4f2a.js", **{"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert body.decode() == SCRIPT


async def test_each_encoding_has_a_tag_of_its_own(web_app: FastAPI) -> None:
    tags = set()
    for accepted in ("br", "gzip", "identity"):
        answer, _ = await ask(web_app, "/assets/main-4f2a.js", **{"Accept-Encoding": accepted})
        tags.add(answer.headers["ETag"])
    assert len(tags) == 3


async def test_an_asset_of_an_older_build_is_not_found_and_not_kept(web_app: FastAPI) -> None:
    answer, _ = await ask(web_app, "/assets/main-0000.js", accept="*/*")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


async def test_an_address_of_the_web_app_is_its_page_and_is_asked_for_anew(
    web_app: FastAPI,
) -> None:
    answer, body = await ask(web_app, "/quotes/new")
    assert answer.status_code == 200
    assert b"PatriotForge" in body
    assert answer.headers["Cache-Control"] == "no-cache"
    again, _ = await ask(web_app, "/quotes/new", **{"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


async def test_a_page_names_the_scripts_that_it_will_load(web_app: FastAPI) -> None:
    answer, _ = await ask(web_app, "/quotes")
    assert answer.headers["Link"] == "</assets/list-1.js>; rel=modulepreload"
    unlisted, _ = await ask(web_app, "/users")
    assert "Link" not in unlisted.headers


async def test_a_page_names_its_data_to_who_has_a_session_only(web_app: FastAPI) -> None:
    answer, _ = await ask(web_app, f"/quotes/{ID}", Cookie="forge=something")
    assert answer.headers["Link"] == (
        "</assets/one-2.js>; rel=modulepreload, </assets/line-3.js>; rel=modulepreload, "
        f"</api/quotes/{ID}>; rel=preload; as=fetch; crossorigin"
    )
    stranger, _ = await ask(web_app, f"/quotes/{ID}", Cookie="other=1")
    assert "/api/" not in stranger.headers["Link"]


async def test_what_a_page_asks_depends_on_its_whole_address(web_app: FastAPI) -> None:
    plain, _ = await ask(web_app, "/quotes", Cookie="forge=something")
    assert "</api/quotes?page=1>" in plain.headers["Link"]
    searched, _ = await ask(web_app, "/quotes?q=%3Cmugs%3E", Cookie="forge=something")
    assert searched.headers["Link"] == "</assets/list-1.js>; rel=modulepreload"


async def test_an_address_that_is_no_id_gets_no_hint(web_app: FastAPI) -> None:
    answer, _ = await ask(web_app, "/quotes/>;rel=stylesheet", Cookie="forge=something")
    assert "Link" not in answer.headers


async def test_an_answer_of_the_api_stays_plain(web_app: FastAPI) -> None:
    async with open_client(web_app) as client:
        answer = await client.get("/api/nope")
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("reference_rates")
async def test_the_long_forms_of_the_catalogue_are_compressed(
    app: FastAPI, client_for: ClientFor, tmp_path: Path
) -> None:
    """They are alike for everybody, so their length tells nothing."""
    plain = await client_for(Role.SALES)
    served = WebApp(app, folder=tmp_path, session_cookie="forge")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(served), base_url=ORIGIN, cookies=plain.cookies
    ) as client:
        forms = await client.get("/api/catalog/products")
        rates = await client.get("/api/catalog/stocks")
    assert forms.headers["Content-Encoding"] == "gzip"
    assert forms.json() == (await plain.get("/api/catalog/products")).json()
    assert "Content-Encoding" not in rates.headers
