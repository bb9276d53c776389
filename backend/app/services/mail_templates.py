"""Mails as the shop words them: what the program brings, and what an administrator made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from app.db import Session
from app.documents.letters import letter_outline, letter_text
from app.domain.actor import Actor
from app.domain.errors import ConflictError, NotFoundError, PreconditionFailedError
from app.domain.mail import KINDS, SHIPPED, Letter, MailKind, Wording, check_wording, merge
from app.domain.permissions import Permission
from app.models.message import MailTemplate
from app.repositories import mail_templates as kept
from app.schemas.mail_templates import (
    MailFieldResponse,
    MailKindResponse,
    MailPiece,
    MailPreview,
    MailTemplateCreate,
    MailTemplateList,
    MailTemplateResponse,
    MailTemplateUpdate,
    MailWording,
)
from app.services import audit

ENTITY: Final = "mail_template"
MOST_OF_A_KIND: Final = 20
# Where a preview's link leads: it looks like one and lets nobody in.
SAMPLE_LINK: Final = "/q/the-customers-own-link"


class MailTemplateNotFound(NotFoundError):
    """There is no such mail template."""

    code = "mail_template_not_found"


class StaleMailTemplate(PreconditionFailedError):
    """The template changed meanwhile; ``details`` hold it as it stands."""

    code = "mail_template_changed"


class OneOfAKind(ConflictError):
    """Mails of this kind have one wording: change that one."""

    code = "mail_template_one_of_a_kind"


class TooManyTemplates(ConflictError):
    """Delete a template of this kind before you add another."""

    code = "mail_template_too_many"


class ShippedTemplate(ConflictError):
    """The program's own template is not deleted: set it back to its first wording instead."""

    code = "mail_template_shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a person wrote for one mail in the template's place; empty where it stands."""

    code: str = ""
    subject: str = ""
    body: str = ""


async def write_letter(
    session: Session,
    kind: MailKind,
    values: Mapping[str, str],
    *,
    written: Written | None = None,
) -> Letter:
    """Return a mail of the kind with its values filled in.

    It is worded by the template named, else by the kind's own; subject and body give way to what a
    person wrote for this one mail.

    Raises:
        MailTemplateNotFound: the kind has no template of that code.
        UnknownField: what a person wrote names a field that the kind does not have.
    """
    written = written or Written()
    wording = await _wording_of(session, kind, written.code or kind.value)
    return merge(
        kind,
        Wording(subject=written.subject or wording.subject, body=written.body or wording.body),
        values,
    )


async def _wording_of(session: Session, kind: MailKind, code: str) -> Wording:
    row = await kept.find(session, code)
    if row is not None and row.kind == kind.value:
        return Wording(subject=row.subject, body=row.body)
    if code != kind.value:
        raise MailTemplateNotFound(MailTemplateNotFound.__doc__ or "")
    return SHIPPED[kind]


def preview_letter(letter: Letter, *, origin: str, with_link: bool = True) -> MailPreview:
    """Return a letter as it will be read, with a link that leads nowhere."""
    base = origin.rstrip("/")
    address = f"{base}{SAMPLE_LINK}" if with_link else None
    return MailPreview(
        subject=letter.subject,
        text=letter_text(letter.body, address),
        paragraphs=[
            [[MailPiece.model_validate(piece) for piece in line] for line in paragraph]
            for paragraph in letter_outline(letter.body, address, origin=base)
        ],
    )


async def preview_template(actor: Actor, data: MailWording, *, origin: str) -> MailPreview:
    """Return a wording with the kind's samples filled in; nothing is written.

    Raises:
        UnknownField: it names a field that the kind does not have.
    """
    actor.require(Permission.SEND_QUOTES)
    kind = KINDS[data.kind]
    letter = merge(
        data.kind,
        Wording(subject=data.subject, body=data.body),
        {field.name: field.sample for field in kind.fields},
    )
    return preview_letter(letter, origin=origin, with_link=kind.find("link") is not None)


async def list_templates(session: Session, actor: Actor) -> MailTemplateList:
    """Return every kind of mail with its fields, and every template; an unchanged one is at 0."""
    actor.require(Permission.SEND_QUOTES)
    rows = await kept.list_kept(session)
    by_code = {row.code: row for row in rows}
    found: list[MailTemplateResponse] = []
    for kind in MailKind:
        found.append(_view(kind, kind.value, by_code.get(kind.value)))
        found.extend(
            _view(kind, row.code, row)
            for row in rows
            if row.kind == kind.value and row.code != kind.value
        )
    return MailTemplateList(
        kinds=[
            MailKindResponse(
                kind=kind,
                title=one.title,
                says=one.says,
                several=one.several,
                fields=[MailFieldResponse.model_validate(field) for field in one.fields],
            )
            for kind, one in KINDS.items()
        ],
        templates=found,
    )


async def create_template(
    session: Session, actor: Actor, data: MailTemplateCreate, *, now: datetime
) -> MailTemplateResponse:
    """Add a template to a kind that may have several.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        OneOfAKind, TooManyTemplates, UnknownField
    """
    actor.require(Permission.MANAGE_SETTINGS)
    if not KINDS[data.kind].several:
        raise OneOfAKind(OneOfAKind.__doc__ or "")
    check_wording(data.kind, Wording(subject=data.subject, body=data.body))
    same = [row for row in await kept.list_kept(session) if row.kind == data.kind.value]
    if len(same) >= MOST_OF_A_KIND:
        raise TooManyTemplates(TooManyTemplates.__doc__ or "")
    row = MailTemplate(
        code=str(uuid4()),
        kind=data.kind.value,
        name=data.name,
        subject=data.subject,
        body=data.body,
        changed_by=actor.user_id,
    )
    row.created_at = row.updated_at = now
    await kept.templates.add(session, row)
    _record(session, actor, "added", row, before=None, after=_facts(row), now=now)
    return _of_row(row, actor.name)


async def update_template(
    session: Session,
    actor: Actor,
    code: str,
    data: MailTemplateUpdate,
    *,
    version: int,
    now: datetime,
) -> MailTemplateResponse:
    """Word a mail from now on; mails that wait to leave are as they were written.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        MailTemplateNotFound, StaleMailTemplate, UnknownField
    """
    actor.require(Permission.MANAGE_SETTINGS)
    row = await _find_current(session, code, version)
    kind = MailKind(code if row is None else row.kind)
    check_wording(kind, Wording(subject=data.subject, body=data.body))
    before = _shipped_facts(kind) if row is None else _facts(row)
    if row is None:
        row = MailTemplate(
            code=code,
            kind=code,
            name=KINDS[kind].title,
            subject=data.subject,
            body=data.body,
            version=0,
        )
        await kept.templates.add(session, row)
    if row.code != row.kind:
        row.name = data.name
    row.subject, row.body = data.subject, data.body
    row.version, row.changed_by, row.updated_at = row.version + 1, actor.user_id, now
    await kept.templates.flush(session)
    was, became = audit.changes(before, _facts(row))
    _record(session, actor, "changed", row, before=was, after=became, now=now)
    return _of_row(row, actor.name)


async def reset_template(
    session: Session, actor: Actor, code: str, *, version: int, now: datetime
) -> MailTemplateResponse:
    """Let a mail say again what the program brought.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        MailTemplateNotFound: there is none, or it is the shop's own and has no first wording.
        StaleMailTemplate
    """
    actor.require(Permission.MANAGE_SETTINGS)
    row = await _find_current(session, code, version)
    if row is not None:
        if row.code != row.kind:
            raise MailTemplateNotFound("Only the program's own templates have a first wording.")
        was, became = audit.changes(_facts(row), _shipped_facts(MailKind(row.kind)))
        await kept.templates.tombstone(session, row, now=now)
        _record(session, actor, "reset", row, before=was, after=became, now=now)
    return _view(MailKind(code), code, None)


async def delete_template(
    session: Session, actor: Actor, code: str, *, version: int, now: datetime
) -> None:
    """Take a template that the shop added out of use.

    Raises:
        PermissionDenied: the actor sets nothing of the shop's.
        ShippedTemplate: the program brought it.
        MailTemplateNotFound, StaleMailTemplate
    """
    actor.require(Permission.MANAGE_SETTINGS)
    row = await _find_current(session, code, version)
    if row is None or row.code == row.kind:
        raise ShippedTemplate(ShippedTemplate.__doc__ or "")
    await kept.templates.tombstone(session, row, now=now)
    _record(session, actor, "deleted", row, before=_facts(row), after=None, now=now)


async def _find_current(session: Session, code: str, version: int) -> MailTemplate | None:
    """Return the shop's own wording, locked, or None where the program's stands."""
    row = await kept.find(session, code, lock=True)
    shipped = code in MailKind
    if row is None and not shipped:
        raise MailTemplateNotFound(MailTemplateNotFound.__doc__ or "")
    if version != (0 if row is None else row.version):
        current = _view(MailKind(code), code, None) if row is None else _of_row(row, None)
        raise StaleMailTemplate(
            StaleMailTemplate.__doc__ or "", {"current": current.model_dump(mode="json")}
        )
    return row


def _record(
    session: Session,
    actor: Actor,
    what: str,
    row: MailTemplate,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    now: datetime,
) -> None:
    audit.record(
        session,
        actor,
        f"mail_template.{what}",
        entity=ENTITY,
        entity_id=row.id,
        label=row.name,
        before=before,
        after=after,
        now=now,
    )


def _facts(row: MailTemplate) -> dict[str, Any]:
    return {"name": row.name, "subject": row.subject, "body": row.body}


def _shipped_facts(kind: MailKind) -> dict[str, Any]:
    wording = SHIPPED[kind]
    return {"name": KINDS[kind].title, "subject": wording.subject, "body": wording.body}


def _of_row(row: MailTemplate, changed_by: str | None) -> MailTemplateResponse:
    return _view(
        MailKind(row.kind),
        row.code,
        kept.Kept(
            row.code,
            row.kind,
            row.name,
            row.subject,
            row.body,
            row.version,
            row.updated_at,
            changed_by,
        ),
    )


def _view(kind: MailKind, code: str, row: kept.Kept | None) -> MailTemplateResponse:
    own = code != kind.value
    wording = SHIPPED[kind]
    return MailTemplateResponse(
        code=code,
        kind=kind,
        name=row.name if row is not None and own else KINDS[kind].title,
        subject=wording.subject if row is None else row.subject,
        body=wording.body if row is None else row.body,
        own=own,
        changed=row is not None and not own,
        version=0 if row is None else row.version,
        changed_by=None if row is None else row.changed_by,
        changed_at=None if row is None else row.changed_at,
    )
