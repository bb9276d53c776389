"""The router of this app: one that a request for somebody else passes by at once."""

from typing import Any, override

from fastapi import APIRouter
from starlette.routing import Match
from starlette.types import Scope


class Router(APIRouter):
    """Routes under one prefix, which are looked at only if the address begins with it.

    The framework tries the routes of all routers one after another: with some two hundred of them a
    late one took longer to find than to answer (docs/performance.md).
    """

    def __init__(self, *, prefix: str = "", **options: Any) -> None:  # noqa: ANN401 - the framework's
        """Make a router as :class:`fastapi.APIRouter` is made."""
        super().__init__(prefix=prefix, **options)
        self._beginning = prefix.partition("{")[0]

    @override
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether one of the routes takes the request."""
        if not scope["path"].startswith(self._beginning):
            return Match.NONE, {}
        return super().matches(scope)
