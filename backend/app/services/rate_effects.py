"""What new rates do, shown before they are published and watched afterwards.

It stands above the rate book and the quotes, and is the only one that knows both.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import batched
from typing import Any, Final
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog.blame import Books, blame_sentence, find_blame
from app.domain.catalog.effect import (
    Figures,
    JobEffect,
    QuoteEffect,
    Repricer,
    weigh_jobs,
    weigh_quotes,
)
from app.domain.catalog.findings import JobFinding, LineFinding, lint_jobs, lint_lines
from app.domain.errors import ConflictError
from app.domain.estimating.rates import RateBook
from app.domain.money import round_money
from app.domain.permissions import Permission
from app.domain.quotes.numbers import quote_number
from app.schemas import catalog_book as wire
from app.services import catalog, quotes

# A statement between two batches keeps the transaction alive while the engine works: so many quotes
# are read at once, and so many of their jobs estimated, each in twenty quantities at most.
AT_ONCE: Final = 25
JOBS_AT_ONCE: Final = 10
MOST_QUOTES: Final = 1_000
MOST_FINDINGS: Final = 50


class FindingsNotAccepted(ConflictError):
    """Some of the new prices make no sense: look at the findings, then accept them."""

    code = "findings_not_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What publishing would do; ``heads`` are the quotes that were weighed."""

    version: int
    on: date
    book: RateBook
    heads: Sequence[quotes.OpenHead]
    jobs: Sequence[JobEffect]
    findings: Sequence[JobFinding]
    line_findings: Sequence[LineFinding]
    quotes: Sequence[QuoteEffect]
    left_out: int


async def preview_effect(
    session: Session, actor: Actor, *, books: RateBookCache, today: date
) -> wire.EffectResponse:
    """Return what publishing now would do to the reference jobs and to every open quote.

    Raises:
        PermissionDenied: the actor does not see costs.
        NoRateCardError: nothing is published to compare with.
    """
    actor.require(Permission.STAGE_RATES)
    effect = await _weigh(session, actor, books=books, today=today)
    named = {head.id: head for head in effect.heads}
    return wire.EffectResponse(
        version=effect.version,
        on=effect.on,
        margin_floor=effect.book.policy.margin_floor,
        jobs=[
            wire.JobEffectResponse(
                name=job.name,
                quantity=job.quantity,
                before=None if job.before is None else _figures(job.before),
                after=None if job.after is None else _figures(job.after),
                problem=job.problem,
            )
            for job in effect.jobs
        ],
        findings=_findings(effect.findings),
        line_findings=_line_findings(effect),
        lines_left_out=max(0, len(effect.line_findings) - MOST_FINDINGS),
        quotes=[
            wire.QuoteEffectResponse(
                **_named(named[one.id]),
                before=_figures(one.before),
                offered=_figures(one.offered),
                renewed=_figures(one.renewed),
                falls=one.falls,
                problems=list(one.problems),
            )
            for one in effect.quotes
        ],
        left_out=effect.left_out,
    )


async def publish_rates(
    session: Session,
    actor: Actor,
    data: wire.PublishRequest,
    *,
    books: RateBookCache,
    version: int,
    moment: catalog.Moment,
) -> wire.PublishedResponse:
    """Publish what is staged, and keep which open quotes it takes under the margin floor.

    Raises:
        PermissionDenied: the actor publishes no rates.
        FindingsNotAccepted: the linter found what the shop would lose by.
        StaleRates: somebody changed the rate book since ``version``.
        NothingStaged: there is nothing to publish.
    """
    actor.require(Permission.PUBLISH_RATES)
    await catalog.require_changes(session, version=version)
    effect = await _weigh(session, actor, books=books, today=moment.today)
    wrong = bool(effect.line_findings) or any(one.is_wrong for one in effect.findings)
    if wrong and not data.accept_findings:
        raise FindingsNotAccepted(
            FindingsNotAccepted.__doc__ or "",
            {
                "findings": [one.model_dump(mode="json") for one in _findings(effect.findings)],
                "line_findings": [one.model_dump(mode="json") for one in _line_findings(effect)],
            },
        )
    named = {head.id: head for head in effect.heads}
    stale = [
        wire.StaleQuote(
            **_named(named[one.id]),
            card_version=effect.book.version,
            published_at=moment.now,
            margin_floor=effect.book.policy.margin_floor,
            before=_figures(one.before),
            offered=_figures(one.offered),
        )
        for one in effect.quotes
        if one.falls
    ]
    card = await catalog.publish_staged(
        session,
        actor,
        note=data.note,
        stale_quotes=[one.model_dump(mode="json") for one in stale],
        version=version,
        moment=moment,
    )
    return wire.PublishedResponse(
        card=await catalog.describe_card(session, card.version),
        findings=_findings(effect.findings),
        line_findings=_line_findings(effect),
        stale_quotes=stale,
    )


async def list_stale_quotes(session: Session, actor: Actor, *, today: date) -> wire.StaleQuotes:
    """Return the quotes that a card took under the floor and that are open as they were then."""
    actor.require(Permission.STAGE_RATES)
    heads = await quotes.list_open_quotes(session, actor, today=today)
    return wire.StaleQuotes(items=await _find_stale(session, actor, heads))


async def find_stale_quote(
    session: Session, actor: Actor, quote_id: UUID, *, books: RateBookCache, today: date
) -> wire.StaleQuoteAnswer:
    """Return whether a card took this quote under the floor, and in words what made it so.

    A quote that is not open, or that nobody made, is none of those.

    Raises:
        PermissionDenied: the actor does not see costs.
    """
    actor.require(Permission.STAGE_RATES)
    heads = await quotes.list_open_quotes(session, actor, today=today, quote_id=quote_id)
    found = await _find_stale(session, actor, heads)
    if not found:
        return wire.StaleQuoteAnswer(stale=None, sentence="")
    (stale,), (head,) = found, heads
    pair = Books(
        await books.version(session, head.rate_card_version),
        await books.version(session, stale.card_version),
    )
    read = await quotes.read_open_quotes(session, actor, heads)
    bucket = await asyncio.to_thread(find_blame, read[0], pair, on=today) if read else None
    sentence = blame_sentence(bucket, stale.offered.internal.margin, stale.margin_floor)
    return wire.StaleQuoteAnswer(stale=stale, sentence=sentence)


async def _find_stale(
    session: Session, actor: Actor, open_heads: Sequence[quotes.OpenHead]
) -> list[wire.StaleQuote]:
    heads = {head.id: head for head in open_heads}
    found: dict[UUID, wire.StaleQuote] = {}
    for card_version, published_at, kept in await catalog.list_stale_quotes(session, actor):
        for entry in kept:
            head = heads.get(UUID(entry["quote_id"]))
            if head is not None and head.rate_card_version < card_version:
                stale = _kept(entry, head, card_version, published_at)
                found.setdefault(head.id, stale)
    return list(found.values())


async def _weigh(session: Session, actor: Actor, *, books: RateBookCache, today: date) -> Effect:
    pending = await catalog.find_pending(session)
    in_force = await books.current(session)
    on = max([today, *catalog.coming_days(pending)])
    old, new = Repricer(in_force, on), Repricer(pending.book, on)
    reference = await catalog.list_reference_jobs(session, actor)
    jobs = await asyncio.to_thread(weigh_jobs, reference, old, new)
    heads = await quotes.list_open_quotes(session, actor, today=today)
    weighed = heads[:MOST_QUOTES]
    effects: list[QuoteEffect] = []
    line_findings: list[LineFinding] = []
    for start in range(0, len(weighed), AT_ONCE):
        some = await quotes.read_open_quotes(session, actor, weighed[start : start + AT_ONCE])
        for jobs_at_once in batched(new.list_unknown(some), JOBS_AT_ONCE):
            await asyncio.to_thread(new.estimate_jobs, jobs_at_once)
            await quotes.keep_open(session)
        effects.extend(await asyncio.to_thread(weigh_quotes, some, old, new))
        line_findings.extend(lint_lines(some, new))
    return Effect(
        version=pending.staged.version,
        on=on,
        book=pending.book,
        heads=weighed,
        jobs=jobs,
        findings=lint_jobs(jobs, pending.book),
        line_findings=line_findings,
        quotes=effects,
        left_out=len(heads) - len(weighed),
    )


def _figures(figures: Figures) -> wire.EffectFigures:
    cost = None if figures.cost is None else round_money(figures.cost)
    return wire.EffectFigures(
        price=round_money(figures.price),
        internal=wire.EffectInternals(cost=cost, margin=figures.margin),
    )


def _findings(findings: Sequence[JobFinding]) -> list[wire.JobFindingResponse]:
    return [wire.JobFindingResponse.model_validate(one) for one in findings]


def _line_findings(effect: Effect) -> list[wire.LineFindingResponse]:
    """Return the first findings in the lines of quotes, each with its quote's number."""
    numbers = {head.id: quote_number(head.base_number) for head in effect.heads}
    return [
        wire.LineFindingResponse.model_validate(
            {
                "quote_id": one.quote_id,
                "number": numbers[one.quote_id],
                "place": one.place,
                "title": one.title,
                "sentence": one.sentence,
                "quantities": list(one.quantities),
                "fixes": list(one.fixes),
            }
        )
        for one in effect.line_findings[:MOST_FINDINGS]
    ]


def _named(head: quotes.OpenHead) -> dict[str, Any]:
    return {
        "quote_id": head.id,
        "number": quote_number(head.base_number),
        "title": head.title,
        "party": head.party,
        "owner": head.owner,
        "status": head.status,
    }


def _kept(
    entry: Mapping[str, Any], head: quotes.OpenHead, card_version: int, published_at: datetime
) -> wire.StaleQuote:
    """Return a kept entry under the quote's name and status of today."""
    return wire.StaleQuote(
        **_named(head),
        card_version=card_version,
        published_at=published_at,
        margin_floor=Decimal(entry["margin_floor"]),
        before=_read_figures(entry["before"]),
        offered=_read_figures(entry["offered"]),
    )


def _read_figures(kept: Mapping[str, Any]) -> wire.EffectFigures:
    internal = kept["internal"]
    cost, margin = internal["cost"], internal["margin"]
    return wire.EffectFigures(
        price=Decimal(kept["price"]),
        internal=wire.EffectInternals(
            cost=None if cost is None else Decimal(cost),
            margin=None if margin is None else Decimal(margin),
        ),
    )
