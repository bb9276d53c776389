"""One arithmetic: a quote comes to the same cent wherever it is shown.

A thousand quotes that no two people would write, each created, changed, previewed, read, listed,
and made into the revision and the paper that it would be sent as. The PDF itself is read for some.
"""

import io
import re
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from app.adapters.links import LinkKeys
from app.documents.inputs import money
from app.documents.quote_view import QuoteView
from app.documents.shop_profile import read_shop_profile
from app.domain.permissions import Role
from app.domain.quotes.replay import find_differences
from app.services.quotes import Desk, papers
from tests.conftest import ClientFor
from tests.factories.offers import customer_of
from tests.factories.quotes import Hand, Json, make_customer, publish, rows
from tests.factories.random_quotes import CERTIFICATES, LEVELS, QuoteMaker

QUOTES = 1_000
# As many as a page of the list holds.
BATCH = 100
# The PDFs that are drawn and read, of each batch: so many of drafts and so many of sent quotes.
DRAWN = 1
TODAY = date(2026, 11, 20)


@pytest.fixture
async def maker(app: FastAPI) -> QuoteMaker:
    await publish(app)
    parties = [
        await make_customer(
            app, f"Customer {place}", price_level=LEVELS[place % 2], certificate=certificate
        )
        for place, certificate in enumerate(CERTIFICATES)
    ]
    return QuoteMaker(Random(1978), parties)


@pytest.fixture
async def mona(client_for: ClientFor, maker: QuoteMaker) -> Hand:
    return Hand(await client_for(Role.MANAGER), maker.parties[0])


def desk_of(app: FastAPI) -> Desk:
    state = app.state
    return Desk(
        books=state.rate_books,
        files=state.files,
        shop=read_shop_profile(),
        links=LinkKeys(state.settings.secret_key, state.settings.origin),
        today=TODAY,
    )


def sums_of(totals: Json) -> tuple[str, str, str, str | None]:
    return totals["subtotal"], totals["discount"], totals["tax"], totals["total"]


def check_by_hand(quote: Json) -> None:
    """Add up what the answer says of its lines, as a customer with a pencil would."""
    totals = quote["totals"]
    counted = [
        one
        for one in quote["lines"]
        if one["kind"] != "note" and not one["optional"] and one["alternate_of"] is None
    ]
    nets = [Decimal(one["selected_total"]) for one in counted if one["selected_total"] is not None]
    subtotal = sum(nets, Decimal("0.00"))
    assert str(subtotal) == totals["subtotal"]
    assert sum(Decimal(one["subtotal"]) for one in totals["sections"]) == subtotal
    if len(nets) < len(counted):
        assert totals["total"] is None
    else:
        owed = subtotal - Decimal(totals["discount"]) + Decimal(totals["tax"])
        assert str(owed) == totals["total"]


def paper_sums(view: QuoteView) -> tuple[str, str, str, str | None]:
    """What the paper's view says; making the view has checked that its lines add up to it."""
    totals = view.totals
    assert totals.tax is not None
    total = None if totals.total is None else str(totals.total)
    return str(totals.subtotal), str(totals.discount), str(totals.tax), total


async def check_pdf(hand: Hand, quote: Json) -> None:
    answer = await hand.client.get(f"/api/quotes/{quote['id']}/document.pdf")
    assert answer.status_code == 200, answer.text
    shown = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    total = quote["totals"]["total"]
    printed = re.findall(r"^Total (\S+)$", shown, re.MULTILINE)
    assert printed == ([] if total is None else [money(Decimal(total))])


async def make_and_compare(app: FastAPI, hand: Hand, maker: QuoteMaker) -> Json:
    """Make a quote, change it, and hold what every place says of it against what is read."""
    answer = await hand.client.post("/api/quotes", json=maker.create())
    assert answer.status_code == 201, answer.text
    changes = maker.changes(answer.json())
    preview = await hand.preview(answer.json(), *changes)
    saved = await hand.edit(answer.json(), *changes)
    read = await hand.read(saved)
    assert saved == read
    check_by_hand(read)
    assert preview["totals"] == read["totals"]
    lines = {line["id"]: line for line in read["lines"]}
    assert preview["lines"]
    for line in preview["lines"]:
        assert sums_of_line(line) == sums_of_line(lines[line["id"]])
    snapshot = await papers.snapshot_of_draft(app.state.reader, read["id"], desk=desk_of(app))
    assert sums_of(snapshot["totals"]) == sums_of(read["totals"])
    rates = await app.state.rate_books.current(app.state.reader)
    assert find_differences(snapshot, rates) == ()
    assert paper_sums(papers.to_view(snapshot, draft=True)) == sums_of(read["totals"])
    return read


def sums_of_line(line: Json) -> Json:
    priced = [(one["price"], one["unit_price"], one["price_per_m"]) for one in line["quantities"]]
    return {"total": line["selected_total"], "quantities": priced}


async def send_and_compare(app: FastAPI, hand: Hand, quote: Json) -> bool:
    """Send the quote if it can be sent, and hold its frozen revision and PDF against it."""
    answer = await hand.act(quote, "send", {})
    if answer.status_code == 409:
        assert answer.json()["code"] == "quote_not_ready", answer.text
        return False
    assert answer.status_code == 200, answer.text
    sent: Json = answer.json()
    assert sums_of(sent["totals"]) == sums_of(quote["totals"])
    [(snapshot,)] = await rows(
        app, "SELECT snapshot FROM forge_quote_revisions WHERE quote_id = :id", id=quote["id"]
    )
    assert sums_of(snapshot["totals"]) == sums_of(sent["totals"])
    assert paper_sums(papers.to_view(snapshot, draft=False)) == sums_of(sent["totals"])
    await check_pdf(hand, sent)
    async with customer_of(app, hand, sent) as customer:
        assert sums_of(customer.offer["document"]["totals"]) == sums_of(sent["totals"])
    return True


@pytest.mark.parametrize("batch", range(QUOTES // BATCH))
async def test_list_read_preview_revision_and_paper_agree_to_the_cent(
    app: FastAPI, mona: Hand, maker: QuoteMaker, batch: int
) -> None:
    maker.random.seed(batch)
    made = [await make_and_compare(app, mona, maker) for _ in range(BATCH)]
    # Most must have a total, or there would be nothing to compare.
    assert sum(quote["totals"]["total"] is not None for quote in made) > BATCH / 2
    listed = await mona.list(per_page=BATCH)
    assert {one["id"]: one["total"] for one in listed["items"]} == {
        one["id"]: one["totals"]["total"] for one in made
    }
    sums = [Decimal(quote["totals"]["total"] or 0) for quote in made]
    assert Decimal(listed["sums"]["total"]) == sum(sums)
    for quote in made[:DRAWN]:
        await check_pdf(mona, quote)
    sent = 0
    for quote in made[DRAWN:]:
        sent += await send_and_compare(app, mona, quote)
        if sent == DRAWN:
            break
    assert sent == DRAWN
