"""One run at a time in a folder, and one server on a port."""

import fcntl
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from local.processes import LocalError

DATA: Final = Path(__file__).resolve().parents[2] / ".local"
LOCK: Final = DATA / "lock"
LOOPBACK: Final = "127.0.0.1"
HIGHEST_PORT: Final = 65_535


def chosen_port() -> int:
    """Return the port that PORT names, or 8000.

    Raises:
        LocalError: PORT is not a port.
    """
    said = os.environ.get("PORT") or "8000"
    with suppress(ValueError):
        if 0 < (port := int(said)) <= HIGHEST_PORT:
            return port
    raise LocalError(f"PORT={said} is not a port: give a number from 1 to {HIGHEST_PORT}.")


def refuse_busy_port() -> None:
    """Raise LocalError if somebody else listens where we are going to."""
    port = chosen_port()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise LocalError(
                f"Port {port} is in use by another program ({error.strerror}): "
                f"choose another with `make run PORT={min(port + 1, HIGHEST_PORT)}`."
            ) from error


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def lock_data(said: str) -> IO[str]:
    """Take the data folder for ourselves, and write into the lock who we are.

    Raises:
        LocalError: another run has it.
    """
    DATA.mkdir(mode=0o700, exist_ok=True)
    return take_lock(
        LOCK,
        said,
        "PatriotForge already runs from this folder ({}): stop it with Ctrl-C there first.",
    )


def take_lock(path: Path, said: str, refusal: str) -> IO[str]:
    """Take the lock until it is closed, and write into it who we are.

    Raises:
        LocalError: somebody has it; ``refusal`` says so, with who it is in its braces.
    """
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        who = lock.read().strip() or "just starting or stopping"
        lock.close()
        raise LocalError(refusal.format(who)) from None
    lock.truncate(0)
    lock.write(said)
    lock.flush()
    return lock


def refuse_second_run() -> None:
    """Raise LocalError if another run has the data folder."""
    if LOCK.exists():
        lock_data("").close()
