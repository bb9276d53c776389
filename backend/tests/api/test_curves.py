"""Quantity curves and price targets over HTTP."""

from decimal import Decimal

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from app.domain.permissions import Role
from app.schemas.curves import CurveResponse, TargetResponse
from tests.conftest import ClientFor
from tests.factories.quotes import (
    Json,
    Parties,
    keys_of,
    make_customer,
    open_quoting_shop,
    refusal,
    spec,
)

CURVE, TARGET = "/api/estimates/curve", "/api/estimates/target"


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.mark.usefixtures("parties")
async def test_a_curve_shows_costs_only_to_who_may_see_them(client_for: ClientFor) -> None:
    body = {"spec": spec(), "largest": 5000}
    ella, sam = [await client_for(role) for role in (Role.ESTIMATOR, Role.SALES)]
    seen = await ella.post(CURVE, json=body)
    assert seen.status_code == 200, seen.text
    found = seen.json()
    TypeAdapter(CurveResponse).validate_python(found, extra="forbid")
    by_quantity = {point["quantity"]: point for point in found["points"]}
    assert list(by_quantity) == sorted(by_quantity)
    (asked,) = (
        await ella.post("/api/estimates", json={"spec": spec(), "quantities": [500]})
    ).json()["quantities"]
    assert by_quantity[500]["price"] == asked["price"]
    assert by_quantity[500]["internal"]["cost"] == asked["internal"]["cost"]
    hidden = (await sam.post(CURVE, json=body)).json()
    assert not {"internal", "cost", "margin_fraction"} & set(keys_of(hidden))
    assert not {"under_cost", "under_floor"} & {one["kind"] for one in hidden["findings"]}
    assert hidden["points"][-1]["price"] == found["points"][-1]["price"]


@pytest.mark.usefixtures("reference_rates")
async def test_the_seeded_shop_says_where_another_press_takes_over(client_for: ClientFor) -> None:
    ella = await client_for(Role.ESTIMATOR)
    cards = spec(stock="C2S-14-13X19", finishing=[])
    found = (await ella.post(CURVE, json={"spec": cards})).json()
    points = {point["quantity"]: point for point in found["points"]}
    assert min(points) == 1
    assert max(points) == 100_000
    for change in found["changes"]:
        assert points[change["first"]]["kind"] == change["to_kind"]
        assert points[change["first"] - 1]["kind"] == change["from_kind"]
    assert not {"total_falls"} & {one["kind"] for one in found["findings"]}


async def test_a_customers_level_lowers_the_curve(
    app: FastAPI, client_for: ClientFor, parties: Parties
) -> None:
    trade = await make_customer(app, "Northside", price_level="trade")
    sam = await client_for(Role.SALES)
    prices = []
    for one in (parties, trade):
        body = {"spec": spec(), "largest": 2500, "customer_id": str(one.customer_id)}
        prices.append(Decimal((await sam.post(CURVE, json=body)).json()["points"][-1]["price"]))
    assert prices[1] < prices[0]


@pytest.mark.usefixtures("parties")
@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"largest": 0}, ["largest"]),
        ({"largest": 100_001}, ["largest"]),
        ({"spec": spec(stock="none")}, ["spec", "stock"]),
        ({"customer_id": "8d3ab1f2-0000-4000-8000-000000000000"}, ["customer_id"]),
    ],
)
async def test_a_curve_that_cannot_be_drawn_names_the_field(
    client_for: ClientFor, changes: Json, path: list[str]
) -> None:
    ella = await client_for(Role.ESTIMATOR)
    answer = await ella.post(CURVE, json={"spec": spec(), **changes})
    assert answer.status_code == 422, answer.text
    assert path in [field["path"] for field in answer.json()["details"]["fields"]]


@pytest.mark.usefixtures("parties")
async def test_a_price_is_aimed_at_a_margin_and_looked_back_at(client_for: ClientFor) -> None:
    ella, sam = [await client_for(role) for role in (Role.ESTIMATOR, Role.SALES)]
    body: Json = {
        "spec": spec(),
        "quantity": 500,
        "target": {"kind": "margin", "value": "0.4"},
    }
    answer = await ella.post(TARGET, json=body)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    TypeAdapter(TargetResponse).validate_python(found, extra="forbid")
    assert found["internal"]["margin"] == "0.4000"
    again = {**body, "target": {"kind": "total", "value": found["price"]}}
    assert (await ella.post(TARGET, json=again)).json() == found
    refusal(await sam.post(TARGET, json=body), 403, "permission_denied")


@pytest.mark.usefixtures("parties")
@pytest.mark.parametrize(
    ("target", "status"),
    [
        ({"kind": "margin", "value": "1"}, 422),
        ({"kind": "margin", "value": "-0.1"}, 422),
        ({"kind": "profit", "value": "0.1"}, 422),
        ({"kind": "mark_up", "value": 0.5}, 422),
    ],
)
async def test_a_target_that_no_price_reaches_is_refused(
    client_for: ClientFor, target: Json, status: int
) -> None:
    ella = await client_for(Role.ESTIMATOR)
    answer = await ella.post(TARGET, json={"spec": spec(), "quantity": 500, "target": target})
    assert answer.status_code == status, answer.text
