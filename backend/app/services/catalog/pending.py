"""What is staged and not published: read in words, taken back, or given back from an old card."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.db import Session
from app.domain.actor import Actor
from app.domain.catalog import terms_of
from app.domain.catalog.changes import TERMS, Change, Kind, find_changes
from app.domain.catalog.effect import ReferenceJob
from app.domain.errors import ConflictError, NotFoundError
from app.domain.estimating import documents
from app.domain.estimating.rates import ListEdition, RateBook
from app.domain.estimating.spec import specification_from
from app.domain.permissions import Permission
from app.models.catalog import RateCard, StagedBook, Stock
from app.repositories import catalog
from app.services.catalog import rows
from app.services.catalog.desk import Moment, find_staged, hold, refuse_stale, save
from app.services.catalog.entries import Entry, load_entries, put_prices
from app.services.catalog.publishing import compose_book

KINDS: tuple[Kind, ...] = ("stocks", "presses", "operations")


class NothingStaged(ConflictError):
    """Nothing is staged: the rate book says what the card in force says."""

    code = "nothing_staged"


class ChangeNotFound(NotFoundError):
    """This change is not staged, or not any more: load the rate book again."""

    code = "change_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The staged book beside the card in force; ``card`` is None before anything is published."""

    staged: StagedBook
    book: RateBook
    card: RateCard | None
    changes: Sequence[Change]


async def read_pending(session: Session, actor: Actor) -> Pending:
    """Return what publishing now would change.

    Raises:
        NoSellingTerms: nothing has been staged.
        ValidationError: a row holds what no estimate could use.
    """
    actor.require(Permission.STAGE_RATES)
    return await find_pending(session)


async def find_pending(session: Session) -> Pending:
    """Return what publishing now would change, whoever asks."""
    staged = await find_staged(session)
    card = await catalog.find_latest_card(session)
    body: Mapping[str, Any] = {} if card is None else card.body
    book = await compose_book(
        session,
        1 if card is None else card.version + 1,
        price_lists=[
            documents.from_document(ListEdition, one) for one in body.get("price_lists", ())
        ],
    )
    changes = find_changes(body, book.to_document())
    return Pending(staged=staged, book=book, card=card, changes=changes)


async def require_changes(session: Session, *, version: int) -> None:
    """Pass if there is something to publish and it is what the actor saw.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        NothingStaged: the rate book says what the card in force says.
    """
    pending = await find_pending(session)
    await refuse_stale(session, pending.staged, version)
    if not pending.changes:
        raise NothingStaged(NothingStaged.__doc__ or "")


def coming_days(pending: Pending) -> list[date]:
    """Return the days on which staged prices begin."""
    published: set[tuple[str, date]] = set()
    if pending.card is not None:
        published = {
            (stock["code"], date.fromisoformat(price["effective_from"]))
            for stock in pending.card.body["stocks"]
            for price in stock["prices"]
        }
    return [
        price.effective_from
        for stock in pending.book.stocks
        for price in stock.prices
        if (stock.code, price.effective_from) not in published
    ]


async def list_reference_jobs(session: Session, actor: Actor) -> list[ReferenceJob]:
    """Return the jobs on which the effect of new rates is shown."""
    actor.require(Permission.STAGE_RATES)
    return [
        ReferenceJob(
            name=row.name,
            spec=specification_from(row.spec),
            quantities=tuple(row.quantities),
        )
        for row in await catalog.all_reference_jobs(session)
    ]


async def list_stale_quotes(
    session: Session, actor: Actor
) -> list[tuple[int, datetime, list[Any]]]:
    """Return the quotes that each card left under the margin floor, the newest card first."""
    actor.require(Permission.STAGE_RATES)
    return await catalog.stale_quotes(session)


async def discard_changes(
    session: Session, actor: Actor, keys: Sequence[str] | None, *, version: int, moment: Moment
) -> int:
    """Take staged changes back, all of them where no keys are named; return the new version.

    Raises:
        StaleRates: somebody changed the rate book since ``version``.
        ChangeNotFound: a key names no staged change.
    """
    staged = await hold(session, actor, Permission.STAGE_RATES, version=version)
    pending = await find_pending(session)
    known = {change.key: change for change in pending.changes}
    wanted = list(known) if keys is None else list(dict.fromkeys(keys))
    if any(key not in known for key in wanted):
        raise ChangeNotFound(ChangeNotFound.__doc__ or "")
    if pending.card is None or not wanted:
        return staged.version
    body = pending.card.body
    for kind in KINDS:
        mine = [known[key] for key in wanted if known[key].kind == kind]
        if mine:
            await _give_back(session, kind, mine, body, staged, moment)
    terms = deepcopy(staged.terms)
    for key in wanted:
        if known[key].kind == TERMS:
            _copy_cell(body, terms, known[key].field)
    staged.terms = terms
    await catalog.flush(session)
    await compose_book(session, 0)
    await save(
        session,
        actor,
        staged,
        "rates.discarded",
        before={known[key].key: known[key].after for key in wanted},
        after={known[key].key: known[key].before for key in wanted},
        now=moment.now,
    )
    return staged.version


async def write_back(
    session: Session, staged: StagedBook, body: Mapping[str, Any], *, moment: Moment
) -> None:
    """Let the tables say what a published body says."""
    for kind in KINDS:
        live = await load_entries(session, kind, staged)
        wanted = {entry["code"]: entry for entry in body[kind]}
        for code, entry in live.items():
            if code not in wanted and entry.row is not None:
                entry.row.deleted_at = moment.now
        await catalog.flush(session)
        for code, document in wanted.items():
            await _restore(session, kind, code, document, live.get(code), moment)
    staged.terms = terms_of(body)
    await catalog.flush(session)


async def _give_back(
    session: Session,
    kind: Kind,
    changes: Sequence[Change],
    body: Mapping[str, Any],
    staged: StagedBook,
    moment: Moment,
) -> None:
    live = await load_entries(session, kind, staged)
    published = {entry["code"]: entry for entry in body[kind]}
    fields: dict[str, list[str]] = {}
    for change in changes:
        row = None if change.code not in live else live[change.code].row
        if change.action == "added" and row is not None:
            row.deleted_at = moment.now
        elif change.action == "removed":
            await _restore(session, kind, change.code, published[change.code], None, moment)
        else:
            fields.setdefault(change.code, []).append(change.field)
    for code, names in fields.items():
        document = deepcopy(live[code].document)
        for name in names:
            _copy_cell(published[code], document, name)
        await _restore(session, kind, code, document, live[code], moment)


async def _restore(
    session: Session,
    kind: Kind,
    code: str,
    document: Mapping[str, Any],
    live: Entry | None,
    moment: Moment,
) -> None:
    """Let the row of a code, archived or not, say what a document says."""
    row = await catalog.find_archived(session, kind, code) if live is None else live.row
    if row is None:
        raise ChangeNotFound(ChangeNotFound.__doc__ or "")
    row.deleted_at = None
    known = rows.document_of(row)
    rows.write_row(row, kind, {**known, **document})
    if isinstance(row, Stock):
        prices = await catalog.list_prices(session, [row.id])
        await put_prices(session, row, prices.get(row.id, []), document["prices"], now=moment.now)
    await catalog.flush(session)


def _copy_cell(source: Mapping[str, Any], target: dict[str, Any], name: str) -> None:
    """Copy a cell by its dotted name; what the source leaves out is left out."""
    *path, last = name.split(".")
    place = target
    for step in path:
        source = source[step]
        place = place[step]
    if last in source:
        place[last] = deepcopy(source[last])
    else:
        place.pop(last, None)
