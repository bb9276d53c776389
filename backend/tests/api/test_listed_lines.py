"""Quote lines that are sold from a price list, by every role and through a quote's whole life."""

from decimal import Decimal

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from app.services.quotes import replaying
from tests.conftest import ClientFor
from tests.factories.price_lists import badges, publish_list, row
from tests.factories.quotes import (
    Hand,
    Json,
    keys_of,
    make_customer,
    open_quoting_shop,
    product,
    put,
    refusal,
)

BADGE: Json = {"kind": "listed", "product_type": "list:BADGE", "price_list": "BADGE"}


def badge_line(*quantities: int, selected: int | None = 0, **changes: object) -> Json:
    spec = {**BADGE, **dict(changes.pop("spec", None) or {})}  # type: ignore[call-overload]
    return product(*quantities, selected=selected, title="Name badges", spec=spec, **changes)


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor) -> Hand:
    """A manager with a customer."""
    return Hand(await client_for(Role.MANAGER), await open_quoting_shop(app))


@pytest.fixture
async def sam(client_for: ClientFor, mona: Hand) -> Hand:
    """A rep with the same customer."""
    return Hand(await client_for(Role.SALES), mona.parties)


def prices(quote: Json, line: int = 0) -> list[str]:
    return [one["price"] for one in quote["lines"][line]["quantities"]]


async def estimate_of(hand: Hand, quote: Json) -> list[Json]:
    line = quote["lines"][0]["id"]
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/lines/{line}/estimate")
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["quantities"]
    return found


@pytest.mark.parametrize("role", list(Role))
async def test_everybody_who_quotes_is_offered_the_list_as_a_product(
    client_for: ClientFor, mona: Hand, role: Role
) -> None:
    await publish_list(mona.client, badges())
    await publish_list(mona.client, badges(name="Later", effective_from="2027-01-01"), code="L")
    client = await client_for(role)
    found = (await client.get("/api/catalog/products")).json()
    (badge,) = [one for one in found if one["kind"] == "listed"]
    assert (badge["code"], badge["name"], badge["quantities"]) == (
        "list:BADGE",
        "Name badges, gold",
        [10, 50, 100],
    )
    fields = {field["name"]: field for field in badge["fields"]}
    assert fields["price_list"]["default"] == "BADGE"
    assert fields["price_list"]["options"][0]["label"] == "Name badges, gold, edition 1"
    assert fields["turnaround_days"]["none_label"] == "Standard"
    hand = Hand(client, mona.parties)
    quote = await hand.create(badge_line(50, 75, 200))
    assert prices(quote) == ["150.00", "200.00", "400.00"]
    estimates = await estimate_of(hand, quote)
    assert [part["name"] for part in estimates[2]["listed"]["parts"]] == ["list", "run_on"]
    assert "cost" not in keys_of(quote) if role is Role.SALES else "cost" in keys_of(quote)
    assert ("internal" in keys_of(estimates)) == (role is not Role.SALES)


async def test_what_is_previewed_is_what_is_saved(sam: Hand, mona: Hand) -> None:
    await publish_list(mona.client, badges())
    quote = await sam.create()
    line = badge_line(10, 75)
    preview = await sam.preview(quote, put(line))
    saved = await sam.edit(quote, put(line))
    assert saved["lines"] == preview["lines"]
    assert saved["lines"][0]["spec_text"] == "Name badges, gold"
    assert preview["estimates"][0]["quantities"] == await estimate_of(sam, saved)


async def test_level_rush_discount_tax_and_typed_prices_work_as_on_any_line(
    app: FastAPI, mona: Hand
) -> None:
    await publish_list(mona.client, badges())
    await publish_list(
        mona.client, badges(tiers=[{"level": ""}], breaks=[row(50, "150.00")]), code="ONE"
    )
    mona.parties = await make_customer(app, "Trade house", price_level="trade")
    one = badge_line(50, spec={"price_list": "ONE", "product_type": "list:ONE"})
    rush = badge_line(50, spec={"turnaround_days": 1})
    quote = await mona.create(badge_line(50, discount_percent="0.10"), one, rush)
    # Its own column, the book's multiplier of 0.85, a rush of one business day at 35 %.
    assert [prices(quote, line) for line in range(3)] == [["120.00"], ["127.50"], ["162.00"]]
    subtotal = Decimal("108.00") + Decimal("127.50") + Decimal("162.00")
    tax = (subtotal * Decimal("0.0825")).quantize(Decimal("0.01"))
    assert (Decimal(quote["totals"]["subtotal"]), Decimal(quote["totals"]["tax"])) == (
        subtotal,
        tax,
    )
    typed = quote["lines"][0]
    rows = [{"id": typed["quantities"][0]["id"], "quantity": 50, "selected": True}]
    line = badge_line(50, id=typed["id"], quantities=[{**rows[0], "typed_price": "99.00"}])
    quote = await mona.edit(quote, put(line))
    (shown,) = quote["lines"][0]["quantities"]
    assert (shown["price"], shown["formula_price"], shown["typed"]) == ("99.00", "120.00", True)
    assert shown["internal"] == {"cost": "70.00", "margin": "29.00", "margin_percent": "0.2929"}
    line["quantities"] = [{**rows[0], "target_margin": "0.50"}]
    quote = await mona.edit(quote, put(line))
    assert prices(quote) == ["140.00"]


async def test_a_sent_line_is_the_same_for_ever_and_a_dearer_list_says_why_it_is_dearer(
    app: FastAPI, mona: Hand
) -> None:
    first = await publish_list(mona.client, badges())
    quote = await mona.create(badge_line(10, 200, selected=1))
    sent = await mona.do(quote, "send")
    paper = await mona.client.get(f"/api/quotes/{sent['id']}/document.pdf")
    dearer = badges(
        tiers=[{"level": "", "run_on": "1700"}],
        breaks=[row(10, "60.00"), row(100, "260.00")],
        effective_from="2026-11-20",
    )
    await publish_list(mona.client, dearer, before=first)
    assert prices(await mona.read(sent)) == ["60.00", "400.00"]
    again = await mona.client.get(f"/api/quotes/{sent['id']}/document.pdf")
    assert (again.status_code, again.content) == (200, paper.content)
    async with app.state.async_session_factory.begin() as session:
        found = await replaying.replay_revisions(session, books=app.state.rate_books)
    assert (found.checked, found.sentences) == (1, [])
    compared = (await mona.client.get(f"/api/quotes/{sent['id']}/compare")).json()
    (line,) = compared["lines"]
    assert line["internal"]["causes"] == [
        {"part": "Name badges, gold", "what": "Run-on", "amount": "20.00"},
        {"part": "Name badges, gold", "what": "List price", "amount": "10.00"},
    ]
    copy = await mona.do(sent, "duplicate")
    assert prices(copy) == ["60.00", "430.00"]


async def test_under_its_list_price_a_line_whose_cost_nobody_knows_needs_a_managers_word(
    sam: Hand, mona: Hand
) -> None:
    await publish_list(mona.client, badges())
    known = await sam.create(badge_line(50, discount_percent="0.01"))
    at_list = await sam.create(badge_line(10))
    under = await sam.create(badge_line(10, discount_percent="0.01"))
    document = await sam.create(badge_line(10))
    document = await sam.edit(document, {"op": "set", "discount_percent": "0.01"})
    assert at_list["lines"][0]["quantities"][0]["light"] is None
    for fine in (known, at_list):
        assert (await sam.do(fine, "send"))["status"] == "sent"
    for quote in (under, document):
        details = refusal(await sam.act(quote, "send"), 409, "quote_approval_needed")
        assert [rule["rule"] for rule in details["rules"]] == ["margin_unknown"]
        assert "cost" not in details["rules"][0]["message"].replace("what it costs", "")
    seen = await mona.read(under)
    assert (await mona.do(seen, "send"))["status"] == "sent"


async def test_a_list_that_is_archived_sells_nothing_more_until_it_is_back(mona: Hand) -> None:
    found = await publish_list(mona.client, badges())
    quote = await mona.create(badge_line(50))

    async def act(action: str, version: int) -> None:
        answer = await mona.client.post(
            f"/api/price-lists/{found['id']}/{action}", headers={"If-Match": f'"{version}"'}
        )
        assert answer.status_code == 200, answer.text

    await act("archive", found["version"])
    offered = (await mona.client.get("/api/catalog/products")).json()
    assert not [one for one in offered if one["kind"] == "listed"]
    quote = await mona.edit(quote, {"op": "set", "title": "Again"})
    assert quote["lines"][0]["problem"].startswith("No price list BADGE holds on this day")
    await act("restore", found["version"] + 1)
    quote = await mona.edit(quote, {"op": "set", "title": "And again"})
    assert (quote["lines"][0]["problem"], prices(quote)) == (None, ["150.00"])


async def test_each_publication_of_a_list_is_a_card_that_says_so_and_leaves_what_is_staged(
    mona: Hand,
) -> None:
    await publish_list(mona.client, badges())
    cards = (await mona.client.get("/api/catalog/cards")).json()["items"]
    assert [(one["version"], one["note"]) for one in cards] == [
        (2, "Edition 1 of Name badges, gold."),
        (1, ""),
    ]
    answer = await mona.client.get("/api/catalog/cards/2/compare", params={"before": 1})
    (change,) = answer.json()["changes"]
    assert (change["kind"], change["action"]) == ("price_lists", "added")
    assert change["sentence"] == "Name badges, gold: edition 1 from 1 Nov 2026"


async def test_a_new_edition_holds_up_only_the_drafts_that_are_sold_from_its_list(
    mona: Hand,
) -> None:
    first = await publish_list(mona.client, badges())
    estimated = await mona.create(product(500, selected=0))
    listed = await mona.create(badge_line(50))
    await publish_list(mona.client, badges(name="Buttons"), code="BUTTON")
    assert (await mona.do(estimated, "send"))["status"] == "sent"
    later = await mona.create(badge_line(50))
    await publish_list(mona.client, badges(effective_from="2026-11-02"), before=first)
    for quote in (listed, later):
        refusal(await mona.act(quote, "send"), 409, "quote_rates_changed")
    sent = await mona.do(listed, "send", {"accept_stale_rates": True})
    assert sent["status"] == "sent"


async def test_a_typed_line_finds_the_article_by_its_name_and_by_its_code(
    sam: Hand, mona: Hand
) -> None:
    await publish_list(mona.client, badges())
    for text in ("75 name badges gold", "75 badge", "rush 75 name badges"):
        answer = await sam.client.post("/api/entry/read", json={"text": text})
        found = answer.json()
        assert found["line"] is not None, found
        assert found["line"]["spec"]["price_list"] == "BADGE"
        quote = await sam.create({**found["line"], "quantities": found["line"]["quantities"]})
        assert quote["lines"][0]["title"] == "Name badges, gold"
    assert prices(quote) == ["230.00"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"price_list": "OTHER"}, "price_list"),
        ({"product_type": "badge"}, "product_type"),
        ({"stock": "c2s-14"}, "stock"),
    ],
)
async def test_a_listed_specification_that_makes_no_sense_names_its_field(
    sam: Hand, changes: Json, place: str
) -> None:
    body = {"title": "Badges", "customer_id": str(sam.parties.customer_id)}
    answer = await sam.client.post(
        "/api/quotes", json={**body, "lines": [badge_line(50, spec=changes)]}
    )
    assert answer.status_code == 422, answer.text
    assert place in str(answer.json()["details"]["fields"][0]["path"])
