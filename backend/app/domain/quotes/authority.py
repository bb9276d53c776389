"""Whose word is needed before a quote goes out: rules, and who can clear them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.actor import Authority
from app.domain.errors import ConflictError
from app.domain.money import ZERO, decimal_text, divide, round_money


class ApprovalNeeded(ConflictError):
    """The quote goes beyond the sender's own authority; ``details`` name every rule that fired."""

    code = "quote_approval_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the rules look at; ``list_total`` is what the formulas ask before any concession.

    ``amount`` is the dearest that the quote can come to before tax: a quote whose quantities are
    not chosen yet can still be accepted at its largest. ``under_list`` names the lines that go
    under their list price though nobody knows what they cost.
    """

    amount: Decimal
    lowest_margin: Decimal | None
    list_total: Decimal
    asked_total: Decimal
    under_list: tuple[str, ...] = ()

    @property
    def concession(self) -> Decimal:
        """What typed prices and discounts together take off, as a fraction; never negative."""
        if self.list_total <= 0 or self.asked_total >= self.list_total:
            return ZERO
        return divide(self.list_total - self.asked_total, self.list_total)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredRule:
    """A rule that asks for somebody else's word. The sentence names no figure of cost."""

    code: str
    sentence: str

    def to_document(self) -> dict[str, Any]:
        """Write the rule as JSON."""
        return {"rule": self.code, "message": self.sentence}


def fired_rules(offer: Offer, authority: Authority, *, floor: Decimal) -> list[FiredRule]:
    """Return every rule that fires for a sender with this authority.

    A person's own smallest margin replaces the shop's floor, in both directions.
    """
    fired: list[FiredRule] = []
    if authority.max_total is not None and offer.amount > authority.max_total:
        fired.append(
            FiredRule(
                code="total_over_limit",
                sentence=(
                    f"It comes to ${round_money(offer.amount):,}, and your own limit is "
                    f"${round_money(authority.max_total):,}."
                ),
            )
        )
    least = floor if authority.min_margin is None else authority.min_margin
    if offer.lowest_margin is not None and offer.lowest_margin < least:
        fired.append(FiredRule(code="below_floor", sentence="It earns less than you may agree to."))
    if offer.under_list and least > ZERO:
        fired.append(
            FiredRule(
                code="margin_unknown",
                sentence=(
                    f"{offer.under_list[0]} goes under its list price, and nobody has written down "
                    "what it costs."
                ),
            )
        )
    allowed = authority.max_discount
    if allowed is not None and offer.concession > allowed:
        fired.append(
            FiredRule(
                code="discount_over_limit",
                sentence=(
                    f"Typed prices and discounts take off {decimal_text(_percent(offer))} %, and "
                    f"your own limit is {decimal_text(allowed * 100)} %."
                ),
            )
        )
    return fired


def _percent(offer: Offer) -> Decimal:
    return (offer.concession * 100).quantize(Decimal("0.1"))
