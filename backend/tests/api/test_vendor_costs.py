"""An outside purchase with a vendor's table: several quantities, each with its own cost."""

from uuid import uuid4

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor, MakeUser
from tests.factories.quotes import Hand, Json, Parties, charge, open_quoting_shop, put, refusal

TABLE: Json = {
    "rows": [
        {"quantity": 500, "total": "200.00"},
        {"quantity": 1000, "total": "300.00"},
    ],
    "freight": "25.00",
    "look_up": "step",
    "mark_up": None,
}


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


def foil(*quantities: int, **changes: object) -> Json:
    asked = [{"id": str(uuid4()), "quantity": one, "selected": False} for one in quantities]
    line = charge(kind="outside", title="Foil", unit_price=None, vendor="Foilers")
    return {**line, "quantities": asked, "vendor_costs": TABLE, **changes}


async def test_each_quantity_finds_its_cost_and_the_preview_says_the_same(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await dana.create()
    line = foil(500, 750, 1000)
    previewed = await dana.preview(quote, put(line))
    written = (await dana.edit(quote, put(line)))["lines"][0]
    assert previewed["lines"][0] == written
    assert [one["internal"]["cost"] for one in written["quantities"]] == [
        "225.00",
        "325.00",
        "325.00",
    ]
    assert [one["price"] for one in written["quantities"]] == ["270.00", "390.00", "390.00"]
    assert written["internal"] == {"cost": None, "vendor_costs": TABLE}


async def test_a_quantity_below_the_table_says_so(client_for: ClientFor, parties: Parties) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    line = (await dana.create(foil(250, 500)))["lines"][0]
    assert line["problem"] == "The vendor's table begins at 500: ask the vendor what 250 cost."
    assert [one["price"] for one in line["quantities"]] == [None, "270.00"]


async def test_a_rep_neither_sees_the_table_nor_loses_or_writes_it(
    client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    rep = await make_user(Role.SALES)
    sam = Hand(await client_for(rep), parties)
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await sam.create()
    line = foil(500)
    quote = await dana.edit(quote, put(line))
    bare = {key: line[key] for key in line if key != "vendor_costs"}
    changed = await sam.edit(quote, put(bare | {"title": "Gold foil"}))
    assert "internal" not in changed["lines"][0]
    assert changed["lines"][0]["quantities"][0]["price"] == "270.00"
    kept = (await dana.read(quote))["lines"][0]
    assert (kept["title"], kept["internal"]["vendor_costs"]) == ("Gold foil", TABLE)
    refusal(await sam.try_edit(changed, put(line)), 403, "permission_denied")


async def test_a_table_that_makes_no_sense_is_refused_at_its_cell(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await dana.create()
    falling = {"rows": [{"quantity": 9, "total": "9.00"}, {"quantity": 10, "total": "8.00"}]}
    answer = await dana.try_edit(quote, put(foil(10, vendor_costs=falling)))
    assert answer.status_code == 422
    path = ["changes", 0, "line", "vendor_costs", "rows", 1, "total"]
    assert answer.json()["details"]["fields"][0]["path"] == path
