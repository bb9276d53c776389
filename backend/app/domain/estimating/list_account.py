"""How a price was read off a price list: the list, its breaks, every part, every step."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.domain.estimating.rates.lists import ListEdition
from app.domain.money import allocate, decimal_text, money_text
from app.domain.pricing.adjust import PriceStep
from app.domain.pricing.list_selling import SoldPrice
from app.domain.pricing.price_lists import Mode, PartName, PricePart

SHOWN: Final = Decimal("0.0000000001")


@dataclass(frozen=True, slots=True)
class AccountPart:
    """A part of the list's price at ten decimals, and the breaks that it was read at."""

    name: PartName
    words: str
    breaks: tuple[int, ...]
    amount: Decimal

    def to_document(self) -> dict[str, Any]:
        """Write the part as JSON."""
        return {
            "name": self.name,
            "words": self.words,
            "breaks": list(self.breaks),
            "amount": decimal_text(self.amount),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccount:
    """Why a listed price is what it is; nothing of it says what anything costs the shop.

    The ``parts`` add up to what the first of the ``steps`` begins with; ``tier`` is the level whose
    column was read, empty for everyone's. ``better`` names a larger break that costs less in all,
    with its price, or is None.
    """

    code: str
    name: str
    edition: int
    effective_from: date
    mode: Mode
    tier: str
    parts: tuple[AccountPart, ...]
    steps: tuple[PriceStep, ...]
    better: tuple[int, Decimal] | None

    @classmethod
    def of(cls, edition: ListEdition, sold: SoldPrice) -> "ListAccount":
        """Tell how a price was sold from an edition."""
        content = edition.content
        return cls(
            code=edition.code,
            name=content.name,
            edition=edition.number,
            effective_from=content.effective_from,
            mode=content.mode,
            tier=sold.looked_up.tier,
            parts=_shown(sold.looked_up.parts, sold.steps[0].after),
            steps=sold.steps,
            better=sold.better,
        )

    def to_document(self) -> dict[str, Any]:
        """Write the account as JSON."""
        return {
            "price_list": self.code,
            "name": self.name,
            "edition": self.edition,
            "effective_from": self.effective_from.isoformat(),
            "mode": self.mode,
            "tier": self.tier,
            "parts": [part.to_document() for part in self.parts],
            "steps": [step.to_document() for step in self.steps],
            "better": None
            if self.better is None
            else {"quantity": self.better[0], "price": money_text(self.better[1])},
        }


def _shown(parts: tuple[PricePart, ...], price: Decimal) -> tuple[AccountPart, ...]:
    """Let the shown amounts add up to the shown price."""
    amounts = allocate(price, [part.exact for part in parts], quantum=SHOWN)
    return tuple(
        AccountPart(part.name, part.words, part.breaks, amount)
        for part, amount in zip(parts, amounts, strict=True)
    )
