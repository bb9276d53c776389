"""Quotes of another system become drafts under numbers of ours, at the prices of the file, once."""

from decimal import Decimal

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from app.jobs.imports import run_import
from app.state import AppState
from tests.conftest import ClientFor
from tests.factories.customers import add_customer
from tests.factories.quotes import Hand, charge, make_customer
from tests.jobs.test_imports import check, count, counts, step, upload

HEADER = "Quote,Customer,Account,Job,Valid until,Status,Item,Qty,Price,Each\n"


@pytest.mark.usefixtures("reference_rates")
async def test_quotes_come_in_as_drafts_under_our_numbers(
    committed_app: FastAPI, worker_state: AppState, client_for: ClientFor
) -> None:
    client = await client_for(Role.ESTIMATOR)
    ours = await Hand(client, await make_customer(committed_app)).create(charge("40.00"))
    harbor = await add_customer(
        await client_for(Role.ADMIN), "Harbor Coffee", account_number="H-1", payment_terms="Net 10"
    )
    content = (
        HEADER
        + 'E-1,Harbor Coffee,h-1,Winter calendar,12/31/2026,Won,Postcards,"2,500","$1,202.73",\n'
        + "E-1,,,,,,Setup,1,,45.50\n"
        + "e-2,Somebody New,,Posters,,,Posters 24 x 36,10,,\n"
    ).encode()
    checked = await check(client, worker_state, await upload(client, content, kind="quotes"))
    assert checked["report"]["problems"] == []
    assert counts(checked, "report") == {
        "quotes to add": 2,
        "lines to add": 3,
        "of them for prospects": 1,
    }
    applied = await step(client, worker_state, checked, "apply")
    assert counts(applied, "result") == {"quotes added": 2}
    first, second = applied["result"]["examples"]
    number = int(ours["number"].removesuffix("Q"))
    assert [first["label"], second["label"]] == [f"{number + 1}Q", f"{number + 2}Q"]

    quote = (await client.get(f"/api/quotes/{first['id']}")).json()
    assert (quote["status"], quote["customer"]["id"], quote["terms"]) == (
        "draft",
        harbor["id"],
        "Net 10",
    )
    assert quote["valid_until"] == "2026-12-31"
    assert "E-1" in quote["internal_note"]
    assert "Won" in quote["internal_note"]
    assert Decimal(quote["totals"]["subtotal"]) == Decimal("1248.23")
    shown = (await client.get("/api/quotes", params={"q": "winter calendar"})).json()["items"]
    assert [(one["number"], one["total"]) for one in shown] == [
        (first["label"], quote["totals"]["total"])
    ]
    # What it cost elsewhere, nobody knows here: no margin is made up.
    assert shown[0]["internal"]["margin_percent"] is None
    other = (await client.get(f"/api/quotes/{second['id']}")).json()
    assert other["customer"] is None
    assert "price" in other["lines"][0]["problem"]

    # The same file again adds nothing, and the next quote gets the next number.
    again = await check(client, worker_state, await upload(client, content, kind="quotes"))
    assert [one["known_label"] for one in again["report"]["duplicates"]] == [
        first["label"],
        second["label"],
    ]
    again = await step(client, worker_state, again, "apply")
    assert counts(again, "result") == {"quotes skipped": 2}
    assert await count(worker_state, "quotes") == 3
    after = await Hand(client, await make_customer(committed_app)).create(charge("1.00"))
    assert after["number"] == f"{number + 3}Q"
    async with worker_state.async_session_factory.begin() as session:
        told = await session.scalars(
            text("SELECT entity_label FROM forge_audit_entries WHERE action = 'quote.imported'")
        )
        assert sorted(told) == [first["label"], second["label"]]


@pytest.mark.usefixtures("reference_rates")
async def test_bad_cells_of_quotes_are_marked_and_a_rep_may_not_bring_them_in(
    worker_state: AppState, client_for: ClientFor
) -> None:
    client = await client_for(Role.MANAGER)
    content = (
        HEADER
        + "E-1,Harbor,X-9,Menu,2026-02-30,,Cards,half,12.345,\n"
        + "E-1,Harbor,X-9,Posters,,,Cards,5,9.00,\n"
        + "E-3,,,Menu,,,Cards,5,9.00,\n"
    ).encode()
    checked = await check(client, worker_state, await upload(client, content, kind="quotes"))
    marked = {(one["row"], one["header"]) for one in checked["report"]["problems"]}
    assert marked == {
        (2, "Account"),
        (2, "Valid until"),
        (2, "Qty"),
        (2, "Price"),
        (3, "Job"),
        (4, "Customer"),
    }
    await run_import(worker_state, checked["id"])
    assert await count(worker_state, "quotes") == 0
    rep = await client_for(Role.SALES)
    refused = await rep.post(
        "/api/imports", params={"kind": "quotes", "name": "q.csv"}, content=content
    )
    assert refused.json()["code"] == "permission_denied"
