"""What people write down in a quote, as frozen values, and the changes that they make to it."""

from app.domain.quotes.draft.alternates import copy_lines, put_in_place, root_of
from app.domain.quotes.draft.editing import (
    Author,
    Change,
    Costs,
    OrderLines,
    PutLine,
    RemoveLine,
    SetFields,
    apply_changes,
    check_line,
)
from app.domain.quotes.draft.values import (
    MOST_LINES,
    MOST_QUANTITIES,
    Draft,
    DraftLine,
    Header,
    InvalidQuote,
    LineKind,
    LineQuantity,
    TaxCode,
    new_quantity_id,
    price_lists_of,
)

__all__ = [
    "MOST_LINES",
    "MOST_QUANTITIES",
    "Author",
    "Change",
    "Costs",
    "Draft",
    "DraftLine",
    "Header",
    "InvalidQuote",
    "LineKind",
    "LineQuantity",
    "OrderLines",
    "PutLine",
    "RemoveLine",
    "SetFields",
    "TaxCode",
    "apply_changes",
    "check_line",
    "copy_lines",
    "new_quantity_id",
    "price_lists_of",
    "put_in_place",
    "root_of",
]
