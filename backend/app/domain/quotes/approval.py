"""When a colleague's word is needed before a quote goes out, and whose word is enough.

The rules are the shop's data: each can be switched off, and most have a limit. A person's own
authority stands in for the shop's limit where it is set, in both directions. What is approved is
what was seen: a fingerprint of the quote goes with the question and with the answer.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from app.domain.actor import Authority
from app.domain.money import ZERO, decimal_text, divide, money_text
from app.domain.permissions import PERMISSIONS, Permission, Role
from app.domain.quotes.authority import FiredRule, Offer, fired_rules
from app.domain.quotes.draft import LineKind
from app.domain.quotes.pricing import LOWEST_MARGIN, PricedLine, PricedQuantity
from app.domain.quotes.quote import PricedDraft, offer_of, takeable

# Whose own word is bounded by the shop's rules; others are bounded by their own limits at most.
BOUNDED: Final = frozenset({Role.SALES, Role.ESTIMATOR})


class RuleCode(StrEnum):
    """What asks for a colleague's word."""

    TOTAL = "total_over_limit"
    MARGIN = "below_floor"
    MARGIN_UNKNOWN = "margin_unknown"
    DISCOUNT = "discount_over_limit"
    TYPED_PRICE = "typed_price"
    OUTSIDE = "outside_without_quote"
    RUSH = "rush"
    TERMS = "nonstandard_terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRule:
    """One rule of the shop.

    ``limit`` is an amount for the total, a fraction for margin, discount and typed prices, and days
    for a rush; None leaves the margin to the rate book's floor. ``terms`` are those that need no
    word, beside the customer's own.
    """

    code: RuleCode
    active: bool = True
    limit: Decimal | None = None
    terms: tuple[str, ...] = ()


type Rules = Mapping[RuleCode, ApprovalRule]

DEFAULT_RULES: Final[Rules] = {
    rule.code: rule
    for rule in (
        ApprovalRule(code=RuleCode.TOTAL, limit=Decimal(10_000)),
        ApprovalRule(code=RuleCode.MARGIN),
        ApprovalRule(code=RuleCode.MARGIN_UNKNOWN),
        ApprovalRule(code=RuleCode.DISCOUNT, limit=Decimal("0.10")),
        ApprovalRule(code=RuleCode.TYPED_PRICE, limit=Decimal("0.10")),
        ApprovalRule(code=RuleCode.OUTSIDE),
        ApprovalRule(code=RuleCode.RUSH, limit=Decimal(2)),
        ApprovalRule(code=RuleCode.TERMS, terms=("Due on receipt", "Net 10", "Net 15", "Net 30")),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose word is weighed."""

    id: UUID
    role: Role
    authority: Authority = field(default_factory=Authority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A priced quote with all that the rules look at beside its lines."""

    priced: PricedDraft
    owner_id: UUID
    floor: Decimal
    customer_terms: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a colleague: enough to say later who may answer it.

    ``typists`` are those who typed a price in the quote.
    """

    owner_id: UUID
    asked_by: UUID
    codes: frozenset[str]
    typists: frozenset[UUID]
    offer: Offer
    floor: Decimal


def rules_for(person: Person, case: Case, rules: Rules) -> list[FiredRule]:
    """Return every rule that fires if this person sends the quote, all of them at once."""
    offer = offer_of(case.priced)
    bounded = person.role in BOUNDED
    if not bounded and person.id != case.owner_id:
        return []
    fired = _limits(person, offer, rules, case.floor)
    if bounded:
        fired.extend(_circumstances(person, case, rules))
    return fired


def _limits(person: Person, offer: Offer, rules: Rules, floor: Decimal) -> list[FiredRule]:
    """Return the rules of total, margin and discount that fire for the person."""
    own, bounded = person.authority, person.role in BOUNDED

    def limit(code: RuleCode, mine: Decimal | None) -> Decimal | None:
        return mine if mine is not None or not bounded else rules[code].limit

    authority = replace(
        own,
        max_total=limit(RuleCode.TOTAL, own.max_total),
        max_discount=limit(RuleCode.DISCOUNT, own.max_discount),
        min_margin=limit(RuleCode.MARGIN, own.min_margin),
    )
    least = floor if bounded else LOWEST_MARGIN
    return [
        rule
        for rule in fired_rules(offer, authority, floor=least)
        if rules[RuleCode(rule.code)].active
    ]


def _circumstances(person: Person, case: Case, rules: Rules) -> Iterator[FiredRule]:
    lines = case.priced.lines
    # An estimator types prices with a reason, which is asked for where the quote is sent.
    if rules[RuleCode.TYPED_PRICE].active and person.role is Role.SALES:
        own = person.authority.max_discount
        most = rules[RuleCode.TYPED_PRICE].limit if own is None else own
        titles = [line.line.title for line in lines if _typed_off(line) > (most or ZERO)]
        if titles:
            yield FiredRule(
                code=RuleCode.TYPED_PRICE,
                sentence=f"A price was typed far below what the formula asks: {_named(titles)}.",
            )
    if rules[RuleCode.OUTSIDE].active:
        titles = [
            line.line.title
            for line in lines
            if line.line.kind is LineKind.OUTSIDE and line.line.vendor_costs is None
        ]
        if titles:
            yield FiredRule(
                code=RuleCode.OUTSIDE,
                sentence=f"No vendor's quote is written down for {_named(titles)}.",
            )
    yield from _rush(lines, rules[RuleCode.RUSH])
    yield from _terms(case, rules[RuleCode.TERMS])


def _rush(lines: Iterable[PricedLine], rule: ApprovalRule) -> Iterator[FiredRule]:
    if not rule.active or rule.limit is None:
        return
    hurried = [
        (days, line.line.title)
        for line in lines
        if (days := getattr(line.line.spec, "turnaround_days", None)) is not None
        and days < rule.limit
    ]
    if hurried:
        days, title = min(hurried)
        words = "the same day" if days == 0 else f"in {days} day{'s' if days > 1 else ''}"
        yield FiredRule(
            code=RuleCode.RUSH,
            sentence=(
                f"{title} is promised {words}; less than {decimal_text(rule.limit)} days needs a "
                "look at the schedule."
            ),
        )


def _terms(case: Case, rule: ApprovalRule) -> Iterator[FiredRule]:
    terms = case.priced.draft.header.terms
    known = {one.casefold() for one in (*rule.terms, case.customer_terms or "")}
    if rule.active and terms and terms.casefold() not in known:
        yield FiredRule(
            code=RuleCode.TERMS, sentence=f"“{terms}” are not terms that the shop gives everybody."
        )


def _named(titles: Sequence[str]) -> str:
    return f"{titles[0]} and {len(titles) - 1} more" if len(titles) > 1 else titles[0]


def _typed_off(line: PricedLine) -> Decimal:
    """Return the largest share that a typed price takes off the formula's, of those on offer."""
    shares = [
        divide(one.formula_price - one.price, one.formula_price)
        for one in takeable(line)
        if one.written.is_typed and one.price is not None and one.formula_price
    ]
    return max(shares, default=ZERO)


def ask(person: Person, case: Case, fired: Iterable[FiredRule]) -> Question:
    """Return the question that the person asks by submitting the quote."""
    return Question(
        owner_id=case.owner_id,
        asked_by=person.id,
        codes=frozenset(rule.code for rule in fired),
        typists=frozenset(
            one.written.typed_by
            for line in case.priced.lines
            for one in line.quantities
            if one.written.is_typed and one.written.typed_by is not None
        ),
        offer=offer_of(case.priced),
        floor=case.floor,
    )


def why_not(question: Question, person: Person, rules: Rules) -> str | None:
    """Say why the person may not answer the question, or None if they may.

    Nobody answers for their own quote, nor for a price that they typed; and nobody agrees to more
    than they could agree to themselves. A manager's own limits bind own quotes only.
    """
    if Permission.APPROVE_QUOTES not in PERMISSIONS[person.role]:
        return "Approving a quote needs an estimator or a manager."
    if person.id in {question.owner_id, question.asked_by}:
        return "Nobody approves a quote that they own or asked for."
    if person.id in question.typists:
        return "You typed a price in this quote: somebody else has to look at it."
    if person.role not in BOUNDED:
        return None
    beyond = [
        rule.sentence
        for rule in _limits(person, question.offer, rules, question.floor)
        if rule.code in question.codes
    ]
    return f"{beyond[0]} It needs a manager." if beyond else None


def fingerprint(priced: PricedDraft) -> str:
    """Return the hash of all that somebody approves: the offer, its prices and what it costs.

    What a line is known by, the PO number and internal notes are left out: they change no offer.
    """
    header, totals = priced.draft.header, priced.totals
    places = {line.line.id: place for place, line in enumerate(priced.lines, 1)}
    document = {
        "customer": str(header.customer_id or header.prospect_name),
        "title": header.title,
        "valid_until": header.valid_until.isoformat(),
        "terms": header.terms,
        "note": header.customer_note,
        "discount": [decimal_text(header.discount_percent), decimal_text(header.discount_amount)],
        "lines": [_line_facts(line, places) for line in priced.lines],
        "totals": [_text(one) for one in (totals.subtotal, totals.discount, totals.tax)],
        "total": _text(totals.total),
    }
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _line_facts(line: PricedLine, places: Mapping[UUID, int]) -> dict[str, Any]:
    written = line.line
    root = places.get(written.alternate_of) if written.alternate_of else None
    return {
        "kind": written.kind.value,
        "section": written.section,
        "title": written.title,
        "description": written.description,
        "spec": None if written.spec is None else written.spec.to_document(),
        "vendor": written.vendor,
        "tax": written.tax_code,
        "discount": decimal_text(written.discount_percent),
        "optional": written.optional,
        "quantities": [_quantity_facts(one) for one in line.quantities],
        # Not said of other lines, so that what was approved before there were alternates holds.
        **({} if root is None else {"alternate_of": root}),
    }


def _quantity_facts(one: PricedQuantity) -> list[Any]:
    return [
        one.written.quantity,
        one.written.selected,
        one.written.is_typed,
        *(_text(amount) for amount in (one.price, one.net, one.formula_price, one.cost)),
    ]


def concession_of(offer: Offer) -> str:
    """Return in money what typed prices and discounts take off, as text; never negative."""
    return money_text(max(ZERO, offer.list_total - offer.asked_total))


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else decimal_text(amount)
