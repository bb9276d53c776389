"""The status machine: every state, every action, every role."""

from datetime import date
from uuid import uuid4

import pytest

from app.domain.actor import Actor
from app.domain.permissions import Role
from app.domain.quotes.status import (
    DELETED,
    Action,
    IllegalTransition,
    NotYoursToDo,
    QuoteStatus,
    State,
    allowed_actions,
    shown_status,
    take,
)

DAY = date(2026, 11, 20)
STATES: list[State] = [*QuoteStatus, DELETED]

# Who may do what with somebody else's quote, and with one's own, as product.md has it. Written out
# a second time on purpose: a slip in the table must not slip in here as well.
ALL = {"sales", "estimator", "manager", "admin"}
OTHERS = {"estimator", "manager", "admin"}
TABLE: dict[tuple[str, str], tuple[str, set[str], set[str]]] = {
    ("draft", "edit"): ("draft", ALL, OTHERS),
    ("draft", "send"): ("sent", ALL, OTHERS),
    ("draft", "delete"): ("deleted", ALL, {"manager", "admin"}),
    ("pending_review", "send"): ("sent", ALL, OTHERS),
    ("sent", "approve"): ("approved", ALL, OTHERS),
    ("sent", "decline"): ("declined", ALL, OTHERS),
    ("sent", "expire"): ("expired", ALL, OTHERS),
    ("approved", "decline"): ("declined", {"manager"}, {"manager"}),
    ("deleted", "restore"): ("draft", ALL, {"manager", "admin"}),
    **{
        (status, "duplicate"): (status, ALL, OTHERS)
        for status in ("draft", "pending_review", "sent", "approved", "declined", "expired")
    },
}


def somebody(role: Role) -> Actor:
    return Actor(user_id=uuid4(), name="Pat", email="pat@shop.example", role=role)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", STATES)
def test_each_step_is_taken_by_those_who_may_and_by_nobody_else(
    state: State, action: Action, role: Role, own: bool
) -> None:
    actor = somebody(role)
    owner = actor.user_id if own else uuid4()
    expected = TABLE.get((str(state), action.value))
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            take(actor, action, state, owner)
        assert refused.value.details["status"] == str(state)
        assert refused.value.details["allowed"] == [
            one.value for one in allowed_actions(actor, state, owner)
        ]
        return
    to, owners, others = expected
    if role.value in (owners if own else others):
        assert str(take(actor, action, state, owner)) == to
        assert action in allowed_actions(actor, state, owner)
    else:
        with pytest.raises(NotYoursToDo):
            take(actor, action, state, owner)
        assert action not in allowed_actions(actor, state, owner)


def test_only_a_sent_quote_expires_by_itself_and_only_after_its_last_day() -> None:
    yesterday = date(2026, 11, 19)
    for status in QuoteStatus:
        assert shown_status(status, DAY, DAY) is status
        expected = QuoteStatus.EXPIRED if status is QuoteStatus.SENT else status
        assert shown_status(status, yesterday, DAY) is expected
