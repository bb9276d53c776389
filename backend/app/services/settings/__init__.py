"""What the shop sets for itself: read, changed, tried on a sample, planted at the first start."""

from app.services.settings.changing import (
    StaleSettings,
    change_calendar,
    change_mail,
    change_money,
    change_numbering,
    change_quotes,
    change_shop,
)
from app.services.settings.paper import check_logo, preview_paper
from app.services.settings.planting import open_shop
from app.services.settings.reading import get_settings

__all__ = [
    "StaleSettings",
    "change_calendar",
    "change_mail",
    "change_money",
    "change_numbering",
    "change_quotes",
    "change_shop",
    "check_logo",
    "get_settings",
    "open_shop",
    "preview_paper",
]
