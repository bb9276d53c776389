"""A sending is taken back or its mail leaves: never both, whoever comes first."""

import asyncio
from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI

from app.adapters.mail import AddressRefused, OutgoingMail
from app.domain.permissions import Role
from app.jobs.messages import deliver_message
from app.state import AppState
from tests.conftest import ClientFor, Clock, MakeUser
from tests.factories.quotes import Hand, charge, open_quoting_shop, rows

ROUNDS = 8


async def test_undo_and_the_worker_have_one_winner(
    committed_app: FastAPI, client_for: ClientFor, make_user: MakeUser, clock: Clock
) -> None:
    parties = await open_quoting_shop(committed_app)
    mona = await Hand.of(client_for, await make_user(Role.MANAGER), parties)
    state = AppState(
        **{one.name: getattr(committed_app.state, one.name) for one in fields(AppState)}
    )
    # The worker's ten seconds are over by its own clock while the request still came in time.
    state.clock = lambda: clock.now + timedelta(seconds=10)
    left: set[UUID] = set()

    async def take(quote_id: UUID, message_id: UUID) -> None:
        class Counting:
            async def send(self, _mail: OutgoingMail) -> Sequence[AddressRefused]:
                left.add(quote_id)
                return ()

        await deliver_message(state, Counting(), message_id)

    for place in range(ROUNDS):
        sent = await mona.do(await mona.create(charge("40.00")), "send", {})
        quote_id = UUID(sent["id"])
        [(message_id,)] = await rows(
            committed_app, "SELECT id FROM forge_messages WHERE quote_id = :id", id=quote_id
        )
        undo, work = mona.act(sent, "undo-send"), take(quote_id, message_id)
        first = (undo, work) if place % 2 else (work, undo)
        await asyncio.gather(*first)
        [(status, mail)] = await rows(
            committed_app,
            "SELECT q.status, m.status FROM forge_quotes q JOIN forge_messages m "
            "ON m.quote_id = q.id WHERE q.id = :id",
            id=quote_id,
        )
        assert (status, mail, quote_id in left) in {
            ("sent", "sent", True),
            ("draft", "withdrawn", False),
        }
