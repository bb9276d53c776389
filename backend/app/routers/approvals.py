"""A colleague's word: asked for, given, withheld; the inbox, the rules, deputies."""

from typing import Annotated, Any, Final

from fastapi import Path, Query, Response

from app.deps import DB, CurrentActor, Now, Today
from app.domain.quotes.approval import RuleCode
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.quotes import Desk, answer_quote
from app.routers.routing import Router
from app.schemas.approvals import (
    ApprovalPage,
    ApprovalRuleResponse,
    ApprovalRuleUpdate,
    Box,
    DeputySet,
    DeputyState,
    QuoteChecks,
    QuoteHold,
    QuoteReturn,
    QuoteReview,
    QuoteSubmit,
    ReviewerResponse,
)
from app.schemas.base import Id, PageNumber, PerPage
from app.schemas.quotes import QuoteResponse
from app.services import approvals, quotes

router: Final = Router(prefix="/api/approvals", tags=["approvals"], **ROUTE_OPTIONS)
reviews: Final = Router(prefix="/api/quotes", tags=["approvals"], **ROUTE_OPTIONS)


@router.get("", response_model=ApprovalPage, response_model_exclude_unset=True, status_code=200)
async def list_approvals(
    db: DB,
    actor: CurrentActor,
    today: Today,
    box: Annotated[Box, Query()] = "waiting",
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> object:
    """List what waits for one's word, what one asked, or what was decided."""
    return await approvals.list_approvals(
        db, actor, box=box, page=page, per_page=per_page, today=today
    )


@router.get("/rules", response_model=list[ApprovalRuleResponse], status_code=200)
async def list_approval_rules(db: DB, actor: CurrentActor) -> object:
    """List the shop's rules with who changed each last."""
    return await approvals.list_rules(db, actor)


@router.put("/rules/{code}", response_model=ApprovalRuleResponse, status_code=200)
async def update_approval_rule(
    code: Annotated[RuleCode, Path()],
    data: ApprovalRuleUpdate,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> ApprovalRuleResponse:
    """Set a rule of the shop; one that nobody changed yet has version 0."""
    return tagged(
        response, await approvals.update_rule(db, actor, code, data, version=version, now=now)
    )


@router.get("/deputies", response_model=list[ReviewerResponse], status_code=200)
async def list_deputies(db: DB, actor: CurrentActor) -> object:
    """List who may answer in one's place."""
    return await approvals.list_deputies(db, actor)


@router.get("/deputy", response_model=DeputyState, status_code=200)
async def get_deputy(db: DB, actor: CurrentActor) -> object:
    """Return who answers in one's place, and when."""
    return await approvals.read_deputy(db, actor)


@router.put("/deputy", response_model=DeputyState, status_code=200)
async def set_deputy(data: DeputySet, db: DB, actor: CurrentActor, now: Now) -> object:
    """Name who answers in one's place, from one day through another."""
    return await approvals.set_deputy(db, actor, data, now=now)


@router.delete("/deputy", response_model=None, status_code=204)
async def clear_deputy(db: DB, actor: CurrentActor, now: Now) -> None:
    """Answer for oneself again."""
    await approvals.clear_deputy(db, actor, now=now)


@reviews.get("/{quote_id}/checks", response_model=QuoteChecks, status_code=200)
async def check_quote(quote_id: Id, db: DB, actor: CurrentActor, desk: Desk) -> dict[str, Any]:
    """Say all at once what keeps the quote from going out if one sends it now."""
    return await quotes.check_quote(db, actor, quote_id, desk=desk)


@reviews.post("/{quote_id}/submit", response_model=QuoteResponse, status_code=200)
async def submit_quote(
    quote_id: Id,
    data: QuoteSubmit,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Ask a colleague for their word; the quote is not changed until it comes back."""
    return answer_quote(
        await quotes.submit_quote(db, actor, quote_id, data, version=version, desk=desk, now=now)
    )


@reviews.post("/{quote_id}/recall", response_model=QuoteResponse, status_code=200)
async def recall_quote(
    quote_id: Id, *, version: IfMatch, db: DB, actor: CurrentActor, desk: Desk, now: Now
) -> Response:
    """Take a quote back from review."""
    return answer_quote(
        await quotes.recall_quote(db, actor, quote_id, version=version, desk=desk, now=now)
    )


@reviews.post("/{quote_id}/review", response_model=QuoteResponse, status_code=200)
async def review_quote(
    quote_id: Id,
    data: QuoteReview,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Approve what was seen, on a condition or without."""
    return answer_quote(
        await quotes.review_quote(db, actor, quote_id, data, version=version, desk=desk, now=now)
    )


@reviews.post("/{quote_id}/return", response_model=QuoteResponse, status_code=200)
async def return_quote(
    quote_id: Id,
    data: QuoteReturn,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Send a quote back to its owner with a comment."""
    return answer_quote(
        await quotes.return_quote(db, actor, quote_id, data, version=version, desk=desk, now=now)
    )


@reviews.post("/{quote_id}/hold", response_model=QuoteResponse, status_code=200)
async def hold_quote(
    quote_id: Id,
    data: QuoteHold,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Let a quote wait."""
    return answer_quote(
        await quotes.hold_quote(db, actor, quote_id, data.note, version=version, desk=desk, now=now)
    )


@reviews.post("/{quote_id}/release", response_model=QuoteResponse, status_code=200)
async def release_quote(
    quote_id: Id,
    data: QuoteHold,
    *,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    desk: Desk,
    now: Now,
) -> Response:
    """Let a quote that waited go on."""
    return answer_quote(
        await quotes.release_quote(
            db, actor, quote_id, data.note, version=version, desk=desk, now=now
        )
    )
