"""What can be imported: a kind knows its fields, what its rows would do, and how to write them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from app.adapters.rate_books import RateBookCache
from app.db import Session
from app.domain.actor import Actor
from app.domain.imports.columns import Duplicates, ImportField, Problem, TypedRow
from app.domain.permissions import Permission
from app.domain.shop import QuoteHabits
from app.services.customers import Moment
from app.services.imports.cells import Read

type Tell = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What reading and writing an import needs beside its rows."""

    books: RateBookCache
    moment: Moment
    habits: QuoteHabits


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A row whose record is in the book."""

    row: int
    label: str
    reason: str
    known_id: UUID
    known_label: str


@dataclass(slots=True, kw_only=True)
class Written:
    """What was written, and the first records of it."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: list[tuple[UUID, str]] = field(default_factory=list)


class Plan(Protocol):
    """What a file would do; it can be written while its transaction lasts."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Every bad cell that only the whole file shows."""
        ...

    @property
    def alike(self) -> Sequence[Alike]:
        """The rows whose records are in the book."""
        ...

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records something would happen to, in the words of the report."""
        ...

    async def write(
        self, session: Session, actor: Actor, desk: Desk, tell: Tell, import_id: UUID
    ) -> Written:
        """Write all of it, telling after each part how many rows are done."""
        ...


class Kind(Protocol):
    """One kind of file."""

    @property
    def name(self) -> str:
        """What it is called in the API."""
        ...

    @property
    def permission(self) -> Permission:
        """What whoever imports it must be allowed to do."""
        ...

    @property
    def fields(self) -> Sequence[ImportField]:
        """The fields that its columns can fill."""
        ...

    async def readers(self, session: Session, desk: Desk) -> Mapping[str, Read]:
        """Return how each field's cells are read, by the shop as it is now."""
        ...

    async def plan(
        self, session: Session, rows: Sequence[TypedRow], duplicates: Duplicates
    ) -> Plan:
        """Hold the rows against the book."""
        ...
