"""The worker: ``python -m app.worker`` runs queued work and the nightly jobs until stopped."""

import asyncio
import contextlib
import signal
import sys
from typing import Final
from uuid import UUID

import asyncpg
import structlog
from pgqueuer.core.applications import PgQueuer
from pgqueuer.domain.models import Job, Schedule
from pydantic import ValidationError
from sqlalchemy import make_url

from app.adapters.mail import Mailer, open_mailer
from app.adapters.queue import (
    CHANNEL,
    DELIVER_MESSAGE,
    INSPECT_FILE,
    MAKE_ARCHIVE,
    RUN_IMPORT,
    SEND_SCHEDULED,
    queue_on,
)
from app.config import Settings, settings_problem
from app.db import why_not_started
from app.jobs.archives import forget_archives, make_archive
from app.jobs.files import inspect_file, sweep_files
from app.jobs.follow_up import follow_quotes_up
from app.jobs.imports import forget_imports, run_import
from app.jobs.messages import deliver_message
from app.jobs.quotes import expire_quotes
from app.jobs.sending import send_scheduled
from app.logs import configure_logs
from app.services.settings import open_shop
from app.state import AppState, open_state

log = structlog.get_logger(__name__)

RECONNECT_SECONDS: Final = 2
# Often enough that midnight in the shop's own time zone is never far.
EXPIRY_SCHEDULE: Final = "5 * * * *"
SWEEPING_SCHEDULE: Final = "45 3 * * *"
FOLLOW_UP_SCHEDULE: Final = "10 * * * *"
FORGETTING_SCHEDULE: Final = "25 4 * * *"


def build_queue(connection: asyncpg.Connection, state: AppState, mailer: Mailer) -> PgQueuer:
    """Return the queue manager with a handler for each kind of work."""
    queries = queue_on(connection)
    queue = PgQueuer(queries.driver, channel=CHANNEL, queries=queries)

    @queue.entrypoint(DELIVER_MESSAGE, concurrency_limit=4)
    async def deliver(job: Job) -> None:
        await deliver_message(state, mailer, UUID((job.payload or b"").decode()))

    @queue.entrypoint(RUN_IMPORT, concurrency_limit=2)
    async def bring_in(job: Job) -> None:
        await run_import(state, UUID((job.payload or b"").decode()))

    @queue.entrypoint(MAKE_ARCHIVE, concurrency_limit=1)
    async def archive(job: Job) -> None:
        await make_archive(state, UUID((job.payload or b"").decode()))

    @queue.schedule("forget_imports", FORGETTING_SCHEDULE)
    async def forget(_schedule: Schedule) -> None:
        await forget_imports(state)
        await forget_archives(state)

    @queue.entrypoint(INSPECT_FILE, concurrency_limit=1)
    async def inspect(job: Job) -> None:
        await inspect_file(state, UUID((job.payload or b"").decode()))

    @queue.schedule("sweep_files", SWEEPING_SCHEDULE)
    async def sweep(_schedule: Schedule) -> None:
        await sweep_files(state)

    @queue.entrypoint(SEND_SCHEDULED, concurrency_limit=2)
    async def send(job: Job) -> None:
        await send_scheduled(state, UUID((job.payload or b"").decode()))

    @queue.schedule("expire_quotes", EXPIRY_SCHEDULE)
    async def expire(_schedule: Schedule) -> None:
        await expire_quotes(state)

    @queue.schedule("follow_quotes_up", FOLLOW_UP_SCHEDULE)
    async def follow_up(_schedule: Schedule) -> None:
        await follow_quotes_up(state)

    return queue


async def work(settings: Settings, stopping: asyncio.Event) -> None:
    """Run until ``stopping`` is set; a lost database is waited for."""
    url = make_url(settings.database_url).set(drivername="postgresql")
    async with open_state(settings) as state:
        await open_shop(state)
        mailer = open_mailer(settings)
        while not stopping.is_set():
            try:
                connection = await asyncpg.connect(url.render_as_string(hide_password=False))
                try:
                    await _run_until(stopping, build_queue(connection, state, mailer))
                finally:
                    with contextlib.suppress(OSError, asyncpg.PostgresError):
                        await connection.close(timeout=RECONNECT_SECONDS)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("database_lost", error=repr(error))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), RECONNECT_SECONDS)


async def _run_until(stopping: asyncio.Event, queue: PgQueuer) -> None:
    """Run the queue; it finishes what it has begun once ``stopping`` is set."""

    async def pass_on() -> None:
        await stopping.wait()
        queue.shutdown.set()

    passing = asyncio.create_task(pass_on())
    try:
        await queue.run(shutdown_on_listener_failure=True)
    finally:
        passing.cancel()


async def main() -> None:
    """Read the settings, work, and stop cleanly on SIGTERM or Ctrl-C."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    settings = Settings()
    configure_logs(settings.environment)
    await work(settings, stopping)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except ValidationError as error:
        sys.exit(settings_problem(error))
    except Exception as error:
        sentence = why_not_started(error)
        if sentence is None:
            raise
        sys.exit(sentence)
