"""A quote that nobody asked for: what a letterhead and its terms are looked at on."""

from datetime import date, timedelta
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
from app.domain.shop import QuoteHabits, ShopProfile


def sample_quote(shop: ShopProfile, habits: QuoteHabits, *, quoted_on: date) -> QuoteView:
    """Return a small quote of the shop, marked as a draft."""
    return QuoteView(
        shop=shop,
        number="10001Q",
        quoted_on=quoted_on,
        valid_until=quoted_on + timedelta(days=habits.valid_days),
        prepared_by=Person(name="Your sales rep", email=shop.email),
        bill_to=BillTo(
            customer="A customer",
            contact="Somebody there",
            address_lines=("1 Example Street", "Anytown, PA 17601"),
        ),
        title="A sample quote",
        terms=habits.usual_terms,
        sections=(Section(lines=_LINES),),
        customer_note="This is how your quotes look with the settings on this page.",
        totals=Totals(
            subtotal=Decimal("271.79"),
            tax_rate=Decimal("0.0600"),
            tax=Decimal("16.31"),
            total=Decimal("288.10"),
        ),
        draft=True,
    )


_LINES = (
    QuoteLine(
        position=1,
        title="Postcards",
        specification=("6 × 4 in, 14 pt C2S cover", "4/4 full color, UV gloss front"),
        quantities=(
            QuantityRow(
                quantity=1000,
                price=Decimal("118.79"),
                unit_price=Decimal("0.1188"),
                price_per_m=Decimal("118.79"),
                selected=True,
            ),
            QuantityRow(
                quantity=2500,
                price=Decimal("202.73"),
                unit_price=Decimal("0.0811"),
                price_per_m=Decimal("81.09"),
            ),
        ),
    ),
    QuoteLine(
        position=2,
        title="Letterhead",
        specification=("8.5 × 11 in, 70 lb opaque text", "2/0"),
        quantities=(
            QuantityRow(
                quantity=1000,
                price=Decimal("153.00"),
                unit_price=Decimal("0.1530"),
                price_per_m=Decimal("153.00"),
                selected=True,
            ),
        ),
    ),
)
