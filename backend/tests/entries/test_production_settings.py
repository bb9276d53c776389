"""Production refuses, in one sentence each, what must never serve a shop."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from app.config import Environment, Settings, settings_problem

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
