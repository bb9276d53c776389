"""The seeded rate book as values: read from the tables in ``data/``."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

from app.domain.catalog import Further, InstalledPress, OfferedOperation, StockedStock
from app.domain.catalog.effect import ReferenceJob
from app.domain.estimating import documents
from app.domain.estimating.paper import gsm_from_pounds
from app.domain.estimating.rates import (
    STANDARD_GRADES,
    CustomerLevel,
    FinishingOperation,
    Grade,
    MarkUps,
    Policy,
    Press,
    RateBook,
    RushBand,
    Stock,
)
from app.domain.estimating.rates.services import Service
from app.domain.estimating.spec import specification_from
from app.domain.money import decimal_from, decimal_text, round_money
from app.domain.units import length_from
from app.schemas.catalog import ProductDefinition
from app.services.catalog import RateTables

# Prices hold from before the first quote that the demo shop made.
PRICES_FROM: Final = date(2025, 1, 6)
PRESS_LENGTHS: Final = ("left", "right", "top", "bottom")
POLICY_LENGTHS: Final = ("gap", "bleed", "butt_gap")
WIDE_LENGTHS: Final = ("leader", "trailer", "gap", "panel_overlap")
OPERATION_LENGTHS: Final = (
    "allowance",
    "spacing",
    "overlap",
    "sheet_gap",
    "min_panel",
    "carton_width",
    "carton_length",
)
COATED: Final = frozenset({"coated_text", "coated_cover"})
GSM_QUANTUM: Final = Decimal("0.1")


def _text(name: str) -> str:
    return files("app.seeds").joinpath("data", name).read_text(encoding="utf-8")


def read_toml(name: str) -> dict[str, Any]:
    """Return one of the tables in ``data/``."""
    return tomllib.loads(_text(name))


def _length(inches: str) -> int:
    return length_from(Decimal(inches), "in")


def read_terms() -> RateBook:
    """Return a book with grades, mark-ups, levels, rush table and policy, and no rates yet."""
    selling = read_toml("selling.toml")
    policy = {
        name: _length(value) if name in POLICY_LENGTHS else value
        for name, value in selling["policy"].items()
    }
    mark_ups = {
        bucket: {"bands": [{"from_amount": start, "mark_up": share} for start, share in bands]}
        for bucket, bands in selling["mark_ups"].items()
    }
    own = tuple(documents.from_document(Grade, grade) for grade in selling["grades"])
    return RateBook(
        version=0,
        stocks=(),
        presses=(),
        operations=(),
        grades=(*STANDARD_GRADES, *own),
        mark_ups=documents.from_document(MarkUps, mark_ups, ("mark_ups",)),
        policy=documents.from_document(Policy, policy, ("policy",)),
        levels=tuple(documents.from_document(CustomerLevel, one) for one in selling["levels"]),
        rush=tuple(documents.from_document(RushBand, one) for one in selling["rush"]),
        services=tuple(documents.from_document(Service, one) for one in selling["services"]),
    )


def read_tables() -> RateTables:
    """Return selling terms, stocks, presses, operations and products."""
    terms = read_terms()
    stocks = tuple(_stocks(terms))
    operations = tuple(
        OfferedOperation(
            aliases=tuple(entry.pop("aliases")),
            operation=documents.from_document(
                FinishingOperation, _in_units(entry), ("operations", entry["code"])
            ),
        )
        for entry in read_toml("operations.toml")["operations"]
    )
    return RateTables(
        terms=terms,
        stocks=stocks,
        presses=tuple(map(_press, read_toml("presses.toml")["presses"])),
        operations=operations,
        products=tuple(_products(operations, terms.services)),
        reference_jobs=tuple(
            ReferenceJob(
                name=job["name"],
                spec=specification_from(job["spec"]),
                quantities=tuple(job["quantities"]),
            )
            for job in read_toml("reference_jobs.toml")["jobs"]
        ),
    )


def _in_units(entry: dict[str, Any]) -> dict[str, Any]:
    lengths = {name: _length(entry[name]) for name in OPERATION_LENGTHS if name in entry}
    return entry | lengths


def _stocks(terms: RateBook) -> Iterator[StockedStock]:
    grades = {grade.code: grade for grade in terms.grades}
    for row in csv.DictReader(io.StringIO(_text("stocks.csv"))):
        weight = row["basis_weight_lb"] or "0"
        gsm = row["gsm"] or decimal_text(
            round_money(
                decimal_from(
                    gsm_from_pounds(Decimal(weight), grades[row["grade"]], terms.policy.gsm_factor)
                ),
                quantum=GSM_QUANTUM,
            )
        )
        height = row["sheet_height_in"]
        stock = documents.from_document(
            Stock,
            {
                "code": row["code"],
                "name": row["name"],
                "grade": row["grade"],
                "basis_weight": weight,
                "gsm": gsm,
                "caliper_in": row["caliper_in"],
                "sheet_width": _length(row["sheet_width_in"] or row["roll_width_in"]),
                "sheet_height": _length(height) if height else None,
                "prices": [
                    {
                        "effective_from": PRICES_FROM.isoformat(),
                        "basis": row["price_basis"],
                        "price": row["price"],
                    }
                ],
                "colour": row["colour"],
                "finish": row["finish"],
                "grain": row["grain"],
                "paper": row["paper"],
                "coated": row["family"] in COATED,
                "pack_sheets": int(row["pack_sheets"] or 0),
                "broken_pack": row["broken_pack"] or "0",
                "half_sheets": row["family"] == "board",
            },
            ("stocks", row["code"]),
        )
        yield StockedStock(
            stock=stock,
            family=row["family"],
            supplier=row["supplier"],
            aliases=tuple(row["aliases"].split()),
        )


def _press(entry: dict[str, Any]) -> InstalledPress:
    further = tuple(Further(**figure) for figure in entry.pop("further", []))
    for name in ("max", "min"):
        width, height = entry.pop(f"{name}_sheet")
        entry[f"{name}_sheet_width"] = _length(width)
        entry[f"{name}_sheet_height"] = _length(height)
    entry["margins"] = {edge: _length(entry["margins"][edge]) for edge in PRESS_LENGTHS}
    for name in ("gripper", "colour_bar"):
        entry[name] = _length(entry.get(name, "0"))
    for size in entry.get("size_multipliers", []):
        size["up_to"] = _length(size["up_to"])
    wide = entry.get("wide", {})
    wide.update({name: _length(wide[name]) for name in WIDE_LENGTHS if name in wide})
    press = documents.from_document(Press, entry, ("presses", entry["code"]))
    return InstalledPress(press=press, further=further)


def _products(
    operations: tuple[OfferedOperation, ...], services: tuple[Service, ...]
) -> Iterator[ProductDefinition]:
    names = {one.operation.code: one.operation.name for one in operations}
    sold = [{"value": service.code, "label": service.name} for service in services]
    book = read_toml("products.toml")
    for product in book["products"]:
        first = next(iter(product["sizes"]), None)
        size = {} if first is None else {f"trim_{way}": first[way] for way in ("width", "height")}
        yield ProductDefinition.model_validate(
            {
                **{
                    name: product[name]
                    for name in ("code", "name", "kind", "title", "group", "aliases", "quantities")
                },
                "sizes": [{"unit": "in", **one} for one in product["sizes"]],
                "fields": [
                    _field(field, size | product["defaults"], product, names)
                    | ({"options": sold} if field["kind"] == "service" else {})
                    for field in book["fields"]
                    if product["kind"] in field["kinds"]
                ],
            }
        )


def _field(
    field: Mapping[str, Any],
    defaults: Mapping[str, Any],
    product: Mapping[str, Any],
    names: Mapping[str, str],
) -> dict[str, Any]:
    name = field["name"]
    options = [{"value": None, **option} for option in field.get("options", [])]
    if field["kind"] in {"operation", "operations"}:
        offered = product.get("offered", {}).get(name, [])
        options = [{"value": code, "label": names[code]} for code in offered]
    return {
        "part": "",
        "unit": None,
        "none_label": None,
        "minimum": None,
        "maximum": None,
        "depends_on": None,
        "default": None,
        **{key: value for key, value in field.items() if key != "kinds"},
        **({"default": defaults[name]} if name in defaults else {}),
        "families": product.get("families", {}).get(name, []),
        "options": options,
    }
