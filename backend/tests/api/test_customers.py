"""Customers over the API: who may do what, and what happens when two people do it at once."""

import json
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from app.domain.permissions import Role
from app.models import AuditEntry, Customer, Quote, User
from tests.conftest import TODAY, ClientFor, Clock, MakeUser
from tests.factories.customers import add_customer, if_match

NOWHERE = "8d3ab1f2-0000-4000-8000-000000000000"
CHANGES: list[tuple[str, str, Any]] = [
    ("POST", "/api/customers", {"name": "New"}),
    ("PATCH", "/api/customers/{id}", {"name": "New"}),
    ("POST", "/api/customers/{id}/archive", None),
    ("POST", "/api/customers/{id}/restore", None),
    ("POST", "/api/customers/{id}/contacts", {"name": "New"}),
    ("PATCH", "/api/customers/{id}/contacts/{part}", {"name": "New"}),
    ("POST", "/api/customers/{id}/contacts/{part}/archive", None),
    ("POST", "/api/customers/{id}/contacts/{part}/restore", None),
    ("PUT", "/api/customers/{id}/addresses", {"addresses": []}),
    ("POST", "/api/customers/{id}/certificates", {"kind": "resale", "state": "NC", "number": "1"}),
    ("PATCH", "/api/customers/{id}/certificates/{part}", {"number": "2"}),
    ("POST", "/api/customers/{id}/certificates/{part}/archive", None),
]
ADDING = {"/api/customers", "/api/customers/{id}/contacts", "/api/customers/{id}/certificates"}
ADDRESS = {"kind": "billing", "line1": "1 Wharf Street", "city": "Beaufort", "region": "NC"}


async def entries(app: FastAPI, customer_id: str) -> list[AuditEntry]:
    async with app.state.async_session_factory() as session:
        query = (
            select(AuditEntry)
            .where(AuditEntry.entity_id == UUID(customer_id))
            .order_by(AuditEntry.id)
        )
        return list((await session.scalars(query)).all())


async def send(
    client: httpx.AsyncClient, change: tuple[str, str, Any], customer: dict[str, Any], part: str
) -> httpx.Response:
    method, address, body = change
    return await client.request(
        method,
        address.format(id=customer["id"], part=part),
        json=body,
        headers=if_match(customer),
    )


def part_of(customer: dict[str, Any], address: str) -> str:
    """The id of the part that an address of ``CHANGES`` is about."""
    kind = "certificates" if "certificates" in address else "contacts"
    found: str = customer[kind][0]["id"]
    return found


async def whole_customer(client: httpx.AsyncClient, name: str = "Harbor Coffee") -> dict[str, Any]:
    return await add_customer(
        client,
        name,
        email="hello@harborcoffee.example",
        phone="(252) 555-0134",
        contacts=[{"name": "Iris Vale", "email": "iris@harborcoffee.example"}],
        addresses=[ADDRESS],
        certificates=[
            {"kind": "resale", "state": "nc", "number": "NC-1", "expires_on": "2026-12-01"}
        ],
    )


async def test_a_new_customer_comes_back_whole_and_belongs_to_whoever_added_it(
    client_for: ClientFor, make_user: MakeUser
) -> None:
    rep = await make_user(Role.SALES, name="Dana Ruiz")
    client = await client_for(rep)
    made = await whole_customer(client)
    assert made["owner"] == {"id": str(rep.id), "name": "Dana Ruiz"}
    assert made["contacts"][0]["is_primary"] is True
    assert made["certificates"][0]["state"] == "NC"
    assert made["certificates"][0]["state_label"] == "expiring"
    answer = await client.get(f"/api/customers/{made['id']}")
    assert answer.headers["ETag"] == '"1"'
    assert answer.json() == made


async def test_a_certificate_stands_as_on_the_day_asked_for(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    for day, label in (
        ("2026-10-01", "valid"),
        ("2026-12-01", "expiring"),
        ("2026-12-02", "expired"),
    ):
        answer = await client.get(f"/api/customers/{made['id']}?on={day}")
        assert answer.json()["certificates"][0]["state_label"] == label


async def test_the_shops_day_counts_and_not_greenwichs(client_for: ClientFor, clock: Clock) -> None:
    clock.now = clock.now.replace(month=12, day=2, hour=3)
    made = await whole_customer(await client_for(Role.SALES))
    assert made["certificates"][0]["state_label"] == "expiring"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0]} {change[1]}")
async def test_every_change_needs_a_login(
    client: httpx.AsyncClient, change: tuple[str, str, Any]
) -> None:
    answer = await send(client, change, {"id": NOWHERE, "version": 1}, NOWHERE)
    assert answer.status_code == 401


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0]} {change[1]}")
async def test_an_estimator_reads_customers_and_changes_none(
    client_for: ClientFor, app: FastAPI, change: tuple[str, str, Any]
) -> None:
    made = await whole_customer(await client_for(Role.SALES))
    client = await client_for(Role.ESTIMATOR)
    assert (await client.get(f"/api/customers/{made['id']}")).status_code == 200
    assert (await client.get("/api/customers")).json()["total"] == 1
    answer = await send(client, change, made, part_of(made, change[1]))
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
    assert len(await entries(app, made["id"])) == 1


@pytest.mark.parametrize(
    ("role", "change"),
    [
        *((Role.SALES, change) for change in CHANGES),
        *((Role.MANAGER, change) for change in CHANGES[::4]),
        *((Role.ADMIN, change) for change in CHANGES[1::4]),
    ],
)
async def test_whoever_may_changes_customers_and_leaves_a_trace(
    client_for: ClientFor, app: FastAPI, role: Role, change: tuple[str, str, Any]
) -> None:
    client = await client_for(role)
    made = await whole_customer(client)
    part = part_of(made, change[1])
    if "restore" in change[1]:
        archived = await client.post(
            f"/api/customers/{made['id']}/contacts/{part}/archive"
            if "contacts" in change[1]
            else f"/api/customers/{made['id']}/archive",
            headers=if_match(made),
        )
        made = archived.json()
    known = len(await entries(app, made["id"]))
    answer = await send(client, change, made, part)
    assert answer.status_code in {200, 201}, answer.text
    changed = answer.json()
    assert answer.headers["ETag"] == f'"{changed["version"]}"'
    if change[1] == "/api/customers":
        assert len(await entries(app, changed["id"])) == 1
        return
    assert changed["version"] == made["version"] + 1
    trail = await entries(app, made["id"])
    assert len(trail) == known + 1
    assert trail[-1].entity_label == changed["name"]
    assert trail[-1].at == TODAY


@pytest.mark.parametrize(
    "change",
    [change for change in CHANGES if change[1] not in ADDING],
    ids=lambda change: f"{change[0]} {change[1]}",
)
async def test_what_overwrites_must_name_the_version_that_it_was_made_on(
    client_for: ClientFor, app: FastAPI, change: tuple[str, str, Any]
) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    method, address, body = change
    url = address.format(id=made["id"], part=part_of(made, address))
    missing = await client.request(method, url, json=body)
    assert (missing.status_code, missing.json()["code"]) == (428, "if_match_required")
    odd = await client.request(method, url, json=body, headers={"If-Match": "W/x"})
    assert (odd.status_code, odd.json()["code"]) == (422, "if_match_malformed")
    stale = await client.request(method, url, json=body, headers={"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "customer_changed")
    assert stale.json()["details"]["current"] == made
    assert len(await entries(app, made["id"])) == 1


@pytest.mark.parametrize(
    "change",
    [change for change in CHANGES if change[1] != "/api/customers"],
    ids=lambda change: f"{change[0]} {change[1]}",
)
async def test_a_customer_that_is_not_there_is_not_found(
    client_for: ClientFor, change: tuple[str, str, Any]
) -> None:
    client = await client_for(Role.MANAGER)
    answer = await send(client, change, {"id": NOWHERE, "version": 1}, NOWHERE)
    assert (answer.status_code, answer.json()["code"]) == (404, "customer_not_found")
    assert (await client.get(f"/api/customers/{NOWHERE}")).status_code == 404


@pytest.mark.parametrize(
    "change",
    [change for change in CHANGES if "{part}" in change[1]],
    ids=lambda change: f"{change[0]} {change[1]}",
)
async def test_a_part_of_another_customer_is_not_found(
    client_for: ClientFor, change: tuple[str, str, Any]
) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    other = await add_customer(client, "Someone Else")
    answer = await send(client, change, other, part_of(made, change[1]))
    assert answer.status_code == 404


async def test_a_stale_change_tells_who_came_first_and_with_what(
    client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> None:
    dana = await client_for(await make_user(Role.SALES, name="Dana Ruiz"))
    made = await whole_customer(dana)
    url = f"/api/customers/{made['id']}"
    sam = await make_user(Role.SALES, name="Sam Ito")
    clock.move(minutes=5)
    mine = await (await client_for(sam)).patch(
        url, json={"name": "Harbor Roasters"}, headers=if_match(made)
    )
    assert mine.status_code == 200
    late = await dana.patch(url, json={"note": "Call first"}, headers=if_match(made))
    assert late.status_code == 412
    details = late.json()["details"]
    assert details["changed_by"] == {"id": str(sam.id), "name": "Sam Ito"}
    assert details["current"]["name"] == "Harbor Roasters"
    assert details["current"]["note"] == ""
    assert details["changed_at"] == "2026-11-20T15:35:00Z"


async def test_a_change_says_what_stood_before_and_after(
    client_for: ClientFor, app: FastAPI
) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    url = f"/api/customers/{made['id']}"
    changed = await client.patch(
        url, json={"email": None, "tax_class": "resale"}, headers=if_match(made)
    )
    entry = (await entries(app, made["id"]))[-1]
    assert entry.action == "customer.changed"
    assert entry.before == {"email": "hello@harborcoffee.example", "tax_class": "taxable"}
    assert entry.after == {"email": None, "tax_class": "resale"}
    same = await client.patch(url, json={"email": None}, headers=if_match(changed.json()))
    assert same.json()["version"] == 2
    assert len(await entries(app, made["id"])) == 2


async def test_one_contact_is_the_primary_one(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    url = f"/api/customers/{made['id']}/contacts"
    added = (await client.post(url, json={"name": "Abe Stone", "is_primary": True})).json()
    assert [(one["name"], one["is_primary"]) for one in added["contacts"]] == [
        ("Abe Stone", True),
        ("Iris Vale", False),
    ]
    abe = added["contacts"][0]["id"]
    gone = (await client.post(f"{url}/{abe}/archive", headers=if_match(added))).json()
    assert [(one["name"], one["is_primary"], one["archived"]) for one in gone["contacts"]] == [
        ("Iris Vale", True, False),
        ("Abe Stone", False, True),
    ]
    again = await client.post(f"{url}/{abe}/archive", headers=if_match(gone))
    assert (again.status_code, again.json()["code"]) == (409, "contact_archived")
    changed = await client.patch(f"{url}/{abe}", json={"name": "Abel"}, headers=if_match(gone))
    assert changed.status_code == 409
    back = (await client.post(f"{url}/{abe}/restore", headers=if_match(gone))).json()
    assert [one["archived"] for one in back["contacts"]] == [False, False]
    twice = await client.post(f"{url}/{abe}/restore", headers=if_match(back))
    assert (twice.status_code, twice.json()["code"]) == (409, "contact_not_archived")


async def test_addresses_are_put_as_a_whole(client_for: ClientFor, app: FastAPI) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    url = f"/api/customers/{made['id']}/addresses"
    kept = {**made["addresses"][0], "city": "Oriental"}
    body = {"addresses": [kept, {**ADDRESS, "kind": "shipping", "line1": "2 Dock Road"}]}
    changed = (await client.put(url, json=body, headers=if_match(made))).json()
    assert [(one["kind"], one["city"]) for one in changed["addresses"]] == [
        ("billing", "Oriental"),
        ("shipping", "Beaufort"),
    ]
    assert changed["addresses"][0]["id"] == kept["id"]
    none = (await client.put(url, json={"addresses": []}, headers=if_match(changed))).json()
    assert none["addresses"] == []
    entry = (await entries(app, made["id"]))[-1]
    assert entry.before is not None
    assert [one["city"] for one in entry.before["addresses"]] == ["Oriental", "Beaufort"]
    assert entry.after == {"addresses": []}
    stranger = await client.put(url, json={"addresses": [kept]}, headers=if_match(none))
    assert (stranger.status_code, stranger.json()["code"]) == (404, "address_not_found")


async def test_an_archived_certificate_is_gone(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    url = f"/api/customers/{made['id']}/certificates/{made['certificates'][0]['id']}"
    moved = await client.patch(url, json={"expires_on": "2027-12-31"}, headers=if_match(made))
    assert moved.json()["certificates"][0]["state_label"] == "valid"
    gone = await client.post(f"{url}/archive", headers=if_match(moved.json()))
    assert gone.json()["certificates"] == []
    again = await client.post(f"{url}/archive", headers=if_match(gone.json()))
    assert (again.status_code, again.json()["code"]) == (404, "certificate_not_found")


async def test_an_archived_customer_takes_all_along_and_brings_it_back(
    client_for: ClientFor, clock: Clock
) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    url = f"/api/customers/{made['id']}"
    leaver = await client.post(f"{url}/contacts", json={"name": "Left Long Ago"})
    leaver_id = next(c["id"] for c in leaver.json()["contacts"] if c["name"] == "Left Long Ago")
    made = (
        await client.post(f"{url}/contacts/{leaver_id}/archive", headers=if_match(leaver.json()))
    ).json()

    # The time of the archive tells who went along, so the two must not happen at once.
    clock.move(minutes=1)
    archived = (await client.post(f"{url}/archive", headers=if_match(made))).json()

    assert archived["archived"] is True
    assert all(one["archived"] for one in archived["contacts"])
    assert archived["addresses"] == made["addresses"]
    assert (await client.get("/api/customers")).json()["total"] == 0
    assert (await client.get("/api/customers?status=archived")).json()["total"] == 1
    assert (await client.get("/api/customers?status=all")).json()["total"] == 1
    refused = await client.patch(url, json={"note": "x"}, headers=if_match(archived))
    assert (refused.status_code, refused.json()["code"]) == (409, "customer_archived")
    twice = await client.post(f"{url}/archive", headers=if_match(archived))
    assert twice.status_code == 409

    back = (await client.post(f"{url}/restore", headers=if_match(archived))).json()
    assert {one["name"]: one["archived"] for one in back["contacts"]} == {
        "Iris Vale": False,
        "Left Long Ago": True,
    }
    assert back["addresses"] == made["addresses"]
    assert back["certificates"] == made["certificates"]
    again = await client.post(f"{url}/restore", headers=if_match(back))
    assert (again.status_code, again.json()["code"]) == (409, "customer_not_archived")


@pytest.mark.parametrize("status", ["draft", "pending_review", "sent"])
async def test_a_customer_with_an_open_quote_stays(
    client_for: ClientFor, make_user: MakeUser, app: FastAPI, status: str
) -> None:
    rep, other = await make_user(Role.SALES), await make_user(Role.SALES)
    client = await client_for(rep)
    made = await whole_customer(client)
    await add_quote(app, made["id"], rep, 12345, status)
    await add_quote(app, made["id"], other, 12346, "sent")
    await add_quote(app, made["id"], rep, 12347, "declined")
    url = f"/api/customers/{made['id']}"
    refused = await client.post(f"{url}/archive", headers=if_match(made))
    assert (refused.status_code, refused.json()["code"]) == (409, "customer_has_open_quotes")
    details = refused.json()["details"]
    assert details["count"] == 2
    assert [one["number"] for one in details["quotes"]] == ["12345Q"]
    assert (await client.get(url)).json()["open_quotes"] == 1
    assert (await client.get("/api/customers")).json()["items"][0]["open_quotes"] == 1
    manager = await client_for(Role.MANAGER)
    assert (await manager.get(url)).json()["open_quotes"] == 2
    assert len(await entries(app, made["id"])) == 1


async def test_quotes_are_found_by_their_customers_new_name(
    client_for: ClientFor, make_user: MakeUser, app: FastAPI
) -> None:
    rep = await make_user(Role.SALES)
    client = await client_for(rep)
    made = await whole_customer(client)
    quote_id = await add_quote(app, made["id"], rep, 12345, "draft")
    async with app.state.async_session_factory.begin() as session:
        quote = await session.get_one(Quote, quote_id)
        quote.contact_id = UUID(made["contacts"][0]["id"])
    url = f"/api/customers/{made['id']}"
    made = (await client.patch(url, json={"name": "Wharf Tea"}, headers=if_match(made))).json()
    contact = f"{url}/contacts/{made['contacts'][0]['id']}"
    await client.patch(contact, json={"name": "Zoë Quill"}, headers=if_match(made))
    async with app.state.async_session_factory() as session:
        quote = await session.get_one(Quote, quote_id)
        assert "wharf tea" in quote.search_text
        assert "zoe quill" in quote.search_text


@pytest.mark.parametrize("status", ["approved", "declined", "expired"])
async def test_a_customer_whose_quotes_have_all_ended_can_go(
    client_for: ClientFor, make_user: MakeUser, app: FastAPI, status: str
) -> None:
    rep = await make_user(Role.SALES)
    client = await client_for(rep)
    made = await whole_customer(client)
    await add_quote(app, made["id"], rep, 12345, status)
    answer = await client.post(f"/api/customers/{made['id']}/archive", headers=if_match(made))
    assert answer.status_code == 200


async def add_quote(app: FastAPI, customer_id: str, owner: User, number: int, status: str) -> UUID:
    quote = Quote(
        base_number=number,
        customer_id=UUID(customer_id),
        title="Menus",
        status=status,
        valid_until=TODAY.date(),
        owner_id=owner.id,
    )
    async with app.state.async_session_factory.begin() as session:
        session.add(quote)
    return quote.id


async def test_a_second_customer_of_the_same_name_must_be_meant(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    for fields in (
        {"name": "The HARBOR COFFEE Co."},
        {"name": "Another Name", "email": "Hello@HarborCoffee.example"},
        {"name": "Another Name", "email": "iris@harborcoffee.example"},
    ):
        refused = await client.post("/api/customers", json=fields)
        assert (refused.status_code, refused.json()["code"]) == (409, "possible_duplicate")
        (found,) = refused.json()["details"]["possible_duplicates"]
        assert found["id"] == made["id"]
    meant = await client.post(
        "/api/customers", json={"name": "Harbor Coffee", "confirm_duplicate": True}
    )
    assert meant.status_code == 201


async def test_the_form_learns_of_customers_that_may_be_the_same(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    await add_customer(client, "Lantern Press", email="ink@lantern.example")

    async def reasons(**query: str) -> list[str]:
        found = (await client.get("/api/customers/similar", params=query)).json()
        return [reason for one in found if one["id"] == made["id"] for reason in one["reasons"]]

    assert await reasons(name="harbor coffee llc") == ["same_name"]
    assert await reasons(name="Harbour Coffe") == ["similar_name"]
    assert await reasons(name="Quite Other", email="x@harborcoffee.example") == ["same_domain"]
    assert await reasons(email="iris@harborcoffee.example") == ["same_email", "same_domain"]
    assert await reasons(phone="252-555-0134") == ["same_phone"]
    assert await reasons(name="Lantern") == []
    assert (await client.get("/api/customers/similar")).json() == []


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("Muller", ["Müller & Söhne Druck"]),
        ("müller", ["Müller & Söhne Druck"]),
        ("sohne", ["Müller & Söhne Druck"]),
        ("habor cofee", ["Harbor Coffee"]),
        ("harbor", ["Harbor Coffee", "Old Harbor Books"]),
        ("coffee harb", ["Harbor Coffee"]),
        ("iris@harb", ["Harbor Coffee"]),
        ("vale", ["Harbor Coffee"]),
        ("Irsi vale", ["Harbor Coffee"]),
        ("outfiters granit", ["Granite Peak Outfitters"]),
        ("555-0134", ["Harbor Coffee"]),
        ("harborcoffee.example", ["Harbor Coffee"]),
        ("lighthose dentl", ["Lighthouse Dental"]),
        ("100%", ["100% Cotton Co_op"]),
        ("co_op", ["100% Cotton Co_op"]),
        ("zzz", []),
        ("harbor zzz", []),
    ],
)
async def test_customers_are_found_by_parts_with_typing_errors_and_without_accents(
    client_for: ClientFor, q: str, found: list[str]
) -> None:
    client = await client_for(Role.SALES)
    await whole_customer(client)
    for name in (
        "Old Harbor Books",
        "Müller & Söhne Druck",
        "Lighthouse Dental",
        "100% Cotton Co_op",
        "Granite Peak Outfitters",
    ):
        await add_customer(client, name)
    answer = await client.get("/api/customers", params={"q": q})
    assert [one["name"] for one in answer.json()["items"]] == found


async def test_the_name_itself_comes_before_names_that_begin_so(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    for name in ("Old Lantern", "Lantern Press", "Lantern", "Lanten Hill", "Green Lantern"):
        await add_customer(client, name, confirm_duplicate=True)
    answer = await client.get("/api/customers", params={"q": "lantern"})
    names = [one["name"] for one in answer.json()["items"]]
    assert names == ["Lantern", "Lantern Press", "Green Lantern", "Old Lantern"]
    misspelt = await client.get("/api/customers", params={"q": "lanten"})
    assert [one["name"] for one in misspelt.json()["items"]] == ["Lanten Hill"]


async def test_an_archived_contact_is_not_found_by(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    contact = made["contacts"][0]["id"]
    await client.post(
        f"/api/customers/{made['id']}/contacts/{contact}/archive", headers=if_match(made)
    )
    assert (await client.get("/api/customers?q=vale")).json()["total"] == 0


async def test_lists_are_sorted_filtered_and_paged(
    client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> None:
    client = await client_for(await make_user(Role.SALES))
    for name in ("Émile", "Adler", "dune", "Zebra"):
        clock.move(minutes=1)
        await add_customer(client, name, on_hold=name == "Zebra")
    other = await client_for(await make_user(Role.SALES))
    await add_customer(other, "Not Mine")

    async def names(query: str) -> list[str]:
        answer = await client.get(f"/api/customers?{query}")
        assert answer.status_code == 200, answer.text
        return [one["name"] for one in answer.json()["items"]]

    assert await names("") == ["Adler", "dune", "Émile", "Not Mine", "Zebra"]
    assert await names("sort=-name&per_page=2") == ["Zebra", "Not Mine"]
    assert await names("sort=-name&per_page=2&page=2") == ["Émile", "dune"]
    assert await names("owner=me&sort=created_at") == ["Émile", "Adler", "dune", "Zebra"]
    assert await names("on_hold=true") == ["Zebra"]
    assert await names("page=10000") == []


@pytest.mark.usefixtures("reference_rates")
async def test_a_price_level_is_one_of_the_rate_card(client_for: ClientFor) -> None:
    client = await client_for(Role.SALES)
    assert (await add_customer(client, "Trade Partner", price_level="trade"))[
        "price_level"
    ] == "trade"
    refused = await client.post("/api/customers", json={"name": "X", "price_level": "gold"})
    assert refused.status_code == 422
    assert refused.json()["details"]["fields"][0]["path"] == ["price_level"]


async def test_an_owner_works_here(client_for: ClientFor, make_user: MakeUser) -> None:
    client = await client_for(Role.SALES)
    gone = await make_user(Role.SALES, is_active=False)
    for owner in (str(uuid4()), str(gone.id)):
        refused = await client.post("/api/customers", json={"name": "X", "owner_id": owner})
        assert refused.status_code == 422
        assert refused.json()["details"]["fields"][0]["path"] == ["owner_id"]
    made = await add_customer(client, "Nobody's")
    freed = await client.patch(
        f"/api/customers/{made['id']}", json={"owner_id": None}, headers=if_match(made)
    )
    assert freed.json()["owner"] is None


HOSTILE: list[Any] = [
    "a\x00b",
    "\ud800",
    "a\u202eb",
    "\n",
    "",
    "x" * 201,
    True,
    7,
    1.5,
    [],
    {},
    None,
]


@pytest.mark.parametrize("field", ["name", "payment_terms", "price_level", "tax_class"])
async def test_hostile_values_are_refused_and_nothing_is_written(
    client_for: ClientFor, app: FastAPI, field: str
) -> None:
    client = await client_for(Role.SALES)
    for value in HOSTILE:
        await refuse_hostile(client, field, value)
    async with app.state.async_session_factory() as session:
        assert await session.scalar(select(func.count()).select_from(Customer)) == 0


async def refuse_hostile(client: httpx.AsyncClient, field: str, value: object) -> None:
    # Written out by hand: half of a surrogate pair has no UTF-8, but has an escape in JSON.
    body = json.dumps({"name": "Fine", field: value})
    answer = await client.post(
        "/api/customers", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {400, 422}, (value, answer.text)


@pytest.mark.parametrize(
    "body",
    [
        {"email": "nobody"},
        {"email": "a@b"},
        {"phone": "call me"},
        {"website": "javascript:alert(1)"},
        {"owner_id": "1"},
        {"on_hold": "yes"},
        {"note": "\x07"},
        {"unknown": 1},
        {"contacts": [{"name": "A"}] * 101},
        {"contacts": [{"name": ""}]},
        {"addresses": [{**ADDRESS, "kind": "moon"}]},
        {"addresses": [{**ADDRESS, "country": "USA"}]},
        {"certificates": [{"kind": "resale", "state": "North", "number": "1"}]},
        {"certificates": [{"kind": "taxable", "state": "NC", "number": "1"}]},
        {
            "certificates": [
                {"kind": "resale", "state": "NC", "number": "1", "expires_on": "2026-02-30"}
            ]
        },
        {
            "certificates": [
                {"kind": "resale", "state": "NC", "number": "1", "expires_on": 20261120}
            ]
        },
    ],
)
async def test_each_field_says_what_is_wrong_with_it(
    client_for: ClientFor, body: dict[str, Any]
) -> None:
    client = await client_for(Role.SALES)
    answer = await client.post("/api/customers", json={"name": "Fine", **body})
    assert answer.status_code == 422, answer.text
    problem = answer.json()["details"]["fields"][0]
    assert problem["path"][0] == next(iter(body))
    assert problem["message"].endswith(".")


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=99999", "per_page=500", "sort=owner", "status=gone", "x=1", "q=%E2%80%AE"],
)
async def test_a_list_refuses_what_it_cannot_mean(client_for: ClientFor, query: str) -> None:
    answer = await (await client_for(Role.SALES)).get(f"/api/customers?{query}")
    assert answer.status_code == 422


@pytest.mark.parametrize("customer_id", ["1", "x" * 40, "8d3ab1f2", "%F0%9F%98%80"])
async def test_what_is_no_id_is_refused(client_for: ClientFor, customer_id: str) -> None:
    answer = await (await client_for(Role.SALES)).get(f"/api/customers/{customer_id}")
    assert answer.status_code == 422


async def test_a_change_that_fails_leaves_no_entry(client_for: ClientFor, app: FastAPI) -> None:
    client = await client_for(Role.SALES)
    made = await whole_customer(client)
    url = f"/api/customers/{made['id']}"
    bad = {"addresses": [{**ADDRESS, "id": str(uuid4())}]}
    assert (
        await client.put(f"{url}/addresses", json=bad, headers=if_match(made))
    ).status_code == 404
    assert (await client.get(url)).json() == made
    assert len(await entries(app, made["id"])) == 1
