"""A worker's own state on a database with real transactions, and a real SMTP server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, fields

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi import FastAPI

from app.state import AppState


@pytest.fixture
def worker_state(committed_app: FastAPI) -> AppState:
    """What a worker holds, on the test's own database."""
    return AppState(
        **{field.name: getattr(committed_app.state, field.name) for field in fields(AppState)}
    )


@dataclass(slots=True)
class PostOffice:
    """An SMTP server of the test: it keeps what it accepts and refuses what it is told to."""

    port: int = 0
    refusal: str = ""
    refused_recipient: str = ""
    busy_recipient: str = ""
    on_accept: Callable[[], object] | None = None
    accepted: list[bytes] = field(default_factory=list)
    reached: list[list[str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - the library calls it by this name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address == self.refused_recipient:
            return "550 no such mailbox"
        if address == self.busy_recipient:
            return "450 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the library calls it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refusal:
            return self.refusal
        assert isinstance(envelope.content, bytes)
        self.accepted.append(envelope.content)
        self.reached.append(list(envelope.rcpt_tos))
        if self.on_accept is not None:
            self.on_accept()
        return "250 accepted"


@pytest.fixture
async def post_office() -> AsyncIterator[PostOffice]:
    """A real SMTP server on loopback."""
    office = PostOffice()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(office, loop=loop), "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    yield office
    server.close()
    await server.wait_closed()
