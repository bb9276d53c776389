"""The environment that the app gets on a developer's machine."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from local.ports import LOOPBACK

NAMES_OF_SECRETS = ("FORGE_SECRET_KEY", "FORGE_PASSWORD_PEPPER")


def app_environment(
    *,
    database_url: str,
    redis_url: str,
    port: int,
    folder: Path,
    frontend: Path | None = None,
    environment: str = "development",
) -> dict[str, str]:
    """Return our environment with what the app reads; a variable that is set already wins."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ours = {
        "FORGE_ENVIRONMENT": environment,
        "FORGE_ORIGIN": f"http://{LOOPBACK}:{port}",
        "FORGE_STORAGE_DIR": str(folder / "storage"),
        "FORGE_MAIL_DIR": str(folder / "mail"),
        **({"FORGE_FRONTEND_DIR": str(frontend)} if frontend else {}),
        **development_secrets(folder / "secrets.json"),
    }
    given = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    return {**ours, **inherited, **given}


def development_secrets(path: Path) -> Mapping[str, str]:
    """Return this machine's own secrets, made once: none stands in the repository."""
    try:
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        kept = {name: secrets.token_urlsafe(48) for name in NAMES_OF_SECRETS}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return kept
