"""A whole draft priced: its lines, its totals, its warnings, and what keeps it from going out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import ListedSpec
from app.domain.money import ONE, ZERO, divide, money_text
from app.domain.pricing.breaks import find_inversions
from app.domain.pricing.markup import Light, margin_light, margin_of
from app.domain.pricing.totals import (
    NOTHING,
    Certificate,
    DocumentDiscount,
    DocumentTotals,
    TaxPolicy,
    TotalsLine,
    document_totals,
)
from app.domain.quotes.authority import Offer
from app.domain.quotes.draft import Draft, Header, InvalidQuote, LineKind
from app.domain.quotes.pricing import (
    LARGEST_AMOUNT,
    LOWEST_MARGIN,
    PricedLine,
    PricedQuantity,
    Terms,
    price_line,
    share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTerms:
    """What the customer's record says about prices and taxes; a prospect has no record."""

    price_level: str | None = None
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSum:
    """What the lines under one heading come to; ``position`` is that of its first line, from 1.

    Lines that follow each other under one heading are a section, so a heading may stand twice. The
    sums of all sections are the quote's subtotal.
    """

    heading: str
    position: int
    subtotal: Decimal

    def to_document(self) -> dict[str, Any]:
        """Write the sum as JSON."""
        return {
            "heading": self.heading,
            "position": self.position,
            "subtotal": money_text(self.subtotal),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedDraft:
    """A draft with everything that the shop's arithmetic says of it."""

    draft: Draft
    lines: tuple[PricedLine, ...]
    totals: DocumentTotals
    sections: tuple[SectionSum, ...] = ()
    margin: Decimal | None
    light: Light | None
    warnings: tuple[str, ...] = field(default=())
    rates_version: int


def price_draft(
    draft: Draft,
    before: Mapping[UUID, PricedLine],
    rates: RateBook,
    customer: CustomerTerms,
    *,
    on: date,
) -> PricedDraft:
    """Return the draft with all its prices; one bad line says so and leaves the others alone.

    Args:
        draft: what people wrote.
        before: the lines as they were priced last; the engine is asked again only where needed.
        rates: the published rate book.
        customer: whose terms hold.
        on: the day of stock prices and certificates.

    Raises:
        InvalidQuote: together the lines come to more than any quote does.
    """
    level = customer.price_level
    if level is not None and rates.find_level(level) is None:
        level = None
    terms = Terms(rates=rates, customer_level=level, on=on)
    lines = tuple(price_line(line, before.get(line.id), terms) for line in draft.lines)
    totals = sum_lines(lines, draft, rates, customer, on=on)
    margin = share(totals.margin_fraction)
    light = None
    if totals.cost is not None and totals.subtotal:
        policy = rates.policy
        light = margin_light(
            totals.margin_fraction, floor=policy.margin_floor, target=policy.margin_target
        )
    return PricedDraft(
        # A margin that was asked for is a typed price by now.
        draft=replace(draft, lines=tuple(line.line for line in lines)),
        lines=lines,
        totals=totals,
        sections=sum_sections(lines),
        margin=margin,
        light=light,
        warnings=(*totals.warnings, *_break_warnings(lines)),
        rates_version=rates.version,
    )


def sum_lines(
    lines: Sequence[PricedLine],
    draft: Draft,
    rates: RateBook,
    customer: CustomerTerms,
    *,
    on: date,
) -> DocumentTotals:
    """Work out the document; notes add nothing, and a line without a choice leaves it open.

    Raises:
        InvalidQuote: it comes to more than any quote does.
    """
    policy = rates.policy
    totals = document_totals(
        [_to_totals_line(line) for line in lines if line.line.kind is not LineKind.NOTE],
        discount=DocumentDiscount(
            percent=draft.header.discount_percent, amount=draft.header.discount_amount
        ),
        tax=TaxPolicy(rate=policy.tax_rate, label=policy.tax_label, rounding=policy.tax_rounding),
        certificates=customer.certificates,
        on=on,
    )
    amounts = (totals.subtotal + totals.tax, totals.cost or ZERO)
    if any(amount > LARGEST_AMOUNT for amount in amounts):
        raise InvalidQuote("Together these lines come to more than a quote can hold.")
    return totals


def sum_sections(lines: Sequence[PricedLine]) -> tuple[SectionSum, ...]:
    """Return what each section comes to: its chosen quantities after their lines' discounts.

    Options and alternates never add, as they add nothing to the quote; a line without a choice adds
    nothing yet.
    """
    sums: list[SectionSum] = []
    placed = enumerate(lines, 1)
    for heading, group in groupby(placed, key=lambda placed: placed[1].line.section):
        section = list(group)
        nets = [
            line.selected.net
            for _, line in section
            if line.selected is not None and line.line.counts
        ]
        sums.append(
            SectionSum(
                heading=heading,
                position=section[0][0],
                subtotal=sum((net for net in nets if net is not None), NOTHING),
            )
        )
    return tuple(sums)


def _to_totals_line(line: PricedLine) -> TotalsLine:
    chosen = line.selected
    return TotalsLine(
        price=None if chosen is None else chosen.price,
        tax_code=line.line.tax_code,
        discount_percent=line.line.discount_percent,
        optional=not line.line.counts,
        cost=None if chosen is None else chosen.cost,
    )


def _break_warnings(lines: Iterable[PricedLine]) -> list[str]:
    """Say where more pieces cost less: a typed price does that easily."""
    return [
        f"Line {place}: {inversion.sentence}"
        for place, line in enumerate(lines, 1)
        for inversion in find_inversions(
            [(one.written.quantity, one.net) for one in line.quantities if one.net is not None]
        )
    ]


def problems_before_sending(priced: PricedDraft, *, today: date) -> list[str]:
    """Return what a person must mend before the quote can go out, all of it at once."""
    problems = [
        f"Line {place}, {line.line.title}: {line.problem}"
        for place, line in enumerate(priced.lines, 1)
        if line.problem is not None
    ]
    priced_lines = [line for line in priced.lines if line.line.kind is not LineKind.NOTE]
    if not priced_lines:
        problems.append("Add at least one line with a price.")
    if priced.draft.header.valid_until < today:
        problems.append("Its last valid day is over: choose a later one.")
    return problems


def offer_of(priced: PricedDraft) -> Offer:
    """Return what the rules of authority look at.

    Where no quantity is chosen, or a line has alternates, the customer may still take any of them:
    the dearest counts for the amount, the worst of all for the margin and for the concession, each
    after every discount.
    """
    header = priced.draft.header
    choices = [(line, takeable(line)) for line in priced.lines]
    counted = _groups(choices)
    amount = sum((max(map(_net, known)) for known in counted), ZERO)
    least = sum((min(map(_net, known)) for known in counted), ZERO)
    listed, asked = _worst_concession(counted, header.discount_percent, header.discount_amount)
    if priced.totals.total is not None and priced.totals.cost is not None:
        # What is given away has no margin as a fraction, and is the greatest loss where it costs.
        free = [LOWEST_MARGIN] if priced.totals.cost else []
        margins = free if priced.margin is None else [priced.margin]
        if any(line.line.alternate_of is not None for line in priced.lines):
            margins.append(_worst_margin(counted, header.discount_percent, header.discount_amount))
    else:
        whole = divide(header.discount_amount, least) if least else ZERO
        taken_off = min(ONE, header.discount_percent + whole)
        margins = [
            margin
            for line, known in choices
            for one in known
            if (margin := _margin_after(one, ZERO if line.line.optional else taken_off)) is not None
        ]
    return Offer(
        amount=max(ZERO, amount * (ONE - header.discount_percent) - header.discount_amount),
        lowest_margin=min(margins, default=None),
        list_total=listed,
        asked_total=asked,
        under_list=tuple(
            line.line.title
            for line, known in choices
            if isinstance(line.line.spec, ListedSpec)
            and any(_goes_under_list(one, line, header) for one in known)
        ),
    )


def _groups(
    choices: Sequence[tuple[PricedLine, list[PricedQuantity]]],
) -> list[list[PricedQuantity]]:
    """Return what may be taken for each line that counts: of itself, or of its alternates."""
    groups: dict[UUID, list[PricedQuantity]] = {
        line.line.id: list(known) for line, known in choices if line.line.counts
    }
    for line, known in choices:
        if line.line.alternate_of in groups:
            groups[line.line.alternate_of].extend(known)
    return [known for known in groups.values() if known]


def _worst_margin(
    lines: Sequence[Sequence[PricedQuantity]], percent: Decimal, amount: Decimal
) -> Decimal:
    """Return the least margin of the whole that any choice of known cost leaves.

    The choice with the most cost to each dollar asked is found as the largest concession is.
    """
    lines = [[one for one in known if one.cost is not None] for known in lines]
    share_left, burden = ONE - percent, ZERO
    while True:
        chosen = [
            max(known, key=lambda one: (one.cost or ZERO) - _net(one) * share_left * burden)
            for known in lines
        ]
        cost = sum((one.cost or ZERO for one in chosen), ZERO)
        asked = sum(map(_net, chosen), ZERO) * share_left - amount
        if asked <= 0:
            return LOWEST_MARGIN if cost else ONE
        heavier = divide(cost, asked)
        if heavier <= burden:
            return share(ONE - burden) or ZERO
        burden = heavier


def _goes_under_list(one: PricedQuantity, line: PricedLine, header: Header) -> bool:
    """Whether a price is less than its list's and leaves a margin that nobody knows.

    A price as the list has it was decided on when the list was published; one under it was not.
    """
    given = bool(header.discount_percent or header.discount_amount) and not line.line.optional
    return one.cost is None and (given or _net(one) < _listed(one))


def takeable(line: PricedLine) -> list[PricedQuantity]:
    """Return the quantities with a price that the customer may take."""
    open_to = line.quantities if line.selected is None else (line.selected,)
    return [one for one in open_to if one.net is not None]


def _worst_concession(
    lines: Sequence[Sequence[PricedQuantity]], percent: Decimal, amount: Decimal
) -> tuple[Decimal, Decimal]:
    """Return the list price and the asked price of the choice with the largest concession.

    The choice that maximizes a quotient of sums is found by Dinkelbach's steps, each of which
    chooses every line by itself.
    """
    share_left, concession = ONE - percent, ZERO
    while True:
        chosen = [
            max(
                known,
                key=lambda one: _listed(one) * (ONE - concession) - _net(one) * share_left,
            )
            for known in lines
        ]
        listed = sum(map(_listed, chosen), ZERO)
        asked = max(ZERO, sum(map(_net, chosen), ZERO) * share_left - amount)
        larger = divide(listed - asked, listed) if listed else ZERO
        if larger <= concession:
            return listed, asked
        concession = larger


def _margin_after(one: PricedQuantity, taken_off: Decimal) -> Decimal | None:
    """Return a quantity's margin once its part of the document's discount is off, if known."""
    if one.cost is None:
        return None
    exact = margin_of(_net(one) * (ONE - taken_off), one.cost)
    if exact is None:
        return None if one.cost == 0 else LOWEST_MARGIN
    return share(exact)


def _listed(one: PricedQuantity) -> Decimal:
    return max(one.formula_price or ZERO, _net(one))


def _net(one: PricedQuantity) -> Decimal:
    return ZERO if one.net is None else one.net
