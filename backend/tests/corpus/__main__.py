"""Writes the folder of the newest engine; refuses where it is there already."""

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.quotes.draft import Draft, DraftLine, Header, LineKind, LineQuantity
from app.domain.quotes.quote import CustomerTerms, price_draft
from app.domain.shop import ShopProfile
from app.services.quotes.papers import take_snapshot
from tests.corpus import FOLDERS
from tests.domain.test_seeded_rates import products, seeded_book, specification

DAY: Final = date(2026, 11, 20)
TYPED: Final = Decimal("77.77")
SHOP: Final = ShopProfile(
    name="Patriot Press", address_lines=("12 Foundry Street",), phone="", email="desk@shop.example"
)
OWNER: Final = {"name": "Ingrid Solberg", "email": "ingrid@shop.example"}


def id_of(*words: object) -> UUID:
    """Return the same id for the same words, so that the folder is the same whoever writes it."""
    return uuid5(NAMESPACE_URL, "/".join(map(str, words)))


def product_line(code: str, *, typed: Decimal | None = None, **changes: object) -> DraftLine:
    """Return a product as its form begins, in all its usual quantities, the first one chosen."""
    product = products()[code]
    return DraftLine(
        id=id_of(code, typed, changes),
        kind=LineKind.PRODUCT,
        title=product.title,
        spec=specification(code, **changes),
        quantities=tuple(
            LineQuantity(
                id=id_of(code, typed, changes, quantity),
                quantity=quantity,
                selected=place == 0,
                typed_price=typed if place == 0 else None,
            )
            for place, quantity in enumerate(product.quantities)
        ),
    )


def drafts() -> Iterator[tuple[str, tuple[DraftLine, ...]]]:
    """Return every product at list price, and for the trade in a hurry; one price typed by hand."""
    for code in products():
        yield "standard", (product_line(code),)
        yield "trade", (product_line(code, turnaround_days=1),)
    design = DraftLine(
        id=id_of("design"),
        kind=LineKind.CHARGE,
        title="Design",
        unit_price=Decimal("45.333333"),
        quantities=(LineQuantity(id=id_of("hours"), quantity=3, selected=True),),
    )
    yield "preferred", (product_line("business_card", typed=TYPED), design)


def snapshots() -> Iterator[dict[str, Any]]:
    """Return what each of them is frozen as."""
    for number, (level, lines) in enumerate(drafts(), 10_001):
        header = Header(
            title=f"Corpus {number}",
            customer_id=None,
            prospect_name=None,
            contact_id=None,
            valid_until=DAY + timedelta(days=30),
            discount_percent=Decimal("0.0333") if number % 3 == 0 else Decimal(0),
        )
        terms = CustomerTerms(price_level=level)
        priced = price_draft(Draft(header=header, lines=lines), {}, seeded_book(), terms, on=DAY)
        problems = [line.problem for line in priced.lines if line.problem is not None]
        if problems:
            sys.exit(f"{lines[0].title}: {problems[0]}")
        customer = {
            "name": "Harbor Coffee Roasters",
            "price_level": level,
            "certificates": [],
            "addresses": [],
        }
        yield take_snapshot(
            {"base_number": number, "revision": 1},
            priced,
            {"customer": customer, "contact": None, "owner": OWNER},
            shop=SHOP,
            quoted_on=DAY,
        )


def main() -> None:
    """Write the folder."""
    folder = FOLDERS / f"engine-{ENGINE_VERSION}"
    if folder.exists():
        sys.exit(f"{folder.name} is there already, and what was sent never changes.")
    lines = [json.dumps(one, separators=(",", ":")) for one in snapshots()]
    folder.mkdir()
    rates = json.dumps(seeded_book().to_document(), separators=(",", ":"))
    (folder / "rates.json").write_text(f"{rates}\n", encoding="utf-8")
    (folder / "revisions.jsonl").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
