"""`make run`: the whole of PatriotForge on one address of this machine, until Ctrl-C."""

import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, TextIO

from local import ports
from local.app import BACKEND, Environment, Logins, migrate, seed, start
from local.bootstrap import DIST
from local.postgres import Postgres
from local.processes import Child, Guard, LocalError
from local.servers import socket_folder
from local.settings import app_environment
from local.valkey import Valkey

DATA: Final = ports.DATA
LOGS: Final = DATA / "logs"


def main(say: TextIO = sys.stdout) -> None:
    """Start everything, say where it is, wait, stop everything."""
    began = time.monotonic()
    port = ports.chosen_port()
    address = f"http://{ports.LOOPBACK}:{port}"
    # Ctrl-C too: a shell that starts a command in the background lets it ignore that.
    for terminating in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(terminating, _interrupt)
    try:
        with running(port, address) as (children, logins):
            _greet(say, address, logins, time.monotonic() - began)
            while True:
                for child in children:
                    child.check()
                time.sleep(0.25)
    except KeyboardInterrupt:
        say.write("\nPatriotForge has stopped; its data stays in .local.\n")


@contextmanager
def running(port: int, address: str) -> Iterator[tuple[list[Child], Logins]]:
    """Run servers, worker and web; yields once the web answers that it is ready."""
    with ExitStack() as stack:
        lock = stack.enter_context(ports.lock_data(f"{address}, process {os.getpid()}"))
        ports.refuse_busy_port()
        guard = stack.enter_context(Guard(lock=lock))
        database_url, redis_url, cluster, children = _servers(stack, guard)
        environment = app_environment(
            database_url=database_url,
            redis_url=redis_url,
            port=port,
            folder=DATA,
            frontend=DIST,
        )
        logins = _prepare(environment, cluster)
        children += start(stack, guard, environment, port=port, logs=LOGS)
        yield children, logins


def _servers(stack: ExitStack, guard: Guard) -> tuple[str, str, str, list[Child]]:
    """Start the servers that are not given; return both addresses, which cluster, and ours."""
    database_url = cluster = os.environ.get("DATABASE_URL", "")
    redis_url = os.environ.get("REDIS_URL")
    children = []
    sockets = stack.enter_context(socket_folder(guard))
    if not database_url:
        postgres = stack.enter_context(
            Postgres(DATA, sockets=sockets, log=LOGS / "postgres.log", guard=guard)
        )
        database_url = postgres.ensure_database("patriotforge")
        cluster = postgres.identity
        children.append(postgres.child)
    if not redis_url:
        valkey = stack.enter_context(
            Valkey(DATA, sockets=sockets, log=LOGS / "redis.log", guard=guard)
        )
        redis_url = valkey.url
        children.append(valkey.child)
    return database_url, redis_url, cluster, children


def _prepare(environment: Environment, cluster: str) -> Logins:
    """Bring schema and data up to date where they are not, and return the demo's logins.

    Every step may be repeated; that none is without need is for the sake of the next start's time.
    The web server looks for itself whether the schema is at its head.
    """
    marker = DATA / "prepared.json"
    log = LOGS / "setup.log"
    try:
        kept = json.loads(marker.read_text(encoding="utf-8"))
    except FileNotFoundError:
        kept = {}
    schema = _hash(cluster, BACKEND / "alembic" / "versions")
    if kept.get("schema") != schema:
        migrate(environment, log)
    seeds = _hash(cluster, BACKEND / "app" / "seeds")
    logins: Logins = kept["logins"] if kept.get("seeds") == seeds else seed(environment, log)
    marker.write_text(
        json.dumps({"schema": schema, "seeds": seeds, "logins": logins}), encoding="utf-8"
    )
    return logins


def _hash(cluster: str, folder: Path) -> str:
    hashed = hashlib.sha256(cluster.encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _greet(say: TextIO, address: str, logins: Logins, seconds: float) -> None:
    wide = max((len(role) for role, _, _ in logins), default=0)
    wider = max((len(email) for _, email, _ in logins), default=0)
    lines = [
        "",
        f"  PatriotForge is at {address}   (started in {seconds:.1f} s)",
        "",
        "  Log in as        e-mail and password",
        *(
            f"    {role:<{wide}}   {email:<{wider}}   {password}"
            for role, email, password in logins
        ),
        "",
        f"  Logs  {LOGS}/",
        f"  Mail  {DATA / 'mail'}/",
        "  Stop  Ctrl-C; the data stays",
        "",
        "",
    ]
    say.write("\n".join(lines))
    say.flush()


def _interrupt(number: int, _frame: object) -> None:
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    try:
        main()
    except LocalError as error:
        sys.exit(str(error))
