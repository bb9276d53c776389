"""A customer with a browser: opens the link of a sent quote and answers it."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import httpx
from fastapi import FastAPI

from tests.conftest import open_client
from tests.factories.quotes import Hand, Json


async def address_of(hand: Hand, quote: Json) -> str:
    """Return the quote's link without its origin, as a colleague copies it."""
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/links")
    assert answer.status_code == 200, answer.text
    [link] = answer.json()
    found: str = link["address"]
    return found.removeprefix("http://testserver")


@dataclass(slots=True)
class Customer:
    """Whoever holds a link; ``page`` is where the link led."""

    client: httpx.AsyncClient
    page: str = ""
    offer: Json = field(default_factory=dict)

    async def open(self, address: str) -> httpx.Response:
        """Follow the link by hand, and keep its cookie."""
        swapped = await self.client.get(address)
        assert swapped.status_code == 303, swapped.text
        self.page = swapped.headers["Location"]
        shown = await self.client.get(self.page)
        assert shown.status_code == 200, shown.text
        self.offer = await self.read()
        return shown

    @property
    def api(self) -> str:
        return self.page.replace("/quote/", "/api/offers/")

    async def read(self) -> Json:
        answer = await self.client.get(self.api)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def post(self, answer: str, body: Json) -> httpx.Response:
        return await self.client.post(f"{self.api}/{answer}", json=body)

    def yes(self, *choices: tuple[int, int], **changes: object) -> Json:
        """Return a yes to what the page showed."""
        document = self.offer["document"]
        return {
            "name": "Maya Okafor",
            "po_number": "PO 4471",
            "terms_accepted": True,
            "choices": [{"line": line, "quantity": quantity} for line, quantity in choices],
            "document_sha256": document["sha256"],
            "total": document["totals"]["total"],
            **changes,
        }


@asynccontextmanager
async def customer_of(app: FastAPI, hand: Hand, quote: Json) -> AsyncIterator[Customer]:
    """Open a sent quote in a browser of its own."""
    async with AsyncExitStack() as opened:
        customer = Customer(await opened.enter_async_context(open_client(app)))
        await customer.open(await address_of(hand, quote))
        yield customer


def ids_in(text: str) -> set[str]:
    """Return every record's id in a text."""
    return set(re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", text))
