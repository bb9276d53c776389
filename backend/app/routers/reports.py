"""Reports of quotes, each as figures and as a file."""

from typing import Annotated, Any, Final

from fastapi import Depends, Query, Response

from app.deps import CurrentActor, Read, Shop, Today
from app.routers.errors import ROUTE_OPTIONS
from app.routers.routing import Router
from app.schemas.reports import PipelineQuery, ReportResponse, SentQuery, WinRateQuery
from app.services import quotes

router: Final = Router(prefix="/api/reports", tags=["reports"], **ROUTE_OPTIONS)

FILE: Final[dict[str, Any]] = {
    "response_model": None,
    "response_class": Response,
    "responses": {200: {"content": {"text/csv": {}}}},
    "status_code": 200,
}


async def get_report_desk(shop: Shop, today: Today) -> quotes.ReportDesk:
    """Return the shop's day and clock."""
    return quotes.ReportDesk(today=today, time_zone=shop.time_zone)


ReportDesk = Annotated[quotes.ReportDesk, Depends(get_report_desk)]


def answer_file(content: bytes, name: str) -> Response:
    """Send a CSV file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/win-rate", response_model=ReportResponse, status_code=200)
async def get_win_rate(
    query: Annotated[WinRateQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> ReportResponse:
    """Return how many of the quotes that ended were won."""
    return await quotes.report_win_rate(read, actor, query, desk=desk)


@router.get("/win-rate/export.csv", **FILE)
async def export_win_rate(
    query: Annotated[WinRateQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> Response:
    """Return the same as a file for a spreadsheet, with every row."""
    report = await quotes.report_win_rate(read, actor, query, desk=desk, whole=True)
    return answer_file(quotes.write_report(actor, report), "win-rate")


@router.get("/pipeline", response_model=ReportResponse, status_code=200)
async def get_pipeline(
    query: Annotated[PipelineQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> ReportResponse:
    """Return what is open today, by stage and age."""
    return await quotes.report_pipeline(read, actor, query, desk=desk)


@router.get("/pipeline/export.csv", **FILE)
async def export_pipeline(
    query: Annotated[PipelineQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> Response:
    """Return the same as a file for a spreadsheet."""
    report = await quotes.report_pipeline(read, actor, query, desk=desk)
    return answer_file(quotes.write_report(actor, report), "pipeline")


@router.get("/turnaround", response_model=ReportResponse, status_code=200)
async def get_turnaround(
    query: Annotated[SentQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> ReportResponse:
    """Return how long quotes took until they were first sent."""
    return await quotes.report_turnaround(read, actor, query, desk=desk)


@router.get("/turnaround/export.csv", **FILE)
async def export_turnaround(
    query: Annotated[SentQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> Response:
    """Return the same as a file for a spreadsheet, with every row."""
    report = await quotes.report_turnaround(read, actor, query, desk=desk, whole=True)
    return answer_file(quotes.write_report(actor, report), "turnaround")


@router.get("/margin", response_model=ReportResponse, status_code=200)
async def get_margin(
    query: Annotated[SentQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> ReportResponse:
    """Return the margin of what was quoted, against the floor."""
    return await quotes.report_margin(read, actor, query, desk=desk)


@router.get("/margin/export.csv", **FILE)
async def export_margin(
    query: Annotated[SentQuery, Query()], read: Read, actor: CurrentActor, desk: ReportDesk
) -> Response:
    """Return the same as a file for a spreadsheet, with every row."""
    report = await quotes.report_margin(read, actor, query, desk=desk, whole=True)
    return answer_file(quotes.write_report(actor, report), "margin")
