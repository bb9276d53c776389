"""Why can't I choose this paper? The engine's own refusals, asked one by one."""

from datetime import date

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.estimating.engine import estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import specification_from
from app.domain.permissions import Permission
from app.repositories import catalog
from app.schemas.catalog import ProductDefinition
from app.schemas.catalog_book import WhyNotRequest, WhyNotResponse
from app.services.catalog.products import ProductNotFound, usual_specification

USUAL_QUANTITY = 500


async def explain_choice(
    session: Session, actor: Actor, data: WhyNotRequest, *, books: RateBookCache, today: date
) -> WhyNotResponse:
    """Say whether a product can be printed on a stock, on which presses, and why on others not.

    Raises:
        ProductNotFound: there is none of this code.
        ValidationError: the stock or the press is not in the card in force.
    """
    actor.require(Permission.READ_RATES)
    book = await books.current(session)
    stock = book.find_stock(data.stock)
    if stock is None:
        raise ValidationError.for_field(
            ("stock",), f"There is no stock {data.stock} in the rate card in force."
        )
    if data.press is not None and book.find_press(data.press) is None:
        raise ValidationError.for_field(
            ("press",), f"There is no press {data.press} in the rate card in force."
        )
    product = await catalog.find_product(session, data.product)
    if product is None or product.deleted_at is not None:
        raise ProductNotFound(ProductNotFound.__doc__ or "")
    definition = ProductDefinition.model_validate(product.definition)
    document = usual_specification(definition.model_dump(mode="json")) | dict(data.spec or {})
    for field in definition.fields:
        if field.kind == "stock":
            document[field.name] = stock.code
            break
    if data.press is not None:
        document["press"] = data.press
    quantity = definition.quantities[0] if definition.quantities else USUAL_QUANTITY
    return _ask(document, quantity, book, f"{definition.name} on {stock.name}", today)


def _ask(
    document: dict[str, object], quantity: int, book: RateBook, subject: str, today: date
) -> WhyNotResponse:
    try:
        spec = specification_from(document)
        (found,) = estimate(spec, [quantity], book, on=today).quantities
    except ValidationError as error:
        said = [one["message"] for one in error.fields] or [error.message]
        return WhyNotResponse(
            can=False,
            sentence=f"{subject} cannot be printed.",
            ways=[],
            reasons=list(dict.fromkeys(said)),
        )
    return WhyNotResponse(
        can=True,
        sentence=f"It can: {subject}.",
        ways=_ways(found),
        reasons=[
            f"{route.name}: {route.reason}" for part in found.parts for route in part.refused_routes
        ],
    )


def _ways(found: QuantityEstimate) -> list[str]:
    """Return the presses that can do it, the cheapest of each part first."""
    names: list[str] = []
    for part in found.parts:
        names += [part.press_name, *(route.name for route in part.other_routes)]
    return list(dict.fromkeys(name for name in names if name))
