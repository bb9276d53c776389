"""What makes no sense in new prices: of the reference jobs, and of the lines of open quotes.

A line is judged by the quantities that it offers and by what a new offer would ask for them. Cliffs
and gaps are no faults there: nobody sees the quantities between. What the old prices did as well is
not the new rates' doing and is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.domain.catalog.effect import JobEffect, OpenQuote, Repricer
from app.domain.estimating.rates import RateBook
from app.domain.money import round_money
from app.domain.pricing.linter import Finding, LintRules, lint_curve
from app.domain.quotes.draft import LineKind
from app.domain.quotes.pricing import PricedLine

type Points = list[tuple[int, Decimal, Decimal | None]]


@dataclass(frozen=True, slots=True)
class PriceFix:
    """The price that a quantity should have, all of it, to mend a finding."""

    quantity: int
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFinding:
    """What the linter finds in a reference job's prices under the new book.

    ``quantities`` are those that it is about; ``fixes`` name prices that would mend it.
    """

    name: str
    sentence: str
    is_wrong: bool
    quantities: tuple[int, ...]
    fixes: tuple[PriceFix, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFinding:
    """What the shop would lose by in a line of an open quote; ``place`` counts its lines from 1."""

    quote_id: UUID
    place: int
    title: str
    sentence: str
    quantities: tuple[int, ...]
    fixes: tuple[PriceFix, ...]


def lint_jobs(effects: Iterable[JobEffect], book: RateBook) -> list[JobFinding]:
    """Return where the new prices of a reference job make no sense as its quantity rises."""
    curves: dict[str, Points] = {}
    for effect in effects:
        if effect.after is not None:
            point = (effect.quantity, effect.after.price, effect.after.cost)
            curves.setdefault(effect.name, []).append(point)
    rules = LintRules(margin_floor=book.policy.margin_floor)
    return [
        JobFinding(
            name=name,
            sentence=finding.sentence,
            is_wrong=finding.is_wrong,
            quantities=_quantities(finding, points),
            fixes=_fixes(finding, points),
        )
        for name, points in curves.items()
        for finding in lint_curve(points, rules)
    ]


def lint_lines(quotes: Iterable[OpenQuote], new: Repricer) -> Iterator[LineFinding]:
    """Yield what new rates turn around in the lines of quotes; ``new`` has estimated them."""
    rules = LintRules(margin_floor=new.book.policy.margin_floor)
    for quote in quotes:
        level = new.level_of(quote.customer)
        for place, drafted in enumerate(quote.draft.lines, 1):
            line = quote.known.get(drafted.id)
            if line is None or drafted.kind is not LineKind.PRODUCT:
                continue
            points = new.points_of(line, level)
            old = _offered(line)
            known = {_mark(finding, old) for finding in _judge(old, rules)}
            for finding in _judge(points, rules):
                if _mark(finding, points) not in known:
                    yield LineFinding(
                        quote_id=quote.id,
                        place=place,
                        title=drafted.title,
                        sentence=finding.sentence,
                        quantities=_quantities(finding, points),
                        fixes=_fixes(finding, points),
                    )


def _offered(line: PricedLine) -> Points:
    """Give what the line offers now, as its quantities were priced last."""
    return [
        (one.written.quantity, price, one.cost)
        for one in line.quantities
        if (
            price := one.formula_price
            if one.written.asked_price is None
            else one.written.asked_price
        )
        is not None
    ]


def _judge(points: Points, rules: LintRules) -> list[Finding]:
    return [finding for finding in lint_curve(points, rules) if finding.is_wrong]


def _mark(finding: Finding, points: Points) -> tuple[str, tuple[int, ...]]:
    return finding.kind, _quantities(finding, points)


def _quantities(finding: Finding, points: Points) -> tuple[int, ...]:
    by_row = sorted(quantity for quantity, *_ in points)
    return tuple(by_row[cell.row] for cell in finding.cells)


def _fixes(finding: Finding, points: Points) -> tuple[PriceFix, ...]:
    if finding.fix is None:
        return ()
    by_row = sorted(quantity for quantity, *_ in points)
    return tuple(
        PriceFix(by_row[new.cell.row], round_money(new.price)) for new in finding.fix.prices
    )
