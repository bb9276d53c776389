"""Nothing that people type becomes a header of a mail."""

import email
import email.policy
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.adapters.mail import MailAttachment, OutgoingMail
from app.schemas.base import Email, Line
from app.schemas.settings import MailValues

HEADERS = {
    "Message-ID",
    "Date",
    "From",
    "Reply-To",
    "Cc",
    "To",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}
LINE = TypeAdapter(Line)
EMAIL = TypeAdapter(Email)
INJECTED = "=?utf-8?q?Menus=0D=0ABcc:_thief@evil.example=0D=0A=0D=0ABody?="
# What titles are made of, hostile pieces among them.
PIECES = st.lists(
    st.sampled_from(
        ["=?utf-8?q?", "=?", "?=", "=0D=0A", "=0A", "Bcc:", "_x@evil.example", "?b?", "=\u200b?"]
    )
    | st.text(max_size=8),
    max_size=12,
)


def written(subject: str, *recipients: str, sender_name: str = "") -> bytes:
    mail = OutgoingMail(
        sender_name=sender_name,
        message_id="<a@shop.example>",
        sender="quotes@shop.example",
        reply_to="desk@shop.example",
        cc=("ben@harbor.example",),
        recipients=recipients or ("maya@harbor.example",),
        subject=subject,
        body="Here is your quote.",
        written_at=datetime(2026, 11, 20, tzinfo=UTC),
        attachments=[MailAttachment(name="1Q.pdf", media_type="application/pdf", content=b"%PDF")],
    )
    return mail.as_email().as_bytes()


@given(PIECES.map("".join))
@example(INJECTED)
@example(f"Quote 10482Q: {INJECTED}")
@example(INJECTED.replace("=0D", ""))
def test_no_title_adds_a_header(title: str) -> None:
    try:
        subject = f"Quote 10482Q: {LINE.validate_python(title)}"
    except ValidationError:
        return
    mail = email.message_from_bytes(written(subject), policy=email.policy.SMTP)
    assert {name for name, _ in mail.items()} <= HEADERS
    assert len(mail.keys()) == len(set(mail.keys()))
    assert mail["To"] == "maya@harbor.example"


@given(PIECES.map("".join) | st.text("ab .&'-,ü漢", max_size=60))
@example("Ink & Köln, Inc.")
def test_no_senders_name_becomes_an_address(name: str) -> None:
    try:
        name = MailValues(sender_name=name).sender_name
    except ValidationError:
        return
    mail = email.message_from_bytes(written("Hello", sender_name=name), policy=email.policy.SMTP)
    assert {header for header, _ in mail.items()} <= HEADERS
    assert [one.addr_spec for one in mail["From"].addresses] == ["quotes@shop.example"]


@given(PIECES.map("".join))
@example("=?utf-8?q?=0D=0ABcc=3Ax?=")
@example("=?utf-8?q?a=40evil.example=2Cb?=")
def test_no_address_becomes_another_or_two(local_part: str) -> None:
    try:
        address = EMAIL.validate_python(f"{local_part}@shop.example")
    except ValidationError:
        return
    mail = email.message_from_bytes(written("Hello", address), policy=email.policy.SMTP)
    assert {name for name, _ in mail.items()} <= HEADERS
    assert len(mail["To"].addresses) == 1


@pytest.mark.parametrize("title", ["Fall menu kit – für Müller", "1 + 1 =? 2", "漢字"])
def test_a_title_arrives_as_it_was_written_but_for_a_space(title: str) -> None:
    mail = email.message_from_bytes(written(title), policy=email.policy.SMTP)
    assert mail["Subject"].replace(" ", "") == title.replace(" ", "")
