"""A customer's link stands in the mail that leaves, and in no mail that is kept."""

import email
import email.policy

from fastapi import FastAPI

from app.adapters.mail import SmtpMailer
from app.domain.permissions import Role
from app.jobs.messages import deliver_message
from app.state import AppState
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.offers import address_of
from tests.factories.quotes import Hand, charge, open_quoting_shop, rows
from tests.jobs.conftest import PostOffice


async def test_the_mail_of_a_sent_quote_carries_its_link_and_forgets_it(
    committed_app: FastAPI,
    worker_state: AppState,
    post_office: PostOffice,
    client_for: ClientFor,
    make_user: MakeUser,
    clock: Clock,
) -> None:
    parties = await open_quoting_shop(committed_app)
    mona = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    for message in ({}, {"message": "As discussed."}):
        quote = await mona.do(await mona.create(charge("40.00")), "send", message)
        address = await address_of(mona, quote)
        [(message_id,)] = await rows(
            committed_app, "SELECT id FROM forge_messages WHERE quote_id = :id", id=quote["id"]
        )
        clock.move(seconds=10)
        await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
        mail = email.message_from_bytes(post_office.accepted[-1], policy=email.policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        assert f"http://testserver{address}" in body.get_content()
        html = mail.get_body(("html",))
        assert html is not None
        assert f'href="http://testserver{address}"' in html.get_content()
        assert [one.get_content_type() for one in mail.iter_attachments()] == ["application/pdf"]
    kept = await rows(committed_app, "SELECT body FROM forge_messages")
    assert all("/q/" not in text for (text,) in kept)
