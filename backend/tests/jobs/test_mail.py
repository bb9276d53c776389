"""Mail leaves once it may, is tried again while it can help, and ends where a person sees it."""

import asyncio
import email
import email.policy
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pgqueuer.domain.errors import RetryRequested
from sqlalchemy import text

from app.adapters.mail import AddressRefused, FolderMailer, Mailer, OutgoingMail, SmtpMailer
from app.domain.actor import SystemActor
from app.jobs.messages import deliver_message
from app.models.message import Message
from app.services import messages
from app.state import AppState
from app.worker import work
from tests.conftest import Clock
from tests.jobs.conftest import PostOffice

SYSTEM = SystemActor()


async def queue_a_mail(
    state: AppState,
    *,
    kind: str = "quote",
    recipients: tuple[str, ...] = ("maya@harbor.example",),
    due_at: datetime | None = None,
    attachments: tuple[messages.StoredAttachment, ...] = (),
) -> UUID:
    async with state.async_session_factory.begin() as session:
        message = await messages.queue_message(
            session,
            SYSTEM,
            kind=kind,
            recipients=recipients[:1],
            cc=recipients[1:],
            due_at=due_at,
            subject="Quote 10482Q: Fall menu kit – für Müller",
            body="Here is your quote.\n\nGrüße 你好",
            attachments=attachments,
            now=state.clock(),
        )
    return message.id


async def read(state: AppState, message_id: UUID) -> Message:
    async with state.async_session_factory.begin() as session:
        found = await session.get(Message, message_id)
        assert found is not None
        return found


async def test_a_mail_arrives_with_its_attachment(
    worker_state: AppState, post_office: PostOffice
) -> None:
    stored = await worker_state.files.put(b"%PDF-1.7 bytes", ".pdf")
    message_id = await queue_a_mail(
        worker_state,
        attachments=(
            messages.StoredAttachment(
                sha256=stored.sha256, name="Quote 10482Q.pdf", media_type="application/pdf"
            ),
        ),
    )
    await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)

    (raw,) = post_office.accepted
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert mail["Subject"] == "Quote 10482Q: Fall menu kit – für Müller"
    assert mail["To"] == "maya@harbor.example"
    body = mail.get_body()
    assert body is not None
    assert "Grüße 你好" in body.get_content()
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "Quote 10482Q.pdf"
    assert attachment.get_content() == b"%PDF-1.7 bytes"
    sent = await read(worker_state, message_id)
    assert (sent.status, sent.attempts) == ("sent", 1)
    assert sent.sent_at == worker_state.clock()


async def test_a_mail_leaves_as_the_shop_has_set_it(
    worker_state: AppState, post_office: PostOffice
) -> None:
    habits = {
        "sender_name": 'Ink & "Köln", Inc.',
        "reply_to": "desk@ink.example",
        "footer": "Ink & Co, 1 Mill Road",
    }
    async with worker_state.async_session_factory.begin() as session:
        change = "UPDATE forge_settings SET content = :habits, version = 2 WHERE name = 'mail'"
        await session.execute(text(change), {"habits": json.dumps(habits)})
    message_id = await queue_a_mail(worker_state)
    await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    mail = email.message_from_bytes(post_office.accepted[0], policy=email.policy.default)
    (sender,) = mail["From"].addresses
    assert sender.display_name == habits["sender_name"]
    assert sender.addr_spec == worker_state.settings.mail_from
    assert mail["Reply-To"] == "desk@ink.example"
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines()[-3:] == ["Grüße 你好", "", "Ink & Co, 1 Mill Road"]


async def test_an_invitations_link_is_not_kept_once_it_has_left(
    worker_state: AppState, post_office: PostOffice
) -> None:
    message_id = await queue_a_mail(worker_state, kind="invitation")
    await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    assert len(post_office.accepted) == 1
    assert (await read(worker_state, message_id)).body == ""


async def test_a_job_that_runs_twice_sends_one_mail(
    worker_state: AppState, post_office: PostOffice
) -> None:
    message_id = await queue_a_mail(worker_state)
    for _ in range(2):
        await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    assert len(post_office.accepted) == 1


async def test_a_passing_refusal_is_tried_again_with_backoff_and_ends_as_failed(
    worker_state: AppState, post_office: PostOffice
) -> None:
    post_office.refusal = "451 try again later"
    message_id = await queue_a_mail(worker_state)
    mailer = SmtpMailer(post_office.url)
    delays = []
    for _ in range(messages.MOST_ATTEMPTS - 1):
        with pytest.raises(RetryRequested) as asked:
            await deliver_message(worker_state, mailer, message_id)
        delays.append(asked.value.delay)
    assert delays == [timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]

    await deliver_message(worker_state, mailer, message_id)
    failed = await read(worker_state, message_id)
    assert (failed.status, failed.attempts) == ("failed", messages.MOST_ATTEMPTS)
    assert "451" in failed.last_error
    assert post_office.accepted == []


async def test_a_mail_that_failed_for_a_while_still_goes_out(
    worker_state: AppState, post_office: PostOffice
) -> None:
    post_office.refusal = "451 try again later"
    message_id = await queue_a_mail(worker_state)
    with pytest.raises(RetryRequested):
        await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    post_office.refusal = ""
    await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    sent = await read(worker_state, message_id)
    assert (sent.status, sent.attempts, sent.last_error) == ("sent", 2, "")


async def test_an_address_that_does_not_exist_fails_at_once_in_a_sentence(
    worker_state: AppState, post_office: PostOffice
) -> None:
    post_office.refused_recipient = "maya@harbor.example"
    message_id = await queue_a_mail(worker_state)
    await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    failed = await read(worker_state, message_id)
    assert failed.status == "failed"
    assert failed.last_error == ("The mail server refused maya@harbor.example. Check the address.")


async def test_one_bad_address_keeps_the_mail_from_nobody_else(
    worker_state: AppState, post_office: PostOffice, clock: Clock
) -> None:
    """A refused address is named; one that is busy is tried again, alone, in the same mail."""
    addresses = ("maya@harbor.example", "gone@harbor.example", "busy@harbor.example")
    post_office.refused_recipient, post_office.busy_recipient = addresses[1:]
    message_id = await queue_a_mail(worker_state, recipients=addresses)
    mailer = SmtpMailer(post_office.url)
    with pytest.raises(RetryRequested):
        await deliver_message(worker_state, mailer, message_id)
    waiting = await read(worker_state, message_id)
    assert (waiting.status, waiting.delivered) == ("queued", ["maya@harbor.example"])
    assert waiting.last_error == (
        "The mail server does not take mail for busy@harbor.example just now."
    )

    post_office.busy_recipient = ""
    await deliver_message(worker_state, mailer, message_id)
    sent = await read(worker_state, message_id)
    assert (sent.status, sent.attempts, sent.sent_at) == ("sent", 2, clock.now)
    assert sent.refused == [{"address": "gone@harbor.example", "reason": "550 no such mailbox"}]
    assert sent.last_error == "The mail server refused gone@harbor.example. Check the address."
    assert post_office.reached == [["maya@harbor.example"], ["busy@harbor.example"]]
    ids = {email.message_from_bytes(raw)["Message-ID"] for raw in post_office.accepted}
    assert ids == {sent.message_id}
    assert email.message_from_bytes(post_office.accepted[1])["Cc"] == ", ".join(addresses[1:])


async def test_an_address_that_stays_busy_is_given_up_with_the_others_delivered(
    worker_state: AppState, post_office: PostOffice
) -> None:
    addresses = ("maya@harbor.example", "busy@harbor.example")
    post_office.busy_recipient = addresses[1]
    message_id = await queue_a_mail(worker_state, recipients=addresses)
    for _ in range(messages.MOST_ATTEMPTS - 1):
        with pytest.raises(RetryRequested):
            await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    sent = await read(worker_state, message_id)
    assert (sent.status, sent.delivered) == ("sent", [addresses[0]])
    assert [one["address"] for one in sent.refused] == [addresses[1]]


async def test_a_mail_waits_for_its_time_and_leaves_then(
    worker_state: AppState, post_office: PostOffice, clock: Clock
) -> None:
    message_id = await queue_a_mail(worker_state, due_at=clock.now + timedelta(seconds=10))
    mailer = SmtpMailer(post_office.url)
    clock.move(seconds=4)
    with pytest.raises(RetryRequested) as asked:
        await deliver_message(worker_state, mailer, message_id)
    assert asked.value.delay == timedelta(seconds=6)
    assert (await read(worker_state, message_id)).begun_at is None
    clock.move(seconds=6)
    await deliver_message(worker_state, mailer, message_id)
    assert (await read(worker_state, message_id)).status == "sent"
    # The queue itself keeps it back as well: the worker is not woken for nothing.
    async with worker_state.async_session_factory.begin() as session:
        wait = await session.scalar(
            text("SELECT execute_after - created FROM forge_pgqueuer ORDER BY id LIMIT 1")
        )
    assert wait == timedelta(seconds=10)


async def test_a_crash_between_handing_over_and_writing_it_down_sends_the_same_mail_again(
    worker_state: AppState, post_office: PostOffice
) -> None:
    message_id = await queue_a_mail(worker_state)
    mailer = SmtpMailer(post_office.url)
    dying = asyncio.create_task(deliver_message(worker_state, mailer, message_id))
    post_office.on_accept = dying.cancel
    with pytest.raises(asyncio.CancelledError):
        await dying
    after_the_crash = await read(worker_state, message_id)
    assert (after_the_crash.status, after_the_crash.attempts) == ("queued", 0)
    assert after_the_crash.begun_at is not None
    assert len(post_office.accepted) == 1

    post_office.on_accept = None
    await deliver_message(worker_state, mailer, message_id)
    assert (await read(worker_state, message_id)).status == "sent"
    first, second = (email.message_from_bytes(raw) for raw in post_office.accepted)
    assert first["Message-ID"] == second["Message-ID"] == after_the_crash.message_id
    assert first["Date"] == second["Date"]


async def test_a_mail_that_breaks_whoever_touches_it_ends_after_five_tries(
    worker_state: AppState,
) -> None:
    class Breaking:
        async def send(self, mail: OutgoingMail) -> Sequence[AddressRefused]:
            raise UnicodeError(mail.subject)

    message_id = await queue_a_mail(worker_state)
    for _ in range(messages.MOST_ATTEMPTS - 1):
        with pytest.raises(RetryRequested):
            await deliver_message(worker_state, Breaking(), message_id)
    await deliver_message(worker_state, Breaking(), message_id)
    dead = await read(worker_state, message_id)
    assert (dead.status, dead.attempts) == ("failed", messages.MOST_ATTEMPTS)
    assert dead.last_error.endswith("The log of the server says why.")


async def test_a_server_that_is_gone_is_tried_again(worker_state: AppState) -> None:
    message_id = await queue_a_mail(worker_state)
    with pytest.raises(RetryRequested, match="does not answer"):
        await deliver_message(worker_state, SmtpMailer("smtp://127.0.0.1:1"), message_id)


async def test_a_document_that_cannot_be_read_keeps_the_mail_back(
    worker_state: AppState, post_office: PostOffice
) -> None:
    message_id = await queue_a_mail(
        worker_state,
        attachments=(
            messages.StoredAttachment(
                sha256="0" * 64, name="gone.pdf", media_type="application/pdf"
            ),
        ),
    )
    with pytest.raises(RetryRequested):
        await deliver_message(worker_state, SmtpMailer(post_office.url), message_id)
    assert post_office.accepted == []


async def test_a_mail_is_queued_only_if_its_cause_is_kept(worker_state: AppState) -> None:
    class Cause(Exception):
        pass

    async def fail_after_queueing() -> None:
        async with worker_state.async_session_factory.begin() as session:
            await messages.queue_message(
                session,
                SYSTEM,
                kind="quote",
                recipients=["maya@harbor.example"],
                subject="Never",
                body="Never",
                now=worker_state.clock(),
            )
            raise Cause

    with pytest.raises(Cause):
        await fail_after_queueing()
    await queue_a_mail(worker_state)
    async with worker_state.async_session_factory.begin() as session:
        jobs = await session.scalar(text("SELECT count(*) FROM forge_pgqueuer"))
        mails = await session.scalar(text("SELECT count(*) FROM forge_messages"))
    assert (jobs, mails) == (1, 1)


async def test_two_mails_written_to_a_folder_are_two_files(
    worker_state: AppState, tmp_path: Path
) -> None:
    mailer: Mailer = FolderMailer(tmp_path / "mail")
    for _ in range(2):
        await deliver_message(worker_state, mailer, await queue_a_mail(worker_state))
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 2


async def test_the_worker_picks_up_what_was_queued_and_stops_when_told(
    worker_state: AppState, committed_app: object
) -> None:
    database_url = committed_app.state.database_url  # type: ignore[attr-defined]
    settings = worker_state.settings.model_copy(update={"database_url": database_url})
    message_id = await queue_a_mail(replace(worker_state, settings=settings))
    stopping = asyncio.Event()
    working = asyncio.create_task(work(settings, stopping))
    async with asyncio.timeout(20):
        while (await read(worker_state, message_id)).status != "sent":  # noqa: ASYNC110 - in the database
            await asyncio.sleep(0.02)
        stopping.set()
        await working
    assert len(list(settings.mail_dir.glob("*.eml"))) == 1
