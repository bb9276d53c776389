"""Whatever is asked in whatever shape, nothing breaks and every refusal has the one shape."""

from random import Random

import pytest
from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.quotes import Hand, charge, open_quoting_shop, product
from tests.factories.requests import RequestMaker

# Enough to notice a route that breaks often; many more were sent while this was written.
REQUESTS = 300
# These end the session that asks.
ENDING = frozenset({"logout", "end_sessions", "end_session", "login", "accept_invitation"})


@pytest.mark.parametrize("role", [Role.SALES, Role.MANAGER])
async def test_generated_requests_never_break_a_route(
    app: FastAPI, client_for: ClientFor, role: Role
) -> None:
    parties = await open_quoting_shop(app)
    client = await client_for(role)
    quote = await Hand(client, parties).create(product(500, 1000, selected=0), charge("40.00"))
    maker = RequestMaker(app, Random(20_26), {"contact_id": [str(parties.contact_id)]}, ENDING)
    maker.remember(quote, "quote")
    statuses: dict[int, int] = {}
    for _ in range(REQUESTS):
        answer = await maker.send(client)
        asked = (answer.request.method, answer.url, answer.request.content, answer.text)
        # On a machine that is busy with other tests Redis may take longer than a request waits.
        slow = answer.status_code == 503 and answer.json()["code"] == "sessions_unavailable"
        assert answer.status_code < 500 or slow, asked
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        # What is no part of the API is a page, and says what is wrong as a page.
        if answer.status_code >= 400 and answer.url.path.startswith("/api/"):
            assert set(answer.json()) == {"error", "code", "details", "request_id"}, asked
    assert statuses[200] > REQUESTS / 10, statuses
