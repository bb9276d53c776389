"""What becomes of quotes: sent, frozen, decided, expired, deleted; and who may do it."""

import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from sqlalchemy import text, update

from app.adapters.files import FileStore
from app.domain.days import shop_day
from app.domain.estimating.engine import estimate
from app.domain.estimating.spec import specification_from
from app.domain.money import money_text
from app.domain.permissions import Role
from app.models.message import Message
from app.services import quotes
from app.services.quotes.views import without_internals
from tests.conftest import ORIGIN, ClientFor, Clock, MakeUser
from tests.factories.quotes import (
    DEARER_BOOK,
    Hand,
    Parties,
    charge,
    keys_of,
    make_customer,
    open_quoting_shop,
    product,
    publish,
    put,
    refusal,
    rows,
)

ZONE = "America/New_York"


@pytest.fixture
async def parties(app: FastAPI) -> Parties:
    return await open_quoting_shop(app)


@pytest.fixture
async def mona(client_for: ClientFor, make_user: MakeUser, parties: Parties) -> Hand:
    """A manager."""
    return await Hand.of(client_for, await make_user(Role.MANAGER), parties)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


async def test_a_sent_quote_is_frozen_stored_mailed_and_audited(app: FastAPI, mona: Hand) -> None:
    draft = await mona.create(product(500, 1000, selected=1), charge("40.00"))
    sent = await mona.do(draft, "send", {"message": "As discussed."})
    assert sent["status"] == "sent"
    assert sent["totals"] == draft["totals"]
    assert set(sent["allowed_actions"]) == {
        "approve",
        "decline",
        "expire",
        "revise",
        "hold",
        "duplicate",
    }
    pdf = await mona.client.get(f"/api/quotes/{sent['id']}/document.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    digest = hashlib.sha256(pdf.content).hexdigest()
    assert sent["document"]["sha256"] == digest
    assert sent["document"]["size_bytes"] == len(pdf.content)
    words = text_of(pdf.content)
    assert sent["number"] in words
    assert f"{Decimal(sent['totals']['total']):,}" in words
    assert "DRAFT" not in words
    again = await mona.client.get(
        f"/api/quotes/{sent['id']}/document.pdf", headers={"If-None-Match": f'"{digest}"'}
    )
    assert again.status_code == 304
    mails = await rows(app, "SELECT recipients, body, attachments FROM forge_messages")
    assert len(mails) == 1
    recipients, body, attachments = mails[0]
    assert recipients == ["maya@harbor.example"]
    assert body == "As discussed."
    assert attachments[0]["sha256"] == digest
    entries = await rows(
        app,
        "SELECT action, before, after FROM forge_audit_entries WHERE entity = 'quote' ORDER BY id",
    )
    assert [entry[0] for entry in entries] == ["quote.created", "quote.sent"]


async def test_a_frozen_revision_never_changes(
    app: FastAPI, mona: Hand, parties: Parties, clock: Clock
) -> None:
    draft = await mona.create(product(500, selected=0))
    sent = await mona.do(draft, "send")
    snapshot = "SELECT snapshot::text, document_sha256, frozen_at FROM forge_quote_revisions"
    before = await rows(app, snapshot)
    pdf = (await mona.client.get(f"/api/quotes/{sent['id']}/document.pdf")).content
    page = (await mona.client.get(f"/api/quotes/{sent['id']}/pages/1.png")).content
    await publish(app, DEARER_BOOK)
    await rows(
        app,
        "UPDATE forge_customers SET name = 'Renamed', price_level = 'trade' WHERE id = :id"
        " RETURNING id",
        id=parties.customer_id,
    )
    details = refusal(
        await mona.try_edit(sent, {"op": "set", "title": "Cheaper"}),
        409,
        "quote_illegal_transition",
    )
    assert details["status"] == "sent"
    assert "approve" in details["allowed"]
    refusal(await mona.act(sent, "delete"), 409, "quote_illegal_transition")
    clock.move(days=3)
    await mona.come_back()
    approved = await mona.do(sent, "approve")
    assert approved["totals"] == sent["totals"]
    assert approved["lines"] == sent["lines"]
    assert await rows(app, snapshot) == before
    assert (await mona.client.get(f"/api/quotes/{sent['id']}/document.pdf")).content == pdf
    assert (await mona.client.get(f"/api/quotes/{sent['id']}/pages/1.png")).content == page


async def test_the_same_sum_stands_in_list_form_paper_and_preview(mona: Hand) -> None:
    draft = await mona.create(
        product(750, 1500, selected=0, discount_percent="0.0333"), charge("19.99", 3)
    )
    draft = await mona.edit(
        draft, {"op": "set", "discount_percent": "0.0250", "discount_amount": "1.11"}
    )
    preview = await mona.preview(draft, {"op": "set", "po_number": "9"})
    listed = (await mona.list())["items"][0]
    paper = (await mona.client.get(f"/api/quotes/{draft['id']}/document.pdf")).content
    total = draft["totals"]["total"]
    assert preview["totals"] == draft["totals"]
    assert listed["total"] == total
    assert (await mona.list())["sums"]["total"] == total
    assert f"{Decimal(total):,}" in text_of(paper)
    assert "DRAFT" in text_of(paper).upper()
    lines = sum(Decimal(line["selected_total"]) for line in draft["lines"])
    assert lines == Decimal(draft["totals"]["subtotal"])


async def test_what_keeps_a_quote_from_going_out_is_said_all_at_once(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    quote = await mona.create(customer_id=None, contact_id=None, prospect_name="Bayou")
    clock.move(days=40)
    await mona.come_back()
    problems = refusal(await mona.act(quote, "send"), 409, "quote_not_ready")["problems"]
    assert len(problems) == 3
    line = product(500, selected=0)
    line["spec"]["stock"] = "gone"
    quote = await mona.edit(quote, put(line))
    problems = refusal(await mona.act(quote, "send"), 409, "quote_not_ready")["problems"]
    assert any("Line 1" in problem for problem in problems)
    assert await rows(app, "SELECT count(*) FROM forge_messages") == [(0,)]
    assert (await mona.read(quote))["status"] == "draft"


async def test_a_quote_with_open_quantities_goes_out_as_a_matrix_and_is_approved_by_choice(
    mona: Hand,
) -> None:
    draft = await mona.create(product(500, 1000, 2500), charge("40.00"))
    assert draft["totals"]["total"] is None
    sent = await mona.do(draft, "send")
    details = refusal(await mona.act(sent, "approve"), 409, "quote_choice_missing")
    assert details["lines"] == ["Business cards"]
    line = sent["lines"][0]
    foreign = {"line_id": line["id"], "quantity_id": sent["lines"][1]["quantities"][0]["id"]}
    body = {"name": "Maya", "choices": [foreign]}
    assert (await mona.act(sent, "approve", body)).status_code == 422
    choice = {"line_id": line["id"], "quantity_id": line["quantities"][2]["id"]}
    approved = await mona.do(sent, "approve", {"name": "Maya", "choices": [choice]})
    price = Decimal(line["quantities"][2]["price"])
    assert Decimal(approved["totals"]["subtotal"]) == price + 40
    assert approved["acceptance"]["total"] == approved["totals"]["total"]
    assert [one["selected"] for one in approved["lines"][0]["quantities"]] == [False, False, True]
    assert (await mona.list(tab="approved"))["sums"]["total"] == approved["totals"]["total"]


async def test_a_second_send_and_a_second_yes_are_refused(app: FastAPI, mona: Hand) -> None:
    draft = await mona.create(charge("40.00"))
    sent = await mona.do(draft, "send")
    refusal(await mona.act(draft, "send"), 412, "quote_changed")
    refusal(await mona.act(sent, "send"), 409, "quote_illegal_transition")
    approved = await mona.do(sent, "approve")
    refusal(await mona.act(sent, "approve"), 412, "quote_changed")
    refusal(await mona.act(approved, "approve"), 409, "quote_illegal_transition")
    assert await rows(app, "SELECT count(*) FROM forge_acceptances") == [(1,)]
    assert await rows(app, "SELECT count(*) FROM forge_messages") == [(1,)]


async def test_the_same_key_sends_one_mail(app: FastAPI, mona: Hand) -> None:
    draft = await mona.create(charge("40.00"))
    headers = {"If-Match": f'"{draft["version"]}"', "Idempotency-Key": "send-00001"}
    url = f"/api/quotes/{draft['id']}/send"
    first = await mona.client.post(url, json={}, headers=headers)
    second = await mona.client.post(url, json={}, headers=headers)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert await rows(app, "SELECT count(*) FROM forge_messages") == [(1,)]
    third = await mona.client.post(url, json={"message": "Other"}, headers=headers)
    refusal(third, 422, "idempotency_key_reused")


async def test_a_sent_quote_expires_when_its_last_day_is_over_in_the_shop(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    draft = await mona.create(charge("40.00"))
    today = shop_day(clock.now, ZONE)
    draft = await mona.edit(draft, {"op": "set", "valid_until": today.isoformat()})
    sent = await mona.do(draft, "send")
    # 04:30 in UTC is half past eleven in the shop: still its last day.
    clock.now = clock.now.replace(hour=4, minute=30) + timedelta(days=1)
    await mona.come_back()
    assert (await mona.read(sent))["status"] == "sent"
    refusal(await mona.act(sent, "expire"), 409, "quote_illegal_transition")
    clock.move(minutes=31)
    await mona.come_back()
    shown = await mona.read(sent)
    assert shown["status"] == "expired"
    assert shown["allowed_actions"] == ["extend", "revise", "duplicate"]
    assert [(await mona.list(tab=tab))["total"] for tab in ("sent", "expired")] == [0, 1]
    refusal(await mona.act(sent, "approve"), 409, "quote_illegal_transition")
    async with app.state.async_session_factory.begin() as session:
        expired = [
            await quotes.expire_overdue_quotes(
                session, today=shop_day(clock.now, ZONE), origin=ORIGIN, now=clock.now
            )
            for _ in range(2)
        ]
    assert expired == [1, 0]
    written = await mona.read(sent)
    assert (written["status"], written["version"]) == ("expired", sent["version"] + 1)
    assert await rows(app, "SELECT status FROM forge_quotes") == [("expired",)]


async def test_an_overdue_quote_can_be_expired_by_hand(mona: Hand, clock: Clock) -> None:
    draft = await mona.create(charge("40.00"))
    sent = await mona.do(draft, "send")
    clock.move(days=31)
    await mona.come_back()
    assert (await mona.do(sent, "expire"))["status"] == "expired"


async def test_a_draft_is_deleted_and_restored(mona: Hand) -> None:
    draft = await mona.create(charge("40.00"))
    await mona.do(draft, "delete")
    gone = await mona.read(draft)
    assert gone["deleted_at"]
    assert gone["allowed_actions"] == ["restore"]
    counts = (await mona.list())["counts"]
    assert (counts["all"], counts["deleted"]) == (0, 1)
    for action in ("send", "delete", "duplicate"):
        refusal(await mona.act(gone, action), 409, "quote_illegal_transition")
    back = await mona.do(gone, "restore")
    assert back["deleted_at"] is None
    assert back["lines"] == draft["lines"]
    refusal(await mona.act(back, "restore"), 409, "quote_illegal_transition")


async def test_a_decline_keeps_its_reason_and_an_approval_can_be_taken_back_by_a_manager(
    client_for: ClientFor, parties: Parties, mona: Hand
) -> None:
    sent = await mona.do(await mona.create(charge("40.00")), "send")
    assert (await mona.act(sent, "decline", {"reason": "mood"})).status_code == 422
    declined = await mona.do(sent, "decline", {"reason": "competitor", "note": "Ten less"})
    assert (declined["status"], declined["lost_reason"]) == ("declined", "competitor")
    other = await mona.do(await mona.create(charge("40.00")), "send")
    approved = await mona.do(other, "approve")
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    assert "decline" not in (await dana.read(approved))["allowed_actions"]
    refusal(await dana.act(approved, "decline"), 403, "quote_action_denied")
    assert (await mona.do(approved, "decline"))["status"] == "declined"


async def test_a_choice_moves_the_sums_of_its_section_too(mona: Hand) -> None:
    matrix = charge("1.00", 100, section="Signage")
    matrix["quantities"][0]["selected"] = False
    sent = await mona.do(await mona.create(matrix), "send")
    assert sent["totals"]["sections"][0]["subtotal"] == "0.00"
    line = sent["lines"][0]
    choice = {"line_id": line["id"], "quantity_id": line["quantities"][0]["id"]}
    approved = await mona.do(sent, "approve", {"name": "Maya", "choices": [choice]})
    assert approved["totals"]["sections"][0]["subtotal"] == "100.00"


async def test_a_duplicate_is_a_draft_of_ones_own_with_its_own_lines(mona: Hand) -> None:
    line = product(500, 1000, selected=0)
    line["quantities"][1] |= {"typed_price": "88.00", "typed_reason": "Match"}
    sent = await mona.do(await mona.create(line, charge("40.00")), "send")
    copy = await mona.do(sent, "duplicate")
    assert copy["status"] == "draft"
    assert copy["number"] != sent["number"]
    assert copy["totals"] == sent["totals"]
    ids = {one["id"] for quote in (sent, copy) for one in quote["lines"]}
    assert len(ids) == 4
    assert copy["lines"][0]["quantities"][1]["price"] == "88.00"


async def test_rates_that_changed_must_be_accepted_or_saved_again(app: FastAPI, mona: Hand) -> None:
    draft = await mona.create(product(500, selected=0))
    await publish(app, DEARER_BOOK)
    details = refusal(await mona.act(draft, "send"), 409, "quote_rates_changed")
    assert details == {"priced_with": 1, "current": 2}
    sent = await mona.do(draft, "send", {"accept_stale_rates": True})
    assert sent["totals"] == draft["totals"]


async def test_a_certificate_that_ran_out_is_taxed_with_a_warning(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    today = shop_day(clock.now, ZONE)
    church = await make_customer(app, "St. Mary", certificate=("exempt", today))
    mona.parties = church
    quote = await mona.create(charge("100.00", tax_code="exempt"))
    assert quote["totals"]["total"] == "100.00"
    assert quote["totals"]["warnings"] == []
    clock.move(days=1)
    await mona.come_back()
    refusal(await mona.act(quote, "send"), 409, "quote_prices_changed")
    saved = await mona.edit(quote, {"op": "set", "title": quote["title"]})
    assert saved["totals"]["tax"] == "8.25"
    assert "TX-7781" in saved["totals"]["warnings"][0]
    sent = await mona.do(saved, "send")
    assert sent["totals"]["total"] == "108.25"


async def test_what_was_sent_is_taxed_as_on_its_day_when_it_is_approved_later(
    app: FastAPI, mona: Hand, clock: Clock
) -> None:
    today = shop_day(clock.now, ZONE)
    mona.parties = await make_customer(app, "St. Mary", certificate=("exempt", today))
    matrix = charge("1.00", 100, tax_code="exempt")
    matrix["quantities"][0]["selected"] = False
    sent = await mona.do(await mona.create(matrix), "send")
    clock.move(days=3)
    await mona.come_back()
    line = sent["lines"][0]
    choice = {"line_id": line["id"], "quantity_id": line["quantities"][0]["id"]}
    approved = await mona.do(sent, "approve", {"name": "Maya", "choices": [choice]})
    assert approved["totals"]["total"] == "100.00"


async def test_the_timeline_tells_what_happened_in_words(mona: Hand, clock: Clock) -> None:
    quote = await mona.create(charge("40.00", title="Design"))
    for title in ("A", "B"):
        clock.move(seconds=5)
        quote = await mona.edit(quote, {"op": "set", "title": title})
    clock.move(seconds=5)
    quote = await mona.edit(quote, put(charge("9.00", title="Proof")))
    clock.move(hours=1)
    await mona.come_back()
    await mona.do(quote, "send")
    answer = await mona.client.get(f"/api/quotes/{quote['id']}/timeline")
    told = answer.json()["items"]
    assert {one["kind"] for one in told} == {"created", "edited", "sent", "mail_queued"}
    edited = next(one for one in told if one["kind"] == "edited")
    assert edited["text"] == "Edited title, 1 line (Proof)"
    assert edited["details"]["edits"] == 3
    assert edited["details"]["total_before"] == "43.30"
    assert told[-1]["kind"] == "created"
    assert told[0]["at"].startswith("2026-11-20T")


async def test_the_last_page_is_the_last(mona: Hand) -> None:
    quote = await mona.create(charge("40.00"))
    base = f"/api/quotes/{quote['id']}/pages"
    page = await mona.client.get(f"{base}/1.png")
    assert page.content.startswith(b"\x89PNG")
    refusal(await mona.client.get(f"{base}/9.png"), 404, "page_not_found")
    assert (await mona.client.get(f"{base}/0.png")).status_code == 422


async def test_a_store_that_refuses_leaves_a_draft(
    app: FastAPI, mona: Hand, tmp_path: Path
) -> None:
    draft = await mona.create(charge("40.00"))
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    app.state.files = FileStore(blocked)
    refusal(await mona.act(draft, "send"), 503, "storage_unwritable")
    assert await mona.read(draft) == draft
    assert await rows(app, "SELECT count(*) FROM forge_messages") == [(0,)]


async def test_what_was_frozen_recomputes_to_the_same_cent(app: FastAPI, mona: Hand) -> None:
    line = product(500, 1000, selected=1, discount_percent="0.0750")
    sent = await mona.do(await mona.create(line, charge("19.99", 3)), "send")
    await publish(app, DEARER_BOOK)
    async with app.state.async_session_factory.begin() as session:
        snapshot = await session.scalar(text("SELECT snapshot FROM forge_quote_revisions"))
        book = await app.state.rate_books.version(session, snapshot["rate_card_version"])
    frozen = snapshot["lines"][0]
    again = estimate(
        specification_from(frozen["spec"]),
        [one["quantity"] for one in frozen["quantities"]],
        book,
        on=date.fromisoformat(frozen["priced_on"]),
        customer_level=frozen["customer_level"],
    )
    assert [money_text(one.price) for one in again.quantities] == [
        one["price"] for one in frozen["quantities"]
    ]
    assert snapshot["totals"]["total"] == sent["totals"]["total"]
    public = without_internals(snapshot)
    assert not [key for key in keys_of(public) if "cost" in key or "margin" in key]


async def test_a_mail_that_failed_stands_on_the_timeline_and_can_be_sent_again(
    app: FastAPI, mona: Hand
) -> None:
    quote = await mona.do(await mona.create(charge("40.00")), "send")
    async with app.state.async_session_factory.begin() as session:
        await session.execute(
            update(Message).values(status="failed", last_error="The mail server refused it.")
        )

    told = (await mona.client.get(f"/api/quotes/{quote['id']}/timeline")).json()["items"]
    (failed,) = [one for one in told if one["kind"] == "mail_failed"]
    assert failed["details"]["error"] == "The mail server refused it."
    again = await mona.client.post(f"/api/messages/{failed['details']['message_id']}/retry")
    assert again.status_code == 200, again.text
    told = (await mona.client.get(f"/api/quotes/{quote['id']}/timeline")).json()["items"]
    assert "mail_queued" in {one["kind"] for one in told}
