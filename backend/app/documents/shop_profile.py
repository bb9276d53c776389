"""A shop's profile is a folder: ``shop.toml`` beside ``logo.svg``."""

import tomllib
from datetime import date, datetime
from pathlib import Path

from app.domain.pricing.business_days import WorkWeek
from app.domain.shop import ShopProfile

DEMO_SHOP_FOLDER = Path(__file__).with_name("demo_shop")

_LARGEST_LOGO = 200_000


def read_shop_profile(folder: Path = DEMO_SHOP_FOLDER) -> ShopProfile:
    """Read the profile in ``folder``; without an argument, that of the demo shop.

    Raises:
        OSError: there is no ``shop.toml``.
        ValueError: it cannot be read as a profile, or the logo is larger than 200 kB.
    """
    with (folder / "shop.toml").open("rb") as file:
        found = tomllib.load(file)
    logo = folder / "logo.svg"
    if logo.exists() and logo.stat().st_size > _LARGEST_LOGO:
        raise ValueError(f"The logo is larger than {_LARGEST_LOGO} bytes: simplify the drawing.")
    try:
        return ShopProfile(
            name=str(found["name"]),
            tagline=str(found.get("tagline", "")),
            address_lines=tuple(str(line) for line in found["address_lines"]),
            phone=str(found["phone"]),
            email=str(found["email"]),
            web=str(found.get("web", "")),
            logo_svg=logo.read_text(encoding="utf-8") if logo.exists() else None,
            terms=tuple(str(clause) for clause in found.get("terms", ())),
        )
    except KeyError as missing:
        raise ValueError(f"shop.toml does not say the shop's {missing.args[0]}.") from missing


def read_work_week(folder: Path = DEMO_SHOP_FOLDER) -> WorkWeek:
    """Read on which days the shop in ``folder`` works: all but weekends and its ``closed_on``.

    Raises:
        OSError: there is no ``shop.toml``.
        ValueError: the days are not written as days.
    """
    with (folder / "shop.toml").open("rb") as file:
        days = tomllib.load(file).get("closed_on", [])
    if not all(isinstance(day, date) and not isinstance(day, datetime) for day in days):
        raise ValueError("shop.toml: write the days of closed_on as 2026-12-25, without quotes.")
    return WorkWeek(frozenset(days))
