"""Templates: a quote, a section or a line kept under a name, to begin others from.

What is made from one is a copy at today's rates; what becomes of the template later changes no
quote.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.errors import NotFoundError, PreconditionFailedError
from app.domain.permissions import Permission
from app.domain.quotes.draft import DraftLine
from app.domain.quotes.templates import lines_of, pick_lines, to_content
from app.models.template import QuoteTemplate
from app.repositories.quotes import templates as kept
from app.repositories.quotes.loading import find_state
from app.schemas.templates import (
    TemplateCreate,
    TemplateDetail,
    TemplateResponse,
    TemplateUpdate,
)
from app.services import audit
from app.services.quotes import mapping
from app.services.quotes.context import QuoteNotFound, get_head
from app.services.quotes.views import without_internals

ENTITY: Final = "template"
MOST_LISTED: Final = 500


class TemplateNotFound(NotFoundError):
    """There is no such template, or it is not yours to use."""

    code = "template_not_found"


class StaleTemplate(PreconditionFailedError):
    """Somebody changed this template meanwhile: load it again before you change it."""

    code = "template_changed"


async def list_templates(session: Session, actor: Actor) -> list[TemplateResponse]:
    """Return the templates that the actor may use, their own and shared ones, by name."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await kept.list_seen(session, actor.user_id, most=MOST_LISTED)
    names = await kept.names_of(session, {one.owner_id for one in found})
    return [TemplateResponse.model_validate(_facts(one, actor, names)) for one in found]


async def read_template(session: Session, actor: Actor, template_id: UUID) -> TemplateDetail:
    """Return a template with its lines; costs only to who may see them.

    Raises:
        TemplateNotFound: there is none, or it is not the actor's to use.
    """
    return await _whole(session, actor, await find_template(session, actor, template_id))


async def create_template(
    session: Session, actor: Actor, data: TemplateCreate, *, now: datetime
) -> TemplateDetail:
    """Keep lines of a quote that the actor may see, as they are saved.

    Raises:
        QuoteNotFound: there is no such quote, or it is not the actor's to see.
        ValidationError: a line is named that the quote does not have, or none.
        PermissionDenied: it is to be shared by somebody who only writes own quotes.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    if data.shared:
        actor.require(Permission.WRITE_ALL_QUOTES)
    await get_head(session, actor, data.quote_id, lock=False)
    state = await find_state(session, data.quote_id)
    if state is None:
        raise QuoteNotFound(QuoteNotFound.__doc__ or "")
    draft, _ = mapping.to_draft(state)
    lines = to_content(pick_lines(draft.lines, data.line_ids, data.kind))
    note = draft.header.customer_note if data.kind == "quote" else ""
    template = await kept.templates.add(
        session,
        QuoteTemplate(
            kind=data.kind,
            name=data.name,
            owner_id=actor.user_id,
            shared=data.shared,
            content={"lines": lines, "customer_note": note},
        ),
    )
    after = {"kind": data.kind, **_told(template), "titles": _titles(template)}
    _record(session, actor, template, "created", after=after, now=now)
    return await _whole(session, actor, template)


async def update_template(
    session: Session,
    actor: Actor,
    template_id: UUID,
    data: TemplateUpdate,
    *,
    version: int,
    now: datetime,
) -> TemplateDetail:
    """Give a template another name, share it, or take it back.

    Raises:
        TemplateNotFound, StaleTemplate
        PermissionDenied: it is a colleague's, or is to be shared by who only writes own quotes.
    """
    template = await _hold(session, actor, template_id, version=version)
    if data.shared and not template.shared:
        actor.require(Permission.WRITE_ALL_QUOTES)
    before = _told(template)
    template.name = template.name if data.name is None else data.name
    template.shared = template.shared if data.shared is None else data.shared
    if _told(template) != before:
        template.version += 1
        await kept.templates.flush(session)
        _record(session, actor, template, "changed", before=before, after=_told(template), now=now)
    return await _whole(session, actor, template)


async def delete_template(
    session: Session, actor: Actor, template_id: UUID, *, version: int, now: datetime
) -> None:
    """Take a template out of sight; quotes that were made from it stay as they are.

    Raises:
        TemplateNotFound, StaleTemplate, PermissionDenied
    """
    template = await _hold(session, actor, template_id, version=version)
    template.version += 1
    await kept.templates.tombstone(session, template, now=now)
    _record(session, actor, template, "deleted", before=_told(template), now=now)


async def restore_template(
    session: Session, actor: Actor, template_id: UUID, *, now: datetime
) -> TemplateDetail:
    """Bring a deleted template back; one that is there stays as it is.

    Raises:
        TemplateNotFound, PermissionDenied
    """
    template = await _hold(session, actor, template_id, version=None, deleted=True)
    if template.deleted_at is not None:
        template.deleted_at = None
        template.version += 1
        await kept.templates.flush(session)
        _record(session, actor, template, "restored", after=_told(template), now=now)
    return await _whole(session, actor, template)


async def find_template(session: Session, actor: Actor, template_id: UUID) -> QuoteTemplate:
    """Return a template that the actor may use.

    Raises:
        TemplateNotFound: there is none, or it is not the actor's to use.
    """
    actor.require(Permission.WRITE_OWN_QUOTES)
    found = await kept.find_seen(session, template_id, actor.user_id)
    if found is None:
        raise TemplateNotFound(TemplateNotFound.__doc__ or "")
    return found


def lines_in(template: QuoteTemplate) -> list[DraftLine]:
    """Return a template's lines, costs with them."""
    return lines_of(template.content["lines"])


async def _hold(
    session: Session,
    actor: Actor,
    template_id: UUID,
    *,
    version: int | None,
    deleted: bool = False,
) -> QuoteTemplate:
    """Return a template for changing: one's own, or a shared one by who writes all quotes."""
    actor.require(Permission.WRITE_OWN_QUOTES)
    find = kept.templates.find_any if deleted else kept.templates.find
    template = await find(session, template_id, lock=True)
    if template is None or not (template.shared or template.owner_id == actor.user_id):
        raise TemplateNotFound(TemplateNotFound.__doc__ or "")
    if template.owner_id != actor.user_id:
        actor.require(Permission.WRITE_ALL_QUOTES)
    if version is not None and template.version != version:
        raise StaleTemplate(StaleTemplate.__doc__ or "")
    return template


async def _whole(session: Session, actor: Actor, template: QuoteTemplate) -> TemplateDetail:
    names = await kept.names_of(session, {template.owner_id})
    lines: Any = template.content["lines"]
    if not actor.can(Permission.VIEW_COSTS):
        lines = without_internals(lines)
    return TemplateDetail.model_validate({**_facts(template, actor, names), "lines": lines})


def _facts(template: QuoteTemplate, actor: Actor, names: Mapping[UUID, str]) -> dict[str, Any]:
    mine = template.owner_id == actor.user_id
    return {
        "id": template.id,
        "kind": template.kind,
        "name": template.name,
        "shared": template.shared,
        "owner": {"id": template.owner_id, "name": names[template.owner_id]},
        "titles": _titles(template),
        "may_change": mine or actor.can(Permission.WRITE_ALL_QUOTES),
        "version": template.version,
        "updated_at": template.updated_at,
    }


def _titles(template: QuoteTemplate) -> Sequence[str]:
    return [line["title"] for line in template.content["lines"]]


def _told(template: QuoteTemplate) -> dict[str, Any]:
    return {"name": template.name, "shared": template.shared}


def _record(
    session: Session,
    actor: Actor,
    template: QuoteTemplate,
    action: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    audit.record(
        session,
        actor,
        f"template.{action}",
        entity=ENTITY,
        entity_id=template.id,
        label=template.name,
        before=before,
        after=after,
        now=now,
    )
