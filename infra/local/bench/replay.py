"""The app's own SQL without the app: recorded as it goes to the driver, sent again by asyncpg.

One request is answered by an app inside this process while SQLAlchemy tells us every statement that
it hands to asyncpg. The replay sends the same statements with the same values over plain asyncpg
connections, as one transaction if the request wrote something. Ids and numbers which the request
made are made anew each time.
"""

import asyncio
import itertools
import multiprocessing
import re
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
import uvloop
from sqlalchemy import event
from sqlalchemy.engine import Engine

WARM_UP_SECONDS: Final = 1.0
# Far from anything that the app itself counts.
FIRST_NUMBER: Final = 100_000_000
AN_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
THE_NUMBER: Final = -1

type Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Recording:
    """What one request sent, and what of it has to be new in each repetition."""

    statements: Sequence[Statement]
    writes: bool = False
    known_ids: frozenset[str] = frozenset()
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Replay:
    """A recording to repeat over `connections`, for a time."""

    recording: Recording
    database: str
    connections: int = 4
    seconds: float = 4.0
    process: int = 0


@contextmanager
def recording() -> Iterator[list[Statement]]:
    """Collect what any engine of this process sends."""
    sent: list[Statement] = []

    def note(*sending: Any) -> None:  # noqa: ANN401 - the signature is SQLAlchemy's
        _connection, _cursor, statement, parameters, _context, many = sending
        sent.extend((statement, tuple(each)) for each in (parameters if many else [parameters]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def repeat(recorded: Recording, database: str, *, processes: int = 2) -> float:
    """Return how many times a second the recording runs, from as many processes as serve the app.

    Args:
        recorded: what to repeat.
        database: asyncpg's address of it.
        processes: each has four connections.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        tasks = [
            Replay(recording=recorded, database=database, process=number)
            for number in range(processes)
        ]
        return sum(pool.map(_run, tasks))


def _run(replay: Replay) -> float:
    return uvloop.run(_replay(replay))


async def _replay(replay: Replay) -> float:
    numbers = itertools.count(FIRST_NUMBER * (1 + replay.process))
    connections = [await _connect(replay.database) for _ in range(replay.connections)]
    begins = time.perf_counter() + WARM_UP_SECONDS
    done = await asyncio.gather(*(_repeat(each, replay, begins, numbers) for each in connections))
    for each in connections:
        await each.close()
    return sum(done) / replay.seconds


async def _connect(database: str) -> asyncpg.Connection:
    # As the app's own connections: compiling costs more than short statements win back.
    return await asyncpg.connect(database, server_settings={"jit": "off"})


async def _repeat(
    connection: asyncpg.Connection, replay: Replay, begins: float, numbers: Iterator[int]
) -> int:
    recorded = replay.recording
    renewal = Renewal(recorded)
    ends = begins + replay.seconds
    done = 0
    while (now := time.perf_counter()) < ends:
        if recorded.writes:
            statements = renewal.statements(next(numbers))
            async with connection.transaction():
                for statement, values in statements:
                    await connection.fetch(statement, *values)
        else:
            for statement, values in recorded.statements:
                await connection.fetch(statement, *values)
        done += now >= begins
    return done


class Renewal:
    """A recording with fresh ids and numbers, ready to be filled in.

    Ids stand in values of their own and inside JSON, so texts are cut at them once, beforehand: a
    repetition only joins the pieces, which costs it next to nothing.
    """

    def __init__(self, recorded: Recording) -> None:
        self._places: dict[str, int] = {}
        self._recorded = recorded
        self._marks = re.compile(rf"({AN_ID.pattern}|\b{recorded.number}\b)")
        self._statements = [
            (statement, [self._cut(value) for value in values])
            for statement, values in recorded.statements
        ]

    def statements(self, number: int) -> list[Statement]:
        """Return the statements with ids that nobody has used, and this number."""
        fresh = [str(uuid.uuid4()) for _ in self._places]

        def fill(pieces: Any) -> Any:  # noqa: ANN401 - whatever a column holds
            if not isinstance(pieces, Pieces):
                return pieces
            if pieces.is_number:
                return number
            return "".join(
                piece if isinstance(piece, str) else (fresh[piece] if piece >= 0 else str(number))
                for piece in pieces.pieces
            )

        return [
            (statement, tuple(fill(value) for value in values))
            for statement, values in self._statements
        ]

    def _cut(self, value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
        if isinstance(value, int) and value == self._recorded.number:
            return Pieces(pieces=(), is_number=True)
        if not isinstance(value, str | uuid.UUID):
            return value
        pieces = tuple(self._piece(piece) for piece in self._marks.split(str(value)))
        return value if all(isinstance(piece, str) for piece in pieces) else Pieces(pieces=pieces)

    def _piece(self, piece: str) -> str | int:
        if piece == str(self._recorded.number):
            return THE_NUMBER
        if not AN_ID.fullmatch(piece) or piece in self._recorded.known_ids:
            return piece
        return self._places.setdefault(piece, len(self._places))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text cut at what has to be fresh: an int is the place of an id, or THE_NUMBER."""

    pieces: tuple[str | int, ...]
    is_number: bool = False
