"""Gangs on the wire: lines that could run on one sheet, what each bears, and what is saved."""

from app.schemas.base import Id, Output
from app.schemas.estimates import CostItemResponse, Figure, LayoutCut, LayoutDrawing


class PieceLinesResponse(Output):
    """The lines that a piece is worked along, from its lower left corner as it lies upright."""

    folds: list[LayoutCut]
    scores: list[LayoutCut]
    perforations: list[LayoutCut]
    line_notes: list[str]


class GangShareInternals(Output):
    """What a line costs by itself and in the gang: its part of the shared run, and its own."""

    cost_apart: Figure
    shared: Figure
    own: Figure
    cost_together: Figure
    saves: Figure


class GangShareResponse(Output):
    """What one line has of a gang; ``share`` is its part of the shared run, as a fraction.

    A line that ``keeps_price`` has one that was set by hand.
    """

    line_id: Id
    position: int
    title: str
    quantity: int
    ups: int
    made: int
    needed: int
    overrun: int
    overrun_fraction: Figure
    share: Figure
    lines: PieceLinesResponse
    keeps_price: bool
    price_apart: Figure
    price_together: Figure
    saves: Figure
    internal: GangShareInternals | None = None


class GangDifference(Output):
    """What one operation costs apart and together."""

    what: str
    apart: Figure
    together: Figure
    saves: Figure


class GangInternals(Output):
    """What a gang costs and saves, and why; absent for who may not see costs."""

    cost_apart: Figure
    shared: Figure
    cost_together: Figure
    saves: Figure
    items: list[CostItemResponse]
    differences: list[GangDifference]


class GangResponse(Output):
    """Lines that are cheaper to run together; ``owners`` gives the line of each of the cells."""

    sentence: str
    press: str
    press_name: str
    stock: str
    stock_name: str
    method: str
    words: str
    proof: str
    forms: int
    plates: int
    net_sheets: int
    gross_sheets: int
    parents: int
    parent_out: int
    clicks: int
    layout: LayoutDrawing
    owners: list[int]
    lines: list[GangShareResponse]
    price_apart: Figure
    price_together: Figure
    saves: Figure
    internal: GangInternals | None = None


class AloneResponse(Output):
    """A line that runs by itself, and why."""

    line_id: Id
    position: int
    title: str
    reason: str


class GangsResponse(Output):
    """The gangs worth running among a quote's lines, and the lines that run alone."""

    rates_version: int
    gangs: list[GangResponse]
    alone: list[AloneResponse]
