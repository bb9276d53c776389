"""The status machine of a quote: one table, and who may walk along each of its lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.domain.actor import Actor
from app.domain.errors import ConflictError, ForbiddenError
from app.domain.permissions import Permission, Role


class QuoteStatus(StrEnum):
    """Where a quote stands."""

    DRAFT = "draft"
    PENDING_REVIEW = "pending_review"
    SENT = "sent"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


class Action(StrEnum):
    """What a person may do with a quote as a whole."""

    EDIT = "edit"
    SEND = "send"
    APPROVE = "approve"
    DECLINE = "decline"
    EXPIRE = "expire"
    DELETE = "delete"
    RESTORE = "restore"
    DUPLICATE = "duplicate"


class Who(StrEnum):
    """Who may take a step, among those who may see the quote at all."""

    WRITER = "writer"
    SENDER = "sender"
    OWNER_OR_MANAGER = "owner_or_manager"
    MANAGER = "manager"


# A deleted draft is a state of its own: its status waits for it to be restored.
DELETED: Final = "deleted"

type State = QuoteStatus | str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table: the state that it leads to, and who may take it."""

    to: State
    who: Who


_D, _P, _S = QuoteStatus.DRAFT, QuoteStatus.PENDING_REVIEW, QuoteStatus.SENT
_A, _N, _E = QuoteStatus.APPROVED, QuoteStatus.DECLINED, QuoteStatus.EXPIRED

STEPS: Final[Mapping[tuple[State, Action], Step]] = {
    (_D, Action.EDIT): Step(_D, Who.WRITER),
    (_D, Action.SEND): Step(_S, Who.SENDER),
    (_P, Action.SEND): Step(_S, Who.SENDER),
    (_S, Action.APPROVE): Step(_A, Who.WRITER),
    (_S, Action.DECLINE): Step(_N, Who.WRITER),
    (_A, Action.DECLINE): Step(_N, Who.MANAGER),
    (_S, Action.EXPIRE): Step(_E, Who.WRITER),
    (_D, Action.DELETE): Step(DELETED, Who.OWNER_OR_MANAGER),
    (DELETED, Action.RESTORE): Step(_D, Who.OWNER_OR_MANAGER),
    **{(status, Action.DUPLICATE): Step(status, Who.WRITER) for status in QuoteStatus},
}

_WORDS: Final[Mapping[Action, str]] = {
    Action.EDIT: "changed",
    Action.SEND: "sent",
    Action.APPROVE: "approved",
    Action.DECLINE: "declined",
    Action.EXPIRE: "marked as expired",
    Action.DELETE: "deleted",
    Action.RESTORE: "restored",
    Action.DUPLICATE: "duplicated",
}
_STATES: Final[Mapping[State, str]] = {
    _D: "a draft",
    _P: "waiting for review",
    _S: "sent",
    _A: "approved",
    _N: "declined",
    _E: "expired",
    DELETED: "deleted",
}


class IllegalTransition(ConflictError):
    """The quote's status does not allow this; ``details`` say what is allowed now."""

    code = "quote_illegal_transition"


class NotYoursToDo(ForbiddenError):
    """The status allows it, but not to this person."""

    code = "quote_action_denied"


def state_of(status: QuoteStatus, *, deleted: bool) -> State:
    """Return the state that the table speaks of."""
    return DELETED if deleted else status


def shown_status(status: QuoteStatus, valid_until: date, today: date) -> QuoteStatus:
    """Return the status as it stands today: a sent quote is expired once its last day is over.

    The nightly job writes it down; until then whoever looks must see the same.
    """
    if status is QuoteStatus.SENT and valid_until < today:
        return QuoteStatus.EXPIRED
    return status


def may(actor: Actor, who: Who, owner_id: UUID) -> bool:
    """Whether the actor is among those who may take the step on a quote of this owner."""
    own = actor.user_id == owner_id
    writes = actor.can(Permission.WRITE_ALL_QUOTES) or (
        own and actor.can(Permission.WRITE_OWN_QUOTES)
    )
    if not writes:
        return False
    match who:
        case Who.WRITER:
            return True
        case Who.SENDER:
            return actor.can(Permission.SEND_QUOTES)
        case Who.OWNER_OR_MANAGER:
            return own or actor.role in {Role.MANAGER, Role.ADMIN}
        case Who.MANAGER:
            return actor.role is Role.MANAGER


def allowed_actions(actor: Actor, state: State, owner_id: UUID) -> list[Action]:
    """Return what the actor may do with a quote in this state, in the order of ``Action``."""
    return [
        action
        for action in Action
        if (step := STEPS.get((state, action))) is not None and may(actor, step.who, owner_id)
    ]


def take(actor: Actor, action: Action, state: State, owner_id: UUID) -> State:
    """Return the state that the action leads to.

    Raises:
        IllegalTransition: nobody may do this in this state.
        NotYoursToDo: others may, the actor may not.
    """
    step = STEPS.get((state, action))
    if step is None:
        raise illegal(actor, action, state, owner_id)
    if not may(actor, step.who, owner_id):
        who = {
            Who.WRITER: "its owner, an estimator or a manager",
            Who.SENDER: "its owner, an estimator or a manager",
            Who.OWNER_OR_MANAGER: "its owner or a manager",
            Who.MANAGER: "a manager",
        }[step.who]
        raise NotYoursToDo(
            f"This quote can be {_WORDS[action]} by {who}.",
            {"status": str(state), "action": action.value},
        )
    return step.to


def illegal(
    actor: Actor, action: Action, state: State, owner_id: UUID, because: str = ""
) -> IllegalTransition:
    """Return the refusal, with what the actor may do instead."""
    allowed = [one.value for one in allowed_actions(actor, state, owner_id)]
    sentence = f"This quote is {_STATES[state]} and cannot be {_WORDS[action]}."
    if _STATES[state] == _WORDS[action]:
        sentence = f"This quote is {_STATES[state]} already."
    return IllegalTransition(
        because or sentence, {"status": str(state), "action": action.value, "allowed": allowed}
    )
