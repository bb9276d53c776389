"""The rate book: its tables, its published cards, what is staged, and what people read of it."""

from app.services.catalog.cards import (
    compare_cards,
    describe_card,
    list_cards,
    publish_staged,
    revert_to_card,
)
from app.services.catalog.desk import Moment
from app.services.catalog.editing import Typed
from app.services.catalog.files import check_import, export_sheet, import_sheet
from app.services.catalog.listed import listed_products
from app.services.catalog.offered import list_offered_products
from app.services.catalog.pending import (
    Pending,
    coming_days,
    discard_changes,
    find_pending,
    list_reference_jobs,
    list_stale_quotes,
    require_changes,
)
from app.services.catalog.products import (
    add_product,
    archive_product,
    change_product,
    read_products,
)
from app.services.catalog.publishing import (
    NoSellingTerms,
    RateTables,
    fill_rate_tables,
    has_rate_card,
    publish_price_lists,
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
from app.services.catalog.sheets import read_card_sheet, read_staged_book, read_staged_sheet
from app.services.catalog.staging import (
    Bracket,
    add_entry,
    archive_entry,
    change_cells,
    restore_entry,
    set_prices,
)
from app.services.catalog.trying import try_finishing
from app.services.catalog.why_not import explain_choice

__all__ = [
    "Bracket",
    "Moment",
    "NoSellingTerms",
    "Pending",
    "RateTables",
    "StockNotFound",
    "Typed",
    "add_entry",
    "add_product",
    "archive_entry",
    "archive_product",
    "change_cells",
    "change_product",
    "check_import",
    "coming_days",
    "compare_cards",
    "describe_card",
    "discard_changes",
    "explain_choice",
    "export_sheet",
    "fill_rate_tables",
    "find_pending",
    "find_price_level",
    "get_rate_card",
    "get_stock",
    "has_rate_card",
    "import_sheet",
    "list_cards",
    "list_offered_products",
    "list_operations",
    "list_presses",
    "list_printable_stocks",
    "list_products",
    "list_reference_jobs",
    "list_stale_quotes",
    "list_stocks",
    "listed_products",
    "publish_price_lists",
    "publish_rate_card",
    "publish_staged",
    "read_card_sheet",
    "read_products",
    "read_staged_book",
    "read_staged_sheet",
    "require_changes",
    "restore_entry",
    "revert_to_card",
    "set_prices",
    "try_finishing",
]
