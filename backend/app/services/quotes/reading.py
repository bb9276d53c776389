"""Looking at quotes: one, many, what the engine said, what happened."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from app.db import Reader
from app.domain.actor import Actor
from app.domain.finding import split_words
from app.domain.permissions import Permission
from app.domain.quotes.numbers import find_base_number
from app.domain.quotes.tab_counts import Counted, TabCounts
from app.repositories.quotes import history, listing, reading
from app.services.quotes.context import QuoteNotFound, get_document, sight_of
from app.services.quotes.narrowing import Narrowing
from app.services.quotes.telling import GROUPS, Group, Told, tell
from app.services.quotes.views import without_internals
from app.services.words import mend

LARGEST_NUMBER: Final = 2_147_483_647


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilter:
    """What a list is narrowed to; ``q`` is searched in number, parties, titles and prints."""

    tab: str
    q: str
    sort: str
    page: int
    per_page: int
    narrowing: Narrowing = field(default_factory=Narrowing)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """A page of what happened; ``counts`` say how many entries each group has, and all together."""

    total: int
    page: int
    per_page: int
    items: Sequence[Told]
    counts: Mapping[str, int]


async def read_quote(
    reader: Reader, actor: Actor, quote_id: UUID, *, today: date
) -> reading.QuoteDocument:
    """Return one quote as JSON.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    return await get_document(reader, actor, quote_id, today=today)


async def list_quotes(
    reader: Reader,
    actor: Actor,
    wanted: QuoteFilter,
    *,
    counts: TabCounts,
    today: date,
    time_zone: str,
) -> str:
    """Return one page of the quotes that the actor may see, as JSON."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    query = list_query(wanted, time_zone, today)
    sight = sight_of(actor)
    key = None if query.is_narrowed else (sight.me, sight.everything, today)
    known = None if key is None else counts.find(key)
    listed, mended = await find_listed(
        reader, query, sight, known=None if known is None else known.snapshot, today=today
    )
    tabs = listed.tabs if listed.tabs is not None or known is None else known.tabs
    if tabs is None:
        message = "a list that was not counted"
        raise RuntimeError(message)
    if key is not None and listed.tabs is not None and listed.snapshot is not None:
        counts.keep(key, Counted(listed.snapshot, tabs))
    shown = tabs[query.tab]
    counted = json.dumps({name: tab["quotes"] for name, tab in tabs.items()})
    return (
        f'{{"total":{shown["quotes"]},"page":{query.page},"per_page":{query.per_page},'
        f'"items":{listed.items},"counts":{counted},"sums":{{"total":"{shown["total"]}"}},'
        f'"mended":{json.dumps(mended)}}}'
    )


async def find_listed(
    reader: Reader,
    query: listing.ListQuery,
    sight: reading.Sight,
    *,
    known: str | None,
    today: date,
) -> tuple[listing.Listed, str | None]:
    """Return what is listed, and the words that found it where those are not the typed ones.

    What is searched as it stands is found first; only where that finds nothing are typing errors
    mended.
    """
    listed = await listing.list_documents(reader, query, sight, known=known, today=today)
    if not query.words or listed.quotes:
        return listed, None
    mended = await mend(reader, [word[0] for word in query.words])
    if mended is None:
        return listed, None
    again = await listing.list_documents(
        reader, replace(query, words=mended), sight, known=None, today=today
    )
    return (again, " ".join(word[0] for word in mended)) if again.quotes else (listed, None)


def list_query(wanted: QuoteFilter, time_zone: str, today: date) -> listing.ListQuery:
    """Return what the database is asked for, word by word as it was typed."""
    return listing.ListQuery(
        tab=wanted.tab,
        sort=wanted.sort,
        page=wanted.page,
        per_page=wanted.per_page,
        words=[[word] for word in split_words(wanted.q)],
        number=find_base_number(wanted.q),
        narrowed=wanted.narrowing.values(time_zone, today),
        time_zone=time_zone,
    )


async def read_line_estimate(reader: Reader, actor: Actor, quote_id: UUID, line_id: UUID) -> str:
    """Return what the engine said about a line, as JSON.

    Raises:
        QuoteNotFound: there is no such quote or line, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await reading.find_estimates(reader, quote_id, line_id, sight_of(actor))
    if found is None:
        raise QuoteNotFound("There is no such line, or it is not yours to see.")
    if actor.can(Permission.VIEW_COSTS):
        return found
    return json.dumps(without_internals(json.loads(found)), ensure_ascii=False)


async def read_timeline(
    reader: Reader,
    actor: Actor,
    quote_id: UUID,
    *,
    group: Group | None,
    page: int,
    per_page: int,
    now: datetime,
) -> TimelinePage:
    """Return a page of what happened to a quote, newest first; of one group, or of all.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await history.find_history(reader, quote_id, sight_of(actor))
    if found is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    story = tell(found, me=actor.user_id, now=now)
    counts: dict[str, int] = {name: sum(one.group == name for one in story) for name in GROUPS}
    shown = [one for one in story if group in {None, one.group}]
    start = (page - 1) * per_page
    return TimelinePage(
        total=len(shown),
        page=page,
        per_page=per_page,
        items=shown[start : start + per_page],
        counts={"all": len(story), **counts},
    )
