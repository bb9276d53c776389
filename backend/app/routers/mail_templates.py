"""The shop's own mails: read by whoever sends, worded by an administrator."""

from typing import Annotated, Final

from fastapi import Path, Response

from app.deps import DB, AppConfig, CurrentActor, Now
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.mail_templates import (
    MailPreview,
    MailTemplateCreate,
    MailTemplateList,
    MailTemplateResponse,
    MailTemplateUpdate,
    MailWording,
)
from app.services import mail_templates

router: Final = Router(prefix="/api/mail-templates", tags=["mail templates"], **ROUTE_OPTIONS)

TemplateCode = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,60}$")]


@router.get("", response_model=MailTemplateList, status_code=200)
async def list_mail_templates(db: DB, actor: CurrentActor) -> MailTemplateList:
    """Return all kinds of mail with their fields, and all templates."""
    return await mail_templates.list_templates(db, actor)


@router.post("", response_model=MailTemplateResponse, status_code=201)
async def create_mail_template(
    data: MailTemplateCreate, response: Response, db: DB, actor: CurrentActor, now: Now
) -> MailTemplateResponse:
    """Add a template to a kind that may have several."""
    return tagged(response, await mail_templates.create_template(db, actor, data, now=now))


@router.post("/preview", response_model=MailPreview, status_code=200)
async def preview_mail_template(
    data: MailWording, actor: CurrentActor, config: AppConfig
) -> MailPreview:
    """Return a wording with samples in the place of its fields."""
    return await mail_templates.preview_template(actor, data, origin=config.origin)


@router.put("/{code}", response_model=MailTemplateResponse, status_code=200)
async def update_mail_template(
    code: TemplateCode,
    data: MailTemplateUpdate,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> MailTemplateResponse:
    """Word a mail; one that nobody changed yet has version 0."""
    changed = await mail_templates.update_template(db, actor, code, data, version=version, now=now)
    return tagged(response, changed)


@router.post("/{code}/reset", response_model=MailTemplateResponse, status_code=200)
async def reset_mail_template(
    code: TemplateCode,
    *,
    response: Response,
    version: IfMatch,
    db: DB,
    actor: CurrentActor,
    now: Now,
) -> MailTemplateResponse:
    """Let a mail say again what the program brought."""
    reset = await mail_templates.reset_template(db, actor, code, version=version, now=now)
    return tagged(response, reset)


@router.delete("/{code}", response_model=None, status_code=204)
async def delete_mail_template(
    code: TemplateCode, *, version: IfMatch, db: DB, actor: CurrentActor, now: Now
) -> None:
    """Take a template that the shop added out of use."""
    await mail_templates.delete_template(db, actor, code, version=version, now=now)
