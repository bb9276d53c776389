"""Letting people in: invited by mail, or made by the system itself."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from app.db import Session
from app.domain.actor import Actor, Authority, SystemActor
from app.domain.mail import MailKind
from app.domain.permissions import Permission, Role
from app.domain.users import INVITATION_LIVES, Member, UserInactive
from app.models.user import Invitation, User
from app.repositories import users as people
from app.schemas.users import UserInvite
from app.services import mail_templates, messages
from app.services.users.recording import describe, found, member_of, record, set_limits
from app.services.users.signing_in import find_locked, hash_token

TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """What an invitation's mail says of the shop: its name, and where the web app is."""

    shop_name: str
    origin: str


async def invite_user(
    session: Session, actor: Actor, data: UserInvite, *, invite: Invite, now: datetime
) -> Member:
    """Add a person and mail them the link with which they choose a password.

    Raises:
        DuplicateEmail: somebody has the address.
    """
    actor.require(Permission.MANAGE_USERS)
    user = User(email=data.email, name=data.name, role=data.role.value)
    limits = data.limits
    set_limits(
        user,
        Authority(
            max_total=limits.max_total,
            min_margin=limits.min_margin,
            max_discount=limits.max_discount,
        ),
    )
    await people.users.add(session, user)
    record(session, actor, "user.invited", user, before=None, after=describe(user), now=now)
    await _send_invitation(session, actor, user, invite=invite, now=now)
    return member_of(user)


async def resend_invitation(
    session: Session, actor: Actor, user_id: UUID, *, invite: Invite, now: datetime
) -> Member:
    """Mail a new link; the old ones are useless from now on.

    Who has a password already, and has forgotten it, sets another with the link: the old one holds
    until then, and using the link ends every session.

    Raises:
        UserNotFound: there is no such person.
        UserInactive: they are deactivated.
    """
    actor.require(Permission.MANAGE_USERS)
    user = found(await find_locked(session, user_id))
    if not user.is_active:
        raise UserInactive(UserInactive.__doc__ or "")
    await people.withdraw_invitations(session, user.id, now=now)
    record(session, actor, "user.invited_again", user, before=None, after=None, now=now)
    await _send_invitation(session, actor, user, invite=invite, now=now)
    return member_of(user)


async def create_user(
    session: Session,
    actor: SystemActor,
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    limits: Authority | None = None,
    now: datetime,
) -> Member:
    """Add a person who can log in at once: a new shop's first administrator, a demo shop's staff.

    Only the system itself may; people invite each other, and choose their own passwords.

    Raises:
        DuplicateEmail: somebody has the address.
    """
    user = User(email=email, name=name, role=role.value, password_hash=password_hash)
    set_limits(user, limits or Authority())
    await people.users.add(session, user)
    record(session, actor, "user.created", user, before=None, after=describe(user), now=now)
    return member_of(user)


async def _send_invitation(
    session: Session, actor: Actor, user: User, *, invite: Invite, now: datetime
) -> None:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await people.invitations.add(
        session,
        Invitation(
            user_id=user.id, token_hash=hash_token(token), expires_at=now + INVITATION_LIVES
        ),
    )
    letter = await mail_templates.write_letter(
        session,
        MailKind.INVITATION if user.password_hash is None else MailKind.NEW_PASSWORD,
        {
            "person_name": user.name,
            "invited_by": actor.name,
            "shop_name": invite.shop_name,
            "password_link": f"{invite.origin.rstrip('/')}/invitation/{token}",
            "days": f"{INVITATION_LIVES.days} days",
        },
    )
    await messages.queue_message(
        session,
        actor,
        kind="invitation",
        recipients=[user.email],
        subject=letter.subject,
        body=letter.body,
        now=now,
    )
