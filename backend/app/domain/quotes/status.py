"""The status machine of a quote: one table, and who may walk along each of its lines.

A status says where the current revision stands. Beside it a quote has flags, which close some of
the table's lines: on hold, converted (it became an order), superseded (a newer revision stands in
its place), revised (it is a later revision itself, so that discarding it leaves one).
"""

from collections.abc import Iterator, Mapping
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
    """What a person may do with a quote as a whole.

    ``APPROVE`` records the customer's yes; what a colleague says of a quote that waits for review
    is ``REVIEW``, or ``RETURN`` where it goes back.
    """

    EDIT = "edit"
    SUBMIT = "submit"
    RECALL = "recall"
    REVIEW = "review"
    RETURN = "return"
    SEND = "send"
    APPROVE = "approve"
    DECLINE = "decline"
    EXPIRE = "expire"
    EXTEND = "extend"
    REVISE = "revise"
    DISCARD = "discard"
    CONVERT = "convert"
    HOLD = "hold"
    RELEASE = "release"
    DELETE = "delete"
    RESTORE = "restore"
    DUPLICATE = "duplicate"


class Who(StrEnum):
    """Who may take a step, among those who may see the quote at all."""

    WRITER = "writer"
    SENDER = "sender"
    OWNER = "owner"
    OWNER_OR_ESTIMATOR = "owner_or_estimator"
    OWNER_OR_MANAGER = "owner_or_manager"
    REVIEWER = "reviewer"
    MANAGER = "manager"


# A deleted draft is a state of its own: its status waits for it to be restored.
DELETED: Final = "deleted"
# Discarding a revision leads to wherever the one before it stood.
EARLIER: Final = "earlier"

type State = QuoteStatus | str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table: the state that it leads to, and who may take it."""

    to: State
    who: Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a quote stands: its state with the flags that close some of the ways from it."""

    state: State
    on_hold: bool = False
    converted: bool = False
    superseded: bool = False
    revised: bool = False

    @property
    def key(self) -> str:
        """Name the standing by all that decides what is allowed, as the database names it too."""
        if self.superseded:
            return "superseded"
        if self.converted:
            return "converted"
        if self.state == DELETED:
            return DELETED
        flags = ("+on_hold" if self.on_hold else "") + ("+revised" if self.revised else "")
        return f"{self.state}{flags}"


_D, _P, _S = QuoteStatus.DRAFT, QuoteStatus.PENDING_REVIEW, QuoteStatus.SENT
_A, _N, _E = QuoteStatus.APPROVED, QuoteStatus.DECLINED, QuoteStatus.EXPIRED

STEPS: Final[Mapping[tuple[State, Action], Step]] = {
    (_D, Action.EDIT): Step(_D, Who.WRITER),
    (_D, Action.SUBMIT): Step(_P, Who.OWNER_OR_ESTIMATOR),
    (_P, Action.RECALL): Step(_D, Who.OWNER),
    (_P, Action.REVIEW): Step(_P, Who.REVIEWER),
    (_P, Action.RETURN): Step(_D, Who.REVIEWER),
    (_D, Action.SEND): Step(_S, Who.SENDER),
    (_P, Action.SEND): Step(_S, Who.SENDER),
    (_S, Action.APPROVE): Step(_A, Who.WRITER),
    (_S, Action.DECLINE): Step(_N, Who.WRITER),
    (_A, Action.DECLINE): Step(_N, Who.MANAGER),
    (_S, Action.EXPIRE): Step(_E, Who.WRITER),
    (_E, Action.EXTEND): Step(_S, Who.WRITER),
    **{(status, Action.REVISE): Step(_D, Who.WRITER) for status in (_S, _A, _N, _E)},
    (_D, Action.DISCARD): Step(EARLIER, Who.WRITER),
    (_A, Action.CONVERT): Step(_A, Who.WRITER),
    **{(status, Action.HOLD): Step(status, Who.WRITER) for status in (_D, _P, _S, _A)},
    **{(status, Action.RELEASE): Step(status, Who.WRITER) for status in QuoteStatus},
    (_D, Action.DELETE): Step(DELETED, Who.OWNER_OR_MANAGER),
    (DELETED, Action.RESTORE): Step(_D, Who.OWNER_OR_MANAGER),
    **{(status, Action.DUPLICATE): Step(status, Who.WRITER) for status in QuoteStatus},
}

# What waits while a quote is on hold: nothing more is promised to the customer, or to the shop.
_HELD: Final = frozenset(
    {
        Action.SUBMIT,
        Action.REVIEW,
        Action.SEND,
        Action.APPROVE,
        Action.EXTEND,
        Action.CONVERT,
        Action.HOLD,
    }
)
# What a customer does with a quote, by link and without an account.
BY_CUSTOMER: Final = frozenset({Action.APPROVE, Action.DECLINE})

_WORDS: Final[Mapping[Action, str]] = {
    Action.EDIT: "changed",
    Action.SUBMIT: "submitted for review",
    Action.RECALL: "recalled from review",
    Action.REVIEW: "reviewed",
    Action.RETURN: "returned from review",
    Action.SEND: "sent",
    Action.APPROVE: "approved",
    Action.DECLINE: "declined",
    Action.EXPIRE: "marked as expired",
    Action.EXTEND: "extended",
    Action.REVISE: "revised",
    Action.DISCARD: "discarded",
    Action.CONVERT: "made into an order",
    Action.HOLD: "put on hold",
    Action.RELEASE: "released",
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
_PEOPLE: Final[Mapping[Who, str]] = {
    Who.WRITER: "its owner, an estimator or a manager",
    Who.SENDER: "its owner, an estimator or a manager",
    Who.OWNER: "its owner",
    Who.OWNER_OR_ESTIMATOR: "its owner or an estimator",
    Who.OWNER_OR_MANAGER: "its owner or a manager",
    Who.REVIEWER: "an estimator or a manager who does not own it",
    Who.MANAGER: "a manager",
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


def standings() -> Iterator[Standing]:
    """Yield every standing that a quote can have, each key once."""
    for state in QuoteStatus:
        for on_hold in (False, True):
            for revised in (False, True):
                yield Standing(state=state, on_hold=on_hold, revised=revised)
    yield Standing(state=DELETED)
    yield Standing(state=QuoteStatus.APPROVED, converted=True)
    yield Standing(state=QuoteStatus.SENT, superseded=True)


def may(actor: Actor, who: Who, owner_id: UUID) -> bool:
    """Whether the actor is among those who may take the step on a quote of this owner."""
    own = actor.user_id == owner_id
    writes = actor.can(Permission.WRITE_ALL_QUOTES) or (
        own and actor.can(Permission.WRITE_OWN_QUOTES)
    )
    among = {
        Who.WRITER: True,
        Who.SENDER: actor.can(Permission.SEND_QUOTES),
        Who.OWNER: own,
        Who.OWNER_OR_ESTIMATOR: own or actor.role is Role.ESTIMATOR,
        Who.OWNER_OR_MANAGER: own or actor.role in {Role.MANAGER, Role.ADMIN},
        Who.REVIEWER: not own and actor.can(Permission.APPROVE_QUOTES),
        Who.MANAGER: actor.role is Role.MANAGER,
    }
    return writes and among[who]


def find_step(action: Action, standing: Standing) -> Step | None:
    """Return the step that the action is from this standing, or None if nobody may take it."""
    if standing.superseded:
        return None
    if standing.converted and action is not Action.DUPLICATE:
        return None
    if standing.on_hold and action in _HELD:
        return None
    if action is Action.RELEASE and not standing.on_hold:
        return None
    if action is (Action.DELETE if standing.revised else Action.DISCARD):
        return None
    return STEPS.get((standing.state, action))


def allowed_actions(actor: Actor, standing: Standing, owner_id: UUID) -> list[Action]:
    """Return what the actor may do with a quote that stands so, in the order of ``Action``."""
    return [
        action
        for action in Action
        if (step := find_step(action, standing)) is not None and may(actor, step.who, owner_id)
    ]


def take(actor: Actor, action: Action, standing: Standing, owner_id: UUID) -> State:
    """Return the state that the action leads to.

    Raises:
        IllegalTransition: nobody may do this as the quote stands.
        NotYoursToDo: others may, the actor may not.
    """
    step = find_step(action, standing)
    if step is None:
        raise illegal(actor, action, standing, owner_id)
    if not may(actor, step.who, owner_id):
        raise NotYoursToDo(
            f"This quote can be {_WORDS[action]} by {_PEOPLE[step.who]}.",
            {
                "status": str(standing.state),
                "action": action.value,
                "allowed": [one.value for one in allowed_actions(actor, standing, owner_id)],
            },
        )
    return step.to


def take_as_customer(action: Action, standing: Standing) -> State:
    """Return the state that a customer's own answer leads to.

    Raises:
        IllegalTransition: the quote as it stands waits for no answer; ``details`` say for which.
    """
    step = find_step(action, standing) if action in BY_CUSTOMER else None
    # A yes can be taken back by a manager only: the customer's second thoughts come by telephone.
    if step is None or standing.state is not QuoteStatus.SENT:
        allowed = [
            one.value
            for one in Action
            if one in BY_CUSTOMER
            and standing.state is QuoteStatus.SENT
            and find_step(one, standing) is not None
        ]
        raise _refusal(action, standing, allowed, "")
    return step.to


def illegal(
    actor: Actor, action: Action, standing: Standing, owner_id: UUID, because: str = ""
) -> IllegalTransition:
    """Return the refusal, with what the actor may do instead."""
    allowed = [one.value for one in allowed_actions(actor, standing, owner_id)]
    return _refusal(action, standing, allowed, because)


def _refusal(
    action: Action, standing: Standing, allowed: list[str], because: str
) -> IllegalTransition:
    return IllegalTransition(
        because or _sentence(action, standing),
        {"status": str(standing.state), "action": action.value, "allowed": allowed},
    )


def _sentence(action: Action, standing: Standing) -> str:
    words, state = _WORDS[action], _STATES[standing.state]
    if standing.superseded:
        return f"A newer revision stands in place of this one, which cannot be {words} any more."
    if standing.converted:
        return f"This quote became an order and cannot be {words}."
    known = (standing.state, action) in STEPS
    if known and action is Action.DELETE:
        return "Other revisions of this quote have been sent: discard this one instead."
    if known and action is Action.DISCARD:
        return "This is the quote's only revision: delete it instead."
    if known and action is Action.RELEASE:
        return "This quote is not on hold."
    held = f"This quote is on hold and cannot be {words}: release it first."
    return held if known else _plain_sentence(words, state)


def _plain_sentence(words: str, state: str) -> str:
    if state == words:
        return f"This quote is {state} already."
    return f"This quote is {state} and cannot be {words}."
