"""What an order tells the shop floor, and until when."""

from datetime import date
from typing import Any

from app.domain.orders import order_number, ready_on, taken_of, work_of
from app.domain.pricing.business_days import WorkWeek

FRIDAY = date(2026, 11, 20)
WEEK = WorkWeek(frozenset({date(2026, 11, 26), date(2026, 11, 27)}))


def test_an_order_is_named_after_its_quote() -> None:
    assert order_number(12345) == "12345SO"


def test_it_is_due_when_the_longest_turnaround_is_over_in_working_days() -> None:
    assert ready_on(FRIDAY, [None, None], WEEK) is None
    assert ready_on(FRIDAY, [0], WEEK) == FRIDAY
    assert ready_on(FRIDAY, [1, None], WEEK) == date(2026, 11, 23)
    # Thanksgiving, the day after it, and a weekend lie between.
    assert ready_on(FRIDAY, [2, 4], WEEK) == date(2026, 11, 30)
    assert ready_on(date(2026, 11, 21), [0], WEEK) == date(2026, 11, 23)


def line(name: str, kind: str = "product", **changes: object) -> dict[str, Any]:
    quantities = [] if kind == "note" else [{"id": f"{name}-500", "quantity": 500}]
    return {
        "id": name,
        "kind": kind,
        "section": "",
        "title": name,
        "description": "",
        "spec_text": "",
        "vendor": "",
        "quantities": quantities,
        **changes,
    }


def item(operation: str, bucket: str = "labour", **changes: object) -> dict[str, Any]:
    return {
        "part": "Sheet",
        "operation": operation,
        "resource": operation,
        "bucket": bucket,
        "units": "20",
        "unit_name": "cuts",
        "hours": "0.1666666667",
        "rate": "48",
        "amount": "8.00",
        "formula": "10 min x $48 an hour",
        **changes,
    }


def test_an_acceptance_without_choices_is_of_what_was_selected() -> None:
    chosen = {"id": "cards-500", "quantity": 500, "selected": True}
    other = {"id": "cards-900", "quantity": 900, "selected": False}
    lines = [
        line("cards", quantities=[chosen, other], optional=False),
        line("banner", quantities=[{**chosen, "id": "banner-500"}], optional=True),
    ]
    assert taken_of(lines, []) == {"cards": "cards-500"}
    kept = [{"line_id": "banner", "quantity_id": "banner-500", "optional": True}]
    assert taken_of(lines, kept) == {"banner": "banner-500"}


def test_only_what_was_taken_is_made_in_the_quotes_order() -> None:
    lines = [line("cards"), line("hint", "note"), line("banner"), line("flyer")]
    work = work_of(lines, {"cards": "cards-500", "flyer": "flyer-500"}, {})
    assert [(one["position"], one["title"], one["quantity"]) for one in work] == [
        (1, "cards", 500),
        (2, "hint", None),
        (3, "flyer", 500),
    ]


def test_steps_are_what_people_do_prepress_first_and_nothing_that_it_costs() -> None:
    items = [
        item("Paper", "paper", hours=None),
        item("Colour clicks", "clicks", hours=None),
        item("Press", "machine", resource="Press 1", hours="0.0166666667"),
        item("Cutting"),
        item("Cutting", hours="0.5"),
        item("Prepress", part="Job", hours="0.25"),
    ]
    estimate = {"parts": [], "facts": [], "internal": {"items": items, "cost": "12.00"}}
    [made] = work_of([line("cards")], {"cards": "cards-500"}, {"cards-500": estimate})
    assert [(step["operation"], step["minutes"]) for step in made["steps"]] == [
        ("Prepress", 15),
        ("Press", 2),
        ("Cutting", 41),
    ]
    for word in ("cost", "rate", "amount", "formula", "internal"):
        assert word not in str(made)
