"""One finishing operation tried by itself."""

from typing import Annotated

from pydantic import Field

from app.schemas.base import Input, LongText, Output, Quantity, Size
from app.schemas.catalog import Figure
from app.schemas.catalog.figures import Internal
from app.schemas.catalog_book.sheets import CellName, Code


class TrialRequest(Input):
    """What an operation is tried on: ``quantity`` good ones must come out.

    One is ``width_in`` x ``height_in`` and ``leaves`` of the stock thick. A cutter makes ``cuts``
    through each lift; what gathers, folds or binds signatures has ``sections`` of each copy.
    ``cells`` are rates as they would be, for who may stage them; else the staged ones hold.
    """

    stock: Code
    quantity: Quantity
    width_in: Annotated[Size, Field(gt=0, le=1000)]
    height_in: Annotated[Size, Field(gt=0, le=1000)]
    leaves: Annotated[int, Field(ge=1, le=2_500)] = 1
    cuts: Annotated[int, Field(ge=1, le=500)] = 4
    sections: Annotated[int, Field(ge=1, le=500)] = 1
    cells: Annotated[dict[CellName, LongText], Field(max_length=200)] | None = None


class TrialItemInternals(Output):
    """What a step of a trial costs, with its formula in words."""

    formula: str
    rate: Figure
    amount: Figure


class TrialItem(Output):
    """One thing that a trial takes: so many units, and the minutes if it is work by the hour."""

    name: str
    units: Figure
    unit_name: str
    minutes: Figure | None
    internal: TrialItemInternals | None = Internal


class TrialInternals(Output):
    """What a trial costs in all, and each good one of it."""

    amount: Figure
    each: Figure


class TrialResponse(Output):
    """What a trial takes: ``units_in`` go in so that the good ones come out.

    ``handles`` names one of them: a sheet, a piece, a book.
    """

    handles: str
    units_in: int
    spoiled: int
    minutes: Figure
    items: list[TrialItem]
    internal: TrialInternals | None = Internal
