"""Writes the folders of the newest engine that are not there yet, and never one that is."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from app.domain.estimating.engine import ENGINE_VERSION
from app.domain.estimating.rates import ListEdition, RateBook
from app.domain.estimating.spec.listed import ListedSpec, listed_product
from app.domain.pricing.price_lists import Basis, Mode, PriceBreak, PriceList, Reach, Tier
from app.domain.quotes.draft import Draft, DraftLine, Header, LineKind, LineQuantity
from app.domain.quotes.quote import CustomerTerms, price_draft
from app.domain.shop import ShopProfile
from app.services.quotes.papers import take_snapshot
from tests.corpus import FOLDERS
from tests.domain.test_seeded_rates import products, seeded_book, specification

type Drafts = Iterator[tuple[str, tuple[DraftLine, ...]]]

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


def listed_drafts() -> Iterator[tuple[str, tuple[DraftLine, ...]]]:
    """Return what each price list sells, for everyone, for the trade, and in a hurry."""
    for edition in listed_book().price_lists:
        code = edition.code
        quantities = (20, 50, 75, 1_200)
        for level, days in (("standard", None), ("trade", None), ("preferred", 1)):
            spec = ListedSpec(
                product_type=listed_product(code), price_list=code, turnaround_days=days
            )
            line = DraftLine(
                id=id_of(code, level),
                kind=LineKind.PRODUCT,
                title=edition.content.name,
                spec=spec,
                quantities=tuple(
                    LineQuantity(
                        id=id_of(code, level, quantity),
                        quantity=quantity,
                        selected=place == 2,
                        typed_price=TYPED if level == "trade" and place == 0 else None,
                    )
                    for place, quantity in enumerate(quantities)
                ),
            )
            yield level, (line,)


@cache
def listed_book() -> RateBook:
    """Return the seeded book with a price list read in each of the ways that there are."""
    ways: tuple[tuple[str, Mode, Basis, Reach], ...] = (
        ("STEPS", "step", "unit", "from"),
        ("UP-TO", "step", "unit", "up_to"),
        ("TOTALS", "linear_totals", "total", "from"),
        ("UNITS", "linear_units", "unit", "from"),
        ("SLICES", "accumulated", "unit", "from"),
    )
    editions = tuple(
        ListEdition(code, 1, _price_list(code, mode, basis, reach))
        for code, mode, basis, reach in ways
    )
    return replace(seeded_book(), price_lists=editions)


def _price_list(code: str, mode: Mode, basis: Basis, reach: Reach) -> PriceList:
    cells = ((20, "3.10", "2.75"), (60, "2.455", "2.10"), (250, "1.8333", "1.55"))
    times = {one: one if basis == "total" else 1 for one, *_ in cells}
    return PriceList(
        name=f"Name badges by {code.lower()}",
        product="Name badges",
        mode=mode,
        basis=basis,
        effective_from=date(2026, 1, 1),
        tiers=(Tier(run_on=Decimal("1350.00")), Tier("trade")),
        breaks=tuple(
            PriceBreak(
                one,
                (Decimal(price) * times[one], Decimal(trade) * times[one]),
                None if one == cells[0][0] else Decimal(one),
            )
            for one, price, trade in cells
        ),
        reach=reach,
    )


def snapshots(work: Drafts, book: RateBook) -> Iterator[dict[str, Any]]:
    """Return what each of them is frozen as."""
    for number, (level, lines) in enumerate(work, 10_001):
        header = Header(
            title=f"Corpus {number}",
            customer_id=None,
            prospect_name=None,
            contact_id=None,
            valid_until=DAY + timedelta(days=30),
            discount_percent=Decimal("0.0333") if number % 3 == 0 else Decimal(0),
        )
        terms = CustomerTerms(price_level=level)
        priced = price_draft(Draft(header=header, lines=lines), {}, book, terms, on=DAY)
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


def write(name: str, work: Drafts, book: RateBook) -> None:
    """Write a folder, if it is not there."""
    folder = FOLDERS / name
    if folder.exists():
        sys.stdout.write(f"{name} is there already, and what was sent never changes.\n")
        return
    lines = [json.dumps(one, separators=(",", ":")) for one in snapshots(work, book)]
    folder.mkdir()
    rates = json.dumps(book.to_document(), separators=(",", ":"))
    (folder / "rates.json").write_text(f"{rates}\n", encoding="utf-8")
    (folder / "revisions.jsonl").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")


def main() -> None:
    """Write the folders."""
    write(f"engine-{ENGINE_VERSION}", drafts(), seeded_book())
    write(f"engine-{ENGINE_VERSION}-listed", listed_drafts(), listed_book())


if __name__ == "__main__":
    main()
