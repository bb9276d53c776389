"""A shop adds a kind of job as data, asks why no paper suits it, and tries an operation."""

from typing import Any

import pytest

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.products import badge_form
from tests.factories.rates import CARD, RateDesk

pytestmark = pytest.mark.usefixtures("reference_rates")

FORMS = "/api/catalog/product-forms"


@pytest.fixture
async def desk(client_for: ClientFor) -> RateDesk:
    """A manager before the products."""
    return await RateDesk(await client_for(Role.MANAGER)).open()


async def send(desk: RateDesk, method: str, address: str, body: object = None, **more: Any) -> Any:  # noqa: ANN401
    return await desk.send(method, address, body, prefix=FORMS, **more)


def field(form: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in form["fields"] if one["name"] == name)
    return found


async def test_a_new_product_is_offered_at_once_and_can_be_priced(desk: RateDesk) -> None:
    form = badge_form()
    await send(desk, "POST", "", form, expect=201)
    offered = (await desk.client.get("/api/catalog/products")).json()
    assert offered[-1]["code"] == "badge"
    await send(desk, "POST", "", form, expect=409)
    renamed = await send(desk, "PUT", "/badge", form | {"name": "Badges"})
    assert renamed["live"][-1]["name"] == "Badges"
    archived = await send(desk, "POST", "/badge/archive")
    assert [one["code"] for one in archived["archived"]] == ["badge"]
    await send(desk, "POST", "/badge/archive", expect=409)
    await send(desk, "PUT", "/badge", form, expect=409)
    restored = await send(desk, "POST", "/badge/restore")
    assert restored["archived"] == []
    await send(desk, "POST", "/badge/restore", expect=409)
    await send(desk, "POST", "/nothing/archive", expect=404)
    await send(desk, "PUT", "/badge", form | {"code": "other"}, expect=422)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": "stock", "default": "NO-SUCH"}, "default"),
        ({"name": "bleed", "default": "9"}, "default"),
        ({"name": "finishing", "default": ["no_such"]}, "default"),
        ({"name": "colours_front", "options": [{"value": 99, "label": "Many"}]}, "options"),
    ],
)
async def test_a_form_that_makes_no_job_is_refused_at_its_field(
    desk: RateDesk, change: dict[str, Any], path: str
) -> None:
    form = badge_form()
    field(form, change["name"]).update(change)
    place = [one["name"] for one in form["fields"]].index(change["name"])
    refusal = await send(desk, "POST", "", form, expect=422)
    found = refusal["details"]["fields"][0]["path"]
    assert found[:2] == ["fields", place]
    assert path in found


async def test_a_form_has_known_fields_once_in_order_and_plain_texts(desk: RateDesk) -> None:
    unknown = badge_form()
    unknown["fields"][0]["name"] = "smell"
    assert (await send(desk, "POST", "", unknown, expect=422))["details"]["fields"][0]["path"] == [
        "fields",
        0,
        "name",
    ]
    twice = badge_form()
    twice["fields"].append(twice["fields"][0])
    await send(desk, "POST", "", twice, expect=422)
    await send(desk, "POST", "", badge_form(code="Two Words"), expect=422)
    await send(desk, "POST", "", badge_form(title="a\u202eb"), expect=422)
    await send(
        desk,
        "POST",
        "",
        badge_form(sizes=[{"label": "x", "width": "0", "height": "1", "unit": "in"}]),
        expect=422,
    )


@pytest.mark.parametrize(("role", "status"), [(Role.SALES, 403), (Role.ESTIMATOR, 403)])
async def test_products_are_changed_by_managers(
    client_for: ClientFor, role: Role, status: int
) -> None:
    client = await client_for(role)
    answer = await client.post(FORMS, json=badge_form(), headers={"If-Match": '"1"'})
    assert answer.status_code == status


async def ask(desk: RateDesk, expect: int = 200, **asked: Any) -> Any:  # noqa: ANN401
    return await desk.send("POST", "/why-not", asked, prefix="/api/catalog", expect=expect)


async def test_why_a_paper_can_and_cannot_be_chosen(desk: RateDesk) -> None:
    can = await ask(desk, stock=CARD, product="business_card")
    assert can["can"] is True
    assert can["sentence"] == "It can: Business cards on 14 pt C2S cover."
    assert can["ways"]
    thick = await ask(desk, stock="C2S-18-13X19", product="business_card", press="DIGITAL-1")
    assert thick["can"] is False
    assert any("thick" in reason or "caliper" in reason for reason in thick["reasons"])
    roll = await ask(desk, stock="BNR-13-54", product="business_card")
    assert roll["can"] is False
    assert roll["reasons"]
    folded = await ask(
        desk, stock="C2S-18-13X19", product="brochure", spec={"finishing": ["cut", "fold_letter"]}
    )
    assert folded["can"] is False


async def test_what_is_not_in_the_card_cannot_be_asked_about(desk: RateDesk) -> None:
    await ask(desk, 422, stock="NONE", product="business_card")
    await ask(desk, 422, stock=CARD, product="business_card", press="NONE")
    await ask(desk, 404, stock=CARD, product="nothing")


TRIAL = {"stock": CARD, "quantity": 300, "width_in": "12", "height_in": "18", "cuts": 20}


async def test_an_operation_is_tried_by_its_staged_rates_and_by_typed_ones(
    desk: RateDesk, client_for: ClientFor
) -> None:
    async def attempt(code: str, expect: int = 200, **more: object) -> dict[str, Any]:
        answer = await desk.client.post(
            f"/api/catalog/operations/{code}/try", json={**TRIAL, **more}
        )
        assert answer.status_code == expect, answer.text[:500]
        found: dict[str, Any] = answer.json()
        return found

    found = await attempt("cut")
    assert (found["handles"], found["units_in"], found["minutes"]) == ("sheet", 300, "20")
    assert found["internal"] == {"amount": "16", "each": "0.0533"}
    (item,) = found["items"]
    assert item["internal"]["formula"].startswith("5 min set-up + 3 lifts x 20 cuts x 0.25 min")
    dearer = await attempt("cut", cells={"hourly_rate": "$96", "setup_minutes": "10"})
    assert (dearer["minutes"], dearer["internal"]["amount"]) == ("25", "40")
    assert (await attempt("cut"))["minutes"] == "20"
    wrong = await attempt("cut", 422, cells={"hourly_rate": "dear"})
    assert wrong["details"]["fields"][0]["path"] == ["cells", "hourly_rate"]
    unknown = await attempt("cut", 422, stock="NO-SUCH")
    assert unknown["details"]["fields"][0]["path"] == ["stock"]
    thick = await attempt("drill_3", 422, leaves=2_000)
    assert thick["details"]["fields"][0]["path"] == ["leaves"]
    await attempt("no_such", 404)

    rep = await client_for(Role.SALES)
    seen = (await rep.post("/api/catalog/operations/cut/try", json=TRIAL)).json()
    assert seen["minutes"] == "20"
    assert "internal" not in seen
    assert "internal" not in seen["items"][0]
    typed = await rep.post(
        "/api/catalog/operations/cut/try", json={**TRIAL, "cells": {"hourly_rate": "1"}}
    )
    assert typed.status_code == 403
