"""Quotes of another system, from a table with a row for each of their lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from app.db import Session
from app.domain.actor import Actor
from app.domain.imports.columns import Duplicates, ImportField, Problem, TypedRow
from app.domain.imports.quotes import QUOTE_FIELDS, QuotePlan, plan_quotes
from app.domain.permissions import Permission
from app.domain.quotes.numbers import quote_number
from app.models.imports import ImportedQuote
from app.repositories import imports as kept
from app.schemas.base import Day, Line, LongText, Money, OptionalLine, Quantity, Rate
from app.services import customers, quotes
from app.services.imports.cells import BadCell, Read, typed
from app.services.imports.kinds import Alike, Desk, Tell, Written

_GROUPED: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_AMERICAN_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")

_day: Final = typed(Day)
_quantity: Final = typed(Quantity)
_money: Final = typed(Money)
_rate: Final = typed(Rate)


def _read_day(text: str) -> object:
    """Read a day as the shop's country writes it, or as a spreadsheet does."""
    found = _AMERICAN_DAY.fullmatch(text)
    if found is not None:
        month, day, year = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    return _day(text)


def _digits(text: str) -> str:
    """Return an amount without its currency sign and the commas between thousands."""
    plain = text.removeprefix("$").strip()
    return plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain


def _read_quantity(text: str) -> object:
    plain = _digits(text)
    if not plain.isascii() or not plain.isdigit() or len(plain) > 10:  # noqa: PLR2004 - digits
        raise BadCell("Write how many as a whole number, like 2500.")
    return _quantity(int(plain))


_READERS: Final[Mapping[str, Read]] = {
    "reference": typed(Line),
    "customer_name": typed(Line),
    "account_number": typed(Line),
    "title": typed(Line),
    "valid_until": _read_day,
    "po_number": typed(OptionalLine),
    "outcome": typed(Line),
    "customer_note": typed(LongText),
    "internal_note": typed(LongText),
    "line_title": typed(Line),
    "line_description": typed(LongText),
    "quantity": _read_quantity,
    "price": lambda text: _money(_digits(text)),
    "unit_price": lambda text: _rate(_digits(text)),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan of quotes, and how it is written."""

    plan: QuotePlan

    @property
    def problems(self) -> Sequence[Problem]:
        """Every bad cell that only the whole file shows."""
        return self.plan.problems

    @property
    def alike(self) -> Sequence[Alike]:
        """The rows whose quotes came in before."""
        return [
            Alike(
                row=entry.row,
                label=entry.reference,
                reason="number",
                known_id=known_id,
                known_label=number,
            )
            for entry, known_id, number in self.plan.skip
        ]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many quotes would be added and left alone, and for whom."""
        prospects = sum(entry.customer_id is None for entry in self.plan.create)
        return {
            "quotes to add": len(self.plan.create),
            "lines to add": sum(len(entry.lines) for entry in self.plan.create),
            "of them for prospects": prospects,
            "quotes to skip": len(self.plan.skip),
        }

    async def write(
        self, session: Session, actor: Actor, desk: Desk, tell: Tell, import_id: UUID
    ) -> Written:
        """Write a draft for each quote, and under which number it was known."""
        written = await quotes.add_imported_quotes(
            session,
            actor,
            self.plan.create,
            books=desk.books,
            habits=desk.habits,
            today=desk.moment.today,
            now=desk.moment.now,
            tell=tell,
        )
        await kept.keep_references(
            session,
            [
                ImportedQuote(
                    id=uuid4(), quote_id=quote_id, import_id=import_id, reference=entry.reference
                )
                for entry, (quote_id, _) in zip(self.plan.create, written, strict=True)
            ],
        )
        return Written(
            counts={"quotes added": len(written), "quotes skipped": len(self.plan.skip)},
            examples=written[:5],
        )


class QuoteImport:
    """Quotes that were written elsewhere: each becomes a draft under a number of ours."""

    name: Final = "quotes"
    permission: Final = Permission.WRITE_ALL_QUOTES
    fields: Final[Sequence[ImportField]] = QUOTE_FIELDS

    async def readers(self, session: Session, desk: Desk) -> Mapping[str, Read]:
        """Return the readers; none of them asks the shop."""
        del session, desk
        return _READERS

    async def plan(
        self, session: Session, rows: Sequence[TypedRow], duplicates: Duplicates
    ) -> Planned:
        """Find each quote's customer, and those that came in before."""
        book = await customers.read_customer_book(session)
        known = {
            reference: (quote_id, quote_number(number))
            for reference, (quote_id, number) in (await kept.read_references(session)).items()
        }
        return Planned(plan_quotes(rows, book, known, duplicates))
