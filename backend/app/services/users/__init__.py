"""People: who they are, who invites them, what they may do."""

from app.services.users.changing import (
    UserPage,
    activate_user,
    deactivate_user,
    get_user,
    list_users,
    update_user,
)
from app.services.users.colleagues import Colleague, list_colleagues
from app.services.users.inviting import Invite, create_user, invite_user, resend_invitation
from app.services.users.recording import UserNotFound, describe
from app.services.users.signing_in import (
    find_actor,
    find_credentials,
    find_credentials_of,
    find_identity,
    find_invited,
    find_locked,
    hash_token,
    use_invitation,
)

__all__ = [
    "Colleague",
    "Invite",
    "UserNotFound",
    "UserPage",
    "activate_user",
    "create_user",
    "deactivate_user",
    "describe",
    "find_actor",
    "find_credentials",
    "find_credentials_of",
    "find_identity",
    "find_invited",
    "find_locked",
    "get_user",
    "hash_token",
    "invite_user",
    "list_colleagues",
    "list_users",
    "resend_invitation",
    "update_user",
    "use_invitation",
]
