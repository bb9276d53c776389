"""The rate book on the wire: papers, presses, finishing, products, and the card they make.

What a role without ``costs:view`` may not see stands under ``internal``, which is absent for it.
"""

from app.schemas.catalog.cards import (
    GradeResponse,
    LevelResponse,
    MarkUpBandResponse,
    MarkUpResponse,
    PolicyResponse,
    RateCardInternals,
    RateCardResponse,
    RushResponse,
)
from app.schemas.catalog.figures import Figure, Inches, Internal, NamedCode
from app.schemas.catalog.operations import OperationInternals, OperationResponse
from app.schemas.catalog.presses import (
    ClickSize,
    FurtherFigure,
    PressInternals,
    PressKind,
    PressResponse,
    SheetSize,
    SpeedResponse,
    UnprintableEdges,
    WasteResponse,
)
from app.schemas.catalog.products import (
    FieldCondition,
    FieldKind,
    FieldOption,
    FieldValue,
    OfferedProduct,
    ProductDefinition,
    ProductField,
    ProductSize,
    Settable,
    SpecificationKind,
)
from app.schemas.catalog.stocks import (
    Grain,
    PriceBasis,
    PrintableStock,
    StockInternals,
    StockPage,
    StockPriceResponse,
    StockQuery,
    StockResponse,
)

__all__ = [
    "ClickSize",
    "FieldCondition",
    "FieldKind",
    "FieldOption",
    "FieldValue",
    "Figure",
    "FurtherFigure",
    "GradeResponse",
    "Grain",
    "Inches",
    "Internal",
    "LevelResponse",
    "MarkUpBandResponse",
    "MarkUpResponse",
    "NamedCode",
    "OfferedProduct",
    "OperationInternals",
    "OperationResponse",
    "PolicyResponse",
    "PressInternals",
    "PressKind",
    "PressResponse",
    "PriceBasis",
    "PrintableStock",
    "ProductDefinition",
    "ProductField",
    "ProductSize",
    "RateCardInternals",
    "RateCardResponse",
    "RushResponse",
    "Settable",
    "SheetSize",
    "SpecificationKind",
    "SpeedResponse",
    "StockInternals",
    "StockPage",
    "StockPriceResponse",
    "StockQuery",
    "StockResponse",
    "UnprintableEdges",
    "WasteResponse",
]
