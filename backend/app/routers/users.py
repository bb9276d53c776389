"""Administering people."""

from typing import Annotated, Final

from fastapi import Depends, Query, Response

from app.deps import DB, CurrentActor, Now, Shop, State
from app.domain.users import Member, UserStatus
from app.routers.errors import ROUTE_OPTIONS
from app.routers.etags import IfMatch, tagged
from app.routers.routing import Router
from app.schemas.base import Id, Page, PageNumber, PerPage, SearchText
from app.schemas.users import UserInvite, UserResponse, UserUpdate
from app.services import users

router: Final = Router(prefix="/api/users", tags=["users"], **ROUTE_OPTIONS)


async def get_invite(state: State, shop: Shop) -> users.Invite:
    """Return what an invitation's mail says of the shop."""
    return users.Invite(shop_name=shop.profile.name, origin=state.settings.origin)


Invite = Annotated[users.Invite, Depends(get_invite)]


@router.get("", response_model=Page[UserResponse], status_code=200)
async def list_users(
    db: DB,
    actor: CurrentActor,
    q: Annotated[SearchText, Query()] = "",
    status: Annotated[UserStatus | None, Query()] = None,
    page: Annotated[PageNumber, Query()] = 1,
    per_page: Annotated[PerPage, Query()] = 25,
) -> Page[UserResponse]:
    """List people by name."""
    found = await users.list_users(db, actor, q=q, status=status, page=page, per_page=per_page)
    return Page[UserResponse].model_validate(found)


@router.post("", response_model=UserResponse, status_code=201)
async def invite_user(
    data: UserInvite, response: Response, db: DB, actor: CurrentActor, invite: Invite, now: Now
) -> UserResponse:
    """Invite a person by mail."""
    return _answer(response, await users.invite_user(db, actor, data, invite=invite, now=now))


@router.get("/{user_id}", response_model=UserResponse, status_code=200)
async def get_user(user_id: Id, response: Response, db: DB, actor: CurrentActor) -> UserResponse:
    """Return one person with their version as ETag."""
    return _answer(response, await users.get_user(db, actor, user_id))


@router.patch("/{user_id}", response_model=UserResponse, status_code=200)
async def update_user(
    user_id: Id,
    data: UserUpdate,
    *,
    response: Response,
    db: DB,
    actor: CurrentActor,
    version: IfMatch,
    now: Now,
) -> UserResponse:
    """Change a person's name, role or limits."""
    return _answer(
        response, await users.update_user(db, actor, user_id, data, version=version, now=now)
    )


@router.post("/{user_id}/deactivate", response_model=UserResponse, status_code=200)
async def deactivate_user(
    user_id: Id, response: Response, db: DB, actor: CurrentActor, now: Now
) -> UserResponse:
    """End a person's access at once."""
    return _answer(response, await users.deactivate_user(db, actor, user_id, now=now))


@router.post("/{user_id}/activate", response_model=UserResponse, status_code=200)
async def activate_user(
    user_id: Id, response: Response, db: DB, actor: CurrentActor, now: Now
) -> UserResponse:
    """Let a deactivated person in again."""
    return _answer(response, await users.activate_user(db, actor, user_id, now=now))


@router.post("/{user_id}/resend-invitation", response_model=UserResponse, status_code=200)
async def resend_invitation(
    user_id: Id, response: Response, db: DB, actor: CurrentActor, invite: Invite, now: Now
) -> UserResponse:
    """Mail a new invitation; the old ones are useless from now on."""
    return _answer(
        response, await users.resend_invitation(db, actor, user_id, invite=invite, now=now)
    )


def _answer(response: Response, member: Member) -> UserResponse:
    return UserResponse.model_validate(tagged(response, member))
