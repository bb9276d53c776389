"""Run the measurements and print them beside the targets."""

import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import httpx

from app.config import Settings
from app.main import create_app
from local.bench.engine import BOOK, CARD, time_estimates
from local.bench.files import ROWS as IMPORTED_ROWS
from local.bench.files import time_import
from local.bench.keystrokes import type_sizes
from local.bench.large import time_large_shops
from local.bench.replay import Recording, recording, repeat
from local.bench.repricing import time_repricing
from local.bench.requests import (
    SAME_ORIGIN,
    Person,
    crooked_list,
    four_quantities,
    http,
    new_quote,
    one_card_line,
    typed_lines,
)
from local.bench.rows import SERVER_PROCESSES, Row, drive, limit, ratio, report, say
from local.bench.serving import plain_url, serve, set_up
from local.bench.shop import grow
from local.bench.visitor import CREATED, EMAIL, PASSWORD, expect, log_in, own_ids
from local.bootstrap import CACHE, DIST
from local.browser import find_browser
from local.ports import LOOPBACK, free_port, take_lock
from local.processes import Guard, LocalError
from local.servers import Servers, durable_servers
from local.settings import app_environment

TURNS: Final = 2
# More would be taken for a stranger who guesses: failures are counted before they are known.
LOGINS_AT_ONCE: Final = 4


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What there is to ask for."""

    port: int
    person: Person
    customer_id: str
    quotes: Sequence[str]
    drafts: Sequence[str]
    typed: str
    database: str


def main() -> int:
    """Start durable servers, fill them, measure, report."""
    with ExitStack() as stack:
        CACHE.mkdir(exist_ok=True)
        stack.enter_context(
            take_lock(
                CACHE / "bench-lock",
                f"process {os.getpid()}",
                "Another bench is under way here ({}), and two would measure each other: "
                "wait until it has ended.",
            )
        )
        guard = stack.enter_context(Guard())
        # On the disk of the project: what /tmp is made of differs from machine to machine.
        folder = Path(tempfile.mkdtemp(prefix="bench-", dir=CACHE))
        guard.remove(folder)
        servers = stack.enter_context(durable_servers(folder, guard))
        port = free_port()
        os.environ.update(FORGE_PASSWORD_PROFILE="cheapest")  # noqa: S106 - a login apart from its hashing
        environment = app_environment(
            database_url=servers.postgres.ensure_database("bench"),
            redis_url=servers.redis_url,
            port=port,
            folder=folder,
            frontend=DIST,
        )
        log = folder / "setup.log"
        say("setting up a shop on durable servers")
        set_up(environment, log)
        serve(stack, guard, environment, port=port, log=folder / "web.log")
        scene = asyncio.run(_set_scene(port, plain_url(environment)))
        os.environ.update(environment)
        rows = [*_measure(scene), *_estimate()]
        open_work = {
            **environment,
            "DATABASE_URL": servers.postgres.ensure_database("open_work"),
        }
        set_up(open_work, log)
        os.environ.update(open_work)
        rows.append(_reprice(port))
        rows += _bring_in(servers, guard, folder)
        rows += time_large_shops(guard, servers, folder)
    return report(rows)


async def _set_scene(port: int, database: str) -> Scene:
    async with httpx.AsyncClient(
        base_url=f"http://{LOOPBACK}:{port}", headers=SAME_ORIGIN, timeout=30
    ) as browser:
        person = await log_in(browser)
        customer = await browser.post("/api/customers", json={"name": "Riverside Theatre"})
        customer_id: str = expect(customer, CREATED)["id"]
        quote = await browser.post("/api/quotes", json=own_ids(new_quote(customer_id)))
        quote_id: str = expect(quote, CREATED)["id"]
        typed = await browser.post("/api/quotes", json=own_ids(one_card_line(customer_id)))
        typed_id: str = expect(typed, CREATED)["id"]
    quotes, drafts = await grow(database, quote_id)
    return Scene(
        port=port,
        person=person,
        customer_id=customer_id,
        quotes=quotes,
        drafts=drafts,
        typed=typed_id,
        database=database,
    )


def _measure(scene: Scene) -> list[Row]:
    headers = scene.person.headers()
    chosen = random.Random(1).sample(list(scene.quotes), 500)  # noqa: S311 - the same each time
    drafts = list(scene.drafts)[:500]
    reads = [http("GET", f"/api/quotes/{each}", headers) for each in chosen]
    pages = [http("GET", f"/api/quotes?page={page}&per_page=25", headers) for page in range(1, 41)]
    creation = [http("POST", "/api/quotes", headers, new_quote(scene.customer_id))]
    previews = [
        http("POST", f"/api/quotes/{each}/preview", headers, four_quantities(250 + number))
        for number, each in enumerate(drafts)
    ]
    login = {"email": EMAIL, "password": PASSWORD}
    logins = [http("POST", "/api/auth/login", SAME_ORIGIN, login)]
    papers = [http("GET", f"/api/quotes/{each}/document.pdf", headers) for each in drafts[:50]]
    lists = [http("POST", "/api/price-lists/lint", headers, crooked_list())]
    typed = [http("POST", "/api/entry/read", headers, line) for line in typed_lines()]

    raw = asyncio.run(_raw_rates(scene))
    bares = [http("GET", "/healthz", {})]
    # What is compared is measured in turns, and each one's best counts: a machine has other things
    # to do, and what disturbs one turn would else look like a ratio.
    turns = [
        (
            drive("a bare endpoint", scene.port, bares),
            drive("reading a quote of 10 lines", scene.port, reads),
            drive("listing 25", scene.port, pages),
            drive("creating a quote of 10 lines", scene.port, creation, status=CREATED),
        )
        for _ in range(TURNS)
    ]
    bare, read, listed, created = (
        max(measured, key=lambda each: each.rate) for measured in zip(*turns, strict=True)
    )
    preview = drive("a preview of 4 quantities, alone", scene.port, previews, clients=1)
    crowd = drive("a preview of 4 quantities", scene.port, previews)
    paper = drive("the PDF of a draft, alone", scene.port, papers, clients=1)
    linted = drive("the linter over 500 cells, alone", scene.port, lists, clients=1)
    understood = drive("understanding a typed line, alone", scene.port, typed, clients=1)
    typing = _type(scene)
    # Last: it signs the person's oldest sessions out, ours among them.
    entered = drive("logging in, apart from hashing", scene.port, logins, clients=LOGINS_AT_ONCE)
    return [
        Row(name="a bare endpoint", measured=bare),
        ratio("reading a quote of 10 lines", read, raw["read"], bare.rate, 6, "bare"),
        ratio("listing 25", listed, raw["list"], bare.rate, 9, "bare"),
        ratio("creating a quote, 10 lines", created, raw["create"], raw["create"], 5, "raw"),
        limit("preview of 4 quantities, alone", preview, 0.95, 40),
        Row(name="preview of 4 quantities", measured=crowd),
        Row(name="logging in, without hashing", measured=entered),
        limit("PDF of a draft, alone", paper, 0.5, 25),
        limit("the linter over 500 cells", linted, 0.95, 2_000),
        limit("understanding a typed line, alone", understood, 0.95, 15),
        *typing,
    ]


def _estimate() -> list[Row]:
    """Measure the engine by itself, in this process."""
    say("estimating without a server")
    return [
        limit("engine: a card, 4 quantities", time_estimates(CARD), 0.95, 10),
        limit("engine: 200 pages, 4 quantities", time_estimates(BOOK), 0.95, 40),
    ]


def _reprice(port: int) -> Row:
    """Weigh a new paper price, on a shop of its own."""
    say("re-pricing a thousand open lines")
    return limit("re-pricing 1,000 open lines", asyncio.run(time_repricing(port)), 1, 10_000)


def _bring_in(servers: Servers, guard: Guard, folder: Path) -> list[Row]:
    """Import ten thousand rows into a shop of its own, while a colleague goes on working."""
    say(f"importing {IMPORTED_ROWS:,} customers")
    with ExitStack() as stack:
        port = free_port()
        environment = app_environment(
            database_url=servers.postgres.ensure_database("imports"),
            redis_url=servers.redis_url,
            port=port,
            folder=folder,
            frontend=DIST,
        )
        set_up(environment, folder / "setup.log")
        os.environ.update(environment)
        serve(stack, guard, environment, port=port, log=folder / "web.log")
        whole, beside = asyncio.run(time_import(port))
    return [
        limit(f"importing {IMPORTED_ROWS:,} rows", whole, 1, 30_000),
        limit("a colleague's change meanwhile", beside, 1, 2_000),
    ]


def _type(scene: Scene) -> list[Row]:
    """Measure a browser of the machine, if there is one."""
    browser = find_browser()
    if browser is None:
        say("!!! typing in a browser is SKIPPED: no Chromium was found !!!")
        return []
    say("typing in a browser")
    keys, bare = type_sizes(
        browser, port=scene.port, quote_id=scene.typed, cookies=scene.person.cookies
    )
    ratio = keys.percentile(0.5) / bare.percentile(0.5)
    row = limit("a key to its painted price", keys, 0.95, 100)
    return [
        Row(name="a bare answer and its frame", measured=bare),
        replace(row, target=f"{row.target}; median {ratio:.1f} of bare"),
    ]


def _repeat(name: str, recorded: Recording, scene: Scene) -> float:
    say(f"measuring the {len(recorded.statements)} statements of {name} by asyncpg alone")
    return repeat(recorded, scene.database, processes=SERVER_PROCESSES)


async def _raw_rates(scene: Scene) -> dict[str, float]:
    """Answer one request of each kind in this process, and repeat the SQL that each sent.

    A kind is repeated before the next is recorded: what the app remembers of a list holds only
    until something is written.
    """
    served = create_app(Settings())
    transport = httpx.ASGITransport(served)
    rates: dict[str, float] = {}
    async with (
        served.router.lifespan_context(served),
        httpx.AsyncClient(
            transport=transport, base_url=f"http://{LOOPBACK}:{scene.port}", headers=SAME_ORIGIN
        ) as browser,
    ):
        await log_in(browser)
        me = expect(await browser.get("/api/auth/me"), 200)["user"]["id"]
        for name, path in (("read", f"/api/quotes/{scene.quotes[0]}"), ("list", "/api/quotes")):
            expect(await browser.get(path), 200)  # what is remembered is remembered now
            with recording() as sent:
                expect(await browser.get(path), 200)
            rates[name] = _repeat(name, Recording(statements=tuple(sent)), scene)
        body = own_ids(new_quote(scene.customer_id))
        with recording() as sent:
            made = expect(await browser.post("/api/quotes", json=body), CREATED)
        recorded = Recording(
            statements=tuple(sent),
            writes=True,
            known_ids=frozenset({me, scene.customer_id}),
            number=int("".join(filter(str.isdigit, made["number"]))),
        )
        rates["create"] = _repeat("create", recorded, scene)
    return rates


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LocalError as error:
        sys.exit(str(error))
