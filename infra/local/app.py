"""PatriotForge's own processes: set up, started and asked whether they are ready."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from local.bootstrap import PYTHON, ROOT
from local.ports import LOOPBACK
from local.processes import Child, Guard, LocalError, wait_until_ready

BACKEND: Final = ROOT / "backend"
HTTP_OK: Final = 200

# The line-up of demo logins, each a role, an e-mail address and a password.
ASK_FOR_LOGINS: Final = (
    "import json; from app.seeds.demo import DEMO_LOGINS; print(json.dumps(list(DEMO_LOGINS)))"
)

type Environment = Mapping[str, str]
type Logins = Sequence[tuple[str, str, str]]


def migrate(environment: Environment, log: Path) -> None:
    """Bring the database to the newest schema."""
    command = ["-m", "alembic", "upgrade", "head"]
    run_command("bringing the database up to date", command, environment, log)


def seed(environment: Environment, log: Path) -> Logins:
    """Load the reference data and the demo shop, and return the demo's logins; may be repeated."""
    run_command("loading the rate book", ["-m", "app.cli", "seed", "reference"], environment, log)
    run_command("opening the demo shop", ["-m", "app.cli", "seed", "demo"], environment, log)
    said = run_command("reading the demo's logins", ["-c", ASK_FOR_LOGINS], environment, log)
    logins: Logins = json.loads(said)
    return logins


def start(
    stack: ExitStack, guard: Guard, environment: Environment, *, port: int, logs: Path
) -> list[Child]:
    """Start web and worker, and return them once the web answers that it is ready."""
    web = Child(
        "The web server",
        web_command(port),
        guard=guard,
        log=logs / "web.log",
        env=environment,
        cwd=BACKEND,
    )
    stack.callback(web.stop)
    worker = Child(
        "The worker",
        [PYTHON, "-m", "app.worker"],
        guard=guard,
        log=logs / "worker.log",
        env=environment,
        cwd=BACKEND,
    )
    stack.callback(worker.stop)
    # Both are asked before either is waited for.
    stack.callback(worker.ask_to_stop)
    stack.callback(web.ask_to_stop)
    wait_until_ready(web, lambda: answers(port))
    worker.check()
    return [web, worker]


def web_command(port: int, *, workers: int = 1) -> list[str | Path]:
    """Return the words that start the web server."""
    return [
        *(PYTHON, "-m", "uvicorn", "app.asgi:app"),
        *("--host", LOOPBACK),
        *("--port", str(port)),
        *("--workers", str(workers)),
        *("--loop", "uvloop"),
        *("--http", "httptools"),
        *("--timeout-graceful-shutdown", "5"),
        "--no-access-log",
        "--no-server-header",
        "--no-proxy-headers",
    ]


def answers(port: int) -> bool:
    """Whether the web server says that it is ready."""
    connection = HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == HTTP_OK
    except OSError:
        return False
    finally:
        connection.close()


def run_command(
    what: str, command: Sequence[str], environment: Environment, log: Path, *, said: str = ""
) -> str:
    """Run one of the app's own commands to its end, telling it `said`; return what it printed.

    Raises:
        LocalError: it failed; the whole of what it said is in the log.
    """
    done = subprocess.run(
        [PYTHON, *command],
        check=False,
        cwd=BACKEND,
        env=dict(environment),
        input=said,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stdout + done.stderr, encoding="utf-8")
        last = "\n  ".join(done.stderr.strip().splitlines()[-5:])
        raise LocalError(f"{what.capitalize()} failed; {log} says:\n  {last}")
    return done.stdout
