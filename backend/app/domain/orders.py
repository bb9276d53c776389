"""An order: what the shop makes of an accepted quote, told to the shop floor without a price."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from app.domain.pricing.business_days import WorkWeek

_ONE_DAY: Final = timedelta(days=1)
_MINUTES: Final = 60
# Clicks are counted by the machine; nobody does them.
_NO_WORK: Final = frozenset({"paper", "material", "clicks"})
_FIRST: Final = ("Prepress", "Plates")


def order_number(base: int) -> str:
    """Write an order's number: 12345SO, after the quote's own."""
    return f"{base}SO"


def ready_on(ordered_on: date, days: Iterable[int | None], week: WorkWeek) -> date | None:
    """Return the day on which the longest of these turnarounds is over, in working days.

    None where no line names one.
    """
    named = [one for one in days if one is not None]
    if not named:
        return None
    day, left = ordered_on, max(named)
    while left > 0 or not week.is_open(day):
        day += _ONE_DAY
        left -= week.is_open(day)
    return day


def taken_of(
    lines: Sequence[Mapping[str, Any]], choices: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """Return the quantity that was accepted of each line, by their ids.

    An acceptance of before choices were kept is one of what is selected, without any option.
    """
    if choices:
        return {one["line_id"]: one["quantity_id"] for one in choices}
    return {
        line["id"]: one["id"]
        for line in lines
        if not line["optional"] and not line.get("alternate_of")
        for one in line["quantities"]
        if one["selected"]
    }


def work_of(
    lines: Sequence[Mapping[str, Any]],
    taken: Mapping[str, str],
    estimates: Mapping[str, Mapping[str, Any]],
    artwork: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, Any]]:
    """Return what is to be made and done for each line, in the order of the quote.

    Args:
        lines: the lines as the quote has them.
        taken: the id of the quantity that was ordered, by the id of its line; notes have none, and
            an option that was not taken is left out.
        estimates: the engine's whole answer by the id of the quantity. What it costs is left
            behind: no amount, rate or formula goes to the floor.
        artwork: the names of the files that a line is printed from, by the id of the line.
    """
    work: list[dict[str, Any]] = []
    for line in lines:
        one = next((one for one in line["quantities"] if one["id"] == taken.get(line["id"])), None)
        if one is None and line["kind"] != "note":
            continue
        estimate = {} if one is None else estimates.get(one["id"]) or {}
        work.append(
            {
                "position": len(work) + 1,
                "kind": line["kind"],
                "section": line["section"],
                "title": line["title"],
                "description": line["description"],
                "specification": line["spec_text"],
                "vendor": line["vendor"],
                "quantity": None if one is None else one["quantity"],
                "parts": [_part(part) for part in estimate.get("parts", [])],
                "steps": _steps(estimate.get("internal", {}).get("items", [])),
                "facts": [
                    *estimate.get("facts", []),
                    *_named_artwork((artwork or {}).get(line["id"], ())),
                ],
            }
        )
    return work


def _named_artwork(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"code": "artwork", "label": "Artwork", "value": ", ".join(names)}] if names else []


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    kept = (
        "name",
        "press_name",
        "stock",
        "stock_name",
        "words",
        "forms",
        "plates",
        "net_sheets",
        "gross_sheets",
        "parents",
        "parent_out",
        "layout",
        "facts",
        "remarks",
    )
    return {name: part[name] for name in kept}


def _steps(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what is done, what is done before the press first; the engine names the rest in order.

    One operation on one part is one step, however many items it costs.
    """
    steps: dict[tuple[str, str, str], dict[str, Any]] = {}
    ordered = sorted(items, key=lambda item: item["operation"] not in _FIRST)
    for item in ordered:
        if item["bucket"] in _NO_WORK:
            continue
        name = (item["part"], item["operation"], item["resource"])
        step = steps.setdefault(
            name,
            {
                "part": item["part"],
                "operation": item["operation"],
                "resource": item["resource"],
                "units": item["units"],
                "unit_name": item["unit_name"],
                "minutes": 0,
            },
        )
        step["minutes"] += _minutes(item["hours"])
    return list(steps.values())


def _minutes(hours: str | None) -> int:
    """Return whole minutes, a begun one counted, without a float."""
    if hours is None:
        return 0
    return int((Decimal(hours) * _MINUTES).to_integral_value(rounding=ROUND_CEILING))
