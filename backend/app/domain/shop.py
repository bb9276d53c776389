"""The print shop itself, as its papers name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopProfile:
    """Who offers: letterhead, addresses and the terms of every quote.

    ``logo_svg`` is the text of a square drawing; None leaves the name alone on the letterhead.
    ``terms`` are the clauses of the terms and conditions, in order, without their numbers.
    """

    name: str
    tagline: str = ""
    address_lines: tuple[str, ...]
    phone: str
    email: str
    web: str = ""
    logo_svg: str | None = None
    terms: tuple[str, ...] = ()
