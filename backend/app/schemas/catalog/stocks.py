"""Papers and substrates on the wire."""

from typing import Literal

from app.schemas.base import Day, Id, Output, Page, PageNumber, PerPage, QueryInput, SearchText
from app.schemas.catalog.figures import Figure, Inches, Internal

type PriceBasis = Literal["per_m", "per_cwt", "per_area"]
type Grain = Literal["long", "short", "none"]


class StockQuery(QueryInput):
    """Which stocks to list: those in which every word of ``q`` occurs."""

    q: SearchText = ""
    grade: SearchText | None = None
    family: SearchText | None = None
    form: Literal["sheet", "roll"] | None = None
    page: PageNumber = 1
    per_page: PerPage = 25


class StockPriceResponse(Output):
    """What a stock costs from a day on; a bracket starts at ``min_weight_lb``."""

    effective_on: Day
    basis: PriceBasis
    price: Figure
    min_weight_lb: Figure


class StockInternals(Output):
    """What a stock costs: today's price, that of 1,000 sheets, and all past and coming prices."""

    basis: PriceBasis | None
    price: Figure | None
    price_per_m: Figure | None
    effective_on: Day | None
    prices: list[StockPriceResponse]


class StockResponse(Output):
    """A paper or substrate. A roll has ``roll_width_in`` and no sheet."""

    id: Id
    code: str
    name: str
    family: str
    family_name: str
    grade: str
    grade_name: str
    basis_weight_lb: Figure | None
    gsm: Figure
    caliper_in: Figure
    m_weight_lb: Figure | None
    colour: str
    finish: str
    sheet_width_in: Figure | None
    sheet_height_in: Figure | None
    roll_width_in: Figure | None
    grain: Grain
    supplier: str
    aliases: list[str]
    presses: list[str]
    internal: StockInternals | None = Internal


class StockPage(Page[StockResponse]):
    """One page of stocks."""


class PrintableStock(Output):
    """One entry of the builder's stock picker; a roll has no height."""

    code: str
    name: str
    family: str
    family_name: str
    basis_weight_lb: Figure | None
    caliper_in: Figure
    colour: str
    finish: str
    sheet_width_in: Inches
    sheet_height_in: Inches | None
    aliases: list[str]
