"""Between the rate book's tables and the documents that the engine reads.

The document of an entry is the engine's own, with what the catalogue knows beside it (a stock's
family, the words that people type for an operation). Columns hold what is searched and sorted by;
everything else goes through ``details`` as it stands, so a new figure of the engine needs no word
here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final

from app.domain import catalog as kept
from app.domain.catalog.changes import ENGINE_TYPES
from app.domain.catalog.shapes import Shape, shapes_of
from app.domain.estimating import documents, rates
from app.domain.money import ZERO, decimal_text
from app.domain.units import Length, length_from, length_text
from app.models.catalog import FinishingOperation, Press, Stock, StockPrice

type Entry = Stock | Press | FinishingOperation
type Document = dict[str, Any]

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
ALIASES: Final = Shape(name="aliases", label="Typed as", kind="list", required=False)
# What the catalogue knows of an entry and no estimate reads.
EXTRAS: Final[Mapping[str, tuple[Shape, ...]]] = {
    "stocks": (
        Shape(name="family", label="Family", kind="choice", choices=tuple(kept.FAMILY_NAMES)),
        Shape(name="supplier", label="Supplier", kind="text", required=False),
        ALIASES,
    ),
    "presses": (
        Shape(
            name="further",
            label="Further figures",
            kind="table",
            required=False,
            columns=shapes_of(kept.Further),
        ),
    ),
    "operations": (ALIASES,),
}
MODELS: Final[Mapping[str, type[Entry]]] = {
    "stocks": Stock,
    "presses": Press,
    "operations": FinishingOperation,
}
# What a column holds: the digits before and after the point.
FITS: Final = {
    "basis_weight": (5, 4),
    "gsm": (5, 4),
    "caliper_in": (8, 6),
    "hourly_rate": (8, 6),
    "price": (8, 6),
    "min_weight_lb": (5, 4),
}
MOST_ALIASES: Final = 50


def document_of(row: Entry, prices: Iterable[StockPrice] = ()) -> Document:
    """Return an entry as the engine reads it, with what the catalogue knows beside it."""
    if not isinstance(row, Stock):
        extras = {"aliases": list(row.aliases)} if isinstance(row, FinishingOperation) else {}
        return {
            **row.details,
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "hourly_rate": decimal_text(row.hourly_rate),
            **extras,
        }
    width = row.sheet_width_in if row.roll_width_in is None else row.roll_width_in
    height = row.sheet_height_in
    return {
        **row.details,
        "code": row.code,
        "name": row.name,
        "grade": row.grade,
        "basis_weight": decimal_text(row.basis_weight_lb or ZERO),
        "gsm": decimal_text(row.gsm),
        "caliper_in": decimal_text(row.caliper_in),
        "sheet_width": 0 if width is None else length_from(width, "in"),
        "sheet_height": None if height is None else length_from(height, "in"),
        "prices": [price_document(price) for price in prices],
        "colour": row.colour,
        "finish": row.finish,
        "grain": row.grain,
        "family": row.family,
        "supplier": row.supplier,
        "aliases": list(row.aliases),
    }


def price_document(price: StockPrice) -> Document:
    """Return a stock's price as the engine reads it."""
    return {
        "effective_from": price.effective_on.isoformat(),
        "basis": price.basis,
        "price": decimal_text(price.price),
        "min_weight_lb": decimal_text(price.min_weight_lb),
    }


def check_document(kind: str, document: Mapping[str, Any]) -> Document:
    """Return the entry with everything that the engine takes where nothing was said.

    Raises:
        ValidationError: the fields that are wrong, each under its own name.
    """
    engine: object = documents.from_document(ENGINE_TYPES[kind], engine_part(kind, document))
    problems = _too_large(document, ())
    for place, price in enumerate(document.get("prices", [])):
        problems += _too_large(price, ("prices", place))
    problems += [
        documents.problem((shape.name,), "Choose one of the list.")
        for shape in EXTRAS[kind]
        if shape.kind == "choice" and document.get(shape.name) not in shape.choices
    ]
    if len(document.get("aliases", [])) > MOST_ALIASES:
        problems.append(documents.problem(("aliases",), f"Give at most {MOST_ALIASES} words."))
    if problems:
        documents.refuse(problems)
    return {**document, **documents.to_document(engine)}


def row_of(kind: str, document: Mapping[str, Any]) -> Entry:
    """Return an unwritten row of a checked document; a stock's prices are rows of their own."""
    return MODELS[kind](**_values(kind, document))


def write_row(row: Entry, kind: str, document: Mapping[str, Any]) -> None:
    """Let a row say what a checked document says."""
    for name, value in _values(kind, document).items():
        setattr(row, name, value)


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
    document = engine_part("stocks", document_of(row, prices))
    return documents.from_document(rates.Stock, document, ("stocks", row.code))


def press_of(row: Press) -> kept.InstalledPress:
    """Return a press as the engine reads it, with its further figures.

    Raises:
        ValidationError: the row holds what no estimate could use.
    """
    document = engine_part("presses", document_of(row))
    press = documents.from_document(rates.Press, document, ("presses", row.code))
    further = tuple(kept.Further(**figure) for figure in row.details.get("further", []))
    return kept.InstalledPress(press=press, further=further)


def operation_of(row: FinishingOperation) -> rates.FinishingOperation:
    """Return a finishing operation as the engine reads it.

    Raises:
        ValidationError: the row holds what no estimate could use.
    """
    document = engine_part("operations", document_of(row))
    return documents.from_document(rates.FinishingOperation, document, ("operations", row.code))


def document_of_stock(entry: kept.StockedStock) -> Document:
    """Return a stock with what the shop says of it as one document."""
    return {
        **documents.to_document(entry.stock),
        "family": entry.family,
        "supplier": entry.supplier,
        "aliases": list(entry.aliases),
    }


def document_of_press(entry: kept.InstalledPress) -> Document:
    """Return a press with the figures that people look up as one document."""
    further = [asdict(figure) for figure in entry.further]
    return {**documents.to_document(entry.press), "further": further}


def document_of_operation(entry: kept.OfferedOperation) -> Document:
    """Return an operation with the words that people type for it as one document."""
    return {**documents.to_document(entry.operation), "aliases": list(entry.aliases)}


def _values(kind: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a document."""
    if kind == "stocks":
        return _stock_values(document)
    aliases = {"aliases": list(document.get("aliases", []))} if kind == "operations" else {}
    details = _without(document, (*COLUMNS, "aliases"))
    return {
        "code": document["code"],
        "name": document["name"],
        "kind": document["kind"],
        "hourly_rate": Decimal(document.get("hourly_rate", 0)),
        "details": details,
        **aliases,
    }


def _stock_values(document: Mapping[str, Any]) -> dict[str, Any]:
    stock = documents.from_document(rates.Stock, engine_part("stocks", document))
    width, height = _inches(stock.sheet_width), stock.sheet_height
    return {
        "code": stock.code,
        "name": stock.name,
        "family": document["family"],
        "grade": stock.grade,
        "basis_weight_lb": stock.basis_weight or None,
        "gsm": stock.gsm,
        "caliper_in": stock.caliper_in,
        "colour": stock.colour,
        "finish": stock.finish,
        "sheet_width_in": None if stock.is_roll else width,
        "sheet_height_in": None if height is None else _inches(height),
        "roll_width_in": width if stock.is_roll else None,
        "grain": stock.grain,
        "supplier": document.get("supplier", ""),
        "aliases": list(document.get("aliases", [])),
        "details": _without(documents.to_document(stock), STOCK_COLUMNS),
    }


def engine_part(kind: str, document: Mapping[str, Any]) -> Document:
    """Return what of an entry's document the engine reads."""
    return _without(document, tuple(shape.name for shape in EXTRAS[kind]))


def _without(document: Mapping[str, Any], columns: tuple[str, ...]) -> Document:
    return {name: value for name, value in document.items() if name not in columns}


def _inches(length: Length) -> Decimal:
    return Decimal(length_text(length))


def _too_large(document: Mapping[str, Any], path: documents.Path) -> documents.Problems:
    return [
        documents.problem(
            (*path, name), f"Must be below {10**whole:,}, with at most {places} decimals."
        )
        for name, (whole, places) in FITS.items()
        if name in document and not _fits(Decimal(document[name]), whole, places)
    ]


def _fits(number: Decimal, whole: int, places: int) -> bool:
    exponent = number.as_tuple().exponent
    return number < 10**whole and isinstance(exponent, int) and -exponent <= places
