"""Templates: kept from a quote, used by others, and never a door to what somebody may not see."""

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.api.test_nothing_internal_leaks import hidden_keys
from tests.conftest import ClientFor, MakeUser
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    if_match,
    open_quoting_shop,
    product,
    put,
    refusal,
    rows,
    spec,
)

BY_HAND = {"n_up": 1, "reason": "One at a time for this customer"}
VENDOR = {"rows": [{"quantity": 1, "total": "9.00"}, {"quantity": 500, "total": "80.00"}]}


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    """A manager with a shop that can quote."""
    parties = await open_quoting_shop(app)
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona"), parties)


@pytest.fixture
async def dana(client_for: ClientFor, make_user: MakeUser, mona: Hand) -> Hand:
    """A rep."""
    return await Hand.of(client_for, await make_user(Role.SALES, name="Dana"), mona.parties)


async def keep(hand: Hand, quote: Json, kind: str, *line_ids: str, **more: object) -> Json:
    answer = await hand.client.post(
        "/api/templates",
        json={"kind": kind, "name": "Menus", "quote_id": quote["id"], "line_ids": line_ids, **more},
    )
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


def foil(**changes: object) -> Json:
    made = charge(None, 250, kind="outside", title="Foil", vendor="Bindery Bros.", **changes)
    return made | {"vendor_costs": VENDOR}


async def test_a_quote_kept_as_a_template_begins_others_at_todays_rates(
    mona: Hand, dana: Hand
) -> None:
    cards = product(500, 1000, selected=0, title="Cards", spec=spec(overrides=BY_HAND))
    cards["quantities"][0] |= {"typed_price": "1.00", "typed_reason": "A favour"}
    linen = product(500, selected=0, title="Linen", alternate_of=cards["id"])
    quote = await mona.create(cards, linen, foil(discount_percent="0.5"))
    quote = await mona.edit(quote, {"op": "set", "customer_note": "Proof in two days."})
    kept = await keep(mona, quote, "quote", shared=True)
    assert kept["titles"] == ["Cards", "Linen", "Foil"]
    assert kept["lines"][2]["internal"]["vendor_costs"]["rows"][1]["total"] == "80.00"
    # What the template says does not change with the quote that it was kept from.
    await mona.edit(quote, {"op": "remove_line", "id": linen["id"]})

    [listed] = (await dana.client.get("/api/templates")).json()
    assert (listed["owner"]["name"], listed["may_change"]) == ("Mona", False)
    shown = (await dana.client.get(f"/api/templates/{kept['id']}")).json()
    assert hidden_keys(shown) == []
    assert "internal" not in shown["lines"][2]
    made = await dana.create(from_template=kept["id"], title="Spring menus")
    assert [line["title"] for line in made["lines"]] == ["Cards", "Linen", "Foil"]
    assert made["lines"][1]["alternate_of"] == made["lines"][0]["id"]
    assert made["customer_note"] == "Proof in two days."
    first = made["lines"][0]["quantities"][0]
    assert (first["typed"], first["price"]) == (False, first["formula_price"])
    assert made["lines"][0]["spec"].get("overrides") is None
    # Half of 80.00 and its mark-up: the vendor's table went along, its discount did not.
    seen = (await mona.read(made))["lines"][2]
    assert seen["internal"]["vendor_costs"] == kept["lines"][2]["internal"]["vendor_costs"]
    assert seen["discount_percent"] == "0.0000"
    assert made["totals"]["total"] is not None


async def test_a_section_or_a_line_goes_into_a_draft_with_costs_that_the_rep_never_sees(
    mona: Hand, dana: Hand
) -> None:
    plate = charge(None, 1, kind="outside", title="Die", cost="31.00", vendor="Cutter")
    quote = await mona.create(charge("5.00"), plate, foil(section="Extras"))
    ids = [line["id"] for line in quote["lines"]]
    await keep(mona, quote, "line", ids[1], shared=True)
    section = await keep(mona, quote, "section", ids[2], shared=True)
    assert section["lines"][0]["section"] == "Extras"
    for kind, wanted in (("line", ids[:2]), ("section", [kept_id(section)]), ("line", [])):
        answer = await mona.client.post(
            "/api/templates",
            json={"kind": kind, "name": "No", "quote_id": quote["id"], "line_ids": wanted},
        )
        refusal(answer, 422, "invalid_quote")

    draft = await dana.create(charge("1.00"))
    copy = {**charge(None, 250, kind="outside", title="Foil"), "copy_of": kept_id(section)}
    copy |= {"template_id": section["id"], "vendor": "Bindery Bros."}
    preview = await dana.preview(draft, put(copy))
    draft = await dana.edit(draft, put(copy))
    assert draft["lines"][1]["problem"] is None
    assert preview["lines"][0]["quantities"][0]["price"] == price_of(draft, 1)
    # Duplicated, deleted and brought back by somebody who never saw it, it costs the same still.
    twin = {**copy, **charge(None, 250, kind="outside", title="Twin")}
    twin |= {"copy_of": draft["lines"][1]["id"], "template_id": None}
    gone = {"op": "remove_line", "id": draft["lines"][1]["id"]}
    draft = await dana.edit(draft, gone, put(twin))
    assert [line["title"] for line in draft["lines"]] == ["Design", "Twin"]
    draft = await dana.edit(draft, put({**copy, "copy_of": None, "template_id": None}))
    assert price_of(draft, 1) == price_of(draft, 2) == preview["lines"][0]["quantities"][0]["price"]
    costs = [line["internal"]["vendor_costs"] for line in (await mona.read(draft))["lines"][1:]]
    assert costs[0] == costs[1] == section["lines"][0]["internal"]["vendor_costs"]


def kept_id(template: Json) -> str:
    found: str = template["lines"][0]["id"]
    return found


def price_of(quote: Json, place: int) -> str:
    found: str = quote["lines"][place]["quantities"][0]["price"]
    return found


async def test_own_templates_are_ones_own_and_shared_ones_are_kept_by_who_writes_all_quotes(
    app: FastAPI, mona: Hand, dana: Hand
) -> None:
    hers = await dana.create(charge("1.00"))
    others = await mona.create(charge("1.00"))
    mine = await keep(dana, hers, "quote")
    body = {"kind": "quote", "name": "No", "quote_id": others["id"]}
    refusal(await dana.client.post("/api/templates", json=body), 404, "quote_not_found")
    body = {"kind": "quote", "name": "No", "quote_id": hers["id"], "shared": True}
    refusal(await dana.client.post("/api/templates", json=body), 403, "permission_denied")
    address = f"/api/templates/{mine['id']}"
    refusal(await mona.client.get(address), 404, "template_not_found")
    refusal(
        await mona.client.post(
            "/api/quotes", json={"prospect_name": "B", "title": "T", "from_template": mine["id"]}
        ),
        404,
        "template_not_found",
    )
    borrowed = {**charge("1.00"), "copy_of": kept_id(mine), "template_id": mine["id"]}
    refusal(await mona.try_edit(others, put(borrowed)), 404, "template_not_found")

    renamed = await dana.client.patch(address, json={"name": "Mine"}, headers=if_match(mine))
    assert (renamed.json()["name"], renamed.json()["version"]) == ("Mine", 2)
    late = await dana.client.patch(address, json={"name": "Late"}, headers=if_match(mine))
    refusal(late, 412, "template_changed")
    shared = await dana.client.patch(
        address, json={"shared": True}, headers=if_match(renamed.json())
    )
    refusal(shared, 403, "permission_denied")
    gone = await dana.client.delete(address, headers=if_match(renamed.json()))
    assert gone.status_code == 204
    assert (await dana.client.get("/api/templates")).json() == []
    back = await dana.client.post(f"{address}/restore")
    assert (back.status_code, back.json()["name"]) == (200, "Mine")
    told = await rows(
        app, "SELECT action FROM forge_audit_entries WHERE entity = 'template' ORDER BY id"
    )
    assert [one[0].split(".")[1] for one in told] == ["created", "changed", "deleted", "restored"]


async def test_a_new_quote_begins_with_what_the_customer_had_last(mona: Hand, dana: Hand) -> None:
    old = await dana.create(product(500, selected=0, title="Cards"), title="Spring")
    fields = {"terms": "Net 15", "discount_percent": "0.05", "customer_note": "As before."}
    old = await dana.edit(old, {"op": "set", **fields})
    again = await dana.create(charge("3.00"), from_quote=old["id"], title="Fall")
    assert [line["title"] for line in again["lines"]] == ["Cards", "Design"]
    assert (again["title"], again["terms"]) == ("Fall", "Net 15")
    assert (again["discount_percent"], again["customer_note"]) == ("0.0500", "As before.")
    # Somebody else is offered the lines, not what was agreed with the first customer.
    other = await dana.client.post(
        "/api/quotes", json={"prospect_name": "Bayou", "title": "Fall", "from_quote": old["id"]}
    )
    assert (other.json()["discount_percent"], other.json()["terms"]) == ("0.0000", "Net 30")
    theirs = await mona.create(charge("1.00"))
    body = {"prospect_name": "Bayou", "title": "Fall", "from_quote": theirs["id"]}
    refusal(await dana.client.post("/api/quotes", json=body), 404, "quote_not_found")
