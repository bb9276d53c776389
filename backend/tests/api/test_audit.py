"""The audit log as managers and administrators read it."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.domain.permissions import Role
from tests.conftest import TODAY, ClientFor, Clock, MakeUser
from tests.factories.customers import add_customer, if_match


async def page(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:  # noqa: ANN401
    answer = await client.get("/api/audit", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_nobody_reads_the_log_without_logging_in(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/audit")).status_code == 401


@pytest.mark.parametrize("role", [Role.SALES, Role.ESTIMATOR])
async def test_the_log_is_not_for_everyone(client_for: ClientFor, role: Role) -> None:
    answer = await (await client_for(role)).get("/api/audit")
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
    assert answer.json()["details"] == {"permission": "audit:read"}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
async def test_an_entry_tells_who_did_what_with_before_and_after(
    client_for: ClientFor, make_user: MakeUser, role: Role
) -> None:
    dana = await make_user(Role.SALES, name="Dana Ruiz")
    rep = await client_for(dana)
    made = await add_customer(rep, "Harbor Coffee")
    await rep.patch(f"/api/customers/{made['id']}", json={"on_hold": True}, headers=if_match(made))
    found = await page(await client_for(role), entity="customer", entity_id=made["id"])
    assert found["total"] == 2
    newest = found["items"][0]
    assert {key: newest[key] for key in newest if key not in {"id", "address"}} == {
        "at": "2026-11-20T15:30:00Z",
        "actor": {"id": str(dana.id), "name": "Dana Ruiz"},
        "action": "customer.changed",
        "entity": "customer",
        "entity_id": made["id"],
        "entity_label": "Harbor Coffee",
        "before": {"on_hold": False},
        "after": {"on_hold": True},
    }
    assert found["items"][1]["action"] == "customer.created"
    assert found["items"][1]["before"] is None


@pytest.mark.usefixtures("reference_rates")
async def test_what_the_app_does_by_itself_has_no_person(client_for: ClientFor) -> None:
    found = await page(await client_for(Role.MANAGER), action="rate_card.")
    assert [one["actor"] for one in found["items"]] == [{"id": None, "name": "PatriotForge"}]
    assert found["items"][0]["after"]["version"] == 1


async def test_entries_are_filtered_by_person_action_words_and_days(
    client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> None:
    dana = await make_user(Role.SALES, name="Dana Ruiz")
    rep = await client_for(dana)
    manager = await client_for(Role.MANAGER)
    # In New York it is still the evening of the 18th.
    clock.now = TODAY.replace(day=19, hour=3)
    made = await add_customer(rep, "Müller Druck")
    clock.now = TODAY
    await add_customer(manager, "Harbor Coffee")
    await rep.post(f"/api/customers/{made['id']}/contacts", json={"name": "Uli"})

    async def labels(**query: Any) -> list[str]:  # noqa: ANN401
        return [one["entity_label"] for one in (await page(manager, **query))["items"]]

    everything = ["Müller Druck", "Harbor Coffee", "Müller Druck"]
    assert await labels() == everything
    assert await labels(actor_id=str(dana.id)) == ["Müller Druck", "Müller Druck"]
    assert await labels(action="customer.contact") == ["Müller Druck"]
    assert await labels(action="customer%") == []
    assert await labels(q="muller ruiz") == ["Müller Druck", "Müller Druck"]
    assert await labels(q="100%") == []
    assert await labels(**{"from": "2026-11-18", "to": "2026-11-18"}) == ["Müller Druck"]
    assert await labels(**{"from": "2026-11-19", "to": "2026-11-19"}) == []
    assert await labels(**{"from": "2026-11-20"}) == ["Müller Druck", "Harbor Coffee"]
    assert await labels(per_page=2, page=2) == ["Müller Druck"]
    assert (await page(manager, per_page=2, page=2))["total"] == 3


@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "to=2026-02-30", "actor_id=1", "entity_id=x", "page=0", "since=2026-11-20"],
)
async def test_the_log_refuses_what_it_cannot_mean(client_for: ClientFor, query: str) -> None:
    answer = await (await client_for(Role.MANAGER)).get(f"/api/audit?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


async def test_the_log_takes_no_changes(client_for: ClientFor) -> None:
    admin = await client_for(Role.ADMIN)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert (await admin.request(method, "/api/audit")).status_code in {404, 405}


async def test_a_session_that_has_run_out_reads_nothing(
    client_for: ClientFor, clock: Clock
) -> None:
    admin = await client_for(Role.ADMIN)
    clock.now += timedelta(days=15)
    assert (await admin.get("/api/audit")).status_code == 401
