"""A product that a shop made up by itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.models.catalog import Product
from app.seeds.rate_tables import read_tables


def badge_form(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a JSON document
    """Return the form of name badges, made from that of business cards."""
    cards = next(one for one in read_tables().products if one.code == "business_card")
    return {
        **cards.model_dump(mode="json"),
        "code": "badge",
        "name": "Name badges",
        "title": "Name badges",
        "aliases": ["badge", "badges"],
        **changes,
    }


async def keep_product(
    session: AsyncSession, form: dict[str, Any], *, archived_at: datetime | None = None
) -> None:
    """Let the product be there once, live or archived."""
    await session.execute(delete(Product).where(Product.code == form["code"]))
    session.add(
        Product(
            code=form["code"],
            name=form["name"],
            position=99,
            definition=form,
            deleted_at=archived_at,
        )
    )
