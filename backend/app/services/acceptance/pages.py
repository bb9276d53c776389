"""The customer's page as the server writes it: the whole offer, readable before any script runs.

The frame is a file of the web app's build, with comments where the parts go. Everything that people
typed is escaped; nothing of it is ever read as markup.
"""

import html
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from app.documents.inputs import long_date, money, percent
from app.domain.quotes.choosing import HOW_IT_STANDS
from app.schemas.acceptance import OfferDocument, OfferLine, OfferResponse

TITLE: Final = "<!--title-->"
SUMMARY: Final = "<!--summary-->"
PLAIN: Final = "<!--plain-->"
DATA: Final = "<!--data-->"

# What stands where no build of the web app is served: in tests, and beside a dev server.
FRAME: Final = f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex, nofollow" /><meta name="referrer" content="no-referrer" />
<title>{TITLE}</title></head>
<body><div id="root"><main>{SUMMARY}</main></div>
<noscript>{PLAIN}</noscript>
{DATA}
</body></html>
"""


def offer_page(frame: str, offer: OfferResponse, *, address: str) -> str:
    """Return the page of an offer; ``address`` is the page's own, below which its PDF is."""
    data = json.dumps(offer.model_dump(mode="json"), ensure_ascii=True)
    # Within a script element nothing is escaped; only its end could end it.
    data = data.replace("<", "\\u003c")
    return _fill(
        frame,
        title=f"Quote {offer.number} · {offer.shop.name}",
        summary="".join(_summary(offer)),
        plain="".join(_plain(offer, address)),
        data=f'<script type="application/json" id="offer">{data}</script>',
    )


def lost_page(frame: str, *, shop: str, phone: str) -> str:
    """Return the one page for every link that lets nobody in."""
    summary = (
        "<h1>This link does not work</h1>"
        "<p>It may have been copied in part, or another one has taken its place. Open the link in "
        f"our last mail, or call {_text(shop)}: {_text(phone)}.</p>"
    )
    return _fill(frame, title=f"Quote · {shop}", summary=summary, plain="", data="")


def _fill(frame: str, *, title: str, summary: str, plain: str, data: str) -> str:
    parts = {TITLE: _text(title), SUMMARY: summary, PLAIN: plain, DATA: data}
    # One pass: what a part holds is never looked into for the mark of another.
    found, rest = "", frame
    for mark, part in parts.items():
        before, _, rest = rest.partition(mark)
        found += before + part
    return found + rest


def _summary(offer: OfferResponse) -> Iterator[str]:
    yield f"<p>{_text(offer.shop.name)}</p>"
    yield f"<h1>Quote {_text(offer.number)}: {_text(offer.title)}</h1>"
    if offer.state != "open":
        yield f"<p>{_text(HOW_IT_STANDS[offer.state])}</p>"
    if offer.receipt is not None:
        receipt = offer.receipt
        yield f"<p>Accepted by {_text(receipt.name)}: {money(receipt.total)}.</p>"
        yield f"<p>Document: {receipt.document_sha256}</p>"
    document = offer.document
    if document is None:
        return
    party = " · ".join(
        filter(None, (document.prepared_for.contact, document.prepared_for.customer))
    )
    yield f"<p>Prepared for {_text(party)}. Valid until {long_date(offer.valid_until)}.</p>"
    if document.note:
        yield f"<p>{_text(document.note)}</p>"
    for section in document.sections:
        if section.heading:
            yield f"<h2>{_text(section.heading)}</h2>"
        yield "<ul>"
        for line in section.lines:
            yield f"<li>{''.join(_line(line))}</li>"
        yield "</ul>"
    yield from _totals(document)


def _line(line: OfferLine) -> Iterator[str]:
    yield f"<strong>{_text(line.title)}</strong>"
    if line.alternate_of is not None:
        yield f" (instead of line {line.alternate_of})"
    elif line.optional:
        yield " (optional)"
    for row in [*line.specification, line.note]:
        if row:
            yield f"<br />{_text(row)}"
    for one in line.quantities:
        chosen = " (quoted)" if one.chosen and len(line.quantities) > 1 else ""
        yield f"<br />{one.quantity:,}: {money(one.price)}{chosen}"


def _totals(document: OfferDocument) -> Iterator[str]:
    totals = document.totals
    if totals.total is None:
        yield "<p>The total depends on the quantities that you choose.</p>"
        return
    rows = [("Subtotal", money(totals.subtotal))]
    if totals.discount > Decimal(0):
        rows.append(("Discount", money(-totals.discount)))
    rows.append((f"{totals.tax_label} {percent(totals.tax_rate)}", money(totals.tax)))
    rows.append(("Total", money(totals.total)))
    for name, amount in rows:
        yield f"<p>{_text(name)}: {amount}</p>"


def _plain(offer: OfferResponse, address: str) -> Iterator[str]:
    """Yield what is said to whom no script runs: the whole offer in short, and where it goes on."""
    yield f"<p>Quote {_text(offer.number)} of {_text(offer.shop.name)}: {_text(offer.title)}.</p>"
    if offer.document is not None:
        total = offer.document.totals.total
        if total is not None:
            yield f"<p>Total: {money(total)}. Valid until {long_date(offer.valid_until)}.</p>"
        yield f'<p><a href="{_text(address)}/document.pdf">Download the quote as PDF</a></p>'
    yield (
        f"<p>To answer without JavaScript, write to {_text(offer.prepared_by.email)} "
        f"or call {_text(offer.shop.phone)}.</p>"
    )


def _text(value: str) -> str:
    return html.escape(value)
