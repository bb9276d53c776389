"""Production refuses, in one sentence each, what must never serve a shop."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from app.config import Environment, Settings, settings_problem
from app.main import create_app

SOUND: dict[str, Any] = {
    "environment": Environment.PRODUCTION,
    "database_url": "postgresql+asyncpg://forge_app@db/patriotforge",
    "redis_url": "redis://redis:6379/0",
    "secret_key": SecretStr("Wm3kT9xQ2vLr7ZpN5yBd8HcJ4sGf6aUe"),
    "password_pepper": SecretStr("eUa6fGs4JcH8dBy5NpZ7rLv2Qx9Tk3mW"),
    "origin": "https://quotes.shop.example",
    "shop_dir": Path("/etc/patriotforge"),
    "smtp_url": SecretStr("smtps://mail.shop.example"),
}


def test_sound_settings_start() -> None:
    assert Settings(**SOUND).secure_cookies


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"secret_key": SecretStr("short")}, "FORGE_SECRET_KEY is too short"),
        ({"password_pepper": SecretStr("x" * 31)}, "FORGE_PASSWORD_PEPPER is too short"),
        ({"secret_key": SecretStr("ab" * 20)}, "FORGE_SECRET_KEY is an example"),
        (
            {"secret_key": SecretStr("development-secret-key-not-for-production")},
            "FORGE_SECRET_KEY is an example",
        ),
        ({"password_pepper": SOUND["secret_key"]}, "are equal"),
        ({"origin": "http://quotes.shop.example"}, "must start with https://"),
        ({"origin": "https://"}, "FORGE_ORIGIN must name the host"),
        ({"extra_hosts": "*"}, "FORGE_EXTRA_HOSTS must name hosts one by one"),
        ({"extra_hosts": "*.shop.example"}, "FORGE_EXTRA_HOSTS must name hosts one by one"),
        ({"extra_hosts": "quotes.shop.example,,"}, "FORGE_EXTRA_HOSTS must name hosts one by one"),
        ({"debug": True}, "FORGE_DEBUG must be off"),
        ({"password_profile": "cheapest"}, "must be strong"),
        ({"shop_dir": None}, "your own letterhead"),
        ({"smtp_url": None}, "must name a mail server"),
    ],
)
def test_production_refuses(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(**{**SOUND, **change})
    said = settings_problem(refused.value)
    assert sentence in said
    assert len(said.splitlines()) == 1
    Settings(**{**SOUND, **change, "environment": Environment.DEVELOPMENT})


async def test_production_answers_to_its_own_names_only_and_keeps_its_description_to_itself() -> (
    None
):
    app = create_app(Settings(**SOUND, extra_hosts="quotes.internal.example:8443"))
    transport = httpx.ASGITransport(app)
    answers = {}
    for host in ("quotes.shop.example", "QUOTES.internal.example:8443", "evil.example", ""):
        async with httpx.AsyncClient(transport=transport, base_url="https://x") as client:
            answer = await client.get("/api/openapi.json", headers={"Host": host})
        answers[host] = (answer.status_code, answer.json()["error"])
    unknown = (404, "There is nothing at this address.")
    elsewhere = (400, "Nothing is served here.")
    assert list(answers.values()) == [unknown, unknown, elsewhere, elsewhere]
    async with httpx.AsyncClient(transport=transport, base_url="https://10.0.0.7") as client:
        assert (await client.get("/healthz")).status_code == 200
