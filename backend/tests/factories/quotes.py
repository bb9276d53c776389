"""A shop that can quote: a published rate card, a customer, a contact, and hands that type."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.estimating.rates import MarkUps, RateBook
from app.models import Certificate, Contact, Customer, RateCard, User
from tests.conftest import ClientFor
from tests.domain.estimating.shops import SEEDED

type Json = dict[str, Any]

BOOK: RateBook = replace(SEEDED, policy=replace(SEEDED.policy, tax_rate=Decimal("0.0825")))
DEARER_BOOK: RateBook = replace(
    BOOK, version=2, mark_ups=MarkUps.flat(paper="2", clicks="2", labour="2", machine="2")
)


@dataclass(slots=True, kw_only=True)
class Parties:
    """The ids of whom quotes are for."""

    customer_id: UUID
    contact_id: UUID


async def publish(app: FastAPI, book: RateBook = BOOK) -> None:
    """Publish a rate card."""
    async with app.state.async_session_factory.begin() as session:
        session.add(
            RateCard(version=book.version, published_at=app.state.clock(), body=book.to_document())
        )


async def make_customer(
    app: FastAPI,
    name: str = "Harbor Coffee Roasters",
    *,
    price_level: str = "standard",
    tax_class: str = "taxable",
    email: str | None = "maya@harbor.example",
    certificate: tuple[str, date | None] | None = None,
) -> Parties:
    """Add a customer with one contact, and a certificate of that kind and last day."""
    customer = Customer(name=name, price_level=price_level, tax_class=tax_class)
    contact = Contact(customer_id=customer.id, name="Maya Okafor", email=email, is_primary=True)
    async with app.state.async_session_factory.begin() as session:
        session.add(customer)
        await session.flush()
        session.add(contact)
        if certificate is not None:
            kind, expires_on = certificate
            session.add(
                Certificate(
                    customer_id=customer.id,
                    kind=kind,
                    state="TX",
                    number="TX-7781",
                    expires_on=expires_on,
                )
            )
    return Parties(customer_id=customer.id, contact_id=contact.id)


async def open_quoting_shop(app: FastAPI) -> Parties:
    """Publish the rates and add a customer."""
    await publish(app)
    return await make_customer(app)


def spec(**changes: object) -> Json:
    """Business cards as the wire has them."""
    return {
        "product_type": "business_card",
        "trim_width": "3.5",
        "trim_height": "2",
        "bleed": "0.125",
        "colours_front": 4,
        "colours_back": 4,
        "stock": "c2s-14",
        "finishing": ["cut"],
        **changes,
    }


def product(
    *quantities: int, selected: int | None = None, title: str = "Business cards", **changes: object
) -> Json:
    """A product line; ``selected`` is the place of the chosen quantity."""
    return {
        "id": str(uuid4()),
        "kind": "product",
        "title": title,
        "spec": spec(),
        "quantities": [
            {"id": str(uuid4()), "quantity": quantity, "selected": place == selected}
            for place, quantity in enumerate(quantities)
        ],
        **changes,
    }


def charge(unit_price: str | None = "25.00", quantity: int = 1, **changes: object) -> Json:
    """A charge, chosen."""
    return {
        "id": str(uuid4()),
        "kind": "charge",
        "title": "Design",
        "unit_price": unit_price,
        "quantities": [{"id": str(uuid4()), "quantity": quantity, "selected": True}],
        **changes,
    }


def put(line: Json, **place: object) -> Json:
    """The change that puts a line."""
    return {"op": "put_line", "line": line, **place}


@dataclass(slots=True)
class Hand:
    """A logged-in person at work on quotes, through the API alone."""

    client: httpx.AsyncClient
    parties: Parties
    user: User | None = None
    client_for: ClientFor | None = None

    @classmethod
    async def of(cls, client_for: ClientFor, user: User, parties: Parties) -> "Hand":
        """Log a person in who may come back later."""
        return cls(await client_for(user), parties, user, client_for)

    async def come_back(self) -> None:
        """Log in again: a session does not outlive a night."""
        assert self.client_for is not None
        self.client = await self.client_for(self.user)

    async def create(self, *lines: Json, **fields: object) -> Json:
        body = {
            "customer_id": str(self.parties.customer_id),
            "contact_id": str(self.parties.contact_id),
            "title": "Fall menu kit",
            "lines": list(lines),
            **fields,
        }
        answer = await self.client.post("/api/quotes", json=body)
        assert answer.status_code == 201, answer.text
        return quote_of(answer)

    async def read(self, quote: Json) -> Json:
        answer = await self.client.get(f"/api/quotes/{quote['id']}")
        assert answer.status_code == 200, answer.text
        return quote_of(answer)

    async def edit(self, quote: Json, *changes: Json) -> Json:
        answer = await self.try_edit(quote, *changes)
        assert answer.status_code == 200, answer.text
        return quote_of(answer)

    async def try_edit(self, quote: Json, *changes: Json) -> httpx.Response:
        return await self.client.patch(
            f"/api/quotes/{quote['id']}",
            json={"changes": list(changes)},
            headers=if_match(quote),
        )

    async def preview(self, quote: Json, *changes: Json) -> Json:
        answer = await self.client.post(
            f"/api/quotes/{quote['id']}/preview", json={"changes": list(changes)}
        )
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def act(self, quote: Json, action: str, body: Json | None = None) -> httpx.Response:
        if action == "delete":
            return await self.client.delete(f"/api/quotes/{quote['id']}", headers=if_match(quote))
        return await self.client.post(
            f"/api/quotes/{quote['id']}/{action}",
            json=BODIES.get(action, {}) if body is None else body,
            headers=if_match(quote),
        )

    async def do(self, quote: Json, action: str, body: Json | None = None) -> Json:
        answer = await self.act(quote, action, body)
        assert answer.status_code in {200, 201, 204}, answer.text
        return {} if answer.status_code == 204 else quote_of(answer)

    async def list(self, **query: str | int) -> Json:
        answer = await self.client.get("/api/quotes", params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found


BODIES: dict[str, Json] = {
    "approve": {"name": "Maya Okafor", "note": "By phone"},
    "return": {"comment": "Look at the margin again."},
    "decline": {"reason": "price", "note": "Too dear"},
}


def if_match(quote: Json) -> dict[str, str]:
    return {"If-Match": f'"{quote["version"]}"'}


def quote_of(answer: httpx.Response) -> Json:
    """Return the quote of an answer, whose ETag says its version."""
    found: Json = answer.json()
    assert answer.headers["ETag"] == f'"{found["version"]}"'
    return found


def refusal(answer: httpx.Response, status: int, code: str) -> Json:
    """Return the details of a refusal that is this one."""
    assert answer.status_code == status, answer.text
    body: Json = answer.json()
    assert body["code"] == code
    details: Json = body["details"]
    return details


async def rows(app: FastAPI, sql: str, **parameters: object) -> list[tuple[Any, ...]]:
    """Return what the database says."""
    async with app.state.async_session_factory.begin() as session:
        return [tuple(row) for row in await session.execute(text(sql), parameters)]


def keys_of(value: object) -> set[str]:
    """Return every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_of(one)}
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one)}
    return set()
