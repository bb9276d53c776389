"""What a new paper price does to a thousand open lines, by the service that publishing uses."""

import time
from typing import Any, Final

import httpx

from app.config import Settings
from app.main import create_app
from local.bench.load import FRESH_ID, Measured
from local.bench.requests import BUSINESS_CARD, SAME_ORIGIN
from local.bench.visitor import CREATED, expect, log_in, own_ids
from local.ports import LOOPBACK
from local.processes import LocalError

QUOTES: Final = 100
LINES: Final = 10
TIMES: Final = 3
# Every sheet of one paper: the engine takes whichever is the cheapest.
PAPER: Final = ("C2S-14-13X19", "C2S-14-12X18", "C2S-14-28X40")
SIXTEENTH: Final = 16


async def time_repricing(port: int) -> Measured:
    """Weigh the rates of this process's settings before they are published, again and again.

    No two of the lines are the same job, so nothing is estimated for two of them at once; the whole
    request runs in this one process, and Python keeps it to one core.
    """
    served = create_app(Settings())
    async with (
        served.router.lifespan_context(served),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(served),
            base_url=f"http://{LOOPBACK}:{port}",
            headers=SAME_ORIGIN,
            timeout=600,
        ) as browser,
    ):
        await log_in(browser)
        for number in range(QUOTES):
            body = own_ids(_quote(number))
            expect(await browser.post("/api/quotes", json=body), CREATED)
        await _raise_price(browser)
        times: list[float] = []
        for _ in range(TIMES):
            started = time.perf_counter()
            effect = expect(await browser.get("/api/catalog/effect"), 200)
            times.append(time.perf_counter() - started)
        _check(effect)
    return Measured(
        rate=len(times) / sum(times), times=times, refused=0, first_refusal="", busy=1.0
    )


def _quote(number: int) -> dict[str, Any]:
    """Return a quote of ten cards of sizes that no other line has, each in two quantities."""
    return {
        "prospect_name": f"Open quote {number}",
        "title": "Cards of every size",
        "lines": [_line(number * LINES + place) for place in range(LINES)],
    }


def _line(number: int) -> dict[str, Any]:
    across, down = divmod(number, 2 * SIXTEENTH)
    return {
        "id": FRESH_ID,
        "kind": "product",
        "title": "Cards",
        "spec": {
            **BUSINESS_CARD,
            "trim_width": f"{3 + across / SIXTEENTH:.4f}",
            "trim_height": f"{2 + down / SIXTEENTH:.4f}",
        },
        "quantities": [
            {"quantity": 500, "selected": True},
            {"quantity": 2_500, "selected": False},
        ],
    }


async def _raise_price(browser: httpx.AsyncClient) -> None:
    staged = expect(await browser.get("/api/catalog/staged"), 200)
    expect(
        await browser.patch(
            "/api/catalog/staged/stocks",
            json={"cells": [{"code": code, "field": "price", "value": "499"} for code in PAPER]},
            headers={"If-Match": f'"{staged["version"]}"'},
        ),
        200,
    )


def _check(effect: dict[str, Any]) -> None:
    """Refuse to report a time in which less was done than the row says."""
    moved = [one for one in effect["quotes"] if one["before"] != one["offered"]]
    if len(moved) != QUOTES or effect["left_out"]:
        raise LocalError(f"{len(moved)} of {QUOTES} quotes were weighed.")
