"""Notes that colleagues write about a quote, and the one stream that they stand in."""

import io

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.domain.permissions import Role
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import customer_of
from tests.factories.quotes import Hand, Json, Parties, charge, open_quoting_shop, refusal, rows

SECRET = "Zanzibar margin, between us"


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def sam(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    return await Hand.of(client_for, await make_user(Role.SALES, name="Sam Ortiz"), parties)


@pytest.fixture
async def dana(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    return await Hand.of(client_for, await make_user(Role.ESTIMATOR, name="Dana Ruiz"), parties)


async def write(hand: Hand, quote: Json, body: str, *people: Hand) -> Json:
    answer = await hand.client.post(
        f"/api/quotes/{quote['id']}/notes",
        json={"body": body, "mentions": [str(one.user.id) for one in people if one.user]},
    )
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def timeline(hand: Hand, quote: Json, **query: str | int) -> Json:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/timeline", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def test_a_note_is_for_who_may_see_the_quote_and_names_only_them(
    client_for: ClientFor, make_user: MakeUser, parties: Parties, sam: Hand, dana: Hand
) -> None:
    stranger = await Hand.of(client_for, await make_user(Role.SALES, name="Sue Park"), parties)
    quote = await sam.create(charge("40.00"))
    base = f"/api/quotes/{quote['id']}"
    named = (await sam.client.get(f"{base}/colleagues")).json()
    assert [one["name"] for one in named] == ["Dana Ruiz", "Sam Ortiz"]
    note = await write(sam, quote, "Can we run this 2-up, @Dana Ruiz?", dana, dana)
    assert dana.user is not None
    assert note["mentions"] == [str(dana.user.id)]

    assert stranger.user is not None
    of_stranger = {"body": "Look", "mentions": [str(stranger.user.id)]}
    refused = await sam.client.post(f"{base}/notes", json=of_stranger)
    assert refused.json()["details"]["fields"][0]["message"].startswith("Name somebody who may")
    one = f"{base}/notes/{note['id']}"
    body = {"body": "Changed"}
    for answer in (
        await stranger.client.get(f"{base}/colleagues"),
        await stranger.client.post(f"{base}/notes", json=body),
        await stranger.client.put(one, json=body),
        await stranger.client.delete(one),
    ):
        refusal(answer, 404, "quote_not_found")
    # A colleague who reads it does not rewrite it.
    refusal(await dana.client.put(one, json=body), 404, "note_not_found")
    refusal(await dana.client.delete(one), 404, "note_not_found")


async def test_a_note_that_cannot_be_kept_says_so(sam: Hand) -> None:
    quote = await sam.create(charge("40.00"))
    for body in ("x" * 100_000, "", "  \n ", "a\u2028b", 7, None):
        answer = await sam.client.post(f"/api/quotes/{quote['id']}/notes", json={"body": body})
        refusal(answer, 422, "validation_failed")
    assert (await timeline(sam, quote, group="notes"))["total"] == 0


async def test_a_note_is_changed_for_a_day_and_the_audit_keeps_what_it_was(
    app: FastAPI, sam: Hand, dana: Hand, clock: Clock
) -> None:
    quote = await sam.create(charge("40.00"))
    note = await write(sam, quote, "Forty pund")
    one = f"/api/quotes/{quote['id']}/notes/{note['id']}"
    clock.move(hours=1)
    await sam.come_back()
    await dana.come_back()
    changed = await sam.client.put(one, json={"body": "Forty pounds"})
    assert changed.json()["edited_at"] == "2026-11-20T16:30:00Z"
    [told] = (await timeline(sam, quote, group="notes"))["items"]
    assert (told["actor"], told["text"]) == ("Sam Ortiz", "Wrote a note")
    assert told["details"]["body"] == "Forty pounds"
    assert told["details"]["changeable"]
    [read] = (await timeline(dana, quote, group="notes"))["items"]
    assert not read["details"]["changeable"]
    clock.move(hours=23)
    await sam.come_back()
    refusal(await sam.client.put(one, json={"body": "Late"}), 409, "note_too_old")
    refusal(await sam.client.delete(one), 409, "note_too_old")

    slip = await write(sam, quote, "Wrong quote")
    gone = await sam.client.delete(f"/api/quotes/{quote['id']}/notes/{slip['id']}")
    assert gone.status_code == 204
    assert (await timeline(sam, quote, group="notes"))["total"] == 1
    entries = await rows(
        app,
        "SELECT action, before->>'body', after->>'body', entity_label FROM forge_audit_entries "
        "WHERE entity = 'note' ORDER BY id",
    )
    number = quote["number"]
    assert entries == [
        ("note.added", None, "Forty pund", number),
        ("note.edited", "Forty pund", "Forty pounds", number),
        ("note.added", None, "Wrong quote", number),
        ("note.deleted", "Wrong quote", None, number),
    ]


async def test_no_customer_reads_a_note_anywhere(app: FastAPI, sam: Hand, dana: Hand) -> None:
    quote = await sam.create(charge("40.00"))
    await write(sam, quote, SECRET, dana)
    sent = await sam.do(quote, "send")
    await write(dana, sent, SECRET)
    async with customer_of(app, sam, sent) as maya:
        shown = (await maya.client.get(maya.page)).text
        shown += (await maya.client.get(maya.api)).text
        pdf = (await maya.client.get(f"{maya.api}/document.pdf")).content
        accepted = await maya.post("accept", maya.yes())
        shown += accepted.text
    assert accepted.status_code == 200
    shown += "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    outside = await rows(
        app,
        "SELECT subject || body FROM forge_messages WHERE recipients::text LIKE '%harbor.example%'",
    )
    shown += "".join(text for (text,) in outside)
    assert len(outside) == 2
    assert "Design" in shown
    assert "Zanzibar" not in shown
    assert (await timeline(sam, sent, group="notes"))["total"] == 2


async def test_one_stream_tells_all_and_shows_one_group_page_by_page(
    app: FastAPI, sam: Hand, clock: Clock
) -> None:
    quote = await sam.do(await sam.create(charge("40.00")), "send")
    for words in ("One", "Two", "Three"):
        clock.move(seconds=1)
        await write(sam, quote, words)
    async with customer_of(app, sam, quote) as maya:
        # A page that is loaded again is the same visit; a mail scanner's GET is none.
        for minutes in (0, 10, 45, 700):
            clock.move(minutes=minutes)
            assert (await maya.post("seen", {})).status_code == 204
    await sam.come_back()
    # A colleague who opens the customer's page is not the customer.
    async with customer_of(app, sam, quote) as ours:
        ours.client.cookies.update(sam.client.cookies)
        ours.client.headers["X-CSRF-Token"] = sam.client.headers["X-CSRF-Token"]
        await ours.post("seen", {})
    [link] = (await sam.client.get(f"/api/quotes/{quote['id']}/links")).json()
    assert (link["views"], link["last_viewed_at"]) == (3, "2026-11-21T04:05:03Z")

    story = await timeline(sam, quote)
    assert story["counts"] == {
        "all": 7,
        "notes": 3,
        "mails": 1,
        "customer": 1,
        "approvals": 0,
        "changes": 2,
        "files": 0,
    }
    viewed = story["items"][0]
    assert (viewed["actor"], viewed["text"]) == (
        "maya@harbor.example",
        "Looked at the quote 3 times",
    )
    pages = [await timeline(sam, quote, group="notes", per_page=2, page=page) for page in (1, 2)]
    assert [[one["details"]["body"] for one in page["items"]] for page in pages] == [
        ["Three", "Two"],
        ["One"],
    ]
    assert {page["total"] for page in pages} == {3}
    kinds = {one["kind"] for one in (await timeline(sam, quote, group="changes"))["items"]}
    assert kinds == {"created", "sent"}
    gossip = await sam.client.get(f"/api/quotes/{quote['id']}/timeline?group=gossip")
    refusal(gossip, 422, "validation_failed")
