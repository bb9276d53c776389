"""What a shop of 50,000 quotes waits for, and how much longer than one of 5,000."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from local.bench.big_shop import fill_shop
from local.bench.load import Measured
from local.bench.requests import SAME_ORIGIN, Person, http
from local.bench.rows import Row, drive, limit, say
from local.bench.serving import plain_url, serve, set_up
from local.bench.visitor import log_in
from local.bootstrap import DIST
from local.ports import LOOPBACK, free_port
from local.processes import Guard
from local.servers import Servers
from local.settings import app_environment

SIZES: Final = (5_000, 50_000)
CLIENTS: Final = 2


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a shop, again and again, and how long it may take.

    Args:
        name: what the report calls it.
        paths: what is asked, in turns.
        limit: the milliseconds that 95 of 100 answers may take in the largest shop.
    """

    name: str
    paths: Sequence[str]
    limit: int


WORDS: Final = ("harbor", "sym mailer", "crescent theatre", "booklets linen", "po-4", "okafor")
ERRORS: Final = ("harbr", "lakesde dental", "crescnt brochure", "coffe menu", "okafr", "stationary")
TABS: Final = ("all", "mine", "sent", "approved", "expired")
SORTS: Final = ("-updated_at", "-total", "customer", "valid_until")

GROUPS: Final = ("rep", "customer", "product", "size", "month")

# Ten months hold about a fifth of the large shop's four growing years.
TEN_THOUSAND_AGO: Final = datetime.now(UTC).date() - timedelta(days=293)

QUESTIONS: Final = (
    Question(
        name="a page of the list",
        paths=[f"/api/quotes?tab={tab}&page={page}" for tab in TABS for page in (1, 2, 7)],
        limit=120,
    ),
    Question(
        name="the list in another order",
        paths=[f"/api/quotes?sort={sort}" for sort in SORTS],
        limit=120,
    ),
    Question(
        name="the list, searched",
        paths=[f"/api/quotes?q={words.replace(' ', '%20')}" for words in WORDS],
        limit=200,
    ),
    Question(
        name="the list, searched with an error",
        paths=[f"/api/quotes?q={words.replace(' ', '%20')}" for words in ERRORS],
        limit=200,
    ),
    Question(
        name="everything, searched",
        paths=[f"/api/search?q={words.replace(' ', '%20')}" for words in (*WORDS, "10500", "har")],
        limit=200,
    ),
    Question(
        name="everything, searched with an error",
        paths=[f"/api/search?q={words.replace(' ', '%20')}" for words in ERRORS],
        limit=200,
    ),
    Question(
        name="who went silent, and what expires",
        paths=[
            f"/api/follow-up?list={name}&own={own}"
            for name in ("silent", "expiring")
            for own in ("false", "true")
        ],
        limit=120,
    ),
    Question(
        name="how much is unread",
        paths=["/api/notifications/unread"],
        limit=20,
    ),
    Question(
        name="customers, searched with an error",
        paths=[f"/api/customers?q={word}" for word in ("harbr", "lakesde", "okafr", "magnlia")],
        limit=100,
    ),
    Question(
        name="the dashboard",
        paths=["/api/dashboard", "/api/dashboard?stretch=week", "/api/dashboard?stretch=quarter"],
        limit=300,
    ),
    Question(
        name="win rate",
        paths=[f"/api/reports/win-rate?by={by}" for by in GROUPS],
        limit=800,
    ),
    Question(
        name="why we lose",
        paths=["/api/reports/win-rate?by=reason"],
        limit=800,
    ),
    Question(
        name="turnaround",
        paths=[f"/api/reports/turnaround?by={by}" for by in GROUPS],
        limit=800,
    ),
    Question(
        name="margin against the floor",
        paths=[f"/api/reports/margin?by={by}" for by in GROUPS],
        limit=800,
    ),
    Question(name="pipeline and its age", paths=["/api/reports/pipeline"], limit=800),
    Question(
        name="the list that a figure leads to",
        paths=[
            "/api/quotes?tab=approved&product=postcard&ended_from=2026-01-01",
            "/api/quotes?light=red&sent_from=2026-01-01",
            "/api/quotes?silent=true",
        ],
        limit=400,
    ),
    Question(
        name="CSV of 10,000 quotes",
        paths=[f"/api/exports/quotes.csv?created_from={TEN_THOUSAND_AGO}"],
        limit=5_000,
    ),
)


def time_large_shops(guard: Guard, servers: Servers, folder: Path) -> list[Row]:
    """Ask a small shop and a large one the same, and say what each question's time grew by."""
    times: dict[str, Measured] = {}
    rows: list[Row] = []
    for quotes in SIZES:
        say(f"filling a shop with {quotes:,} quotes of five lines")
        with ExitStack() as stack:
            port = free_port()
            environment = app_environment(
                database_url=servers.postgres.ensure_database(f"large_{quotes}"),
                redis_url=servers.redis_url,
                port=port,
                folder=folder,
                frontend=DIST,
            )
            set_up(environment, folder / "setup.log")
            serve(stack, guard, environment, port=port, log=folder / "web.log")
            headers = asyncio.run(_fill_large(port, plain_url(environment), quotes)).headers()
            for question in QUESTIONS:
                requests = [http("GET", path, headers) for path in question.paths]
                measured = drive(question.name, port, requests, clients=CLIENTS)
                smaller = times.get(question.name)
                times[question.name] = measured
                if smaller is None:
                    continue
                row = limit(question.name, measured, 0.95, question.limit)
                grown = measured.percentile(0.5) / smaller.percentile(0.5)
                rows.append(replace(row, target=f"{row.target}; {grown:.1f} times {SIZES[0]:,}'s"))
    return rows


async def _fill_large(port: int, database: str, quotes: int) -> Person:
    async with httpx.AsyncClient(
        base_url=f"http://{LOOPBACK}:{port}", headers=SAME_ORIGIN, timeout=60
    ) as browser:
        person = await log_in(browser)
        await fill_shop(browser, database, quotes=quotes)
    return person
