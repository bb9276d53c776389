"""`make test`: everything that CI checks, one named step after another.

`python -m local.test` runs all steps; `python -m local.test lint types` runs those groups.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from local import app, lock
from local.app import BACKEND
from local.bootstrap import (
    DIST,
    FRONTEND,
    PYTHON,
    ROOT,
    ensure_build,
    node_environment,
    npm_command,
)
from local.browser import find_browser
from local.ports import LOOPBACK, free_port
from local.processes import Guard, LocalError
from local.servers import private_servers, socket_folder
from local.settings import app_environment

# The lines with which test runners close; they are said again at the end.
CLOSING_LINE: Final = re.compile(
    r"^(=+ .*\d+ (passed|failed|error).* in .*=+"
    r"|\s*Tests +\d+ .*"
    r"|\s*\d+ (passed|failed|flaky|skipped|did not run)( \(.*\))?)$"
)
COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
WORKERS: Final = "2"
SLOWEST: Final = "15"

type Run = Callable[["Step"], bool]


@dataclass(kw_only=True)
class Step:
    """One check: a name for people, the groups that it belongs to, and how it went."""

    name: str
    groups: frozenset[str]
    run: Run
    seconds: float = 0.0
    outcome: str = "not run"
    closing: list[str] = field(default_factory=list)


def call(command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None) -> Run:
    """Return a run that shows a program's output as it comes and remembers its closing line."""

    def run(step: Step) -> bool:
        with subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
                bare = COLOUR.sub("", line).rstrip()
                if CLOSING_LINE.search(bare):
                    step.closing.append(bare)
        return process.returncode == 0

    return run


def python(*arguments: str | Path) -> Run:
    """Return a run of our environment's Python, from backend/."""
    return call([PYTHON, *arguments], cwd=BACKEND)


def npm(script: str, **environment: str) -> Run:
    """Return a run of one of the web app's scripts."""
    return call(
        [*npm_command(), "run", "--silent", script],
        cwd=FRONTEND,
        env={**node_environment(), **environment},
    )


def sentences(find: Callable[[], list[str]]) -> Run:
    """Return a run of a check that answers with what is wrong."""

    def run(_step: Step) -> bool:
        found = find()
        for sentence in found:
            say(f"  {sentence}")
        return not found

    return run


def build(_step: Step) -> bool:
    """Build the web app."""
    ensure_build()
    return True


def drift_of_api(step: Step) -> bool:
    """Check that generated files follow from the app, which is imported on this occasion only."""
    return python("-m", "local.openapi", "--check")(step)


def backend_tests(step: Step) -> bool:
    """Run the backend's tests on servers of their own, started once for all processes.

    The slowest are named at the end, so that whoever made one sees it.
    """
    with private_servers() as servers:
        return call(
            [
                *(PYTHON, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal"),
                *("--durations", SLOWEST, *arguments()),
            ],
            cwd=BACKEND,
            env={
                # Some tests start the app's own programs: none should be compiled anew each time.
                "PYTHONDONTWRITEBYTECODE": "",
                "FORGE_TEST_DATABASE_URL": servers.database_url,
                "FORGE_TEST_REDIS_URL": servers.redis_url,
            },
        )(step)


def journeys(step: Step) -> bool:
    """Run the browser journeys against a real server with a demo shop of its own."""
    browser = find_browser()
    if browser is None:
        step.outcome = "SKIPPED: no Chromium was found (install one, or set CHROMIUM)"
        say(f"\n  !!! Browser journeys {step.outcome} !!!\n")
        return not os.environ.get("REQUIRE_BROWSER")
    with ExitStack() as stack:
        servers = stack.enter_context(private_servers())
        guard = stack.enter_context(Guard())
        folder = stack.enter_context(socket_folder(guard))
        port = free_port()
        environment = app_environment(
            database_url=servers.postgres.ensure_database("journeys"),
            redis_url=servers.redis_url,
            port=port,
            folder=folder,
            frontend=DIST,
        )
        logs = ROOT / ".cache" / "journeys"
        app.migrate(environment, logs / "setup.log")
        logins = app.seed(environment, logs / "setup.log")
        app.start(stack, guard, environment, port=port, logs=logs)
        return npm(
            "e2e",
            CHROMIUM=str(browser),
            FORGE_E2E_URL=f"http://{LOOPBACK}:{port}",
            FORGE_E2E_MAIL_DIR=environment["FORGE_MAIL_DIR"],
            FORGE_E2E_LOGINS=json.dumps(logins),
        )(step)


def arguments() -> list[str]:
    """Return what ARGS adds to the test runner's command: `make test-backend ARGS="-k price"`."""
    return shlex.split(os.environ.get("ARGS", ""))


def all_steps() -> list[Step]:
    """Return every step in the order in which it runs: quick ones first."""
    ruff = python("-m", "ruff", "check", ".", "../infra")
    layout = python("-m", "ruff", "format", "--check", "--quiet", ".", "../infra")
    migrations = python("-m", "mypy", "--no-explicit-package-bases", "alembic")
    listed: list[tuple[str, str, Run]] = [
        ("lock files", "lint", sentences(lock.drifted)),
        ("Python rules", "lint", ruff),
        ("Python layout", "lint", layout),
        ("imports", "lint", call([PYTHON.parent / "lint-imports"], cwd=BACKEND)),
        ("web rules", "lint frontend", npm("lint")),
        ("Python types", "types", python("-m", "mypy")),
        ("types of the migrations", "types", migrations),
        ("generated files", "types", drift_of_api),
        ("web types", "types frontend", npm("types")),
        ("web tests", "frontend", npm("test")),
        ("web build", "frontend e2e", build),
        ("web size", "frontend", npm("size")),
        ("backend tests", "backend", backend_tests),
        ("browser journeys", "e2e", journeys),
    ]
    return [
        Step(name=name, groups=frozenset(groups.split()), run=run) for name, groups, run in listed
    ]


def take(step: Step) -> bool:
    """Run one step and note how it went."""
    say(f"\n== {step.name}")
    began = time.monotonic()
    try:
        passed = step.run(step)
    except LocalError as error:
        say(str(error))
        passed = False
    step.seconds = time.monotonic() - began
    if step.outcome == "not run" or not passed:
        step.outcome = "passed" if passed else "FAILED"
    return passed


def summarise(steps: Sequence[Step]) -> None:
    """Say how every step went, and last of all how the test runners closed."""
    say("\n== summary")
    for step in steps:
        say(f"  {step.name:<24} {step.seconds:6.1f} s  {step.outcome}")
    say(f"  {'together':<24} {sum(step.seconds for step in steps):6.1f} s\n")
    for step in sorted(steps, key=lambda step: step.name == "backend tests"):
        if step.name == "backend tests":
            say("\n".join(step.closing))
        elif step.closing:
            say(f"{step.name}: {', '.join(line.strip() for line in step.closing)}")


def say(text: str) -> None:
    """Print a line now."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(groups: Sequence[str]) -> int:
    """Run the steps of the groups, or all; stop at the first that fails."""
    steps = [step for step in all_steps() if not groups or step.groups & set(groups)]
    passed = True
    for step in steps:
        passed = take(step)
        if not passed:
            break
    summarise(steps)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
