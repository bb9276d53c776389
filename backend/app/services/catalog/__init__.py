"""The rate book: its tables, its published cards, and what people read of it."""

from app.services.catalog.publishing import (
    NoSellingTerms,
    RateTables,
    fill_rate_tables,
    has_rate_card,
    publish_rate_card,
)
from app.services.catalog.reading import (
    StockNotFound,
    find_price_level,
    get_rate_card,
    get_stock,
    list_operations,
    list_presses,
    list_printable_stocks,
    list_products,
    list_stocks,
)

__all__ = [
    "NoSellingTerms",
    "RateTables",
    "StockNotFound",
    "fill_rate_tables",
    "find_price_level",
    "get_rate_card",
    "get_stock",
    "has_rate_card",
    "list_operations",
    "list_presses",
    "list_printable_stocks",
    "list_products",
    "list_stocks",
    "publish_rate_card",
]
