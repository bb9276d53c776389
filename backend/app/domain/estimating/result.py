"""What an estimate says: the price, how the work would run, and the why of every cent.

Amounts are exact ratios while the engine works, so a third of an hour stays a third; what is shown
is the same amount at ten decimals. Each shown total is the sum of the shown amounts under it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, Protocol

from app.domain.estimating.list_account import ListAccount
from app.domain.estimating.rates import Bucket
from app.domain.money import ZERO, decimal_from, decimal_text, divide, money_text, round_money
from app.domain.pricing.adjust import PriceStep

AMOUNT_QUANTUM: Final = Decimal("0.0000000001")
UNIT_QUANTUM: Final = Decimal("0.0001")


Method = Literal[
    "one_side",
    "sheetwise",
    "work_and_turn",
    "work_and_tumble",
    "perfecting",
    "duplex",
    "roll",
    "board",
    "none",
]
"""How the sides of a sheet come to be printed; a digital press that prints both in one pass is
``duplex``."""


class Drawing(Protocol):
    """What a browser draws to scale: a press sheet, or a stretch of a roll."""

    def to_document(self) -> dict[str, Any]:
        """Write it as JSON, lengths in engine units."""
        ...


def shown(amount: Fraction) -> Decimal:
    """Give an exact amount at ten decimals."""
    return round_money(decimal_from(amount), quantum=AMOUNT_QUANTUM)


@dataclass(frozen=True, slots=True)
class CostItem:
    """One thing that costs: its formula in words with the numbers put in, and what it was fed.

    ``part`` is the job's part that it belongs to, ``resource`` the stock, press or operation used.
    ``rate_reference`` names the catalogue's row behind the rate: ``press:docu/click_colour``.
    ``units`` and ``hours`` are what the rate was applied to, whichever it is. ``amount`` is the
    exact amount at ten decimals, never rounded to cents.
    """

    part: str
    resource: str
    bucket: Bucket
    operation: str
    units: Fraction | None
    unit_name: str
    hours: Fraction | None
    rate: Decimal
    rate_reference: str
    formula: str
    inputs: Mapping[str, str]
    exact: Fraction
    amount: Decimal

    def explain(self) -> "CostItem":
        """Give the item itself: it has its reasons already."""
        return self

    def to_document(self) -> dict[str, Any]:
        """Write the item as JSON."""
        return {
            "part": self.part,
            "resource": self.resource,
            "bucket": self.bucket,
            "operation": self.operation,
            "units": None if self.units is None else decimal_text(shown(self.units)),
            "unit_name": self.unit_name,
            "hours": None if self.hours is None else decimal_text(shown(self.hours)),
            "rate": decimal_text(self.rate),
            "rate_reference": self.rate_reference,
            "formula": self.formula,
            "inputs": dict(self.inputs),
            "amount": decimal_text(self.amount),
        }


@dataclass(frozen=True, slots=True)
class Charge:
    """An amount whose reasons nobody has asked for yet.

    Most ways to do a job are costed only to be compared, and words take longer than sums.
    """

    bucket: Bucket
    exact: Fraction
    tell: Callable[[], CostItem]

    def explain(self) -> CostItem:
        """Give the item with its reasons."""
        return self.tell()


class Charged(Protocol):
    """An amount in its bucket, which can say how it came about."""

    @property
    def bucket(self) -> Bucket:
        """The bucket that it is marked up with."""
        ...

    @property
    def exact(self) -> Fraction:
        """The exact amount."""
        ...

    def explain(self) -> CostItem:
        """Give the item with its reasons."""
        ...


@dataclass(frozen=True, slots=True)
class BucketPrice:
    """One bucket: what it costs, the mark-up on it as a fraction, and its price."""

    bucket: Bucket
    cost: Decimal
    mark_up: Decimal
    price: Decimal

    def to_document(self) -> dict[str, str]:
        """Write the bucket as JSON."""
        return {
            "bucket": self.bucket,
            "cost": decimal_text(self.cost),
            "mark_up": decimal_text(round_money(self.mark_up, quantum=UNIT_QUANTUM)),
            "price": decimal_text(self.price),
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the finished work that a person asks for: its spine, weight, cartons.

    ``code`` names it for good, ``value`` is it in words with its unit.
    """

    code: str
    label: str
    value: str

    def to_document(self) -> dict[str, str]:
        """Write the fact as JSON."""
        return {"code": self.code, "label": self.label, "value": self.value}


@dataclass(frozen=True, slots=True)
class OtherRoute:
    """A way that could do the work and is dearer, by how much of the formula's price."""

    press: str
    name: str
    method: Method
    words: str
    price: Decimal
    dearer_by: Decimal

    def to_document(self) -> dict[str, str]:
        """Write the route as JSON."""
        return {
            "press": self.press,
            "name": self.name,
            "method": self.method,
            "words": self.words,
            "price": money_text(self.price),
            "dearer_by": money_text(self.dearer_by),
        }


@dataclass(frozen=True, slots=True)
class RefusedRoute:
    """A press that cannot do the work, and why in a sentence."""

    press: str
    name: str
    reason: str

    def to_document(self) -> dict[str, str]:
        """Write the route as JSON."""
        return {"press": self.press, "name": self.name, "reason": self.reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEstimate:
    """How one part is made: by the way with the lowest price of those that can make it.

    ``press`` and ``stock`` are empty for what no press prints. ``gross_sheets`` are press sheets,
    ``parents`` the bought sheets, from each of which ``parent_out`` of them are cut.
    """

    name: str
    press: str
    press_name: str
    press_kind: str
    stock: str
    stock_name: str
    method: Method
    words: str
    drawing: Drawing | None
    forms: int
    plates: int
    net_sheets: int
    gross_sheets: int
    parents: int
    parent_out: int
    clicks: int
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...]
    other_routes: tuple[OtherRoute, ...]
    refused_routes: tuple[RefusedRoute, ...]

    def to_document(self, *, internal: bool) -> dict[str, Any]:
        """Write the part as JSON; what other ways would cost only if ``internal``."""
        document: dict[str, Any] = {
            "name": self.name,
            "press": self.press,
            "press_name": self.press_name,
            "press_kind": self.press_kind,
            "stock": self.stock,
            "stock_name": self.stock_name,
            "method": self.method,
            "words": self.words,
            "forms": self.forms,
            "plates": self.plates,
            "net_sheets": self.net_sheets,
            "gross_sheets": self.gross_sheets,
            "parents": self.parents,
            "parent_out": self.parent_out,
            "clicks": self.clicks,
            "layout": None if self.drawing is None else self.drawing.to_document(),
            "facts": [fact.to_document() for fact in self.facts],
            "remarks": list(self.remarks),
            "refused_routes": [route.to_document() for route in self.refused_routes],
        }
        if internal:
            document["internal"] = {
                "other_routes": [route.to_document() for route in self.other_routes]
            }
        return document


@dataclass(frozen=True, slots=True)
class QuantityEstimate:
    """The estimate for one quantity, each part by the way with the lowest price.

    ``cost`` is the sum of the items at ten decimals; ``price`` is what the customer pays, rounded
    by the shop's rule, and ``formula_price`` the marked-up cost before any adjustment. ``margin``
    is what the price leaves over the cost.

    What is sold from a price list says so in ``listed``: its formula price is the list's, and its
    cost and margin are None where the list does not say what it costs.
    """

    quantity: int
    parts: tuple[PartEstimate, ...]
    facts: tuple[Fact, ...]
    items: tuple[CostItem, ...]
    buckets: tuple[BucketPrice, ...]
    cost: Decimal | None
    price_steps: tuple[PriceStep, ...]
    price: Decimal
    listed: ListAccount | None = None

    @property
    def press_name(self) -> str:
        """The presses that print it, each once."""
        return ", ".join(dict.fromkeys(part.press_name for part in self.parts if part.press_name))

    @property
    def gross_sheets(self) -> int:
        """The press sheets of all parts."""
        return sum(part.gross_sheets for part in self.parts)

    @property
    def formula_price(self) -> Decimal:
        """The marked-up cost before minimum, level, rush and rounding, at ten decimals."""
        return self.price_steps[0].after

    @property
    def unit_price(self) -> Decimal:
        """The price of one, at four decimals; the price of all is what binds."""
        return round_money(divide(self.price, Decimal(self.quantity)), quantum=UNIT_QUANTUM)

    @property
    def price_per_m(self) -> Decimal:
        """The price of a thousand, in cents."""
        return round_money(divide(self.price * 1000, Decimal(self.quantity)))

    @property
    def margin(self) -> Decimal | None:
        """What the price leaves over the cost."""
        return None if self.cost is None else self.price - self.cost

    @property
    def margin_fraction(self) -> Decimal | None:
        """The margin as a part of the price, at four decimals; 0 where the price is 0."""
        if self.margin is None:
            return None
        if self.price == 0:
            return ZERO
        return round_money(divide(self.margin, self.price), quantum=UNIT_QUANTUM)

    def to_document(self, *, internal: bool) -> dict[str, Any]:
        """Write the estimate as JSON; what the work costs only if ``internal``, under that key."""
        document: dict[str, Any] = {
            "quantity": self.quantity,
            "price": money_text(self.price),
            "unit_price": f"{self.unit_price:f}",
            "price_per_m": money_text(self.price_per_m),
            "parts": [part.to_document(internal=internal) for part in self.parts],
            "facts": [fact.to_document() for fact in self.facts],
        }
        if self.listed is not None:
            document["listed"] = self.listed.to_document()
        if internal:
            fraction = self.margin_fraction
            document["internal"] = {
                "cost": None if self.cost is None else decimal_text(self.cost),
                "margin": None if self.margin is None else decimal_text(self.margin),
                "margin_fraction": None if fraction is None else f"{fraction:f}",
                "formula_price": decimal_text(self.formula_price),
                "items": [item.to_document() for item in self.items],
                "buckets": [bucket.to_document() for bucket in self.buckets],
                "price_steps": [step.to_document() for step in self.price_steps],
            }
        return document


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimates of all quantities, with the engine and the rate book that made them."""

    engine_version: int
    rates_version: int
    description: str
    quantities: tuple[QuantityEstimate, ...]
    warnings: tuple[str, ...]

    def to_document(self, *, internal: bool) -> dict[str, Any]:
        """Write the estimate as JSON; costs only if ``internal``."""
        return {
            "engine_version": self.engine_version,
            "rates_version": self.rates_version,
            "description": self.description,
            "warnings": list(self.warnings),
            "quantities": [one.to_document(internal=internal) for one in self.quantities],
        }
