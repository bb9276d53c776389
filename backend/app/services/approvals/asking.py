"""Questions about quotes and their answers; the service of quotes asks and answers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, Authority
from app.domain.errors import ForbiddenError
from app.domain.money import decimal_text
from app.domain.permissions import PERMISSIONS, Permission, Role
from app.domain.quotes.approval import Person, Question, Rules, concession_of, why_not
from app.domain.quotes.authority import FiredRule, Offer
from app.models.approval import Approval
from app.repositories import approvals as kept
from app.repositories.approvals import Somebody, find_approved, find_open

__all__ = [
    "Answer",
    "NotYoursToApprove",
    "approve",
    "ask_for_word",
    "find_approved",
    "find_open",
    "list_answerers",
    "person_of",
    "principals_of",
    "read_question",
    "require_reviewer",
    "take_back",
    "void_unless",
]

OPEN: Final = "open"
_REVIEWERS: Final = tuple(
    role.value for role in Role if Permission.APPROVE_QUOTES in PERMISSIONS[role]
)


class NotYoursToApprove(ForbiddenError):
    """Somebody else has to answer this: the sentence says why."""

    code = "approval_not_yours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reviewer says: whether it may go out, with what words, on what condition."""

    comment: str = ""
    this_revision_only: bool = False
    valid_until: date | None = None


async def person_of(session: Session, user_id: UUID) -> Person | None:
    """Return a member of staff as the rules weigh them."""
    found = await kept.find_somebody(session, user_id)
    return None if found is None else _person(found)


def _person(found: Somebody) -> Person:
    return Person(
        id=found.id,
        role=Role(found.role),
        authority=Authority(
            max_total=found.max_total,
            min_margin=found.min_margin,
            max_discount=found.max_discount,
        ),
    )


async def principals_of(session: Session, actor: Actor, *, today: date) -> list[tuple[Person, str]]:
    """Return for whom the actor answers today, themselves first, with the others' names."""
    me = Person(id=actor.user_id, role=actor.role, authority=actor.authority)
    away = await kept.list_principals(session, actor.user_id, today=today)
    return [(me, ""), *((_person(one), one.name) for one in away)]


async def require_reviewer(
    session: Session, actor: Actor, question: Question, rules: Rules, *, today: date
) -> UUID | None:
    """Return for whom the actor may answer: None for themselves, else a colleague who is away.

    Raises:
        NotYoursToApprove: they may not.
    """
    refusal = None
    for person, name in await principals_of(session, actor, today=today):
        # A deputy answers with a colleague's authority, and still for nothing of their own.
        own = why_not_at_all(question, actor.user_id)
        refused = own or why_not(question, person, rules)
        if refused is None:
            return person.id if name else None
        refusal = refusal or refused
    raise NotYoursToApprove(refusal or NotYoursToApprove.__doc__ or "")


async def list_answerers(
    session: Session, question: Question, rules: Rules, *, today: date
) -> list[UUID]:
    """Return who may answer the question today, for themselves or for somebody who is away."""
    found = []
    for one in await kept.list_reviewers(session, _REVIEWERS):
        if why_not_at_all(question, one.id) is not None:
            continue
        away = await kept.list_principals(session, one.id, today=today)
        if any(why_not(question, _person(who), rules) is None for who in (one, *away)):
            found.append(one.id)
    return found


def why_not_at_all(question: Question, user_id: UUID) -> str | None:
    """Say why a person may not answer in anybody's name, or None."""
    if user_id in {question.owner_id, question.asked_by}:
        return "Nobody approves a quote that they own or asked for."
    if user_id in question.typists:
        return "You typed a price in this quote: somebody else has to look at it."
    return None


async def ask_for_word(
    session: Session,
    question: Question,
    fired: Sequence[FiredRule],
    *,
    quote_id: UUID,
    revision: int,
    fingerprint: str,
    comment: str,
    now: datetime,
) -> Approval:
    """Keep a question about a locked quote that has none open."""
    row = Approval(
        quote_id=quote_id,
        revision_number=revision,
        asked_by=question.asked_by,
        asked_at=now,
        fingerprint=fingerprint,
        comment=comment,
        rules=[rule.to_document() for rule in fired],
        facts=_facts(question),
    )
    await kept.approvals.add(session, row)
    return row


async def approve(
    session: Session,
    row: Approval,
    actor: Actor,
    answer: Answer,
    *,
    stood_in_for: UUID | None,
    now: datetime,
) -> None:
    """Keep a reviewer's yes."""
    row.status, row.decided_by, row.decided_at = "approved", actor.user_id, now
    row.decided_for = stood_in_for
    row.answer = answer.comment
    row.this_revision_only, row.valid_until = answer.this_revision_only, answer.valid_until
    await kept.approvals.flush(session)


async def take_back(
    session: Session, quote_id: UUID, actor: Actor, status: str, comment: str, *, now: datetime
) -> None:
    """Close the open question of a locked quote, as returned or recalled; a yes ceases to hold."""
    row = await kept.find_open(session, quote_id)
    if row is not None:
        row.status, row.decided_by, row.decided_at = status, actor.user_id, now
        row.answer = comment
        await kept.approvals.flush(session)
    if status == "returned":
        reason = f"{actor.name} sent the quote back after it was approved."
        await kept.void_others(session, quote_id, fingerprint=None, reason=reason, now=now)


async def void_unless(
    session: Session, quote_id: UUID, fingerprint: str, *, by: str, now: datetime
) -> None:
    """Void what was approved of a quote if the quote is not that any more."""
    reason = f"{by} changed the quote after it was approved."
    await kept.void_others(session, quote_id, fingerprint=fingerprint, reason=reason, now=now)


def _facts(question: Question) -> dict[str, Any]:
    offer = question.offer
    return {
        "owner_id": str(question.owner_id),
        "typists": sorted(map(str, question.typists)),
        "amount": decimal_text(offer.amount),
        "list_total": decimal_text(offer.list_total),
        "asked_total": decimal_text(offer.asked_total),
        "concession": concession_of(offer),
        "under_list": list(offer.under_list),
        "internal": {
            "lowest_margin": None
            if offer.lowest_margin is None
            else decimal_text(offer.lowest_margin),
            "floor": decimal_text(question.floor),
        },
    }


def read_question(
    facts: Mapping[str, Any], *, asked_by: UUID, rules: Sequence[Mapping[str, Any]]
) -> Question:
    """Read a question from what was kept of it."""
    lowest = facts["internal"]["lowest_margin"]
    return Question(
        owner_id=UUID(facts["owner_id"]),
        asked_by=asked_by,
        codes=frozenset(rule["rule"] for rule in rules),
        typists=frozenset(UUID(one) for one in facts["typists"]),
        offer=Offer(
            amount=Decimal(facts["amount"]),
            lowest_margin=None if lowest is None else Decimal(lowest),
            list_total=Decimal(facts["list_total"]),
            asked_total=Decimal(facts["asked_total"]),
            under_list=tuple(facts["under_list"]),
        ),
        floor=Decimal(facts["internal"]["floor"]),
    )
