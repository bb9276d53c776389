"""What stands in the cells of a report, each figure with the list that it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.reports import AGES, Ended, fraction_of
from app.schemas.reports import ReportCell, ReportRow
from app.services.quotes.narrowing import Narrowing

type Cells = dict[str, ReportCell]


def _text(value: Decimal | int | None) -> str | None:
    return None if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def win_figures(row: Mapping[str, Any], to: Narrowing) -> Cells:
    """Return how quotes ended; ``to`` is what the list of all these quotes is narrowed to."""
    now = Ended(won=row["won"], declined=row["declined"], expired=row["expired"])
    before = Ended(
        won=row["won_before"], declined=row["declined_before"], expired=row["expired_before"]
    )
    return {
        "win_rate": _dated(now.win_rate, before.win_rate),
        "answered": _dated(now.win_rate_of_answered, before.win_rate_of_answered),
        "won": _dated(now.won, before.won, to.query("approved")),
        "declined": _dated(now.declined, before.declined, to.query("declined")),
        "expired": _dated(now.expired, before.expired, to.query("expired")),
        "quotes": _dated(now.quotes, before.quotes, to.query()),
        "won_total": ReportCell(
            value=row["won_total"], before=row["won_total_before"], query=to.query("approved")
        ),
        "lost_total": ReportCell(value=row["lost_total"]),
    }


def lost_figures(row: Mapping[str, Any], to: Narrowing) -> Cells:
    """Return what was not won; ``to`` is what the list of all these quotes is narrowed to."""
    lost = row["declined"] + row["expired"]
    grouped = to.lost_reason is not None or to.status is not None
    query = to.query() if grouped else None
    return {
        "quotes": _dated(lost, row["declined_before"] + row["expired_before"], query),
        "share": ReportCell(value=None),
        "lost_total": ReportCell(value=row["lost_total"], query=query),
    }


def with_share(row: ReportRow, rows: Sequence[ReportRow]) -> ReportRow:
    """Return the row with its share of all that was not won."""
    whole = sum(int(one.cells["quotes"].value or 0) for one in rows)
    lost = Decimal(row.cells["quotes"].value or 0)
    share = ReportCell(value=_text(fraction_of(lost, Decimal(whole))))
    return row.model_copy(update={"cells": {**row.cells, "share": share}})


def turnaround_figures(row: Mapping[str, Any], to: Narrowing) -> Cells:
    """Return how long quotes took; ``to`` is what the list of all these quotes is narrowed to."""
    return {
        "median": _dated(row["median"], row["median_before"]),
        "p90": _dated(row["p90"], row["p90_before"]),
        "quotes": _dated(row["quotes"], row["quotes_before"], to.query()),
    }


def margin_figures(row: Mapping[str, Any], to: Narrowing) -> Cells:
    """Return what quotes earn; ``to`` is what the list of all these quotes is narrowed to."""
    now, before = (
        fraction_of(Decimal(row[f"profit{when}"]), Decimal(row[f"price{when}"]))
        for when in ("", "_before")
    )
    lights = {
        light: ReportCell(value=str(row[light]), query=replace(to, light=light).query())
        for light in ("red", "amber", "green")
    }
    return {
        "margin": _dated(now, before),
        **lights,
        "red": lights["red"].model_copy(update={"before": str(row["red_before"])}),
        "quotes": _dated(row["quotes"], row["quotes_before"], replace(to, costed=True).query()),
        "price": ReportCell(value=row["price"], before=row["price_before"]),
        "profit": ReportCell(value=row["profit"], before=row["profit_before"]),
    }


def _dated(
    now: Decimal | int | None, before: Decimal | int | None, query: str | None = None
) -> ReportCell:
    return ReportCell(value=_text(now), before=_text(before), query=query)


def pipeline_row(
    key: str, label: str, found: Sequence[Mapping[str, Any]], to: Narrowing, today: date
) -> ReportRow:
    """Return a stage with its ages; without a key it is all stages together."""

    def count(name: str, age: str | None = None) -> str:
        return str(sum(one[name] for one in found if age is None or one["age"] == age))

    money = sum((Decimal(one["total"]) for one in found), Decimal("0.00"))
    ages = {}
    for age in AGES:
        first, last = age.began(today)
        # All stages together began on two kinds of days, which no one list shows.
        begun = (
            None
            if not key
            else replace(to, sent_from=first, sent_to=last)
            if key == "sent"
            else replace(to, created_from=first, created_to=last)
        )
        ages[age.key] = ReportCell(
            value=count("quotes", age.key), query=None if begun is None else begun.query()
        )
    return ReportRow(
        key=key,
        label=label,
        cells={
            "quotes": ReportCell(value=count("quotes"), query=to.query()),
            "total": ReportCell(value=_text(money), query=to.query()),
            **ages,
            "on_hold": ReportCell(value=count("on_hold")),
            "open_totals": ReportCell(
                value=count("open_totals"), query=replace(to, priced=False).query()
            ),
        },
    )
