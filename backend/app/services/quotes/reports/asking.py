"""Reports: what quotes add up to, each figure with the list of the quotes that it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.adapters.spreadsheets import write_table
from app.db import Reader
from app.domain.actor import Actor
from app.domain.permissions import Permission
from app.domain.reports import (
    AGES,
    MARGIN_WORDS,
    PIPELINE_WORDS,
    TURNAROUND_WORDS,
    WIN_RATE_WORDS,
    Period,
)
from app.repositories.quotes import reports as counted
from app.schemas.reports import (
    ColumnKind,
    PeriodQuery,
    PipelineQuery,
    ReportColumn,
    ReportPeriod,
    ReportResponse,
    ReportRow,
    ReportTable,
    SentQuery,
    WinRateQuery,
)
from app.services.quotes.context import sight_of
from app.services.quotes.narrowing import DaysOf, Narrowing
from app.services.quotes.reports import figures
from app.services.quotes.reports.grouping import Grouping

MOST_ROWS: Final = 200
ALL: Final = "All"
STAGES: Final = {"draft": "Draft", "pending_review": "Pending review", "sent": "Sent"}

type Figures = Callable[[Mapping[str, Any], Narrowing], figures.Cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDesk:
    """What reports need beside the question: the day and the clock of the shop."""

    today: date
    time_zone: str


async def report_win_rate(
    reader: Reader, actor: Actor, query: WinRateQuery, *, desk: ReportDesk, whole: bool = False
) -> ReportResponse:
    """Return how many of the quotes that ended in a period were won.

    Args:
        reader: where to count.
        actor: who asks; a rep's own quotes are all that there is to a rep.
        query: the period, whose quotes, and by what they are grouped.
        desk: the shop's day.
        whole: with every group, for a file.

    Raises:
        InvalidPeriod: it ends before it begins, or is too long.
    """
    columns = _columns(
        ("win_rate", "Win rate", "share"),
        ("won", "Won", "count"),
        ("declined", "Declined", "count"),
        ("expired", "Expired", "count"),
        ("quotes", "Ended", "count"),
        ("answered", "Win rate of the answered", "share"),
        ("won_total", "Won, money", "money"),
        ("lost_total", "Not won, money", "money"),
        dated="win_rate won declined expired quotes answered won_total",
    )
    if query.by == "reason":
        columns = _columns(
            ("quotes", "Not won", "count"),
            ("share", "Share of the not won", "share"),
            ("lost_total", "Not won, money", "money"),
            dated="quotes",
        )
    return await _report(
        reader,
        actor,
        query,
        by=query.by,
        desk=desk,
        report="win_rate",
        question="Why do we lose?" if query.by == "reason" else "How often do we win?",
        columns=columns,
        words=WIN_RATE_WORDS,
        cells_of=figures.lost_figures if query.by == "reason" else figures.win_figures,
        days="ended",
        whole=whole,
    )


async def report_turnaround(
    reader: Reader, actor: Actor, query: SentQuery, *, desk: ReportDesk, whole: bool = False
) -> ReportResponse:
    """Return how long quotes took from their beginning until they were first sent.

    Raises:
        InvalidPeriod: it ends before it begins, or is too long.
    """
    return await _report(
        reader,
        actor,
        query,
        by=query.by,
        desk=desk,
        report="turnaround",
        question="How fast do we answer?",
        columns=_columns(
            ("median", "Median", "minutes"),
            ("p90", "p90", "minutes"),
            ("quotes", "Sent", "count"),
            dated="median p90 quotes",
        ),
        words=TURNAROUND_WORDS,
        cells_of=figures.turnaround_figures,
        days="first_sent",
        whole=whole,
    )


async def report_margin(
    reader: Reader, actor: Actor, query: SentQuery, *, desk: ReportDesk, whole: bool = False
) -> ReportResponse:
    """Return the margin of what was quoted, against the floor; its figures are ``internal``.

    Raises:
        PermissionDenied: the role does not see costs.
        InvalidPeriod: it ends before it begins, or is too long.
    """
    actor.require(Permission.VIEW_COSTS)
    report = await _report(
        reader,
        actor,
        query,
        by=query.by,
        desk=desk,
        report="margin",
        question="What do we earn on what we quote?",
        columns=_columns(
            ("margin", "Margin", "share"),
            ("red", "Below floor", "count"),
            ("amber", "Below target", "count"),
            ("green", "On target", "count"),
            ("quotes", "Quoted", "count"),
            ("price", "Price before tax", "money"),
            ("profit", "Profit", "money"),
            dated="margin red quotes price profit",
        ),
        words=MARGIN_WORDS,
        cells_of=figures.margin_figures,
        days="sent",
        whole=whole,
    )
    return report.model_copy(update={"table": None, "internal": report.table})


async def report_pipeline(
    reader: Reader, actor: Actor, query: PipelineQuery, *, desk: ReportDesk
) -> ReportResponse:
    """Return what is open today, by stage and age."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    base = _base(query)
    found = await counted.count_pipeline(
        reader, _asked(actor, Period(desk.today, desk.today), base, desk)
    )
    rows = [
        figures.pipeline_row(
            stage,
            label,
            [one for one in found if one["stage"] == stage],
            replace(base, status=stage),
            desk.today,
        )
        for stage, label in STAGES.items()
    ]
    columns = _columns(
        ("quotes", "Quotes", "count"),
        ("total", "Money", "money"),
        *((age.key, age.label, "count") for age in AGES),
        ("on_hold", "On hold", "count"),
        ("open_totals", "Without a total", "count"),
    )
    everything = figures.pipeline_row("", ALL, found, replace(base, open=True), desk.today)
    return ReportResponse(
        question="What is open, and how old is it?",
        period=None,
        previous=None,
        definitions=list(PIPELINE_WORDS),
        table=ReportTable(columns=columns, rows=rows, whole=everything, left_out=0),
    )


def write_report(actor: Actor, report: ReportResponse) -> bytes:
    """Return a report as a CSV file: one row a group, the previous period's figures beside.

    Raises:
        PermissionDenied: the role exports nothing.
    """
    actor.require(Permission.READ_EXPORTS)
    table = report.table or report.internal
    if table is None:
        message = "a report without figures"
        raise RuntimeError(message)
    header = [report.question]
    for column in table.columns:
        label = f"{column.label}, minutes" if column.kind == "minutes" else column.label
        header += [label, f"{label}, before"] if column.dated else [label]
    lines = [header]
    for row in (*table.rows, table.whole):
        line = [row.label]
        for column in table.columns:
            cell = row.cells[column.key]
            line += [cell.value or "", *([cell.before or ""] if column.dated else [])]
        lines.append(line)
    return write_table(lines, "csv")


async def _report(  # noqa: PLR0913 - the parts of one report, each with its name
    reader: Reader,
    actor: Actor,
    query: PeriodQuery,
    *,
    by: str,
    desk: ReportDesk,
    report: str,
    question: str,
    columns: list[ReportColumn],
    words: Sequence[str],
    cells_of: Figures,
    days: DaysOf,
    whole: bool,
) -> ReportResponse:
    actor.require(Permission.WRITE_OWN_QUOTES)
    period = Period.of(query.first, query.last, desk.today)
    base = _base(query)
    grouping = Grouping(by=by, days=days, period=period, base=base)
    sums, groups = await counted.count_by(reader, report, by, _asked(actor, period, base, desk))
    groups = grouping.ordered(groups)
    # A shop has thousands of customers: only what is shown gets its cells and their lists.
    shown = groups if whole else groups[:MOST_ROWS]
    rows = [
        ReportRow(
            key=group["key"],
            label=grouping.label(group),
            cells=cells_of(group, grouping.narrowed(group["key"])),
        )
        for group in shown
    ]
    everything = ReportRow(key="", label=ALL, cells=cells_of(sums, grouping.all_of_it))
    if by == "reason":
        everything = figures.with_share(everything, rows)
        rows = [figures.with_share(row, rows) for row in rows]
    return ReportResponse(
        question=question,
        period=ReportPeriod.model_validate(period),
        previous=ReportPeriod.model_validate(period.previous),
        definitions=list(words),
        table=ReportTable(
            columns=columns, rows=rows, whole=everything, left_out=len(groups) - len(shown)
        ),
    )


def _asked(actor: Actor, period: Period, base: Narrowing, desk: ReportDesk) -> counted.Asked:
    return counted.Asked(
        sight=sight_of(actor),
        period=period,
        narrowed=base.values(desk.time_zone, desk.today),
        time_zone=desk.time_zone,
        today=desk.today,
    )


def _base(query: PipelineQuery) -> Narrowing:
    return Narrowing(
        owner_id=query.owner_id, customer_id=query.customer_id, product=query.product or None
    )


def _columns(*named: tuple[str, str, ColumnKind], dated: str = "") -> list[ReportColumn]:
    """Return columns of key, label and kind; ``dated`` are the keys of those with a before."""
    return [
        ReportColumn(key=key, label=label, kind=kind, dated=key in dated.split())
        for key, label, kind in named
    ]
