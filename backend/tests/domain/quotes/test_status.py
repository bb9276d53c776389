"""The status machine: every standing, every action, every role."""

from datetime import date
from uuid import uuid4

import pytest

from app.domain.actor import Actor
from app.domain.permissions import Role
from app.domain.quotes.status import (
    BY_CUSTOMER,
    Action,
    IllegalTransition,
    NotYoursToDo,
    QuoteStatus,
    Standing,
    allowed_actions,
    shown_status,
    standings,
    take,
    take_as_customer,
)

DAY = date(2026, 11, 20)

# Who may do what with one's own quote, and with somebody else's, as product.md has it. Written out
# a second time on purpose: a slip in the table must not slip in here as well.
ALL = {"sales", "estimator", "manager", "admin"}
OTHERS = {"estimator", "manager", "admin"}
REVIEWERS = {"estimator", "manager"}
NOBODY: set[str] = set()
TABLE: dict[tuple[str, str], tuple[str, set[str], set[str]]] = {
    ("draft", "edit"): ("draft", ALL, OTHERS),
    ("draft", "submit"): ("pending_review", ALL, {"estimator"}),
    ("draft", "send"): ("sent", ALL, OTHERS),
    ("draft", "hold"): ("draft", ALL, OTHERS),
    ("draft", "delete"): ("deleted", ALL, {"manager", "admin"}),
    ("draft+on_hold", "edit"): ("draft", ALL, OTHERS),
    ("draft+on_hold", "release"): ("draft", ALL, OTHERS),
    ("draft+on_hold", "delete"): ("deleted", ALL, {"manager", "admin"}),
    ("pending_review", "recall"): ("draft", ALL, NOBODY),
    ("pending_review", "review"): ("pending_review", NOBODY, REVIEWERS),
    ("pending_review", "return"): ("draft", NOBODY, REVIEWERS),
    ("pending_review", "send"): ("sent", ALL, OTHERS),
    ("pending_review", "hold"): ("pending_review", ALL, OTHERS),
    ("pending_review+on_hold", "recall"): ("draft", ALL, NOBODY),
    ("pending_review+on_hold", "return"): ("draft", NOBODY, REVIEWERS),
    ("pending_review+on_hold", "release"): ("pending_review", ALL, OTHERS),
    ("sent", "approve"): ("approved", ALL, OTHERS),
    ("sent", "decline"): ("declined", ALL, OTHERS),
    ("sent", "expire"): ("expired", ALL, OTHERS),
    ("sent", "revise"): ("draft", ALL, OTHERS),
    ("sent", "hold"): ("sent", ALL, OTHERS),
    ("sent+on_hold", "decline"): ("declined", ALL, OTHERS),
    ("sent+on_hold", "expire"): ("expired", ALL, OTHERS),
    ("sent+on_hold", "revise"): ("draft", ALL, OTHERS),
    ("sent+on_hold", "release"): ("sent", ALL, OTHERS),
    ("approved", "decline"): ("declined", {"manager"}, {"manager"}),
    ("approved", "revise"): ("draft", ALL, OTHERS),
    ("approved", "convert"): ("approved", ALL, OTHERS),
    ("approved", "hold"): ("approved", ALL, OTHERS),
    ("approved+on_hold", "decline"): ("declined", {"manager"}, {"manager"}),
    ("approved+on_hold", "revise"): ("draft", ALL, OTHERS),
    ("approved+on_hold", "release"): ("approved", ALL, OTHERS),
    ("declined", "revise"): ("draft", ALL, OTHERS),
    ("declined+on_hold", "revise"): ("draft", ALL, OTHERS),
    ("declined+on_hold", "release"): ("declined", ALL, OTHERS),
    ("expired", "extend"): ("sent", ALL, OTHERS),
    ("expired", "revise"): ("draft", ALL, OTHERS),
    ("expired+on_hold", "revise"): ("draft", ALL, OTHERS),
    ("expired+on_hold", "release"): ("expired", ALL, OTHERS),
    ("deleted", "restore"): ("draft", ALL, {"manager", "admin"}),
    ("converted", "duplicate"): ("approved", ALL, OTHERS),
    **{
        (f"{status}{flag}", "duplicate"): (status, ALL, OTHERS)
        for status in ("draft", "pending_review", "sent", "approved", "declined", "expired")
        for flag in ("", "+on_hold")
    },
}


def expected_of(standing: Standing, action: Action) -> tuple[str, set[str], set[str]] | None:
    """Look the pair up; a later revision is discarded where a first one is deleted."""
    key = standing.key.removesuffix("+revised")
    if standing.revised and standing.state == "draft":
        if action is Action.DELETE:
            return None
        if action is Action.DISCARD:
            return "earlier", ALL, OTHERS
    return TABLE.get((key, action.value))


def somebody(role: Role) -> Actor:
    return Actor(user_id=uuid4(), name="Pat", email="pat@shop.example", role=role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("standing", list(standings()), ids=lambda one: one.key)
def test_each_step_is_taken_by_those_who_may_and_by_nobody_else(
    standing: Standing, role: Role
) -> None:
    actor = somebody(role)
    for own in (True, False):
        owner = actor.user_id if own else uuid4()
        allowed = allowed_actions(actor, standing, owner)
        for action in Action:
            expected = expected_of(standing, action)
            if expected is None:
                with pytest.raises(IllegalTransition) as refused:
                    take(actor, action, standing, owner)
                assert refused.value.details["status"] == str(standing.state)
                assert refused.value.details["allowed"] == [one.value for one in allowed]
                continue
            to, owners, others = expected
            if role.value in (owners if own else others):
                assert str(take(actor, action, standing, owner)) == to
                assert action in allowed
            else:
                with pytest.raises(NotYoursToDo) as denied:
                    take(actor, action, standing, owner)
                assert denied.value.details["allowed"] == [one.value for one in allowed]
                assert action not in allowed


def test_every_standing_has_a_name_of_its_own() -> None:
    keys = [standing.key for standing in standings()]
    assert len(keys) == len(set(keys))
    assert {key for key, _ in TABLE} <= set(keys)


def test_a_customer_answers_what_was_sent_and_nothing_else() -> None:
    for standing in standings():
        open_to = (
            BY_CUSTOMER if standing.key.removesuffix("+revised") == "sent" else {Action.DECLINE}
        )
        answers = open_to if standing.key.startswith("sent") else frozenset[Action]()
        for action in Action:
            if action in answers:
                assert take_as_customer(action, standing) in {"approved", "declined"}
            else:
                with pytest.raises(IllegalTransition) as refused:
                    take_as_customer(action, standing)
                assert set(refused.value.details["allowed"]) == {one.value for one in answers}


def test_only_a_sent_quote_expires_by_itself_and_only_after_its_last_day() -> None:
    yesterday = date(2026, 11, 19)
    for status in QuoteStatus:
        assert shown_status(status, DAY, DAY) is status
        expected = QuoteStatus.EXPIRED if status is QuoteStatus.SENT else status
        assert shown_status(status, yesterday, DAY) is expected
