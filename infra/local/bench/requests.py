"""The requests that are measured, as bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from local.bench.load import FRESH_ID

LINES: Final = 10
# As browsers say that a page asks its own server.
SAME_ORIGIN: Final = {"Sec-Fetch-Site": "same-origin"}
BUSINESS_CARD: Final = {
    "product_type": "business_card",
    "trim_width": "3.5",
    "trim_height": "2",
    "bleed": "0.125",
    "colours_front": 4,
    "colours_back": 4,
    "stock": "C2S-14-13X19",
    "finishing": ["cut", "pack"],
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who has logged in."""

    cookies: str
    csrf_token: str

    def headers(self) -> Mapping[str, str]:
        """Return what a browser sends for them."""
        return {**SAME_ORIGIN, "Cookie": self.cookies, "X-CSRF-Token": self.csrf_token}


def http(method: str, path: str, headers: Mapping[str, str], body: object = None) -> bytes:
    """Return one HTTP/1.1 request."""
    content = b"" if body is None else json.dumps(body).encode()
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    head += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        head += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*head, "", ""]).encode() + content


def new_quote(customer_id: str, line_id: str = FRESH_ID) -> dict[str, Any]:
    """Return a quote of ten charges at list price; the ids of its lines are fresh each time."""
    return {
        "customer_id": customer_id,
        "title": "Spring campaign",
        "lines": [
            {
                "id": line_id,
                "kind": "charge",
                "title": f"Design and make-ready, part {number}",
                "description": "As agreed, two rounds of corrections included.",
                "unit_price": f"{40 + number}.50",
                "quantities": [{"quantity": number, "selected": True}],
            }
            for number in range(1, LINES + 1)
        ],
    }


def four_quantities(first: int) -> dict[str, Any]:
    """Return a change whose preview prices business cards at four quantities."""
    return {"changes": [{"op": "put_line", "line": _cards(first)}]}


def one_card_line(customer_id: str) -> dict[str, Any]:
    """Return a quote with one line of business cards at four quantities."""
    return {"customer_id": customer_id, "title": "Typed at the bench", "lines": [_cards(500)]}


def typed_lines() -> list[dict[str, Any]]:
    """Return lines of quick entry, short and long, plain and with words that mean nothing."""
    lines = (
        "500 bc",
        "1000/2500 postcard 6x4 14pt 4/4 uv",
        "8 1/2x11 flyers 80lb gloss text trifold @12.50 x2 next day",
        "500 postcrads 80# glosss zzz",
        "500 booklets 16pp 8.5x11 100# gloss text 80# gloss cover 4/4 1/1",
    )
    return [{"text": line} for line in lines]


def crooked_list() -> dict[str, Any]:
    """Return a price list of five hundred cells to be judged; every other total falls."""
    levels = ("", "trade", "preferred", "nonprofit", "house")
    return {
        "content": {
            "name": "Business cards",
            "mode": "step",
            "basis": "total",
            "effective_from": "2026-01-01",
            "tiers": [{"level": level} for level in levels],
            "breaks": [
                {
                    "quantity": 50 * row,
                    "prices": [
                        f"{40 + row + 3 * (row % 2) + column}.50" for column in range(len(levels))
                    ],
                    "internal": {"cost": f"{20 + row}.25"},
                }
                for row in range(1, 101)
            ],
        }
    }


def _cards(first: int) -> dict[str, Any]:
    return {
        "id": FRESH_ID,
        "kind": "product",
        "title": "Business cards",
        "spec": BUSINESS_CARD,
        "quantities": [
            {"quantity": first * times, "selected": times == 1} for times in (1, 2, 4, 10)
        ],
    }
