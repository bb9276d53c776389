"""Quotes at every point of their lives, written straight into the database, and as plain values.

What they add up to is worked out by the tests themselves, one quote after the other, so that it is
independent of the statements that the app counts with.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID, uuid4

from fastapi import FastAPI

from app.models.quote import Quote, QuoteLine, QuoteRevision

STATUSES = [
    "draft",
    "pending_review",
    "sent",
    "sent",
    "approved",
    "approved",
    "declined",
    "expired",
]
REASONS = ["price", "turnaround", "competitor", "cancelled", "no_answer", "capability", "other"]
PRODUCTS = ["postcard", "business_card", "banner"]
TOTALS = ["0.00", "249.99", "250.00", "999.99", "1000.00", "2500.00", "9999.99", "10000.00"]


@dataclass(frozen=True, kw_only=True)
class Life:
    """One quote; instants are aware and in UTC."""

    number: int
    status: str
    owner_id: UUID
    customer_id: UUID | None
    created_at: datetime
    first_sent_at: datetime | None
    sent_at: datetime | None
    decided_at: datetime | None
    valid_until: date
    total: Decimal | None
    subtotal: Decimal
    profit: Decimal | None
    light: str | None
    lost_reason: str | None
    on_hold: bool
    deleted: bool
    revision: int
    products: frozenset[str]
    id: UUID = field(default_factory=uuid4)


@dataclass(slots=True)
class LifeMaker:
    """Draws lives of quotes that these people wrote for these customers, up to ``now``."""

    random: Random
    owners: list[UUID]
    customers: list[UUID]
    now: datetime

    def draw(self, number: int) -> Life:
        """Draw one; the seed alone decides which."""
        pick, chance = self.random.choice, self.random.random
        status = pick(STATUSES)
        # Midnight in the shop lies between two of UTC: some lives begin and end right beside it.
        age = timedelta(days=self.random.randrange(200), minutes=self.random.randrange(1_440))
        created = self.now - age
        first = min(self.now, created + timedelta(minutes=self.random.randrange(12_000)))
        again = chance() < 0.25
        sent = min(self.now, first + timedelta(days=self.random.randrange(9))) if again else first
        is_sent = status not in {"draft", "pending_review"}
        decided = min(self.now, sent + timedelta(minutes=self.random.randrange(30_000)))
        valid = self.now.date() + timedelta(days=self.random.randint(-3, 30))
        if status == "expired":
            valid = self.now.date() - timedelta(days=self.random.randint(1, 120))
        total = None if chance() < 0.1 else Decimal(pick([*TOTALS, f"{chance() * 9_000:.2f}"]))
        subtotal = Decimal(0) if total is None else total
        costed = subtotal > 0 and chance() < 0.9
        return Life(
            number=number,
            status=status,
            owner_id=pick(self.owners),
            customer_id=pick([*self.customers, None]),
            created_at=created,
            first_sent_at=first if is_sent or again else None,
            sent_at=sent if is_sent else None,
            decided_at=decided if status in {"approved", "declined"} else None,
            valid_until=valid,
            total=total,
            subtotal=subtotal,
            profit=(subtotal * Decimal("0.3")).quantize(Decimal("0.01")) if costed else None,
            light=pick(["green", "amber", "red"]) if costed else None,
            lost_reason=pick(REASONS) if status == "declined" else None,
            on_hold=status in {"draft", "sent"} and chance() < 0.2,
            deleted=status == "draft" and chance() < 0.3,
            revision=2 if again else 1,
            products=frozenset(self.random.sample(PRODUCTS, self.random.randint(0, 2))),
        )


async def write_lives(app: FastAPI, lives: list[Life], *, rate_card: int = 1) -> None:
    """Write the quotes with their revisions and lines."""
    async with app.state.async_session_factory.begin() as session:
        for life in lives:
            session.add(_quote(life))
        await session.flush()
        revisions = [one for life in lives for one in _revisions(life, rate_card)]
        session.add_all(revisions)
        await session.flush()
        current = {one.quote_id: one.id for one in revisions if one.superseded_at is None}
        session.add_all(
            QuoteLine(
                revision_id=current[life.id],
                position=place,
                kind="product",
                title=code,
                specification={"product_type": code},
            )
            for life in lives
            # The same product twice is one product.
            for place, code in enumerate([*life.products, *life.products], 1)
        )


def _quote(life: Life) -> Quote:
    row = Quote(
        id=life.id,
        base_number=life.number,
        customer_id=life.customer_id,
        prospect_name="Zion Dental" if life.customer_id is None else None,
        title=f"Job {life.number}",
        status=life.status,
        valid_until=life.valid_until,
        owner_id=life.owner_id,
        current_revision=life.revision,
        subtotal=life.subtotal,
        total=life.total,
        margin_amount=life.profit,
        margin=None if life.profit is None else Decimal("0.3000"),
        light=life.light,
        lost_reason=life.lost_reason,
        on_hold=life.on_hold,
        sent_at=life.sent_at,
        decided_at=life.decided_at,
        deleted_at=life.created_at if life.deleted else None,
        search_text=f"{life.number}q",
    )
    row.created_at = row.updated_at = life.created_at
    return row


def _revisions(life: Life, rate_card: int) -> list[QuoteRevision]:
    return [
        QuoteRevision(
            quote_id=life.id,
            number=number,
            engine_version=1,
            rate_card_version=rate_card,
            frozen_at=life.first_sent_at if number == 1 else life.sent_at,
            superseded_at=life.first_sent_at if number < life.revision else None,
        )
        for number in range(1, life.revision + 1)
    ]
