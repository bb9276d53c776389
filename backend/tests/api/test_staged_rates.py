"""Staging changes of the rate book: typed, checked, told in words, taken back."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.domain.permissions import Role
from app.models import AuditEntry, Customer
from tests.conftest import ClientFor, Clock
from tests.factories.rates import CARD, RateDesk

pytestmark = pytest.mark.usefixtures("reference_rates")

TOMORROW = "2026-11-21"


@pytest.fixture
async def desk(client_for: ClientFor) -> RateDesk:
    """An estimator before the staged book."""
    return await RateDesk(await client_for(Role.ESTIMATOR)).open()


def fields_of(refusal: Any) -> dict[tuple[Any, ...], str]:  # noqa: ANN401 - any JSON
    return {tuple(one["path"]): one["message"] for one in refusal["details"]["fields"]}


async def test_a_sheet_is_a_grid_of_texts_with_its_units(desk: RateDesk) -> None:
    sheet = await desk.read("/stocks")
    columns = {column["name"]: column for column in sheet["columns"]}
    assert columns["price"]["unit"] == "$"
    assert columns["caliper_in"]["unit"] == "in"
    card = await desk.entry("stocks", CARD)
    assert card["cells"]["basis"] == "per_m"
    assert card["cells"]["sheet_width"] == "13"
    assert card["changed"] == []


async def test_many_cells_are_staged_at_once_and_told_in_words(desk: RateDesk) -> None:
    was = (await desk.entry("stocks", CARD))["cells"]["price"]
    sheet = await desk.type(
        "stocks", (CARD, "price", "$200.00"), (CARD, "supplier", "Hollins"), effective_on=TOMORROW
    )
    (card,) = [one for one in sheet["entries"] if one["code"] == CARD]
    assert (card["cells"]["price"], card["cells"]["supplier"]) == ("200", "Hollins")
    assert card["changed"] == ["price", "basis"]
    (sentence,) = await desk.changes()
    assert sentence.startswith(f"14 pt C2S cover 13 x 19: ${was}")
    assert "→ $200.00 per M from 21 Nov 2026" in sentence


async def test_one_bad_cell_refuses_them_all_and_each_is_named_by_its_place(
    desk: RateDesk,
) -> None:
    refusal = await desk.type(
        "stocks",
        (CARD, "price", "210"),
        (CARD, "caliper_in", "thick"),
        ("NO-SUCH", "price", "1"),
        (CARD, "code", "OTHER"),
        (CARD, "grain", "across"),
        expect=422,
    )
    assert fields_of(refusal) == {
        ("cells", 1, "value"): "Write a number, like 12.50.",
        ("cells", 2, "value"): "There is no entry NO-SUCH.",
        ("cells", 3, "value"): "This cell cannot be changed.",
        ("cells", 4, "value"): "Choose one of long, short, none.",
    }
    assert await desk.changes() == []


@pytest.mark.parametrize(
    ("kind", "code", "field", "value", "sentence"),
    [
        ("stocks", CARD, "caliper_in", "11", "Must be at most 10."),
        ("stocks", CARD, "gsm", "123456", "Must be below 100,000, with at most 4 decimals."),
        ("stocks", CARD, "price", "0.0000001", "Must be below 100,000,000"),
        ("stocks", CARD, "grade", "velvet", "There is no grade velvet."),
        ("stocks", CARD, "family", "wood", "Choose one of bond"),
        ("presses", "DIGITAL-1", "waste", "5 | 4", "The first band must start at 0 sheets."),
        ("terms", "terms", "mark_ups.paper.bands", "10 | 50", "Mark-up bands must start at 0"),
        ("terms", "terms", "policy.margin_floor", "100", "Must be less than 1."),
    ],
)
async def test_what_no_estimate_or_table_could_hold_is_refused_at_its_cell(
    desk: RateDesk, kind: str, code: str, field: str, value: str, sentence: str
) -> None:
    refusal = (
        await desk.type(kind, (code, "name", "x"), (code, field, value), expect=422)
        if (kind != "terms")
        else await desk.type(kind, (code, field, value), expect=422)
    )
    found = fields_of(refusal)
    (path,) = found
    assert path == ("cells", 0 if kind == "terms" else 1, "value")
    assert sentence in found[path]


async def test_a_price_that_has_begun_is_never_changed(desk: RateDesk) -> None:
    refusal = await desk.type("stocks", (CARD, "price", "9"), effective_on="2026-11-19", expect=422)
    assert list(fields_of(refusal)) == [("effective_on",)]
    await desk.type("stocks", (CARD, "price", "190"))
    await desk.type("stocks", (CARD, "price", "195"), effective_on=TOMORROW)
    await desk.type("stocks", (CARD, "price", "196"), effective_on=TOMORROW)
    (sentence,) = await desk.changes()
    assert "→ $190.00 per M from 20 Nov 2026" in sentence
    assert "$190.00" not in sentence.split("; ")[1]
    assert "→ $196.00 per M from 21 Nov 2026" in sentence
    assert "withdrawn" not in sentence


async def test_a_stock_may_cost_less_from_a_weight_on(desk: RateDesk) -> None:
    card = await desk.entry("stocks", CARD)
    brackets = [{"min_weight_lb": "0", "price": "190"}, {"min_weight_lb": "500", "price": "180"}]
    body = {"effective_on": TOMORROW, "basis": "per_m", "brackets": brackets}
    sheet = await desk.send("PUT", f"/stocks/{card['id']}/prices", body)
    (changed,) = [one for one in sheet["entries"] if one["code"] == CARD]
    assert changed["cells"]["price"] == ""
    refusal = await desk.type("stocks", (CARD, "price", "1"), effective_on=TOMORROW, expect=422)
    assert "a price for each weight" in next(iter(fields_of(refusal).values()))
    await desk.send("PUT", f"/stocks/{card['id']}/prices", body | {"brackets": []})
    assert await desk.changes() == []
    await desk.send(
        "PUT", f"/stocks/{card['id']}/prices", body | {"brackets": brackets[:1] * 2}, expect=422
    )


async def test_staged_rates_price_nothing_before_they_are_published(desk: RateDesk) -> None:
    async def card_price() -> str:
        answer = await desk.client.get("/api/catalog/rate-card")
        return str(answer.json()["internal"]["prepress_rate"])

    before = await card_price()
    await desk.type("terms", ("terms", "policy.prepress_rate", "99"))
    assert await card_price() == before
    assert await desk.changes() == [
        "Selling terms: policy, prepress rate $60.00/h → $99.00/h, +65.0 %"
    ]


async def test_an_entry_is_added_like_another_archived_and_restored(desk: RateDesk) -> None:
    cells = {"code": "C2S-15-13X19", "name": "15 pt C2S cover", "caliper_in": "0.015"}
    refusal = await desk.send("POST", "/stocks", {"cells": cells, "like": CARD}, expect=422)
    assert set(fields_of(refusal)) == {("cells", "price"), ("cells", "basis")}
    cells |= {"price": "210", "basis": "per_m"}
    await desk.send("POST", "/stocks", {"cells": cells, "like": CARD}, expect=201)
    assert await desk.changes() == ["15 pt C2S cover 13 x 19: new stock"]
    added = await desk.entry("stocks", "C2S-15-13X19")
    await desk.send("POST", "/stocks", {"cells": cells, "like": CARD}, expect=409)
    await desk.send("POST", f"/stocks/{added['id']}/archive")
    assert await desk.changes() == []
    await desk.send("POST", f"/stocks/{added['id']}/archive", expect=409)
    archived = await desk.entry("stocks", "C2S-15-13X19", archived=True)
    assert archived["archived"] is True
    await desk.send("POST", f"/stocks/{added['id']}/restore")
    await desk.send("POST", f"/stocks/{added['id']}/restore", expect=409)
    assert await desk.changes() == ["15 pt C2S cover 13 x 19: new stock"]


async def test_an_operation_is_added_from_nothing_but_its_cells(desk: RateDesk) -> None:
    cells = {"code": "foil", "name": "Foil stamping", "kind": "coat", "phrase": "foil stamped"}
    await desk.send("POST", "/operations", {"cells": cells}, expect=201)
    assert (await desk.entry("operations", "foil"))["cells"]["handles"] == "piece"
    refusal = await desk.send("POST", "/presses", {"cells": {"code": "P"}}, expect=422)
    assert ("cells", "max_sheet_width") in fields_of(refusal)


async def test_what_a_product_starts_with_is_not_archived(desk: RateDesk) -> None:
    for kind, code in (("stocks", CARD), ("operations", "cut")):
        entry = await desk.entry(kind, code)
        refusal = await desk.send("POST", f"/{kind}/{entry['id']}/archive", expect=409)
        assert refusal["code"] == "entry_in_use"
        assert "Business cards" in refusal["details"]["products"]


async def test_a_level_that_customers_buy_by_stays(app: FastAPI, desk: RateDesk) -> None:
    async with app.state.async_session_factory.begin() as session:
        session.add(Customer(name="Harbor", price_level="trade", owner_id=None))
    levels = (await desk.entry("terms", "terms"))["cells"]["levels"]
    kept = "\n".join(line for line in levels.split("\n") if not line.startswith("trade"))
    refusal = await desk.type("terms", ("terms", "levels", kept), expect=409)
    assert refusal["details"] == {"levels": ["trade"]}
    fewer = "\n".join(line for line in levels.split("\n") if not line.startswith("nonprofit"))
    await desk.type("terms", ("terms", "levels", fewer))


async def test_changes_are_taken_back_one_by_one_or_all(desk: RateDesk) -> None:
    await desk.type("stocks", (CARD, "price", "300"), (CARD, "finish", "Satin"))
    await desk.type(
        "presses", ("DIGITAL-1", "margins.left", "1/4"), ("DIGITAL-1", "hourly_rate", "70")
    )
    await desk.type("terms", ("terms", "policy.bleed", "0.25"))
    unused = await desk.entry("stocks", "KRF-80-13X19")
    await desk.send("POST", f"/stocks/{unused['id']}/archive")
    staged = await desk.read("")
    assert [change["key"] for change in staged["changes"]] == [
        f"stocks/{CARD}/prices",
        f"stocks/{CARD}/finish",
        "stocks/KRF-80-13X19/",
        "presses/DIGITAL-1/hourly_rate",
        "presses/DIGITAL-1/margins.left",
        "terms/terms/policy.bleed",
    ]
    keys = [f"stocks/{CARD}/prices", "presses/DIGITAL-1/margins.left", "stocks/KRF-80-13X19/"]
    await desk.send("POST", "/discard", {"keys": ["stocks/none/price"]}, expect=404)
    left = await desk.send("POST", "/discard", {"keys": keys})
    assert [change["key"] for change in left["changes"]] == [
        f"stocks/{CARD}/finish",
        "presses/DIGITAL-1/hourly_rate",
        "terms/terms/policy.bleed",
    ]
    assert (await desk.send("POST", "/discard", {"keys": None}))["changes"] == []
    assert (await desk.entry("stocks", CARD))["cells"]["finish"] == "Gloss two sides"


async def test_an_added_entry_is_taken_back_into_the_archive(desk: RateDesk) -> None:
    cells = {"code": "NEW-1", "name": "New", "price": "1", "basis": "per_m"}
    await desk.send("POST", "/stocks", {"cells": cells, "like": CARD}, expect=201)
    assert (await desk.send("POST", "/discard", {"keys": ["stocks/NEW-1/"]}))["changes"] == []


async def test_a_change_names_the_version_that_it_was_made_on(
    desk: RateDesk, client_for: ClientFor
) -> None:
    body = {"cells": [{"code": CARD, "field": "supplier", "value": "Other"}]}
    missing = await desk.client.patch("/api/catalog/staged/stocks", json=body)
    assert missing.status_code == 428
    other = await RateDesk(await client_for(Role.MANAGER)).open()
    await other.type("stocks", (CARD, "supplier", "Mine"))
    refusal = await desk.type("stocks", (CARD, "supplier", "Yours"), expect=412)
    assert refusal["code"] == "rates_changed"
    assert refusal["details"]["version"] == other.version
    assert refusal["details"]["changed_by"].startswith("Pat")


async def test_every_change_is_audited_with_before_and_after(app: FastAPI, desk: RateDesk) -> None:
    await desk.type("stocks", (CARD, "supplier", "Hollins"))
    async with app.state.async_session_factory.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == "rates.changed")
        (entry,) = (await session.scalars(query)).all()
    assert entry.before == {f"{CARD}/supplier": "Tidewater Paper"}
    assert entry.after == {f"{CARD}/supplier": "Hollins"}


@pytest.mark.parametrize("address", ["", "/stocks", "/terms"])
async def test_sales_and_strangers_see_nothing_of_it(
    client: httpx.AsyncClient, client_for: ClientFor, address: str
) -> None:
    assert (await client.get(f"/api/catalog/staged{address}")).status_code == 401
    sales = await client_for(Role.SALES)
    assert (await sales.get(f"/api/catalog/staged{address}")).status_code == 403
    answer = await sales.patch(
        "/api/catalog/staged/stocks",
        json={"cells": [{"code": CARD, "field": "supplier", "value": "x"}]},
        headers={"If-Match": '"1"'},
    )
    assert answer.status_code == 403


async def test_an_entry_that_is_not_there_is_not_found(desk: RateDesk, clock: Clock) -> None:
    nowhere = "8d3ab1f2-0000-4000-8000-000000000000"
    clock.move(minutes=1)
    await desk.send("POST", f"/stocks/{nowhere}/archive", expect=404)
    await desk.send(
        "POST", "/stocks", {"cells": {"code": "N", "name": "n"}, "like": "NONE"}, expect=404
    )
    await desk.send("POST", f"/wood/{nowhere}/archive", expect=422)
