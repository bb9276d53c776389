"""Revisions under one number: the old one stays as it was, the new one takes its place."""

import io
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.domain.permissions import Role
from app.models.quote import Quote
from app.repositories.quotes.revisions import OF_REVISION
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.quotes import (
    DEARER_BOOK,
    Hand,
    Json,
    Parties,
    charge,
    open_quoting_shop,
    product,
    publish,
    put,
    refusal,
    rows,
)


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def mona(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    """A manager."""
    return await Hand.of(client_for, await make_user(Role.MANAGER, name="Mona Reyes"), parties)


async def get(hand: Hand, quote: Json, path: str, **query: str | int) -> httpx.Response:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer


async def revisions_of(hand: Hand, quote: Json) -> list[Json]:
    found: list[Json] = (await get(hand, quote, "revisions")).json()
    return found


async def compare(hand: Hand, quote: Json, one: int, other: int) -> Json:
    found: Json = (await get(hand, quote, f"revisions/{one}/compare", other=other)).json()
    lines = sum(Decimal(line["amount"]) for line in found["lines"])
    whole = lines + Decimal(found["discount"]) + Decimal(found["tax"])
    assert whole == Decimal(found["difference"])
    for line in found["lines"]:
        if "internal" in line:
            causes = sum(Decimal(one["amount"]) for one in line["internal"]["causes"])
            assert causes == Decimal(line["amount"])
    return found


async def test_a_revision_takes_the_place_of_what_was_sent_which_stays_as_it_was(
    app: FastAPI, mona: Hand
) -> None:
    typed = product(1000, selected=0, title="Flyers")
    typed["quantities"][0] |= {"typed_price": "300.00", "typed_reason": "Repeat client"}
    quote = await mona.create(product(500, 1000, selected=1), typed, charge("40.00"))
    sent = await mona.do(quote, "send")
    paper = (await get(mona, sent, "document.pdf")).content
    await publish(app, DEARER_BOOK)
    draft = await mona.do(sent, "revise", {"reason": "They want two thousand."})
    assert (draft["number"], draft["revision"]) == (f"{sent['number']}-R2", 2)
    assert (draft["status"], draft["version"]) == ("draft", sent["version"] + 1)
    assert "discard" in draft["allowed_actions"]
    assert "delete" not in draft["allowed_actions"]
    assert (draft["sent_at"], draft["document"]) == (None, None)
    # By today's rates; but what a person typed stands.
    assert draft["rate_card_version"] == DEARER_BOOK.version
    cards, flyers, design = draft["lines"]
    was = sent["lines"]
    assert Decimal(cards["selected_total"]) > Decimal(was[0]["selected_total"])
    assert flyers["selected_total"] == "300.00"
    assert flyers["quantities"][0]["typed_by"] == "Mona Reyes"
    assert {line["id"] for line in draft["lines"]}.isdisjoint(line["id"] for line in was)
    old = (await get(mona, sent, "revisions/1")).json()
    assert (old["status"], old["superseded"], old["allowed_actions"]) == ("sent", True, [])
    moved = {"allowed_actions", "superseded", "updated_at", "version"}
    assert {name: value for name, value in old.items() if name not in moved} == {
        name: value for name, value in sent.items() if name not in moved
    }
    assert (await get(mona, sent, "revisions/1/document.pdf")).content == paper
    # The new one is sent under its own number.
    edited = await mona.edit(draft, put({**charge("55.00"), "id": design["id"]}))
    sent_again = await mona.do(edited, "send")
    new_paper = (await get(mona, sent, "revisions/2/document.pdf")).content
    assert new_paper != paper
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(new_paper)).pages)
    assert f"{sent['number']}-R2" in text
    snapshots = await rows(
        app,
        "SELECT number, snapshot ->> 'revision', superseded_at IS NULL"
        " FROM forge_quote_revisions ORDER BY number",
    )
    assert snapshots == [(1, "1", False), (2, "2", True)]
    subjects = await rows(app, "SELECT subject FROM forge_messages ORDER BY created_at")
    assert subjects[-1] == (f"Quote {sent['number']}-R2, revised: {sent['title']}",)
    listed = await revisions_of(mona, sent)
    assert [(one["revision"], one["status"], one["superseded"]) for one in listed] == [
        (1, "sent", True),
        (2, "sent", False),
    ]
    assert [one["total"] for one in listed] == [
        sent["totals"]["total"],
        sent_again["totals"]["total"],
    ]
    assert (listed[1]["reason"], listed[1]["made_by"]) == ("They want two thousand.", "Mona Reyes")
    found = await compare(mona, sent, 1, 2)
    assert [(line["kind"], line["title"]) for line in found["lines"]] == [
        ("changed", "Business cards"),
        ("changed", "Design"),
    ]
    # What the dearer rates did has causes and no field; what a person wrote is a field.
    assert found["lines"][0]["fields"] == []
    assert found["lines"][0]["internal"]["causes"]
    assert {one["field"] for one in found["lines"][1]["fields"]} == {"Unit price"}
    back = await compare(mona, sent, 2, 1)
    assert Decimal(back["difference"]) == -Decimal(found["difference"])
    stories = (await get(mona, sent, "timeline")).json()["items"]
    revised = next(one for one in stories if one["kind"] == "revised")
    assert revised["text"] == "Made revision 2, priced by today's rates"
    assert revised["details"]["note"] == "They want two thousand."


async def test_what_changed_is_told_line_by_line_and_field_by_field(mona: Hand) -> None:
    cards, flyers = product(500, 1000, selected=0), product(250, selected=0, title="Flyers")
    sent = await mona.do(await mona.create(cards, flyers, charge("40.00")), "send")
    draft = await mona.do(sent, "revise")
    first, second, third = draft["lines"]
    more = product(500, 1000, selected=1, title="Thick cards")
    more["spec"] |= {"colours_back": 0, "finishing": []}
    draft = await mona.edit(
        draft,
        put({**more, "id": first["id"]}),
        {"op": "remove_line", "id": second["id"]},
        put(charge("186.23", title="Banner", optional=True)),
        {"op": "set", "terms": "Net 15", "discount_percent": "0.0500"},
    )
    banner = draft["lines"][-1]["id"]
    draft = await mona.edit(draft, {"op": "order_lines", "ids": [third["id"], first["id"], banner]})
    found = await compare(mona, draft, 1, 2)
    assert {one["field"]: (one["before"], one["after"]) for one in found["fields"]} == {
        "Terms": ("Net 30", "Net 15"),
        "Discount": ("none", "5 %"),
        "Order of the lines": ("1, 3", "3, 1"),
    }
    lines = {line["title"]: line for line in found["lines"]}
    assert {title: line["kind"] for title, line in lines.items()} == {
        "Thick cards": "changed",
        "Banner": "added",
        "Flyers": "removed",
    }
    fields = {one["field"]: (one["before"], one["after"]) for one in lines["Thick cards"]["fields"]}
    assert fields == {
        "Title": ("Business cards", "Thick cards"),
        "Quantity": ("500", "1,000"),
        "Colours": ("4/4", "4/0"),
        "Finishing": ("Cutting", "none"),
    }
    assert (lines["Banner"]["counts"], lines["Banner"]["amount"]) == (False, "0.00")
    assert Decimal(lines["Flyers"]["amount"]) < 0
    url = f"/api/quotes/{draft['id']}/revisions"
    assert (await mona.client.get(f"{url}/1/compare", params={"other": 1})).status_code == 422
    for path in ("/3", "/3/document.pdf", "/3/pages/1.png", "/1/compare?other=3"):
        refusal(await mona.client.get(url + path), 404, "revision_not_found")
    answer = await mona.client.get(f"{url}/2/document.pdf")
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


async def test_a_discarded_revision_gives_the_quote_back_with_its_yes(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    sent = await mona.do(await mona.create(product(500, 1000), charge("40.00")), "send")
    line = sent["lines"][0]
    choice = {"line_id": line["id"], "quantity_id": line["quantities"][1]["id"]}
    approved = await mona.do(sent, "approve", {"name": "Maya Okafor", "choices": [choice]})
    clock.move(minutes=5)
    draft = await mona.do(approved, "revise")
    assert draft["acceptance"] is None
    draft = await mona.edit(
        draft, {"op": "set", "title": "Winter kit", "internal_note": "Call Maya first."}
    )
    refusal(await mona.act(draft, "delete"), 409, "quote_illegal_transition")
    old = (await get(mona, sent, "revisions/1")).json()
    assert (old["status"], old["acceptance"]["name"]) == ("approved", "Maya Okafor")
    back = await mona.do(draft, "discard")
    assert back["internal_note"] == "Call Maya first."
    moved = {"version", "updated_at", "internal_note"}
    assert {name: value for name, value in back.items() if name not in moved} == {
        name: value for name, value in approved.items() if name not in moved
    }
    assert [one["revision"] for one in await revisions_of(mona, sent)] == [1]
    assert (await mona.list(q="Fall menu"))["total"] == 1
    assert (await mona.list(q="Winter kit"))["total"] == 0
    refusal(await mona.act(back, "discard"), 409, "quote_illegal_transition")
    # Its number was never seen by a customer: the next revision has it.
    again = await mona.do(back, "revise")
    assert again["number"] == f"{sent['number']}-R2"
    sent_again = await mona.do(again, "send")
    refusal(await mona.act(approved, "approve"), 412, "quote_changed")
    accepted = await mona.do(sent_again, "approve")
    assert accepted["acceptance"]["total"] == accepted["totals"]["total"]
    yeses = await rows(
        app,
        "SELECT revision_number, deleted_at IS NULL FROM forge_acceptances ORDER BY accepted_at",
    )
    assert yeses == [(1, False), (2, True)]


async def test_a_second_revision_waits_until_the_first_is_sent(mona: Hand) -> None:
    quote = await mona.create(charge("40.00"))
    refusal(await mona.act(quote, "revise"), 409, "quote_illegal_transition")
    sent = await mona.do(quote, "send")
    draft = await mona.do(sent, "revise")
    details = refusal(await mona.act(draft, "revise"), 409, "quote_illegal_transition")
    assert "discard" in details["allowed"]
    refusal(await mona.act(sent, "revise"), 412, "quote_changed")
    declined = await mona.do(await mona.do(draft, "send"), "decline")
    third = await mona.do(declined, "revise")
    assert third["number"].endswith("-R3")
    assert (third["lost_reason"], third["lost_note"]) == (None, "")
    listed = await revisions_of(mona, third)
    assert [one["status"] for one in listed] == ["sent", "declined", "draft"]
    assert listed[1]["lost_reason"] == "price"


async def test_an_expired_quote_is_revised_into_one_that_is_valid_again(
    mona: Hand, clock: Clock
) -> None:
    sent = await mona.do(await mona.create(charge("40.00")), "send")
    clock.move(days=40)
    await mona.come_back()
    draft = await mona.do(sent, "revise")
    assert draft["valid_until"] > sent["valid_until"]
    assert (await revisions_of(mona, sent))[0]["status"] == "sent"


async def test_a_rep_sees_own_revisions_without_costs_and_nobody_elses(
    client_for: ClientFor, parties: Parties, mona: Hand
) -> None:
    sam = Hand(await client_for(Role.SALES), parties)
    sent = await sam.do(await sam.create(product(500, selected=0)), "send")
    await sam.do(sent, "revise")
    assert "internal" not in (await revisions_of(sam, sent))[0]
    assert "internal" in (await revisions_of(mona, sent))[0]
    old = (await get(sam, sent, "revisions/1")).json()
    assert "internal" not in old["totals"]
    await compare(sam, sent, 1, 2)
    others = await mona.do(await mona.create(charge("40.00")), "send")
    base = f"/api/quotes/{others['id']}"
    for path in ("/revisions", "/revisions/1", "/revisions/1/document.pdf"):
        assert (await sam.client.get(base + path)).status_code == 404
    assert (await sam.act(others, "revise")).status_code == 404


def test_each_column_of_a_quote_either_goes_back_with_its_revision_or_stays() -> None:
    stays = {
        "id",
        "created_at",
        "updated_at",
        "deleted_at",
        "base_number",
        "owner_id",
        "internal_note",
        "on_hold",
        "converted_at",
        "version",
        "changed_by",
    }
    columns = set(Quote.__table__.columns.keys())
    assert set(OF_REVISION) | stays == columns
    assert not set(OF_REVISION) & stays


async def test_a_rep_extends_an_expired_quote_once_and_only_while_its_prices_hold(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, parties: Parties, clock: Clock
) -> None:
    sam = await Hand.of(client_for, await make_user(Role.SALES), parties)
    mona = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    first = await sam.do(await sam.create(product(500, selected=0)), "send")
    second = await sam.do(await sam.create(product(500, selected=0)), "send")
    refusal(await sam.act(first, "extend"), 409, "quote_illegal_transition")
    paper = (await get(sam, first, "document.pdf")).content
    clock.move(days=31)
    for hand in (sam, mona):
        await hand.come_back()
    yesterday = (clock.now.date() - timedelta(days=1)).isoformat()
    answer = await sam.act(first, "extend", {"valid_until": yesterday})
    assert answer.status_code == 422
    extended = await sam.do(first, "extend", {"valid_until": clock.now.date().isoformat()})
    assert (extended["status"], extended["valid_until"]) == ("sent", clock.now.date().isoformat())
    assert (await get(sam, first, "document.pdf")).content == paper
    clock.move(days=1)
    for hand in (sam, mona):
        await hand.come_back()
    refusal(await sam.act(extended, "extend"), 409, "quote_extension_refused")
    again = await mona.do(extended, "extend")
    assert again["status"] == "sent"
    assert (await mona.do(again, "approve"))["status"] == "approved"
    # The second has its one extension left, and dearer rates take it away.
    await publish(app, DEARER_BOOK)
    refusal(await sam.act(second, "extend"), 409, "quote_extension_refused")
    assert (await mona.do(second, "extend"))["totals"] == (await mona.read(second))["totals"]
