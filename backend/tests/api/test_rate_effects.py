"""What new rates do is shown before they hold, and what they did to open quotes is kept."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.price_lists import badges, publish_list, row
from tests.factories.quotes import Hand, Json, make_customer, product, spec
from tests.factories.rates import CARD, RateDesk

pytestmark = pytest.mark.usefixtures("reference_rates")

# Every size of one paper: the engine takes whichever is the cheapest.
PAPER = (CARD, "C2S-14-12X18", "C2S-14-28X40")
CARDS = spec(stock=CARD, finishing=["cut"])
DEAR = "9000"


@pytest.fixture
async def desk(client_for: ClientFor) -> RateDesk:
    """A manager before the staged book."""
    return await RateDesk(await client_for(Role.MANAGER)).open()


@pytest.fixture
async def hand(app: FastAPI, client_for: ClientFor) -> Hand:
    """A rep with a customer."""
    return Hand(await client_for(Role.SALES), await make_customer(app))


async def effect_of(desk: RateDesk) -> Json:
    answer = await desk.client.get("/api/catalog/effect")
    assert answer.status_code == 200, answer.text[:500]
    found: Json = answer.json()
    return found


async def publish(desk: RateDesk, *, expect: int = 201, **more: object) -> Json:
    body = {"note": "Paper went up", "accept_findings": True, **more}
    await desk.open()
    found: Json = await desk.send("POST", "/publish", body, expect=expect, prefix="/api/catalog")
    return found


async def answer_for(desk: RateDesk, quote: Json) -> Json:
    answer = await desk.client.get(f"/api/catalog/stale-quotes/{quote['id']}")
    assert answer.status_code == 200, answer.text[:500]
    found: Json = answer.json()
    return found


async def raise_price(desk: RateDesk, price: str, **more: object) -> None:
    await desk.type("stocks", *((code, "price", price) for code in PAPER), **more)


async def stale(desk: RateDesk) -> list[Json]:
    answer = await desk.client.get("/api/catalog/stale-quotes")
    assert answer.status_code == 200, answer.text[:500]
    found: list[Json] = answer.json()["items"]
    return found


async def test_ten_jobs_show_old_and_new_money_before_anything_holds(desk: RateDesk) -> None:
    calm = await effect_of(desk)
    assert len({job["name"] for job in calm["jobs"]}) == 10
    assert all(job["before"] == job["after"] and job["problem"] is None for job in calm["jobs"])
    await raise_price(desk, "500")
    moved = await effect_of(desk)
    cards = [job for job in moved["jobs"] if job["name"].startswith("Business cards")]
    assert [job["quantity"] for job in cards] == [250, 500, 1000, 2500, 5000]
    for job in cards:
        assert float(job["after"]["internal"]["cost"]) > float(job["before"]["internal"]["cost"])
        assert float(job["after"]["price"]) > float(job["before"]["price"])
    bond = [job for job in moved["jobs"] if "bond" in job["name"]]
    assert all(job["before"] == job["after"] for job in bond)


async def test_a_price_that_begins_later_is_weighed_on_its_day(desk: RateDesk) -> None:
    await raise_price(desk, "500", effective_on="2026-12-15")
    effect = await effect_of(desk)
    assert effect["on"] == "2026-12-15"
    assert any(job["before"] != job["after"] for job in effect["jobs"])


async def test_an_open_quote_shows_its_price_its_new_cost_and_that_it_falls(
    desk: RateDesk, hand: Hand
) -> None:
    quote = await hand.create(product(500, selected=0, spec=CARDS))
    other = await hand.create(product(500, selected=0, spec=spec(stock="BND-20-12X18")))
    await raise_price(desk, DEAR)
    found = {one["number"]: one for one in (await effect_of(desk))["quotes"]}
    hit, spared = found[quote["number"]], found[other["number"]]
    assert hit["before"]["price"] == hit["offered"]["price"] == quote["totals"]["subtotal"]
    assert float(hit["renewed"]["price"]) > float(hit["before"]["price"])
    assert (
        float(hit["offered"]["internal"]["margin"])
        < 0.3
        < float(hit["before"]["internal"]["margin"])
    )
    assert (hit["falls"], spared["falls"]) == (True, False)
    assert spared["before"] == spared["offered"] == spared["renewed"]


async def test_a_quote_that_could_not_be_made_any_more_says_why(desk: RateDesk, hand: Hand) -> None:
    stock = "KRF-80-13X19"
    quote = await hand.create(product(500, selected=0, spec=spec(stock=stock, finishing=["cut"])))
    entry = await desk.entry("stocks", stock)
    await desk.send("POST", f"/stocks/{entry['id']}/archive")
    (found,) = (await effect_of(desk))["quotes"]
    assert found["number"] == quote["number"]
    assert stock in found["problems"][0]


async def test_publishing_keeps_the_quotes_that_fell_until_they_are_priced_anew(
    desk: RateDesk, hand: Hand
) -> None:
    quote = await hand.create(product(500, selected=0, spec=CARDS))
    sent = await hand.create(product(500, selected=0, spec=CARDS))
    sent = await hand.do(sent, "send")
    await raise_price(desk, DEAR)
    published = await publish(desk)
    numbers = {quote["number"], sent["number"]}
    assert published["card"]["version"] == 2
    assert {one["number"] for one in published["stale_quotes"]} == numbers
    kept = {one["number"]: one for one in await stale(desk)}
    assert kept.keys() == numbers
    assert kept[sent["number"]]["status"] == "sent"
    assert kept[sent["number"]]["offered"]["price"] == sent["totals"]["subtotal"]
    told = await answer_for(desk, sent)
    assert told["stale"] == kept[sent["number"]]
    assert told["sentence"].startswith("Paper rose after this quote: margin -")
    assert told["sentence"].endswith(" is below the floor of 30 %.")
    await hand.edit(quote, {"op": "set", "title": "Cards at today's rates"})
    assert await answer_for(desk, quote) == {"stale": None, "sentence": ""}
    assert {one["number"] for one in await stale(desk)} == {sent["number"]}
    await hand.do(sent, "decline", {"reason": "price"})
    assert await stale(desk) == []


async def test_publishing_twice_or_by_an_old_view_is_refused(
    desk: RateDesk, client_for: ClientFor
) -> None:
    assert (await publish(desk, expect=409))["code"] == "nothing_staged"
    await desk.type("terms", ("terms", "policy.prepress_rate", "70"))
    old = desk.version
    other = await RateDesk(await client_for(Role.ESTIMATOR)).open()
    await other.type("terms", ("terms", "policy.prepress_rate", "71"))
    desk.version = old
    body = {"note": "", "accept_findings": True}
    refusal = await desk.send("POST", "/publish", body, expect=412, prefix="/api/catalog")
    assert refusal["code"] == "rates_changed"
    assert (await publish(desk))["card"]["version"] == 2
    assert (await publish(desk, expect=409))["code"] == "nothing_staged"


async def test_prices_that_make_no_sense_are_published_only_by_who_has_seen_it(
    desk: RateDesk,
) -> None:
    # Nothing but the minimum is charged, so that what costs more is sold under cost.
    bands = "0 | -99"
    await desk.type(
        "terms",
        *(
            ("terms", f"mark_ups.{bucket}.bands", bands)
            for bucket in ("paper", "material", "clicks", "labour", "machine")
        ),
    )
    refusal = await publish(desk, expect=409, accept_findings=False)
    assert refusal["code"] == "findings_not_accepted"
    assert any(one["is_wrong"] for one in refusal["details"]["findings"])
    published = await publish(desk)
    assert published["findings"]


async def test_a_new_card_prices_new_work_and_an_old_one_comes_back(
    desk: RateDesk, hand: Hand
) -> None:
    async def price() -> str:
        quote = await hand.create(product(500, selected=0, spec=CARDS))
        return str(quote["totals"]["subtotal"])

    first = await price()
    await raise_price(desk, "900")
    await desk.type("stocks", (CARD, "colour", "Ivory"))
    await publish(desk)
    assert await price() != first
    await desk.open()
    back = await desk.send(
        "POST", "/1/revert", {"note": ""}, expect=201, prefix="/api/catalog/cards"
    )
    assert (back["version"], back["note"]) == (3, "Back to version 1.")
    assert await price() == first
    assert (await desk.entry("stocks", CARD))["cells"]["colour"] == "White"
    listed = (await desk.client.get("/api/catalog/cards")).json()
    assert [one["version"] for one in listed["items"]] == [3, 2, 1]
    compared = await desk.client.get("/api/catalog/cards/3/compare", params={"before": 1})
    assert compared.json()["changes"] == []
    compared = await desk.client.get("/api/catalog/cards/2/compare", params={"before": 1})
    assert {one["code"] for one in compared.json()["changes"]} == set(PAPER)
    sheet = (await desk.client.get("/api/catalog/cards/2/stocks")).json()
    (entry,) = [one for one in sheet["entries"] if one["code"] == CARD]
    assert "2026-11-20 | per_m | 900" in entry["cells"]["prices"]


async def test_an_old_card_does_not_come_back_over_staged_changes_or_for_nothing(
    desk: RateDesk,
) -> None:
    back = "/api/catalog/cards"
    await desk.send("POST", "/1/revert", {"note": ""}, expect=409, prefix=back)
    await desk.send("POST", "/9/revert", {"note": ""}, expect=404, prefix=back)
    await desk.type("stocks", (CARD, "colour", "Ivory"))
    refusal = await desk.send("POST", "/1/revert", {"note": ""}, expect=409, prefix=back)
    assert refusal["code"] == "changes_staged"


async def test_an_archived_stock_comes_back_with_its_card(desk: RateDesk) -> None:
    entry = await desk.entry("stocks", "KRF-80-13X19")
    await desk.send("POST", f"/stocks/{entry['id']}/archive")
    cells = {"code": "NEW-1", "name": "New", "price": "9", "basis": "per_m"}
    await desk.send("POST", "/stocks", {"cells": cells, "like": CARD}, expect=201)
    await publish(desk)
    await desk.open()
    await desk.send("POST", "/1/revert", {"note": "x"}, expect=201, prefix="/api/catalog/cards")
    codes = {one["code"] for one in (await desk.read("/stocks"))["entries"]}
    assert "KRF-80-13X19" in codes
    assert "NEW-1" not in codes


@pytest.mark.parametrize(
    ("role", "status"), [(Role.SALES, 403), (Role.ESTIMATOR, 403), (None, 401)]
)
async def test_publishing_takes_a_manager(
    client: httpx.AsyncClient, client_for: ClientFor, role: Role | None, status: int
) -> None:
    asking = client if role is None else await client_for(role)
    body = {"note": "", "accept_findings": True}
    for address in ("/api/catalog/publish", "/api/catalog/cards/1/revert"):
        sent = body if address.endswith("publish") else {"note": ""}
        answer = await asking.post(address, json=sent, headers={"If-Match": '"1"'})
        assert answer.status_code == status
    if role is not None:
        missing = await asking.post("/api/catalog/publish", json=body)
        assert missing.status_code == 428
    if role is not Role.ESTIMATOR:
        assert (await asking.get("/api/catalog/effect")).status_code == status


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    price=st.decimals(min_value="1", max_value="5000", places=2),
    rate=st.decimals(min_value="1", max_value="500", places=2),
    floor=st.integers(min_value=0, max_value=99),
)
async def test_publishing_never_changes_a_sent_quote(
    app: FastAPI, desk: RateDesk, hand: Hand, price: Decimal, rate: Decimal, floor: int
) -> None:
    # A manager sends whatever the margin is by now.
    hand = Hand(desk.client, hand.parties)
    quote = await hand.create(product(500, 1000, selected=0, spec=CARDS))
    sent = await hand.do(quote, "send")
    was = await _stored(app, sent["id"])
    await desk.open()
    await desk.type("stocks", (CARD, "price", f"{price}"))
    await desk.type(
        "terms",
        ("terms", "policy.prepress_rate", f"{rate}"),
        ("terms", "policy.margin_floor", f"{floor}"),
        ("terms", "policy.margin_target", f"{floor}"),
    )
    await publish(desk)
    assert await _stored(app, sent["id"]) == was
    read = (await hand.client.get(f"/api/quotes/{sent['id']}")).json()
    assert {name: read[name] for name in ("totals", "lines", "version", "status")} == {
        name: sent[name] for name in ("totals", "lines", "version", "status")
    }


async def _stored(app: FastAPI, quote_id: str) -> list[Any]:
    """Return every row of the quote's current revision as the database keeps it."""
    async with app.state.async_session_factory.begin() as session:
        rows = await session.execute(
            text(
                "SELECT to_jsonb(r), to_jsonb(l), to_jsonb(n) FROM forge_quote_revisions r "
                "JOIN forge_quote_lines l ON l.revision_id = r.id "
                "JOIN forge_line_quantities n ON n.line_id = l.id "
                "WHERE r.quote_id = :id ORDER BY l.position, n.position"
            ),
            {"id": UUID(quote_id)},
        )
        return [tuple(row) for row in rows]


async def test_a_line_whose_new_prices_turn_around_is_found_with_what_would_mend_it(
    desk: RateDesk, hand: Hand
) -> None:
    """A list whose larger break is cheaper in all, sold in an open quote."""
    found = await publish_list(desk.client, badges())
    badge = {"kind": "listed", "product_type": "list:BADGE", "price_list": "BADGE"}
    quote = await hand.create(
        product(500, selected=0, spec=CARDS), product(50, 100, title="Badges", spec=badge)
    )
    await publish_list(
        desk.client,
        badges(breaks=[row(50, "150.00", "150.00"), row(100, "140.00", "140.00")]),
        before=found,
    )
    await raise_price(desk, "100")
    effect = await effect_of(desk)
    (line,) = effect["line_findings"]
    assert (line["number"], line["place"], line["title"]) == (quote["number"], 2, "Badges")
    assert line["sentence"] == "100 are cheaper in all than 50: 140.00 against 150.00."
    assert line["quantities"] == [50, 100]
    assert line["fixes"] == [{"quantity": 100, "price": "150.00"}]
    refused = await publish(desk, expect=409, accept_findings=False)
    assert refused["code"] == "findings_not_accepted"
    assert refused["details"]["line_findings"] == [line]
    published = await publish(desk)
    assert published["line_findings"] == [line]
    # What the quote offers already is not the new rates' doing.
    await hand.edit(quote, {"op": "set", "title": "Priced anew"})
    await desk.open()
    await raise_price(desk, "101")
    assert (await effect_of(desk))["line_findings"] == []
