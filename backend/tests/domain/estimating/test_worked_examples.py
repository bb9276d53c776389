"""The worked examples of docs/estimating.md, run: its tables cell by cell, its ``>>>`` lines."""

import doctest
import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from app.domain.estimating.engine import estimate
from app.domain.estimating.ganging import GangLine, propose_gangs
from app.domain.estimating.rates import RateBook
from app.domain.estimating.result import QuantityEstimate
from app.domain.estimating.spec import specification_from
from tests.domain.estimating.shops import layout

PAGE: Final = Path(__file__).parents[4] / "docs" / "estimating.md"
BLOCK: Final = re.compile(
    r"^```json (\w+)\n(.*?)^```\n\n?((?:^\|[^\n]*\n)*)", re.MULTILINE | re.DOTALL
)
TODAY: Final = date(2026, 11, 20)


@dataclass(frozen=True)
class Example:
    rates: RateBook
    document: dict[str, Any]
    row: dict[str, str]


def read_rows(table: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]]


def read_blocks() -> tuple[RateBook, list[tuple[str, str, str]]]:
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    book = next(json.loads(body) for name, body, _ in blocks if name == "rates")
    return RateBook.from_document(book), blocks


def read_examples() -> list[Example]:
    rates, blocks = read_blocks()
    return [
        Example(rates, json.loads(body), row)
        for name, body, table in blocks
        if name == "job"
        for row in read_rows(table)
    ]


def figures(one: QuantityEstimate) -> dict[str, Decimal]:
    assert one.cost is not None
    named: dict[str, Decimal | int] = {
        "quantity": one.quantity,
        "clicks": sum(part.clicks for part in one.parts),
        "cost": one.cost,
        "formula price": one.formula_price,
        "price": one.price,
        "unit price": one.unit_price,
    }
    for part in one.parts:
        said = f"{part.name} " if len(one.parts) > 1 else ""
        named[f"{said}net sheets"] = part.net_sheets
        named[f"{said}gross sheets"] = part.gross_sheets
        named[f"{said}parents"] = part.parents
        named[f"{said}plates"] = part.plates
    if len(one.parts) == 1:
        named |= {"n-up": layout(one).n_up, "cuts": len(layout(one).cuts)}
    for item in one.items:
        named[item.operation] = named.get(item.operation, Decimal(0)) + item.amount
    return {name: Decimal(figure) for name, figure in named.items()}


EXAMPLES: Final = read_examples()


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_table_of_the_page_is_what_the_engine_says(example: Example) -> None:
    document = dict(example.document)
    level = document.pop("customer_level", None)
    found = estimate(
        specification_from(document),
        [int(example.row["quantity"])],
        example.rates,
        on=TODAY,
        customer_level=level,
    )
    said = figures(found.quantities[0])
    expected = {name: Decimal(cell) for name, cell in example.row.items()}
    assert {name: said.get(name) for name in expected} == expected


def test_the_gang_of_the_page_is_what_the_engine_proposes() -> None:
    rates, blocks = read_blocks()
    ((body, table),) = [(body, table) for name, body, table in blocks if name == "gang"]
    spec, rows = specification_from(json.loads(body)), read_rows(table)
    lines = [
        GangLine(key=f"{n}", position=n, title="", spec=spec, quantity=int(row["quantity"]))
        for n, row in enumerate(rows, 1)
    ]
    (gang,) = propose_gangs(lines, rates, on=TODAY).gangs
    said = [
        {
            "quantity": one.quantity,
            "ups": one.ups,
            "made": one.made,
            "shared": one.shared,
            "own": one.own,
            "cost apart": one.cost_apart,
            "cost together": one.cost_together,
            "price apart": one.price_apart,
            "price together": one.price_together,
        }
        for one in gang.shares
    ]
    assert [{name: str(figure) for name, figure in one.items()} for one in said] == rows


def test_the_lines_of_the_page_that_begin_with_arrows_are_true() -> None:
    failed, run = doctest.testfile(str(PAGE), module_relative=False, verbose=False)
    assert run >= 25
    assert failed == 0
