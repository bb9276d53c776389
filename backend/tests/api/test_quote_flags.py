"""What a list shows and filters beside the status: on hold, looked at, changes asked."""

from fastapi import FastAPI

from app.domain.permissions import Role
from tests.conftest import ClientFor
from tests.factories.offers import customer_of
from tests.factories.quotes import Hand, Json, charge, open_quoting_shop


async def shown(hand: Hand, **query: str) -> list[str]:
    return [one["number"] for one in (await hand.list(sort="number", **query))["items"]]


async def test_flags_stand_in_the_rows_and_narrow_the_list(
    app: FastAPI, client_for: ClientFor
) -> None:
    parties = await open_quoting_shop(app)
    dana = Hand(await client_for(Role.ESTIMATOR), parties)
    quotes: list[Json] = [await dana.create(charge("5.00")) for _ in range(4)]
    held, viewed, asked, plain = quotes
    await dana.do(held, "hold")
    sent = {one["number"]: await dana.do(one, "send") for one in (viewed, asked, plain)}
    async with customer_of(app, dana, sent[viewed["number"]]) as maya:
        assert (await maya.post("seen", {})).status_code < 300
    async with customer_of(app, dana, sent[asked["number"]]) as maya:
        assert (await maya.post("seen", {})).status_code < 300
        assert (await maya.post("changes", {"note": "A heavier paper, please."})).status_code < 300
    listed = await dana.list(sort="number")
    assert [one["flags"] for one in listed["items"]] == [
        ["on_hold"],
        ["viewed"],
        ["changes_asked"],
        [],
    ]
    assert await shown(dana, on_hold="true") == [held["number"]]
    assert await shown(dana, viewed="true") == [viewed["number"], asked["number"]]
    assert await shown(dana, changes_asked="true") == [asked["number"]]
    assert await shown(dana, changes_asked="false", viewed="false") == [
        held["number"],
        plain["number"],
    ]
    assert await shown(dana, q="harbor", on_hold="true") == [held["number"]]
    assert await shown(dana, q="harbor", silent="true") == []
    today = listed["items"][0]["updated_at"][:10]
    assert len(await shown(dana, updated_from="2026-01-01", updated_to=today)) == 4
    assert await shown(dana, updated_to="2026-01-01") == []
