"""The shop words its mails, from closed lists of fields; its administrator, and nobody else."""

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor, MakeUser
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop, refusal, rows

WORDS: Json = {
    "name": "Quote",
    "subject": "Your price: {{title}}",
    "body": "Dear {{contact_name}},\n\nit comes to {{total}}.\n\n{{link}}",
}


async def test_a_mail_is_worded_by_its_newest_version_and_set_back(
    app: FastAPI, client_for: ClientFor
) -> None:
    admin = await client_for(Role.ADMIN)
    listed = (await admin.get("/api/mail-templates")).json()
    shipped = next(one for one in listed["templates"] if one["code"] == "quote")
    assert (shipped["version"], shipped["changed"], shipped["own"]) == (0, False, False)
    assert {"name": "total", "label": "Total", "sample": "$864.25", "body_only": False} in listed[
        "kinds"
    ][0]["fields"]

    put = "/api/mail-templates/quote"
    wrong = {**WORDS, "body": "It comes to {{totle}}."}
    details = refusal(
        await admin.put(put, json=wrong, headers={"If-Match": '"0"'}), 422, "mail_field_unknown"
    )
    assert details["fields"][0]["path"] == ["body"]
    changed = await admin.put(put, json=WORDS, headers={"If-Match": '"0"'})
    assert changed.status_code == 200, changed.text
    assert (changed.json()["version"], changed.headers["ETag"]) == (1, '"1"')
    assert changed.json()["changed"]
    stale = await admin.put(put, json=WORDS, headers={"If-Match": '"0"'})
    current = refusal(stale, 412, "mail_template_changed")["current"]
    assert current["subject"] == WORDS["subject"]
    refusal(await admin.delete(put, headers={"If-Match": '"1"'}), 409, "mail_template_shipped")
    reset = await admin.post(f"{put}/reset", headers={"If-Match": '"1"'})
    assert (reset.json()["subject"], reset.json()["version"]) == (shipped["subject"], 0)
    told = await rows(
        app,
        "SELECT action, before->>'subject', after->>'subject' FROM forge_audit_entries "
        "WHERE entity = 'mail_template' ORDER BY id",
    )
    assert told == [
        ("mail_template.changed", shipped["subject"], WORDS["subject"]),
        ("mail_template.reset", WORDS["subject"], shipped["subject"]),
    ]


async def test_a_quote_may_have_several_mails_and_a_receipt_has_one(
    client_for: ClientFor,
) -> None:
    admin = await client_for(Role.ADMIN)
    own = {**WORDS, "kind": "quote", "name": "Rush jobs"}
    made = await admin.post("/api/mail-templates", json=own)
    assert made.status_code == 201, made.text
    code, tag = made.json()["code"], {"If-Match": '"1"'}
    refusal(
        await admin.post("/api/mail-templates", json={**own, "kind": "receipt"}),
        409,
        "mail_template_one_of_a_kind",
    )
    listed = (await admin.get("/api/mail-templates")).json()["templates"]
    assert [one["name"] for one in listed if one["kind"] == "quote"] == ["Quote", "Rush jobs"]
    named = await admin.put(
        f"/api/mail-templates/{code}", json={**WORDS, "name": "Rush"}, headers=tag
    )
    assert named.json()["name"] == "Rush"
    address = f"/api/mail-templates/{code}"
    refusal(
        await admin.post(f"{address}/reset", headers={"If-Match": '"2"'}),
        404,
        "mail_template_not_found",
    )
    gone = await admin.delete(address, headers={"If-Match": '"2"'})
    assert gone.status_code == 204
    refusal(await admin.delete(address, headers=tag), 404, "mail_template_not_found")


async def test_a_preview_shows_samples_and_refuses_what_could_not_be_sent(
    client_for: ClientFor,
) -> None:
    rep = await client_for(Role.SALES)
    wording = {"kind": "quote", "subject": WORDS["subject"], "body": WORDS["body"]}
    shown = (await rep.post("/api/mail-templates/preview", json=wording)).json()
    assert shown["subject"] == "Your price: Fall menu kit"
    assert "it comes to $864.25." in shown["text"]
    button = shown["paragraphs"][-1][0][0]
    assert (button["text"], button["button"]) == ("Open the quote", True)
    refusal(
        await rep.post("/api/mail-templates/preview", json={**wording, "subject": "{{link}}"}),
        422,
        "mail_field_unknown",
    )


@pytest.mark.parametrize("words", [WORDS["body"], "As {{contact_name}} asked: {{total}}."])
async def test_a_quote_goes_out_in_the_shops_own_words(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser, words: str
) -> None:
    admin = await client_for(Role.ADMIN)
    own = {**WORDS, "body": words}
    await admin.put("/api/mail-templates/quote", json=own, headers={"If-Match": '"0"'})
    parties = await open_quoting_shop(app)
    mona = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    sent = await mona.do(await mona.create(charge("40.00")), "send", {})
    [(subject, body)] = await rows(app, "SELECT subject, body FROM forge_messages")
    assert subject == "Your price: Fall menu kit"
    assert f"${sent['totals']['total']}" in body
    assert "Maya Okafor" in body
