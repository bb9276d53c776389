"""Prices without a quote."""

from decimal import Decimal
from uuid import uuid4

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from app.domain.permissions import Role
from app.schemas.estimates import EstimateResponse
from tests.conftest import ClientFor
from tests.domain.estimating.binderies import BINDERY
from tests.factories.quotes import (
    Json,
    Parties,
    keys_of,
    make_customer,
    open_quoting_shop,
    publish,
    refusal,
    spec,
)

ANSWER = TypeAdapter(EstimateResponse)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


async def test_an_estimate_prices_every_quantity_and_draws_the_sheet(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = await client_for(Role.ESTIMATOR)
    answer = await dana.post(
        "/api/estimates",
        json={
            "spec": spec(),
            "quantities": [500, 1000],
            "customer_id": str(parties.customer_id),
        },
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    ANSWER.validate_python(found, extra="forbid")
    small, large = found["quantities"]
    assert Decimal(small["price"]) < Decimal(large["price"])
    (part,) = small["parts"]
    assert len(part["layout"]["cells"]) == part["layout"]["n_up"]
    costs = [Decimal(item["amount"]) for item in small["internal"]["items"]]
    assert sum(costs) == Decimal(small["internal"]["cost"])


async def test_a_customers_level_counts(
    app: FastAPI, client_for: ClientFor, parties: Parties
) -> None:
    trade = await make_customer(app, "Northside", price_level="trade")
    sam = await client_for(Role.SALES)
    prices = []
    for customer in (parties, trade):
        answer = await sam.post(
            "/api/estimates",
            json={
                "spec": spec(),
                "quantities": [2500],
                "customer_id": str(customer.customer_id),
            },
        )
        assert "internal" not in keys_of(answer.json())
        prices.append(Decimal(answer.json()["quantities"][0]["price"]))
    assert prices[1] < prices[0]


@pytest.mark.usefixtures("parties")
@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"quantities": []}, ["quantities"]),
        ({"quantities": [0]}, ["quantities", 0]),
        ({"quantities": ["5"]}, ["quantities", 0]),
        ({"spec": spec(stock="no-such")}, ["spec", "stock"]),
        ({"spec": spec(finishing=["no-such"])}, ["spec", "finishing", 0]),
        ({"spec": spec(trim_width=3.5)}, ["spec", "trim_width"]),
        ({"spec": spec(trim_width="900")}, ["spec", "stock"]),
        ({"spec": spec(versions=999)}, ["spec", "versions"]),
        ({"customer_id": str(uuid4())}, ["customer_id"]),
        ({"colour": "red"}, ["colour"]),
    ],
)
async def test_a_job_that_cannot_be_made_names_the_field(
    client_for: ClientFor, body: Json, path: list[str | int]
) -> None:
    dana = await client_for(Role.ESTIMATOR)
    answer = await dana.post("/api/estimates", json={"spec": spec(), "quantities": [500]} | body)
    assert answer.status_code == 422, answer.text
    assert path in [field["path"] for field in answer.json()["details"]["fields"]]


async def test_without_a_rate_card_nothing_is_priced(client_for: ClientFor) -> None:
    dana = await client_for(Role.ESTIMATOR)
    answer = await dana.post("/api/estimates", json={"spec": spec(), "quantities": [500]})
    refusal(answer, 503, "no_rate_card")


BOOKLET: Json = {
    "kind": "bound",
    "product_type": "booklet",
    "trim_width": "5.5",
    "trim_height": "8.5",
    "bleed": "0.125",
    "pages": 12,
    "stock": "text-100",
    "colours_front": 4,
    "colours_back": 4,
    "cover_stock": "cover-80",
    "cover_colours_front": 4,
    "binding": "stitch",
}
FORM: Json = {
    "kind": "set",
    "product_type": "ncr",
    "trim_width": "5.5",
    "trim_height": "8.5",
    "stocks": ["text-100", "cover-80"],
    "colours_front": 1,
}


@pytest.fixture
async def bindery(app: FastAPI) -> None:
    await publish(app, BINDERY)


@pytest.mark.usefixtures("bindery")
@pytest.mark.parametrize(
    ("job", "parts"), [(BOOKLET, ["Text", "Cover"]), (FORM, ["Ply 1", "Ply 2"])]
)
async def test_bound_pages_and_sets_are_priced_part_by_part(
    client_for: ClientFor, job: Json, parts: list[str]
) -> None:
    dana = await client_for(Role.ESTIMATOR)
    answer = await dana.post("/api/estimates", json={"spec": job, "quantities": [250]})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    ANSWER.validate_python(found, extra="forbid")
    [one] = found["quantities"]
    assert [part["name"] for part in one["parts"]] == parts
    assert {"thickness", "weight"} <= {fact["code"] for fact in one["facts"]}


@pytest.mark.usefixtures("bindery")
@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"pages": "12"}, ["spec", "pages"]),
        ({"pages": 2, "cover_stock": None}, ["spec", "pages"]),
        ({"binding": "no-such"}, ["spec", "binding"]),
        ({"cover_stock": "no-such"}, ["spec", "cover_stock"]),
        ({"stocks": []}, ["spec", "stocks"]),
        ({"kind": "scroll"}, ["spec"]),
        ({"kind": None}, ["spec"]),
        ({"kind": "flat"}, ["spec", "pages"]),
    ],
)
async def test_what_is_wrong_with_bound_pages_is_named_as_it_stands_in_the_body(
    client_for: ClientFor, changes: Json, path: list[str | int]
) -> None:
    dana = await client_for(Role.ESTIMATOR)
    job = {**BOOKLET, **changes}
    answer = await dana.post("/api/estimates", json={"spec": job, "quantities": [250]})
    assert answer.status_code == 422, answer.text
    assert path in [field["path"] for field in answer.json()["details"]["fields"]]
