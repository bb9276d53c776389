"""Templates of quotes, sections and lines; what changes one names its version in If-Match."""

from typing import Final

from fastapi import Response

from app.deps import DB, CurrentActor, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Id
from app.schemas.templates import (
    TemplateCreate,
    TemplateDetail,
    TemplateResponse,
    TemplateUpdate,
)
from app.services import quotes

router: Final = Router(prefix="/api/templates", tags=["templates"], **ROUTE_OPTIONS)


@router.get("", response_model=list[TemplateResponse], status_code=200)
async def list_templates(db: DB, actor: CurrentActor) -> list[TemplateResponse]:
    """Return the templates that one may use: one's own and those that are shared."""
    return await quotes.list_templates(db, actor)


@router.post("", response_model=TemplateDetail, response_model_exclude_unset=True, status_code=201)
async def create_template(
    data: TemplateCreate, response: Response, db: DB, actor: CurrentActor, now: Now
) -> TemplateDetail:
    """Keep a saved quote, a section of it or one line."""
    return tagged(response, await quotes.create_template(db, actor, data, now=now))


@router.get(
    "/{template_id}",
    response_model=TemplateDetail,
    response_model_exclude_unset=True,
    status_code=200,
)
async def get_template(
    template_id: Id, response: Response, db: DB, actor: CurrentActor
) -> TemplateDetail:
    """Return a template with its lines."""
    return tagged(response, await quotes.read_template(db, actor, template_id))


@router.patch(
    "/{template_id}",
    response_model=TemplateDetail,
    response_model_exclude_unset=True,
    status_code=200,
)
async def update_template(
    template_id: Id,
    data: TemplateUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    now: Now,
) -> TemplateDetail:
    """Give a template another name, share it with everybody, or take it back."""
    return tagged(
        response,
        await quotes.update_template(db, actor, template_id, data, version=version, now=now),
    )


@router.delete("/{template_id}", response_model=None, status_code=204)
async def delete_template(
    template_id: Id, db: DB, actor: CurrentActor, version: IfMatch, now: Now
) -> None:
    """Take a template out of sight."""
    await quotes.delete_template(db, actor, template_id, version=version, now=now)


@router.post(
    "/{template_id}/restore",
    response_model=TemplateDetail,
    response_model_exclude_unset=True,
    status_code=200,
)
async def restore_template(
    template_id: Id, response: Response, db: DB, actor: CurrentActor, now: Now
) -> TemplateDetail:
    """Bring a deleted template back."""
    return tagged(response, await quotes.restore_template(db, actor, template_id, now=now))
