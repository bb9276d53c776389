"""When a customer is reminded: each step on its day, none twice, none after days of silence."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.quotes.follow_up import LATEST, USUAL_PLAN, Plan, Step, due, next_step, steps_of

SENT = date(2026, 11, 20)
DAYS = st.lists(st.integers(1, 60), max_size=5).map(tuple)


def day(number: int) -> date:
    return SENT + timedelta(days=number)


def test_a_plan_counts_from_sending_and_back_from_the_last_day() -> None:
    steps = steps_of(USUAL_PLAN, sent_on=SENT, valid_until=day(30))
    assert steps == [
        Step("after:3", day(3)),
        Step("after:7", day(7)),
        Step("after:14", day(14)),
        Step("before:2", day(28)),
    ]
    assert steps_of(Plan(active=False), sent_on=SENT, valid_until=day(30)) == []


def test_no_step_is_before_sending_after_the_last_day_or_on_a_day_that_has_one() -> None:
    short = steps_of(USUAL_PLAN, sent_on=SENT, valid_until=day(5))
    # Three days after sending is two days before the last one: one mail, which says so.
    assert short == [Step("before:2", day(3))]
    assert steps_of(USUAL_PLAN, sent_on=SENT, valid_until=day(1)) == []


@pytest.mark.parametrize(
    ("today", "done", "codes", "following"),
    [
        (day(2), [], [], "after:3"),
        (day(3), [], ["after:3"], "after:3"),
        # The shop was closed: a step waits a few days, and then is passed over.
        (day(6), [], ["after:3"], "after:3"),
        (day(3) + LATEST, [], ["after:7"], "after:7"),
        (day(7), [], ["after:3", "after:7"], "after:3"),
        (day(7), [("after:3", day(3))], ["after:7"], "after:7"),
        (day(14), [("after:14", day(14))], [], "before:2"),
        (day(40), [], [], None),
    ],
)
def test_a_step_is_due_from_its_day_on_for_a_while(
    today: date, done: list[tuple[str, date]], codes: list[str], following: str | None
) -> None:
    steps = steps_of(USUAL_PLAN, sent_on=SENT, valid_until=day(30))
    assert [step.code for step in due(steps, done, today=today)] == codes
    found = next_step(steps, done, today=today)
    assert (None if found is None else found.code) == following


@settings(max_examples=60)
@given(after=DAYS, before=DAYS, valid=st.integers(0, 60), today=st.integers(-5, 70))
def test_whatever_the_plan_no_day_has_two_mails_and_what_is_done_stays_done(
    after: tuple[int, ...], before: tuple[int, ...], valid: int, today: int
) -> None:
    plan = Plan(days_after=after, days_before=before)
    steps = steps_of(plan, sent_on=SENT, valid_until=day(valid))
    days = [step.due_on for step in steps]
    assert days == sorted(set(days))
    assert all(SENT < one <= day(valid) for one in days)
    found = due(steps, (), today=day(today))
    done = {(step.code, step.due_on) for step in found}
    assert due(steps, done, today=day(today)) == []
    # A later last day opens its own steps again, and none of those that count from sending.
    later = steps_of(plan, sent_on=SENT, valid_until=day(valid + 9))
    again = {step.code for step in due(later, done, today=day(today))}
    assert not any(code.startswith("after:") for code in again & {code for code, _ in done})
