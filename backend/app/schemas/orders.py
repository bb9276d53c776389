"""Orders on the wire: what was ordered, and what the shop floor makes of it."""

from typing import Literal

from app.schemas.base import (
    Day,
    Id,
    Input,
    Instant,
    LongText,
    Money,
    Output,
    Page,
)
from app.schemas.estimates import FactResponse, LayoutDrawing


class OrderCreate(Input):
    """Make the accepted quote an order; without a day it is the longest turnaround's."""

    due_on: Day | None = None
    note: LongText = ""


class OrderSummary(Output):
    """One row of the list."""

    id: Id
    number: str
    quote_id: Id
    quote_number: str
    customer_name: str
    title: str
    po_number: str
    total: Money
    due_on: Day | None
    placed_at: Instant
    placed_by: str


class OrderList(Page[OrderSummary]):
    """One page of orders, the newest first."""


class WorkPart(Output):
    """One part: its stock, its press, how many sheets, and how the pieces lie on them."""

    name: str
    press_name: str
    stock: str
    stock_name: str
    words: str
    forms: int
    plates: int
    net_sheets: int
    gross_sheets: int
    parents: int
    parent_out: int
    layout: LayoutDrawing | None
    facts: list[FactResponse]
    remarks: list[str]


class WorkStep(Output):
    """One operation on one part; ``units`` are how many of what, ``minutes`` as estimated."""

    part: str
    operation: str
    resource: str
    units: str | None
    unit_name: str
    minutes: int


class WorkLine(Output):
    """What is to be made for one line; a note has no quantity."""

    position: int
    kind: Literal["product", "outside", "charge", "note"]
    section: str
    title: str
    description: str
    specification: str
    vendor: str
    quantity: int | None
    parts: list[WorkPart]
    steps: list[WorkStep]
    facts: list[FactResponse]


class OrderResponse(OrderSummary):
    """A whole order: nothing of it is a price but the total."""

    note: str
    contact: str | None
    phone: str | None
    rep: str
    lines: list[WorkLine]
