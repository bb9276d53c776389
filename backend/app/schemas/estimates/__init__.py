"""What an estimate looks like on the wire: the specification in, layout, route and prices out."""

from app.schemas.estimates.answers import (
    BetterBreak,
    CostItemResponse,
    EstimateResponse,
    FactResponse,
    Figure,
    LayoutCut,
    LayoutDrawing,
    LineEstimate,
    PriceStepResponse,
)
from app.schemas.estimates.specifications import (
    LARGEST_MATRIX,
    Code,
    EstimateRequest,
    Specification,
)

__all__ = [
    "LARGEST_MATRIX",
    "BetterBreak",
    "Code",
    "CostItemResponse",
    "EstimateRequest",
    "EstimateResponse",
    "FactResponse",
    "Figure",
    "LayoutCut",
    "LayoutDrawing",
    "LineEstimate",
    "PriceStepResponse",
    "Specification",
]
