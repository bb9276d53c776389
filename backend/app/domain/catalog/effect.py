"""What new rates do: to the reference jobs, and to what open quotes cost and earn.

An open quote stands with the price that it offers; under new rates it would cost something else,
and a new offer would ask another price. Each specification is estimated once for all the lines
that share it, so a thousand lines are re-priced in the time of their different jobs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import batched
from typing import Final
from uuid import UUID

from app.domain.errors import ValidationError
from app.domain.estimating.engine import MAX_QUANTITIES, estimate
from app.domain.estimating.rates import RateBook
from app.domain.estimating.spec import Specification
from app.domain.money import ZERO, round_money
from app.domain.quotes.draft import Draft, LineKind, LineQuantity
from app.domain.quotes.pricing import PricedLine, PricedQuantity
from app.domain.quotes.quote import CustomerTerms, PricedDraft, offer_of, price_draft

# A price that was worked out and that nobody has written down yet.
_NOBODY: Final = LineQuantity(id=UUID(int=0), quantity=1)

type Key = tuple[Specification, str | None]
type Job = tuple[Key, tuple[int, ...]]

COST_QUANTUM: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A price with what it costs; the margin is a fraction of the price."""

    price: Decimal
    cost: Decimal | None
    margin: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceJob:
    """A job that the shop knows by heart."""

    name: str
    spec: Specification
    quantities: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEffect:
    """One quantity of a reference job under both books; ``problem`` says why it has no price."""

    name: str
    quantity: int
    before: Figures | None
    after: Figures | None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuote:
    """A quote that somebody may still accept, as it was priced last."""

    id: UUID
    draft: Draft
    known: Mapping[UUID, PricedLine]
    customer: CustomerTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEffect:
    """What new rates do to a quote.

    ``before`` is the offer as it stands with its cost by the rates in force, ``offered`` the same
    offer at the new cost, ``renewed`` what a new offer would ask. ``falls`` says that the offer
    was above the margin floor and no longer is.
    """

    id: UUID
    before: Figures
    offered: Figures
    renewed: Figures
    falls: bool
    problems: tuple[str, ...] = ()


class Repricer:
    """Prices lines by one book on one day, each different job once."""

    def __init__(self, book: RateBook, on: date) -> None:
        """Start with nothing estimated."""
        self.book = book
        self.on = on
        self._found: dict[Key, dict[int, PricedQuantity]] = {}

    def prepare(self, quotes: Iterable[OpenQuote]) -> None:
        """Estimate every different job of the quotes that is not known yet."""
        self.estimate_jobs(self.list_unknown(quotes))

    def list_unknown(self, quotes: Iterable[OpenQuote]) -> list[Job]:
        """Return every different job of the quotes that is not known yet, few quantities each."""
        wanted: dict[Key, set[int]] = {}
        for quote in quotes:
            for line in quote.draft.lines:
                if line.kind is LineKind.PRODUCT and line.spec is not None:
                    key = (line.spec, self.level_of(quote.customer))
                    amounts = {one.quantity for one in line.quantities}
                    wanted.setdefault(key, set()).update(amounts)
        return [
            (key, some)
            for key, amounts in wanted.items()
            for some in batched(sorted(amounts - self._found.get(key, {}).keys()), MAX_QUANTITIES)
        ]

    def estimate_jobs(self, jobs: Iterable[Job]) -> None:
        """Estimate jobs and keep what comes out; one that cannot be made stays unknown."""
        for (spec, level), amounts in jobs:
            known = self._found.setdefault((spec, level), {})
            try:
                found = estimate(spec, amounts, self.book, on=self.on, customer_level=level)
            except ValidationError:
                # The line says why when it is priced by itself.
                continue
            for one in found.quantities:
                known[one.quantity] = PricedQuantity(
                    written=_NOBODY,
                    formula_price=one.price,
                    cost=None if one.cost is None else round_money(one.cost, quantum=COST_QUANTUM),
                )

    def level_of(self, customer: CustomerTerms) -> str | None:
        """Return the customer's level, if the book has it."""
        level = customer.price_level
        return level if level is not None and self.book.find_level(level) is not None else None

    def price(self, quote: OpenQuote) -> PricedDraft:
        """Price the quote anew by this book."""
        level = self.level_of(quote.customer)
        before = {
            line_id: fresh
            for line_id, line in quote.known.items()
            if (fresh := self._fresh(line, level)) is not None
        }
        return price_draft(quote.draft, before, self.book, quote.customer, on=self.on)

    def price_offered(self, quote: OpenQuote, new: "Repricer | None" = None) -> PricedDraft:
        """Price the quote as it stands, at the costs of another book if one is given."""
        level = self.level_of(quote.customer)
        before: dict[UUID, PricedLine] = {}
        for line_id, line in quote.known.items():
            quantities = line.quantities
            if new is not None:
                costs = new.costs_of(line, new.level_of(quote.customer))
                quantities = tuple(
                    replace(one, cost=costs.get(one.written.quantity, one.cost))
                    for one in quantities
                )
            before[line_id] = replace(
                line, rates_version=self.book.version, customer_level=level, quantities=quantities
            )
        return price_draft(quote.draft, before, self.book, quote.customer, on=self.on)

    def costs_of(self, line: PricedLine, level: str | None) -> dict[int, Decimal | None]:
        """Return what the quantities of a line cost by this book, where they can be made."""
        spec = line.line.spec
        known = {} if spec is None else self._found.get((spec, level), {})
        return {quantity: one.cost for quantity, one in known.items()}

    def points_of(
        self, line: PricedLine, level: str | None
    ) -> list[tuple[int, Decimal, Decimal | None]]:
        """Return what a new offer of a line would ask and cost at each quantity, where known."""
        spec = line.line.spec
        known = {} if spec is None else self._found.get((spec, level), {})
        return [
            (quantity, price, known[quantity].cost)
            for quantity, asked in (
                (one.written.quantity, one.written.asked_price) for one in line.quantities
            )
            if quantity in known
            and (price := known[quantity].formula_price if asked is None else asked) is not None
        ]

    def _fresh(self, line: PricedLine, level: str | None) -> PricedLine | None:
        spec = line.line.spec
        known = {} if spec is None else self._found.get((spec, level), {})
        if any(one.written.quantity not in known for one in line.quantities):
            return None
        return replace(
            line,
            problem=None,
            rates_version=self.book.version,
            customer_level=level,
            priced_on=self.on,
            quantities=tuple(
                replace(known[one.written.quantity], written=one.written) for one in line.quantities
            ),
        )


def weigh_quotes(quotes: Sequence[OpenQuote], old: Repricer, new: Repricer) -> list[QuoteEffect]:
    """Return what the new book does to each quote; the floor is the new book's."""
    new.prepare(quotes)
    floor = new.book.policy.margin_floor
    effects: list[QuoteEffect] = []
    for quote in quotes:
        before = figures_of(old.price_offered(quote))
        offered = figures_of(old.price_offered(quote, new))
        renewed = new.price(quote)
        effects.append(
            QuoteEffect(
                id=quote.id,
                before=before,
                offered=offered,
                renewed=figures_of(renewed),
                falls=not is_under(before, floor) and is_under(offered, floor),
                problems=tuple(
                    f"{line.line.title}: {line.problem}"
                    for line in renewed.lines
                    if line.problem is not None
                ),
            )
        )
    return effects


def is_under(figures: Figures, floor: Decimal) -> bool:
    """Whether a margin is known and under the floor."""
    return figures.margin is not None and figures.margin < floor


def figures_of(priced: PricedDraft) -> Figures:
    """Return what a quote comes to: as chosen, or the dearest of what may be chosen."""
    offer = offer_of(priced)
    chosen = [
        line.selected
        or max(
            (one for one in line.quantities if one.net is not None),
            key=lambda one: one.net or ZERO,
            default=None,
        )
        for line in priced.lines
        if not line.line.optional
    ]
    costs = [one.cost for one in chosen if one is not None and one.cost is not None]
    return Figures(
        price=offer.amount, cost=sum(costs, ZERO) if costs else None, margin=offer.lowest_margin
    )


def weigh_jobs(jobs: Iterable[ReferenceJob], old: Repricer, new: Repricer) -> list[JobEffect]:
    """Return what the new book does to each quantity of the reference jobs."""
    effects: list[JobEffect] = []
    for job in jobs:
        before, _ = _price_job(job, old)
        after, problem = _price_job(job, new)
        effects.extend(
            JobEffect(
                name=job.name,
                quantity=quantity,
                before=before.get(quantity),
                after=after.get(quantity),
                problem=problem,
            )
            for quantity in job.quantities
        )
    return effects


def _price_job(job: ReferenceJob, by: Repricer) -> tuple[dict[int, Figures], str | None]:
    try:
        found = estimate(job.spec, job.quantities, by.book, on=by.on)
    except ValidationError as error:
        return {}, error.message
    return {
        one.quantity: Figures(price=one.price, cost=one.cost, margin=one.margin_fraction)
        for one in found.quantities
    }, None
