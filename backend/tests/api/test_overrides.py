"""What an estimator sets by hand of how a line is made: who may, what it does, what is kept."""

from dataclasses import replace
from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.domain.estimating.binderies import BINDERY, BOOKLET
from tests.factories.quotes import (
    BOOK,
    Hand,
    Json,
    Parties,
    make_customer,
    open_quoting_shop,
    product,
    publish,
    put,
    refusal,
    rows,
    spec,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


def by_hand(**figures: object) -> Json:
    return {"overrides": {"reason": "the good guillotine is down", **figures}}


def cards(line: Json | None = None, **figures: object) -> Json:
    made = product(500) if line is None else line
    return {**made, "spec": {**made["spec"], **by_hand(**figures)}}


@pytest.mark.parametrize("role", [Role.ESTIMATOR, Role.MANAGER])
async def test_figures_set_by_hand_change_the_estimate_and_say_so(
    client_for: ClientFor, parties: Parties, role: Role
) -> None:
    hand = Hand(await client_for(role), parties)
    quote = await hand.create(cards(n_up=12, per_hour=600, waste="0.10"))
    (line,) = quote["lines"]
    assert line["spec"]["overrides"]["n_up"] == 12
    answer = await hand.client.post(
        "/api/estimates", json={"spec": line["spec"], "quantities": [500]}
    )
    assert answer.status_code == 200, answer.text
    (one,) = answer.json()["quantities"]
    (part,) = one["parts"]
    assert part["layout"]["n_up"] == len(part["layout"]["cells"]) == 12
    assert part["remarks"] == [
        "Overridden by hand: 12 up, 600 an hour, 10 % waste. the good guillotine is down"
    ]
    formulas = [item["formula"] for item in one["internal"]["items"]]
    assert any("600 sides" not in said and "(overridden by hand)" in said for said in formulas)
    assert any("(waste overridden by hand: 10 %)" in said for said in formulas)


async def test_a_rep_sets_nothing_by_hand_but_keeps_what_an_estimator_set(
    client_for: ClientFor, parties: Parties
) -> None:
    sam = Hand(await client_for(Role.SALES), parties)
    await_refused = await sam.client.post(
        "/api/estimates", json={"spec": {**spec(), **by_hand(n_up=12)}, "quantities": [500]}
    )
    refusal(await_refused, 403, "permission_denied")
    quote = await sam.create(product(500))
    (plain,) = quote["lines"]
    overridden = cards({**product(500), "id": plain["id"]}, n_up=12)
    refusal(await sam.try_edit(quote, put(overridden)), 403, "permission_denied")
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await dana.edit(quote, put(overridden))
    total = Decimal(quote["lines"][0]["quantities"][0]["price"])
    renamed = {**overridden, "title": "Cards for the counter"}
    quote = await sam.edit(quote, put(renamed))
    assert quote["lines"][0]["title"] == "Cards for the counter"
    assert Decimal(quote["lines"][0]["quantities"][0]["price"]) == total
    bare = {**renamed, "spec": {**renamed["spec"], "overrides": None}}
    refusal(await sam.try_edit(quote, put(bare)), 403, "permission_denied")
    await sam.edit(quote, {"op": "remove_line", "id": plain["id"]})


async def test_a_figure_without_a_reason_and_one_that_cannot_be_are_refused(
    client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    for figures, code in (
        ({"n_up": 500}, "estimate_refused"),
        ({"method": "work_and_turn"}, "estimate_refused"),
        ({"press": "none"}, "estimate_refused"),
        ({}, "validation_failed"),
    ):
        answer = await dana.client.post(
            "/api/estimates", json={"spec": {**spec(), **by_hand(**figures)}, "quantities": [500]}
        )
        assert answer.status_code == 422, answer.text
        assert answer.json()["code"] == code


async def test_what_was_set_by_hand_is_in_the_audit_log(
    app: FastAPI, client_for: ClientFor, parties: Parties
) -> None:
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quote = await dana.create(product(500))
    overridden = cards({**product(500), "id": quote["lines"][0]["id"]}, n_up=12)
    await dana.edit(quote, put(overridden))
    found = await rows(app, "SELECT after FROM forge_audit_entries WHERE action = 'quote.edited'")
    ((after,),) = found
    (line,) = after["lines"]
    assert line["spec"]["overrides"]["reason"] == "the good guillotine is down"
    assert line["spec"]["overrides"]["n_up"] == 12


async def test_a_books_text_and_cover_are_each_set_by_hand_kept_and_shown(
    app: FastAPI, client_for: ClientFor
) -> None:
    await publish(app, replace(BINDERY, levels=BOOK.levels))
    parties = await make_customer(app)
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    book = BOOKLET.to_document()
    line = {**product(500), "spec": book}
    quote = await dana.create(line)
    sam = Hand(await client_for(Role.SALES), parties)
    set_by_hand = {**book, **by_hand(waste="0.2")}
    for field in ("overrides", "cover_overrides"):
        changed = {**line, "spec": {**book, field: set_by_hand["overrides"]}}
        asked = {"spec": changed["spec"], "quantities": [500]}
        refusal(await sam.client.post("/api/estimates", json=asked), 403, "permission_denied")
        quote = await dana.edit(quote, put(changed))
        (kept,) = quote["lines"]
        assert kept["spec"][field]["waste"] == "0.2"
        answer = await dana.client.post("/api/estimates", json=asked)
        (one,) = answer.json()["quantities"]
        remarked = [part["name"] for part in one["parts"] if part["remarks"]]
        assert remarked == ["Text" if field == "overrides" else "Cover"]
    found = await rows(app, "SELECT after FROM forge_audit_entries WHERE action = 'quote.edited'")
    kept_lines = [after["lines"][0]["spec"] for (after,) in found]
    assert [bool(spec["cover_overrides"]) for spec in kept_lines] == [False, True]
