"""A customer's link: who it lets in, what they see, and each of their answers, once."""

import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import httpx
import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.domain.permissions import Role
from tests.api.test_nothing_internal_leaks import figures_of, hidden_keys
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import Customer, address_of, customer_of, ids_in
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    make_customer,
    open_quoting_shop,
    product,
    put,
    refusal,
    rows,
)
from tests.factories.random_quotes import QuoteMaker

MAILS = "SELECT recipients, subject, body, attachments FROM forge_messages WHERE kind = :kind"
ENTRIES = "SELECT count(*) FROM forge_audit_entries"


@pytest.fixture
async def mona(app: FastAPI, client_for: ClientFor, make_user: MakeUser) -> Hand:
    """A manager with a shop that can quote."""
    parties = await open_quoting_shop(app)
    return await Hand.of(client_for, await make_user(Role.MANAGER), parties)


async def send(hand: Hand, *lines: Json, **fields: object) -> Json:
    quote = await hand.create(*lines)
    if fields:
        quote = await hand.edit(quote, {"op": "set", **fields})
    return await hand.do(quote, "send", {})


async def mails(app: FastAPI, kind: str) -> list[tuple[list[str], str, str, list[Json]]]:
    return [tuple(row) for row in await rows(app, MAILS, kind=kind)]


async def test_a_link_is_swapped_for_a_cookie_and_changes_nothing(
    app: FastAPI, mona: Hand, client: httpx.AsyncClient
) -> None:
    quote = await send(mona, charge("40.00"))
    address = await address_of(mona, quote)
    before = await rows(app, ENTRIES)
    swapped = await client.get(address)
    token = address.removeprefix("/q/")
    assert swapped.status_code == 303
    assert token not in swapped.headers["Location"]
    cookie = swapped.headers["Set-Cookie"]
    assert token in cookie
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    page = await client.get(swapped.headers["Location"])
    for answer in (swapped, page):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert token not in page.text
    assert "<noscript>" in page.text
    assert "$43.30" in page.text
    assert "document.pdf" in page.text
    assert await rows(app, ENTRIES) == before
    assert (await mona.read(quote))["version"] == quote["version"]
    stored = await rows(app, "SELECT seed, token_hash FROM forge_acceptance_links")
    assert token not in json.dumps([list(row) for row in stored])
    assert all(token not in body for _, _, body, _ in await mails(app, "quote"))


async def test_guesses_look_all_alike_and_are_soon_refused(
    mona: Hand, client: httpx.AsyncClient
) -> None:
    quote = await send(mona, charge("40.00"))
    address = await address_of(mona, quote)
    [link] = (await mona.client.get(f"/api/quotes/{quote['id']}/links")).json()
    revoke = f"/api/quotes/{quote['id']}/links/{link['id']}/revoke"
    assert (await mona.client.post(revoke)).json()["address"] is None
    pages = {(await client.get(one)).text for one in (address, "/q/guess", f"/quote/{link['id']}")}
    assert len(pages) == 1
    assert "This link does not work" in pages.pop()
    renewed = await mona.client.post(revoke.replace("revoke", "renew"))
    good = renewed.json()["address"].removeprefix("http://testserver")
    assert good != address
    assert (await client.get(good)).status_code == 303
    answers = [(await client.get(f"/q/{n:043}")).status_code for n in range(40)]
    assert answers[0] == 404
    assert answers[-1] == 429
    told = await mona.client.get(f"/api/quotes/{quote['id']}/timeline")
    kinds = [entry["kind"] for entry in told.json()["items"]]
    assert kinds[:2] == ["link_renewed", "link_revoked"]


async def test_the_customer_sees_what_the_document_says_and_accepts_it_once(
    app: FastAPI, mona: Hand
) -> None:
    quote = await send(
        mona,
        product(500, 1000, title="Postcards"),
        charge("40.00"),
        product(250, title="Stickers", optional=True),
    )
    assert quote["totals"]["total"] is None
    async with customer_of(app, mona, quote) as maya:
        document = maya.offer["document"]
        assert maya.offer["state"] == "open"
        assert document["totals"]["total"] is None
        assert document["totals"]["open"] == ["Postcards"]
        [section] = document["sections"]
        assert [line["title"] for line in section["lines"]] == ["Postcards", "Design", "Stickers"]
        pdf = await maya.client.get(f"{maya.api}/document.pdf")
        assert pdf.headers["content-disposition"] == f'attachment; filename="{quote["number"]}.pdf"'
        assert PdfReader(io.BytesIO(pdf.content)).pages
        totals = (await maya.post("totals", choices((1, 1000), (3, 250)))).json()
        prices = {
            (line["position"], one["quantity"]): Decimal(one["price"])
            for line in section["lines"]
            for one in line["quantities"]
        }
        subtotal = prices[1, 1000] + prices[2, 1] + prices[3, 250]
        assert Decimal(totals["subtotal"]) == subtotal
        assert Decimal(totals["total"]) == subtotal + Decimal(totals["tax"])
        refusal(await maya.post("accept", maya.yes(total="1.00")), 409, "quote_choice_missing")
        chosen = maya.yes((1, 1000), (3, 250), total="1.00")
        assert refusal(await maya.post("accept", chosen), 409, "quote_total_changed") == {
            "total": totals["total"]
        }
        other = {**chosen, "total": totals["total"], "document_sha256": "0" * 64}
        refusal(await maya.post("accept", other), 409, "offer_changed")
        first = await maya.post("accept", {**chosen, "total": totals["total"]})
        assert first.status_code == 200, first.text
        again = await maya.post("accept", {**chosen, "total": totals["total"]})
        assert again.json() == first.json()
    receipt = first.json()["receipt"]
    assert receipt["total"] == totals["total"]
    assert receipt["document_sha256"] == quote["document"]["sha256"]
    assert [(one["title"], one["quantity"]) for one in receipt["lines"]] == [
        ("Postcards", 1000),
        ("Design", 1),
        ("Stickers", 250),
    ]
    accepted = await mona.read(quote)
    assert accepted["status"] == "approved"
    assert accepted["totals"]["total"] == totals["total"]
    assert accepted["po_number"] == "PO 4471"
    assert (await mona.list(q="4471"))["items"][0]["total"] == totals["total"]
    [(recipients, subject, body, attached)] = await mails(app, "receipt")
    assert recipients == ["maya@harbor.example", mona.user.email if mona.user else ""]
    assert quote["number"] in subject
    assert receipt["document_sha256"] in body
    assert f"{Decimal(totals['total']):,}" in body
    assert attached[0]["sha256"] == quote["document"]["sha256"]
    evidence = await rows(
        app, "SELECT address, user_agent, link_id IS NOT NULL, recorded_by FROM forge_acceptances"
    )
    assert [row[1:] for row in evidence] == [("python-httpx/" + httpx.__version__, True, None)]
    entries = await rows(
        app, "SELECT actor_name FROM forge_audit_entries WHERE action = 'quote.approved'"
    )
    assert entries == [("Maya Okafor",)]


def choices(*chosen: tuple[int, int]) -> Json:
    return {"choices": [{"line": line, "quantity": quantity} for line, quantity in chosen]}


async def test_a_quantity_that_was_chosen_at_sending_is_the_only_one(
    app: FastAPI, mona: Hand
) -> None:
    quote = await send(mona, product(500, 1000, selected=1))
    async with customer_of(app, mona, quote) as maya:
        refusal(await maya.post("totals", choices((1, 500))), 422, "validation_failed")
        for wrong in ((2, 500), (1, 7)):
            refusal(await maya.post("totals", choices(wrong)), 422, "validation_failed")
        assert (await maya.post("accept", maya.yes())).status_code == 200


async def test_the_last_day_ends_at_midnight_in_the_shop(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    quote = await send(mona, charge("40.00"), valid_until="2026-11-21")
    async with customer_of(app, mona, quote) as maya:
        # In New York it is five minutes to and past midnight.
        clock.now = datetime(2026, 11, 22, 4, 55, tzinfo=UTC)
        assert (await maya.read())["state"] == "open"
        clock.now = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)
        late = refusal(await maya.post("accept", maya.yes()), 409, "offer_closed")
        assert late == {"state": "expired"}
        shown = await maya.client.get(maya.page)
        assert "no longer valid" in shown.text
        asked = await maya.post("renewal", {"note": "We still want it"})
        assert asked.json()["renewal_asked_at"] == "2026-11-22T05:05:00Z"
        # An impatient finger asks once.
        await maya.post("renewal", {"note": "We still want it"})
    [(recipients, subject, body, _)] = await mails(app, "answer")
    assert recipients == [mona.user.email if mona.user else ""]
    assert "asks to renew" in subject
    assert "We still want it" in body
    assert f"/quotes/{quote['id']}" in body


async def test_changes_are_asked_line_by_line_and_told_to_the_owner(
    app: FastAPI, mona: Hand
) -> None:
    quote = await send(mona, product(500, selected=0, title="Postcards"), charge("40.00"))
    async with customer_of(app, mona, quote) as maya:
        refusal(await maya.post("changes", {"note": " "}), 422, "validation_failed")
        wrong = {"comments": [{"line": 3, "text": "More"}]}
        refusal(await maya.post("changes", wrong), 422, "validation_failed")
        wish = {"note": "By Friday?", "comments": [{"line": 1, "text": "On 16 pt, please"}]}
        answer = await maya.post("changes", wish)
        assert answer.status_code == 200, answer.text
        assert answer.json()["state"] == "open"
        assert answer.json()["changes_asked_at"] is not None
    found = await mona.client.get(f"/api/quotes/{quote['id']}/customer-requests")
    [request] = found.json()
    assert request["note"] == "By Friday?"
    assert request["comments"] == [
        {"position": 1, "title": "Postcards", "text": "On 16 pt, please"}
    ]
    timeline = (await mona.client.get(f"/api/quotes/{quote['id']}/timeline")).json()["items"]
    asked = next(one for one in timeline if one["kind"] == "changes_asked")
    assert asked["actor"] == "Maya Okafor"
    [(_, _, body, _)] = await mails(app, "answer")
    assert "Postcards: On 16 pt, please" in body
    assert (await mona.read(quote))["status"] == "sent"


async def test_a_no_has_its_reason_and_is_the_last_word(app: FastAPI, mona: Hand) -> None:
    quote = await send(mona, charge("40.00"))
    async with customer_of(app, mona, quote) as maya:
        declined = await maya.post("decline", {"reason": "price", "note": "Too dear"})
        assert declined.json()["state"] == "declined"
        await maya.post("decline", {"reason": "price", "note": "Too dear"})
        refusal(await maya.post("accept", maya.yes()), 409, "offer_closed")
    now = await mona.read(quote)
    assert (now["status"], now["lost_reason"], now["lost_note"]) == (
        "declined",
        "price",
        "Too dear",
    )
    assert len(await mails(app, "answer")) == 1


async def test_a_colleagues_yes_closes_the_page_with_the_receipt(app: FastAPI, mona: Hand) -> None:
    quote = await send(mona, charge("40.00"))
    async with customer_of(app, mona, quote) as maya:
        body = {"name": "Maya", "note": "By phone", "po_number": "PO 9"}
        await mona.do(quote, "approve", body)
        refusal(await maya.post("accept", maya.yes()), 409, "offer_closed")
        assert (await maya.read())["receipt"]["po_number"] == "PO 9"


async def test_a_new_revision_kills_the_link_and_names_the_next_to_who_holds_it(
    app: FastAPI, mona: Hand
) -> None:
    quote = await send(mona, charge("40.00"))
    async with customer_of(app, mona, quote) as maya:
        revised = await mona.do(quote, "revise")
        old = await maya.read()
        assert (old["state"], old["document"], old["newer"]) == ("replaced", None, None)
        refusal(await maya.post("accept", maya.yes()), 409, "offer_closed")
        assert (await maya.client.get(f"{maya.api}/document.pdf")).status_code == 404
        assert (await maya.post("totals", choices())).status_code == 404
        again = await mona.do(revised, "send", {})
        first_page = maya.page
        assert (await maya.read())["newer"] is None
        await maya.open(await address_of(mona, again))
        newer = maya.page
        maya.page = first_page
        assert (await maya.read())["newer"] == newer


async def test_a_link_of_another_quote_opens_nothing_else(app: FastAPI, mona: Hand) -> None:
    one, other = await send(mona, charge("1.00")), await send(mona, charge("2.00"))
    async with customer_of(app, mona, one) as maya, customer_of(app, mona, other) as ben:
        maya_cookie = next(iter(maya.client.cookies.jar))
        name = next(iter(ben.client.cookies.jar)).name
        maya.client.cookies.set(name, maya_cookie.value or "")
        stranger = Customer(maya.client, ben.page)
        assert (await stranger.client.get(stranger.api)).status_code == 404
        assert (await stranger.post("decline", {"reason": "price"})).status_code == 404
    assert (await mona.read(other))["status"] == "sent"


async def test_what_people_typed_is_never_markup_and_other_sites_send_nothing(
    app: FastAPI, mona: Hand
) -> None:
    evil = "</script></noscript><script>alert(1)</script><!--data--><!--summary-->"
    line = charge("40.00", title=evil, description=evil)
    quote = await send(mona, line, title=evil, customer_note=evil)
    async with customer_of(app, mona, quote) as maya:
        page = (await maya.client.get(maya.page)).text
        assert "<script>alert" not in page
        assert page.count("<script") == page.count("</script>") == 1
        assert page.count("&lt;script&gt;alert(1)") >= 4
        assert maya.offer["title"] == evil
        stolen = await maya.client.post(
            f"{maya.api}/accept", json=maya.yes(), headers={"Sec-Fetch-Site": "cross-site"}
        )
        refusal(stolen, 403, "cross_site")
    assert (await mona.read(quote))["status"] == "sent"


QUOTES = 10


async def test_nothing_internal_reaches_a_customer(app: FastAPI, mona: Hand) -> None:
    maker = QuoteMaker(Random(1776), [mona.parties, await make_customer(app, "Northside")])
    secret_note = "Squeeze them: they always pay"
    seen = 0
    for _ in range(QUOTES):
        body = maker.create()
        quote = await mona.create(*body["lines"], charge("12.00", cost="3.141592"))
        foil = charge("31.00", 3, kind="outside", title="Foil", cost="9.777777", vendor="Bindery")
        note = {"op": "set", "internal_note": secret_note}
        quote = await mona.edit(quote, note, put(foil))
        answer = await mona.act(quote, "send", {})
        if answer.status_code != 200:
            continue
        seen += 1
        public = {
            *figures_of(quote, inside=False),
            *(one for line in quote["lines"] for one in figures_of(line["spec"], inside=False)),
        }
        secret = set(figures_of(quote, inside=True)) - public
        async with customer_of(app, mona, quote) as maya:
            shown = await maya.client.get(maya.page)
            offer = await maya.read()
            totals = await maya.post("totals", choices())
            texts = [shown.text, json.dumps(offer), totals.text]
            pdf = await maya.client.get(f"{maya.api}/document.pdf")
            texts += [page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages]
            texts += [str(row) for row in await rows(app, "SELECT body FROM forge_messages")]
            link_id = maya.page.removeprefix("/quote/")
        assert hidden_keys(offer) == []
        assert not secret & set(figures_of(offer, inside=False))
        for text in texts:
            assert secret_note not in text
            assert "9.777777" not in text
            assert "Bindery" not in text
            assert ids_in(text) <= {link_id}
    assert seen > QUOTES / 2
