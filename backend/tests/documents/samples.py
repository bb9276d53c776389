"""Quotes as a shop would send them, small and large."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from app.documents.quote_view import (
    BillTo,
    Person,
    QuantityRow,
    QuoteLine,
    QuoteView,
    Section,
    Totals,
)
from app.documents.shop_profile import read_shop_profile

MADE_AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
TAX_RATE = Decimal("0.0600")


def row(quantity: int, price: str, *, selected: bool = False) -> QuantityRow:
    amount = Decimal(price)
    each = (amount / quantity).quantize(Decimal("0.0001"))
    return QuantityRow(
        quantity=quantity,
        price=amount,
        unit_price=each,
        price_per_m=amount * 1000 / quantity,
        selected=selected,
    )


CARDS = QuoteLine(
    position=1,
    title="Business cards",
    specification=("3.5 × 2 in, 16 pt C2S cover", "4/4 full color, soft-touch laminate"),
    quantities=(row(500, "86.29"), row(1000, "118.40", selected=True), row(2500, "190.11")),
)
POSTCARDS = QuoteLine(
    position=2,
    title="Postcards",
    specification=("6 × 4 in, 14 pt C2S cover", "4/4 full color, UV gloss front"),
    quantities=(row(1000, "112.92", selected=True), row(5000, "352.08")),
    discount_percent=Decimal("0.0500"),
)
LETTERHEAD = QuoteLine(
    position=3,
    title="Letterhead",
    specification=("8.5 × 11 in, 70 lb opaque text",),
    quantities=(row(500, "78.79", selected=True),),
)
DELIVERY = QuoteLine(
    position=4,
    title="Delivery by our van",
    quantities=(QuantityRow(quantity=1, price=Decimal("45.00"), selected=True),),
)
REMARK = QuoteLine(position=5, title="Art is due on December 4", note="We keep your old plates.")
ENVELOPES = QuoteLine(
    position=6,
    title="Envelopes",
    specification=("#10, 24 lb white wove",),
    quantities=(row(500, "92.10"), row(1000, "131.40")),
    optional=True,
)


def totals_of(
    *lines: QuoteLine, discount: str = "0.00", discount_label: str = "Discount"
) -> Totals:
    chosen = [line.selected for line in lines if not line.optional]
    prices = [found.price for found in chosen if found is not None and found.price is not None]
    subtotal = sum(prices, Decimal(0))
    off = Decimal(discount)
    tax = ((subtotal - off) * TAX_RATE).quantize(Decimal("0.01"))
    return Totals(
        subtotal=subtotal,
        discount=off,
        discount_label=discount_label,
        tax_rate=TAX_RATE,
        tax=tax,
        total=subtotal - off + tax,
    )


def undecided(line: QuoteLine) -> QuoteLine:
    return replace(
        line, quantities=tuple(replace(found, selected=False) for found in line.quantities)
    )


def a_quote(*lines: QuoteLine, totals: Totals | None = None) -> QuoteView:
    return QuoteView(
        shop=read_shop_profile(),
        number="10482Q",
        quoted_on=date(2026, 11, 21),
        valid_until=date(2026, 12, 20),
        prepared_by=Person(
            name="Dana Ruiz", email="dana@patriotpress.example", phone="(717) 555-0142"
        ),
        bill_to=BillTo(
            customer="Harbor Coffee Roasters",
            contact="Maya Okafor",
            address_lines=("1200 Wharf Street", "Baltimore, MD 21230"),
        ),
        title="Fall menu kit",
        po_number="PO-7731",
        terms="Net 30",
        sections=(Section(lines=lines),),
        totals=totals_of(*lines) if totals is None else totals,
    )


ONE_LINE = a_quote(LETTERHEAD)
TYPICAL = replace(
    a_quote(
        CARDS,
        POSTCARDS,
        LETTERHEAD,
        DELIVERY,
        REMARK,
        ENVELOPES,
        totals=totals_of(
            CARDS,
            POSTCARDS,
            LETTERHEAD,
            DELIVERY,
            discount="19.60",
            discount_label="Welcome discount",
        ),
    ),
    revision=2,
    sections=(
        Section(lines=(CARDS, POSTCARDS, LETTERHEAD), subtotal=Decimal("310.11")),
        Section(
            heading="Extras",
            lines=(DELIVERY, REMARK, ENVELOPES),
            subtotal=Decimal("45.00"),
        ),
    ),
    customer_note="Thank you for coming back to us.\n\nThe cards and postcards share a run.",
)
DRAFT = replace(TYPICAL, draft=True)
UNDECIDED = a_quote(undecided(CARDS), undecided(POSTCARDS), LETTERHEAD, totals=Totals())


def long_quote(count: int) -> QuoteView:
    """Return a quote of ``count`` lines in sections of twenty; titles and quantities are unique."""
    lines = tuple(
        QuoteLine(
            position=index + 1,
            title=f"Piece no. {index + 1:03}",
            specification=CARDS.specification,
            quantities=tuple(
                row(10_000 + 10 * index + place, "118.40", selected=place == 1)
                for place in range(2 + 3 * (index % 3))
            ),
        )
        if index % 4
        else replace(LETTERHEAD, position=index + 1, title=f"Piece no. {index + 1:03}")
        for index in range(count)
    )
    sections = tuple(
        Section(heading=f"Store {start // 20 + 1}", lines=lines[start : start + 20])
        for start in range(0, count, 20)
    )
    return replace(a_quote(*lines), sections=sections)
