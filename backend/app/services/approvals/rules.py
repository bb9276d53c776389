"""The shop's rules of approval: what the program brings, and what an administrator made of it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import PreconditionFailedError, ValidationError
from app.domain.money import decimal_text
from app.domain.permissions import Permission
from app.domain.quotes.approval import DEFAULT_RULES, ApprovalRule, RuleCode, Rules
from app.models.approval import ApprovalRule as RuleRow
from app.repositories import approvals as kept
from app.schemas.approvals import ApprovalRuleResponse, ApprovalRuleUpdate
from app.services import audit

ENTITY = "approval_rule"


class StaleRule(PreconditionFailedError):
    """The rule changed meanwhile; ``details`` hold it as it stands."""

    code = "approval_rule_changed"


async def get_rules(session: Session) -> Rules:
    """Return all rules as they hold now."""
    rules = dict(DEFAULT_RULES)
    for row in await kept.list_rules(session):
        rule = _read(row)
        rules[rule.code] = rule
    return rules


async def list_rules(session: Session, actor: Actor) -> list[ApprovalRuleResponse]:
    """Return all rules with who changed each last; a rule that nobody changed has version 0."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    rows = {row.code: row for row in await kept.list_rules(session)}
    return [await _view(session, code, rows.get(code.value)) for code in RuleCode]


async def update_rule(
    session: Session,
    actor: Actor,
    code: RuleCode,
    data: ApprovalRuleUpdate,
    *,
    version: int,
    now: datetime,
) -> ApprovalRuleResponse:
    """Set a rule of the shop.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        ValidationError: the limit makes no sense for this rule.
        StaleRule: somebody changed it meanwhile.
    """
    actor.require(Permission.MANAGE_SETTINGS)
    row = await kept.find_rule(session, code.value)
    before = _facts(DEFAULT_RULES[code] if row is None else _read(row))
    if version != (0 if row is None else row.version):
        current = await _view(session, code, row)
        raise StaleRule(StaleRule.__doc__ or "", {"current": current.model_dump(mode="json")})
    limit = _check_limit(code, data.limit)
    terms = list(dict.fromkeys(data.terms)) if code is RuleCode.TERMS else []
    if row is None:
        row = RuleRow(code=code.value, version=0)
        await kept.rules.add(session, row)
    row.active, row.threshold, row.terms = data.active, limit, terms
    row.changed_by, row.updated_at, row.version = actor.user_id, now, row.version + 1
    await kept.rules.flush(session)
    was, became = audit.changes(before, _facts(_read(row)))
    audit.record(
        session,
        actor,
        "approval_rule.changed",
        entity=ENTITY,
        entity_id=row.id,
        label=code.value,
        before=was,
        after=became,
        now=now,
    )
    return await _view(session, code, row)


def _check_limit(code: RuleCode, limit: Decimal | None) -> Decimal | None:
    needed = {RuleCode.TOTAL, RuleCode.DISCOUNT, RuleCode.TYPED_PRICE, RuleCode.RUSH}
    if limit is None and code in needed:
        raise ValidationError.for_field(("limit",), "This rule needs a limit.")
    if code in {RuleCode.DISCOUNT, RuleCode.TYPED_PRICE, RuleCode.MARGIN} and (limit or 0) > 1:
        raise ValidationError.for_field(("limit",), "Write the share as a fraction of one.")
    if code is RuleCode.RUSH and limit is not None and limit != int(limit):
        raise ValidationError.for_field(("limit",), "Write whole days.")
    takes_none = code in {RuleCode.MARGIN_UNKNOWN, RuleCode.OUTSIDE, RuleCode.TERMS}
    return None if takes_none else limit


def _read(row: RuleRow) -> ApprovalRule:
    code = RuleCode(row.code)
    return replace(
        DEFAULT_RULES[code],
        active=row.active,
        limit=None if row.threshold is None else Decimal(decimal_text(row.threshold)),
        terms=tuple(row.terms),
    )


def _facts(rule: ApprovalRule) -> dict[str, Any]:
    return {
        "active": rule.active,
        "limit": None if rule.limit is None else decimal_text(rule.limit),
        "terms": list(rule.terms),
    }


async def _view(session: Session, code: RuleCode, row: RuleRow | None) -> ApprovalRuleResponse:
    rule = DEFAULT_RULES[code] if row is None else _read(row)
    changed_by: UUID | None = None if row is None else row.changed_by
    return ApprovalRuleResponse(
        code=code.value,
        active=rule.active,
        limit=rule.limit,
        terms=list(rule.terms),
        version=0 if row is None else row.version,
        changed_by=await kept.name_of(session, changed_by),
        changed_at=None if row is None else row.updated_at,
    )
