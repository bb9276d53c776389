"""The rate book as each role reads it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.domain.permissions import Role
from tests.conftest import ClientFor

pytestmark = pytest.mark.usefixtures("reference_rates")

ADDRESSES = ["stocks", "presses", "operations", "products", "rate-card", "printable-stocks"]


async def read(client: httpx.AsyncClient, address: str) -> Any:  # noqa: ANN401 - any JSON
    answer = await client.get(f"/api/catalog/{address}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def keys_of(document: object) -> Iterator[str]:
    if isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from keys_of(value)
    elif isinstance(document, list):
        for value in document:
            yield from keys_of(value)


@pytest.mark.parametrize("address", [*ADDRESSES, "stocks/8d3ab1f2-0000-4000-8000-000000000000"])
async def test_nobody_reads_rates_without_logging_in(
    client: httpx.AsyncClient, address: str
) -> None:
    assert (await client.get(f"/api/catalog/{address}")).status_code == 401


@pytest.mark.parametrize("address", ADDRESSES)
async def test_sales_reads_everything_but_what_it_costs(
    client_for: ClientFor, address: str
) -> None:
    seen = set(keys_of(await read(await client_for(Role.SALES), address)))
    assert "internal" not in seen
    assert not [
        key
        for key in seen
        if any(word in key for word in ("cost", "margin", "mark", "click", "hourly", "price"))
    ]


@pytest.mark.parametrize("role", [Role.ESTIMATOR, Role.MANAGER, Role.ADMIN])
async def test_whoever_may_see_costs_finds_them_under_internal(
    client_for: ClientFor, role: Role
) -> None:
    client = await client_for(role)
    (stock,) = (await read(client, "stocks?q=C2S-14-13X19"))["items"]
    assert stock["internal"]["price"] == "127.83"
    assert stock["internal"]["price_per_m"] == "127.83"
    press = next(one for one in await read(client, "presses") if one["code"] == "DIGITAL-1")
    assert press["internal"]["click_colour"] == "0.045"
    assert press["internal"]["hourly_rate"] == "60"
    card = await read(client, "rate-card")
    assert card["internal"]["margin_floor"] == "0.3"
    operation = next(one for one in await read(client, "operations") if one["code"] == "cut")
    assert operation["internal"]["hourly_rate"] == "48"


async def test_a_price_by_weight_is_also_told_for_a_thousand_sheets(client_for: ClientFor) -> None:
    client = await client_for(Role.MANAGER)
    (stock,) = (await read(client, "stocks?q=GLT-100-25X38"))["items"]
    assert stock["m_weight_lb"] == "200"
    assert stock["internal"]["price"] == "93"
    assert stock["internal"]["price_per_m"] == "186"


async def test_papers_are_found_by_any_of_their_words(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    found = await read(client, "stocks?q=silk 100 text&per_page=100")
    assert {one["code"] for one in found["items"]} == {"SLT-100-13X19", "SLT-100-13X26"}
    assert [one["code"] for one in (await read(client, "stocks?q=14pt"))["items"]] == [
        "C2S-14-13X19"
    ]
    assert [one["code"] for one in (await read(client, "stocks?q=%25 cotton"))["items"]] == [
        "WRT-24-NAT-12X18"
    ]
    assert (await read(client, "stocks?q=_____"))["total"] == 0


async def test_papers_are_filtered_and_paged(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    rolls = await read(client, "stocks?form=roll&per_page=5")
    assert (rolls["total"], len(rolls["items"])) == (14, 5)
    assert all(one["sheet_width_in"] is None and one["presses"] for one in rolls["items"])
    rest = await read(client, "stocks?form=roll&per_page=5&page=3")
    assert len(rest["items"]) == 4
    text = await read(client, "stocks?grade=text&family=coated_text&per_page=100")
    assert {one["grade"] for one in text["items"]} == {"text"}
    assert {one["family"] for one in text["items"]} == {"coated_text"}


async def test_one_paper_names_the_presses_that_run_it(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    (found,) = (await read(client, "stocks?q=18ptc2s"))["items"]
    stock = await read(client, f"stocks/{found['id']}")
    assert stock["presses"] == [
        "Digital 2 (13 x 26, heavy stock)",
        "Offset 1 (19 x 25, four-colour)",
    ]
    assert stock["caliper_in"] == "0.018"


async def test_a_paper_that_is_not_there_is_not_found(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    answer = await client.get("/api/catalog/stocks/8d3ab1f2-0000-4000-8000-000000000000")
    assert (answer.status_code, answer.json()["code"]) == (404, "stock_not_found")


async def test_a_press_can_be_drawn_to_scale(client_for: ClientFor) -> None:
    presses = await read(await client_for(Role.SALES), "presses")
    offset = next(one for one in presses if one["kind"] == "offset")
    assert offset["max_sheet"] == {"width_in": "25", "height_in": "19"}
    assert offset["unprintable"]["left_in"] == "0.25"
    assert (offset["gripper_in"], offset["gripper_edge"]) == ("0.5", "long")
    assert offset["further"] == []


async def test_the_stock_picker_lists_what_a_press_prints_as_it_comes(
    client_for: ClientFor,
) -> None:
    stocks = await read(await client_for(Role.SALES), "printable-stocks")
    codes = {one["code"] for one in stocks}
    assert "C2S-14-13X19" in codes
    assert not codes & {"GLT-100-25X38", "SLC-100-19X25", "TAG-125-22X28"}
    assert {"ENV-10", "BNR-13-54", "FOM-316-48X96"} <= codes
    banner = next(one for one in stocks if one["code"] == "BNR-13-54")
    assert (banner["sheet_width_in"], banner["sheet_height_in"]) == ("54", None)
    assert next(one for one in stocks if one["code"] == "C2S-14-13X19") == {
        "code": "C2S-14-13X19",
        "name": "14 pt C2S cover",
        "family": "coated_cover",
        "family_name": "Coated cover",
        "basis_weight_lb": "116",
        "caliper_in": "0.014",
        "colour": "White",
        "finish": "Gloss two sides",
        "sheet_width_in": "13",
        "sheet_height_in": "19",
        "aliases": ["14pt", "14ptc2s", "c2s"],
    }


async def test_a_form_says_what_may_be_set_by_hand_of_which_part(client_for: ClientFor) -> None:
    settable = {
        product["kind"]: [(one["field"], one["part"], one["figures"]) for one in product["by_hand"]]
        for product in await read(await client_for(Role.SALES), "products")
    }
    in_sheets = ["press", "method", "n_up", "per_hour", "waste"]
    assert settable == {
        "flat": [("overrides", "Sheet", in_sheets)],
        "bound": [("overrides", "Text", in_sheets), ("cover_overrides", "Cover", in_sheets)],
        "set": [("overrides", "Every ply", in_sheets)],
        "wide": [("overrides", "Print", ["press", "per_hour", "waste"])],
        "hours": [],
    }


async def test_products_come_with_their_forms(client_for: ClientFor) -> None:
    products = await read(await client_for(Role.SALES), "products")
    assert products[0]["code"] == "business_card"
    fields = {field["name"]: field for field in products[0]["fields"]}
    assert fields["trim_width"]["default"] == "3.5"
    assert fields["colours_back"]["options"][-1] == {"value": 0, "label": "Blank"}
    assert fields["turnaround_days"]["options"][0] == {"value": None, "label": "Standard"}
    assert {"value": "uv_2", "label": "UV gloss coating, two sides"} in fields["finishing"][
        "options"
    ]
    assert fields["grain"]["depends_on"]["field"] == "finishing"


async def test_each_form_offers_the_presses_that_may_make_its_kind_of_work(
    client_for: ClientFor,
) -> None:
    products = await read(await client_for(Role.SALES), "products")
    offered = {
        (product["kind"], field["name"]): {option["value"] for option in field["options"]}
        for product in products
        for field in product["fields"]
        if field["kind"] == "press"
    }
    assert offered["flat", "press"] >= {"DIGITAL-1", "DIGITAL-2", "OFFSET-1"}
    assert offered["bound", "cover_press"] == offered["flat", "press"]
    assert offered["wide", "press"]
    assert offered["wide", "press"].isdisjoint(offered["flat", "press"])


async def test_the_rate_card_in_force_says_what_it_sells_by(client_for: ClientFor) -> None:
    card = await read(await client_for(Role.SALES), "rate-card")
    assert (card["version"], card["published_at"]) == (1, "2026-11-20T15:30:00Z")
    assert card["policy"]["tax_rate"] == "0.0825"
    assert card["policy"]["minimum_charge"] == "45"
    assert card["policy"]["bleed_in"] == "0.125"
    assert {level["code"] for level in card["levels"]} >= {"standard", "trade"}


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=10001", "page=x", "per_page=101", "per_page=-1", "form=cube", "nope=1"],
)
async def test_a_list_refuses_what_it_cannot_mean(client_for: ClientFor, query: str) -> None:
    answer = await (await client_for(Role.SALES)).get(f"/api/catalog/stocks?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
