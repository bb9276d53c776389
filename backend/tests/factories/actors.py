"""People who act, as services get them."""

from app.domain.actor import Actor, Authority
from app.domain.permissions import Role
from app.models import User


def actor_of(user: User) -> Actor:
    """The actor that a request of this person would have."""
    return Actor(
        user_id=user.id,
        name=user.name,
        email=user.email,
        role=Role(user.role),
        authority=Authority(
            max_total=user.max_total, min_margin=user.min_margin, max_discount=user.max_discount
        ),
        session_id="a-session",
        address="192.0.2.7",
    )
