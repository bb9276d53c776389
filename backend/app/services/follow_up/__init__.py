"""Nothing expires unseen: reminders by a plan, calls, and the lists of who went silent."""

from app.services.follow_up.lists import ListQuery, list_follow_up
from app.services.follow_up.plans import (
    change_plan,
    change_shop_plan,
    get_follow_up,
    get_shop_plan,
    skip_step,
)
from app.services.follow_up.reminding import (
    Moment,
    list_due,
    remind_by_hand,
    take_due_step,
    tell_expiring,
)

__all__ = [
    "ListQuery",
    "Moment",
    "change_plan",
    "change_shop_plan",
    "get_follow_up",
    "get_shop_plan",
    "list_due",
    "list_follow_up",
    "remind_by_hand",
    "skip_step",
    "take_due_step",
    "tell_expiring",
]
