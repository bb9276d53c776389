"""Who is there: logging in, staying so, leaving."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog

from app.adapters.passwords import HashingBusy, PasswordHasher, is_common
from app.adapters.sessions import SessionStore, StoredSession
from app.adapters.throttle import Throttle
from app.db import Reader, Session, SessionFactory
from app.domain.actor import Actor, Authority, SystemActor
from app.domain.errors import ForbiddenError, NotFoundError, UnauthorizedError, ValidationError
from app.domain.passwords import require_good_password
from app.domain.permissions import Role
from app.domain.users import Credentials
from app.models.user import User
from app.services import audit, users

log: Final = structlog.get_logger(__name__)


class NotLoggedIn(UnauthorizedError):
    """You are not signed in, or were signed out: sign in and try again."""

    code = "not_logged_in"


class CsrfFailed(ForbiddenError):
    """This page is from an earlier sign-in: reload it and try again."""

    code = "csrf_failed"


class InvalidCredentials(UnauthorizedError):
    """Email or password is wrong."""

    code = "invalid_credentials"


class WrongPassword(ValidationError):
    """This is not your current password."""

    code = "wrong_password"


class SessionNotFound(NotFoundError):
    """This session has ended already."""

    code = "session_not_found"


class InvitationNotFound(NotFoundError):
    """This invitation was used, was replaced by a newer one, or has run out: ask for another."""

    code = "invitation_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What letting people in needs.

    Passwords are hashed outside any transaction, and a failed login is remembered in one of its
    own; so these functions begin their transactions themselves.
    """

    transactions: SessionFactory
    reader: Reader
    sessions: SessionStore
    throttle: Throttle
    passwords: PasswordHasher
    shop_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who knocks: where from, and the cookies that they bring."""

    address: str
    user_agent: str
    session_token: str | None
    device_token: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A person, the session through which they act, and how far the shop's settings have come."""

    actor: Actor
    session: StoredSession
    settings_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A fresh login: the tokens are for the visitor's cookies and nobody else."""

    login: Login
    session_token: str
    device_token: str


async def authenticate(
    reader: Reader,
    store: SessionStore,
    token: str | None,
    *,
    address: str,
    now: datetime,
    unattended: bool = False,
) -> Login:
    """Return who holds the session of the token, as the database knows them at this moment.

    What a page asks by itself (``unattended``) keeps no session alive: a screen that nobody sits at
    is signed out like one that is switched off.

    Raises:
        NotLoggedIn: no token, no such session, or it or its person has been signed out.
        SessionsUnavailable: Redis does not answer.
    """
    session = None if not token else await store.find(token, now=now)
    if session is None:
        raise NotLoggedIn(NotLoggedIn.__doc__ or "")
    identity = await users.find_identity(reader, session.user_id)
    if identity is None or not identity.is_active or identity.epoch != session.epoch:
        await store.end(session)
        raise NotLoggedIn(NotLoggedIn.__doc__ or "")
    if not unattended:
        await store.touch(session, now=now)
    actor = Actor(
        user_id=identity.user_id,
        name=identity.name,
        email=identity.email,
        role=identity.role,
        authority=identity.authority,
        session_id=session.public_id,
        address=address,
    )
    return Login(actor=actor, session=session, settings_version=identity.settings_version)


def require_csrf_token(login: Login, sent: str | None) -> None:
    """Pass if the page that sends a change was made for this very session.

    Raises:
        CsrfFailed: it was not.
    """
    if sent is None or not hmac.compare_digest(sent.encode(), login.session.csrf_token.encode()):
        raise CsrfFailed(CsrfFailed.__doc__ or "")


async def log_in(
    door: Door, visitor: Visitor, *, email: str, password: str, now: datetime
) -> Entry:
    """Begin a session for whoever has the password.

    The try is counted as failed before the password is looked at, and forgotten when it fits: a
    burst of tries at once gets no further than the same tries in a row. An address that nobody has
    costs the same work and gets the same answer as a wrong password.

    Raises:
        InvalidCredentials: no such person, a wrong password, not accepted yet, or deactivated.
        TooManyAttempts: too many failed before.
        SessionsUnavailable: Redis does not answer, so nobody is let in.
        HashingBusy: too many others are logging in.
    """
    reservation = await door.throttle.reserve_login(
        email, address=visitor.address, device_token=visitor.device_token, now=now
    )
    found = await users.find_credentials(door.reader, email)
    usable = found.password_hash if found is not None and found.is_active else None
    try:
        fits = await door.passwords.verify(usable, password)
    except HashingBusy:
        await door.throttle.refund(reservation)
        raise
    if found is None or usable is None or not fits:
        await _remember_failure(door, visitor, found, now=now)
        raise InvalidCredentials(
            _wrong(reservation.tries_left), {"tries_left": reservation.tries_left}
        )
    renewed = await door.passwords.hash(password) if door.passwords.needs_rehash(usable) else usable
    async with door.transactions.begin() as session:
        user = await users.find_locked(session, found.user_id)
        # Whoever changed the password or the person meanwhile has decided otherwise.
        if user is None or not user.is_active or user.password_hash != usable:
            raise InvalidCredentials(InvalidCredentials.__doc__ or "")
        user.password_hash = renewed
        user.last_login_at = now
        entry = await _enter(door, session, visitor, user, "user.logged_in", now=now)
    await door.throttle.refund(reservation)
    return entry


async def log_out(store: SessionStore, login: Login) -> None:
    """End the session."""
    await store.end(login.session)


async def change_password(
    door: Door, login: Login, *, current: str, new: str, now: datetime
) -> str:
    """Change one's own password, end all other sessions, and return this one's new token.

    Raises:
        PasswordRejected: the new one is not good enough.
        WrongPassword: the current one is another.
        TooManyAttempts: too many wrong ones before.
    """
    actor = login.actor
    require_good_password(
        new,
        field="new_password",
        about=(door.shop_name, actor.name, actor.email),
        is_common=is_common,
    )
    reservation = await door.throttle.reserve_password(actor.user_id, now=now)
    found = await users.find_credentials_of(door.reader, actor.user_id)
    try:
        fits = await door.passwords.verify(None if found is None else found.password_hash, current)
        password_hash = await door.passwords.hash(new) if fits else ""
    except HashingBusy:
        await door.throttle.refund(reservation)
        raise
    if not fits:
        raise WrongPassword.for_field(("current_password",), WrongPassword.__doc__ or "")
    await door.throttle.refund(reservation)
    async with door.transactions.begin() as session:
        # Another change of the password, a moment ago, has ended this session with its epoch.
        user = await _myself(session, login)
        user.password_hash = password_hash
        _record(session, actor, "user.password_changed", user.id, user.name, now=now)
        return await _sign_out_others(door.sessions, session, login, user, now=now)


async def list_sessions(store: SessionStore, login: Login, *, now: datetime) -> list[StoredSession]:
    """Return where the person is logged in, the last used first."""
    return await store.list_of(login.actor.user_id, epoch=login.session.epoch, now=now)


async def end_session(
    session: Session, store: SessionStore, login: Login, public_id: str, *, now: datetime
) -> bool:
    """End one of the person's sessions; return whether it was the one that asks.

    Raises:
        SessionNotFound: the person has no such session.
    """
    mine = await list_sessions(store, login, now=now)
    ended = next((one for one in mine if one.public_id == public_id), None)
    if ended is None:
        raise SessionNotFound(SessionNotFound.__doc__ or "")
    actor = login.actor
    _record(session, actor, "user.session_ended", actor.user_id, actor.name, now=now)
    await store.end(ended)
    return ended.key == login.session.key


async def end_other_sessions(
    session: Session, store: SessionStore, login: Login, *, now: datetime
) -> str:
    """End all of the person's sessions but this one, and return its new token."""
    user = await _myself(session, login)
    _record(session, login.actor, "user.signed_out_elsewhere", user.id, user.name, now=now)
    return await _sign_out_others(store, session, login, user, now=now)


async def end_all_sessions(
    session: Session, store: SessionStore, login: Login, *, now: datetime
) -> None:
    """End all of the person's sessions, this one too."""
    user = await _myself(session, login)
    user.auth_epoch += 1
    _record(session, login.actor, "user.signed_out_everywhere", user.id, user.name, now=now)
    await store.end_all(user.id)


async def get_invited(door: Door, token: str, *, now: datetime) -> Credentials:
    """Return whom an invitation is for.

    Raises:
        InvitationNotFound: it is no longer good, or never was one.
    """
    invited = await users.find_invited(door.reader, token, now=now)
    if invited is None:
        raise InvitationNotFound(InvitationNotFound.__doc__ or "")
    return invited


async def accept_invitation(
    door: Door, visitor: Visitor, *, token: str, password: str, now: datetime
) -> Entry:
    """Set an invited person's password and begin a session; every older session ends.

    Raises:
        InvitationNotFound: the invitation is no longer good.
        PasswordRejected: the password is not good enough.
    """
    invited = await get_invited(door, token, now=now)
    require_good_password(
        password,
        field="password",
        about=(door.shop_name, invited.name, invited.email),
        is_common=is_common,
    )
    password_hash = await door.passwords.hash(password)
    async with door.transactions.begin() as session:
        user = await users.use_invitation(session, token, now=now)
        if user is None:
            raise InvitationNotFound(InvitationNotFound.__doc__ or "")
        user.password_hash = password_hash
        user.last_login_at = now
        user.auth_epoch += 1
        user.version += 1
        return await _enter(door, session, visitor, user, "user.invitation_accepted", now=now)


async def _enter(
    door: Door, session: Session, visitor: Visitor, user: User, action: str, *, now: datetime
) -> Entry:
    """Begin a session of a locked person; whatever session the browser had before ends with it."""
    actor = Actor(
        user_id=user.id,
        name=user.name,
        email=user.email,
        role=Role(user.role),
        authority=Authority(
            max_total=user.max_total,
            min_margin=user.min_margin,
            max_discount=user.max_discount,
        ),
        address=visitor.address,
    )
    _record(session, actor, action, user.id, user.name, now=now)
    # The rows first: a session of a login that the database refused must not be left behind.
    await session.flush()
    device_token = await door.throttle.remember_device(visitor.device_token, user.email)
    token, started = await door.sessions.start(
        user.id,
        epoch=user.auth_epoch,
        address=visitor.address,
        user_agent=visitor.user_agent,
        replacing=visitor.session_token,
        now=now,
    )
    return Entry(
        login=Login(actor=actor, session=started), session_token=token, device_token=device_token
    )


async def _remember_failure(
    door: Door, visitor: Visitor, found: Credentials | None, *, now: datetime
) -> None:
    """Write down a failed login in a transaction of its own.

    What was typed is never kept: people type passwords into the wrong field.
    """
    log.info("login_failed", address=visitor.address, known=found is not None)
    async with door.transactions.begin() as session:
        _record(
            session,
            SystemActor(name="Somebody", address=visitor.address),
            "user.login_failed",
            None if found is None else found.user_id,
            "" if found is None else found.name,
            now=now,
        )


async def _myself(session: Session, login: Login) -> User:
    user = await users.find_locked(session, login.actor.user_id)
    if user is None or user.auth_epoch != login.session.epoch:
        raise NotLoggedIn(NotLoggedIn.__doc__ or "")
    return user


async def _sign_out_others(
    store: SessionStore, session: Session, login: Login, user: User, *, now: datetime
) -> str:
    user.auth_epoch += 1
    await session.flush()
    token, renewed = await store.renew(login.session, epoch=user.auth_epoch, now=now)
    await store.end_all(user.id, but=renewed)
    return token


def _record(
    session: Session,
    actor: Actor | SystemActor,
    action: str,
    user_id: UUID | None,
    label: str,
    *,
    now: datetime,
) -> None:
    audit.record(session, actor, action, entity="user", entity_id=user_id, label=label, now=now)


def _wrong(tries_left: int) -> str:
    if tries_left == 1:
        return "Email or password is wrong. 1 try left this minute."
    return f"Email or password is wrong. {tries_left} tries left this minute."
