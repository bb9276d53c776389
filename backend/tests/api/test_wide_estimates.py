"""Wide format and hours over the wire: estimated, quoted, and refused at their fields."""

from dataclasses import replace
from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.domain.estimating.rates.services import Service
from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.domain.estimating.wide_shop import SHOP
from tests.factories.quotes import Hand, Json, Parties, make_customer, product, publish

BANNER: Json = {
    "kind": "wide",
    "product_type": "banner",
    "trim_width": "36",
    "trim_height": "96",
    "stock": "banner-54",
    "finishing": ["hem", "grommets-24"],
}
DESIGN: Json = {"kind": "hours", "product_type": "design", "service": "design", "hours": "2.5"}


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    await publish(app, replace(SHOP, services=(Service("design", "Design", Decimal(60)),)))
    return await make_customer(app)


@pytest.mark.usefixtures("parties")
async def test_a_banner_is_estimated_and_its_roll_drawn(client_for: ClientFor) -> None:
    client = await client_for(Role.ESTIMATOR)
    answer = await client.post("/api/estimates", json={"spec": BANNER, "quantities": [4]})
    assert answer.status_code == 200
    (one,) = answer.json()["quantities"]
    (part,) = one["parts"]
    assert one["price"] == "222.79"
    assert (part["method"], part["layout"]["kind"]) == ("roll", "roll")
    assert (part["layout"]["n_up"], part["layout"]["sheet_width"]) == (4, 54 * 40_640)
    facts = {fact["code"]: fact["value"] for fact in [*part["facts"], *one["facts"]]}
    assert facts["billed_area"] == "156 sq ft"
    assert facts["grommets"] == "48, 12 each"


@pytest.mark.usefixtures("parties")
async def test_hours_are_estimated_without_a_press(client_for: ClientFor) -> None:
    client = await client_for(Role.ESTIMATOR)
    answer = await client.post("/api/estimates", json={"spec": DESIGN, "quantities": [1]})
    (one,) = answer.json()["quantities"]
    assert (one["price"], one["parts"]) == ("210.00", [])


@pytest.mark.usefixtures("parties")
@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (BANNER | {"coverage": "black"}, "coverage"),
        (BANNER | {"trim_width": "wide"}, "trim_width"),
        (BANNER | {"stock": "nothing"}, "stock"),
        (DESIGN | {"hours": None}, "hours"),
        (DESIGN | {"service": "poetry"}, "service"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    client_for: ClientFor, spec: Json, field: str
) -> None:
    client = await client_for(Role.SALES)
    answer = await client.post("/api/estimates", json={"spec": spec, "quantities": [4]})
    assert answer.status_code == 422
    assert answer.json()["details"]["fields"][0]["path"] == ["spec", field]


async def test_a_quote_keeps_a_banner_and_hours_as_they_were_written(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await dana.create(
        product(4, selected=0, title="Banners", spec=BANNER),
        product(1, selected=0, title="Design", spec=DESIGN),
    )
    seen = await dana.read(quote)
    banner, design = seen["lines"]
    assert [line["quantities"][0]["price"] for line in seen["lines"]] == ["222.79", "210.00"]
    assert banner["spec_text"].startswith("36 x 96 in, 13 oz banner, one side, hemmed")
    assert (banner["spec"]["kind"], banner["spec"]["roll"]) == ("wide", "any_width")
    assert (design["spec_text"], design["spec"]["hours"]) == ("Design, 2.5 h", "2.5")
