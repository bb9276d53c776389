"""`make openapi`: write the API's document and the web app's types from it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from app.config import Environment, Settings
from app.main import create_app
from local.bootstrap import FRONTEND, ROOT, npm_command

DOCUMENT: Final = ROOT / "backend" / "openapi.json"
TYPES: Final = FRONTEND / "src" / "api" / "schema.gen.ts"
GENERATOR: Final = FRONTEND / "scripts" / "api-types.mjs"


def document() -> str:
    """Return the OpenAPI document of the app; nothing is connected for it."""
    settings = Settings(
        environment=Environment.TEST,
        database_url="postgresql+asyncpg://nobody@/nowhere",
        redis_url="unix:///nowhere",
        secret_key=SecretStr("nothing is signed here"),
        password_pepper=SecretStr("nothing is hashed here"),
    )
    return json.dumps(create_app(settings).openapi(), indent=2, ensure_ascii=False) + "\n"


def write_types(source: Path, target: Path) -> None:
    """Write TypeScript types of an OpenAPI document."""
    subprocess.run(
        [npm_command()[0], GENERATOR, source, target],
        check=True,
        capture_output=True,
        cwd=FRONTEND,
    )


def drifted() -> list[str]:
    """Return a sentence for each generated file that does not follow from the app."""
    wanted = document()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "openapi.json", Path(folder) / "schema.ts"
        source.write_text(wanted, encoding="utf-8")
        write_types(source, target)
        pairs = [(DOCUMENT, wanted), (TYPES, target.read_text(encoding="utf-8"))]
    return [
        f"{path.relative_to(ROOT)} does not follow from the app: run `make openapi`."
        for path, expected in pairs
        if not path.exists() or path.read_text(encoding="utf-8") != expected
    ]


def main(*, check: bool) -> None:
    """Write both files, or only check that they are what would be written."""
    if check:
        sys.exit("\n".join(drifted()) or None)
    DOCUMENT.write_text(document(), encoding="utf-8")
    TYPES.parent.mkdir(parents=True, exist_ok=True)
    write_types(DOCUMENT, TYPES)
    sys.stdout.write(f"{DOCUMENT.relative_to(ROOT)} and {TYPES.relative_to(ROOT)} written\n")


if __name__ == "__main__":
    main(check="--check" in sys.argv)
