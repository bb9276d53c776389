"""Who may do what: roles, permissions and the sentence that refuses each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a member of staff is to the shop."""

    SALES = "sales"
    ESTIMATOR = "estimator"
    MANAGER = "manager"
    ADMIN = "admin"


class Permission(StrEnum):
    """One right; the server checks it in a service, the browser only mirrors it."""

    READ_ALL_QUOTES = "quotes:read_all"
    WRITE_OWN_QUOTES = "quotes:write_own"
    WRITE_ALL_QUOTES = "quotes:write_all"
    SEND_QUOTES = "quotes:send"
    APPROVE_QUOTES = "quotes:approve"
    VIEW_COSTS = "costs:view"
    OVERRIDE_PRICES = "prices:override"
    OVERRIDE_PRODUCTION = "production:override"
    READ_RATES = "rates:read"
    STAGE_RATES = "rates:stage"
    PUBLISH_RATES = "rates:publish"
    READ_CUSTOMERS = "customers:read"
    WRITE_CUSTOMERS = "customers:write"
    MANAGE_USERS = "users:manage"
    MANAGE_SETTINGS = "settings:manage"
    READ_AUDIT = "audit:read"
    READ_EXPORTS = "exports:read"


_SALES: Final = frozenset(
    {
        Permission.WRITE_OWN_QUOTES,
        Permission.SEND_QUOTES,
        Permission.OVERRIDE_PRICES,
        Permission.READ_RATES,
        Permission.READ_CUSTOMERS,
        Permission.WRITE_CUSTOMERS,
    }
)
_ESTIMATOR: Final = frozenset(
    {
        Permission.READ_ALL_QUOTES,
        Permission.WRITE_OWN_QUOTES,
        Permission.WRITE_ALL_QUOTES,
        Permission.SEND_QUOTES,
        Permission.APPROVE_QUOTES,
        Permission.VIEW_COSTS,
        Permission.OVERRIDE_PRICES,
        Permission.OVERRIDE_PRODUCTION,
        Permission.READ_RATES,
        Permission.STAGE_RATES,
        Permission.READ_CUSTOMERS,
    }
)
_MANAGER: Final = frozenset(Permission) - {Permission.MANAGE_USERS, Permission.MANAGE_SETTINGS}
# An admin runs the system and is kept apart from judging prices.
_ADMIN: Final = frozenset(Permission) - {Permission.APPROVE_QUOTES}

PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.SALES: _SALES,
    Role.ESTIMATOR: _ESTIMATOR,
    Role.MANAGER: _MANAGER,
    Role.ADMIN: _ADMIN,
}

REFUSALS: Final[Mapping[Permission, str]] = {
    Permission.READ_ALL_QUOTES: "Seeing everyone's quotes needs an estimator or a manager.",
    Permission.WRITE_OWN_QUOTES: "Your role does not write quotes.",
    Permission.WRITE_ALL_QUOTES: "Changing someone else's quote needs an estimator or a manager.",
    Permission.SEND_QUOTES: "Your role does not send quotes.",
    Permission.APPROVE_QUOTES: "Approving a quote needs an estimator or a manager.",
    Permission.VIEW_COSTS: "Costs are for estimators and managers.",
    Permission.OVERRIDE_PRICES: "Your role does not set prices by hand.",
    Permission.OVERRIDE_PRODUCTION: "Changing production figures needs an estimator or a manager.",
    Permission.READ_RATES: "Your role does not read the rate book.",
    Permission.STAGE_RATES: "Changing rates needs an estimator or a manager.",
    Permission.PUBLISH_RATES: "Publishing rates needs a manager.",
    Permission.READ_CUSTOMERS: "Your role does not see customers.",
    Permission.WRITE_CUSTOMERS: "Changing customers needs sales or a manager.",
    Permission.MANAGE_USERS: "Managing users needs an administrator.",
    Permission.MANAGE_SETTINGS: "Changing settings needs an administrator.",
    Permission.READ_AUDIT: "The audit log is for managers and administrators.",
    Permission.READ_EXPORTS: "Exports are for managers and administrators.",
}
