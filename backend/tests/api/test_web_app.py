"""The built web app is served beside the API: compressed, and kept where its name is hashed."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.config import Settings
from app.main import create_app
from tests.conftest import ORIGIN, open_client

SCRIPT = "console.log('a script of some length');\n" * 200


@pytest.fixture
def web_app(settings: Settings, tmp_path: Path) -> FastAPI:
    """An app that serves a small build."""
    (tmp_path / "dist" / "assets").mkdir(parents=True)
    (tmp_path / "dist" / "index.html").write_text("<!doctype html><title>PatriotForge</title>")
    (tmp_path / "dist" / "assets" / "main-4f2a.js").write_text(SCRIPT)
    return create_app(settings.model_copy(update={"frontend_dir": tmp_path / "dist"}))


async def test_a_built_file_is_compressed_and_kept_for_ever(web_app: FastAPI) -> None:
    async with open_client(web_app) as client:
        answer = await client.get("/assets/main-4f2a.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text == SCRIPT


async def test_a_browser_that_takes_no_gzip_gets_the_plain_file(web_app: FastAPI) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(web_app), base_url=ORIGIN, headers={"Accept-Encoding": "br"}
    ) as client:
        answer = await client.get("/assets/main-4f2a.js")
    assert "Content-Encoding" not in answer.headers
    assert answer.text == SCRIPT


async def test_an_address_of_the_web_app_is_its_page_and_is_asked_for_anew(
    web_app: FastAPI,
) -> None:
    async with open_client(web_app) as client:
        answer = await client.get("/quotes/new", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "PatriotForge" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


async def test_an_answer_of_the_api_stays_plain(web_app: FastAPI) -> None:
    async with open_client(web_app) as client:
        answer = await client.get("/api/nope")
    assert "Content-Encoding" not in answer.headers
