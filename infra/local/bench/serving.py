"""The app as the bench starts it: migrated, with its rate book and one person, served."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import make_url

from local import app
from local.app import BACKEND, web_command
from local.bench.rows import SERVER_PROCESSES
from local.bench.visitor import EMAIL, PASSWORD
from local.processes import Child, Guard, wait_until_ready


def set_up(environment: Mapping[str, str], log: Path) -> None:
    """Bring a database to the newest schema, and load the rate book and one person into it."""
    app.migrate(environment, log)
    app.run_command(
        "loading the rate book", ["-m", "app.cli", "seed", "reference"], environment, log
    )
    app.run_command(
        "adding a person",
        ["-m", "app.cli", "users", "create-admin", "--email", EMAIL, "--name", "Bench"],
        environment,
        log,
        said=f"{PASSWORD}\n",
    )


def serve(
    stack: ExitStack, guard: Guard, environment: Mapping[str, str], *, port: int, log: Path
) -> None:
    """Run the web server until the stack ends."""
    web = Child(
        "The web server",
        web_command(port, workers=SERVER_PROCESSES),
        guard=guard,
        log=log,
        env=environment,
        cwd=BACKEND,
    )
    stack.callback(web.stop)
    wait_until_ready(web, lambda: app.answers(port))


def plain_url(environment: Mapping[str, str]) -> str:
    """Return the database's address for asyncpg alone."""
    url = make_url(environment["DATABASE_URL"]).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)
