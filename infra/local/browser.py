"""Find a Chromium for the browser journeys."""

import os
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final

from local.bootstrap import CACHE, NODE_MODULES, npm_command
from local.processes import HERE, LocalError

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE: Final = NODE_MODULES / "@sparticuz" / "chromium" / "bin"


def find_browser() -> Path | None:
    """Return a browser that runs: CHROMIUM, the PATH's, the one in our npm packages, or none.

    Raises:
        LocalError: CHROMIUM names something that does not run.
    """
    if chosen := os.environ.get("CHROMIUM"):
        if _runs(Path(chosen)):
            return Path(chosen)
        raise LocalError(f"CHROMIUM={chosen} does not run.")
    for name in NAMES:
        found = shutil.which(name)
        if found and _runs(Path(found)):
            return Path(found)
    packed = _unpack()
    return packed if packed and _runs(packed) else None


def _unpack() -> Path | None:
    """Inflate the npm package's Chromium, which needs nothing of the system, into the cache."""
    source = PACKAGE / "chromium.br"
    if (platform.system(), platform.machine()) != ("Linux", "x86_64") or not source.exists():
        return None
    folder = CACHE / f"chromium-{source.stat().st_size}"
    start = folder / "start"
    if start.exists():
        return start
    folder.mkdir(parents=True, exist_ok=True)
    _inflate(source, folder / "chromium")
    (folder / "chromium").chmod(0o755)
    for name in ("al2023", "swiftshader"):
        archive = folder / f"{name}.tar"
        _inflate(PACKAGE / f"{name}.tar.br", archive)
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        archive.unlink()
    start.write_text(
        "#!/bin/sh\n"
        f'LD_LIBRARY_PATH="{folder}/lib:{folder}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\n'
        "export LD_LIBRARY_PATH\n"
        f'exec "{folder}/chromium" "$@"\n',
        encoding="utf-8",
    )
    start.chmod(0o755)
    return start


def _inflate(source: Path, target: Path) -> None:
    subprocess.run([npm_command()[0], HERE / "inflate.mjs", source, target], check=True)


def _runs(program: Path) -> bool:
    try:
        return (
            subprocess.run(
                [program, "--no-sandbox", "--headless", "--version"],
                check=False,
                capture_output=True,
                timeout=30,
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
