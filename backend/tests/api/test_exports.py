"""Lists leave as files: under their filters, whole, for those who may, and nothing as a formula."""

from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.adapters.spreadsheets import read_table
from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.customers import add_customer
from tests.factories.quotes import Hand, charge, make_customer, product

EVIL = '=HYPERLINK("http://evil.example")'


@pytest.mark.usefixtures("reference_rates")
async def test_quotes_leave_as_the_list_shows_them(app: FastAPI, client_for: ClientFor) -> None:
    mona = Hand(await client_for(Role.MANAGER), await make_customer(app))
    for title, price in ((EVIL, "40.00"), ("Fall menu kit", "1234.50")):
        await mona.create(charge(price), title=title)
    await mona.create(product(500, selected=0), title="Posters")
    shown = (await mona.client.get("/api/quotes", params={"sort": "number"})).json()
    for form in ("csv", "xlsx"):
        answer = await mona.client.get(f"/api/exports/quotes.{form}", params={"sort": "number"})
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="quotes.{form}"'
        header, *rows = read_table(answer.content)
        assert header[:6] == ["Number", "Customer", "Job", "Contact", "Status", "Total"]
        assert [row[0] for row in rows] == [one["number"] for one in shown["items"]]
        assert [row[2] for row in rows] == [EVIL, "Fall menu kit", "Posters"]
        # A spreadsheet's own numbers have no last zeros; a quote without a total has an empty cell.
        totals = [one["total"] and Decimal(one["total"]) for one in shown["items"]]
        assert [Decimal(row[5]) if row[5] else None for row in rows] == totals
    narrowed = await mona.client.get("/api/exports/quotes.csv", params={"q": "menu"})
    assert len(read_table(narrowed.content)) == 2
    assert f"'{EVIL[:5]}".encode() in (await mona.client.get("/api/exports/quotes.csv")).content
    assert (await mona.client.get("/api/exports/quotes.pdf")).status_code == 422
    rep = await client_for(Role.SALES)
    assert (await rep.get("/api/exports/quotes.csv")).json()["code"] == "permission_denied"


async def test_customers_leave_in_a_form_that_comes_in_again(client_for: ClientFor) -> None:
    client = await client_for(Role.ADMIN)
    address = {"kind": "billing", "line1": "12 Mill Road", "city": "Boston", "postal_code": "02134"}
    await add_customer(
        client,
        "Harbor Coffee",
        account_number="00417",
        phone="+1 919 555 0134",
        contacts=[{"name": "Maya", "email": "maya@harbor.example"}, {"name": "Ben"}],
        addresses=[address],
    )
    for form in ("csv", "xlsx"):
        file = (await client.get(f"/api/exports/customers.{form}")).content
        header, *rows = read_table(file)
        whole = [dict(zip(header, row, strict=False)) for row in rows]
        assert [one["Contact name"] for one in whole] == ["Maya", "Ben"]
        # Nothing that is written with digits alone loses its first ones.
        assert {one["Account number"] for one in whole} == {"00417"}
        assert {one["Billing postal code"] for one in whole} == {"02134"}
        assert {one["Phone"] for one in whole} == {"+1 919 555 0134"}
        sent = await client.post(
            "/api/imports", params={"kind": "customers", "name": "again"}, content=file
        )
        assert [one["header"] for one in sent.json()["columns"] if one["field"] is None] == []
    contacts = read_table((await client.get("/api/exports/contacts.csv")).content)
    assert [row[2] for row in contacts[1:]] == ["Maya", "Ben"]


async def test_people_the_audit_log_and_mails_leave_without_secrets(client_for: ClientFor) -> None:
    client = await client_for(Role.ADMIN)
    invited = {"email": "new@shop.example", "name": "New", "role": "sales"}
    assert (await client.post("/api/users", json=invited)).status_code == 201
    people = read_table((await client.get("/api/exports/users.csv")).content)
    assert people[0] == ["Name", "E-mail", "Role", "Status", "Last sign-in"]
    assert {"new@shop.example"} <= {row[1] for row in people[1:]}
    audit = read_table(
        (await client.get("/api/exports/audit.csv", params={"action": "user."})).content
    )
    assert [row[2] for row in audit[1:]] == ["user.invited"]
    mails = await client.get("/api/exports/mails.xlsx")
    assert [row[1] for row in read_table(mails.content)[1:]] == ["new@shop.example"]
    text = str(audit) + str(people)
    assert "hash" not in text
    assert "token" not in text
