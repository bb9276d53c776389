"""The inbox: what waits for one's word, what one asked, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.money import money_text
from app.domain.permissions import Permission
from app.domain.quotes.approval import Rules, why_not
from app.repositories import approvals as kept
from app.repositories.approvals import Wanted
from app.services.approvals.asking import principals_of, read_question, why_not_at_all
from app.services.approvals.rules import get_rules

BOXES: Final = ("waiting", "asked", "decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One page of a box, with how many wait for the actor and how many of theirs are open."""

    total: int
    page: int
    per_page: int
    items: list[dict[str, Any]]
    counts: dict[str, int]


async def list_approvals(
    session: Session, actor: Actor, *, box: str, page: int, per_page: int, today: date
) -> Inbox:
    """Return a box of questions with all that a decision looks at; costs for who may see them.

    What waits for the actor is what they may answer, for themselves or for a colleague who is away
    and named them.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    rules = await get_rules(session)
    waiting = await _waiting(session, actor, rules, today=today)
    asked = Wanted(is_open=True, asked_by=actor.user_id)
    counts = {"waiting": len(waiting), "asked": await kept.count_rows(session, asked)}
    skip = (page - 1) * per_page
    if box == "waiting":
        rows, total = waiting[skip : skip + per_page], len(waiting)
    else:
        wanted = asked if box == "asked" else _decided(actor)
        total = await kept.count_rows(session, wanted)
        rows = await kept.list_rows(session, wanted, skip=skip, most=per_page)
    internals = actor.can(Permission.VIEW_COSTS)
    return Inbox(
        total=total,
        page=page,
        per_page=per_page,
        items=[_view(row, internals=internals) for row in rows],
        counts=counts,
    )


def _decided(actor: Actor) -> Wanted:
    """Return the answers of a reviewer, or the answers that somebody else got."""
    if actor.can(Permission.APPROVE_QUOTES):
        return Wanted(is_open=False, decided_by=actor.user_id)
    return Wanted(is_open=False, asked_by=actor.user_id)


async def _waiting(
    session: Session, actor: Actor, rules: Rules, *, today: date
) -> list[dict[str, Any]]:
    if not actor.can(Permission.APPROVE_QUOTES):
        return []
    people = await principals_of(session, actor, today=today)
    found = []
    # The longest asked is the first to be answered.
    for row in reversed(await kept.list_rows(session, Wanted(is_open=True))):
        question = read_question(
            row["facts"], asked_by=UUID(row["asked_by_id"]), rules=row["rules"]
        )
        if why_not_at_all(question, actor.user_id) is not None:
            continue
        name = next(
            (name for person, name in people if why_not(question, person, rules) is None), None
        )
        if name is not None:
            found.append({**row, "for_name": name or None})
    return found


def _view(row: Mapping[str, Any], *, internals: bool) -> dict[str, Any]:
    facts = row["facts"]
    view = {
        "id": row["id"],
        "quote_id": row["quote_id"],
        "number": row["number"],
        "version": row["version"],
        "title": row["title"],
        "owner": row["owner"],
        "customer_name": row["customer_name"],
        "status": row["status"],
        "fingerprint": row["fingerprint"],
        "amount": money_text(Decimal(facts["amount"])),
        "concession": facts["concession"],
        "light": row["light"],
        "rules": row["rules"],
        "comment": row["comment"],
        "asked_by": row["asked_by"],
        "asked_at": row["asked_at"],
        "for_name": row.get("for_name"),
        "won": row["won"],
        "decided_by": row["decided_by"],
        "decided_for": row["decided_for"],
        "decided_at": row["decided_at"],
        "answer": row["answer"],
        "this_revision_only": row["this_revision_only"],
        "valid_until": row["valid_until"],
        "voided_at": row["voided_at"],
        "voided_reason": row["voided_reason"],
    }
    if internals:
        view["internal"] = {
            "margin_percent": row["margin"],
            "lowest_margin_percent": facts["internal"]["lowest_margin"],
            "floor_percent": facts["internal"]["floor"],
            "won_margin_percent": row["won_margin"],
        }
    return view
