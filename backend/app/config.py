"""Settings of one process, read from the environment by the entries and nobody else."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_SECRET = 32
# A random secret of that length has more different characters than this; a pattern has not.
FEWEST_CHARACTERS = 8

# Strings that stand in examples: good enough to try the app, never to serve a shop.
EXAMPLE_SECRETS = frozenset(
    {
        "development-secret-key-not-for-production",
        "development-pepper-not-for-production-use",
        "change-me-change-me-change-me-change-me",
    }
)


class Environment(StrEnum):
    """Where the process runs: production is strict, the others are convenient."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Settings(BaseSettings):
    """Everything a deployment may choose; names in the environment start with ``FORGE_``.

    ``DATABASE_URL`` and ``REDIS_URL`` are read without the prefix, as hosting platforms set them.

    Raises:
        pydantic.ValidationError: a value cannot be used, or production would start unsafely.
    """

    model_config = SettingsConfigDict(
        env_prefix="FORGE_", extra="ignore", frozen=True, populate_by_name=True
    )

    environment: Environment = Environment.PRODUCTION
    database_url: str = Field(validation_alias=AliasChoices("DATABASE_URL", "database_url"))
    redis_url: str = Field(validation_alias=AliasChoices("REDIS_URL", "redis_url"))

    secret_key: SecretStr
    password_pepper: SecretStr
    password_pepper_id: str = "1"  # noqa: S105 - names the pepper, is not one
    password_profile: Literal["strong", "cheapest"] = "strong"  # noqa: S105 - a cost, not a secret

    origin: str = "http://127.0.0.1:8000"
    # Further names that the app answers to in production, after a comma each.
    extra_hosts: str = ""
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    frontend_dir: Path | None = None
    storage_dir: Path = Path(".local/storage")

    smtp_url: SecretStr | None = None
    mail_dir: Path = Path(".local/mail")
    mail_from: str = "quotes@patriotforge.example"

    # The folder of the shop's letterhead; without one it is the demo shop's.
    shop_dir: Path | None = None
    shop_time_zone: str = "America/New_York"
    currency: Literal["USD"] = "USD"

    pool_size: int = Field(default=10, ge=1, le=100)
    debug: bool = False

    @property
    def secure_cookies(self) -> bool:
        """Whether browsers reach the app over TLS; only loopback development does without."""
        return self.origin.startswith("https://")

    @property
    def hosts(self) -> frozenset[str] | None:
        """The names, with their ports, that production answers to; None for any."""
        if self.environment is not Environment.PRODUCTION:
            return None
        extra = self.extra_hosts.split(",") if self.extra_hosts else []
        return frozenset(name.strip().lower() for name in (urlsplit(self.origin).netloc, *extra))

    @model_validator(mode="after")
    def refuse_unsafe_production(self) -> Self:
        """Refuse, in one sentence each, what must never serve a shop."""
        if self.environment is Environment.PRODUCTION:
            problem = next(self._production_problems(), None)
            if problem is not None:
                raise ValueError(problem)
        return self

    def _production_problems(self) -> Iterator[str]:
        yield from self._weak_secrets()
        yield from self._open_addresses()
        if self.debug:
            yield "FORGE_DEBUG must be off in production."
        if self.password_profile != "strong":  # noqa: S105 - a cost, not a secret
            yield "FORGE_PASSWORD_PROFILE must be strong in production."
        if self.shop_dir is None:
            yield (
                "FORGE_SHOP_DIR must name the folder of your own letterhead: "
                "without it, quotes would go out under the demo shop's."
            )
        if self.smtp_url is None:
            yield "FORGE_SMTP_URL must name a mail server: without it, no quote would reach anyone."

    def _weak_secrets(self) -> Iterator[str]:
        for name, secret in (
            ("FORGE_SECRET_KEY", self.secret_key.get_secret_value()),
            ("FORGE_PASSWORD_PEPPER", self.password_pepper.get_secret_value()),
        ):
            if len(secret) < SHORTEST_SECRET:
                yield (
                    f"{name} is too short for production: "
                    f"give it at least {SHORTEST_SECRET} random characters."
                )
            if secret in EXAMPLE_SECRETS or len(set(secret)) < FEWEST_CHARACTERS:
                yield f"{name} is an example value: generate a random one for production."
        if self.secret_key.get_secret_value() == self.password_pepper.get_secret_value():
            yield "FORGE_SECRET_KEY and FORGE_PASSWORD_PEPPER are equal: give each its own."

    def _open_addresses(self) -> Iterator[str]:
        if not self.secure_cookies:
            yield "FORGE_ORIGIN must start with https:// in production."
        if not urlsplit(self.origin).hostname:
            yield "FORGE_ORIGIN must name the host that people type in."
        if self.hosts is not None and any(not name or "*" in name for name in self.hosts):
            yield "FORGE_EXTRA_HOSTS must name hosts one by one: no empty name, no *."


def settings_problem(error: ValidationError) -> str:
    """Return what is wrong with the settings, a sentence each, and never a value: it may be secret.

    The error's own text would show what was read, secrets included.
    """
    sentences = []
    for problem in error.errors(include_url=False, include_input=False):
        name = ".".join(str(part) for part in problem["loc"]).upper()
        if name and not name.startswith(("DATABASE_", "REDIS_")):
            name = f"FORGE_{name}"
        if problem["type"] == "missing":
            sentences.append(f"Set {name}.")
        else:
            reason = problem["msg"].removeprefix("Value error, ").rstrip(".")
            sentences.append(f"{name}: {reason}." if name else f"{reason}.")
    return "\n".join(sentences)
