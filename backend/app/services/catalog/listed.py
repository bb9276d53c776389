"""Price lists as products: each one in force is offered like any other, with a form of its own."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.estimating.rates import ListEdition, RateBook
from app.domain.estimating.spec.listed import listed_product
from app.domain.quotes.draft import MOST_QUANTITIES
from app.schemas.catalog import FieldOption, ProductDefinition, ProductField

GROUP: Final = "Price lists"
DAYS: Final = {0: "Same day", 1: "Next business day"}


def listed_products(book: RateBook, on: date) -> Iterator[ProductDefinition]:
    """Yield a product for each price list that holds on a day, by name."""
    codes = dict.fromkeys(edition.code for edition in book.price_lists)
    found = [edition for code in codes if (edition := book.find_list(code, on)) is not None]
    for edition in sorted(found, key=lambda one: (one.content.name.lower(), one.code)):
        yield _product(edition, book)


def _product(edition: ListEdition, book: RateBook) -> ProductDefinition:
    content = edition.content
    return ProductDefinition(
        code=listed_product(edition.code),
        name=content.name,
        kind="listed",
        title=content.name,
        group=GROUP,
        aliases=[edition.code.lower()],
        sizes=[],
        quantities=[one.quantity for one in content.breaks[:MOST_QUANTITIES]],
        fields=[_list_field(edition), *_turnaround_field(book)],
    )


def _list_field(edition: ListEdition) -> ProductField:
    """Return the field that names the list: it has one choice, for another list is a product."""
    option = FieldOption(
        value=edition.code, label=f"{edition.content.name}, edition {edition.number}"
    )
    return _choice("price_list", "Price list", [option], default=edition.code, none_label=None)


def _turnaround_field(book: RateBook) -> list[ProductField]:
    days = sorted({band.within_days for band in book.rush}, reverse=True)
    if not days:
        return []
    options = [
        FieldOption(value=None, label="Standard"),
        *(FieldOption(value=one, label=DAYS.get(one, f"{one} business days")) for one in days),
    ]
    return [_choice("turnaround_days", "Turnaround", options, default=None, none_label="Standard")]


def _choice(
    name: str,
    label: str,
    options: list[FieldOption],
    *,
    default: str | None,
    none_label: str | None,
) -> ProductField:
    return ProductField(
        name=name,
        label=label,
        kind="choice",
        part="",
        unit=None,
        families=[],
        none_label=none_label,
        options=options,
        default=default,
        minimum=None,
        maximum=None,
        depends_on=None,
        help="",
    )
