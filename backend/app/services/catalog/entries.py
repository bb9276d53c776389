"""The entries of the staged rate book as documents: read, checked and written back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from app.db import Session
from app.domain.catalog import TABLES, terms_of
from app.domain.catalog.changes import TERMS, Kind, shapes_of_kind
from app.domain.catalog.shapes import Shape
from app.domain.estimating.rates import RateBook
from app.models.catalog import StagedBook, Stock, StockPrice
from app.repositories import catalog
from app.services.catalog import rows

# What a grid shows of a stock's prices: the newest one, typed over by a newer one.
PRICE: Final = Shape(name="price", label="Price", kind="number", unit="$")
BASIS: Final = Shape(
    name="basis", label="Sold", kind="choice", choices=("per_m", "per_cwt", "per_area")
)
PRICE_CELLS: Final = {shape.name: shape for shape in (PRICE, BASIS)}


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry on its way between table and document; selling terms are one entry without a row."""

    kind: Kind
    code: str
    document: rows.Document
    row: catalog.Entry | None = None
    prices: list[StockPrice] = field(default_factory=list)

    @property
    def id(self) -> UUID | None:
        """The row's id; the selling terms have none."""
        return None if self.row is None else self.row.id

    @property
    def archived(self) -> bool:
        """Whether the entry is in the archive."""
        return self.row is not None and self.row.deleted_at is not None


def editable_shapes(kind: Kind) -> tuple[Shape, ...]:
    """Return the cells of an entry that a grid shows; a stock's prices as the newest one."""
    shapes = shapes_of_kind(kind)
    if kind == "terms":
        return shapes
    extras = rows.EXTRAS[kind]
    if kind != "stocks":
        return (*shapes, *extras)
    plain = tuple(shape for shape in shapes if shape.name != "prices")
    return (*plain[:2], PRICE, BASIS, *plain[2:], *extras)


async def load_entries(session: Session, kind: Kind, staged: StagedBook) -> dict[str, Entry]:
    """Return every live entry of a kind by its code.

    Raises:
        ValidationError: a row holds what no estimate could use.
    """
    if kind == "terms":
        found = {TERMS: Entry(kind=kind, code=TERMS, document=dict(staged.terms))}
    else:
        found = await _with_prices(session, kind, await catalog.all_entries(session, kind))
    for entry in found.values():
        check_entry(entry)
    return found


async def load_archived(session: Session, kind: Kind) -> dict[str, Entry]:
    """Return the archived entries of a kind by code, where no live one has it."""
    if kind == "terms":
        return {}
    return await _with_prices(session, kind, await catalog.archived_entries(session, kind))


async def _with_prices(
    session: Session, kind: Kind, found: Sequence[catalog.Entry]
) -> dict[str, Entry]:
    prices = await catalog.list_prices(session, (row.id for row in found if kind == "stocks"))
    return {
        row.code: Entry(
            kind=kind,
            code=row.code,
            document=rows.document_of(row, prices.get(row.id, [])),
            row=row,
            prices=prices.get(row.id, []),
        )
        for row in found
    }


def check_entry(entry: Entry) -> None:
    """Pass if the engine can read the entry and the tables can hold it; write out its defaults.

    Raises:
        ValidationError: the fields that are wrong, each under its own name.
    """
    if entry.kind == "terms":
        book = RateBook.from_document(
            {**entry.document, "version": 0, **{table: [] for table in TABLES}}
        )
        entry.document = terms_of(book.to_document())
    else:
        entry.document = rows.check_document(entry.kind, entry.document)


def write_entry(entry: Entry, staged: StagedBook) -> None:
    """Let the entry's row say what its checked document says; a stock's prices stay."""
    if entry.row is None:
        staged.terms = terms_of(entry.document)
    else:
        rows.write_row(entry.row, entry.kind, entry.document)


async def put_prices(
    session: Session,
    stock: Stock,
    prices: Iterable[StockPrice],
    wanted: Iterable[Mapping[str, Any]],
    *,
    now: datetime,
) -> None:
    """Let a stock have these prices and no others; those that stay keep their rows."""
    missing = {_price_key(one): one for one in wanted}
    for price in prices:
        if _price_key(rows.price_document(price)) in missing:
            del missing[_price_key(rows.price_document(price))]
        else:
            price.deleted_at = now
    await catalog.add_rows(session, [_price_row(stock, one) for one in missing.values()])


def _price_key(price: Mapping[str, Any]) -> tuple[str, str, Decimal, Decimal]:
    return (
        price["effective_from"],
        price["basis"],
        Decimal(price["price"]),
        Decimal(price["min_weight_lb"]),
    )


def _price_row(stock: Stock, price: Mapping[str, Any]) -> StockPrice:
    return StockPrice(
        stock_id=stock.id,
        effective_on=date.fromisoformat(price["effective_from"]),
        basis=price["basis"],
        price=Decimal(price["price"]),
        min_weight_lb=Decimal(price["min_weight_lb"]),
    )
