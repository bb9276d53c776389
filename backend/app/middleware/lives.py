"""The process's own life: why it does not start, and how it leaves."""

import asyncio
import signal
import sys
from types import FrameType
from typing import Final, Protocol

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db import why_not_started

# How long a load balancer may take to notice that a process is no longer ready.
NOTICE_SECONDS: Final = 2


class PlainStartup:
    """Says in one sentence why the app does not start, where that is not the code's fault."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the app's own life."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_sentence(message: Message) -> None:
            cause = sys.exception()
            if message["type"] == "lifespan.startup.failed" and cause is not None:
                message = {**message, "message": why_not_started(cause) or message["message"]}
            await send(message)

        await self.app(scope, receive, send_sentence)


class Leaving(Protocol):
    """What remembers that the process was asked to stop."""

    leaving: bool


class GentleLeave:
    """On SIGTERM says for a while that the process is not ready, and answers on, before it stops.

    Whoever balances the load needs that moment to notice; without it, requests that are under way
    to this process would be refused. A second SIGTERM, like Ctrl-C, stops at once.
    """

    def __init__(self, app: ASGIApp, *, state: Leaving, notice_seconds: float) -> None:
        """Wrap ``app``, whose readiness looks at ``state``."""
        self.app = app
        self._state = state
        self._notice_seconds = notice_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the app's own life."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_and_listen(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                self._listen()
            await send(message)

        await self.app(scope, receive, send_and_listen)

    def _listen(self) -> None:
        """Put ourselves before the server's own handler, which stops at once and ends by signal."""
        server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
        if not isinstance(server, uvicorn.Server):
            return
        loop = asyncio.get_running_loop()

        def stop() -> None:
            # Not through the server's handler: it would raise the signal again in the end, and a
            # process that was asked to stop and did so should end with 0.
            server.should_exit = True

        def leave(_signal: int, _frame: FrameType | None) -> None:
            asked_before, self._state.leaving = self._state.leaving, True
            if asked_before or not self._notice_seconds:
                stop()
            else:
                loop.call_soon_threadsafe(loop.call_later, self._notice_seconds, stop)

        signal.signal(signal.SIGTERM, leave)
