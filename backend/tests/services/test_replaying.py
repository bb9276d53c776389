"""Sent revisions are computed again from what they were frozen with, to the cent."""

from argparse import Namespace
from copy import deepcopy

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.cli import parse
from app.domain.errors import ValidationError
from app.models import QuoteRevision, RateCard
from app.services.quotes import replaying

SENT = 40


@pytest.fixture
def shop(demo_shop: None, app: FastAPI) -> FastAPI:  # noqa: ARG001 - it is in the database
    """The app in front of the demo shop."""
    return app


async def run(app: FastAPI, *words: str) -> str:
    arguments: Namespace = parse(["quotes", "replay", *words])
    said: str = await arguments.command(app.state, arguments)
    return said


async def a_sent_revision(session: AsyncSession) -> QuoteRevision:
    found = await session.scalar(
        select(QuoteRevision)
        .where(QuoteRevision.frozen_at.is_not(None))
        .order_by(QuoteRevision.id)
        .limit(1)
    )
    assert found is not None
    return found


async def test_every_sent_revision_of_the_demo_shop_comes_out_as_it_was_sent(shop: FastAPI) -> None:
    assert await run(shop) == f"{SENT} sent revisions computed again: the same to the cent."


async def test_a_price_that_is_a_cent_off_is_named_with_both_amounts(shop: FastAPI) -> None:
    async with shop.state.async_session_factory.begin() as session:
        revision = await a_sent_revision(session)
        snapshot = deepcopy(revision.snapshot)
        assert snapshot is not None
        line = next(one for one in snapshot["lines"] if one["kind"] == "product")
        sent = line["quantities"][0]
        was = sent["formula_price"]
        sent["formula_price"] = "0.01"
        revision.snapshot = snapshot
        number = snapshot["number"]
    with pytest.raises(replaying.ReplayDiffers) as caught:
        await run(shop, number)
    place = f"{number}, line {line['position']}, {line['title']}, {sent['quantity']:,}"
    assert caught.value.message.splitlines() == [
        f"{place}: formula price was 0.01, is {was}",
        "1 of 1 sent revision came out otherwise.",
    ]


async def test_a_rate_card_that_was_tampered_with_moves_the_totals(shop: FastAPI) -> None:
    async with shop.state.async_session_factory.begin() as session:
        card = await session.scalar(select(RateCard))
        assert card is not None
        await shop.state.rate_books.version(session, card.version)
        body = deepcopy(card.body)
        for stock in body["stocks"]:
            for price in stock["prices"]:
                price["price"] = "999"
        await session.execute(update(RateCard).values(body=body))
        found = await replaying.replay_revisions(session, books=shop.state.rate_books)
        # The process remembers the published book; a new process would not.
        assert not found.differing
        found = await replaying.replay_revisions(session, books=type(shop.state.rate_books)())
    assert found.checked == SENT
    assert len(found.differing) > SENT // 2
    assert {one.figure for _, ones in found.differing for one in ones} >= {
        "price",
        "net_price",
        "formula_price",
        "subtotal",
        "tax",
        "total",
    }


async def test_what_is_no_number_and_what_was_never_sent_is_said(app: FastAPI) -> None:
    with pytest.raises(ValidationError, match="is no quote's number"):
        await run(app, "quote one")
    with pytest.raises(replaying.NothingSent):
        await run(app, "99999Q")
