"""Asking a colleague for their word before a quote goes out, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.db import Session
from app.documents.inputs import long_date
from app.domain.actor import Actor
from app.domain.errors import ConflictError
from app.domain.mail import MailKind
from app.domain.notifications import NotificationKind
from app.domain.permissions import Permission, Role
from app.domain.quotes.approval import Case, Person, ask, fingerprint, rules_for
from app.domain.quotes.authority import ApprovalNeeded, FiredRule
from app.domain.quotes.draft import LineQuantity
from app.domain.quotes.quote import PricedDraft, price_draft, problems_before_sending
from app.domain.quotes.status import Action, QuoteStatus, illegal
from app.models.approval import Approval
from app.repositories.quotes.loading import QuoteHead, find_parties
from app.repositories.quotes.reading import QuoteDocument
from app.schemas.approvals import QuoteReturn, QuoteReview, QuoteSubmit
from app.services import approvals
from app.services.notifications import News
from app.services.quotes import alerting, mapping
from app.services.quotes.context import Desk, get_document, get_head, standing_of_head
from app.services.quotes.lifecycle import begin, get_state, mark


class NothingToReview(ConflictError):
    """This quote cannot be reviewed yet; ``details`` say what must be mended first."""

    code = "quote_not_reviewable"


class ApprovalOutdated(ConflictError):
    """The quote is not what you saw any more: look at it again before you decide."""

    code = "approval_outdated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A stored quote as it is priced, with what the rules look at."""

    priced: PricedDraft
    case: Case
    parties: Mapping[str, Any]
    fingerprint: str


async def submit_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteSubmit,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Ask a colleague for their word; nobody changes the quote until it comes back.

    Every rule that fires for the quote's owner goes with the question. A question without a rule is
    one too: somebody is to look at it.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
        NothingToReview: it has no line with a price, or one with a problem.
    """
    head = await begin(session, actor, quote_id, Action.SUBMIT, version=version, desk=desk)
    state = await get_state(session, quote_id)
    judged = await judge(session, head, state, desk=desk)
    problems = problems_before_sending(judged.priced, today=desk.today)
    if problems:
        raise NothingToReview(problems[0], {"problems": problems})
    rules = await approvals.get_rules(session)
    owner = await approvals.person_of(session, head.owner_id)
    sender = owner or _person(actor)
    fired = rules_for(sender, judged.case, rules)
    question = replace(ask(sender, judged.case, fired), asked_by=actor.user_id)
    await approvals.ask_for_word(
        session,
        question,
        fired,
        quote_id=quote_id,
        revision=head.revision,
        fingerprint=judged.fingerprint,
        comment=data.comment,
        now=now,
    )
    facts = {"note": data.comment, "rules": [rule.code for rule in fired], "total": state["total"]}
    changed = {"status": QuoteStatus.PENDING_REVIEW}
    await mark(session, actor, head, state, changed, action="quote.submitted", facts=facts, now=now)
    await alerting.tell_in_own_words(
        session,
        actor,
        quote_id,
        set(await approvals.list_answerers(session, question, rules, today=desk.today)),
        News(
            kind=NotificationKind.APPROVAL_ASKED,
            text=f"{actor.name} asks for your approval",
            said=data.comment,
        ),
        alerting.StaffMail(
            kind=MailKind.APPROVAL_ASKED,
            values={
                "asked_by": actor.name,
                "reasons": "\n".join(rule.sentence for rule in fired),
                "comment": data.comment,
            },
            total=state["total"],
        ),
        origin=desk.links.origin,
        now=now,
    )
    return await get_document(session, actor, quote_id, today=desk.today)


async def recall_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Take a quote back from review, to change it; a yes that it has holds while it stays the same.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.RECALL, version=version, desk=desk)
    state = await get_state(session, quote_id)
    await approvals.take_back(session, quote_id, actor, "recalled", "", now=now)
    changed = {"status": QuoteStatus.DRAFT}
    await mark(session, actor, head, state, changed, action="quote.recalled", now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def return_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteReturn,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Send a quote back to its owner with what is to be done; a yes that it has ceases to hold.

    Raises:
        QuoteNotFound, StaleQuote, IllegalTransition, NotYoursToDo
    """
    head = await begin(session, actor, quote_id, Action.RETURN, version=version, desk=desk)
    state = await get_state(session, quote_id)
    question = await approvals.find_open(session, quote_id)
    asked_by = head.owner_id if question is None else question.asked_by
    await approvals.take_back(session, quote_id, actor, "returned", data.comment, now=now)
    changed = {"status": QuoteStatus.DRAFT}
    facts = {"note": data.comment}
    await mark(session, actor, head, state, changed, action="quote.returned", facts=facts, now=now)
    decision = {"decision": "sent it back", "comment": data.comment}
    total: str | None = state["total"]
    await _tell_decision(session, actor, head, asked_by, decision, total, desk=desk, now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def review_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteReview,
    *,
    version: int,
    desk: Desk,
    now: datetime,
) -> QuoteDocument:
    """Approve what was seen, all rules that asked at once: its owner may send it then.

    Raises:
        QuoteNotFound, StaleQuote, NotYoursToDo
        IllegalTransition: it waits for no review, or the answer has been given.
        NotYoursToApprove: the actor owns it, asked for it, typed a price in it, or may not agree
            to so much.
        ApprovalOutdated: the quote is not what the actor saw.
    """
    head = await begin(session, actor, quote_id, Action.REVIEW, version=version, desk=desk)
    state = await get_state(session, quote_id)
    row = await approvals.find_open(session, quote_id)
    if row is None:
        standing = standing_of_head(head, desk.today)
        because = "This quote has its answer already: its owner can send it."
        raise illegal(actor, Action.REVIEW, standing, head.owner_id, because)
    question = approvals.read_question(row.facts, asked_by=row.asked_by, rules=row.rules)
    rules = await approvals.get_rules(session)
    stood_in_for = await approvals.require_reviewer(
        session, actor, question, rules, today=desk.today
    )
    judged = await judge(session, head, state, desk=desk)
    if {data.fingerprint, row.fingerprint, judged.fingerprint} != {data.fingerprint}:
        raise ApprovalOutdated(ApprovalOutdated.__doc__ or "", {"now": judged.fingerprint})
    days = data.valid_days
    answer = approvals.Answer(
        comment=data.comment,
        this_revision_only=data.this_revision_only,
        valid_until=None if days is None else desk.today + timedelta(days=days - 1),
    )
    await approvals.approve(session, row, actor, answer, stood_in_for=stood_in_for, now=now)
    facts = {
        "note": data.comment,
        "rules": [rule["rule"] for rule in row.rules],
        "valid_until": None if answer.valid_until is None else answer.valid_until.isoformat(),
        "this_revision_only": answer.this_revision_only,
        "total": state["total"],
    }
    await mark(session, actor, head, state, {}, action="quote.reviewed", facts=facts, now=now)
    conditions = []
    if answer.this_revision_only:
        conditions.append("It holds for this revision only.")
    if answer.valid_until is not None:
        conditions.append(f"It holds through {long_date(answer.valid_until)}.")
    decision = {
        "decision": "approved it",
        "condition": " ".join(conditions),
        "comment": data.comment,
    }
    total: str | None = state["total"]
    await _tell_decision(session, actor, head, row.asked_by, decision, total, desk=desk, now=now)
    return await get_document(session, actor, quote_id, today=desk.today)


async def _tell_decision(
    session: Session,
    actor: Actor,
    head: QuoteHead,
    asked_by: UUID,
    said: Mapping[str, str],
    total: str | None,
    *,
    desk: Desk,
    now: datetime,
) -> None:
    await alerting.tell_in_own_words(
        session,
        actor,
        head.id,
        {asked_by, head.owner_id},
        News(
            kind=NotificationKind.APPROVAL_DECIDED,
            text=f"{actor.name} {said['decision']}",
            said=said["comment"],
        ),
        alerting.StaffMail(
            kind=MailKind.APPROVAL_DECIDED,
            values={"decided_by": actor.name, **said},
            total=total,
        ),
        origin=desk.links.origin,
        now=now,
    )


async def check_quote(
    session: Session, actor: Actor, quote_id: UUID, *, desk: Desk
) -> dict[str, Any]:
    """Say all that keeps the quote from going out if the actor sends it now; nothing is written.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    head = await get_head(session, actor, quote_id, lock=False)
    state = await get_state(session, quote_id)
    judged = await judge(session, head, state, desk=desk)
    problems = problems_before_sending(judged.priced, today=desk.today)
    contact = judged.parties["contact"]
    if contact is None or not contact["email"]:
        problems.append("Choose a contact with an e-mail address, or say where to send it.")
    problems += missing_reasons(actor, judged.priced)
    rules = await approvals.get_rules(session)
    fired = rules_for(_person(actor), judged.case, rules)
    cleared = await _cleared(session, head, judged, fired, desk=desk)
    open_rules = [rule for rule in fired if rule.code not in cleared]
    current = judged.parties["rate_card_version"] == judged.priced.rates_version
    return {
        "problems": problems,
        "rules": [{**rule.to_document(), "cleared": rule.code in cleared} for rule in fired],
        "rates_current": current,
        "can_send": not problems and not open_rules,
        "fingerprint": judged.fingerprint,
    }


async def require_authority(
    session: Session,
    actor: Actor,
    head: QuoteHead,
    judged: Judged,
    *,
    desk: Desk,
) -> None:
    """Pass if no rule fires for the actor that a colleague has not cleared.

    Raises:
        ApprovalNeeded: with every rule that fired and is open.
    """
    rules = await approvals.get_rules(session)
    fired = rules_for(_person(actor), judged.case, rules)
    cleared = await _cleared(session, head, judged, fired, desk=desk)
    still = [rule for rule in fired if rule.code not in cleared]
    if still:
        sentences = " ".join(rule.sentence for rule in still)
        raise ApprovalNeeded(
            f"{sentences} Request an approval, or let a manager send it.",
            {
                "rules": [rule.to_document() for rule in still],
                "can_be_sent_by": [Role.MANAGER.value, Role.ADMIN.value],
            },
        )


async def judge(
    session: Session, head: QuoteHead, state: Mapping[str, Any], *, desk: Desk
) -> Judged:
    """Price a stored quote by the rates it has, with what the rules look at beside it."""
    draft, known = mapping.to_draft(state)
    parties = await find_parties(
        session,
        customer_id=draft.header.customer_id,
        contact_id=draft.header.contact_id,
        owner_id=head.owner_id,
    )
    rates = await desk.books.version(session, state["rate_card_version"])
    terms = mapping.to_customer_terms(parties["customer"])
    priced = price_draft(draft, known, rates, terms, on=desk.today)
    return judged_of(head, priced, parties, floor=rates.policy.margin_floor)


def judged_of(
    head: QuoteHead, priced: PricedDraft, parties: Mapping[str, Any], *, floor: Decimal
) -> Judged:
    """Return a priced quote with what the rules look at beside it."""
    customer = parties["customer"]
    return Judged(
        priced=priced,
        case=Case(
            priced=priced,
            owner_id=head.owner_id,
            floor=floor,
            customer_terms=None if customer is None else customer["payment_terms"],
        ),
        parties=parties,
        fingerprint=fingerprint(priced),
    )


def missing_reasons(actor: Actor, priced: PricedDraft) -> list[str]:
    """An estimator's own prices are looked at later by others, so each says why."""
    if actor.role is not Role.ESTIMATOR:
        return []

    def lacks_reason(one: LineQuantity) -> bool:
        return one.is_typed and one.typed_by == actor.user_id and not one.typed_reason

    return [
        f"Line {place}, {line.line.title}: say why its price was typed."
        for place, line in enumerate(priced.lines, 1)
        if any(lacks_reason(one) for one in line.line.quantities)
    ]


async def _cleared(
    session: Session, head: QuoteHead, judged: Judged, fired: list[FiredRule], *, desk: Desk
) -> set[str]:
    """Return which of the rules a colleague's yes to this very offer clears."""
    row = await approvals.find_approved(session, head.id) if fired else None
    if row is None or not _holds(row, head, judged, desk=desk):
        return set()
    return {rule["rule"] for rule in row.rules}


def _holds(row: Approval, head: QuoteHead, judged: Judged, *, desk: Desk) -> bool:
    return (
        row.fingerprint == judged.fingerprint
        and (row.valid_until is None or desk.today <= row.valid_until)
        and not (row.this_revision_only and row.revision_number != head.revision)
    )


def _person(actor: Actor) -> Person:
    return Person(id=actor.user_id, role=actor.role, authority=actor.authority)
