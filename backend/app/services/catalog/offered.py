"""What the builder offers: every kind of product with its form, the presses filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.adapters.rate_books import NoRateCardError, RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec.overrides import SETTABLE
from app.schemas.catalog import (
    FieldOption,
    OfferedProduct,
    ProductDefinition,
    ProductField,
    Settable,
)
from app.services.catalog.listed import listed_products
from app.services.catalog.reading import list_products

# The kinds of press that may make a kind of work; whether one can, the engine says of each job.
SHEET_PRESSES: Final = frozenset({"digital", "offset"})
PRESSES: Final[Mapping[str, frozenset[str]]] = {
    "flat": SHEET_PRESSES,
    "bound": SHEET_PRESSES,
    "set": SHEET_PRESSES,
    "wide": frozenset({"wide_format"}),
}


async def list_offered_products(
    session: Session, actor: Actor, books: RateBookCache, *, today: date
) -> list[OfferedProduct]:
    """Return the form of every kind of product, those that are sold from price lists last."""
    estimated = await list_products(session, actor)
    try:
        book = await books.current(session)
    except NoRateCardError:
        return [_offered(one) for one in estimated]
    return [
        *(_offered(_with_presses(one, book)) for one in estimated),
        *map(_offered, listed_products(book, today)),
    ]


def _offered(product: ProductDefinition) -> OfferedProduct:
    """Say what of a product's making a person with the right may set by hand."""
    settable = [
        Settable(field=one.field, part=one.part, figures=list(one.figures))
        for one in SETTABLE.get(product.kind, ())
    ]
    return OfferedProduct(**dict(product), by_hand=settable)


def _with_presses(product: ProductDefinition, book: RateBook) -> ProductDefinition:
    """Offer every press of the book that may make the work, where the shop has not chosen some."""
    kinds = PRESSES.get(product.kind, frozenset())
    options = [
        FieldOption(value=press.code, label=press.name)
        for press in book.presses
        if press.kind in kinds
    ]
    return product.model_copy(
        update={"fields": [_filled(field, options) for field in product.fields]}
    )


def _filled(field: ProductField, options: list[FieldOption]) -> ProductField:
    if field.kind != "press" or field.options:
        return field
    return field.model_copy(update={"options": options})
