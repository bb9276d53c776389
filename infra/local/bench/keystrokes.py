"""The price beside the keystroke: a browser's time from a key to the frame that shows it."""

import json
import subprocess
from pathlib import Path
from typing import Final

from local.bench.load import Measured
from local.bootstrap import FRONTEND, npm_command
from local.ports import LOOPBACK
from local.processes import LocalError

SCRIPT: Final = FRONTEND / "scripts" / "typing.mjs"
PATIENCE_SECONDS: Final = 300
MILLISECONDS: Final = 1_000


def type_sizes(
    browser: Path, *, port: int, quote_id: str, cookies: str
) -> tuple[Measured, Measured]:
    """Type sizes into a line of this quote, as whom the cookies belong to.

    Returns the times from a key to its painted price, and those of a bare answer and a frame of the
    same browser, measured in turns.

    Raises:
        LocalError: the browser did not come to the end of it.
    """
    try:
        done = subprocess.run(
            [npm_command()[0], SCRIPT],
            check=False,
            cwd=FRONTEND,
            env={
                "BENCH_URL": f"http://{LOOPBACK}:{port}",
                "BENCH_QUOTE": quote_id,
                "BENCH_COOKIES": cookies,
                "CHROMIUM": str(browser),
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise LocalError(f"Typing in a browser took more than {PATIENCE_SECONDS} s.") from error
    if done.returncode:
        raise LocalError(f"Typing in a browser failed:\n{done.stderr.strip()}")
    said: dict[str, list[float]] = json.loads(done.stdout)
    return _measured(said["keys"]), _measured(said["bare"])


def _measured(milliseconds: list[float]) -> Measured:
    times = [each / MILLISECONDS for each in milliseconds]
    return Measured(
        rate=len(times) / sum(times), times=times, refused=0, first_refusal="", busy=0.0
    )
