"""Why one edition of a quote comes to another total than another, or than by today's rates."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.db import Reader
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.estimating.rates import RateBook
from app.domain.money import money_text
from app.domain.permissions import Permission
from app.domain.quotes.changes import FieldChange, header_changes
from app.domain.quotes.compare import Comparison, Edition, LineChange, compare
from app.domain.quotes.replay import chosen_quantities, price_again, read_again
from app.repositories.quotes.estimates import find_estimates
from app.services.quotes.context import Desk
from app.services.quotes.papers import find_snapshot, number_of


async def compare_quotes(
    reader: Reader, actor: Actor, quote_id: UUID, other_id: UUID | None, *, desk: Desk
) -> dict[str, Any]:
    """Compare a quote with another one; without another, with itself by today's rates.

    A sent quote is taken as it was sent, a draft as it stands.

    Raises:
        QuoteNotFound: one of them is not there, or not the actor's to see.
        ValidationError: it is compared with itself.
    """
    if other_id == quote_id:
        raise ValidationError.for_field(("other",), "Name another quote to compare this one with.")
    before = await find_snapshot(reader, actor, quote_id, desk=desk)
    if other_id is not None:
        after = await find_snapshot(reader, actor, other_id, desk=desk)
        return await _compare(reader, actor, before, after, desk=desk)
    return await _compare(reader, actor, before, before, desk=desk, on=desk.today)


async def compare_revisions(
    reader: Reader, actor: Actor, quote_id: UUID, number: int, other: int, *, desk: Desk
) -> dict[str, Any]:
    """Compare two revisions of one quote: what was sent as it was sent, a draft as it stands.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        RevisionNotFound: the quote has no such revision.
        ValidationError: a revision is compared with itself.
    """
    if other == number:
        raise ValidationError.for_field(("other",), "Name another revision to compare with.")
    before = await find_snapshot(reader, actor, quote_id, number, desk=desk)
    after = await find_snapshot(reader, actor, quote_id, other, desk=desk)
    return await _compare(reader, actor, before, after, desk=desk)


async def _compare(
    reader: Reader,
    actor: Actor,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    desk: Desk,
    on: date | None = None,
) -> dict[str, Any]:
    """Compare two snapshots, each by its own rates; with a day, the second by those of the day."""
    was = await desk.books.version(reader, before["rate_card_version"])
    if on is None:
        now = await desk.books.version(reader, after["rate_card_version"])
    else:
        now = await desk.books.current(reader)

    wanted = [*chosen_quantities(before), *chosen_quantities(after)]
    estimates = await find_estimates(reader, wanted)

    def work() -> Comparison:
        first = read_again(before, was, estimates)
        second = price_again(after, now, on=on) if on else read_again(after, now, estimates)
        return compare(
            Edition(first.lines, first.totals),
            Edition(second.lines, second.totals),
            {**_names(was), **_names(now)},
        )

    found = await asyncio.to_thread(work)
    return _view(found, before, after, internals=actor.can(Permission.VIEW_COSTS))


def _names(rates: RateBook) -> dict[str, str]:
    """Return what the codes of a rate book stand for."""
    return {
        **{one.code: one.name for one in rates.stocks},
        **{one.code: one.name for one in rates.presses},
        **{one.code: one.name for one in rates.operations},
    }


def _view(
    found: Comparison, before: Mapping[str, Any], after: Mapping[str, Any], *, internals: bool
) -> dict[str, Any]:
    return {
        "before": {"number": number_of(before), "total": money_text(found.before)},
        "after": {"number": number_of(after), "total": money_text(found.after)},
        "difference": money_text(found.difference),
        "fields": _fields((*header_changes(before, after), *found.order)),
        "lines": [_line(line, internals=internals) for line in found.lines],
        "discount": money_text(found.discount),
        "tax": money_text(found.tax),
    }


def _fields(changes: Sequence[FieldChange]) -> list[dict[str, str]]:
    return [{"field": one.field, "before": one.before, "after": one.after} for one in changes]


def _line(line: LineChange, *, internals: bool) -> dict[str, Any]:
    view: dict[str, Any] = {
        "kind": line.kind,
        "title": line.title,
        "counts": line.counts,
        "before": money_text(line.before),
        "after": money_text(line.after),
        "amount": money_text(line.amount),
        "fields": _fields(line.fields),
    }
    if internals:
        view["internal"] = {
            "causes": [
                {"part": cause.part, "what": cause.what, "amount": money_text(cause.amount)}
                for cause in line.causes
            ]
        }
    return view
