"""What an estimate must know of a customer."""

from uuid import UUID

from sqlalchemy import select

from app.db import Session
from app.models.customer import Customer


async def find_price_level(session: Session, customer_id: UUID) -> str | None:
    """Return by which level a customer buys, or None if there is no such customer."""
    return await session.scalar(
        select(Customer.price_level).where(
            Customer.id == customer_id, Customer.deleted_at.is_(None)
        )
    )
