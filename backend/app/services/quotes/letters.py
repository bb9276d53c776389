"""What a mail about a quote can say: taken from the paper's own snapshot, and nothing inside it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.documents.inputs import long_date, money
from app.domain.mail import MailKind
from app.domain.quotes.numbers import quote_number


def kind_of(snapshot: Mapping[str, Any]) -> MailKind:
    """Return which mail a revision goes out with: a later one says what it replaces."""
    return MailKind.QUOTE if snapshot["revision"] == 1 else MailKind.REVISED


def offer_values(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of a customer's mail about what a revision is, or would be, frozen as.

    The link is none of them: it is put in as the mail leaves.
    """
    contact: str = snapshot["bill_to"]["contact"]
    shop = snapshot["shop"]
    return {
        **about_values(snapshot),
        "greeting": f"Hello {contact}," if contact else "Hello,",
        "contact_name": contact,
        "valid_until": long_date(date.fromisoformat(snapshot["valid_until"])),
        "po_number": snapshot["po_number"],
        "prepared_by": snapshot["prepared_by"]["name"],
        "shop_name": shop["name"],
        "shop_phone": shop["phone"],
        "shop_email": shop["email"],
    }


def about_values(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """Return the values that name a quote: its number, what it is, for whom, what it comes to."""
    total = snapshot["totals"]["total"]
    return {
        "quote_number": quote_number(
            int(snapshot["number"].removesuffix("Q")), snapshot["revision"]
        ),
        "title": snapshot["title"],
        "customer_name": snapshot["bill_to"]["customer"],
        "total": "" if total is None else money(Decimal(total)),
    }
