"""The sandbox's front door: it counts the calls, and kills the process that calls at the boundary it is told."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from anyio.to_thread import run_sync
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.graph.crash_points import Blow

NOTHING = "/nothing"
"""A path that is not counted."""
_OWN_ID = re.compile(r"/(?:r-?\d+|[0-9a-f]{8,})")


class Door:
    """Stands before the sandbox; a call is "asked", "acted" (not yet answered) and "answered"."""

    def __init__(self, app: ASGIApp) -> None:
        self.met: Counter[str] = Counter()
        self.served = 0
        self.is_open = 0
        self._app = app
        self._blow: Blow | None = None
        self._process: BaseProcess | None = None

    def watch(self, process: BaseProcess, blow: Blow | None) -> None:
        """Count the calls of a process anew, and let the blow fall on it."""
        self.met.clear()
        self._process, self._blow = process, blow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one call, unless its caller dies of it."""
        if scope["type"] != "http" or scope["path"] == NOTHING:
            await self._app(scope, receive, send)
            return
        self.is_open += 1
        try:
            await self._serve(f"call {scope['method']} {_OWN_ID.sub('/*', scope['path'])}", scope, receive, send)
        finally:
            self.is_open -= 1
            self.served += 1

    async def _serve(self, call: str, scope: Scope, receive: Receive, send: Send) -> None:
        if await self._kills(f"{call} asked"):
            await _hung_up(receive)
            return
        begun = dead = False

        async def answer(message: Message) -> None:
            nonlocal begun, dead
            if not begun:
                begun, dead = True, await self._kills(f"{call} acted")
            if not dead:
                await send(message)

        await self._app(scope, receive, answer)
        if dead:
            await _hung_up(receive)
        else:
            await self._kills(f"{call} answered")

    async def _kills(self, boundary: str) -> bool:
        self.met[boundary] += 1
        if self._blow != Blow(boundary, self.met[boundary]):
            return False
        await run_sync(self._kill)
        return True

    def _kill(self) -> None:
        """Kill the process, and return when it is dead."""
        process = self._process
        if process and process.pid:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            wait([process.sentinel], 20)


async def _hung_up(receive: Receive) -> None:
    """Return when the server has seen that nobody waits for the answer any more."""
    while (await receive())["type"] != "http.disconnect":
        pass
