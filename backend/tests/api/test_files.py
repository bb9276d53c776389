"""Files of quotes and customers through the API: sent up, listed, given back, changed."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from app.config import Settings
from app.domain.files import kinds
from app.domain.permissions import Role
from app.services import attachments
from tests.conftest import ClientFor, MakeUser
from tests.factories import files
from tests.factories.quotes import (
    Hand,
    Json,
    charge,
    make_customer,
    product,
    put,
    refusal,
    rows,
    spec,
)


@pytest.fixture
async def hand(
    reference_rates: None,  # noqa: ARG001 - they are in the database
    app: FastAPI,
    client_for: ClientFor,
    make_user: MakeUser,
) -> Hand:
    return await Hand.of(client_for, await make_user(Role.SALES), await make_customer(app))


def address_of(quote: Json) -> str:
    return f"/api/quotes/{quote['id']}/files"


async def send(
    client: httpx.AsyncClient,
    address: str,
    body: bytes | AsyncIterator[bytes],
    name: str,
    declared: str = "",
    *,
    key: str | None = None,
    **query: str,
) -> httpx.Response:
    headers = {"Content-Type": declared} if declared else {}
    if key is not None:
        headers["Idempotency-Key"] = key
    return await client.post(address, content=body, params={"name": name, **query}, headers=headers)


async def sent(
    client: httpx.AsyncClient, address: str, body: bytes, name: str, **query: str
) -> Json:
    answer = await send(client, address, body, name, **query)
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


def kept(settings: Settings) -> list[Path]:
    return [path for path in settings.storage_dir.rglob("*") if path.is_file()]


async def test_a_file_is_kept_with_its_quote_and_given_back_to_be_saved(
    hand: Hand, settings: Settings
) -> None:
    quote = await hand.create(charge(), charge())
    line = quote["lines"][1]
    body = files.pdf()
    made = await send(
        hand.client,
        address_of(quote),
        body,
        "Müller card\r\nX: y.pdf",
        "application/pdf",
        line_id=line["id"],
    )
    assert made.status_code == 201, made.text
    file = made.json()
    assert file["name"] == "Müller card X_ y.pdf"
    assert (file["media_type"], file["size_bytes"]) == ("application/pdf", len(body))
    assert file["line"] == {"id": line["id"], "position": 2, "title": "Design"}
    assert file["uploaded_by"]["name"] == "Pat Sales"

    listed = await hand.client.get(address_of(quote))
    assert listed.json() == {"items": [file]}
    [stored] = kept(settings)
    assert "card" not in str(stored)

    given = await hand.client.get(f"/api/files/{file['id']}/content")
    assert given.content == body
    assert given.headers["content-type"] == "application/pdf"
    assert given.headers["content-disposition"].startswith("attachment; filename*=utf-8''M%C3%BC")
    assert given.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["cache-control"] == "no-store"

    told = await hand.client.get(f"/api/quotes/{quote['id']}/timeline")
    assert told.json()["items"][0]["kind"] == "file_added"
    assert "Müller card" in told.text


async def test_a_file_stays_with_its_line_in_the_next_revision(hand: Hand) -> None:
    quote = await hand.do(await hand.create(charge(), charge(title="Plates")), "send")
    line_id = quote["lines"][1]["id"]
    await sent(hand.client, address_of(quote), files.png(), "plate.png", line_id=line_id)
    revised = await hand.do(quote, "revise")
    assert revised["lines"][1]["id"] != line_id
    listed = (await hand.client.get(address_of(quote))).json()["items"]
    assert [one["line"]["id"] for one in listed] == [revised["lines"][1]["id"]]


async def test_what_is_no_such_file_is_refused_in_the_one_shape_and_leaves_nothing(
    hand: Hand, settings: Settings, app: FastAPI
) -> None:
    quote = await hand.create(charge())
    refused = 0
    for body, name, declared, status, code in (
        (files.pdf(), "card.exe", "", 415, "file_type_refused"),
        (files.pdf(), "card.png", "image/png", 415, "file_type_refused"),
        (files.pdf(), "card.pdf", "text/html", 415, "file_type_refused"),
        (files.png(), "card.pdf", "application/pdf", 415, "file_type_refused"),
        (files.archive({"zeros": bytes(9_000_000)}), "card.pdf", "", 415, "file_type_refused"),
        (files.pdf() + files.archive({"a": b"b"}), "card.pdf", "", 415, "file_has_hidden_content"),
        (files.pdf()[:-30], "card.pdf", "", 415, "file_cut_off"),
        (b"", "card.pdf", "", 422, "upload_broken"),
        (files.pdf(), "/.pdf", "", 422, "unusable_file_name"),
        (files.pdf(), "card\x00.pdf", "", 400, "bad_request"),
        (files.pdf(), "x" * 1_001 + ".pdf", "", 422, "validation_failed"),
        (b"x" * (kinds.LARGEST_FILE + 1), "card.txt", "", 413, "file_too_large"),
    ):
        answer = await send(hand.client, address_of(quote), body, name, declared)
        refusal(answer, status, code)
        assert answer.json()["error"].endswith("."), answer.text
        refused += 1
    assert refused == 12
    no_line = await send(hand.client, address_of(quote), files.pdf(), "a.pdf", line_id=str(uuid4()))
    refusal(no_line, 422, "validation_failed")

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(1024 * 1024)

    refusal(await send(hand.client, address_of(quote), endless(), "a.pdf"), 413, "file_too_large")
    assert kept(settings) == []
    assert await rows(app, "SELECT count(*) FROM forge_attachments") == [(0,)]


async def test_a_file_sent_twice_under_one_key_is_one_file(hand: Hand, settings: Settings) -> None:
    quote = await hand.create(charge())
    first, again = [
        await send(hand.client, address_of(quote), files.png(), "a.png", key="upload-0001")
        for _ in range(2)
    ]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(kept(settings)) == 1
    other = await send(hand.client, address_of(quote), files.pdf(), "a.pdf", key="upload-0001")
    refusal(other, 422, "idempotency_key_reused")


async def test_a_file_is_renamed_moved_taken_away_and_brought_back(hand: Hand) -> None:
    quote = await hand.create(charge())
    file = await sent(hand.client, address_of(quote), files.png(), "a.png")
    address = f"/api/files/{file['id']}"

    async def change(version: int, **body: object) -> httpx.Response:
        return await hand.client.patch(address, json=body, headers={"If-Match": f'"{version}"'})

    refusal(await hand.client.patch(address, json={"name": "b.png"}), 428, "if_match_required")
    refusal(await change(1, name="b.exe"), 422, "validation_failed")
    moved = await change(1, name="../logo.png", line_id=quote["lines"][0]["id"])
    assert moved.status_code == 200, moved.text
    assert (moved.json()["name"], moved.json()["line"]["position"]) == ("logo.png", 1)
    assert moved.headers["ETag"] == '"2"'
    refusal(await change(1, name="c.png"), 412, "file_changed")
    back = await change(2, line_id=None)
    assert (back.json()["name"], back.json()["line"]) == ("logo.png", None)

    gone = await hand.client.delete(address, headers={"If-Match": '"3"'})
    assert gone.status_code == 200
    refusal(await hand.client.get(f"{address}/content"), 404, "file_not_found")
    refusal(await change(4, name="c.png"), 404, "file_not_found")
    assert (await hand.client.get(address_of(quote))).json() == {"items": []}
    restored = await hand.client.post(f"{address}/restore", headers={"If-Match": '"4"'})
    assert restored.json()["version"] == 5
    assert (await hand.client.get(f"{address}/content")).content == files.png()


async def test_a_customers_files_are_for_all_to_see_and_for_sales_to_change(
    hand: Hand, client_for: ClientFor
) -> None:
    address = f"/api/customers/{hand.parties.customer_id}/files"
    file = await sent(hand.client, address, files.MAIL, "order.eml")
    assert (file["customer_id"], file["quote_id"]) == (str(hand.parties.customer_id), None)
    estimator = await client_for(Role.ESTIMATOR)
    assert (await estimator.get(address)).json() == {"items": [file]}
    refusal(await send(estimator, address, files.png(), "a.png"), 403, "permission_denied")
    refusal(
        await estimator.delete(f"/api/files/{file['id']}", headers={"If-Match": '"1"'}),
        403,
        "permission_denied",
    )
    line = await send(hand.client, address, files.png(), "a.png", line_id=str(uuid4()))
    refusal(line, 422, "validation_failed")


async def test_a_strangers_file_and_a_missing_one_are_answered_alike_before_a_byte_is_read(
    hand: Hand, client_for: ClientFor
) -> None:
    quote = await hand.create(charge())
    file = await sent(hand.client, address_of(quote), files.png(), "a.png")
    other = await client_for(Role.SALES)

    async def untouched() -> AsyncIterator[bytes]:
        assert not quote, "somebody read the body"
        yield b""

    refusal(await send(other, address_of(quote), untouched(), "a.png"), 404, "quote_not_found")
    missing = f"/api/quotes/{uuid4()}/files"
    refusal(await send(other, missing, untouched(), "a.png"), 404, "quote_not_found")
    answers = [await other.get(f"/api/files/{which}/content") for which in (file["id"], uuid4())]
    assert [refusal(one, 404, "file_not_found") for one in answers] == [{}, {}]
    assert answers[0].json()["error"] == answers[1].json()["error"]


async def test_a_deleted_draft_and_a_full_quote_take_no_more_files(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = await hand.create(charge())
    monkeypatch.setattr("app.services.attachments.keeping.MOST_FILES", 1)
    await sent(hand.client, address_of(quote), files.png(), "a.png")
    full = await send(hand.client, address_of(quote), files.png(), "b.png")
    refusal(full, 409, "too_many_files")
    await hand.do(quote, "delete")
    gone = await send(hand.client, address_of(quote), files.png(), "b.png")
    refusal(gone, 409, "files_owner_deleted")


async def test_what_was_found_in_a_file_is_held_beside_its_line(hand: Hand, app: FastAPI) -> None:
    quote = await hand.create(product(500, selected=0))
    line_id = quote["lines"][0]["id"]
    file = await sent(hand.client, address_of(quote), files.pdf(), "card.pdf", line_id=line_id)
    assert (file["inspection"], file["facts"], file["findings"]) == ("pending", None, [])
    waiting = await rows(
        app, "SELECT payload FROM forge_pgqueuer WHERE entrypoint = 'inspect_file'"
    )
    assert [payload.decode() for (payload,) in waiting] == [file["id"]]
    note = await sent(hand.client, address_of(quote), files.MAIL, "order.eml")
    assert note["inspection"] == "none"

    figures = {
        "medium": "pdf",
        "pages": 1,
        "runs": [
            {"first": 1, "last": 1, "width": 142240, "height": 81280, "trim": None, "bleed": None}
        ],
        "pixels": None,
        "dpi": None,
        "lowest_dpi": None,
        "lowest_dpi_page": None,
        "colours": [],
    }
    for said, ready in (({**figures, "pages": 10**9}, False), (figures, True)):
        async with app.state.async_session_factory.begin() as session:
            await attachments.record_look(
                session, UUID(file["id"]), figures=said, pages=1, problem=""
            )
        [_, listed] = (await hand.client.get(address_of(quote))).json()["items"]
        assert listed["inspection"] == ("ready" if ready else "failed")
        again = await hand.client.post(f"/api/files/{file['id']}/inspect")
        assert again.json()["inspection"] == ("ready" if ready else "pending")
    assert listed["summary"] == "3.5 x 2 in"
    assert listed["findings"] == [
        {
            "code": "no_bleed",
            "level": "problem",
            "text": "The file is 3.5 x 2 in without bleed: the line says 1/8 in bleed.",
        },
        {
            "code": "pages_differ",
            "level": "problem",
            "text": "The file has 1 page: the line says two sides.",
        },
    ]
    bare = product(500, id=line_id, spec=spec(bleed="0", colours_back=0))
    await hand.edit(quote, put(bare))
    [_, listed] = (await hand.client.get(address_of(quote))).json()["items"]
    assert [one["text"] for one in listed["findings"]] == ["Fits the line: 3.5 x 2 in, 1 page."]


async def test_what_proves_an_acceptance_belongs_to_it_for_ever_and_artwork_is_on_the_ticket(
    hand: Hand, app: FastAPI
) -> None:
    quote = await hand.create(charge())
    line_id = quote["lines"][0]["id"]
    order = await sent(hand.client, address_of(quote), files.pdf(), "PO 4471.pdf")
    mail = await sent(hand.client, address_of(quote), files.MAIL, "yes.eml", line_id=line_id)
    await sent(hand.client, address_of(quote), files.pdf(), "front.pdf", line_id=line_id)
    other = await hand.create(charge())
    foreign = await sent(hand.client, address_of(other), files.png(), "other.png")
    quote = await hand.do(quote, "send")

    said = {"name": "Maya Okafor", "note": "By mail"}
    wrong = await hand.act(quote, "approve", {**said, "evidence_ids": [order["id"], foreign["id"]]})
    assert refusal(wrong, 422, "validation_failed")["fields"][0]["path"] == ["evidence_ids", 1]
    assert (await hand.read(quote))["status"] == "sent"
    proofs = [order["id"], mail["id"]]
    approved = await hand.do(quote, "approve", {**said, "evidence_ids": proofs})
    listed = (await hand.client.get(address_of(quote))).json()["items"]
    assert {one["name"]: one["evidence"] for one in listed} == {
        "front.pdf": False,
        "yes.eml": True,
        "PO 4471.pdf": True,
    }
    told = (await hand.client.get(f"/api/quotes/{quote['id']}/timeline")).json()["items"]
    assert "Kept as evidence PO 4471.pdf" in [one["text"] for one in told]
    for method, address in (
        ("PATCH", f"/api/files/{order['id']}"),
        ("DELETE", f"/api/files/{order['id']}"),
    ):
        body = {"name": "b.pdf"} if method == "PATCH" else None
        changed = await hand.client.request(method, address, json=body, headers={"If-Match": '"2"'})
        refusal(changed, 409, "file_is_evidence")
    assert await rows(
        app,
        "SELECT count(*) FROM forge_attachments f JOIN forge_acceptances a "
        "ON a.id = f.acceptance_id WHERE a.quote_id = :id",
        id=UUID(quote["id"]),
    ) == [(2,)]

    made = await hand.act(approved, "convert")
    assert made.status_code == 201, made.text
    [line] = made.json()["lines"]
    assert line["facts"][-1] == {"code": "artwork", "label": "Artwork", "value": "front.pdf"}
