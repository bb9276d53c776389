"""The catalogue's words: what people type for its products, stocks and operations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ScalarSelect, String, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.db import Reader
from app.models.base import Record
from app.models.catalog import FinishingOperation, Product, Stock


def _trace(model: type[Record]) -> ScalarSelect[str]:
    """Return what changes with every change of a table: its live rows and the newest change."""
    newest = cast(func.max(model.updated_at), String)
    return (
        select(func.concat_ws("/", func.count(), newest))
        .where(model.deleted_at.is_(None))
        .scalar_subquery()
    )


_CHANGES: Final = select(
    func.concat_ws(" ", _trace(Product), _trace(Stock), _trace(FinishingOperation))
)
_WORDS: Final = select(
    select(func.jsonb_agg(aggregate_order_by(Product.definition, Product.position, Product.code)))
    .where(Product.deleted_at.is_(None))
    .label("products"),
    select(func.jsonb_object_agg(Stock.code, func.jsonb_build_array(Stock.family, Stock.aliases)))
    .where(Stock.deleted_at.is_(None))
    .label("stocks"),
    select(func.jsonb_object_agg(FinishingOperation.code, FinishingOperation.aliases))
    .where(FinishingOperation.deleted_at.is_(None))
    .label("operations"),
)


@dataclass(frozen=True, slots=True)
class CatalogueWords:
    """The products' definitions, each stock's family and aliases, each operation's aliases."""

    products: list[dict[str, Any]]
    stocks: Mapping[str, tuple[str, list[str]]]
    operations: Mapping[str, list[str]]


async def find_changes(reader: Reader) -> str:
    """Return the trace of the catalogue's last change: another one means other words."""
    row = await reader.first(_CHANGES)
    return "" if row is None else row[0]


async def find_words(reader: Reader) -> CatalogueWords:
    """Return the words of everything that is live."""
    row = await reader.first(_WORDS)
    if row is None:
        return CatalogueWords([], {}, {})
    return CatalogueWords(row.products or [], row.stocks or {}, row.operations or {})
