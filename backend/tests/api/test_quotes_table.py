"""Every standing of a quote, every action, everybody: what is not allowed says what is.

What is expected comes from the table that the test of the domain has written out by hand.
"""

from typing import Final
from uuid import UUID

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from app.domain.permissions import Role
from app.domain.quotes.status import Action, Standing, standings
from tests.conftest import ClientFor, MakeUser
from tests.domain.quotes.test_status import expected_of
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop

SET: Final = text("""
  UPDATE forge_quotes SET status = :status, on_hold = :on_hold,
    converted_at = CASE WHEN :converted THEN clock_timestamp() END,
    deleted_at = CASE WHEN :deleted THEN clock_timestamp() END
  WHERE id = :id
""")
BODIES: Final[dict[str, Json]] = {"review": {"fingerprint": "0" * 64}}


async def stand(app: FastAPI, sam: Hand, standing: Standing) -> Json:
    """Make a quote that stands so; a later revision is one that was really made."""
    quote = await sam.create(charge("40.00"))
    if standing.revised:
        quote = await sam.do(await sam.do(quote, "send"), "revise")
    deleted = standing.state == "deleted"
    async with app.state.async_session_factory.begin() as session:
        await session.execute(
            SET,
            {
                "id": UUID(quote["id"]),
                "status": "draft" if deleted else str(standing.state),
                "on_hold": standing.on_hold,
                "converted": standing.converted,
                "deleted": deleted,
            },
        )
    return quote


async def tried(hand: Hand, quote: Json, action: Action) -> httpx.Response:
    if action is Action.EDIT:
        return await hand.try_edit(quote, {"op": "set", "title": "Other"})
    return await hand.act(quote, action.value, BODIES.get(action.value))


async def test_what_is_not_allowed_is_refused_and_says_what_is(
    app: FastAPI, client_for: ClientFor, make_user: MakeUser
) -> None:
    parties = await open_quoting_shop(app)
    owner = await make_user(Role.SALES)
    people = {
        role: Hand(await client_for(owner if role is Role.SALES else role), parties)
        for role in Role
    }
    refused = 0
    for standing in standings():
        # An old revision has no address for actions; and only a draft minds that it is a later one.
        if standing.superseded or (standing.revised and standing.key != "draft+revised"):
            continue
        quote = await stand(app, people[Role.SALES], standing)
        for role, hand in people.items():
            seen = await hand.read(quote)
            allowed = seen["allowed_actions"]
            for action in Action:
                expected = expected_of(standing, action)
                owners, others = (set(), set()) if expected is None else expected[1:]
                if role.value in (owners if role is Role.SALES else others):
                    assert action.value in allowed, (standing.key, action, role)
                    continue
                # What nobody may do is refused to all alike: two ask for all of them.
                if expected is None and role not in {Role.SALES, Role.MANAGER}:
                    continue
                answer = await tried(hand, quote, action)
                place = (standing.key, action.value, role.value, answer.text)
                assert answer.status_code == (409 if expected is None else 403), place
                assert answer.json()["details"]["allowed"] == allowed, place
                refused += 1
            assert await hand.read(quote) == seen
    assert refused > 250
