"""A file is checked and written by the worker: all of it or nothing, once, whatever happens."""

import asyncio
from typing import Any

import httpx
import pytest
from pgqueuer.domain.errors import RetryRequested
from sqlalchemy import text

from app.adapters.spreadsheets import read_table
from app.domain.permissions import Role
from app.jobs.imports import forget_imports, run_import
from app.services import imports
from app.state import AppState
from tests.conftest import ClientFor, Clock
from tests.factories.customers import add_customer

type Json = dict[str, Any]

HEADER = "Company,Acct No,E-Mail,Terms,Contact,Contact E-mail,Address,City,State,Zip\r\n"


def sheet(*rows: str) -> bytes:
    return (HEADER + "\r\n".join(rows) + "\r\n").encode()


def many(count: int, *, bad: int = 0) -> bytes:
    """Customers in as many rows, of which each ``bad``-th has an address that is none."""
    return sheet(
        *(
            f"Shop {n},C-{n},{'nobody' if bad and n % bad == 0 else f's{n}@shop.example'},"
            f"Net 15,Ann {n},ann{n}@shop{n}.example,{n} Mill Road,Durham,NC,27701"
            for n in range(1, count + 1)
        )
    )


async def upload(
    client: httpx.AsyncClient, content: bytes, *, kind: str = "customers", **headers: str
) -> Json:
    answer = await client.post(
        "/api/imports",
        params={"kind": kind, "name": "from the old system.csv"},
        content=content,
        headers={"Content-Type": "application/octet-stream", **headers},
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def step(
    client: httpx.AsyncClient, state: AppState, found: Json, name: str, **body: object
) -> Json:
    """Ask for a step, let the worker do it, and return how the import stands then."""
    answer = await client.request(
        "PUT" if name == "mapping" else "POST",
        f"/api/imports/{found['id']}/{name}",
        json=body or None,
        headers={"If-Match": f'"{found["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    await run_import(state, found["id"])
    return await read(client, found)


async def read(client: httpx.AsyncClient, found: Json) -> Json:
    answer: Json = (await client.get(f"/api/imports/{found['id']}")).json()
    return answer


async def check(
    client: httpx.AsyncClient, state: AppState, found: Json, duplicates: str = "skip"
) -> Json:
    mapping = [column["field"] for column in found["columns"]]
    return await step(client, state, found, "mapping", mapping=mapping, duplicates=duplicates)


async def count(state: AppState, table: str) -> int:
    async with state.async_session_factory.begin() as session:
        found: int = await session.scalar(text(f"SELECT count(*) FROM forge_{table}"))  # noqa: S608
        return found


def counts(answer: Json, of: str) -> dict[str, int]:
    return {one["what"]: one["count"] for one in answer[of]["counts"] if one["count"]}


async def test_a_file_of_customers_becomes_customers_once(
    worker_state: AppState, client_for: ClientFor
) -> None:
    client = await client_for(Role.SALES)
    there = await add_customer(client, "Harbor Coffee, Inc.", email="office@harbor.example")
    content = sheet(
        "Harbor Coffee,H-1,office@harbor.example,Net 15,Maya Ortiz,maya@harbor.example,,,,",
        '"Mill & Sons",M-1,,Net 10,Ben Mill,ben@mill.example,12 Mill Road,Durham,nc,27701',
        "Mill & Sons,M-1,,,Cara Mill,cara@mill.example,,,,",
    )
    found = await upload(client, content, **{"Idempotency-Key": "the-first-of-all"})
    again = await upload(client, content, **{"Idempotency-Key": "the-first-of-all"})
    assert again["id"] == found["id"]
    assert [one["field"] for one in found["columns"]] == [
        "name",
        "account_number",
        "email",
        "payment_terms",
        "contact_name",
        "contact_email",
        "billing_line1",
        "billing_city",
        "billing_region",
        "billing_postal_code",
    ]
    checked = await check(client, worker_state, found, "update")
    assert checked["state"] == "checked"
    assert checked["report"]["problem_count"] == 0
    assert [one["known_id"] for one in checked["report"]["duplicates"]] == [there["id"]]
    assert await count(worker_state, "customers") == 1

    applied = await step(client, worker_state, checked, "apply")
    assert applied["state"] == "applied"
    assert counts(applied, "result") == {
        "customers added": 1,
        "customers changed": 1,
        "contacts added": 3,
    }
    changed = (await client.get(f"/api/customers/{there['id']}")).json()
    assert (changed["account_number"], changed["payment_terms"]) == ("H-1", "Net 15")
    mill = (await client.get("/api/customers", params={"q": "mill"})).json()["items"][0]
    whole = (await client.get(f"/api/customers/{mill['id']}")).json()
    assert [one["name"] for one in whole["contacts"]] == ["Ben Mill", "Cara Mill"]
    assert whole["addresses"][0]["city"] == "Durham"

    # The job runs twice, the button is pressed twice, the file comes twice: nothing more happens.
    rows = await count(worker_state, "audit_entries")
    await run_import(worker_state, found["id"])
    await step(client, worker_state, applied, "apply")
    second = await upload(client, content)
    assert second["applied_before"] is not None
    second = await check(client, worker_state, second, "update")
    second = await step(client, worker_state, second, "apply")
    assert counts(second, "result") == {}
    assert await count(worker_state, "customers") == 2
    assert await count(worker_state, "contacts") == 3
    assert await count(worker_state, "audit_entries") == rows + 2

    third = await check(client, worker_state, await upload(client, content), "create")
    refused = await client.post(
        f"/api/imports/{third['id']}/apply", headers={"If-Match": f'"{third["version"]}"'}
    )
    assert refused.status_code == 409
    async with worker_state.async_session_factory.begin() as session:
        told = await session.scalars(
            text("SELECT action FROM forge_audit_entries WHERE action LIKE 'import.applied'")
        )
        assert len(told.all()) == 2


async def test_one_bad_row_in_a_hundred_stops_all_and_each_is_marked(
    worker_state: AppState, client_for: ClientFor
) -> None:
    client = await client_for(Role.MANAGER)
    checked = await check(client, worker_state, await upload(client, many(500, bad=100)))
    report = checked["report"]
    assert report["problem_count"] == 5
    assert [one["row"] for one in report["problems"]] == [101, 201, 301, 401, 501]
    assert {(one["header"], one["value"]) for one in report["problems"]} == {("E-Mail", "nobody")}
    assert "name@example.com" in report["problems"][0]["message"]
    refused = await client.post(
        f"/api/imports/{checked['id']}/apply", headers={"If-Match": f'"{checked["version"]}"'}
    )
    assert refused.json()["code"] == "import_has_problems"
    marked = await client.get(f"/api/imports/{checked['id']}/marked")
    rows = read_table(marked.content)
    assert rows[0][-1] == "What to do"
    assert [place for place, row in enumerate(rows, 1) if "e-mail" in row[-1]] == [
        101,
        201,
        301,
        401,
        501,
    ]
    assert await count(worker_state, "customers") == 0


async def test_what_breaks_in_the_middle_leaves_nothing_and_says_so(
    worker_state: AppState, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await client_for(Role.MANAGER)
    checked = await check(client, worker_state, await upload(client, many(600)))
    real = imports.show_progress

    async def crash(session: Any, import_id: Any, done: int) -> None:  # noqa: ANN401
        await real(session, import_id, done)
        if done:
            # The first part is written and not yet kept: the server ends the writer.
            await session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE state = 'idle in transaction' AND datname = current_database()"
                )
            )

    monkeypatch.setattr(imports, "show_progress", crash)
    failed = await step(client, worker_state, checked, "apply")
    assert failed["state"] == "failed"
    assert "Nothing was imported" in failed["problem"]
    assert await count(worker_state, "customers") == 0

    monkeypatch.setattr(imports, "show_progress", real)
    checked = await check(client, worker_state, failed)
    applied = await step(client, worker_state, checked, "apply")
    assert applied["state"] == "applied"
    assert await count(worker_state, "customers") == 600


async def test_two_imports_of_one_file_at_once_add_it_once(
    worker_state: AppState, client_for: ClientFor
) -> None:
    client = await client_for(Role.MANAGER)
    both = [await check(client, worker_state, await upload(client, many(40))) for _ in range(2)]
    for one in both:
        await client.post(
            f"/api/imports/{one['id']}/apply", headers={"If-Match": f'"{one["version"]}"'}
        )

    async def until_done(found: Json) -> None:
        # A worker whose turn has not come is asked again by the queue.
        for _ in range(200):
            try:
                await run_import(worker_state, found["id"])
            except RetryRequested:
                await asyncio.sleep(0.02)
            else:
                return

    await asyncio.gather(*(until_done(one) for one in both))
    ends = [await read(client, one) for one in both]
    assert [one["state"] for one in ends] == ["applied", "applied"]
    assert sorted(counts(one, "result").get("customers added", 0) for one in ends) == [0, 40]
    assert await count(worker_state, "customers") == 40


async def test_contacts_find_their_customers_and_strangers_are_marked(
    worker_state: AppState, client_for: ClientFor
) -> None:
    client = await client_for(Role.SALES)
    harbor = await add_customer(client, "Harbor Coffee", account_number="H-1")
    content = (
        "Account;First name;Last name;Email;May accept\n"
        "h-1;Zoë;Ångström;zoe@harbor.example;no\n"
        "X-9;Nobody;Here;nobody@there.example;maybe\n"
    ).encode("utf-16")
    found = await upload(client, content, kind="contacts")
    checked = await check(client, worker_state, found)
    assert [(one["header"], one["row"]) for one in checked["report"]["problems"]] == [
        ("Account", 3),
        ("May accept", 3),
    ]
    good = "Account;First name;Last name;Email\nh-1;Zoë;Ångström;zoe@harbor.example\n"
    found = await upload(client, good.encode("cp1252"), kind="contacts")
    checked = await check(client, worker_state, found)
    await step(client, worker_state, checked, "apply")
    whole = (await client.get(f"/api/customers/{harbor['id']}")).json()
    assert [one["name"] for one in whole["contacts"]] == ["Zoë Ångström"]


async def test_what_nobody_goes_on_with_is_dropped_after_a_week(
    worker_state: AppState, client_for: ClientFor, clock: Clock
) -> None:
    client = await client_for(Role.SALES)
    found = await upload(client, sheet("Harbor,H-1,,,,,,,,"))
    other = await client_for(Role.SALES)
    assert (await other.get(f"/api/imports/{found['id']}")).status_code == 404
    async with worker_state.async_session_factory.begin() as session:
        await session.execute(text("UPDATE forge_imports SET updated_at = :at"), {"at": clock.now})
    clock.move(days=6)
    await forget_imports(worker_state)
    assert (await count_rows(worker_state)) == 1
    clock.move(days=2)
    await forget_imports(worker_state)
    assert (await count_rows(worker_state)) == 0


async def count_rows(state: AppState) -> int:
    async with state.async_session_factory.begin() as session:
        found: int = await session.scalar(
            text("SELECT count(rows) FROM forge_imports WHERE state = 'mapping'")
        )
        return found
