"""Between the rate book's tables and the values that the engine reads."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from app.domain import catalog as kept
from app.domain.estimating import documents, rates
from app.domain.money import ZERO, decimal_text
from app.domain.units import NO_LENGTH, Length, length_from, length_text
from app.models.catalog import FinishingOperation, Press, Stock, StockPrice

COLUMNS: Final = ("code", "name", "kind", "hourly_rate")
STOCK_COLUMNS: Final = (
    "code",
    "name",
    "grade",
    "basis_weight",
    "gsm",
    "caliper_in",
    "sheet_width",
    "sheet_height",
    "prices",
    "colour",
    "finish",
    "grain",
)


def _inches(length: Length) -> Decimal:
    return Decimal(length_text(length))


def stock_row(entry: kept.StockedStock) -> Stock:
    """Return an unwritten row of a stock."""
    stock = entry.stock
    return Stock(
        code=stock.code,
        name=stock.name,
        family=entry.family,
        grade=stock.grade,
        basis_weight_lb=stock.basis_weight or None,
        gsm=stock.gsm,
        caliper_in=stock.caliper_in,
        colour=stock.colour,
        finish=stock.finish,
        sheet_width_in=None if stock.is_roll else _inches(stock.sheet_width),
        sheet_height_in=None if stock.sheet_height is None else _inches(stock.sheet_height),
        roll_width_in=_inches(stock.sheet_width) if stock.is_roll else None,
        grain=stock.grain,
        supplier=entry.supplier,
        aliases=list(entry.aliases),
        details=_without(documents.to_document(stock), STOCK_COLUMNS),
    )


def price_rows(stock: Stock, prices: Iterable[rates.StockPrice]) -> list[StockPrice]:
    """Return the unwritten rows of a stock's prices."""
    return [
        StockPrice(
            stock_id=stock.id,
            effective_on=price.effective_from,
            basis=price.basis,
            price=price.price,
            min_weight_lb=price.min_weight_lb,
        )
        for price in prices
    ]


def stock_of(row: Stock, prices: Iterable[StockPrice]) -> rates.Stock:
    """Return a stock as the engine reads it.

    Raises:
        ValidationError: the row holds what no estimate could use.
    """
    width = row.sheet_width_in if row.roll_width_in is None else row.roll_width_in
    sheet_width = NO_LENGTH if width is None else length_from(width, "in")
    return documents.from_document(
        rates.Stock,
        {
            **row.details,
            "code": row.code,
            "name": row.name,
            "grade": row.grade,
            "basis_weight": decimal_text(row.basis_weight_lb or ZERO),
            "gsm": decimal_text(row.gsm),
            "caliper_in": decimal_text(row.caliper_in),
            "sheet_width": sheet_width,
            "sheet_height": None
            if row.sheet_height_in is None
            else length_from(row.sheet_height_in, "in"),
            "prices": [
                {
                    "effective_from": price.effective_on.isoformat(),
                    "basis": price.basis,
                    "price": decimal_text(price.price),
                    "min_weight_lb": decimal_text(price.min_weight_lb),
                }
                for price in prices
            ],
            "colour": row.colour,
            "finish": row.finish,
            "grain": row.grain,
        },
        ("stocks", row.code),
    )


def press_row(entry: kept.InstalledPress) -> Press:
    """Return an unwritten row of a press."""
    press = entry.press
    further = [
        {
            "label": figure.label,
            "value": figure.value,
            "unit": figure.unit,
            "internal": figure.internal,
        }
        for figure in entry.further
    ]
    return Press(
        code=press.code,
        name=press.name,
        kind=press.kind,
        hourly_rate=press.hourly_rate,
        details={**_without(documents.to_document(press), COLUMNS), "further": further},
    )


def press_of(row: Press) -> kept.InstalledPress:
    """Return a press as the engine reads it, with its further figures.

    Raises:
        ValidationError: the row holds what no estimate could use.
    """
    details = dict(row.details)
    further = tuple(kept.Further(**figure) for figure in details.pop("further", []))
    press = documents.from_document(
        rates.Press, {**details, **_columns(row)}, ("presses", row.code)
    )
    return kept.InstalledPress(press=press, further=further)


def operation_row(entry: kept.OfferedOperation) -> FinishingOperation:
    """Return an unwritten row of a finishing operation."""
    operation = entry.operation
    return FinishingOperation(
        code=operation.code,
        name=operation.name,
        kind=operation.kind.value,
        hourly_rate=operation.hourly_rate,
        details=_without(documents.to_document(operation), COLUMNS),
        aliases=list(entry.aliases),
    )


def operation_of(row: FinishingOperation) -> rates.FinishingOperation:
    """Return a finishing operation as the engine reads it.

    Raises:
        ValidationError: the row holds what no estimate could use.
    """
    return documents.from_document(
        rates.FinishingOperation, {**row.details, **_columns(row)}, ("operations", row.code)
    )


def _columns(row: Press | FinishingOperation) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "hourly_rate": decimal_text(row.hourly_rate),
    }


def _without(document: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in columns}
