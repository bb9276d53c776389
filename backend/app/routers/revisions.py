"""What was sent goes on: revised, extended; revisions listed, opened and compared."""

from typing import Annotated, Any, Final

from fastapi import Header, Path, Query, Response

from app.deps import DB, CurrentActor, Now, Read
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch
from app.routers.quotes import MOST_PAGES, Desk, answer_json, answer_paper, answer_quote
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.comparisons import ComparisonResponse
from app.schemas.quotes import QuoteExtend, QuoteResponse, QuoteRevise
from app.schemas.revisions import RevisionResponse
from app.services import quotes

MOST_REVISIONS: Final = 1_000

router = Router(prefix="/api/quotes", tags=["revisions"], **ROUTE_OPTIONS)

Number = Annotated[int, Path(ge=1, le=MOST_REVISIONS)]


@router.post("/{quote_id}/revise", response_model=QuoteResponse, status_code=200)
async def revise_quote(
    quote_id: Id,
    data: QuoteRevise,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Make the next revision: a draft with the lines of this one, by today's rates."""
    return answer_quote(
        await quotes.revise_quote(db, actor, quote_id, data, version=version, desk=desk, now=now)
    )


@router.post("/{quote_id}/extend", response_model=QuoteResponse, status_code=200)
async def extend_quote(
    quote_id: Id,
    data: QuoteExtend,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Let an expired quote be accepted again."""
    return answer_quote(
        await quotes.extend_quote(
            db, actor, quote_id, data.valid_until, version=version, desk=desk, now=now
        )
    )


@router.post("/{quote_id}/discard", response_model=QuoteResponse, status_code=200)
async def discard_revision(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> Response:
    """Drop a draft revision: the one before it is current again."""
    return answer_quote(
        await quotes.discard_revision(db, actor, quote_id, version=version, desk=desk, now=now)
    )


@router.get("/{quote_id}/revisions", response_model=list[RevisionResponse], status_code=200)
async def list_revisions(quote_id: Id, read: Read, actor: CurrentActor, desk: Desk) -> Response:
    """List all revisions of a quote, the first one first."""
    return answer_json(await quotes.list_revisions(read, actor, quote_id, desk=desk))


@router.get("/{quote_id}/revisions/{number}", response_model=QuoteResponse, status_code=200)
async def get_revision(
    quote_id: Id, number: Number, read: Read, actor: CurrentActor, desk: Desk
) -> Response:
    """Return one revision with its lines and totals, as it stood last."""
    return answer_quote(await quotes.read_revision(read, actor, quote_id, number, desk=desk))


@router.get(
    "/{quote_id}/revisions/{number}/compare",
    response_model=ComparisonResponse,
    response_model_exclude_unset=True,
    status_code=200,
)
async def compare_revisions(
    quote_id: Id,
    number: Number,
    other: Annotated[int, Query(ge=1, le=MOST_REVISIONS)],
    *,
    read: Read,
    actor: CurrentActor,
    desk: Desk,
) -> dict[str, Any]:
    """Say what changed from this revision to ``other``, and why the totals differ."""
    return await quotes.compare_revisions(read, actor, quote_id, number, other, desk=desk)


@router.get(
    "/{quote_id}/revisions/{number}/document.pdf",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
    status_code=200,
)
async def get_revision_document(
    quote_id: Id,
    number: Number,
    *,
    read: Read,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return a revision's PDF: the stored bytes of what was sent."""
    content, sha256 = await quotes.read_paper(read, actor, quote_id, number, desk=desk, now=now)
    return answer_paper(content, sha256, if_none_match)


@router.get(
    "/{quote_id}/revisions/{number}/pages/{page}.png",
    response_model=None,
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    status_code=200,
)
async def get_revision_page(
    quote_id: Id,
    number: Number,
    page: Annotated[int, Path(ge=1, le=MOST_PAGES)],
    *,
    read: Read,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Return one page of a revision's document as an image, like those of the quote."""
    content, count = await quotes.read_page(read, actor, quote_id, page, number, desk=desk, now=now)
    return Response(content, media_type="image/png", headers={"X-Page-Count": str(count)})
