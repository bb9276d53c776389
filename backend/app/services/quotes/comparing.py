"""Why a quote comes to another total than another one, or than it would by today's rates."""

import asyncio
from typing import Any
from uuid import UUID

from app.db import Reader
from app.domain.actor import Actor
from app.domain.errors import ValidationError
from app.domain.money import money_text
from app.domain.permissions import Permission
from app.domain.quotes.compare import Comparison, Edition, LineChange, compare
from app.domain.quotes.replay import price_again
from app.repositories.quotes.freezing import find_frozen
from app.services.quotes.context import Desk, get_document
from app.services.quotes.papers import snapshot_of_draft


async def compare_quotes(
    reader: Reader, actor: Actor, quote_id: UUID, other_id: UUID | None, *, desk: Desk
) -> dict[str, Any]:
    """Compare a quote with another one; without another, with itself by today's rates.

    A sent quote is taken as it was sent, a draft as it stands.

    Raises:
        QuoteNotFound: one of them is not there, or not the actor's to see.
        ValidationError: it is compared with itself.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    if other_id == quote_id:
        raise ValidationError.for_field(("other",), "Name another quote to compare this one with.")
    before = await _snapshot(reader, actor, quote_id, desk=desk)
    was = await desk.books.version(reader, before["rate_card_version"])
    if other_id is None:
        after, now, on = before, await desk.books.current(reader), desk.today
    else:
        after, on = await _snapshot(reader, actor, other_id, desk=desk), None
        now = await desk.books.version(reader, after["rate_card_version"])

    def work() -> Comparison:
        first, second = price_again(before, was), price_again(after, now, on=on)
        return compare(Edition(first.lines, first.totals), Edition(second.lines, second.totals))

    found = await asyncio.to_thread(work)
    return _view(found, before, after, internals=actor.can(Permission.VIEW_COSTS))


async def _snapshot(reader: Reader, actor: Actor, quote_id: UUID, *, desk: Desk) -> dict[str, Any]:
    await get_document(reader, actor, quote_id, today=desk.today)
    frozen = await find_frozen(reader, quote_id)
    if frozen is not None:
        return frozen.snapshot
    return await snapshot_of_draft(reader, quote_id, desk=desk)


def _view(
    found: Comparison, before: dict[str, Any], after: dict[str, Any], *, internals: bool
) -> dict[str, Any]:
    return {
        "before": {"number": before["number"], "total": money_text(found.before)},
        "after": {"number": after["number"], "total": money_text(found.after)},
        "difference": money_text(found.difference),
        "lines": [_line(line, internals=internals) for line in found.lines],
        "discount": money_text(found.discount),
        "tax": money_text(found.tax),
    }


def _line(line: LineChange, *, internals: bool) -> dict[str, Any]:
    view: dict[str, Any] = {
        "kind": line.kind,
        "title": line.title,
        "before": money_text(line.before),
        "after": money_text(line.after),
        "amount": money_text(line.amount),
    }
    if internals:
        view["internal"] = {
            "causes": [
                {"part": cause.part, "what": cause.what, "amount": money_text(cause.amount)}
                for cause in line.causes
            ]
        }
    return view
