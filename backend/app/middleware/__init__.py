"""Pure ASGI middleware: request ids, headers, hostile bodies, writes from other sites.

Starlette's own base class costs 140 microseconds a layer; these cost a few.
"""

from app.middleware.bodies import HostileInput
from app.middleware.lives import NOTICE_SECONDS, GentleLeave, PlainStartup
from app.middleware.origins import SameOriginWrites
from app.middleware.requests import RequestContext

__all__ = [
    "NOTICE_SECONDS",
    "GentleLeave",
    "HostileInput",
    "PlainStartup",
    "RequestContext",
    "SameOriginWrites",
]
