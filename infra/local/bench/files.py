"""How long ten thousand rows take to come in, and what that means to whoever works meanwhile."""

import asyncio
import time
from typing import Any, Final

import httpx

from app.config import Settings
from app.jobs.imports import run_import
from app.state import AppState, open_state
from local.bench.load import Measured
from local.bench.requests import SAME_ORIGIN
from local.bench.visitor import CREATED, expect, log_in
from local.ports import LOOPBACK
from local.processes import LocalError

ROWS: Final = 10_000
HEADER: Final = "Name,Account number,E-mail,Contact name,Contact e-mail,Street,City,State,Zip\n"


async def time_import(port: int) -> tuple[Measured, Measured]:
    """Bring ten thousand customers in, from the file to the last row: a server is at ``port``.

    This process does the worker's part, with the settings at hand. Beside it somebody changes one
    customer again and again. Returns how long the import took, and each of those changes.
    """
    address = f"http://{LOOPBACK}:{port}"
    async with (
        open_state(Settings()) as state,
        httpx.AsyncClient(base_url=address, headers=SAME_ORIGIN, timeout=60) as browser,
    ):
        await log_in(browser)
        other = expect(await browser.post("/api/customers", json={"name": "Beside it"}), CREATED)
        started = time.perf_counter()
        importing = asyncio.create_task(_bring_in(state, browser))
        waits = await _change_until(importing, browser, other["id"])
        await importing
        taken = time.perf_counter() - started
    return _measured([taken]), _measured(waits)


async def _bring_in(state: AppState, browser: httpx.AsyncClient) -> None:
    found = expect(
        await browser.post(
            "/api/imports", params={"kind": "customers", "name": "bench.csv"}, content=_file()
        ),
        CREATED,
    )
    body = {"mapping": [column["field"] for column in found["columns"]], "duplicates": "skip"}
    found = await _step(browser, state, found, "PUT", "mapping", body)
    found = await _step(browser, state, found, "POST", "apply", None)
    if found["state"] != "applied" or found["result"]["counts"][0]["count"] != ROWS:
        raise LocalError(f"the import ended as {found['state']}: {found['problem']}")


async def _step(
    browser: httpx.AsyncClient,
    state: AppState,
    found: dict[str, Any],
    method: str,
    step: str,
    body: object,
) -> dict[str, Any]:
    address = f"/api/imports/{found['id']}"
    headers = {"If-Match": f'"{found["version"]}"'}
    asked = await browser.request(method, f"{address}/{step}", json=body, headers=headers)
    expect(asked, 200)
    await run_import(state, found["id"])
    after: dict[str, Any] = expect(await browser.get(address), 200)
    return after


async def _change_until(
    importing: asyncio.Task[None], browser: httpx.AsyncClient, customer_id: str
) -> list[float]:
    waits: list[float] = []
    version = 1
    while not importing.done():
        begun = time.perf_counter()
        answer = await browser.patch(
            f"/api/customers/{customer_id}",
            json={"note": f"Change {version}"},
            headers={"If-Match": f'"{version}"'},
        )
        expect(answer, 200)
        waits.append(time.perf_counter() - begun)
        version += 1
        await asyncio.sleep(0.05)
    return waits


def _file() -> bytes:
    rows = (
        f"Customer {n},B-{n},c{n}@bench{n}.example,Ann {n},ann{n}@bench{n}.example,"
        f"{n} Mill Road,Durham,NC,27701\n"
        for n in range(ROWS)
    )
    return (HEADER + "".join(rows)).encode()


def _measured(times: list[float]) -> Measured:
    return Measured(
        rate=len(times) / sum(times), times=times, refused=0, first_refusal="", busy=1.0
    )
