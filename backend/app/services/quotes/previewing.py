"""What a save would give, worked out by the save's own code and written nowhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor
from app.domain.permissions import Permission
from app.domain.quotes.status import Action, take
from app.schemas.mail_templates import MailPreview
from app.schemas.quotes import QuoteUpdate
from app.schemas.sending import MailDraft
from app.services import mail_templates
from app.services.quotes import letters, papers, views
from app.services.quotes.context import Desk, get_head, standing_of_head
from app.services.quotes.drafting import work_out


async def preview_quote(
    session: Session,
    actor: Actor,
    quote_id: UUID,
    data: QuoteUpdate,
    *,
    desk: Desk,
    now: datetime,
) -> dict[str, Any]:
    """Return the lines that the changes put, their estimates and the new totals.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        IllegalTransition: it is no draft.
        ValidationError: a change makes no sense.
    """
    head = await get_head(session, actor, quote_id, lock=False)
    take(actor, Action.EDIT, standing_of_head(head, desk.today), head.owner_id)
    worked_out = await work_out(session, actor, quote_id, data, desk=desk, now=now)
    internals = actor.can(Permission.VIEW_COSTS)
    put = {change.line.id for change in data.changes if change.op == "put_line"}
    shown = [
        (place, line) for place, line in enumerate(worked_out.after.lines, 1) if line.line.id in put
    ]
    names = {actor.user_id: actor.name}
    return {
        "lines": [
            views.line_view(line, place, names=names, internals=internals) for place, line in shown
        ],
        "estimates": [
            views.estimate_view(line, internals=internals)
            for _, line in shown
            if line.line.spec is not None
        ],
        "totals": views.totals_view(worked_out.after, internals=internals),
    }


async def preview_mail(
    session: Session, actor: Actor, quote_id: UUID, data: MailDraft, *, desk: Desk
) -> MailPreview:
    """Return a quote's mail as its customer will read it, without a link that lets in.

    Raises:
        QuoteNotFound: there is none, or it is not the actor's to see.
        MailTemplateNotFound, UnknownField
    """
    actor.require(Permission.SEND_QUOTES)
    await get_head(session, actor, quote_id, lock=False)
    snapshot = await papers.snapshot_of_draft(session, quote_id, desk=desk)
    letter = await mail_templates.write_letter(
        session,
        letters.kind_of(snapshot),
        letters.offer_values(snapshot),
        written=mail_templates.Written(
            code=data.template, subject=data.subject, body=data.message.strip()
        ),
    )
    return mail_templates.preview_letter(
        letter, origin=desk.links.origin, with_link=data.include_link
    )
