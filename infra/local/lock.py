"""`make lock`: resolve both package managers' dependencies anew into their lock files."""

import hashlib
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Final

from local.bootstrap import FRONTEND, ROOT, node_environment, npm_command

BACKEND: Final = ROOT / "backend"
LOCKS: Final = {"requirements-dev.txt": ["--group", "dev"], "requirements.txt": []}
MADE_FROM: Final = "# Made from the dependencies with SHA-256 "
ADDRESS: Final = re.compile(r"\w+://")


def wanted() -> str:
    """Return a hash of the dependencies that pyproject.toml asks for."""
    asked = tomllib.loads((BACKEND / "pyproject.toml").read_text(encoding="utf-8"))
    dependencies = [asked["project"]["dependencies"], asked["dependency-groups"]]
    return hashlib.sha256(repr(dependencies).encode()).hexdigest()


def drifted() -> list[str]:
    """Return a sentence for each lock file that does not follow from what is asked for.

    npm checks its own: `npm ci` refuses a lock that does not follow from package.json.
    """
    found = []
    for name in LOCKS:
        said = (BACKEND / name).read_text(encoding="utf-8")
        if not said.startswith(MADE_FROM + wanted()):
            found.append(f"backend/{name} is older than pyproject.toml: run `make lock`.")
    npm_lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    if '"resolved"' in npm_lock:
        found.append("frontend/package-lock.json names a registry's host: run `make lock`.")
    found.extend(
        f"backend/{name} names a host."
        for name in LOCKS
        if ADDRESS.search((BACKEND / name).read_text(encoding="utf-8"))
    )
    return found


def main() -> None:
    """Write the lock files; UPGRADE=1 takes newer versions within what is asked for."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for name, more in LOCKS.items():
        subprocess.run(
            [
                *(os.environ["FORGE_UV"], "pip", "compile", "--quiet"),
                *("--universal", "--generate-hashes", "--no-emit-index-url"),
                *("--no-annotate", "--no-header", "--python-version", "3.12"),
                *("pyproject.toml", *more, "--output-file", name, *upgrade),
                *(() if more else ("--constraints", "requirements-dev.txt")),
            ],
            check=True,
            cwd=BACKEND,
        )
        lock = BACKEND / name
        lock.write_text(
            f"{MADE_FROM}{wanted()}\n{_without_header(lock)}",
            encoding="utf-8",
        )
    subprocess.run(
        [*npm_command(), "install", "--package-lock-only", "--no-audit", "--no-fund"],
        check=True,
        cwd=FRONTEND,
        env=node_environment(),
    )


def _without_header(lock: Path) -> str:
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


if __name__ == "__main__":
    main()
