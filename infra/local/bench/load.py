"""Clients that do nothing but ask and wait: raw HTTP/1.1 over kept connections.

The driver shares the machine with what it measures, so it parses no more of an answer than its
status and its length, and runs in a process of its own.
"""

import asyncio
import itertools
import random
import resource
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, cast, override

import uvloop

# Where a request wants an id that nobody has used yet. As long as the id, so no length changes.
FRESH_ID: Final = "00000000-f4e5-4f4e-8f4e-f4e5f4e5f4e5"
WARM_UP_SECONDS: Final = 1.0
END_OF_HEAD: Final = b"\r\n\r\n"
LENGTH: Final = b"\r\ncontent-length:"


@dataclass(frozen=True, kw_only=True)
class Load:
    """What to ask, of whom, with how many clients, for how long."""

    port: int
    requests: Sequence[bytes]
    status: int = 200
    clients: int = 8
    seconds: float = 5.0


@dataclass(kw_only=True)
class Measured:
    """What came of it; times are in seconds, `busy` is the driver's share of one core."""

    rate: float
    times: list[float] = field(repr=False)
    refused: int
    first_refusal: str
    busy: float

    def percentile(self, share: float) -> float:
        """Return the time that this share of the answers did not exceed."""
        if not self.times:
            return 0.0
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered."""

    def __init__(self, load: Load, ends: float, counts_from: float, seed: int) -> None:
        self.times: list[float] = []
        self.refused = 0
        self.first_refusal = ""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._load = load
        self._ends = ends
        self._counts_from = counts_from
        self._requests = _requests(load.requests, seed)
        self._expected = f"HTTP/1.1 {load.status} ".encode()
        self._buffer = b""
        self._asked = 0.0
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are asyncio's in all but their ancestry.
        self._transport = cast(asyncio.Transport, transport)
        self._ask()

    @override
    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head = self._buffer.find(END_OF_HEAD)
        if head < 0:
            return
        at = self._buffer.find(LENGTH, 0, head + 2)
        if at < 0:
            length = 0
        else:
            at += len(LENGTH)
            length = int(self._buffer[at : self._buffer.index(b"\r", at)])
        if len(self._buffer) < head + len(END_OF_HEAD) + length:
            return
        now = time.perf_counter()
        if not self._buffer.startswith(self._expected):
            self.refused += 1
            self.first_refusal = self.first_refusal or self._buffer[:2000].decode(errors="replace")
        elif self._asked >= self._counts_from and now <= self._ends:
            self.times.append(now - self._asked)
        self._buffer = b""
        if now < self._ends and not self.refused:
            self._ask()
        elif self._transport:
            self._transport.close()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        if self._transport:
            self._transport.write(next(self._requests))


def _requests(prepared: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Yield requests in this client's own order, with a fresh id wherever one is wanted."""
    shuffled = list(prepared)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    for request in itertools.cycle(shuffled):
        parts = request.split(FRESH_ID.encode())
        if len(parts) == 1:
            yield request
        else:
            fresh = [part + str(uuid.uuid4()).encode() for part in parts[:-1]]
            yield b"".join([*fresh, parts[-1]])


def drive(load: Load) -> Measured:
    """Put the load on the server and return what came of it."""
    return uvloop.run(_drive(load))


async def _drive(load: Load) -> Measured:
    loop = asyncio.get_running_loop()
    begins = time.perf_counter() + WARM_UP_SECONDS
    ends = begins + load.seconds
    used = _cpu_seconds()
    clients = [Client(load, ends, begins, seed) for seed in range(load.clients)]
    for client in clients:
        await loop.create_connection(partial(_same, client), "127.0.0.1", load.port)
    await asyncio.gather(*(client.done for client in clients))
    times = [each for client in clients for each in client.times]
    return Measured(
        rate=len(times) / load.seconds,
        times=times,
        refused=sum(client.refused for client in clients),
        first_refusal=next((c.first_refusal for c in clients if c.first_refusal), ""),
        busy=(_cpu_seconds() - used) / (load.seconds + WARM_UP_SECONDS),
    )


def _same(client: Client) -> Client:
    return client


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
