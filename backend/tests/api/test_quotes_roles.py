"""Who may do what with quotes, and what each role gets to see of them."""

from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI

from app.domain.actor import Authority
from app.domain.permissions import Role
from tests.conftest import ClientFor, MakeUser
from tests.factories.quotes import (
    Hand,
    Parties,
    charge,
    keys_of,
    open_quoting_shop,
    product,
    put,
    refusal,
    rows,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def mona(client_for: ClientFor, parties: Parties) -> Hand:
    """A manager."""
    return Hand(await client_for(Role.MANAGER), parties)


async def test_a_rep_sends_within_own_authority_and_is_told_who_can_send_the_rest(
    client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    rep = await make_user(
        Role.SALES,
        authority=Authority(max_total=Decimal(500), max_discount=Decimal("0.10")),
    )
    sam = Hand(await client_for(rep), parties)
    cheap = product(500, selected=0)
    cheap["quantities"][0] |= {"typed_price": "9.00", "typed_reason": "friend"}
    quote = await sam.create(cheap, charge("600.00"))
    quote = await sam.edit(quote, {"op": "set", "discount_percent": "0.5000"})
    quote = await sam.edit(quote, put(charge("700.00")))
    details = refusal(await sam.act(quote, "send"), 409, "quote_approval_needed")
    assert {rule["rule"] for rule in details["rules"]} == {
        "total_over_limit",
        "discount_over_limit",
        "typed_price",
    }
    assert details["can_be_sent_by"] == ["manager", "admin"]
    mona = Hand(await client_for(Role.MANAGER), parties)
    assert (await mona.do(quote, "send"))["status"] == "sent"
    loss = product(500, selected=0)
    loss["quantities"][0] |= {"typed_price": "1.00", "typed_reason": "friend"}
    details = refusal(await sam.act(await sam.create(loss), "send"), 409, "quote_approval_needed")
    assert {rule["rule"] for rule in details["rules"]} == {
        "below_floor",
        "discount_over_limit",
        "typed_price",
    }


async def test_a_rep_types_prices_and_aims_at_no_margin_which_would_tell_the_cost(
    client_for: ClientFor, parties: Parties
) -> None:
    sam = Hand(await client_for(Role.SALES), parties)
    line = product(500, selected=0)
    line["quantities"][0]["typed_unit_price"] = "0.5"
    quote = await sam.create(line)
    assert quote["lines"][0]["quantities"][0]["price"] == "250.00"
    line["quantities"][0] |= {"typed_unit_price": None, "target_margin": "0.4"}
    refusal(await sam.try_edit(quote, put(line)), 403, "permission_denied")
    preview = await sam.client.post(
        f"/api/quotes/{quote['id']}/preview", json={"changes": [put(line)]}
    )
    refusal(preview, 403, "permission_denied")


async def test_a_rep_sees_only_own_quotes(client_for: ClientFor, parties: Parties) -> None:
    sam = Hand(await client_for(Role.SALES), parties)
    sue = Hand(await client_for(Role.SALES), parties)
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await sam.create(product(500, selected=0))
    line = quote["lines"][0]["id"]
    base = f"/api/quotes/{quote['id']}"
    for path in ("", "/timeline", "/document.pdf", "/pages/1.png", f"/lines/{line}/estimate"):
        assert (await sam.client.get(base + path)).status_code == 200, path
        assert (await sue.client.get(base + path)).status_code == 404, path
    for action in ("send", "approve", "decline", "expire", "delete", "restore", "duplicate"):
        assert (await sue.act(quote, action)).status_code == 404, action
    assert (await sue.try_edit(quote, {"op": "set", "title": "Mine"})).status_code == 404
    answer = await sue.client.post(
        f"{base}/preview", json={"changes": [{"op": "set", "title": "Mine"}]}
    )
    assert answer.status_code == 404
    assert (await sue.list())["total"] == 0
    assert (await sue.list())["counts"]["all"] == 0
    assert (await dana.list())["total"] == 1
    edited = await dana.edit(quote, {"op": "set", "title": "Helped"})
    assert edited["owner"]["name"] == "Pat Sales"
    refusal(await dana.act(edited, "delete"), 403, "quote_action_denied")
    assert (await sam.act(edited, "delete")).status_code == 204


async def test_nobody_who_is_not_logged_in_gets_anything(
    client: httpx.AsyncClient, mona: Hand
) -> None:
    quote = await mona.create(charge("1.00"))
    base = f"/api/quotes/{quote['id']}"
    for path in ("/api/quotes", base, f"{base}/timeline", f"{base}/document.pdf"):
        assert (await client.get(path)).status_code == 401
    assert (await client.post("/api/quotes", json={"title": "x"})).status_code == 401
    assert (await client.post("/api/estimates", json={})).status_code == 401


async def test_no_answer_to_a_rep_has_a_key_of_cost_or_margin(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, parties: Parties
) -> None:
    rep = await make_user(Role.SALES, authority=Authority(min_margin=Decimal(0)))
    sam = Hand(await client_for(rep), parties)
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    line = product(500, 1000, selected=0)
    quote = await sam.create(line)
    outside = charge(kind="outside", title="Foil", unit_price=None, cost="12.00", vendor="Foilers")
    quote = await dana.edit(quote, put(outside), put(line | {"title": "Cards"}))
    assert quote["lines"][1]["internal"]["cost"] == "12"
    assert quote["lines"][1]["quantities"][0]["price"] == "14.40"
    assert quote["totals"]["internal"]["cost"]
    base = f"/api/quotes/{quote['id']}"
    changed = put({key: outside[key] for key in outside if key != "cost"} | {"title": "Gold foil"})
    answers = [
        await sam.client.get(base),
        await sam.client.get("/api/quotes"),
        await sam.client.get(f"{base}/timeline"),
        await sam.client.get(f"{base}/lines/{line['id']}/estimate"),
        await sam.client.post(f"{base}/preview", json={"changes": [changed, put(line)]}),
        await sam.client.post(
            "/api/estimates", json={"spec": line["spec"], "quantities": [100, 200]}
        ),
        await sam.try_edit({**quote, "version": 1}, {"op": "set", "title": "Stale"}),
        await sam.try_edit(quote, changed),
    ]
    assert [one.status_code for one in answers] == [200, 200, 200, 200, 200, 200, 412, 200]
    answers.append(await sam.act(answers[-1].json(), "duplicate"))
    # The outside purchase has no vendor's quote: a colleague is asked, and the rep is told so.
    answers.append(await sam.act(answers[-2].json(), "send"))
    answers.append(await sam.client.get(f"{base}/checks"))
    answers.append(await sam.act(answers[-4].json(), "submit"))
    answers.append(await sam.client.get("/api/approvals", params={"box": "asked"}))
    answers.append(await sam.client.get(f"{base}/revisions"))
    assert [one.status_code for one in answers[-6:]] == [201, 409, 200, 200, 200, 200]
    for answer in answers:
        hidden = [
            key
            for key in keys_of(answer.json())
            if key == "internal"
            or any(word in key for word in ("cost", "margin", "mark_", "markup"))
        ]
        assert hidden == [], answer.url
    # What the rep could not see was not lost by the rep's edit.
    seen = await dana.read(quote)
    assert seen["lines"][1]["title"] == "Gold foil"
    assert seen["lines"][1]["internal"]["cost"] == "12"
    refusal(await sam.try_edit(await sam.create(), put(outside)), 403, "permission_denied")
    secrets = await rows(
        app,
        "SELECT coalesce(before::text, '') || coalesce(after::text, '')"
        " FROM forge_audit_entries WHERE entity = 'quote'",
    )
    assert not [one for one in secrets if "cost" in str(one[0]) or "margin" in str(one[0])]


async def test_an_estimator_says_why_before_own_typed_price_goes_out(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    line = product(500, selected=0)
    line["quantities"][0]["typed_price"] = "80.00"
    quote = await dana.create(line)
    details = refusal(await dana.act(quote, "send"), 409, "quote_not_ready")
    assert details["problems"] == ["Line 1, Business cards: say why its price was typed."]
    line["quantities"][0]["typed_reason"] = "Repeat client"
    quote = await dana.edit(quote, put(line))
    assert (await dana.do(quote, "send"))["status"] == "sent"
