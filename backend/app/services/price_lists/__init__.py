"""Price lists: drafts that estimators edit, editions that managers publish, prices read off."""

from app.services.price_lists.desk import Desk
from app.services.price_lists.editing import (
    FindingsNotAccepted,
    NothingToPublish,
    PriceListArchived,
    PriceListNotArchived,
    StalePriceList,
    archive_price_list,
    create_price_list,
    lint_content,
    publish_price_list,
    restore_price_list,
    update_price_list,
)
from app.services.price_lists.reading import (
    PriceListNotFound,
    get_price_list,
    list_price_lists,
)
from app.services.price_lists.selling import (
    Asked,
    PriceListNotInForce,
    ReadOff,
    look_up_price,
    try_price,
)

__all__ = [
    "Asked",
    "Desk",
    "FindingsNotAccepted",
    "NothingToPublish",
    "PriceListArchived",
    "PriceListNotArchived",
    "PriceListNotFound",
    "PriceListNotInForce",
    "ReadOff",
    "StalePriceList",
    "archive_price_list",
    "create_price_list",
    "get_price_list",
    "lint_content",
    "list_price_lists",
    "look_up_price",
    "publish_price_list",
    "restore_price_list",
    "try_price",
    "update_price_list",
]
