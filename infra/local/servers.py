"""Both servers together, as `make run`, `make test` and the tests themselves want them."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from local.postgres import Postgres
from local.processes import Guard
from local.valkey import Valkey

# A socket's path holds 104 bytes on macOS; PostgreSQL's name for its own takes 14 of them.
LONGEST_FOLDER: Final = 80


@dataclass(frozen=True, kw_only=True)
class Servers:
    """Two servers that run."""

    postgres: Postgres
    valkey: Valkey

    @property
    def database_url(self) -> str:
        """The maintenance database, from which others are made."""
        return self.postgres.url()

    @property
    def redis_url(self) -> str:
        """The Redis server."""
        return self.valkey.url


@contextmanager
def socket_folder(guard: Guard) -> Iterator[Path]:
    """Make a short folder that only we may enter, and remove it at the end."""
    parent = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="forge-", dir=parent))
    if len(str(folder)) > LONGEST_FOLDER:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="forge-", dir="/tmp"))
    guard.remove(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def durable_servers(folder: Path, guard: Guard) -> Iterator[Servers]:
    """Run both servers on a folder of the disk as production would: to be measured."""
    with ExitStack() as stack:
        sockets = stack.enter_context(socket_folder(guard))
        postgres = Postgres(folder, sockets=sockets, log=folder / "postgres.log", guard=guard)
        valkey = Valkey(folder, sockets=sockets, log=folder / "redis.log", guard=guard)
        yield Servers(postgres=stack.enter_context(postgres), valkey=stack.enter_context(valkey))


@contextmanager
def private_servers() -> Iterator[Servers]:
    """Run both servers on a new folder without durability: for tests, gone when they end."""
    with ExitStack() as stack:
        guard = stack.enter_context(Guard())
        folder = stack.enter_context(socket_folder(guard))
        postgres = Postgres(
            folder, sockets=folder, log=folder / "postgres.log", guard=guard, durable=False
        )
        valkey = Valkey(
            folder, sockets=folder, log=folder / "redis.log", guard=guard, durable=False
        )
        yield Servers(postgres=stack.enter_context(postgres), valkey=stack.enter_context(valkey))
