"""Quotes: written by changes, read whole, sent, decided.

Whole quotes and lists arrive from the service as the JSON that goes out: their ``response_model``
is what the tests hold them to.
"""

from typing import Annotated, Any, Final

from fastapi import Depends, Header, Path, Query, Response

from app.deps import DB, CurrentActor, Links, Now, RateBooks, Read, Shop, State, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, etag
from app.routers.narrowing import Narrowed
from app.routers.routing import Router
from app.schemas.base import Id, PageNumber, PerPage, SearchText
from app.schemas.comparisons import ComparisonResponse
from app.schemas.estimates import LineEstimate
from app.schemas.quote_lists import QuoteList, Sort, Tab, TimelineGroup, TimelinePage
from app.schemas.quotes import (
    QuoteApprove,
    QuoteCreate,
    QuoteDecline,
    QuotePreview,
    QuoteResponse,
    QuoteSend,
    QuoteUpdate,
)
from app.services import acceptance, quotes

MOST_PAGES: Final = 1_000

router = Router(prefix="/api/quotes", tags=["quotes"], **ROUTE_OPTIONS)


async def get_desk(
    state: State, books: RateBooks, links: Links, shop: Shop, today: Today
) -> quotes.Desk:
    """Return what work on quotes needs beside the quote."""
    return quotes.Desk(
        books=books,
        files=state.files,
        shop=shop.profile,
        links=links,
        today=today,
        habits=shop.habits,
    )


Desk = Annotated[quotes.Desk, Depends(get_desk)]
IdempotencyKey = Annotated[
    str | None, Header(min_length=8, max_length=128, pattern=r"^[A-Za-z0-9_.:-]+$")
]


def answer_json(body: str) -> Response:
    """Send JSON as it stands."""
    return Response(body, media_type="application/json")


def answer_quote(document: quotes.QuoteDocument, status_code: int = 200) -> Response:
    """Send a quote with its version."""
    return Response(
        document.text,
        media_type="application/json",
        status_code=status_code,
        headers={"ETag": etag(document.version)},
    )


def answer_paper(content: bytes, sha256: str | None, if_none_match: str | None) -> Response:
    """Send a PDF, or say that the reader has it already."""
    headers = {"Content-Disposition": 'inline; filename="quote.pdf"'}
    if sha256 is not None:
        headers["ETag"] = f'"{sha256}"'
        if if_none_match == headers["ETag"]:
            return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/pdf", headers=headers)


@router.get("/{quote_id}", response_model=QuoteResponse, status_code=200)
async def get_quote(quote_id: Id, read: Read, actor: CurrentActor, today: Today) -> Response:
    """Return a quote with its lines and totals."""
    return answer_quote(await quotes.read_quote(read, actor, quote_id, today=today))


@router.get("", response_model=QuoteList, status_code=200)
async def list_quotes(  # noqa: PLR0913 - each filter of the list is one parameter
    *,
    read: Read,
    actor: CurrentActor,
    today: Today,
    state: State,
    shop: Shop,
    narrowing: Narrowed,
    tab: Annotated[Tab, Query()] = "all",
    q: Annotated[SearchText, Query()] = "",
    sort: Annotated[Sort, Query()] = "-updated_at",
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> Response:
    """List quotes with the counts of all tabs and the sum of the chosen one."""
    wanted = quotes.QuoteFilter(
        tab=tab,
        q=q,
        sort=sort,
        page=page,
        per_page=per_page,
        narrowing=narrowing,
    )
    return answer_json(
        await quotes.list_quotes(
            read,
            actor,
            wanted,
            counts=state.tab_counts,
            today=today,
            time_zone=shop.time_zone,
        )
    )


@router.get(
    "/{quote_id}/compare",
    response_model=ComparisonResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def compare_quotes(
    quote_id: Id,
    read: Read,
    actor: CurrentActor,
    desk: Desk,
    other: Annotated[Id | None, Query()] = None,
) -> dict[str, Any]:
    """Say why a quote comes to another total than ``other``, or than by today's rates."""
    return await quotes.compare_quotes(read, actor, quote_id, other, desk=desk)


@router.post(
    "/{quote_id}/preview",
    response_model=QuotePreview,
    response_model_exclude_unset=True,
    status_code=200,
)
async def preview_quote(
    quote_id: Id, data: QuoteUpdate, *, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> dict[str, Any]:
    """Price changes without saving them."""
    return await quotes.preview_quote(db, actor, quote_id, data, desk=desk, now=now)


@router.patch("/{quote_id}", response_model=QuoteResponse, status_code=200)
async def update_quote(
    quote_id: Id,
    data: QuoteUpdate,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Apply changes to a draft, all or none."""
    return answer_quote(
        await quotes.edit_quote(db, actor, quote_id, data, version=version, desk=desk, now=now)
    )


@router.post("", response_model=QuoteResponse, status_code=201)
async def create_quote(
    data: QuoteCreate,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Make a draft."""
    document = await quotes.create_quote(db, actor, data, desk=desk, key=idempotency_key, now=now)
    return answer_quote(document, 201)


@router.get(
    "/{quote_id}/lines/{line_id}/estimate",
    response_model=LineEstimate,
    response_model_exclude_unset=True,
    status_code=200,
)
async def get_line_estimate(quote_id: Id, line_id: Id, read: Read, actor: CurrentActor) -> Response:
    """Return what the engine said about a line: layouts, routes, and why it costs what it costs."""
    return answer_json(await quotes.read_line_estimate(read, actor, quote_id, line_id))


@router.get("/{quote_id}/timeline", response_model=TimelinePage, status_code=200)
async def get_quote_timeline(
    quote_id: Id,
    *,
    read: Read,
    actor: CurrentActor,
    now: Now,
    group: Annotated[TimelineGroup | None, Query()] = None,
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 30,
) -> object:
    """Return what happened to a quote, newest first."""
    return await quotes.read_timeline(
        read, actor, quote_id, group=group, page=page, per_page=per_page, now=now
    )


@router.post("/{quote_id}/send", response_model=QuoteResponse, status_code=200)
async def send_quote(
    quote_id: Id,
    data: QuoteSend,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Freeze the revision, store its document and mail it."""
    return answer_quote(
        await quotes.send_quote(
            db,
            actor,
            quote_id,
            data,
            version=version,
            desk=desk,
            key=idempotency_key,
            now=now,
        )
    )


@router.post("/{quote_id}/approve", response_model=QuoteResponse, status_code=200)
async def approve_quote(
    quote_id: Id,
    data: QuoteApprove,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Record the customer's yes."""
    return answer_quote(
        await acceptance.record_acceptance(
            db, actor, quote_id, data, version=version, desk=desk, now=now
        )
    )


@router.post("/{quote_id}/decline", response_model=QuoteResponse, status_code=200)
async def decline_quote(
    quote_id: Id,
    data: QuoteDecline,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Record the customer's no, and why."""
    return answer_quote(
        await quotes.decline_quote(db, actor, quote_id, data, version=version, desk=desk, now=now)
    )


@router.post("/{quote_id}/expire", response_model=QuoteResponse, status_code=200)
async def expire_quote(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> Response:
    """Write down that a sent quote's last day is over."""
    return answer_quote(
        await quotes.expire_quote(db, actor, quote_id, version=version, desk=desk, now=now)
    )


@router.post("/{quote_id}/duplicate", response_model=QuoteResponse, status_code=201)
async def duplicate_quote(
    quote_id: Id, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> Response:
    """Make a new draft from a quote."""
    return answer_quote(await quotes.duplicate_quote(db, actor, quote_id, desk=desk, now=now), 201)


@router.delete("/{quote_id}", response_model=None, status_code=204)
async def delete_quote(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> None:
    """Put a draft out of sight."""
    await quotes.delete_quote(db, actor, quote_id, version=version, desk=desk, now=now)


@router.post("/{quote_id}/restore", response_model=QuoteResponse, status_code=200)
async def restore_quote(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> Response:
    """Bring a deleted draft back."""
    return answer_quote(
        await quotes.restore_quote(db, actor, quote_id, version=version, desk=desk, now=now)
    )


@router.get(
    "/{quote_id}/document.pdf",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
    status_code=200,
)
async def get_quote_document(
    quote_id: Id,
    read: Read,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return the PDF: a sent quote's stored bytes, or a draft as it would look now."""
    content, sha256 = await quotes.read_paper(read, actor, quote_id, desk=desk, now=now)
    return answer_paper(content, sha256, if_none_match)


@router.get(
    "/{quote_id}/pages/{page}.png",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    status_code=200,
)
async def get_quote_page(
    quote_id: Id,
    page: Annotated[int, Path(ge=1, le=MOST_PAGES)],
    *,
    read: Read,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Return one page of the document as an image; ``X-Page-Count`` says how many there are."""
    content, count = await quotes.read_page(read, actor, quote_id, page, desk=desk, now=now)
    return Response(content, media_type="image/png", headers={"X-Page-Count": str(count)})
